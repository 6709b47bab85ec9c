"""Cell references: "B7" and "A1:C9" as numbers and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([0-9]{1,7})")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells; rows and columns count from 1 and both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """ "C" is 3."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=MAX_COLUMN)
def column_letters(number: int) -> str:
    """3 is "C"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Row 7, column 2 is "B7"."""
    return f"{column_letters(column)}{row}"


def column_of(reference: str) -> int:
    """The column of a cell's reference, 0 where it is none."""
    letters = reference.rstrip("0123456789")
    return column_number(letters) if len(letters) < 4 and letters.isalpha() else 0


def cell(reference: str) -> tuple[int, int] | None:
    """The row and the column of one cell, None where it is not one."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    return int(found[2]), column_number(found[1])


def area(reference: str) -> Area | None:
    """The cells of "A1", "A1:C9", "A:C" or "1:9", None where it is none of these."""
    first, _, last = reference.strip().partition(":")
    begin, end = _corner(first, low=True), _corner(last or first, low=False)
    if begin is None or end is None:
        return None
    return Area(
        min(begin[0], end[0]), min(begin[1], end[1]), max(begin[0], end[0]), max(begin[1], end[1])
    )


def areas(references: str) -> Iterator[Area]:
    """The areas of a list set apart by spaces."""
    for reference in references.split():
        found = area(reference)
        if found is not None:
            yield found


def _corner(reference: str, *, low: bool) -> tuple[int, int] | None:
    place = cell(reference)
    if place is not None:
        return place
    if found := _COLUMN.fullmatch(reference):
        return (1 if low else MAX_ROW), column_number(found[1])
    if found := _ROW.fullmatch(reference):
        return int(found[1]), (1 if low else MAX_COLUMN)
    return None
