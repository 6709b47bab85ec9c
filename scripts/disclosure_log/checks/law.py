"""Whether what a record cites is what the law says: provisions, regimes, public interest tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.law import (
    Kind,
    Provision,
    PublicInterestTest,
    equivalent,
    is_cost_limit,
    law,
    provision,
    suggest_provision,
)
from disclosure_log.model import Exemption, Outcome, Question, Regime, Response

_CITED = ("legislation", "questions.*.exemptions")
_ENVIRONMENTAL = (Regime.EIR, Regime.EISR)
_SCOTTISH = (Regime.FOISA, Regime.EISR)

#: A cost limit spoken of, rather than a burden: environmental information has none.
_COST_LIMIT = re.compile(
    r"\bappropriate\s+(?:cost\s+|costs\s+)?limit\b|\b(?:cost|costs|fees?)\s+limit\b"
    r"|\bs(?:ection|\.)?\s*12(?:\(\d\)|\.\d)?\s+of\s+(?:the\s+)?(?:FOIA?|FOISA|Freedom)\b",
    re.IGNORECASE,
)
#: What may be shown again of a provision as typed: the letters and signs a citation is made of.
_CITATION = re.compile(r"[A-Za-z0-9§().,\- ]{1,40}\Z")


@dataclass(frozen=True)
class _Cited:
    """An exemption where it stands, with what the law has under that code."""

    where: Where
    exemption: Exemption
    question: Question
    known: Provision | None

    @property
    def code(self) -> str:
        return self.exemption.provision


def _cited(response: Response) -> Iterator[_Cited]:
    for number, question in enumerate(response.questions):
        for place, exemption in enumerate(question.exemptions):
            yield _Cited(
                ("questions", number, "exemptions", place),
                exemption,
                question,
                provision(exemption.provision),
            )


def _applicable(response: Response) -> Iterator[tuple[_Cited, Provision]]:
    """The citations that name a reason to withhold under the response's own law."""
    for cited in _cited(response):
        if (
            cited.known is not None
            and _belongs(cited.known, response.legislation)
            and cited.known.kind is not Kind.PROCEDURAL
        ):
            yield cited, cited.known


def _belongs(cited: Provision, regime: Regime) -> bool:
    """Under the response's law, or the provision of the Act that hands a request over to it."""
    return regime in (cited.regime, cited.hands_over_to)


def _unknown_provision(response: Response, _context: Context) -> Iterator[Fault]:
    for cited in _cited(response):
        if cited.known is None:
            typed = f"“{cited.code}”" if _CITATION.match(cited.code) else "This"
            meant = suggest_provision(cited.code, response.legislation)
            if meant is not None:
                meant = _under(meant, response.legislation) or meant
            yield Fault(
                "law-unknown-provision",
                (*cited.where, "provision"),
                f"{typed} is not a provision of the four access laws.",
                f"Type {meant}."
                if meant
                else "Type the law, a hyphen and the number, such as "
                f"{_EXAMPLES[response.legislation]}; the exemptions page lists them all.",
            )


_EXAMPLES = {
    Regime.FOIA: "FOIA-s40(2)",
    Regime.EIR: "EIR-r12(5)(e)",
    Regime.FOISA: "FOISA-s38(1)(b)",
    Regime.EISR: "EISR-r10(4)(b)",
}


def _under(code: str, regime: Regime) -> str | None:
    """The code itself, or the provision that gives the same reason under another regime."""
    found = provision(code)
    return code if found and found.regime is regime else equivalent(code, regime)


def _wrong_regime(response: Response, _context: Context) -> Iterator[Fault]:
    regime = response.legislation
    for cited in _cited(response):
        known = cited.known
        if known is None or _belongs(known, regime) or _is_cost_refusal(known, regime):
            continue
        meant = equivalent(known.code, regime)
        yield Fault(
            "law-wrong-regime",
            (*cited.where, "provision"),
            f"{known.code} is a provision of the {law(known.regime).name}, but this request was "
            f"answered under the {law(regime).name}.",
            (
                f"Type {meant} if the reason is the same, or correct “legislation”."
                if meant
                else f"Type the {regime} provision, such as {_EXAMPLES[regime]}, or correct "
                "“legislation”."
            ),
        )


