"""What a sheet holds that a reader does not see, from what was gathered while it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.xlsx.cells import (
    ASIDE_COLUMNS,
    ASIDE_ROWS,
    AWAY_COLUMNS,
    AWAY_ROWS,
    Tally,
)
from disclosure_log.leaks.xlsx.refs import MAX_COLUMN, MAX_ROW, Area, areas, cell, cell_name
from disclosure_log.leaks.xlsx.sheet import Cover, Sheet
from disclosure_log.leaks.xlsx.styles import Change, change
from disclosure_log.leaks.xml_parts import Element, local

_MAX_RULES = 2_000
_ALWAYS = frozenset({"TRUE", "TRUE()", "1", "1=1", "NOT(FALSE)", "NOT(FALSE())"})


@dataclass(frozen=True)
class Styled:
    """An area that something else colours: a table's style, or a conditional format."""

    area: Area
    header_only: bool = False


@dataclass(frozen=True)
class Rule:
    """A conditional format: where, what it changes, and whether it holds for every value."""

    areas: tuple[Area, ...]
    change: Change
    always: bool


def hidden_cells(sheet: Sheet, covers: Iterable[Cover], styled: Iterable[Styled]) -> Iterator[Leak]:
    """Every way in which the cells of a visible sheet are not seen."""
    rules = tuple(rules_of(sheet))
    yield from _rows_and_columns(sheet)
    yield from _frozen_out(sheet)
    yield from _merged(sheet)
    yield from _looks(sheet, rules, tuple(styled))
    yield from _conditional(sheet, rules)
    yield from _far_away(sheet)
    yield from _covered(sheet, covers)


def _told(
    sheet: Sheet, code: str, tally: Tally, message: str, severity: Severity | None = None
) -> Iterator[Leak]:
    if tally.count:
        yield leak(
            code,
            f"{sheet.place}, cell {tally.name}",
            f"{_cells(tally.count)} {message}",
            severity=severity,
        )


def _cells(count: int) -> str:
    return "A cell" if count == 1 else f"{count:,} cells, this one first,"


def _tally(cells: Iterable[tuple[int, int]]) -> Tally:
    tally = Tally()
    for place in cells:
        tally.add(*place)
    return tally


def _rows_and_columns(sheet: Sheet) -> Iterator[Leak]:
    yield from _told(
        sheet, "attachment-hidden-cells", sheet.hidden_rows, "with data in hidden rows."
    )
    unseen = Tally()
    for column, row in sheet.cells.columns.items():
        narrow = column in sheet.narrow or (sheet.all_narrow and column not in sheet.wide)
        if column in sheet.gone or (narrow and sheet.cells.cut_off(column)):
            unseen.add(row, column)
    if unseen.count:
        yield leak(
            "attachment-hidden-cells",
            f"{sheet.place}, cell {unseen.name}",
            f"Hidden columns hold data ({unseen.count:,} of them, this one first).",
        )


def _frozen_out(sheet: Sheet) -> Iterator[Leak]:
    """Cells above or left of a frozen pane that begins further down: no scrolling reaches them."""
    for view in _inside(sheet.others, "sheetViews"):
        frozen = any(
            local(pane.tag) == "pane" and pane.get("state", "").startswith("frozen")
            for pane in view
        )
        start = cell(view.get("topLeftCell", ""))
        if frozen and start is not None:
            above = Area(1, 1, start[0] - 1, MAX_COLUMN)
            aside = Area(1, 1, MAX_ROW, start[1] - 1)
            lost = _tally(
                place
                for each in (above, aside)
                if each.bottom and each.right
                for place in sheet.cells.inside(each)
            )
            yield from _told(
                sheet,
                "attachment-hidden-cells",
                lost,
                "with data before the frozen rows or columns, where nobody can scroll.",
            )


def _merged(sheet: Sheet) -> Iterator[Leak]:
    """Cells below a merged one, which shows its first alone."""
    below = Tally()
    for merged in _inside(sheet.others, "mergeCells"):
        for area in areas(merged.get("ref", "")):
            shown = sheet.cells.text(area.top, area.left)
            for row, column in sheet.cells.inside(area):
                first = (row, column) == (area.top, area.left)
                if not first and sheet.cells.text(row, column) != (shown or ""):
                    below.add(row, column)
    yield from _told(
        sheet, "attachment-hidden-cells", below, "with data below merged cells, which hide it."
    )


