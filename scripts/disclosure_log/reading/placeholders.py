"""What a template leaves for a person to fill in, found where nobody did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Fault, Where
from disclosure_log.reading.words import place

_LEFT = re.compile(r"\bFILL-IN\b|\bPLACEHOLDER\b|(?i:\blorem ipsum\b)|<[^<>\n]*>\Z|\{\{.*?\}\}")
_QUICK = ("FILL-IN", "PLACEHOLDER", "orem ipsum", "OREM IPSUM", ">", "{{")


def is_placeholder(value: str) -> bool:
    """Whether a value, or a part of it, still waits to be filled in."""
    return _find(value) is not None


def placeholders(text: str, data: object) -> Iterator[Fault]:
    """One fault for each value of the data that still holds a template's words."""
    if any(sign in text for sign in _QUICK):
        yield from _walk(data, ())


def _walk(data: object, where: Where) -> Iterator[Fault]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _walk(value, (*where, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _walk(value, (*where, position))
    elif isinstance(data, str) and (match := _find(data)) is not None:
        yield Fault(
            "record-placeholder",
            where,
            f"The value of {place(where)} still holds a template's words.",
            "Type what belongs here; where there is nothing to say, take the line out.",
            offset=match.start(),
            length=len(match.group()),
        )


def _find(value: str) -> re.Match[str] | None:
    """A word of a template anywhere, but angle brackets only around the whole value."""
    match = _LEFT.search(value)
    if match is not None and match.group().startswith("<") and match.start() != 0:
        return None
    return match