def _regime_of_authority(response: Response, context: Context) -> Iterator[Fault]:
    authority = context.catalogue.authorities.get(response.authority)
    regime = response.legislation
    if authority is None or not authority.legislation or regime in authority.legislation:
        return
    theirs = " or ".join(authority.legislation)
    scottish = [one in _SCOTTISH for one in authority.legislation]
    if all(scottish) and regime not in _SCOTTISH:
        why = f"{regime} does not cover Scottish authorities"
    elif not any(scottish) and regime in _SCOTTISH:
        why = f"{regime} covers Scottish authorities only"
    else:
        why = f"authorities.yml does not list {regime} for it"
    yield Fault(
        "law-authority-regime",
        ("legislation",),
        f"{authority.name} does not answer under the {law(regime).name}: {why}.",
        f"Type {theirs}, or correct “authority”.",
    )


def _cost_refusal(response: Response, _context: Context) -> Iterator[Fault]:
    regime = response.legislation
    if regime not in _ENVIRONMENTAL:
        return
    burden = _under("FOIA-s12(1)", regime)
    assert burden is not None
    message = (
        f"Environmental information cannot be refused because of a cost limit: the "
        f"{law(regime).name} have none."
    )
    remedy = (
        f"Cite {burden} with its public interest test if the burden was unreasonable, or correct "
        "“legislation”."
    )
    for cited in _cited(response):
        if cited.known is not None and _is_cost_refusal(cited.known, regime):
            yield Fault("law-cost-refusal", (*cited.where, "provision"), message, remedy)
    for number, question in enumerate(response.questions):
        if question.outcome not in _WITHHOLDING or any(
            code.startswith(burden) or is_cost_limit(code)
            for code in (exemption.provision for exemption in question.exemptions)
        ):
            continue
        for where, text in _reasoning(number, question):
            spoken = _COST_LIMIT.search(text)
            if spoken:
                yield Fault(
                    "law-cost-refusal",
                    where,
                    message,
                    remedy,
                    offset=spoken.start(),
                    length=len(spoken[0]),
                )
                break


def _is_cost_refusal(cited: Provision, regime: Regime) -> bool:
    return regime in _ENVIRONMENTAL and is_cost_limit(cited.code)


def _reasoning(number: int, question: Question) -> Iterator[tuple[Where, str]]:
    for place, exemption in enumerate(question.exemptions):
        yield ("questions", number, "exemptions", place, "reason"), exemption.reason
    yield ("questions", number, "response"), question.response


def _procedural(response: Response, _context: Context) -> Iterator[Fault]:
    """Procedure withholds nothing; a ground for refusing the whole request removes no passage."""
    regime = response.legislation
    example = _EXAMPLES[regime]
    for cited in _cited(response):
        known = cited.known
        if known and known.kind is Kind.PROCEDURAL and known.regime is regime:
            yield Fault(
                "law-procedural",
                (*cited.where, "provision"),
                f"{known.code} is not a reason to withhold anything: {_PROCEDURE} "
                f"({_in_brief(known)}).",
                f"Cite the exemption the answer relies on, such as {example}; a refusal notice "
                "names it beside the rule of procedure.",
            )
    for number, item in enumerate(response.redaction.items if response.redaction else ()):
        known = provision(item.provision)
        if known and known.kind in _REMOVES_NOTHING and known.regime is regime:
            yield Fault(
                "law-procedural",
                ("redaction", "items", number, "provision"),
                f"A passage cannot be removed under {known.code}: {_REMOVES_NOTHING[known.kind]} "
                f"({_in_brief(known)}).",
                f"Cite the exemption that covers the passage, such as {example}, here and in the "
                "markers.",
            )


_PROCEDURE = "it is a rule of procedure"
_REMOVES_NOTHING = {
    Kind.PROCEDURAL: _PROCEDURE,
    Kind.GROUND: "it is a ground for refusing a request as a whole",
    Kind.NOT_HELD: "it says that there is no information",
}


def _in_brief(known: Provision) -> str:
    return known.name[0].lower() + known.name[1:]


def _public_interest_missing(response: Response, _context: Context) -> Iterator[Fault]:
    for cited, known in _applicable(response):
        if (
            known.public_interest is PublicInterestTest.REQUIRED
            and cited.exemption.public_interest is None
            and known.regime is response.legislation
        ):
            yield Fault(
                "law-public-interest-missing",
                cited.where,
                f"{known.code} may only be relied on after a public interest test, and none is "
                "given.",
                "Add “public_interest” with “for” (disclosing), “against” and “balance”, as the "
                "answer explained it.",
            )


