"""What is known of a sheet's cells once they were walked: where data is, and what hides it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure_log.leaks.xlsx.refs import Area, cell_name

#: Cells whose words are held for the checks of tables; those beyond are read as words alone.
MAX_HELD = 400_000
#: Empty rows or columns after which a cell is far away: to look at, and beyond any screen.
ASIDE_ROWS, ASIDE_COLUMNS = 40, 25
AWAY_ROWS, AWAY_COLUMNS = 500, 100


@dataclass
class Tally:
    """How many cells were found hidden in one way, and the first of them."""

    count: int = 0
    first: tuple[int, int] = (0, 0)

    def add(self, row: int, column: int) -> None:
        """Count a cell."""
        if not self.count:
            self.first = (row, column)
        self.count += 1

    @property
    def name(self) -> str:
        """The first cell's name."""
        return cell_name(*self.first)


@dataclass
class Cells:
    """The cells of a sheet that hold something, by row, and the words of the first of them."""

    rows: dict[int, array[int]] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)
    held: dict[int, dict[int, str]] = field(default_factory=dict)
    room: int = MAX_HELD

    def add(self, row: int, column: int, text: str) -> None:
        """Note that a cell holds something."""
        if row not in self.rows:
            self.rows[row] = array("H")
        self.rows[row].append(column)
        self.columns.setdefault(column, row)
        if self.room > 0:
            self.room -= 1
            self.held.setdefault(row, {})[column] = text

    def inside(self, area: Area) -> Iterator[tuple[int, int]]:
        """The cells with data in an area."""
        few = area.bottom - area.top < len(self.rows)
        rows = range(area.top, area.bottom + 1) if few else self.rows
        for row in rows:
            if area.top <= row <= area.bottom:
                for column in self.rows.get(row, ()):
                    if area.left <= column <= area.right:
                        yield row, column

    def text(self, row: int, column: int) -> str | None:
        """A cell's words, None where it is empty or its words are not held."""
        return self.held.get(row, {}).get(column)

    def cut_off(self, column: int) -> bool:
        """Whether a column without width hides a cell: words run on into an empty neighbour."""
        for row, columns in self.rows.items():
            if column in columns:
                text = self.text(row, column)
                if text is None or column + 1 in columns or not any(x.isalpha() for x in text):
                    return True
        return False

    def edge(self, gap_rows: int, gap_columns: int) -> tuple[int, int]:
        """The last row and column before the first gap of that many empty ones."""
        return _edge(sorted(self.rows), gap_rows), _edge(sorted(self.columns), gap_columns)

    def beyond(self, gap_rows: int, gap_columns: int) -> Tally:
        """The cells behind such a gap."""
        bottom, right = self.edge(gap_rows, gap_columns)
        tally = Tally()
        for row, columns in self.rows.items():
            for column in columns:
                if row > bottom or column > right:
                    tally.add(row, column)
        return tally

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The rows from A1 on, without what lies far away."""
        bottom, right = self.edge(AWAY_ROWS, AWAY_COLUMNS)
        last = min(bottom, max(self.held, default=0))
        return tuple(self._line(row, right) for row in range(1, last + 1))

    def _line(self, row: int, right: int) -> tuple[str, ...]:
        line = self.held.get(row)
        if not line:
            return ()
        end = max((column for column in line if column <= right), default=0)
        return tuple(line.get(column, "") for column in range(1, end + 1))


def _edge(used: list[int], gap: int) -> int:
    last = 0
    for each in used:
        if each - last > gap:
            break
        last = each
    return last
