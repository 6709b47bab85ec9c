"""JPEG by its own segments (ITU-T T.81, annex B), not by what a viewer makes of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure_log.leaks.images.exif import inspect_exif
from disclosure_log.leaks.images.icc import inspect_icc
from disclosure_log.leaks.images.photoshop import inspect_resources
from disclosure_log.leaks.images.pixels import check_pixels
from disclosure_log.leaks.images.words import (
    cleaned,
    decoded,
    device,
    printed_runs,
    serial,
    thumbnail,
    words,
)
from disclosure_log.leaks.images.xmp import inspect_xmp
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak

_SOI, _EOI, _SOS, _COM, _DNL = 0xD8, 0xD9, 0xDA, 0xFE, 0xDC
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD, 0xDC, 0xDE, 0xDF})
_FRAMES = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC})
_MAX_PIXELS = 200_000_000
_MAX_SEGMENTS = 20_000

_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_MORE = b"http://ns.adobe.com/xmp/extension/\x00"
_ICC = b"ICC_PROFILE\x00"
_PHOTOSHOP = b"Photoshop 3.0\x00"
_WHOLE = "the picture"


@dataclass
class _Parts:
    """Notes that are cut over several segments, put together."""

    frames: int = 0
    icc: dict[int, bytes] = field(default_factory=dict)
    xmp: dict[tuple[bytes, int], bytes] = field(default_factory=dict)
    resources: list[bytes] = field(default_factory=list)
    exif: list[bytes] = field(default_factory=list)


def inspect_jpeg(raw: bytes) -> Iterator[Found]:
    """Everything in a JPEG besides its pixels."""
    parts = _Parts()
    end = len(raw)
    bare, done = bytearray(raw[:2]), 2
    for number, (marker, data, at, after) in enumerate(_segments(raw), 1):
        bare += raw[done:at] if _is_note(marker, data) else raw[done:after]
        done = after
        if marker == _EOI:
            end = after
            break
        if marker in _FRAMES:
            _check_frame(data, parts)
        else:
            yield from _segment(marker, data, number, parts)
    else:
        raise CannotInspectError("The picture is cut off: its end is missing.")
    if not parts.frames:
        raise CannotInspectError("The file holds no picture.")
    check_pixels(bytes(bare))
    yield from _together(parts)
    yield from _rest(raw[end:])


def _is_note(marker: int, data: bytes) -> bool:
    """Whether pixels can be shown without a segment; the decoder is not to read it."""
    if marker == 0xE0:
        return not data.startswith(b"JFIF\x00")
    return 0xE1 <= marker <= 0xFE and marker != 0xEE


def _segments(raw: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Marker, bytes, start and end of every segment, the end of the picture last."""
    at, seen = 2, 0
    while at < len(raw):
        start = at
        if raw[at] != 0xFF:
            raise CannotInspectError("The picture's structure is broken.")
        while at < len(raw) and raw[at] == 0xFF:  # T.81, B.1.1.2: any number of fill bytes
            at += 1
        if at >= len(raw):
            return
        marker = raw[at]
        at += 1
        seen += 1
        if marker == _EOI:
            yield marker, b"", start, at
            return
        if marker == 0x01 or 0xD0 <= marker <= _SOI or seen > _MAX_SEGMENTS or not marker:
            raise CannotInspectError("The picture's structure is broken.")
        if at + 2 > len(raw):
            return
        (length,) = struct.unpack_from(">H", raw, at)
        if length < 2 or at + length > len(raw):
            raise CannotInspectError("The picture's structure is broken or cut off.")
        yield marker, raw[at + 2 : at + length], start, at + length
        at += length
        if marker == _SOS:
            at = _scan_end(raw, at)


def _scan_end(raw: bytes, at: int) -> int:
    """Where the packed pixels end: at a marker that is neither stuffing nor a restart."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            return len(raw)
        follows = raw[at + 1]
        if follows == 0xFF:
            at += 1
        elif follows == 0 or 0xD0 <= follows <= 0xD7:
            at += 2
        else:
            return at


def _check_frame(data: bytes, parts: _Parts) -> None:
    parts.frames += 1
    if len(data) < 6:
        raise CannotInspectError("The picture's structure is broken.")
    high, wide = struct.unpack_from(">HH", data, 1)
    if high * wide > _MAX_PIXELS:
        raise CannotInspectError("The picture is too large to be inspected.")
    if parts.frames > 1:
        raise CannotInspectError("The file holds several pictures in one (hierarchical JPEG).")


def _segment(marker: int, data: bytes, number: int, parts: _Parts) -> Iterator[Found]:
    """What a segment other than the picture's own tables gives away."""
    if marker == _COM:
        yield from _comment(data)
    elif 0xE0 <= marker <= 0xEF:
        yield from _application(marker - 0xE0, data, f"segment {number} of the picture", parts)
    elif marker not in _TABLES and marker != _SOS:
        yield leak(
            "attachment-unknown-part",
            f"segment {number} of the picture",
            "The picture holds a part that no picture of this kind has.",
        )


