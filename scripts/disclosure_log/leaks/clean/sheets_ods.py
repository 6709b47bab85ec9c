"""The visible sheets of an OpenDocument spreadsheet, each cell as it is displayed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree.ElementTree import Element

from disclosure_log.leaks.clean.moments import duration_shown, moment_shown
from disclosure_log.leaks.clean.numbers import general, plain_number
from disclosure_log.leaks.clean.shown import Shown
from disclosure_log.leaks.clean.table import Table
from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.odf.cells import Cell, CellStyles, read_cell
from disclosure_log.leaks.odf.columns import (
    HIDING,
    THIN,
    USUAL_HEIGHT,
    Columns,
    between,
    read_columns,
)
from disclosure_log.leaks.odf.package import open_package
from disclosure_log.leaks.odf.shapes import is_cover, is_shape
from disclosure_log.leaks.odf.styles import Properties, StyleBook, millimetres, read_styles
from disclosure_log.leaks.odf.tables import CELLS, MAX_COLUMNS, repeated
from disclosure_log.leaks.odf.tree import Event, events
from disclosure_log.leaks.odf.words import PARAGRAPHS
from disclosure_log.leaks.xml_parts import iterate

_COVERED = "table:covered-table-cell"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_END_CELL = re.compile(r"(?:.*\.)?\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.DOTALL)
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_PARTS = {
    "number:year": "y",
    "number:month": "m",
    "number:day": "d",
    "number:day-of-week": "w",
    "number:hours": "h",
    "number:minutes": "n",
    "number:seconds": "s",
}
_DAY, _MOMENT, _TIME = frozenset("ymd"), frozenset("ymdhn"), frozenset("hns")
#: That a time is one of a clock, which begins anew after a day, and not a length of time.
_CLOCK = "clock"
_MOST_ROWS = 1 << 20
_UNSEEN = "cells whose words are not seen for their colour, size or format"


@dataclass
class _Sheet:
    """A sheet while its rows come in; rows and columns count from 0."""

    element: Element
    hidden: bool
    columns: Columns | None = None
    row: int = 0
    table: Table = field(default_factory=Table)
    heights: list[tuple[int, float]] = field(default_factory=list)
    boxes: list[tuple[int, int, int, int]] = field(default_factory=list)


def ods_tables(raw: bytes, left_out: Counter[str]) -> Iterator[Table]:
    """A table for each visible sheet; what is not seen is counted by kind in `left_out`."""
    package = open_package(raw)
    common = package.tree("styles.xml")
    content = package.archive.read("content.xml")
    holders = [] if common is None else [common.find("office:styles")]
    automatic = _automatic(content)
    book = read_styles(*holders, automatic)
    parts = dict(_date_parts(*holders, automatic))
    sheets = _Sheets(book, parts, left_out)
    body = None
    for event in events(content):
        if event.kind == "end":
            body = event.element.find("office:body")
        else:
            yield from sheets.take(event)
    if body is None or body.find("office:spreadsheet") is None:
        raise CannotInspectError("The file's content is no OpenDocument spreadsheet.")
    left_out["drawings such as charts"] += len(package.objects)
    pictures = [x for x in package.archive.names if x.startswith(("Pictures/", "media/"))]
    left_out["pictures"] += len(pictures)


def _automatic(content: bytes) -> Element | None:
    from disclosure_log.leaks.odf.inspection import shortened

    for holder in iterate(content, {f"{_OFFICE}automatic-styles"}):
        return shortened(holder)
    return None


def _date_parts(*holders: Element | None) -> Iterator[tuple[str, tuple[frozenset[str], int]]]:
    """What each style of dates and times shows, and how many decimals of a second."""
    for holder in holders:
        for each in holder if holder is not None else ():
            name = each.get("style:name")
            if name and each.tag in ("number:date-style", "number:time-style"):
                shown = frozenset(_PARTS[child.tag] for child in each if child.tag in _PARTS)
                if each.get("number:truncate-on-overflow", "true") == "true":
                    shown |= {_CLOCK}
                places = next(
                    (
                        x.get("number:decimal-places", "0")
                        for x in each
                        if x.tag == "number:seconds"
                    ),
                    "0",
                )
                yield name, (shown, int(places) if places in ("1", "2", "3") else 0)


class _Sheets:
    """Takes the events of a spreadsheet's body in turn, and gives a table at each sheet's end."""

    def __init__(
        self,
        book: StyleBook,
        parts: Mapping[str, tuple[frozenset[str], int]],
        left_out: Counter[str],
    ) -> None:
        self._book = book
        self._parts = parts
        self._left_out = left_out
        self._styles = CellStyles(book)
        self._sheet: _Sheet | None = None
        self._folded: list[bool] = []

    def take(self, event: Event) -> Iterator[Table]:
        """One table, group or row."""
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
        elif tag == "table:table-row" and self._sheet is not None:
            own = event.parents[2:3] == ("office:spreadsheet",)
            if own and event.parents.count("table:table") == 1:
                self._row(event.element, self._sheet)

    def _open(self, element: Element) -> None:
        name = element.get("table:style-name")
        display = self._book.resolve("table", name).get(("table", "table:display"))
        self._sheet = _Sheet(element, "false" in (display, element.get("table:display")))

    def _close(self) -> Iterator[Table]:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        if sheet.hidden or any(child.tag == "table:scenario" for child in sheet.element):
            self._left_out["hidden sheets"] += 1
            return
        self._placed(sheet)
        for box in sheet.boxes:
            covered = sheet.table.take_out(sheet.table.inside(*box))
            self._left_out["cells under shapes, pictures or charts"] += covered
        self._conditions(sheet)
        self._left_out["cells far away from the rest"] += sheet.table.close()
        yield sheet.table

    def _row(self, row: Element, sheet: _Sheet) -> None:
        if sheet.columns is None:
            sheet.columns = read_columns(sheet.element, self._book)
            sheet.table.gone_columns = [
                (run.first, run.last) for run in sheet.columns.runs if run.hidden or run.thin
            ]
        times = min(repeated(row, "table:number-rows-repeated"), _MOST_ROWS)
        properties = self._book.resolve("table-row", row.get("table:style-name"))
        height = millimetres(properties.get(("row", "style:row-height")))
        folded = any(self._folded)
        high = 0.0 if folded else USUAL_HEIGHT if height is None else height
        sheet.heights.append((times, high))
        hidden = folded or row.get("table:visibility") in HIDING or high < THIN
        if sheet.hidden:
            return
        start = sheet.row
        if hidden:
            self._left_out["hidden rows"] += times * any(
                read_cell(each).filled for each in row if each.tag in CELLS
            )
        else:
            cells = dict(self._cells(row, sheet))
            for number in range(start, start + (times if cells else 0)):
                for column, text in cells.items():
                    sheet.table.put(number, column, text)
        sheet.row += times
        if hidden:
            sheet.table.gone_rows.append((start, sheet.row - 1))

    def _cells(self, row: Element, sheet: _Sheet) -> Iterator[tuple[int, str]]:
        """The columns and words of a row's cells that are seen."""
        assert sheet.columns is not None
        at = 0
        default = row.get("table:default-cell-style-name")
        for element in row:
            if element.tag not in CELLS:
                continue
            times = repeated(element, "table:number-columns-repeated")
            if len(element) or len(element.attrib) > 1:
                style = element.get("table:style-name") or default or sheet.columns.style(at)
                self._boxes(element, sheet, at)
                text = self._cell(element, style, sheet)
                for column in range(at, at + min(times, MAX_COLUMNS)) if text else ():
                    if any(True for _ in sheet.columns.unseen(column, column)):
                        self._left_out["cells in hidden columns"] += 1
                    else:
                        yield column, text
            at += times

    def _cell(self, element: Element, style: str | None, sheet: _Sheet) -> str:
        cell = read_cell(element)
        if not (cell.text.strip() or cell.value.strip() or cell.rich):
            return ""
        if element.tag == _COVERED:
            self._left_out["cells below merged ones"] += 1
            return ""
        guarded = sheet.element.get("table:protected") == "true"
        if guarded and self._styles.concealed(style):
            self._left_out["cells that protection hides"] += 1
            return ""
        if self._styles.why_unseen(cell, style) or self._may_hide(style):
            self._left_out[_UNSEEN] += 1
            return ""
        return self._displayed(element, cell, style)

    def _may_hide(self, style: str | None) -> bool:
        """Whether a condition of a cell's style may give it a look that is not seen."""
        return self._styles.look(style).why_unseen() is not None

    def _displayed(self, element: Element, cell: Cell, style: str | None) -> str:
        shown = Shown(self._book)
        look = self._styles.look(style)
        lines = [shown.line(x, look) for x in element if x.tag in PARAGRAPHS]
        text = "\n".join("".join(piece.text for piece in line) for line in lines)
        self._left_out[_UNSEEN] += bool(shown.left_out)
        self._left_out["comments"] += any(x.tag == "office:annotation" for x in element)
        kind = element.get("office:value-type", "")
        if shown.left_out and not text.strip():
            return ""
        return self._valued(element, cell, kind, text, style)

    def _valued(self, element: Element, cell: Cell, kind: str, text: str, style: str | None) -> str:
        match kind:
            case "date":
                return self._date(element.get("office:date-value", ""), text, style)
            case "time":
                return self._time(element.get("office:time-value", ""), text, style)
            case "boolean":
                said = element.get("office:boolean-value", "").lower()
                return said.upper() if said in ("true", "false") else text
            case "float" | "percentage" | "currency":
                return _number(cell.value, text)
            case _:
                return text or element.get("office:string-value", "")

    def _named(self, style: str | None) -> tuple[frozenset[str], int] | None:
        """What the format of a cell's style shows of a date or a time."""
        for _ in range(50):
            found = self._book.styles.get(("table-cell", style or "Default"))
            if found is None:
                return None
            if found.data_style is not None:
                return self._shown_by(found.data_style)
            style = found.parent
            if style is None:
                return None
        return None

    def _shown_by(self, name: str) -> tuple[frozenset[str], int] | None:
        """What a format shows; one that defers to others what all of them show."""
        if name in self._parts:
            return self._parts[name]
        known = self._book.formats.get(name)
        others = (
            [self._parts[each] for _, each in known.maps if each in self._parts] if known else []
        )
        if not others:
            return None
        return frozenset.intersection(*(each[0] for each in others)), others[0][1]

    def _date(self, value: str, text: str, style: str | None) -> str:
        try:
            moment = datetime.fromisoformat(value[:23]).replace(tzinfo=None)
        except ValueError:
            return text
        parts, decimals = self._named(style) or (_parts_in(text, moment), 0)
        return moment_shown(moment, parts, decimals) or text

    def _time(self, value: str, text: str, style: str | None) -> str:
        found = _DURATION.fullmatch(value)
        if found is None:
            return text
        parts, decimals = self._named(style) or (_TIME, 0)
        days, hours, minutes, seconds = (float(each or 0) for each in found.groups()[1:])
        total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        if _CLOCK in parts:
            total %= 86_400 if "h" in parts else 3600 if "n" in parts else 60
        return duration_shown(-total if found[1] else total, parts & _TIME, decimals) or text

    def _boxes(self, element: Element, sheet: _Sheet, at: int) -> None:
        """Remember the cells that a filled shape lies on."""
        for shape in element:
            if not is_shape(shape):
                continue
            graphic = self._book.resolve("graphic", shape.get("draw:style-name"))
            match = _END_CELL.fullmatch(shape.get("table:end-cell-address", ""))
            if match is None:
                continue
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            sheet.boxes += _covered((sheet.row, at, int(match[2]) - 1, column - 1), shape, graphic)

    def _placed(self, sheet: _Sheet) -> None:
        """Remember the cells under the filled shapes that are placed on the sheet as a page."""
        runs = sheet.columns.runs if sheet.columns else ()
        widths = [(run.last - run.first + 1, 0.0 if run.hidden else run.width) for run in runs]
        for shape in (each for holder in sheet.element.iter("table:shapes") for each in holder):
            graphic = self._book.resolve("graphic", shape.get("draw:style-name"))
            names = ("svg:x", "svg:y", "svg:width", "svg:height")
            x, y, width, height = (millimetres(shape.get(name)) or 0.0 for name in names)
            if is_shape(shape) and width and height:
                left, right = between(widths, x, x + width)
                top, bottom = between(sheet.heights, y, y + height)
                sheet.boxes += _covered((top, left, bottom, right), shape, graphic)

    def _conditions(self, sheet: _Sheet) -> None:
        """Take out cells that a conditional format hides or may hide."""
        for block in sheet.element.iter("calcext:conditional-format"):
            names = [x.get("calcext:apply-style-name") for x in block]
            if not any(name and self._styles.look(name).why_unseen() for name in names):
                continue
            for target in block.get("calcext:target-range-address", "").split():
                area = _area(target)
                if area is not None:
                    taken = sheet.table.take_out(sheet.table.inside(*area))
                    self._left_out["cells that a conditional format hides or may hide"] += taken


