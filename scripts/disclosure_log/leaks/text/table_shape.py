"""The parts of a table: its title, its headings, its rows, and how a place in it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from disclosure_log.leaks.leak import Grid
from disclosure_log.leaks.text.pattern import Pattern

NUMBER: Final = Pattern(r"[-+]?[£$€]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?%?\Z")
YEAR: Final = Pattern(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)?\d\d))?\Z")
_MOST_ABOVE: Final = 20


@dataclass(frozen=True)
class Table:
    """A table whose headings were told from its rows; `rows` are as wide as the headings.

    `first` is the number, from 1, of the first row in the grid. Headings are in small letters.
    """

    grid: Grid
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int

    def column(self, at: int) -> list[str]:
        """The cells below a heading, without white space around them."""
        return [row[at] for row in self.rows]

    def place(self, row: int | None, column: int | None) -> str:
        """Where a cell, a row or a column lies, counted from 0, in an officer's words."""
        number = None if row is None else self.first + row
        return place_in(self.grid, number, column)


def place_in(grid: Grid, number: int | None, column: int | None) -> str:
    """“sheet 1, cell C4”, or “row 4, column 3” where the grid is no sheet; `number` is from 1."""
    sheet = grid.place.startswith("sheet")
    parts = [grid.place] if grid.place else []
    if number is not None and column is not None and sheet:
        parts.append(f"cell {letters(column)}{number}")
    else:
        if number is not None:
            parts.append(f"row {number}")
        if column is not None:
            parts.append(f"column {letters(column) if sheet else column + 1}")
    return ", ".join(parts) or "the table"


def letters(column: int) -> str:
    """A spreadsheet's name of a column: 0 is A, 27 is AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain_heading(cell: str) -> str:
    """A heading in small letters, with `date_of_birth` and `DateOfBirth` as “date of birth”."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", cell)
    return " ".join(re.sub(r"[_*\n]+|(?<=\w)-(?=\w)", " ", apart).casefold().split())


def shape(grid: Grid) -> Table | None:
    """The table of a grid, or None where there is none: fewer than two columns or rows."""
    filled = [sum(1 for cell in row if cell and not cell.isspace()) for row in grid.rows]
    head = _heading(grid.rows, filled)
    if head is None:
        return None
    last = _last_heading(grid.rows, filled, head)
    width = max(len(row) for row in grid.rows[head : head + 5000])
    title = " ".join(
        cell.strip() for row in grid.rows[max(0, head - _MOST_ABOVE) : head] for cell in row
    )
    headings = tuple(
        plain_heading(" ".join(row[at] for row in grid.rows[head : last + 1] if at < len(row)))
        for at in range(width)
    )
    rows = tuple(
        tuple(cell.strip() for cell in row) + ("",) * (width - len(row))
        for row in grid.rows[last + 1 :]
    )
    rows = tuple(row[:width] for row in rows)
    return Table(grid, title.casefold(), headings, rows, last + 2) if rows else None


def _heading(rows: Sequence[Sequence[str]], filled: Sequence[int]) -> int | None:
    widths = Counter(count for count in filled[:2000] if count > 1)
    if not widths:
        return None
    usual = max(widths.items(), key=lambda item: (item[1], -item[0]))[0]
    for at, count in enumerate(filled[:60]):
        if count >= max(2, usual * 0.5) and _worded(rows[at]):
            return at
    return None


def _worded(row: Sequence[str]) -> bool:
    """Whether most cells are words or years, as headings are."""
    cells = [cell.strip() for cell in row if cell.strip()]
    words = sum(1 for cell in cells if YEAR.match(cell) or not NUMBER.match(cell))
    return words * 2 > len(cells)


def _last_heading(rows: Sequence[Sequence[str]], filled: Sequence[int], head: int) -> int:
    """The last row of headings: a second one lies below a row with gaps and holds no figures."""
    width = max((len(row) for row in rows[head : head + 50]), default=0)
    following = head + 1
    if following + 1 >= len(rows) or filled[head] >= width or filled[following] < 2:
        return head
    below = [cell.strip() for cell in rows[following] if cell.strip()]
    figures = any(NUMBER.match(cell) and not YEAR.match(cell) for cell in below)
    more = any(NUMBER.match(cell.strip()) for cell in rows[following + 1] if cell.strip())
    return following if more and not figures else head
