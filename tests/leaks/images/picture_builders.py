"""Pictures for the tests: clean ones of many makes, and the parts that are put into them."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

FILES = Path(__file__).resolve().parents[1] / "files" / "images"
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")

ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 2, 3, 4, 5, 7
#: A field: tag, type, and its value as bytes.
Field = tuple[int, int, bytes]


def _picture(mode: str) -> Image.Image:
    shades = Image.linear_gradient("L").resize((40, 30))
    return shades.convert("L").convert("I;16") if mode == "I;16" else shades.convert(mode)


def _saved(mode: str, kind: str, **options: object) -> bytes:
    held = BytesIO()
    _picture(mode).save(held, kind, **options)
    return held.getvalue()


@cache
def clean_jpegs() -> dict[str, bytes]:
    """Ordinary JPEGs without notes."""
    made = {
        "plain": _saved("RGB", "JPEG"),
        "grey": _saved("L", "JPEG"),
        "four colours": _saved("CMYK", "JPEG"),
        "progressive": _saved("RGB", "JPEG", progressive=True),
        "optimised": _saved("RGB", "JPEG", optimize=True),
        "coarse": _saved("RGB", "JPEG", quality=5),
        "fine": _saved("RGB", "JPEG", quality=100, subsampling=0),
        "subsampled": _saved("RGB", "JPEG", subsampling=2),
        "restarts": _saved("RGB", "JPEG", restart_marker_blocks=1),
        "resolution": _saved("RGB", "JPEG", dpi=(300, 300)),
    }
    return made | {path.stem: path.read_bytes() for path in FILES.glob("*.jpg")}


@cache
def clean_pngs() -> dict[str, bytes]:
    """Ordinary PNGs without notes."""
    made = {mode: _saved(mode, "PNG") for mode in MODES}
    made |= {
        "packed": _saved("RGB", "PNG", compress_level=9),
        "resolution": _saved("RGB", "PNG", dpi=(300, 300)),
        "transparent": _saved("P", "PNG", transparency=1),
        "interlaced": _interlaced(),
    }
    return made | {path.stem: path.read_bytes() for path in FILES.glob("*.png")}


def _interlaced() -> bytes:
    """Grey, 11 by 5, in the seven passes of Adam7."""
    sizes = ((2, 1), (1, 1), (3, 1), (3, 2), (6, 1), (5, 3), (11, 2))
    rows = b"".join((b"\0" + b"\x80" * wide) * high for wide, high in sizes)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 11, 5, 8, 0, 0, 0, 1))
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + end


def segment(marker: int, data: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def into_jpeg(raw: bytes, *segments: bytes) -> bytes:
    """With segments behind its start."""
    return raw[:2] + b"".join(segments) + raw[2:]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def into_png(raw: bytes, *chunks: bytes) -> bytes:
    """With chunks behind its header."""
    return raw[:33] + b"".join(chunks) + raw[33:]


def exif(
    *fields: Field,
    order: str = ">",
    inner: tuple[Field, ...] = (),
    gps: tuple[Field, ...] = (),
    second: tuple[Field, ...] = (),
    tail: bytes = b"",
) -> bytes:
    """EXIF without its heading: a first table, those that it points to, and the second.

    `tail` stands at the very end; a field's value b"@tail" is replaced by where that is.
    """
    first = list(fields)
    pointers = [(0x8769, inner), (0x8825, gps)]
    first += [(tag, LONG, b"\0\0\0\0") for tag, table in pointers if table]
    start = 8 + _room(tuple(first))
    places: dict[int, int] = {}
    for tag, table in pointers:
        if table:
            places[tag] = start
            start += _room(table)
    second_at = start if second else 0
    tail_at = start + (_room(second) if second else 0)

    def placed(table: list[Field] | tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(
            (tag, kind, struct.pack(f"{order}I", tail_at) if value == b"@tail" else value)
            for tag, kind, value in table
        )

    first = [
        (tag, kind, struct.pack(f"{order}I", places[tag]) if tag in places else value)
        for tag, kind, value in first
    ]
    head = b"MM\x00*" if order == ">" else b"II*\x00"
    made = head + struct.pack(f"{order}I", 8)
    made += _table(placed(first), 8, order, second_at)
    for tag, table in pointers:
        if table:
            made += _table(placed(table), places[tag], order, 0)
    if second:
        made += _table(placed(second), second_at, order, 0)
    return made + tail


def _sizes(kind: int) -> int:
    return {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1, 1: 1}[kind]


def _room(table: tuple[Field, ...]) -> int:
    return 6 + 12 * len(table) + sum(len(value) for _, _, value in table if len(value) > 4)


def _table(table: tuple[Field, ...], at: int, order: str, following: int) -> bytes:
    values, entries = b"", b""
    start = at + 6 + 12 * len(table)
    for tag, kind, value in table:
        entries += struct.pack(f"{order}HHI", tag, kind, len(value) // _sizes(kind))
        if len(value) > 4:
            entries += struct.pack(f"{order}I", start + len(values))
            values += value
        else:
            entries += value.ljust(4, b"\0")
    count = struct.pack(f"{order}H", len(table))
    return count + entries + struct.pack(f"{order}I", following) + values


def angle(degrees: int, minutes: int, order: str = ">") -> bytes:
    return struct.pack(f"{order}6I", degrees, 1, minutes, 1, 7, 1)


def xmp(*properties: str) -> bytes:
    """An XMP packet with these elements in it."""
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "xmpGImg": "http://ns.adobe.com/xap/1.0/g/img/",
        "aux": "http://ns.adobe.com/exif/1.0/aux/",
        "exif": "http://ns.adobe.com/exif/1.0/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Toolkit">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared}>{"".join(properties)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def resource(number: int, data: bytes) -> bytes:
    padded = data + b"\0" * (len(data) % 2)
    return b"8BIM" + struct.pack(">H", number) + b"\0\0" + struct.pack(">I", len(data)) + padded


def dataset(number: int, data: bytes, record: int = 2) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def colour_profile() -> bytes:
    from PIL import ImageCms

    made: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made
