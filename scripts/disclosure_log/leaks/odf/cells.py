"""Single cells of a sheet: what they hold, and whether a reader can see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure_log.leaks.comparison import COMPARED
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.odf.styles import DataStyle, Look, StyleBook
from disclosure_log.leaks.odf.words import PARAGRAPHS, inner_text

_VALUES = (
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
)
_LITERAL = re.compile(r'"((?:[^"]|"")+)"')
_COMMANDS = re.compile(r"\b(?:DDE|WEBSERVICE|FILTERXML|CALL|REGISTER|EXEC)\s*\(", re.IGNORECASE)
_ELSEWHERE = re.compile(r"file:|\[[^\]]*://|'[^']*://", re.IGNORECASE)
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<>|<|>|=)\s*(-?[0-9.]+(?:E[+-]?\d+)?)")


@dataclass(frozen=True)
class Cell:
    """What a cell shows and what it holds."""

    text: str
    value: str
    formula: str
    rich: bool

    @property
    def filled(self) -> bool:
        """Whether there is anything to hide in it."""
        return bool(self.text.strip() or self.value.strip() or self.formula or self.rich)

    @property
    def extra(self) -> str:
        """Words it holds beside those it shows."""
        kept = [] if self.text.strip() and self.value in self.text else [self.value]
        if self.text.strip() and self.value.replace(".", "").lstrip("-").isdecimal():
            kept = []
        kept += (each.replace('""', '"') for each in _LITERAL.findall(self.formula))
        return " ".join(filter(None, kept))


def read_cell(element: Element) -> Cell:
    """A cell's content; `rich` where something beside plain paragraphs lies in it."""
    lines: list[str] = []
    rich = False
    for child in element:
        if child.tag in PARAGRAPHS:
            lines.append(inner_text(child) if len(child) else child.text or "")
        elif child.tag != "table:detective":
            rich = True
    value = next((element.attrib[name] for name in _VALUES if name in element.attrib), "")
    return Cell("\n".join(lines), value, element.get("table:formula", ""), rich)


class CellStyles:
    """How cells of each style look; each is worked out once."""

    def __init__(self, book: StyleBook) -> None:
        self._book = book
        self._looks: dict[str | None, Look] = {}
        self._formats: dict[str | None, DataStyle | None] = {}

    def look(self, style: str | None) -> Look:
        """The look of text in a cell of a style."""
        if style not in self._looks:
            properties = self._book.resolve("table-cell", style or "Default")
            self._looks[style] = Look().with_text(properties).on(properties, "cell")
        return self._looks[style]

    def why_unseen(self, cell: Cell, style: str | None) -> str | None:
        """What keeps a reader from seeing a cell's text."""
        if not (cell.text.strip() or cell.value.strip()):
            return None
        if self._blank(cell, style):
            return "has a format that shows nothing"
        if self._book.conditional("table-cell", style):
            return None
        return self.look(style).why_unseen()

    def concealed(self, style: str | None) -> bool:
        """Whether protecting the sheet hides what cells of this style hold."""
        said = self._book.resolve("table-cell", style or "Default").get(
            ("cell", "style:cell-protect"), ""
        )
        return "hidden-and-protected" in said

    def _blank(self, cell: Cell, style: str | None) -> bool:
        if style not in self._formats:
            self._formats[style] = self._book.data_style("table-cell", style)
        chosen = self._formats[style]
        if chosen is None:
            return False
        number = _number(cell)
        if number is None:
            return chosen.text and not chosen.shows and bool(cell.text.strip())
        if number == 0:
            return False
        for condition, name in chosen.maps:
            if _holds(condition, number):
                chosen = self._book.formats.get(name, chosen)
                break
        return not chosen.shows


def _number(cell: Cell) -> float | None:
    if not cell.value:
        return None
    try:
        return float(cell.value)
    except ValueError:
        return None if cell.text == cell.value else 1.0


def _holds(condition: str, number: float) -> bool:
    match = _CONDITION.fullmatch(condition.strip())
    try:
        return bool(match and COMPARED[match[1]](number, float(match[2])))
    except ValueError:
        return False


def inspect_formula(formula: str, place: str) -> Iterator[Leak]:
    """What a formula fetches from elsewhere."""
    if not formula:
        return
    plain = _LITERAL.sub('""', formula)
    if _COMMANDS.search(plain):
        yield leak(
            "attachment-active-content", place, "A formula fetches from another program or the web."
        )
    elif _ELSEWHERE.search(plain):
        yield leak("attachment-properties", place, "A formula tells the path of another file.")
