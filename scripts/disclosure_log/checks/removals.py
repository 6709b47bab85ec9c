"""Whether the removals that a record accounts for are those that its text marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from disclosure_log.checks.fields import published_texts
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Where
from disclosure_log.law import equivalent, provision
from disclosure_log.markers import Marker, find_markers
from disclosure_log.model import (
    PublicationStatus,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    Response,
)

_ATTACHED: Final = re.compile(r"\b(?:attach(?:ed|ments?)|annex|appendix)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Placed:
    where: Where
    marker: Marker


def markers_and_items(response: Response, _context: Context) -> Iterator[Fault]:
    """What the text marks as removed is what the items account for, provision by provision."""
    redaction = response.redaction
    if redaction is None or response.publication.status is PublicationStatus.WITHDRAWN:
        return
    markers = [
        _Placed(text.where, marker)
        for text in published_texts(response)
        for marker in find_markers(text.text)
        if not marker.malformed
    ]
    if redaction.status is RedactionStatus.NOTHING_TO_REDACT:
        yield from _unexpected(redaction, markers)
    elif not redaction.items:
        yield Fault(
            "redaction-no-items",
            ("redaction", "status"),
            "The record is said to be redacted, but nothing says what was removed.",
            "Add “items”, one for each kind of removal, with “what”, “where”, “provision” and "
            "“count”; or type “nothing-to-redact”.",
        )
    else:
        yield from _unlisted(redaction, markers, response.legislation)
        yield from _miscounted(response, redaction, markers)


def _unexpected(redaction: Redaction, markers: list[_Placed]) -> Iterator[Fault]:
    if redaction.items or markers:
        there = "lists removals" if redaction.items else "has redaction markers in its text"
        yield Fault(
            "redaction-unexpected",
            ("redaction", "status"),
            f"The record is said to have nothing to redact, but it {there}.",
            "Type “status: redacted” and list every removal under “items”; or take out what was "
            "not removed after all.",
        )


def _unlisted(redaction: Redaction, markers: list[_Placed], regime: Regime) -> Iterator[Fault]:
    listed = {item.provision for item in redaction.items}
    for placed in markers:
        code = placed.marker.provision
        known = provision(code)
        if code not in listed and known is not None:
            # A marker of another law is to be corrected, not listed.
            meant = code if regime in (known.regime, known.hands_over_to) else None
            meant = meant or equivalent(code, regime)
            yield Fault(
                "redaction-marker-without-item",
                placed.where,
                f"This marker names {code}, which no entry of “items” accounts for.",
                f"Add an entry to “items” with “provision: {code}”, or correct the marker."
                if meant == code
                else f"It is not a provision of the law of this response; type {meant} in the"
                " marker if the reason is the same, and in “items”."
                if meant
                else "It is not a provision of the law of this response; correct the marker, or"
                " correct “legislation”.",
                offset=placed.marker.offset,
                length=placed.marker.length_of_sign,
            )


def _miscounted(
    response: Response, redaction: Redaction, markers: list[_Placed]
) -> Iterator[Fault]:
    marked = Counter(placed.marker.provision for placed in markers)
    listed: dict[str, list[tuple[int, RedactionItem]]] = {}
    attached: Counter[str] = Counter()
    for number, item in enumerate(redaction.items):
        if _in_attachment(item, response):
            attached[item.provision] += item.count
        else:
            listed.setdefault(item.provision, []).append((number, item))
    for code in dict.fromkeys(item.provision for item in redaction.items):
        if provision(code) is None:
            continue
        items, found = listed.get(code, []), marked[code]
        expected = sum(item.count for _, item in items)
        if found == expected:
            continue
        number = items[0][0] if items else _first(redaction, code)
        where: Where = ("redaction", "items", number)
        if not found:
            for each, _ in items:
                yield Fault(
                    "redaction-item-without-marker",
                    (*where[:-1], each),
                    f"No marker in the text names {code}, which this entry lists.",
                    f"Put a marker where the words stood, such as [redacted: {code} what was "
                    "removed]; or, where they stood in an attachment, name its file in “where”.",
                )
        else:
            outside = " outside attachments" if attached[code] else ""
            yield Fault(
                "redaction-count",
                where,
                f"The items count {_removals(expected)} under {code}{outside}, the text marks "
                f"{found}.",
                "Correct “count”, or put in the missing markers; the counts of the items with one "
                "provision add up to its markers.",
            )


def _first(redaction: Redaction, code: str) -> int:
    return next(n for n, item in enumerate(redaction.items) if item.provision == code)


def _removals(count: int) -> str:
    return f"{count} removal" if count == 1 else f"{count} removals"


def _in_attachment(item: RedactionItem, response: Response) -> bool:
    """Whether an item's `where` names an attachment, whose removals the text cannot mark."""
    names = (name for each in response.attachments for name in (each.file, each.title))
    return any(_speaks_of(item.where, name) for name in names) or (
        bool(response.attachments) and _ATTACHED.search(item.where) is not None
    )


def _speaks_of(words: str, name: str) -> bool:
    """Whether the words hold the name as words of its own; a letter or two name nothing."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
    return len(name) > 2 and found is not None
