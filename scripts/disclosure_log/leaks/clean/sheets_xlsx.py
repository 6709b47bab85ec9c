"""The visible sheets of an Excel workbook, each cell as it is displayed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from disclosure_log.leaks.clean.numbers import BUILT_IN, number_shown, text_shown
from disclosure_log.leaks.clean.table import Table
from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.package import Package, open_package
from disclosure_log.leaks.xlsx.drawings import covers
from disclosure_log.leaks.xlsx.hiding import Rule, Styled, coloured_by, rules_of
from disclosure_log.leaks.xlsx.inspect import styled_tables
from disclosure_log.leaks.xlsx.refs import MAX_COLUMN, MAX_ROW, Area, areas, cell, column_of
from disclosure_log.leaks.xlsx.sheet import Sheet, decimal, read_rows, truth
from disclosure_log.leaks.xlsx.strings import read_strings
from disclosure_log.leaks.xlsx.styles import TINY, Colour, Look, Styles, read_styles, run_looks
from disclosure_log.leaks.xlsx.words import MAIN
from disclosure_log.leaks.xlsx.workbook import SheetLink, read_workbook
from disclosure_log.leaks.xml_parts import Element, iterate, local, parse, pieces

_SPREADSHEET = ("spreadsheetml.", "ms-excel.")
#: A row lower than this many points is not seen.
_FLAT = 2.0
_ROW, _VALUE, _INLINE = f"{MAIN}row", f"{MAIN}v", f"{MAIN}is"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class _Run:
    """A piece of rich text; its own colour, None where it has the cell's."""

    text: str
    colour: Colour | None = None
    size: float | None = None


@dataclass(frozen=True)
class _Book:
    """What the sheets of a workbook share."""

    package: Package
    styles: Styles
    codes: tuple[str, ...]
    strings: tuple[str | tuple[_Run, ...], ...]
    since_1904: bool

    def code(self, style: int) -> str:
        """The number format of a style."""
        return self.codes[style] if 0 <= style < len(self.codes) else ""


@dataclass
class _Reading:
    """A sheet being read, with what of it is not seen."""

    book: _Book
    sheet: Sheet
    styled: tuple[Styled, ...]
    rules: tuple[Rule, ...]
    table: Table
    left_out: Counter[str]
    lost: frozenset[int]
    zeros: bool


def xlsx_tables(raw: bytes, left_out: Counter[str]) -> Iterator[Table]:
    """A table for each visible sheet; what is not seen is counted by kind in `left_out`."""
    package = open_package(raw)
    main = package.main()
    if not any(word in main.content_type for word in _SPREADSHEET):
        raise CannotInspectError("The file is no workbook, whatever its name says.")
    if "sheet.binary" in main.content_type:
        raise CannotInspectError("A binary workbook can not be inspected.")
    workbook = read_workbook(package, main.key)
    look = _part(package, main.key, "styles")
    styles = read_styles(look, _part(package, main.key, "theme"))
    strings = tuple(_strings(_part(package, main.key, "sharedStrings"), styles))
    book = _Book(package, styles, tuple(_codes(look)), strings, workbook.since_1904)
    seen: set[str] = set()
    for link in workbook.sheets:
        if link.hidden:
            left_out["hidden sheets"] += 1
        elif not link.key or link.key in seen or link.kind != "worksheet":
            left_out["sheets without cells, such as charts"] += 1
        else:
            yield _sheet(link, book, left_out)
        seen.add(link.key)
    _count_parts(package, left_out)


def _part(package: Package, source: str, kind: str) -> bytes | None:
    for relation in package.of(source, kind):
        part = package.part(relation)
        if part is not None:
            return package.read(part.key)
    return None


def _codes(raw: bytes | None) -> Iterator[str]:
    """The number format of each style, as a code."""
    if raw is None:
        return
    rooms = {local(child.tag): child for child in parse(raw)}
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in rooms.get("numFmts", ())
    }
    for xf in rooms.get("cellXfs", ()):
        number = xf.get("numFmtId", "0")
        plain = int(number) if number.isdecimal() and len(number) < 6 else 0
        yield own[number] if number in own else BUILT_IN.get(plain, "")


def _strings(raw: bytes | None, styles: Styles) -> Iterator[str | tuple[_Run, ...]]:
    for item in iterate(raw, (f"{MAIN}si",)) if raw is not None else ():
        yield _item(item, styles)


