"""The structure of EXIF: tables of fields that point to one another (TIFF 6.0, section 2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.leaks.leak import CannotInspectError

#: Bytes that one value of a type takes.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
ASCII = 2
_MAX_ENTRIES = 2_000
_MAX_TABLES = 64


@dataclass(frozen=True)
class Field:
    """One entry of a table; `value` is empty where it points outside the notes."""

    tag: int
    type: int
    count: int
    value: bytes
    #: Where the value stands in the notes.
    at: int
    #: "<" or ">": which end of a number comes first.
    order: str

    def numbers(self) -> tuple[int, ...]:
        """The value as whole numbers, of which pointers and lengths are made."""
        letter = {3: "H", 4: "I", 8: "h", 9: "i", 13: "I"}.get(self.type, "B")
        size = struct.calcsize(letter)
        count = min(len(self.value) // size, 4096)
        return struct.unpack_from(f"{self.order}{count}{letter}", self.value)

    def number(self) -> int:
        return next(iter(self.numbers()), 0)


@dataclass(frozen=True)
class Notes:
    """The bytes that offsets count in, and the order of their numbers."""

    raw: bytes
    order: str

    def table(self, at: int, base: int = 0) -> tuple[tuple[Field, ...], int]:
        """The fields of a table and where the next one stands, 0 if nowhere.

        Where programs cut notes short, pointers stay behind: what they point to is not there.
        """
        raw = self.raw
        if at + 2 > len(raw):
            return (), 0
        (count,) = struct.unpack_from(f"{self.order}H", raw, at)
        if count > _MAX_ENTRIES or at + 2 + 12 * count > len(raw):
            raise CannotInspectError("The picture's notes (EXIF) are broken.")
        fields = tuple(self._field(at + 2 + 12 * index, base) for index in range(count))
        end = at + 2 + 12 * count
        following = struct.unpack_from(f"{self.order}I", raw, end)[0] if end + 4 <= len(raw) else 0
        return fields, following

    def _field(self, at: int, base: int) -> Field:
        tag, kind, count = struct.unpack_from(f"{self.order}HHI", self.raw, at)
        length = _SIZES.get(kind, 1) * count
        place = at + 8
        if length > 4:
            place = base + struct.unpack_from(f"{self.order}I", self.raw, at + 8)[0]
        value = self.raw[place : place + length] if place + length <= len(self.raw) else b""
        return Field(tag, kind, count, value, place, self.order)

    def chain(self, at: int) -> Iterator[tuple[Field, ...]]:
        """A table and those that follow it; one that leads back to itself is broken."""
        seen: set[int] = set()
        while at:
            if at in seen or len(seen) > _MAX_TABLES:
                raise CannotInspectError("The picture's notes (EXIF) lead in a circle.")
            seen.add(at)
            fields, at = self.table(at)
            yield fields


def open_notes(raw: bytes) -> tuple[Notes, int]:
    """The notes and where their first table stands."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(raw[:4])
    if order is None or len(raw) < 8:
        raise CannotInspectError("The picture's notes (EXIF) are broken.")
    return Notes(raw, order), struct.unpack_from(f"{order}I", raw, 4)[0]