def _comment(data: bytes) -> Iterator[Found]:
    """Mostly a program's name; the checks of text read it all the same."""
    text = cleaned(decoded(data))
    if text:
        yield device("the picture's comment", "a comment")
        yield Passage(text, "the picture's comment")


def _application(number: int, data: bytes, place: str, parts: _Parts) -> Iterator[Found]:
    """What programs and cameras add, told apart by the name it begins with."""
    if number == 1 and data.startswith(b"Exif\x00"):
        parts.exif.append(data[6:])
    elif number == 1 and data.startswith(_XMP):
        yield from inspect_xmp(data[len(_XMP) :])
    elif number == 1 and data.startswith(_XMP_MORE):
        _keep_more_xmp(data[len(_XMP_MORE) :], parts)
    elif number == 2 and data.startswith(_ICC) and len(data) > 14:
        parts.icc[data[12]] = data[14:]
    elif number == 13 and data.startswith(_PHOTOSHOP):
        parts.resources.append(data[len(_PHOTOSHOP) :])
    else:
        yield from _small(number, data, place)


def _keep_more_xmp(data: bytes, parts: _Parts) -> None:
    """Adobe's way to cut long XMP: an identifier, the whole length, where this piece stands."""
    if len(data) < 40:
        raise CannotInspectError("The picture's notes (XMP) are broken.")
    parts.xmp[data[:32], struct.unpack_from(">I", data, 36)[0]] = data[40:]


def _small(number: int, data: bytes, place: str) -> Iterator[Found]:
    """The ordinary short ones; anything else is unknown."""
    if number == 0 and data.startswith(b"JFIF\x00"):
        if len(data) > 14 and data[12] * data[13]:
            yield thumbnail(place)
        elif any(data[14:]):
            yield leak("attachment-trailing-data", place, "A segment holds more than it should.")
    elif number == 0 and data.startswith(b"JFXX\x00"):
        yield thumbnail(place)
    elif number == 14 and data.startswith(b"Adobe") and len(data) <= 12:
        return
    elif number == 2 and data.startswith(b"MPF\x00"):
        yield from _several(data, place)
    elif number == 12:
        yield from _picture_info(data, place)
    elif any(data):
        yield leak(
            "attachment-unknown-part",
            place,
            "A program or a camera added a part to the picture that is not known.",
        )
        yield from printed_runs(data, place)


def _several(data: bytes, place: str) -> Iterator[Found]:
    """Multi-Picture Format (CIPA DC-007): B001 counts the pictures."""
    order = "<" if data[4:6] == b"II" else ">"
    for at in range(14, min(len(data) - 12, 14 + 12 * 16), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", data, at)
        if tag == 0xB001 and value <= 1:
            return
    yield leak("attachment-extra-frames", place, "The file holds more than one picture.")


def _picture_info(data: bytes, place: str) -> Iterator[Found]:
    """Ducky (Photoshop's "save for web") or a camera's notes in words."""
    if data.startswith(b"Ducky"):
        at = 5
        while at + 4 <= len(data):
            tag, length = struct.unpack_from(">HH", data, at)
            if tag in (2, 3):
                text = data[at + 8 : at + 4 + length].decode("utf-16-be", "replace")
                yield from words(text, "a comment or a rights holder's name", place)
            elif tag not in (0, 1):
                yield leak("attachment-unknown-part", place, "A part of the picture is not known.")
            at += 4 + length if tag else len(data)
        return
    if b"serial" in data.lower():
        yield serial("the camera's serial number", place)
    readable = sum(32 <= byte < 127 or byte in b"\r\n\t\x00" for byte in data)
    if readable < len(data):
        yield leak("attachment-unknown-part", place, "A part of the picture is not known.")
    yield device(place, "what the camera noted")
    yield from printed_runs(data, place)


def _together(parts: _Parts) -> Iterator[Found]:
    """Notes that may be cut over several segments."""
    if parts.exif:
        yield from inspect_exif(b"".join(parts.exif))
    if parts.resources:
        yield from inspect_resources(b"".join(parts.resources), exif=inspect_exif)
    if parts.icc:
        yield from inspect_icc(b"".join(parts.icc[key] for key in sorted(parts.icc)), _WHOLE)
    for name in dict.fromkeys(key[0] for key in parts.xmp):
        pieces = sorted((key[1], piece) for key, piece in parts.xmp.items() if key[0] == name)
        yield from inspect_xmp(b"".join(piece for _, piece in pieces))


def _rest(rest: bytes) -> Iterator[Found]:
    """What stands after the picture's end; cameras fill up with zeros."""
    if not any(rest):
        return
    place = "after the picture's end"
    if b"\xff\xd8\xff" in rest:
        yield leak("attachment-extra-frames", place, "The file holds more than one picture.")
    yield leak("attachment-trailing-data", place, "There is more in the file than the picture.")
    yield from printed_runs(rest, place)
