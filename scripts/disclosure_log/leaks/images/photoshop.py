"""Photoshop's image resources, and IPTC among them (IIM 4.2)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from disclosure_log.leaks.images.icc import inspect_icc
from disclosure_log.leaks.images.words import (
    decoded,
    device,
    has_picture,
    printed_runs,
    thumbnail,
    words,
)
from disclosure_log.leaks.images.xmp import inspect_xmp
from disclosure_log.leaks.leak import CannotInspectError, Found, leak

PLACE = "Photoshop's notes in the picture"
_IPTC, _OLD_THUMBNAIL, _THUMBNAIL, _ICC, _XMP = 0x0404, 0x0409, 0x040C, 0x040F, 0x0424
_EXIF = frozenset({0x0422, 0x0423})
_CAPTION, _ADDRESS = 0x03F0, 0x040B
#: Saved paths, plug-ins and the other numbers that Adobe's specification gives a meaning to.
_KNOWN = (
    (0x03E8, 0x0440),
    (0x0450, 0x0450),
    (0x07D0, 0x0BB7),
    (0x0FA0, 0x1387),
    (0x1B58, 0x1B59),
    (0x2710, 0x2710),
)
_MARKS = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")

_NAME = "the name of a person or of a rights holder"
_TITLE = "a title or a description"
#: Fields of IPTC's second record, by what they give away.
_FIELDS = {
    5: _TITLE,
    7: "a note on its editing",
    12: "keywords",
    15: "keywords",
    20: "keywords",
    22: "a number of a case or a job",
    25: "keywords",
    26: "the name of a place",
    27: "the name of a place",
    40: "instructions",
    80: _NAME,
    85: _NAME,
    90: "the name of a place",
    92: "the name of a place",
    95: "the name of a place",
    101: "the name of a place",
    103: "a number of a case or a job",
    105: _TITLE,
    110: _NAME,
    115: _NAME,
    116: _NAME,
    118: "the name or address of a person",
    120: _TITLE,
    122: _NAME,
    221: "a note on its editing",
    230: "the name of a file",
    231: "a note on its editing",
}
_MAX_RESOURCES = 2_000


def inspect_resources(
    raw: bytes, place: str = PLACE, exif: Callable[[bytes, str], Iterator[Found]] | None = None
) -> Iterator[Found]:
    """What stands in image resources; `exif` reads EXIF where there is some among them."""
    for number, data in _resources(raw):
        if number in _EXIF and exif is not None:
            if data:
                yield from exif(data.removeprefix(b"Exif\x00\x00"), place)
        else:
            yield from _resource(number, data, place)


def _resource(number: int, data: bytes, place: str) -> Iterator[Found]:
    if number == _IPTC:
        yield from inspect_iptc(data, place)
    elif number in (_OLD_THUMBNAIL, _THUMBNAIL):
        yield thumbnail(place)
    elif number == _XMP:
        yield from inspect_xmp(data, place)
    elif number == _ICC:
        yield from inspect_icc(data, place)
    elif number == _CAPTION:
        yield from words(decoded(data[1:]), _TITLE, place)
    elif number == _ADDRESS:
        yield from words(decoded(data), "an address on the web", place)
    elif any(low <= number <= high for low, high in _KNOWN):
        if has_picture(data):
            yield thumbnail(place)
        yield from printed_runs(data, place)
    else:
        yield leak(
            "attachment-unknown-part", place, "Photoshop's notes hold a part that is unknown."
        )
        yield from printed_runs(data, place)


def _resources(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Every resource's number and bytes; each is padded to an even length."""
    at = seen = 0
    while at + 12 <= len(raw):
        if raw[at : at + 4] not in _MARKS or seen > _MAX_RESOURCES:
            raise CannotInspectError("Photoshop's notes in the picture are broken.")
        number = struct.unpack_from(">H", raw, at + 4)[0]
        named = raw[at + 6] + 1
        at += 6 + named + named % 2
        if at + 4 > len(raw):
            raise CannotInspectError("Photoshop's notes in the picture are broken.")
        (length,) = struct.unpack_from(">I", raw, at)
        if at + 4 + length > len(raw):
            raise CannotInspectError("Photoshop's notes in the picture are broken.")
        yield number, raw[at + 4 : at + 4 + length]
        at += 4 + length + length % 2
        seen += 1
    if any(raw[at:]):
        raise CannotInspectError("Photoshop's notes in the picture are broken.")


def inspect_iptc(raw: bytes, place: str) -> Iterator[Found]:
    """The fields of IPTC; dates, programs and numbers are no more than a warning."""
    told = False
    for record, number, data in _datasets(raw):
        if record == 2 and number in _FIELDS:
            yield from words(decoded(data), _FIELDS[number], place)
        elif record in (1, 2) and number not in (0, 90):
            told = told or bool(data.strip(b"\x00 "))
            yield from printed_runs(data, place)
        elif record > 2:
            yield leak("attachment-unknown-part", place, "The picture's IPTC notes hold an object.")
    if told:
        yield device(place, "which program made it, and when")


def _datasets(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Every field's record, number and bytes."""
    at = 0
    while at + 5 <= len(raw) and raw[at] == 0x1C:
        record, number, length = struct.unpack_from(">BBH", raw, at + 1)
        at += 5
        if length & 0x8000:  # IIM 1.5 (c): the length is itself a number of that many bytes
            size = length & 0x7FFF
            length = int.from_bytes(raw[at : at + size], "big")
            at += size
        if at + length > len(raw):
            raise CannotInspectError("The picture's IPTC notes are broken.")
        yield record, number, raw[at : at + length]
        at += length
    if any(raw[at:]):
        raise CannotInspectError("The picture's IPTC notes are broken.")
