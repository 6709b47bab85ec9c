"""Tables inside texts and drawings as rows of words, repetitions kept within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.leaks.odf.words import block_text

MAX_COLUMNS = 1_024
MOST_CELLS = 2_000_000
CELLS = ("table:table-cell", "table:covered-table-cell")
_GROUPS = ("table:table-rows", "table:table-header-rows", "table:table-row-group")


def repeated(element: Element, name: str) -> int:
    """How often an element stands for itself, at least once."""
    said = element.get(name, "1")
    return max(1, min(int(said), 1 << 24)) if said.isdecimal() and len(said) < 12 else 1


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, not of those inside it."""
    for child in table:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from rows_of(child)


def grid(table: Element, room: int) -> tuple[tuple[str, ...], ...]:
    """The words of a table in a document, a row at a time, repeated as far as there is room."""
    rows: list[tuple[str, ...]] = []
    for row in rows_of(table):
        cells: list[str] = []
        for cell in row:
            if cell.tag in CELLS:
                times = repeated(cell, "table:number-columns-repeated")
                cells += [block_text(cell)] * min(times, MAX_COLUMNS - len(cells))
        made = tuple(cells)
        times = min(repeated(row, "table:number-rows-repeated"), max(1, room // max(1, len(made))))
        rows += [made] * times
        room -= len(made) * times
    return tuple(rows) if any(any(row) for row in rows) else ()