def _parts_in(text: str, moment: datetime) -> frozenset[str]:
    """What shown words tell of a moment, where no format says it; nothing where that is unsure."""
    numbers = {int(each) for each in re.findall(r"[0-9]{1,4}", text)}
    year = moment.year in numbers or re.search(rf"\b{moment.year % 100:02}\b", text) is not None
    if text and not (year and moment.day in numbers):
        return frozenset()
    return _MOMENT if ":" in text else _DAY


def _covered(
    area: tuple[int, int, int, int], shape: Element, graphic: Properties
) -> Iterator[tuple[int, int, int, int]]:
    """The cells under a filled shape, and those that lie wholly under a picture or a chart."""
    if is_cover(shape, graphic):
        yield area
    elif shape.tag == "draw:frame":
        top, left, bottom, right = area
        yield top + 1, left + 1, bottom - 1, right - 1


def _area(address: str) -> tuple[int, int, int, int] | None:
    """A range such as "Sheet.A1:Sheet.B9" as top, left, bottom, right, from 0."""
    corners: list[tuple[int, int]] = []
    first, _, last = address.rpartition(":")
    for each in (first or last, last):
        match = _END_CELL.fullmatch(each)
        if match is None:
            return None
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        corners.append((int(match[2]) - 1, column - 1))
    (top, left), (bottom, right) = corners
    return top, left, bottom, right


def _number(value: str, text: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return text
    if not abs(number) < 1e300:
        return text
    if not text.strip():
        return general(number)
    return plain_number(text, number) or text
