"""The sheets of an OpenDocument spreadsheet, read row by row and never expanded."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Found, Grid, Leak, Passage, leak
from disclosure_log.leaks.odf.cells import Cell, CellStyles, inspect_formula, read_cell
from disclosure_log.leaks.odf.columns import (
    HIDING,
    NOTHING,
    THIN,
    USUAL_HEIGHT,
    Columns,
    between,
    letters,
    read_columns,
)
from disclosure_log.leaks.odf.shapes import is_cover, is_shape
from disclosure_log.leaks.odf.styles import StyleBook, millimetres
from disclosure_log.leaks.odf.tables import CELLS, MAX_COLUMNS, repeated
from disclosure_log.leaks.odf.tree import Event
from disclosure_log.leaks.odf.walk import Here, Walk

#: All cells of all sheets that are held for the checks of tables, empty ones between too.
_MOST_CELLS = 20_000_000
_MOST_ROWS = 1 << 20
_MOST_PLACES = 200
_FAR_ROWS, _FAR_COLUMNS = 400, 60
_END_CELL = re.compile(r"(?:.*\.)?\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.DOTALL)
_COVERED = "table:covered-table-cell"


@dataclass
class _Sheet:
    """A sheet while its rows come in."""

    number: int
    element: Element
    hidden: bool
    columns: Columns | None = None
    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: int = 0
    filled: bool = False
    last: tuple[int, int] = (-1, -1)
    heights: list[tuple[int, float]] = field(default_factory=list)
    unseen_rows: list[tuple[int, int, bool]] = field(default_factory=list)
    unseen_columns: set[tuple[int, bool]] = field(default_factory=set)
    boxes: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"sheet {self.number}"

    @property
    def protected(self) -> bool:
        return self.element.get("table:protected") == "true"

    def cell(self, row: int, column: int) -> str:
        return f"{self.place}, cell {letters(column)}{row + 1}"


class Sheets:
    """Takes the events of a spreadsheet's body in turn."""

    def __init__(self, book: StyleBook, *, collect: bool = False) -> None:
        self._collect = collect
        self._book = book
        self._styles = CellStyles(book)
        self._sheet: _Sheet | None = None
        self._count = 0
        self._folded: list[bool] = []
        self._room = _MOST_CELLS
        self.walk = Walk(book, cells=True)
        #: What visible cells show or hold, for comparison with what charts keep.
        self.shown: set[str] = set()

    def take(self, event: Event) -> Iterator[Found]:
        """What one table, group or row gives away."""
        tag = event.element.tag
        if tag == "table:table":
            own = event.parents[-1:] == ("office:spreadsheet",)
            if own and event.kind == "open":
                self._open(event.element)
            elif own:
                yield from self._close()
        elif tag == "table:table-row-group":
            if event.kind == "open":
                self._folded.append(event.element.get("table:display") == "false")
            else:
                self._folded.pop()
        elif tag == "table:table-row":
            yield from self._row(event)

    def _open(self, element: Element) -> None:
        self._count += 1
        name = element.get("table:style-name")
        display = self._book.resolve("table", name).get(("table", "table:display"))
        hidden = "false" in (display, element.get("table:display"))
        self._sheet = _Sheet(self._count, element, hidden)

    def _row(self, event: Event) -> Iterator[Found]:
        sheet = self._sheet
        if (
            sheet is None
            or "table:table" not in event.parents
            or "office:spreadsheet" not in event.parents
        ):
            yield from self.walk.through(event.element, self.walk.start())
            return
        if event.parents.count("table:table") > 1 or event.parents[2:3] != ("office:spreadsheet",):
            yield from self.walk.through(event.element, self.walk.start())
            return
        if sheet.columns is None:
            sheet.columns = read_columns(sheet.element, self._book)
        row = event.element
        times = min(repeated(row, "table:number-rows-repeated"), _MOST_ROWS)
        texts: list[str] = []
        words: list[str] = []
        height = self._height(row)
        self._stack(sheet, times, height)
        filled = yield from self._cells(sheet, row, texts, words)
        if filled:
            sheet.filled = True
            yield Passage("\t".join(words), f"{sheet.place}, row {sheet.row + 1}")
            self._unseen(sheet, row, times, height)
        self._keep(sheet, tuple(texts), times)
        sheet.row += times

    def _cells(
        self, sheet: _Sheet, row: Element, texts: list[str], words: list[str]
    ) -> Generator[Found, None, bool]:
        """The cells of a row; returns whether any holds something."""
        assert sheet.columns is not None
        at, any_filled = 0, False
        default = row.get("table:default-cell-style-name")
        for element in row:
            if element.tag not in CELLS:
                continue
            times = repeated(element, "table:number-columns-repeated")
            if len(element) or len(element.attrib) > 1:
                cell = read_cell(element)
                if cell.filled:
                    any_filled = True
                    style = element.get("table:style-name") or default or sheet.columns.style(at)
                    texts += [""] * min(at - len(texts), MAX_COLUMNS - len(texts))
                    texts += [cell.text] * min(times, MAX_COLUMNS - len(texts))
                    words += filter(None, (cell.text.strip(), cell.extra))
                    yield from self._cell(sheet, element, cell, style, at, times)
            at += times
        return any_filled

    def _cell(
        self, sheet: _Sheet, element: Element, cell: Cell, style: str | None, at: int, times: int
    ) -> Iterator[Found]:
        assert sheet.columns is not None
        place = sheet.cell(sheet.row, at)
        if len(sheet.unseen_columns) < _MOST_PLACES:
            sheet.unseen_columns.update(sheet.columns.unseen(at, at + times - 1))
        yield from self._stray(sheet, at, place)
        yield from inspect_formula(cell.formula, place)
        if element.tag == _COVERED and (cell.text.strip() or cell.value.strip()):
            yield leak(
                "attachment-hidden-cells", place, "A merged cell covers what this cell holds."
            )
        why = self._styles.why_unseen(cell, style)
        if why:
            yield leak("attachment-hidden-text", place, f"The cell holds something that {why}.")
        elif self._collect and not sheet.hidden:
            self.shown.update((cell.text.strip(), cell.value))
        if sheet.protected and self._styles.concealed(style):
            yield leak(
                "attachment-hidden-cells",
                place,
                "Protection hides what the cell holds; it is kept.",
            )
        yield from self._content(sheet, element, style, at, place, judged=not why)

    def _content(
        self,
        sheet: _Sheet,
        element: Element,
        style: str | None,
        at: int,
        place: str,
        *,
        judged: bool,
    ) -> Iterator[Found]:
        """What lies in a cell beside its plain words."""
        for child in element:
            if not len(child) and child.tag == "text:p":
                continue
            look = self._styles.look(style)
            yield from self.walk.through(
                child, Here(look, place, judged=judged and not self._conditional(style))
            )
            if is_shape(child):
                self._box(sheet, child, at)

    def _conditional(self, style: str | None) -> bool:
        return self._book.conditional("table-cell", style)

    def _box(self, sheet: _Sheet, shape: Element, at: int) -> None:
        """Remember the cells that a filled shape lies on."""
        graphic = self._book.resolve("graphic", shape.get("draw:style-name"))
        match = _END_CELL.fullmatch(shape.get("table:end-cell-address", ""))
        if match and is_cover(shape, graphic):
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            sheet.boxes.append((sheet.row, at, int(match[2]) - 1, column - 1))

    def _stray(self, sheet: _Sheet, at: int, place: str) -> Iterator[Leak]:
        row, column = sheet.last
        far = row >= 0 and sheet.row - row > _FAR_ROWS
        if far or (column >= 0 and at - column > _FAR_COLUMNS):
            yield leak("attachment-stray-cells", place, "The cell lies far away from the others.")
        sheet.last = (sheet.row, max(column, at))

    def _height(self, row: Element) -> float | None:
        properties = self._book.resolve("table-row", row.get("table:style-name"))
        return millimetres(properties.get(("row", "style:row-height")))

    def _stack(self, sheet: _Sheet, times: int, height: float | None) -> None:
        """Remember how high the rows are, those alike together."""
        height = 0.0 if any(self._folded) else USUAL_HEIGHT if height is None else height
        if sheet.heights and sheet.heights[-1][1] == height:
            times += sheet.heights.pop()[0]
        sheet.heights.append((times, height))

    def _placed(self, sheet: _Sheet) -> None:
        """Remember the cells under the filled shapes that are placed on the sheet as a page."""
        runs = sheet.columns.runs if sheet.columns else ()
        widths = [(run.last - run.first + 1, 0.0 if run.hidden else run.width) for run in runs]
        for shape in (each for holder in sheet.element.iter("table:shapes") for each in holder):
            graphic = self._book.resolve("graphic", shape.get("draw:style-name"))
            names = ("svg:x", "svg:y", "svg:width", "svg:height")
            x, y, width, height = (millimetres(shape.get(name)) or 0.0 for name in names)
            if is_shape(shape) and width and height and is_cover(shape, graphic):
                left, right = between(widths, x, x + width)
                top, bottom = between(sheet.heights, y, y + height)
                sheet.boxes.append((top, left, bottom, right))

    def _unseen(self, sheet: _Sheet, row: Element, times: int, height: float | None) -> None:
        """Remember rows with content that a reader does not see, those together as one."""
        hidden = any(self._folded) or row.get("table:visibility") in HIDING
        hidden = hidden or (height is not None and height < NOTHING)
        if not hidden and (height is None or height >= THIN):
            return
        first, last = sheet.row, sheet.row + times - 1
        if sheet.unseen_rows and sheet.unseen_rows[-1][1:] == (first - 1, hidden):
            first = sheet.unseen_rows.pop()[0]
        sheet.unseen_rows.append((first, last, hidden))

    def _keep(self, sheet: _Sheet, texts: tuple[str, ...], times: int) -> None:
        """Hold a row for the checks of tables; equal ones are one and the same in memory."""
        if not any(texts):
            return
        gap = sheet.row - len(sheet.rows)
        self._room -= gap + times + len(texts)
        if self._room < 0:
            raise CannotInspectError("The sheets hold more cells than can be inspected.")
        sheet.rows += [()] * gap
        sheet.rows += [texts] * times

    def _close(self) -> Iterator[Found]:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        if sheet.hidden:
            yield leak("attachment-hidden-sheet", sheet.place, "The sheet is hidden.")
        for first, last, hidden in sheet.unseen_rows:
            where = f"row {first + 1}" if first == last else f"rows {first + 1} to {last + 1}"
            yield _unseen(f"{sheet.place}, {where}", "row", hidden=hidden)
        for column, hidden in sorted(sheet.unseen_columns):
            yield _unseen(f"{sheet.place}, column {letters(column)}", "column", hidden=hidden)
        self._placed(sheet)
        yield from self._under_boxes(sheet)
        yield from self.walk.through(sheet.element, replace(self.walk.start(), place=sheet.place))
        sheet.element.clear()
        if sheet.rows:
            yield Grid(tuple(sheet.rows), sheet.place)

    def _under_boxes(self, sheet: _Sheet) -> Iterator[Leak]:
        for top, left, bottom, right in sheet.boxes:
            under = (row[left : right + 1] for row in sheet.rows[top : bottom + 1])
            if any(any(text.strip() for text in row) for row in under):
                yield leak(
                    "attachment-covered-text",
                    sheet.cell(top, left),
                    "A filled shape lies on cells that hold something.",
                )


def _unseen(place: str, kind: str, *, hidden: bool) -> Leak:
    if hidden:
        return leak("attachment-hidden-cells", place, f"A hidden {kind} holds something.")
    return leak(
        "attachment-hidden-cells",
        place,
        f"A {kind} that is hardly to be seen holds something.",
        severity=Severity.WARNING,
    )
