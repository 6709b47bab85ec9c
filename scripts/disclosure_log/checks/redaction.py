"""Whether the redaction was signed off in time and by another role, and the text bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from disclosure_log.checks.fields import Text, every_text
from disclosure_log.checks.leftovers import blacked_out, forgotten
from disclosure_log.checks.removals import markers_and_items
from disclosure_log.checks.rule import Context, Rule
from disclosure_log.commonmark import hidden_markers
from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.law import equivalent, law, provision, suggest_provision
from disclosure_log.markers import Marker, MarkerFault, find_markers
from disclosure_log.model import Regime, Response

EXAMPLE: Final = "[redacted: FOIA-s40(2) name of a junior officer]"
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_CODE: Final = re.compile(
    r"(?:FOIA?|FOISA|EIRs?|EISR)-[A-Za-z]{0,3}\.?\d[\w().]{0,20}\Z", re.IGNORECASE
)


def _sign_off_day(response: Response, context: Context) -> Iterator[Fault]:
    """The check comes before publication, and nobody has checked anything tomorrow."""
    if response.redaction is None:
        return
    checked_on, published = response.redaction.checked_on, response.publication.on
    where: Where = ("redaction", "checked_on")
    if checked_on.surely_after(context.today):
        yield Fault(
            "redaction-in-future",
            where,
            f"The redaction is said to be checked on {checked_on.in_words()}, which is still to "
            "come.",
            "Type the day on which it was checked; where nobody has checked it yet, leave the "
            "record a draft until somebody has.",
        )
    elif published is not None and checked_on.surely_after(published):
        yield Fault(
            "redaction-after-publication",
            where,
            f"The redaction was checked on {checked_on.in_words()}, after the publication "
            f"on {published.in_words()}.",
            "Correct whichever day is wrong; a record is published only once its redaction "
            "is checked.",
        )


def _two_roles(response: Response, _context: Context) -> Iterator[Fault]:
    """Nobody checks their own redaction."""
    redaction = response.redaction
    if redaction is None or not redaction.prepared_by:
        return
    if _role(redaction.prepared_by) == _role(redaction.checked_by):
        yield Fault(
            "redaction-same-role",
            ("redaction", "checked_by"),
            "The same role prepared the redaction and checked it.",
            "Have somebody in another role check it, and name that role in “checked_by”.",
        )


def _well_formed(response: Response, _context: Context) -> Iterator[Fault]:
    """Every marker is complete, names a provision that exists, and can be seen by a reader."""
    for text in every_text(response):
        for marker in find_markers(text.text):
            yield from _judged(text, marker, response.legislation)
        if text.is_markdown and "[redacted:" in text.text:
            for marker in hidden_markers(text.text):
                yield _fault(
                    "redaction-malformed-marker",
                    text,
                    marker,
                    "This redaction marker stands where no reader can see it, such as in a "
                    "link's address.",
                    "Move the marker out into the words around it.",
                )


def _item_provisions(response: Response, _context: Context) -> Iterator[Fault]:
    """Every item names a provision of the law that the request was answered under."""
    regime = response.legislation
    for number, item in enumerate(response.redaction.items if response.redaction else ()):
        where: Where = ("redaction", "items", number, "provision")
        known = provision(item.provision)
        if known is None:
            yield _unknown_provision(item.provision, where, regime)
        elif regime not in (known.regime, known.hands_over_to):
            meant = equivalent(known.code, regime)
            yield Fault(
                "law-wrong-regime",
                where,
                f"{known.code} is a provision of the {law(known.regime).name}, but this request "
                f"was answered under the {law(regime).name}.",
                f"Type {meant} here and in the markers, if the reason is the same; or correct "
                "“legislation”."
                if meant
                else f"Type the {regime} provision here and in the markers, or correct "
                "“legislation”.",
            )


def _not_blacked_out(response: Response, _context: Context) -> Iterator[Fault]:
    for text in every_text(response):
        for found in blacked_out(text.text, is_markdown=text.is_markdown):
            yield Fault(
                "redaction-blackout",
                text.where,
                "Words are blacked out here with typed characters.",
                f"Put a marker in their place, such as {EXAMPLE}. Where nothing was removed and "
                "the characters belong there, write them between backticks: `xxxx`.",
                offset=found.offset,
                length=found.length,
            )


def _nothing_forgotten(response: Response, _context: Context) -> Iterator[Fault]:
    for text in every_text(response):
        markers = find_markers(text.text)
        for found in forgotten(text.text, is_markdown=text.is_markdown):
            if any(marker.offset <= found.offset < marker.end for marker in markers):
                continue
            yield Fault(
                "redaction-leftover",
                text.where,
                "A note to the writer has been left in the text.",
                f"Fill in what is meant, or put a marker where words were removed: {EXAMPLE}",
                offset=found.offset,
                length=found.length,
            )


def _role(words: str) -> str:
    return _NOT_A_LETTER.sub("", words.casefold())


def _judged(text: Text, marker: Marker, regime: Regime) -> Iterator[Fault]:
    match marker.fault:
        case MarkerFault.NO_PROVISION:
            yield _fault(
                "redaction-malformed-marker",
                text,
                marker,
                "This redaction marker does not begin with a provision.",
                f"Name the provision first, then what was removed: {EXAMPLE}",
            )
        case MarkerFault.UNCLOSED:
            yield _fault(
                "redaction-malformed-marker",
                text,
                marker,
                "This redaction marker is not closed, or has square brackets inside it.",
                f"End it with one closing bracket in the same paragraph: {EXAMPLE}",
            )
        case MarkerFault.MISSPELT:
            yield _fault(
                "redaction-malformed-marker",
                text,
                marker,
                "This redaction marker is not written as the log reads it.",
                f"Use square brackets, small letters and a colon: {EXAMPLE}",
            )
        case MarkerFault.LEFTOVER:
            if not _is_name_of_file(text, marker):
                yield _fault(
                    "redaction-leftover",
                    text,
                    marker,
                    "Removed words are noted here in another way than with a redaction marker.",
                    f"Put a marker in its place that says what was removed and why: {EXAMPLE}",
                )
        case None if provision(marker.provision) is None:
            yield _unknown_provision(marker.provision, text.where, regime, marker)
        case None if not marker.what:
            yield _fault(
                "redaction-marker-wordless",
                text,
                marker,
                "This redaction marker does not say what was removed.",
                f"Add the kind of thing after the provision: {EXAMPLE}",
                Severity.WARNING,
            )


def _is_name_of_file(text: Text, marker: Marker) -> bool:
    """`Contract (redacted)` is what a redacted document is called."""
    return text.where[0] in {"attachments", "redaction"} and text.text[marker.offset] == "("


def _unknown_provision(
    code: str, where: Where, regime: Regime, marker: Marker | None = None
) -> Fault:
    shown = f"“{code}”" if _CODE.match(code) else "This"
    meant = suggest_provision(code, regime)
    return Fault(
        "redaction-unknown-provision",
        where,
        f"{shown} is not a provision of any of the four laws.",
        f"Type {meant} instead, if that is the one meant."
        if meant
        else "Type the law's short name, a hyphen, and the section or regulation, such as "
        "FOIA-s40(2) or EIR-r12(5)(e).",
        offset=marker.offset if marker else None,
        length=marker.length_of_sign if marker else 0,
    )


def _fault(
    code: str,
    text: Text,
    marker: Marker,
    message: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
) -> Fault:
    return Fault(
        code,
        text.where,
        message,
        remedy,
        severity,
        offset=marker.offset,
        length=marker.length_of_sign,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "the check comes before publication",
        ("redaction.checked_on", "publication.on"),
        _sign_off_day,
    ),
    Rule(
        "nobody checks their own redaction",
        ("redaction.prepared_by", "redaction.checked_by"),
        _two_roles,
    ),
    Rule(
        "markers and items account for each other",
        (
            "questions.*.request",
            "questions.*.response",
            "redaction.status",
            "redaction.items",
            "publication.status",
        ),
        markers_and_items,
    ),
    Rule("every marker is complete", (), _well_formed),
    Rule(
        "every item names a provision",
        ("redaction.items.*.provision", "legislation"),
        _item_provisions,
    ),
    Rule("removed words are marked, not blacked out", (), _not_blacked_out),
    Rule("no note to the writer is left", (), _nothing_forgotten),
)
