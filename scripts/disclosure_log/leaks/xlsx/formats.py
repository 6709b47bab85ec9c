"""Number formats: which values a format does not show, and which are dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from disclosure_log.leaks.comparison import COMPARED

#: Formats that have a number alone and show dates (ISO 29500-1, 18.8.30; also East Asian ones).
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<filled>.)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<end>;)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"(h+|m+|s+)", re.IGNORECASE)
_DATE_LETTERS = frozenset("ymdhsYMDHS")
_GENERAL = re.compile(r"(?i)\bgeneral\b")
#: Numbers that formats such as "Yes";;"No" turn into words on purpose.
_SWITCHES = frozenset({0.0, 1.0, -1.0})


@dataclass(frozen=True)
class _Section:
    """One part of a format: what stands in it besides literals, and its condition."""

    digits: bool = False
    text: bool = False
    date: bool = False
    literal: bool = False
    condition: tuple[str, float] | None = None

    @property
    def shows(self) -> bool:
        return self.digits or self.date or self.text


@dataclass(frozen=True)
class NumberFormat:
    """A format as its sections; `date` says that numbers are shown as dates or times."""

    sections: tuple[_Section, ...]
    date: bool = False

    def hides_text(self) -> bool:
        """Whether words in such a cell are not seen: the fourth section lacks an @."""
        if len(self.sections) >= 4:
            return not self.sections[3].text
        return False

    def hides_number(self, value: float) -> bool:
        """Whether a number is not seen; a zero may well be left out, and 1 may read "Yes"."""
        if value == 0:
            return False
        section = self._section(value)
        if section.shows:
            return False
        switch = section.condition is None or section.condition[0] == "="
        return not (section.literal and switch and value in _SWITCHES)

    def leaves_out(self, value: float) -> bool:
        """Whether it hides a number for being below zero alone, as tidy formats may."""
        plain = not any(section.condition for section in self.sections)
        return plain and value < 0 and not self.hides_number(-value)

    def _section(self, value: float) -> _Section:
        numbers = [x for x in self.sections[:3] if not x.text or x.digits] or [self.sections[0]]
        if any(section.condition for section in numbers):
            for section in numbers:
                if section.condition is None or COMPARED[section.condition[0]](
                    value, section.condition[1]
                ):
                    return section
        return numbers[1] if value < 0 and len(numbers) > 1 else numbers[0]


GENERAL = NumberFormat((_Section(digits=True),))


def number_format(number: int, code: str | None) -> NumberFormat:
    """A format by its number and, where the file spells it out, its code."""
    if code is None:
        return NumberFormat(GENERAL.sections, number in _DATES)
    if not code or code.casefold() == "general":
        return GENERAL
    sections = tuple(_sections(_GENERAL.sub("0", code)))
    return NumberFormat(sections, any(section.date for section in sections))


def _sections(code: str) -> list[_Section]:
    found: list[_Section] = []
    facts: dict[str, bool] = {}
    condition: tuple[str, float] | None = None
    for piece in _PIECE.finditer(code):
        match piece.lastgroup:
            case "end":
                found.append(_Section(condition=condition, **facts))
                facts, condition = {}, None
            case "bracket":
                condition = _bracket(piece["bracket"], facts) or condition
            case "quoted" | "escaped":
                facts["literal"] = facts.get("literal", False) or bool(piece[0].strip('"\\ '))
            case "other":
                _letter(piece["other"], facts)
    found.append(_Section(condition=condition, **facts))
    return found


def _bracket(inside: str, facts: dict[str, bool]) -> tuple[str, float] | None:
    if _ELAPSED.fullmatch(inside):
        facts["date"] = True
    condition = _CONDITION.fullmatch(inside.strip())
    if condition is None:
        return None
    try:
        return condition[1], float(condition[2])
    except ValueError:
        return None


def _letter(letter: str, facts: dict[str, bool]) -> None:
    if letter in "0#?":
        facts["digits"] = True
    elif letter == "@":
        facts["text"] = True
    elif letter in _DATE_LETTERS:
        facts["date"] = True
    elif letter.strip():
        facts["literal"] = True


def as_date(serial: float, *, since_1904: bool) -> str | None:
    """A serial number as the day it stands for, None outside the calendar of workbooks."""
    if not 1 <= serial < 2_958_466:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = start + timedelta(days=serial)
    return moment.strftime("%Y-%m-%d")
