"""The rows and cells of a table as WordprocessingML nests them."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.docx.measure import twips
from disclosure_log.leaks.docx.names import Node, attribute, child, name_of, val

#: Rows less high than this (in points) show nothing.
_FLAT = 3.0
_MOST_SPAN = 1000


def nested(node: Node, wanted: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, through whatever wraps them."""
    for each in node:
        name = name_of(each)
        if name == wanted:
            yield each
        elif name not in {"w:tr", "w:tc", "w:tbl", "w:p"}:
            yield from nested(each, wanted)


def span(node: Node | None, otherwise: int = 0) -> int:
    """How many columns `w:gridSpan` or `w:gridBefore` takes."""
    text = val(node)
    return min(int(text), _MOST_SPAN) if text.isascii() and text.isdigit() else otherwise


def is_flat(settings: Node | None) -> bool:
    """Whether a row is set too low to show anything."""
    height = child(settings, "w:trHeight")
    if height is None or attribute(height, "w:hRule") != "exact":
        return False
    points = twips(attribute(height, "w:val"))
    return points is not None and 0 <= points < _FLAT