def _public_interest_unneeded(response: Response, _context: Context) -> Iterator[Fault]:
    for cited, known in _applicable(response):
        if (
            cited.exemption.public_interest is None
            or known.public_interest is not PublicInterestTest.NONE
        ):
            continue
        ground = known.kind is Kind.GROUND
        what = "a ground for refusing the request, not an exemption" if ground else "absolute"
        yield Fault(
            "law-public-interest-unneeded",
            (*cited.where, "public_interest"),
            f"{known.code} is {what}: the law has no public interest test for it.",
            "Take “public_interest” out"
            + (". " if ground else ", unless the answer weighed it all the same. ")
            + "If it belongs to another exemption, move it there.",
            Severity.ERROR if ground else Severity.WARNING,
            on_key=True,
        )


_WITHHOLDING = (
    Outcome.PARTLY_DISCLOSED,
    Outcome.REFUSED,
    Outcome.NEITHER_CONFIRM_NOR_DENY,
)


def _exemption_on_disclosed(response: Response, _context: Context) -> Iterator[Fault]:
    for number, question in enumerate(response.questions):
        if not question.exemptions:
            continue
        where: Where = ("questions", number, "exemptions")
        if question.outcome is Outcome.DISCLOSED:
            yield Fault(
                "law-exemption-on-disclosed",
                where,
                "This question is marked disclosed, yet it cites an exemption.",
                "Type partly-disclosed or refused after “outcome”, or take “exemptions” out.",
                on_key=True,
            )
        elif question.outcome is Outcome.NOT_HELD and not all(
            _may_say_not_held(exemption.provision) for exemption in question.exemptions
        ):
            yield Fault(
                "law-exemption-on-disclosed",
                where,
                "This question is marked not held, yet it cites an exemption: what is not held "
                "cannot be withheld.",
                f"{_NOT_HELD[response.legislation]}Take “exemptions” out, or correct “outcome”.",
                on_key=True,
            )


_NOT_HELD = {
    Regime.FOIA: "",
    Regime.EIR: "Only EIR-r12(4)(a) may be cited here. ",
    Regime.FOISA: "Only FOISA-s17(1) may be cited here. ",
    Regime.EISR: "Only EISR-r10(4)(a) may be cited here. ",
}


def _may_say_not_held(code: str) -> bool:
    found = provision(code)
    return found is None or found.kind is Kind.NOT_HELD


def _without_exemption(response: Response, _context: Context) -> Iterator[Fault]:
    already = _under("FOIA-s21(1)", response.legislation)
    for number, question in enumerate(response.questions):
        if question.exemptions:
            continue
        if question.outcome in _WITHHOLDING:
            yield Fault(
                "law-refusal-without-exemption",
                ("questions", number, "outcome"),
                f"This question is marked {question.outcome}, but cites no exemption.",
                "Add “exemptions” with the “provision” and the “reason” that the answer gave, or "
                "correct “outcome”.",
            )
        elif question.outcome is Outcome.ALREADY_AVAILABLE:
            yield Fault(
                "law-refusal-without-exemption",
                ("questions", number, "outcome"),
                "This question is marked already-available, but does not cite the provision for "
                "that.",
                f"Add “exemptions” with “provision: {already}” and a “reason”, or type disclosed "
                "after “outcome” if the answer simply gave the information.",
            )


def _already_available_without_link(response: Response, _context: Context) -> Iterator[Fault]:
    for number, question in enumerate(response.questions):
        if question.outcome is Outcome.ALREADY_AVAILABLE and not question.answered_by:
            yield Fault(
                "law-already-available-without-link",
                ("questions", number, "outcome"),
                "The information is said to be available already, but not where.",
                "Add “answered_by” with an earlier record, such as 2023/parking-fines, or an "
                "https address.",
            )


RULES: tuple[Rule, ...] = (
    Rule("a provision exists", _CITED, _unknown_provision),
    Rule("a provision belongs to the law the request was answered under", _CITED, _wrong_regime),
    Rule(
        "an authority answers under its own laws",
        ("authority", "legislation"),
        _regime_of_authority,
    ),
    Rule(
        "environmental information is not refused on cost",
        (*_CITED, "questions.*.outcome", "questions.*.response"),
        _cost_refusal,
    ),
    Rule("procedure is not an exemption", (*_CITED, "redaction.items"), _procedural),
    Rule("a qualified exemption has its public interest test", _CITED, _public_interest_missing),
    Rule("only a qualified exemption has one", _CITED, _public_interest_unneeded),
    Rule(
        "what is disclosed or not held is not withheld",
        (*_CITED, "questions.*.outcome"),
        _exemption_on_disclosed,
    ),
    Rule(
        "what is withheld cites an exemption",
        (*_CITED, "questions.*.outcome"),
        _without_exemption,
    ),
    Rule(
        "what is already available says where",
        ("questions.*.outcome", "questions.*.answered_by"),
        _already_available_without_link,
    ),
)
