"""A camera maker's own notes (MakerNote): tables in the maker's form, whose serials and owners
are known; what is in no known form cannot be looked into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from disclosure_log.finding import Severity
from disclosure_log.leaks.images.tiff import Field, Notes
from disclosure_log.leaks.images.words import cleaned, decoded, serial, thumbnail, words
from disclosure_log.leaks.leak import CannotInspectError, Found, leak


@dataclass(frozen=True)
class _Maker:
    """How a maker's notes begin, where their table stands and what offsets count from.

    `table` is counted from the start of the notes. `own_base` None: offsets count as those of
    EXIF do; a number: from there in the notes. `order` "" is that of EXIF; `order_at` says where
    the notes name their own.
    """

    mark: bytes
    table: int
    own_base: int | None = None
    order: str = ""
    order_at: int | None = None
    serials: frozenset[int] = frozenset()
    owners: frozenset[int] = frozenset()
    pictures: frozenset[int] = frozenset()
    tables: frozenset[int] = frozenset()


_OLYMPUS = _Maker(
    b"OLYMP\x00",
    8,
    serials=frozenset({0x0404}),
    pictures=frozenset({0x0081, 0x0100}),
    tables=frozenset({0x2010}),
)
_NIKON = _Maker(b"", 0, serials=frozenset({0x001D, 0x00A0}), pictures=frozenset({0x0011}))
_PENTAX = _Maker(
    b"AOC\x00",
    6,
    serials=frozenset({0x0215, 0x0229}),
    owners=frozenset({0x022E, 0x022F}),
    pictures=frozenset({0x0003}),
)
_SONY = _Maker(b"", 0, serials=frozenset({0x2031}), pictures=frozenset({0x2001}))
_MINOLTA = _Maker(b"", 0, pictures=frozenset({0x0081, 0x0088}))
_SAMSUNG = _Maker(b"", 0, serials=frozenset({0xA002}))
_PANASONIC = _Maker(
    b"Panasonic\x00\x00\x00",
    12,
    serials=frozenset({0x0025, 0x0052}),
    owners=frozenset({0x0061, 0x0065, 0x0066, 0x0067, 0x0069, 0x006B, 0x006D, 0x006F, 0x0080}),
)
_MAKERS: tuple[_Maker, ...] = (
    replace(_NIKON, mark=b"Nikon\x00\x02", table=18, own_base=10, order_at=10),
    replace(_NIKON, mark=b"Nikon\x00\x01", table=8),
    replace(_OLYMPUS, mark=b"OLYMPUS\x00", table=12, own_base=0, order_at=8),
    replace(_OLYMPUS, mark=b"OM SYSTEM\x00", table=16, own_base=0, order_at=12),
    _OLYMPUS,
    replace(_OLYMPUS, mark=b"EPSON\x00"),
    _Maker(b"SANYO\x00", 8, pictures=frozenset({0x0100})),
    _PANASONIC,
    _Maker(b"LEICA\x00\x00\x00", 8, serials=frozenset({0x0303, 0x0305})),
    _Maker(b"FUJIFILM\x0c\x00\x00\x00", 12, 0, order="<", serials=frozenset({0x0010})),
    replace(_SONY, mark=b"SONY DSC \x00\x00\x00", table=12),
    replace(_SONY, mark=b"SONY CAM \x00\x00\x00", table=12),
    _PENTAX,
    replace(_PENTAX, mark=b"PENTAX \x00", table=10, own_base=0, order_at=8),
    _Maker(b"Apple iOS\x00\x00\x01MM", 14, 0, order=">"),
    _Maker(b"QVC\x00\x00\x00", 6, pictures=frozenset({0x2000, 0x0004})),
    _Maker(b"Ricoh\x00\x00\x00", 8, serials=frozenset({0x0005})),
    _Maker(b"SIGMA\x00\x00\x00", 10, serials=frozenset({0x0002})),
)
#: Makers whose table stands at the very start, by what EXIF calls the camera's make.
_BARE: tuple[tuple[bytes, _Maker], ...] = (
    (
        b"Canon",
        _Maker(b"", 0, serials=frozenset({0x000C, 0x0096}), owners=frozenset({0x0009})),
    ),
    (b"NIKON", _NIKON),
    (b"CASIO", _Maker(b"", 0)),
    (b"Minolta", _MINOLTA),
    (b"MINOLTA", _MINOLTA),
    (b"KONICA", _MINOLTA),
    (b"SAMSUNG", _SAMSUNG),
    (b"samsung", _SAMSUNG),
    (b"SONY", _SONY),
)
_MAKE = 0x010F


def inspect_maker(notes: Notes, field: Field, place: str) -> Iterator[Found]:
    """Serial numbers, owners and pictures in a maker's notes."""
    if not any(field.value):
        return
    maker = _maker(notes, field.value)
    if maker is None:
        yield _unreadable(place)
        return
    try:
        yield from _read(notes, field, maker, place)
    except CannotInspectError:
        # Programs that move EXIF leave the maker's offsets behind: nobody can follow them.
        yield _unreadable(place)


def _maker(notes: Notes, value: bytes) -> _Maker | None:
    for maker in _MAKERS:
        if value.startswith(maker.mark):
            return maker
    fields, _ = notes.table(int.from_bytes(notes.raw[4:8], _order(notes.order)))
    make = next((field.value for field in fields if field.tag == _MAKE), b"")
    return next((maker for start, maker in _BARE if make.startswith(start)), None)


def _order(sign: str) -> Literal["little", "big"]:
    return "little" if sign == "<" else "big"


def _read(notes: Notes, field: Field, maker: _Maker, place: str) -> Iterator[Found]:
    order = maker.order or notes.order
    if maker.order_at is not None:
        named = field.value[maker.order_at : maker.order_at + 2]
        order = {b"II": "<", b"MM": ">"}.get(named, order)
    at = field.at + maker.table
    if maker.own_base == 10:
        at = field.at + 10 + int.from_bytes(field.value[14:18], _order(order))
    base = 0 if maker.own_base is None else field.at + maker.own_base
    own = Notes(notes.raw, order)
    fields, _ = own.table(at, base)
    for entry in fields:
        yield from _entry(own, entry, maker, base, place)


def _entry(own: Notes, entry: Field, maker: _Maker, base: int, place: str) -> Iterator[Found]:
    if entry.tag in maker.serials and _says(entry):
        yield serial("the camera's serial number", place)
    elif entry.tag in maker.owners:
        yield from words(decoded(entry.value), "a name that the camera's owner typed in", place)
    elif entry.tag in maker.pictures and any(entry.value):
        yield thumbnail(place)
    elif entry.tag in maker.tables:
        # Olympus: the equipment's table holds serial numbers of body (0101, 0102) and lens (0202).
        inner, _ = own.table(base + entry.number() if entry.type in (4, 13) else entry.at, base)
        if any(one.tag in (0x0101, 0x0102, 0x0202) and _says(one) for one in inner):
            yield serial("the camera's serial number", place)


def _says(entry: Field) -> bool:
    """Whether a serial number is there at all."""
    return any(entry.value) and bool(cleaned(decoded(entry.value)))


def _unreadable(place: str) -> Found:
    return leak(
        "attachment-device",
        place,
        "The camera wrote notes of its own that cannot be read; they may name it or its owner.",
        severity=Severity.ERROR,
    )
