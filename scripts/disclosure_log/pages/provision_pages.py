"""The pages that explain the law: every exemption by law, and each with the responses citing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure_log.law import Kind, Provision, PublicInterestTest, provision, provisions
from disclosure_log.model import Entry, Regime
from disclosure_log.pages import links, words
from disclosure_log.pages.list_pages import HOME_TRAIL, ListContext
from disclosure_log.pages.lists import explained, provision_list
from disclosure_log.pages.page import HIDE, Page
from disclosure_log.pages.templates import render

#: The law's own word: the Acts have exemptions, the Regulations exceptions.
_NOUNS: Mapping[Regime, str] = {
    Regime.FOIA: "exemption",
    Regime.EIR: "exception",
    Regime.FOISA: "exemption",
    Regime.EISR: "exception",
}

_KIND_WORDS: Mapping[Kind, str] = {
    Kind.ABSOLUTE: "Absolute {noun}",
    Kind.QUALIFIED: "Qualified {noun}",
    Kind.GROUND: "Ground for refusing a request",
    Kind.NOT_HELD: "Information not held",
    Kind.PROCEDURAL: "Procedure",
}

_TESTS: Mapping[PublicInterestTest, str] = {
    PublicInterestTest.REQUIRED: (
        "Yes. The information must still be given unless the public interest in holding it back"
        " is the greater."
    ),
    PublicInterestTest.DEPENDS: (
        "Sometimes. It depends on the case whether the public interest has to be weighed too."
    ),
    PublicInterestTest.NONE: "No. Where it applies, the public interest is not weighed.",
}


def explained_provisions() -> tuple[Provision, ...]:
    """Every provision that has a page, law by law, in the order of the statute."""
    return tuple(found for regime in Regime for found in provisions(regime) if _has_page(found))


def exemptions_page(counts: Mapping[str, int]) -> Page:
    """`/exemptions/`: every section or regulation by law, and those parts of them that are cited.

    `counts` is how many responses cite each code.
    """
    laws = [
        (words.LAWS[regime], f"law-{regime.value.lower()}", found)
        for regime in Regime
        if (found := [each for each in explained_provisions() if each.regime is regime])
    ]
    body = render(
        "exemptions_index.html",
        links.EXEMPTIONS,
        trail=HOME_TRAIL,
        laws=laws,
        counts=counts,
        kind_words=kind_words,
    )
    return Page(
        "exemptions/index.md",
        "Exemptions: why information can be held back",
        "Every exemption and exception under the four information access laws of the UK, in plain"
        " English, with the responses that rely on it.",
        body,
        {"hide": HIDE},
    )


def provision_page(
    code: str, newest: Sequence[Entry], years: Mapping[str, int], context: ListContext
) -> Page:
    """`/exemptions/<slug>/`: what a provision says, and the responses that rely on it.

    ValueError for a code without a page (see :func:`explained_provisions`).
    """
    found = explained(code)
    if found is None:
        raise ValueError(f"no such provision: {code}")
    log_list = provision_list(code)
    body = render(
        "provision.html",
        log_list.url,
        trail=(*HOME_TRAIL, ("Exemptions", links.EXEMPTIONS)),
        provision=found,
        parent=_explained(found.parent),
        parts=[
            each for each in provisions(found.regime) if each.parent == code and _has_page(each)
        ],
        kind=kind_words(found),
        test=_TESTS[found.public_interest],
        log_list=log_list,
        newest=newest,
        years=years,
        total=sum(years.values()),
        context=context,
    )
    return Page(
        f"{log_list.url}index.md",
        log_list.title,
        words.shortened(f"{kind_words(found)}. {found.explanation}", 160),
        body,
        {"hide": HIDE},
    )


def _has_page(found: Provision) -> bool:
    return found.kind is not Kind.PROCEDURAL


def _explained(code: str) -> Provision | None:
    found = provision(code)
    return found if found is not None and _has_page(found) else None


def kind_words(found: Provision) -> str:
    """`Qualified exemption`, `Absolute exception`, `Ground for refusing a request`."""
    if found.public_interest is PublicInterestTest.DEPENDS:
        return _NOUNS[found.regime].capitalize()
    return _KIND_WORDS[found.kind].format(noun=_NOUNS[found.regime])
