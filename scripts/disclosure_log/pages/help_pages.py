"""The help pages: what each finding means, with an example before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from disclosure_log.pages import links, words
from disclosure_log.pages.help_data import HelpEntry
from disclosure_log.pages.list_pages import HOME_TRAIL
from disclosure_log.pages.page import HIDE, Page
from disclosure_log.pages.templates import render

#: The first part of a code, and what its findings are about, in the order they are shown.
FAMILIES: Mapping[str, str] = {
    "record": "The record and its fields",
    "date": "Dates and time limits",
    "licence": "Licence",
    "redaction": "Redaction",
    "law": "Exemptions and the law",
    "link": "Links, files and other records",
    "markup": "Wording and layout of answers",
    "personal": "Personal data",
    "attachment": "What is inside attachments",
}

_SEVERITIES: Mapping[str, str] = {
    "error": "Error: the response is not published until it is put right",
    "warning": "Warning: look at it; it may be right as it is",
}


def help_index_page(entries: Iterable[HelpEntry]) -> Page:
    """`/help/`: every finding by family."""
    by_family: dict[str, list[HelpEntry]] = {}
    for entry in entries:
        by_family.setdefault(entry.family, []).append(entry)
    order = [*FAMILIES, *sorted(set(by_family) - set(FAMILIES))]
    families = [
        (FAMILIES.get(family, family.capitalize()), f"family-{family}", by_family[family])
        for family in order
        if family in by_family
    ]
    body = render("help_index.html", links.HELP, trail=HOME_TRAIL, families=families)
    return Page(
        "help/index.md",
        "Help with problems found in a record",
        "What each problem that the checks report means, why it matters and how to put it right.",
        body,
        {"hide": HIDE},
    )


def help_page(entry: HelpEntry) -> Page:
    """`/help/<code>/`: one finding, why it matters, and an example put right."""
    url = links.help_url(entry.code)
    body = render(
        "help.html",
        url,
        trail=(*HOME_TRAIL, ("Help", links.HELP)),
        entry=entry,
        severity=_SEVERITIES[entry.severity],
    )
    return Page(
        f"{url}index.md",
        f"{entry.title.rstrip('.')} ({entry.code})",
        words.shortened(entry.why, 160),
        body,
        {"hide": HIDE},
    )
