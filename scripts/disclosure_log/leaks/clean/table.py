"""The cells of a sheet that a reader sees, and how they are written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO

from disclosure_log.leaks.clean.cleaned import CannotCleanError
from disclosure_log.leaks.clean.texts import not_run, seen_only

#: A gap of more empty rows or columns than these ends a table: nobody looks beyond it.
_GAP_ROWS, _GAP_COLUMNS = 500, 100
#: A larger table is no longer one that a person checks, and more than an inspection reads.
_MOST_CELLS = 4_000_000


@dataclass
class Table:
    """The words of cells by row and column; the ranges of rows and columns that are not seen."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    gone_rows: list[tuple[int, int]] = field(default_factory=list)
    gone_columns: list[tuple[int, int]] = field(default_factory=list)
    held: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Keep the words of a cell; blanks are nothing."""
        text = seen_only(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
        if not text:
            return
        self.held += 1
        if self.held > _MOST_CELLS:
            raise CannotCleanError("The table is too large to be made anew.")
        self.cells.setdefault(row, {})[column] = text

    def take_out(self, places: Iterable[tuple[int, int]]) -> int:
        """Forget cells; how many of them held words."""
        count = 0
        for row, column in places:
            if self.cells.get(row, {}).pop(column, None) is not None:
                count += 1
            if not self.cells.get(row, True):
                del self.cells[row]
        return count

    def close(self) -> int:
        """Draw together what is seen, and forget what lies beyond a wide gap; how much that was."""
        columns = sorted({column for row in self.cells.values() for column in row})
        across = _drawn_together(columns, self.gone_columns)
        down = _drawn_together(sorted(self.cells), self.gone_rows)
        self.cells = {
            down[row]: {across[column]: text for column, text in cells.items()}
            for row, cells in self.cells.items()
        }
        bottom = _edge(sorted(down.values()), _GAP_ROWS)
        right = _edge(sorted(across.values()), _GAP_COLUMNS)
        far = [
            (row, column)
            for row, cells in self.cells.items()
            for column in cells
            if row > bottom or column > right
        ]
        return self.take_out(far)

    def inside(self, top: int, left: int, bottom: int, right: int) -> list[tuple[int, int]]:
        """The places with words in a rectangle, both ends belonging to it."""
        return [
            (row, column)
            for row in (
                range(top, bottom + 1) if bottom - top < len(self.cells) else list(self.cells)
            )
            if top <= row <= bottom
            for column in self.cells.get(row, ())
            if left <= column <= right
        ]

    def as_csv(self) -> bytes:
        """The table as UTF-8, from its first filled row and column to its last; b"" without any."""
        if not self.cells:
            return b""
        columns = {column for row in self.cells.values() for column in row}
        rows = range(min(self.cells), max(self.cells) + 1)
        across = range(min(columns), max(columns) + 1)
        if len(rows) * len(across) > _MOST_CELLS:
            raise CannotCleanError("The table is too large to be made anew.")
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for row in rows:
            line = self.cells.get(row, {})
            writer.writerow([not_run(line.get(column, "")) for column in across])
        return out.getvalue().encode()


def _drawn_together(used: list[int], gone: list[tuple[int, int]]) -> dict[int, int]:
    """The place of each used row or column among those that are seen."""
    hidden = sorted(gone)
    places: dict[int, int] = {}
    at = lost = 0
    end = -1
    for each in used:
        while at < len(hidden) and hidden[at][0] < each:
            first, last = max(hidden[at][0], end + 1), min(hidden[at][1], each - 1)
            lost += max(0, last - first + 1)
            end = max(end, hidden[at][1])
            at += 1
        places[each] = each - lost
    return places


def _edge(used: list[int], gap: int) -> int:
    last = used[0] if used else 0
    for each in used:
        if each - last > gap:
            break
        last = each
    return last