def _item(item: Element, styles: Styles) -> str | tuple[_Run, ...]:
    """A string: plain words, or the runs of rich text. Reading aids are left out."""
    runs: list[_Run] = []
    for child in item:
        own = local(child.tag)
        if own == "t":
            runs.append(_Run(_unescaped(child.text or "")))
        elif own == "r":
            text = "".join(x.text or "" for x in child if local(x.tag) == "t")
            look = next((x for x in child if local(x.tag) == "rPr"), None)
            colour, size = (None, None) if look is None else run_looks(look, styles.colours)
            runs.append(_Run(_unescaped(text), colour, size))
    if all(run.colour is None and run.size is None for run in runs):
        return "".join(run.text for run in runs)
    return tuple(runs)


def _unescaped(text: str) -> str:
    """Characters that XML can not hold stand in strings as "_x000D_" (ISO 29500-1, 22.9.2.19)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


_COUNTED = {
    "image": "pictures",
    "chart": "charts",
    "chartex": "charts",
    "comments": "sheets with comments",
    "threadedcomment": "sheets with comments",
    "pivotcachedefinition": "stores of a pivot table",
    "externallink": "links to other workbooks",
    "oleobject": "embedded files",
    "package": "embedded files",
}


def _count_parts(package: Package, left_out: Counter[str]) -> None:
    reached: dict[str, str] = {}
    for relations in package.relations.values():
        for relation in relations:
            said = _COUNTED.get(relation.kind.lower())
            if said and not relation.external and relation.target:
                reached[relation.target] = said
    left_out.update(reached.values())


# --- one sheet


def _sheet(link: SheetLink, book: _Book, left_out: Counter[str]) -> Table:
    raw = book.package.read(link.key)
    strings = read_strings(None, book.styles.colours)
    sheet = Sheet(link.number, book.styles, strings, book.since_1904)
    # What lies in which cell and what hides it is known once all was read.
    strings.texts = [_plain(each) for each in book.strings]
    strings.used = bytearray(len(strings.texts))
    for _ in read_rows(raw, sheet):
        pass
    styled = tuple(styled_tables(link.key, book.package))
    rules = tuple(rule for rule in rules_of(sheet) if rule.change.hides)
    lost = _lost_columns(sheet)
    table = Table(gone_columns=[(column, column) for column in lost])
    reading = _Reading(book, sheet, styled, rules, table, left_out, lost, _zeros(sheet))
    row = 0
    for element in pieces(raw, (f"{MAIN}sheetData",)):
        if element.tag == _ROW:
            said = element.get("r", "")
            row = min(int(said) if said.isdecimal() and len(said) < 8 else row + 1, MAX_ROW)
            _row(element, row, reading)
    for kind, area in _hidden_areas(sheet, link, book.package):
        places = table.inside(area.top, area.left, area.bottom, area.right)
        left_out[kind] += table.take_out(places)
    for merged in _merged(sheet):
        below = table.inside(merged.top, merged.left, merged.bottom, merged.right)
        first = (merged.top, merged.left)
        left_out["cells below merged ones"] += table.take_out(x for x in below if x != first)
    left_out["cells far away from the rest"] += table.close()
    return table


def _plain(string: str | tuple[_Run, ...]) -> str:
    return string if isinstance(string, str) else "".join(run.text for run in string)


def _lost_columns(sheet: Sheet) -> frozenset[int]:
    """The columns that are hidden, or so narrow that they show nothing of what they hold."""
    lost = set(sheet.gone)
    for column in sheet.cells.columns:
        narrow = column in sheet.narrow or (sheet.all_narrow and column not in sheet.wide)
        if narrow and sheet.cells.cut_off(column):
            lost.add(column)
    return frozenset(lost)


def _inside(sheet: Sheet, name: str) -> Iterator[Element]:
    for element in sheet.others:
        if local(element.tag) == name:
            yield from element


def _zeros(sheet: Sheet) -> bool:
    """Whether noughts are displayed."""
    views = tuple(_inside(sheet, "sheetViews"))
    return not any(view.get("showZeros", "1").lower() in ("0", "false") for view in views)


def _merged(sheet: Sheet) -> Iterator[Area]:
    for merged in _inside(sheet, "mergeCells"):
        yield from areas(merged.get("ref", ""))


def _hidden_areas(sheet: Sheet, link: SheetLink, package: Package) -> Iterator[tuple[str, Area]]:
    """What lies under drawings, and before frozen panes that begin further down."""
    for relation in package.of(link.key, "drawing"):
        part = package.part(relation)
        if part is not None:
            for cover in covers(parse(package.read(part.key))):
                yield "cells under shapes, pictures or charts", cover.area
    for view in _inside(sheet, "sheetViews"):
        frozen = any(
            x.get("state", "").startswith("frozen") for x in view if local(x.tag) == "pane"
        )
        start = cell(view.get("topLeftCell", "")) if frozen else None
        if start is not None:
            kind = "cells before the frozen ones, where nobody can scroll"
            yield kind, Area(1, 1, start[0] - 1, MAX_COLUMN)
            yield kind, Area(1, 1, MAX_ROW, start[1] - 1)


# --- rows and cells


def _row(element: Element, number: int, reading: _Reading) -> None:
    height = decimal(element.get("ht"))
    flat = height < _FLAT if height is not None else reading.sheet.all_flat
    if flat or truth(element.get("hidden")):
        reading.table.gone_rows.append((number, number))
        reading.left_out["hidden rows"] += any(len(each) for each in element)
        return
    column = 0
    for each in element:
        said = each.get("r")
        column = min((column_of(said) if said else 0) or column + 1, MAX_COLUMN)
        if not len(each):
            continue
        if column in reading.lost:
            reading.left_out["cells in hidden columns"] += 1
            continue
        text = _cell(each, (number, column), reading)
        if text:
            reading.table.put(number, column, text)


def _cell(element: Element, place: tuple[int, int], reading: _Reading) -> str:
    """The words that a cell displays; "" for what is not seen, which is counted."""
    book = reading.book
    said = element.get("s", "0")
    style = int(said) if said.isdecimal() and len(said) < 7 else 0
    runs = _value(element, style, reading)
    held = "".join(run.text for run in runs)
    if not held.strip():
        return ""
    if _may_hide(place, reading.rules):
        reading.left_out["cells that a conditional format hides or may hide"] += 1
        return ""
    look = book.styles.look(style)
    filled = any(coloured_by(each, *place) for each in reading.styled)
    seen = "".join(run.text for run in runs if _is_seen(run, look, filled=filled))
    reading.left_out[
        "cells with words that are too small or have the colour of what is behind"
    ] += seen != held
    return seen


def _is_seen(run: _Run, look: Look, *, filled: bool) -> bool:
    size = look.size if run.size is None else run.size
    return size >= TINY and (filled or not look.unseen(run.colour))


def _may_hide(place: tuple[int, int], rules: tuple[Rule, ...]) -> bool:
    return any(any(area.holds(*place) for area in rule.areas) for rule in rules)


def _value(element: Element, style: int, reading: _Reading) -> tuple[_Run, ...]:
    """What a cell displays, by its type and its format."""
    book = reading.book
    value = "".join(child.text or "" for child in element if child.tag == _VALUE)
    code = book.code(style)
    match element.get("t", "n"):
        case "s":
            at = int(value) if value.isdecimal() and len(value) < 9 else len(book.strings)
            string = book.strings[at] if at < len(book.strings) else ""
            return _worded(string, code, reading)
        case "inlineStr":
            item = next((child for child in element if child.tag == _INLINE), None)
            return _worded("" if item is None else _item(item, book.styles), code, reading)
        case "b":
            return (_Run({"1": "TRUE", "0": "FALSE"}.get(value, value)),)
        case "n":
            return (_Run(_number(value, decimal(value), code, reading)),)
        case "d":
            return (_Run(_number(value, _serial(value), code or "yyyy-mm-dd", reading)),)
        case "e":
            return (_Run(value),)
        case _:
            return _worded(value, code, reading)


def _worded(string: str | tuple[_Run, ...], code: str, reading: _Reading) -> tuple[_Run, ...]:
    if not isinstance(string, str):
        # A format for text that leaves it out leaves out rich text as well.
        return string if text_shown("x", code) == "x" else _worded(_plain(string), code, reading)
    shown = text_shown(string, code)
    if string.strip() and string not in shown:
        reading.left_out["cells with a format that hides the value"] += 1
    return (_Run(shown),)


def _number(value: str, number: float | None, code: str, reading: _Reading) -> str:
    if number is None or not abs(number) < 1e300:
        return value if number is None and not value else "#NUM!" if value else ""
    if number == 0 and not reading.zeros:
        return ""
    shown = number_shown(number, code, since_1904=reading.book.since_1904)
    if not shown and number:
        reading.left_out["cells with a format that hides the value"] += 1
    return shown


def _serial(value: str) -> float | None:
    """A date of the Strict form as the number that it stands for (18.18.11)."""
    try:
        moment = datetime.fromisoformat(value.strip().removesuffix("Z"))
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400
