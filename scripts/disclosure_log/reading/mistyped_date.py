"""What is wrong with a date, and what was surely meant where that is certain."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from dataclasses import dataclass

from disclosure_log.finding import mask
from disclosure_log.nearest import nearest
from disclosure_log.reading.words import is_vocabulary

_MONTHS = [name.lower() for name in month_name[1:]]
_NUMBERS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})", re.ASCII)
_WORDS = re.compile(
    r"(?:[A-Za-z]+,? +)??(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?([A-Za-z]+)\.?,?[ -](\d{4})",
    re.ASCII,
)
_AMERICAN = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_WEEKDAYS = [day.lower() for day in day_name]


@dataclass(frozen=True)
class _Meant:
    """Year, month and day as typed.

    `swapped` where day and month may be either way round, `guessed` where a month is misspelt.
    """

    year: int
    month: int | None = None
    day: int | None = None
    swapped: bool = False
    guessed: bool = False


@dataclass(frozen=True)
class Mistake:
    """`message` says what is wrong with the date, `remedy` what to type."""

    message: str
    remedy: str


def mended(text: str) -> str | None:
    """The date in the record's form where there is one reading of it, else None.

    `28/03/2024` and `28 March 2024` are certain; `03/04/2024` and a day that does not exist are
    not.
    """
    meant = _read(text)
    if meant is None or meant.swapped or meant.guessed or _impossible(meant):
        return None
    return _iso(meant)


def explain(text: str, name: str) -> Mistake:
    """Why the text at the place so named is not a date, and what to type."""
    shown = f"“{text}”" if is_date_like(text) or is_vocabulary(text) else f"“{mask(text)}”"
    meant = _read(text)
    if meant is None:
        return Mistake(
            f"The value of {name}, {shown}, is not a date.",
            "Type the year, the month and the day with hyphens, such as 2024-03-28; where only the"
            " month or the year is known, 2024-03 or 2024.",
        )
    if meant.swapped:
        other = _Meant(meant.year, meant.day, meant.month)
        return Mistake(
            f"The value of {name}, {shown}, can be read as either of two days.",
            f"Type {_iso(meant)} for {_in_words(meant)}, or {_iso(other)} for {_in_words(other)}.",
        )
    impossible = _impossible(meant)
    if impossible:
        return Mistake(
            f"The value of {name}, {shown}, is a day that does not exist: {impossible}.",
            "Correct it from the letter; where the day is not known, type just the month or the"
            f" year, such as {_without_day(meant)}.",
        )
    return Mistake(
        f"The value of {name}, {shown}, is not typed the way dates are typed here.",
        f"Type {_iso(meant)}.",
    )


def is_date_like(text: str) -> bool:
    """Whether a text holds nothing but the digits and month names of one date."""
    if len(text) > 40 or sum(sign.isdigit() for sign in text) > 14:
        return False
    if re.fullmatch(r"\d{1,4}(?:[-/. ]\d{1,2}){0,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}", text):
        return True
    if _COMPACT.fullmatch(text) or _WITH_TIME.fullmatch(text):
        return True
    words = re.findall(r"[A-Za-z]+", text)
    rest = re.sub(r"[A-Za-z]+", "", text)
    return (
        bool(words)
        and re.fullmatch(r"[\d ,.-]{0,12}", rest) is not None
        and all(_is_date_word(word.lower()) for word in words)
    )


def _is_date_word(word: str) -> bool:
    if word in ("st", "nd", "rd", "th", "of") or _month(word) is not None:
        return True
    return len(word) >= 3 and any(day.startswith(word) for day in _WEEKDAYS)


def _read(text: str) -> _Meant | None:
    text = " ".join(text.split())
    if timed := _WITH_TIME.fullmatch(text):
        text = timed[1]
    if match := _COMPACT.fullmatch(text):
        return _Meant(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _read_numbers(*match.groups())
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _Meant(int(year), int(month))
    if match := _WORDS.fullmatch(text):
        return _read_words(match[3], match[2].lower(), match[1])
    if match := _AMERICAN.fullmatch(text):
        return _read_words(match[3], match[1].lower(), match[2])
    return None


def _read_words(year: str, word: str, day: str | None) -> _Meant | None:
    month = _month(word)
    if month is None:
        return None
    guessed = not _MONTHS[month - 1].startswith(word) and word != "sept"
    return _Meant(int(year), month, int(day) if day else None, guessed=guessed)


def _read_numbers(first: str, middle: str, last: str) -> _Meant | None:
    if len(first) == 4 and len(last) <= 2:
        return _Meant(int(first), int(middle), int(last))
    if len(last) == 4 and len(first) <= 2:
        day, month = int(first), int(middle)
        if month > 12 >= day:
            day, month = month, day
        return _Meant(int(last), month, day, swapped=day != month and day <= 12 and month <= 12)
    return None


def _month(word: str) -> int | None:
    if len(word) >= 3:
        for number, month in enumerate(_MONTHS, start=1):
            if month.startswith(word):
                return number
    if len(word) >= 5:
        near = nearest(word, _MONTHS)
        return None if near is None else _MONTHS.index(near) + 1
    return None


def _impossible(meant: _Meant) -> str:
    """Why no calendar has this day; empty where one has."""
    if meant.year < 1:
        return "there is no year 0"
    if meant.month is None:
        return ""
    if not 1 <= meant.month <= 12:
        return f"there is no month {meant.month}"
    if meant.day is None:
        return ""
    days = monthrange(meant.year, meant.month)[1]
    if 1 <= meant.day <= days:
        return ""
    return f"{_MONTHS[meant.month - 1].capitalize()} {meant.year} has {days} days"


def _iso(meant: _Meant) -> str:
    parts = [f"{meant.year:04}"]
    parts += [f"{part:02}" for part in (meant.month, meant.day) if part is not None]
    return "-".join(parts)


def _without_day(meant: _Meant) -> str:
    if meant.month is None or not 1 <= meant.month <= 12:
        return f"{meant.year:04}"
    return f"{_iso(_Meant(meant.year, meant.month))} or {meant.year:04}"


def _in_words(meant: _Meant) -> str:
    assert meant.month is not None
    return f"{meant.day} {_MONTHS[meant.month - 1].capitalize()} {meant.year}"
