"""A worksheet read row by row: its words, its table, and what it holds that is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure_log.leaks.leak import Found, Grid, Passage, leak
from disclosure_log.leaks.xlsx.cells import Cells, Tally
from disclosure_log.leaks.xlsx.formats import as_date
from disclosure_log.leaks.xlsx.refs import MAX_COLUMN, MAX_ROW, Area, column_of
from disclosure_log.leaks.xlsx.strings import Run, Strings, rich
from disclosure_log.leaks.xlsx.styles import TINY, Look, Styles
from disclosure_log.leaks.xlsx.words import MAIN, remark_passages
from disclosure_log.leaks.xml_parts import Element, pieces, words

#: A row lower than this many points, a column narrower than this many letters, is not seen.
_FLAT, _NARROW = 2.0, 0.25
_MAX_LITERALS = 20_000
_MAX_NOTED = 200_000
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
#: Functions that reach outside, and the bar of DDE ("program|topic!item").
_CALLS_OUT = re.compile(r"(?i)\b(?:WEBSERVICE|RTD|CALL|REGISTER|REGISTER\.ID|EXEC)\s*\(|\|")
_LONG_NUMBER = re.compile(r"\d{6}")
_TRUE = frozenset({"1", "true", "on"})
_ROW, _CELLS = f"{MAIN}row", f"{MAIN}c"
_VALUE, _INLINE, _FORMULA = f"{MAIN}v", f"{MAIN}is", f"{MAIN}f"


@dataclass(frozen=True)
class Cover:
    """Something drawn over cells; `solid` is a filled shape, else a picture or a chart."""

    area: Area
    solid: bool


@dataclass
class Sheet:
    """What was gathered of one sheet while it was read."""

    number: int
    styles: Styles
    strings: Strings
    since_1904: bool = False
    cells: Cells = field(default_factory=Cells)
    others: list[Element] = field(default_factory=list)
    hidden_rows: Tally = field(default_factory=Tally)
    white: list[tuple[int, int]] = field(default_factory=list)
    tiny: Tally = field(default_factory=Tally)
    formatted: Tally = field(default_factory=Tally)
    left_out: Tally = field(default_factory=Tally)
    calls: Tally = field(default_factory=Tally)
    gone: set[int] = field(default_factory=set)
    narrow: set[int] = field(default_factory=set)
    all_narrow: bool = False
    wide: set[int] = field(default_factory=set)
    all_flat: bool = False
    literals: set[str] = field(default_factory=set)

    @property
    def place(self) -> str:
        """The sheet by number."""
        return f"sheet {self.number}"


def read_rows(raw: bytes, sheet: Sheet) -> Iterator[Found]:
    """Walk a sheet's part: words go out as they come, the rest is gathered in `sheet`."""
    risky = tuple(_risky(look) for look in sheet.styles.looks)
    row = 0
    for element in pieces(raw, (f"{MAIN}sheetData",)):
        if element.tag == _ROW:
            row = _whole(element.get("r"), row + 1)
            yield from _row(element, min(row, MAX_ROW), sheet, risky)
        elif element.tag == f"{MAIN}cols":
            _columns(element, sheet)
        elif element.tag == f"{MAIN}sheetFormatPr":
            _defaults(element, sheet)
        else:
            sheet.others.append(element)
    yield from remark_passages(raw, sheet.place)
    if sheet.calls.count:
        yield leak(
            "attachment-active-content",
            f"{sheet.place}, cell {sheet.calls.name}",
            "A formula fetches something from outside or starts a program.",
        )


def grid(sheet: Sheet) -> Iterator[Grid]:
    """The sheet's table from A1 on."""
    table = sheet.cells.table()
    if table:
        yield Grid(table, sheet.place)


