"""The columns of a sheet, as runs; a row's cells find theirs without any being expanded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure_log.leaks.odf.styles import StyleBook, millimetres
from disclosure_log.leaks.odf.tables import repeated

#: Narrower or lower, in millimetres, is as good as hidden; below the other, hard to see.
NOTHING, THIN = 0.1, 0.8
#: What programs take where a file says nothing, in millimetres.
USUAL_WIDTH, USUAL_HEIGHT = 22.6, 4.5
HIDING = ("collapse", "filter")
_GROUPS = ("table:table-columns", "table:table-header-columns", "table:table-column-group")


@dataclass(frozen=True)
class Run:
    """Columns beside each other that are alike, `first` to `last`, from 0."""

    first: int
    last: int
    hidden: bool
    thin: bool
    style: str | None
    width: float


@dataclass(frozen=True)
class Columns:
    """All columns of a sheet that it describes."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]

    def style(self, at: int) -> str | None:
        """The style of cells in a column that have none of their own."""
        run = self._run(at)
        return run.style if run else None

    def unseen(self, first: int, last: int) -> Iterator[tuple[int, bool]]:
        """The first column of each run among these that is hidden (true) or very narrow."""
        index = max(0, bisect_right(self.starts, first) - 1)
        for run in self.runs[index:]:
            if run.first > last:
                return
            if (run.hidden or run.thin) and run.last >= first:
                yield max(run.first, first), run.hidden

    def _run(self, at: int) -> Run | None:
        index = bisect_right(self.starts, at) - 1
        if index < 0 or self.runs[index].last < at:
            return None
        return self.runs[index]


def read_columns(table: Element, book: StyleBook) -> Columns:
    """The columns that a table describes before its rows."""
    runs: list[Run] = []
    for element, folded in _described(table, folded=False):
        first = runs[-1].last + 1 if runs else 0
        last = first + repeated(element, "table:number-columns-repeated") - 1
        name = element.get("table:style-name")
        width = millimetres(
            book.resolve("table-column", name).get(("column", "style:column-width"))
        )
        hidden = folded or element.get("table:visibility") in HIDING
        hidden = hidden or (width is not None and width < NOTHING)
        thin = width is not None and width < THIN
        runs.append(
            Run(
                first,
                last,
                hidden,
                thin,
                element.get("table:default-cell-style-name"),
                USUAL_WIDTH if width is None else width,
            )
        )
    return Columns(tuple(runs), tuple(run.first for run in runs))


def _described(element: Element, *, folded: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        if child.tag == "table:table-column":
            yield child, folded
        elif child.tag in _GROUPS:
            yield from _described(child, folded=folded or child.get("table:display") == "false")


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def between(runs: Iterable[tuple[int, float]], start: float, end: float) -> tuple[int, int]:
    """The first and last of the columns or rows that lie between two lengths, in millimetres.

    `runs` are how many are alike, and how wide or high each is.
    """
    first, at, edge = -1, 0, 0.0
    for times, size in runs:
        after = edge + times * size
        if first < 0 and start < after:
            first = max(0, at + int((start - edge) / size)) if size else at
        if end <= after:
            return max(first, 0), at + int((end - edge) / size) if size else at
        at, edge = at + times, after
    return (first, at - 1) if first >= 0 else (at, at - 1)
