"""EXIF: what a camera or a program notes in a picture, in all its tables."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.images.icc import inspect_icc
from disclosure_log.leaks.images.maker import inspect_maker
from disclosure_log.leaks.images.photoshop import inspect_iptc, inspect_resources
from disclosure_log.leaks.images.tags import (
    ORDINARY_TEXT,
    POSITION,
    SERIALS,
    TELLING,
    WORDS,
)
from disclosure_log.leaks.images.tiff import ASCII, Field, Notes, open_notes
from disclosure_log.leaks.images.words import (
    SCREENSHOT,
    cleaned,
    decoded,
    device,
    has_picture,
    location,
    printed_runs,
    serial,
    thumbnail,
    words,
)
from disclosure_log.leaks.images.xmp import inspect_xmp
from disclosure_log.leaks.leak import CannotInspectError, Found

PLACE = "the picture's notes (EXIF)"
_EXIF, _GPS, _INTEROPERABILITY, _SUB = 0x8769, 0x8825, 0xA005, 0x014A
_MAKER, _USER_COMMENT, _HOST, _MODEL = 0x927C, 0x9286, 0x013C, 0x0110
_PADDING = 0xEA1C
_PICTURE_AT, _PICTURE_LENGTH, _STRIPS = 0x0201, 0x0202, 0x0111


def inspect_exif(raw: bytes, place: str = PLACE) -> Iterator[Found]:
    """What EXIF gives away; `raw` begins with its byte order."""
    notes, first = open_notes(raw)
    tables = list(notes.chain(first))
    if has_picture(raw) or any(_shows_picture(fields, raw) for fields in tables[1:]):
        yield thumbnail(place)
    for fields in tables:
        yield from _table(notes, fields, place)
    yield from printed_runs(raw, place)


def _table(notes: Notes, fields: tuple[Field, ...], place: str, depth: int = 0) -> Iterator[Found]:
    """A table of the picture itself, its own tables included."""
    if depth > 4:
        raise CannotInspectError("The picture's notes (EXIF) lead in a circle.")
    if any(field.tag in TELLING for field in fields):
        yield device(place, "which camera or program made it, and when")
    for field in fields:
        if field.tag == _GPS:
            yield from _gps(notes.table(field.number())[0], place)
        elif field.tag == _SUB:
            yield thumbnail(place)
        elif field.tag in (_EXIF, _INTEROPERABILITY):
            inner = notes.table(field.number())[0]
            yield from _table(notes, inner, place, depth + 1)
        elif field.tag == _HOST and _is_model(field, fields):
            continue
        else:
            yield from _field(notes, field, place)


def _is_model(host: Field, fields: tuple[Field, ...]) -> bool:
    """A telephone names its own model as the computer; others name the owner's."""
    return any(field.tag == _MODEL and field.value == host.value for field in fields)


def _shows_picture(fields: tuple[Field, ...], raw: bytes) -> bool:
    """Whether a further table describes a picture that is there."""
    told = {field.tag: field.number() for field in fields}
    if told.get(_PICTURE_LENGTH) and 0 < told.get(_PICTURE_AT, 0) < len(raw):
        return True
    return _STRIPS in told


def _gps(fields: tuple[Field, ...], place: str) -> Iterator[Found]:
    """A position; its version, the time and the state of the receiver are none."""
    told = [field for field in fields if field.tag != 0 and any(field.value)]
    if any(field.tag in POSITION for field in told):
        yield location(place)
    elif told:
        yield device(place, "what a receiver of satellites noted, though no position")


def _field(notes: Notes, field: Field, place: str) -> Iterator[Found]:
    if field.tag in WORDS:
        if cleaned(_text(field)) != SCREENSHOT:
            yield from words(_text(field), WORDS[field.tag], place)
    elif field.tag in SERIALS:
        if cleaned(decoded(field.value)):
            yield serial(SERIALS[field.tag], place)
    elif field.tag == _MAKER:
        yield from inspect_maker(notes, field, place)
    else:
        yield from _embedded(field, place)


def _embedded(field: Field, place: str) -> Iterator[Found]:
    """Notes of another form inside EXIF, and fields that no standard knows."""
    if field.tag == 0x02BC:
        yield from inspect_xmp(field.value, place)
    elif field.tag == 0x83BB:
        yield from inspect_iptc(field.value.rstrip(b"\x00"), place)
    elif field.tag == 0x8649:
        yield from inspect_resources(field.value, place)
    elif field.tag == 0x8773:
        yield from inspect_icc(field.value, place)
    elif field.tag not in ORDINARY_TEXT and _reads_as_text(field):
        yield from words(
            decoded(field.value), "words in a field that is not of the standard", place
        )


def _text(field: Field) -> str:
    """A field's words: XP fields are UTF-16, a user's comment says its own encoding."""
    if 0x9C9B <= field.tag <= 0x9C9F:
        return field.value.decode("utf-16-le", "replace")
    if field.tag == _USER_COMMENT:
        code, text = field.value[:8], field.value[8:]
        if code == b"UNICODE\x00":
            order = "utf-16-le" if field.order == "<" else "utf-16-be"
            return text.decode(order, "replace")
        return (
            decoded(text)
            if code.strip(b"\x00") in (b"", b"ASCII", b"JIS")
            else decoded(code + text)
        )
    return decoded(field.value)


def _reads_as_text(field: Field) -> bool:
    """Whether an unknown field holds words rather than numbers."""
    if field.tag == _PADDING:
        return any(field.value[8:])
    text = field.value.rstrip(b"\x00")
    if field.type == ASCII:
        return any(chr(byte).isalpha() for byte in text)
    if field.type not in (1, 7, 129) or len(text) < 4:
        return False
    readable = sum(32 <= byte < 127 for byte in text)
    return readable == len(text) and any(chr(byte).isalpha() for byte in text)
