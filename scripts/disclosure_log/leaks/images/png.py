"""PNG by its own chunks (W3C PNG, third edition), not by what a viewer makes of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.leaks.images.exif import inspect_exif
from disclosure_log.leaks.images.icc import inspect_icc
from disclosure_log.leaks.images.photoshop import inspect_iptc, inspect_resources
from disclosure_log.leaks.images.words import (
    cleaned,
    decoded,
    device,
    location,
    printed_runs,
    serial,
    words,
)
from disclosure_log.leaks.images.xmp import inspect_xmp
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak

_START = b"\x89PNG\r\n\x1a\n"
_MAX_PIXELS = 200_000_000
_MAX_CHUNKS = 100_000
_MAX_TEXT = 4 * 1024 * 1024

#: Chunks of the standard and of well-known programs that say how to show the pixels.
_ORDINARY = frozenset(
    b"PLTE cHRM gAMA sBIT sRGB bKGD hIST tRNS pHYs sPLT cICP mDCV cLLI oFFs pCAL sCAL sTER gIFg "
    b"iDOT vpAg caNv orNT".split()
)
_FRAMES = frozenset({b"acTL", b"fcTL", b"fdAT"})
#: Fireworks and Skitch keep the whole drawing, layers and all, beside the picture.
_SOURCES = frozenset({b"prVW", b"mkBF", b"mkBS", b"mkBT", b"mkTS", b"skMf", b"skRf"})

_NAME = "the name of a person or of a rights holder"
_TITLE = "a title or a description"
#: Keywords of text chunks, in small letters: what they give away, "" where only a program speaks.
_KEYWORDS = {
    "author": _NAME,
    "artist": _NAME,
    "creator": _NAME,
    "copyright": _NAME,
    "owner": _NAME,
    "title": _TITLE,
    "description": _TITLE,
    "subject": _TITLE,
    "keywords": "keywords",
    "label": _TITLE,
    "caption": _TITLE,
    "source": "",
    "comment": "",
    "software": "",
    "creation time": "",
    "create-date": "",
    "modify-date": "",
    "disclaimer": "",
    "warning": "",
    "date:create": "",
    "date:modify": "",
    "date:timestamp": "",
    "png:iccp": "",
    "signature": "",
    "thumb::uri": "the name of a file",
    "document": "the name of a file",
    "filename": "the name of a file",
    "svg:base-uri": "the name of a file",
    "svg:comment": "a comment",
    "user": _NAME,
    "model": "",
    "make": "",
    "xresolution": "",
    "yresolution": "",
}


@dataclass(frozen=True)
class _Header:
    """What the picture says of itself."""

    wide: int
    high: int
    depth: int
    colour: int
    interlace: int

    def size(self) -> int:
        """How many bytes the pixels take, each row's filter byte with them."""
        bits = self.depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[self.colour]
        if not self.interlace:
            return self.high * (1 + (self.wide * bits + 7) // 8)
        return sum(self._pass(bits, *steps) for steps in _ADAM7)

    def _pass(self, bits: int, left: int, top: int, across: int, down: int) -> int:
        wide = (self.wide - left + across - 1) // across
        high = (self.high - top + down - 1) // down
        return high * (1 + (wide * bits + 7) // 8) if wide > 0 and high > 0 else 0


_ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


class _Pixels:
    """Unpacks the pixels to nowhere, to see that they are all and that nothing follows them."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._unpacker = zlib.decompressobj()
        self.seen = 0
        self.after = False

    def feed(self, data: bytes) -> None:
        if self._unpacker.eof:
            self.after = self.after or any(data)
            return
        try:
            while data and not self._unpacker.eof:
                self.seen += len(self._unpacker.decompress(data, 1 << 20))
                data = self._unpacker.unconsumed_tail
                self._check()
        except zlib.error:
            wrong = "The picture's pixels are broken."
        else:
            self.after = self.after or any(self._unpacker.unused_data)
            return
        raise CannotInspectError(wrong)

    def _check(self) -> None:
        if self.seen > self._expected + (1 << 20):
            raise CannotInspectError("The picture holds more pixels than it says.")

    def end(self) -> None:
        if not self._unpacker.eof or self.seen < self._expected:
            raise CannotInspectError("The picture is cut off: pixels are missing.")


def inspect_png(raw: bytes) -> Iterator[Found]:
    """Everything in a PNG besides its pixels."""
    chunks = _chunks(raw)
    name, data, _ = next(chunks, (b"", b"", 0))
    if name != b"IHDR":
        raise CannotInspectError("The picture's structure is broken.")
    header = _header(data)
    pixels = _Pixels(header.size())
    end = 0
    for number, (name, data, after) in enumerate(chunks, 2):
        if name == b"IEND":
            end = after
            break
        if name == b"IDAT":
            pixels.feed(data)
        else:
            yield from _chunk(name, data, f"chunk {number} of the picture")
    if not end:
        raise CannotInspectError("The picture is cut off: its end is missing.")
    pixels.end()
    yield from _rest(raw[end:], pixels, header)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Name, bytes and end of every chunk; a wrong checksum is a broken file."""
    if not raw.startswith(_START):
        raise CannotInspectError("The picture's structure is broken.")
    at = len(_START)
    for _ in range(_MAX_CHUNKS):
        if at + 12 > len(raw):
            return
        length, name = struct.unpack_from(">I4s", raw, at)
        end = at + 12 + length
        if end > len(raw):
            raise CannotInspectError("The picture is cut off.")
        data = raw[at + 8 : end - 4]
        if zlib.crc32(data, zlib.crc32(name)) != struct.unpack_from(">I", raw, end - 4)[0]:
            raise CannotInspectError("The picture is broken: a checksum is wrong.")
        yield name, data, end
        at = end
    raise CannotInspectError("The picture has too many parts to be inspected.")


def _header(data: bytes) -> _Header:
    if len(data) != 13:
        raise CannotInspectError("The picture's structure is broken.")
    wide, high, depth, colour, packing, filters, interlace = struct.unpack(">IIBBBBB", data)
    known = colour in (0, 2, 3, 4, 6) and depth in (1, 2, 4, 8, 16) and interlace in (0, 1)
    if not known or packing or filters or not wide or not high:
        raise CannotInspectError("The picture's structure is broken.")
    if wide * high > _MAX_PIXELS:
        raise CannotInspectError("The picture is too large to be inspected.")
    return _Header(wide, high, depth, colour, interlace)


def _chunk(name: bytes, data: bytes, place: str) -> Iterator[Found]:
    if name in _ORDINARY:
        return
    if name in (b"tEXt", b"zTXt", b"iTXt"):
        yield from _text(name, data, place)
    elif name == b"eXIf":
        yield from inspect_exif(data.removeprefix(b"Exif\x00\x00"))
    elif name == b"iCCP":
        _, _, packed = data.partition(b"\x00")
        yield from inspect_icc(_unpacked(packed[1:]), place)
    elif name == b"tIME":
        yield device(place, "when it was last changed")
    elif name in _FRAMES:
        yield leak("attachment-extra-frames", place, "The file holds more than one picture.")
    elif name in _SOURCES:
        yield leak(
            "attachment-embedded",
            place,
            "The file holds the drawing that the picture was made from, layers and all.",
        )
    else:
        yield leak("attachment-unknown-part", place, "The picture holds a part that is not known.")
        yield from printed_runs(data, place)


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, _MAX_TEXT)
        done = unpacker.eof
    except zlib.error:
        text, done = b"", False
    if not done:
        raise CannotInspectError("A packed part of the picture is broken or too large.")
    return text


def _text(name: bytes, data: bytes, place: str) -> Iterator[Found]:
    """A keyword and what a person or a program wrote under it."""
    key, _, value = data.partition(b"\x00")
    keyword = key.decode("latin-1").strip().lower()
    if name == b"zTXt":
        value = _unpacked(value[1:])
    elif name == b"iTXt":
        value = _international(value)
    if keyword == "xml:com.adobe.xmp":
        yield from inspect_xmp(value)
    elif keyword.startswith("raw profile type "):
        yield from _profile(keyword.rpartition(" ")[2], value, place)
    elif keyword.startswith("exif:gps") and not keyword.endswith("version"):
        yield location(place)
    elif "serialnumber" in keyword:
        yield serial("the camera's serial number", place)
    else:
        yield Passage(keyword, place)
        yield from _said(keyword, decoded(value), place)


def _said(keyword: str, text: str, place: str) -> Iterator[Found]:
    """A program's own words are a warning, all others a person's."""
    what = _KEYWORDS.get(keyword, "words under a heading that is not of the standard")
    if (
        keyword.startswith(("thumb::", "exif:", "tiff:", "pdf:", "png:"))
        and keyword != "thumb::uri"
    ):
        what = ""
    if what:
        yield from words(text, what, place)
    elif cleaned(text):
        yield device(place, "a comment, or what a program noted")
        yield Passage(cleaned(text), place)


def _international(value: bytes) -> bytes:
    """iTXt: whether packed, how, the language, the keyword translated, the text."""
    if len(value) < 2:
        raise CannotInspectError("The picture's structure is broken.")
    packed = value[0]
    _, _, rest = value[2:].partition(b"\x00")
    translated, _, text = rest.partition(b"\x00")
    return (
        translated + b"\n" + (_unpacked(text) if packed else text)
        if translated
        else (_unpacked(text) if packed else text)
    )


def _profile(kind: str, value: bytes, place: str) -> Iterator[Found]:
    """ImageMagick's way to keep EXIF and others: a name, a length, then hexadecimal digits."""
    lines = value.split(b"\n", 3)
    try:
        data = bytes.fromhex(b"".join(lines[3:]).decode("ascii"))
    except ValueError:
        data = b""
    if not data:
        raise CannotInspectError("The picture's notes are broken.")
    if kind in ("exif", "app1"):
        if data.startswith(b"http"):
            yield from inspect_xmp(data.partition(b"\x00")[2])
        else:
            yield from inspect_exif(data.removeprefix(b"Exif\x00\x00"))
    elif kind == "xmp":
        yield from inspect_xmp(data)
    elif kind in ("icc", "icm"):
        yield from inspect_icc(data, place)
    elif kind in ("iptc", "8bim"):
        inner = data.removeprefix(b"Photoshop 3.0\x00")
        inspect = inspect_resources if inner.startswith(b"8BIM") else inspect_iptc
        yield from inspect(inner, place)
    else:
        yield leak("attachment-unknown-part", place, "The picture holds a part that is not known.")


def _rest(rest: bytes, pixels: _Pixels, header: _Header) -> Iterator[Found]:
    """What stands after the picture's end, or after its pixels where no viewer looks."""
    if any(rest):
        place = "after the picture's end"
        if b"IDAT" in rest or b"\xff\xd8\xff" in rest:
            # Programs that overwrite a larger file leave the end of the old picture behind.
            yield leak("attachment-extra-frames", place, "The file holds more than one picture.")
        yield leak("attachment-trailing-data", place, "There is more in the file than the picture.")
        yield from printed_runs(rest, place)
    if pixels.after or pixels.seen > header.size():
        yield leak(
            "attachment-trailing-data",
            "after the picture's pixels",
            "There is more among the picture's pixels than is shown.",
        )