def truth(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text is not None and text.lower() in _TRUE


def decimal(text: str | None) -> float | None:
    """A number of an attribute, None where there is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise


def _risky(look: Look) -> bool:
    shown = look.format
    odd = shown.hides_text() or any(shown.hides_number(x) for x in (-1e9, -2.0, 2.0, 0.5, 1e9))
    return odd or look.size < TINY or look.unseen()


def _defaults(element: Element, sheet: Sheet) -> None:
    height = decimal(element.get("defaultRowHeight"))
    sheet.all_flat = height is not None and height < _FLAT and truth(element.get("customHeight"))
    width = decimal(element.get("defaultColWidth"))
    sheet.all_narrow = width is not None and width < _NARROW


def _columns(element: Element, sheet: Sheet) -> None:
    for column in element:
        first = _whole(column.get("min"), 1)
        last = min(_whole(column.get("max"), first), MAX_COLUMN)
        width = decimal(column.get("width"))
        each = range(first, last + 1)
        if truth(column.get("hidden")) or width == 0:
            sheet.gone.update(each)
        elif width is not None and width < _NARROW:
            sheet.narrow.update(each)
        else:
            sheet.wide.update(each)


def _row(element: Element, number: int, sheet: Sheet, risky: tuple[bool, ...]) -> Iterator[Passage]:
    height = decimal(element.get("ht"))
    flat = height < _FLAT if height is not None else sheet.all_flat
    hidden = flat or truth(element.get("hidden"))
    texts: list[str] = []
    column = 0
    for each in element:
        column = _column(each.get("r"), column)
        text = _read(each, number, column, sheet, risky)
        if text and not text.isspace():
            texts.append(text)
            sheet.cells.add(number, column, text)
            if hidden:
                sheet.hidden_rows.add(number, column)
    if texts:
        line = " | ".join(texts)
        if _LONG_NUMBER.search(line) or not line.replace(" | ", "").isdecimal():
            yield Passage(line, f"{sheet.place}, row {number}")
    yield from _formula_words(element, number, sheet)


def _column(reference: str | None, last: int) -> int:
    return min((column_of(reference) if reference else 0) or last + 1, MAX_COLUMN)


def _read(element: Element, row: int, column: int, sheet: Sheet, risky: tuple[bool, ...]) -> str:
    """A cell's words as they are shown; notes on the way what hides them."""
    value, inline = "", ""
    runs: tuple[Run, ...] = ()
    for child in element:
        if child.tag == _VALUE:
            value = child.text or ""
        elif child.tag == _INLINE:
            inline, runs, reading = rich(child, sheet.styles.colours)
            if reading:
                sheet.strings.readings.append((0, reading))
        elif child.tag != _FORMULA:
            inline += words(child)
    if not value and not inline:
        return ""
    style = _whole(element.get("s"), 0)
    kind = element.get("t", "n")
    number: float | None = None
    if kind == "s" and value:
        at = _whole(value, -1)
        text, runs = sheet.strings.use(at), sheet.strings.runs.get(at, ())
    elif kind == "n" and value:
        number = decimal(value)
        text = _number(value, number, sheet.styles.look(style), sheet)
    else:
        text = {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else value
    text = f"{text} {inline}".strip() if inline else text
    if text and (runs or style >= len(risky) or risky[style]):
        _hiding(sheet, (row, column), sheet.styles.look(style), text, number, runs)
    return text


def _number(value: str, number: float | None, look: Look, sheet: Sheet) -> str:
    if number is None or not look.format.date:
        return value
    return as_date(number, since_1904=sheet.since_1904) or value


def _hiding(
    sheet: Sheet,
    place: tuple[int, int],
    look: Look,
    text: str,
    number: float | None,
    runs: tuple[Run, ...],
) -> None:
    """Note a cell whose words can not be seen."""
    if not text.strip():
        return
    if (look.size < TINY and not runs) or any(run.tiny for run in runs):
        sheet.tiny.add(*place)
    if number is None:
        if look.format.hides_text():
            sheet.formatted.add(*place)
    elif look.format.hides_number(number):
        tidy = look.format.leaves_out(number)
        (sheet.left_out if tidy else sheet.formatted).add(*place)
    colours = [run.colour for run in runs if run.colour is not None]
    white = any(look.unseen(x) for x in colours) or (not colours and look.unseen())
    if white and len(sheet.white) < _MAX_NOTED:
        sheet.white.append(place)


def _formula_words(row: Element, number: int, sheet: Sheet) -> Iterator[Passage]:
    """The words inside formulas, each once; notes formulas that reach outside."""
    fresh: list[str] = []
    for element in row.iter(_FORMULA):
        formula = element.text or ""
        if '"' in formula:
            for literal in _LITERAL.findall(formula):
                if literal.strip() and literal not in sheet.literals:
                    fresh.append(literal.replace('""', '"'))
                    if len(sheet.literals) < _MAX_LITERALS:
                        sheet.literals.add(literal)
        if ("(" in formula or "|" in formula) and _CALLS_OUT.search(_QUOTED.sub("", formula)):
            sheet.calls.add(number, 1)
    if fresh:
        yield Passage("\n".join(fresh), f"{sheet.place}, row {number}, formulas")