def _looks(sheet: Sheet, rules: tuple[Rule, ...], styled: tuple[Styled, ...]) -> Iterator[Leak]:
    sure, unsure = Tally(), Tally()
    filling = [area for rule in rules if rule.change.fills for area in rule.areas]
    for row, column in sheet.white:
        if any(coloured_by(each, row, column) for each in styled):
            continue
        coloured = any(area.holds(row, column) for area in filling)
        (unsure if coloured else sure).add(row, column)
    message = "with words in the colour of what is behind them."
    yield from _told(sheet, "attachment-hidden-text", sure, message)
    yield from _told(sheet, "attachment-hidden-text", unsure, message, Severity.WARNING)
    yield from _told(
        sheet, "attachment-hidden-text", sheet.tiny, "with letters too small to be read."
    )
    message = "with a number format that does not show what the cell holds."
    yield from _told(sheet, "attachment-hidden-text", sheet.formatted, message)
    yield from _told(sheet, "attachment-hidden-text", sheet.left_out, message, Severity.WARNING)


def coloured_by(styled: Styled, row: int, column: int) -> bool:
    """Whether a cell has a fill of what styles it."""
    if not styled.area.holds(row, column):
        return False
    return not styled.header_only or row == styled.area.top


def _conditional(sheet: Sheet, rules: tuple[Rule, ...]) -> Iterator[Leak]:
    """Conditional formats that hide: surely where they always hold, perhaps elsewhere."""
    for rule in rules:
        if rule.change.hides:
            place = next((x for area in rule.areas for x in sheet.cells.inside(area)), None)
            if place is not None:
                yield leak(
                    "attachment-hidden-text",
                    f"{sheet.place}, cell {cell_name(*place)}",
                    "A conditional format may hide what cells hold.",
                    severity=None if rule.always else Severity.WARNING,
                )


def rules_of(sheet: Sheet) -> Iterator[Rule]:
    """The conditional formats of a sheet."""
    count = 0
    for other in sheet.others:
        for block in other.iter():
            if local(block.tag) != "conditionalFormatting":
                continue
            own = " ".join(x.text or "" for x in block if local(x.tag) == "sqref")
            where = tuple(areas(block.get("sqref", own)))
            for rule in block:
                count += 1
                if local(rule.tag) == "cfRule" and count < _MAX_RULES:
                    changed = _change(sheet, rule)
                    if changed is not None:
                        yield Rule(where, changed, _always(rule))


def _change(sheet: Sheet, rule: Element) -> Change | None:
    number = rule.get("dxfId", "")
    changes = sheet.styles.changes
    if number.isdecimal() and len(number) < 8 and int(number) < len(changes):
        return changes[int(number)]
    for child in rule:
        if local(child.tag) == "dxf":
            return change(child, sheet.styles.colours)
        if local(child.tag) == "colorScale":
            return Change(hides=False, fills=True)
        if child.get("showValue", "1").lower() in ("0", "false"):
            return Change(hides=True, fills=False)
    return None


def _always(rule: Element) -> bool:
    formula = next((x.text or "" for x in rule if local(x.tag) in ("formula", "f")), "")
    said = formula.replace(" ", "").upper()
    match rule.get("type"):
        case "expression":
            return said in _ALWAYS
        case "cellIs":
            return rule.get("operator") == "notEqual" and said == '""'
        case "notContainsBlanks" | "notContainsErrors":
            return True
        case _:
            return False


def _far_away(sheet: Sheet) -> Iterator[Leak]:
    away = sheet.cells.beyond(AWAY_ROWS, AWAY_COLUMNS)
    message = "with data far away from the rest, where nobody looks."
    yield from _told(sheet, "attachment-hidden-cells", away, message)
    if not away.count:
        aside = sheet.cells.beyond(ASIDE_ROWS, ASIDE_COLUMNS)
        yield from _told(sheet, "attachment-stray-cells", aside, message)


def _covered(sheet: Sheet, covers: Iterable[Cover]) -> Iterator[Leak]:
    solid, perhaps = Tally(), Tally()
    for cover in covers:
        for place in sheet.cells.inside(cover.area):
            (solid if cover.solid else perhaps).add(*place)
    yield from _told(sheet, "attachment-covered-text", solid, "with data under a filled shape.")
    yield from _told(
        sheet,
        "attachment-covered-text",
        perhaps,
        "with data under a picture or a chart.",
        Severity.WARNING,
    )


def _inside(elements: Iterable[Element], name: str) -> Iterator[Element]:
    for element in elements:
        if local(element.tag) == name:
            yield from element
