"""What pictures carry along: each kind of leak put into many clean pictures, and found in all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_log.finding import Severity
from disclosure_log.leaks.images import inspect_image
from disclosure_log.leaks.leak import CannotInspectError, Leak, Passage
from leaks.images.picture_builders import (
    ASCII,
    LONG,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Field,
    angle,
    chunk,
    clean_jpegs,
    clean_pngs,
    colour_profile,
    dataset,
    exif,
    into_jpeg,
    into_png,
    resource,
    segment,
    xmp,
)

NAME = "Zebedee Quillfeather"
SECRET = NAME.encode()
SMALL = next(iter(clean_jpegs().values()))
EXIF, XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"


def leaks(raw: bytes) -> list[Leak]:
    return [found for found in inspect_image(raw) if isinstance(found, Leak)]


def errors(raw: bytes) -> set[str]:
    return {one.code for one in leaks(raw) if one.severity is Severity.ERROR}


def warnings(raw: bytes) -> set[str]:
    return {one.code for one in leaks(raw) if one.severity is Severity.WARNING}


def said(raw: bytes) -> str:
    return "\n".join(found.text for found in inspect_image(raw) if isinstance(found, Passage))


# --- EXIF that gives something away, whatever it stands in


def position(order: str) -> tuple[Field, ...]:
    return (
        (0x01, ASCII, b"N\0"),
        (0x02, RATIONAL, angle(51, 30, order)),
        (0x03, ASCII, b"W\0"),
        (0x04, RATIONAL, angle(0, 7, order)),
    )


def maker(make: bytes, note: bytes, order: str) -> bytes:
    return exif((0x010F, ASCII, make), inner=((0x927C, UNDEFINED, note),), order=order)


def small_table(tag: int, value: bytes, order: str, before: int = 0) -> bytes:
    """A maker's table with one field, whose value stands right behind; offsets from its start."""
    at = before + 18
    return struct.pack(f"{order}HHHIII", 1, tag, ASCII, len(value), at, 0) + value


NOTES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "position": ("attachment-location", lambda order: exif(gps=position(order), order=order)),
    "altitude": (
        "attachment-location",
        lambda order: exif(gps=((6, RATIONAL, struct.pack(f"{order}2I", 70, 1)),), order=order),
    ),
    "area": (
        "attachment-location",
        lambda order: exif(gps=((0x1C, UNDEFINED, b"ASCII\0\0\0Exampleshire"),), order=order),
    ),
    "artist": (
        "attachment-picture-words",
        lambda order: exif((0x013B, ASCII, SECRET + b"\0"), order=order),
    ),
    "rights": (
        "attachment-picture-words",
        lambda order: exif((0x8298, ASCII, SECRET + b"\0"), order=order),
    ),
    "description": (
        "attachment-picture-words",
        lambda order: exif((0x010E, ASCII, SECRET + b"\0"), order=order),
    ),
    "computer": (
        "attachment-picture-words",
        lambda order: exif((0x013C, ASCII, SECRET + b"\0"), order=order),
    ),
    "title of Windows": (
        "attachment-picture-words",
        lambda order: exif((0x9C9B, 1, NAME.encode("utf-16-le")), order=order),
    ),
    "author of Windows": (
        "attachment-picture-words",
        lambda order: exif((0x9C9D, 1, NAME.encode("utf-16-le")), order=order),
    ),
    "owner": (
        "attachment-picture-words",
        lambda order: exif(inner=((0xA430, ASCII, SECRET + b"\0"),), order=order),
    ),
    "photographer": (
        "attachment-picture-words",
        lambda order: exif(inner=((0xA437, ASCII, SECRET + b"\0"),), order=order),
    ),
    "comment": (
        "attachment-picture-words",
        lambda order: exif(inner=((0x9286, UNDEFINED, b"ASCII\0\0\0" + SECRET),), order=order),
    ),
    "comment in UTF-16": (
        "attachment-picture-words",
        lambda order: exif(
            inner=(
                (
                    0x9286,
                    UNDEFINED,
                    b"UNICODE\0" + NAME.encode("utf-16-le" if order == "<" else "utf-16-be"),
                ),
            ),
            order=order,
        ),
    ),
    "field of nobody's": (
        "attachment-picture-words",
        lambda order: exif((0xF00D, ASCII, SECRET + b"\0"), order=order),
    ),
    "packed padding": (
        "attachment-picture-words",
        lambda order: exif((0xEA1C, UNDEFINED, b"\x1c\xea\0\0\0\x08\0\0" + SECRET), order=order),
    ),
    "serial number": (
        "attachment-device",
        lambda order: exif(inner=((0xA431, ASCII, b"00012345\0"),), order=order),
    ),
    "serial number of the lens": (
        "attachment-device",
        lambda order: exif(inner=((0xA435, ASCII, b"00012345\0"),), order=order),
    ),
    "thumbnail": (
        "attachment-thumbnail",
        lambda order: exif(
            second=(
                (0x0201, LONG, b"@tail"),
                (0x0202, LONG, struct.pack(f"{order}I", len(SMALL))),
            ),
            tail=SMALL,
            order=order,
        ),
    ),
    "thumbnail without packing": (
        "attachment-thumbnail",
        lambda order: exif(
            second=((0x0111, LONG, b"@tail"), (0x0117, LONG, struct.pack(f"{order}I", 48))),
            tail=bytes(range(48)),
            order=order,
        ),
    ),
    "picture nobody points to": (
        "attachment-thumbnail",
        lambda order: exif((0x0112, SHORT, struct.pack(f"{order}H", 1)), tail=SMALL, order=order),
    ),
    "XMP inside": (
        "attachment-picture-words",
        lambda order: exif((0x02BC, 1, xmp(f"<dc:creator>{NAME}</dc:creator>")), order=order),
    ),
    "IPTC inside": (
        "attachment-picture-words",
        lambda order: exif((0x83BB, UNDEFINED, dataset(80, SECRET)), order=order),
    ),
    "serial number of a maker": (
        "attachment-device",
        lambda order: maker(
            b"FUJIFILM\0",
            b"FUJIFILM\x0c\0\0\0" + small_table(0x0010, b"FX-0001234\0", "<", 12),
            order,
        ),
    ),
    "notes of an unknown maker": (
        "attachment-device",
        lambda order: maker(b"Nobody\0", b"QZ\x01\x02\x03\x04\x05\x06", order),
    ),
}
PACKETS: dict[str, tuple[str, bytes]] = {
    "creator": (
        "attachment-picture-words",
        xmp(f"<dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>"),
    ),
    "description": (
        "attachment-picture-words",
        xmp(f'<dc:description><rdf:Alt><rdf:li xml:lang="en">{NAME}</rdf:li></rdf:Alt>'
            "</dc:description>"),
    ),
    "attribute": (
        "attachment-picture-words",
        xmp(f'<rdf:Description photoshop:Credit="{NAME}"/>'),
    ),
    "serial number": (
        "attachment-device",
        xmp("<aux:SerialNumber>00012345</aux:SerialNumber>"),
    ),
    "position": (
        "attachment-location",
        xmp("<exif:GPSLatitude>51,30.5N</exif:GPSLatitude>"),
    ),
    "thumbnail": (
        "attachment-thumbnail",
        xmp(f"<xmpGImg:image>{'QUJD' * 40}</xmpGImg:image>"),
    ),
    "packed data": (
        "attachment-unknown-part",
        xmp(f"<xmp:Blob>{'QUJD' * 900}</xmp:Blob>"),
    ),
}  # fmt: skip
RESOURCES: dict[str, tuple[str, bytes]] = {
    "by-line": ("attachment-picture-words", resource(0x0404, dataset(80, SECRET))),
    "caption": ("attachment-picture-words", resource(0x0404, dataset(120, SECRET))),
    "town": ("attachment-picture-words", resource(0x0404, dataset(90, b"Exampleton"))),
    "thumbnail": ("attachment-thumbnail", resource(0x040C, b"\0" * 28 + SMALL)),
    "old thumbnail": ("attachment-thumbnail", resource(0x0409, b"\0" * 28 + SMALL)),
    "unknown": ("attachment-unknown-part", resource(0x7777, SECRET)),
    "address": ("attachment-picture-words", resource(0x040B, b"https://who.example/")),
    "EXIF inside": ("attachment-location", resource(0x0422, exif(gps=position(">")))),
    "position in XMP": (
        "attachment-location",
        resource(0x0424, xmp("<exif:GPSLongitude>0,7.5W</exif:GPSLongitude>")),
    ),
}

JPEGS = sorted(clean_jpegs())
PNGS = sorted(clean_pngs())


def test_there_are_ten_bases_of_each_kind() -> None:
    assert len(JPEGS) >= 10
    assert len(PNGS) >= 10


@pytest.mark.parametrize("base", JPEGS)
def test_a_clean_jpeg_is_clean(base: str) -> None:
    assert leaks(clean_jpegs()[base]) == []


@pytest.mark.parametrize("base", PNGS)
def test_a_clean_png_is_clean(base: str) -> None:
    assert leaks(clean_pngs()[base]) == []


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("what", NOTES)
def test_exif_is_read_in_every_picture(what: str, order: str) -> None:
    code, make = NOTES[what]
    notes = make(order)
    for raw in clean_jpegs().values():
        assert code in errors(into_jpeg(raw, segment(0xE1, EXIF + notes)))
    for raw in clean_pngs().values():
        assert code in errors(into_png(raw, chunk(b"eXIf", notes)))
        hexed = b"\nexif\n%8d\n%s" % (len(EXIF + notes), (EXIF + notes).hex().encode())
        profile = b"Raw profile type exif\0\0" + zlib.compress(hexed)
        assert code in errors(into_png(raw, chunk(b"zTXt", profile)))


@pytest.mark.parametrize("what", PACKETS)
def test_xmp_is_read_in_every_picture(what: str) -> None:
    code, packet = PACKETS[what]
    more = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", len(packet), 0)
    wide = packet.decode().encode("utf-16")
    for raw in clean_jpegs().values():
        assert code in errors(into_jpeg(raw, segment(0xE1, XMP + packet)))
        assert code in errors(into_jpeg(raw, segment(0xE1, XMP + packet + b" " * 2000)))
        assert code in errors(into_jpeg(raw, segment(0xE1, XMP + wide)))
        assert code in errors(into_jpeg(raw, segment(0xE1, more + packet)))
    for raw in clean_pngs().values():
        plain = b"XML:com.adobe.xmp\0\0\0\0\0" + packet
        packed = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet)
        assert code in errors(into_png(raw, chunk(b"iTXt", plain)))
        assert code in errors(into_png(raw, chunk(b"iTXt", packed)))


@pytest.mark.parametrize("what", RESOURCES)
def test_photoshops_notes_are_read_in_every_picture(what: str) -> None:
    code, part = RESOURCES[what]
    for raw in clean_jpegs().values():
        whole = segment(0xED, b"Photoshop 3.0\0" + part)
        first, rest = part[:9], part[9:]
        cut = (segment(0xED, b"Photoshop 3.0\0" + piece) for piece in (first, rest))
        assert code in errors(into_jpeg(raw, whole))
        assert code in errors(into_jpeg(raw, *cut))


SEGMENTS: dict[str, tuple[str, bytes]] = {
    "JFIF's thumbnail": (
        "attachment-thumbnail",
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + b"\x80\x80\x80"),
    ),
    "JFXX": ("attachment-thumbnail", segment(0xE0, b"JFXX\0\x10" + SMALL)),
    "several pictures": (
        "attachment-extra-frames",
        segment(
            0xE2,
            b"MPF\0MM\0*\0\0\0\x08\0\1" + struct.pack(">HHII", 0xB001, 4, 1, 2) + b"\0\0\0\0",
        ),
    ),
    "unknown": ("attachment-unknown-part", segment(0xE7, SECRET)),
    "FlashPix": ("attachment-unknown-part", segment(0xE2, b"FPXR\0" + SECRET)),
    "credentials": ("attachment-unknown-part", segment(0xEB, b"JP\0\1" + SECRET)),
    "camera's words": ("attachment-device", segment(0xEC, b"[picture info]\r\nSerial#=00012345")),
    "profile with more": (
        "attachment-trailing-data",
        segment(0xE2, b"ICC_PROFILE\0\1\1" + colour_profile() + SECRET),
    ),
    "no profile": ("attachment-unknown-part", segment(0xE2, b"ICC_PROFILE\0\1\1" + SECRET)),
    "save for web": (
        "attachment-picture-words",
        segment(
            0xEC,
            b"Ducky\0\1\0\4\0\0\0\x46\0\2"
            + struct.pack(">HI", 4 + 2 * len(NAME), len(NAME))
            + NAME.encode("utf-16-be")
            + b"\0\0",
        ),
    ),
}


@pytest.mark.parametrize("what", SEGMENTS)
def test_segments_are_read_in_every_jpeg(what: str) -> None:
    code, part = SEGMENTS[what]
    for raw in clean_jpegs().values():
        assert code in errors(into_jpeg(raw, part))


CHUNKS: dict[str, tuple[str, bytes]] = {
    "author": ("attachment-picture-words", chunk(b"tEXt", b"Author\0" + SECRET)),
    "packed description": (
        "attachment-picture-words",
        chunk(b"zTXt", b"Description\0\0" + zlib.compress(SECRET)),
    ),
    "title in any language": (
        "attachment-picture-words",
        chunk(b"iTXt", b"Title\0\0\0en\0Titel\0" + SECRET),
    ),
    "heading of nobody's": ("attachment-picture-words", chunk(b"tEXt", b"mxfile\0" + SECRET)),
    "position": ("attachment-location", chunk(b"tEXt", b"exif:GPSLatitude\x0051/1, 30/1, 7/1")),
    "serial number": ("attachment-device", chunk(b"tEXt", b"exif:BodySerialNumber\x0000012345")),
    "path": ("attachment-picture-words", chunk(b"tEXt", b"Thumb::URI\0file:///home/zq/a.png")),
    "frames": ("attachment-extra-frames", chunk(b"acTL", struct.pack(">II", 2, 0))),
    "source": ("attachment-embedded", chunk(b"mkBT", SECRET)),
    "unknown": ("attachment-unknown-part", chunk(b"zqZq", SECRET)),
    "profile with more": (
        "attachment-trailing-data",
        chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(colour_profile() + SECRET)),
    ),
    "IPTC in hexadecimal": (
        "attachment-picture-words",
        chunk(
            b"tEXt",
            b"Raw profile type iptc\0\niptc\n      25\n" + dataset(80, SECRET).hex().encode(),
        ),
    ),
}


@pytest.mark.parametrize("what", CHUNKS)
def test_chunks_are_read_in_every_png(what: str) -> None:
    code, part = CHUNKS[what]
    for raw in clean_pngs().values():
        assert code in errors(into_png(raw, part))
        assert code in errors(raw[:-12] + part + raw[-12:])


def test_what_stands_after_the_end_is_found() -> None:
    for raw in (*clean_jpegs().values(), *clean_pngs().values()):
        assert "attachment-trailing-data" in errors(raw + SECRET)
        assert NAME in said(raw + SECRET)
        assert "attachment-extra-frames" in errors(raw + SMALL)
        assert leaks(raw + b"\0" * 64) == []


def test_what_stands_among_the_pixels_of_a_png_is_found() -> None:
    for raw in clean_pngs().values():
        assert "attachment-trailing-data" in errors(raw[:-12] + chunk(b"IDAT", SECRET) + raw[-12:])


# --- the makers' own notes: mark, make, where the table stands, what offsets count from

MAKERS = {
    "Canon": (b"", b"Canon\0", 0, None, 0x000C, 0x0009),
    "Nikon 2": (b"Nikon\0\2\x10\0\0MM\0*\0\0\0\x08", b"NIKON\0", 18, 10, 0x001D, None),
    "Nikon 1": (b"Nikon\0\1\0", b"NIKON\0", 8, None, 0x001D, None),
    "Olympus": (b"OLYMPUS\0MM\3\0", b"OLYMPUS\0", 12, 0, 0x0404, None),
    "OM System": (b"OM SYSTEM\0\0\0MM\4\0", b"OM\0", 16, 0, 0x0404, None),
    "old Olympus": (b"OLYMP\0\1\0", b"OLYMPUS\0", 8, None, 0x0404, None),
    "Panasonic": (b"Panasonic\0\0\0", b"Panasonic\0", 12, None, 0x0025, 0x0069),
    "Sony": (b"SONY DSC \0\0\0", b"SONY\0", 12, None, 0x2031, None),
    "Pentax": (b"AOC\0MM", b"PENTAX\0", 6, None, 0x0229, 0x022E),
    "new Pentax": (b"PENTAX \0MM", b"PENTAX\0", 10, 0, 0x0229, 0x022F),
    "Ricoh": (b"Ricoh\0\0\0", b"RICOH\0", 8, None, 0x0005, None),
    "Sigma": (b"SIGMA\0\0\0\1\0", b"SIGMA\0", 10, None, 0x0002, None),
    "Samsung": (b"", b"SAMSUNG\0", 0, None, 0xA002, None),
}


def makers_notes(what: str, tag: int, value: bytes) -> bytes:
    """EXIF with a maker's table that has one field, whose value stands away from it."""
    mark, make, table, base, _, _ = MAKERS[what]
    assert len(mark) == table

    def built(at: int) -> bytes:
        inner = struct.pack(">HHHIII", 1, tag, ASCII, len(value), at, 0)
        return maker(make, mark + inner + b"\xee" * 6 + value, ">")

    where = built(0).index(b"\xee" * 6) + 6
    start = where - 6 - 18 - table
    return built(where - (start + base if base is not None else 0))


@pytest.mark.parametrize("what", MAKERS)
def test_serial_numbers_in_a_makers_notes_are_found(what: str) -> None:
    notes = makers_notes(what, MAKERS[what][4], b"Q-0001234\0")
    for raw in clean_jpegs().values():
        found = leaks(into_jpeg(raw, segment(0xE1, EXIF + notes)))
        told = [one.message for one in found if one.severity is Severity.ERROR]
        assert told == [f"The picture carries along {SERIAL}, which tells whose camera took it."]


SERIAL = "the camera's serial number"


@pytest.mark.parametrize("what", [name for name, known in MAKERS.items() if known[5]])
def test_owners_in_a_makers_notes_are_found(what: str) -> None:
    notes = makers_notes(what, MAKERS[what][5] or 0, SECRET + b"\0")
    raw = into_jpeg(SMALL, segment(0xE1, EXIF + notes))
    assert errors(raw) == {"attachment-picture-words"}
    assert NAME in said(raw)


@pytest.mark.parametrize(
    ("what", "tag"),
    [("Olympus", 0x0100), ("Nikon 2", 0x0011), ("Sony", 0x2001), ("new Pentax", 0x0003)],
)
def test_pictures_in_a_makers_notes_are_found(what: str, tag: int) -> None:
    notes = makers_notes(what, tag, b"\x01\x02\x03\x04\x05\x06")
    assert errors(into_jpeg(SMALL, segment(0xE1, EXIF + notes))) == {"attachment-thumbnail"}


@pytest.mark.parametrize("what", MAKERS)
def test_other_notes_of_a_known_maker_are_a_warning(what: str) -> None:
    for tag, value in ((0x7FF0, b"Ordinary\0"), (MAKERS[what][4], b"\0" * 8)):
        raw = into_jpeg(SMALL, segment(0xE1, EXIF + makers_notes(what, tag, value)))
        assert errors(raw) == set()
        assert warnings(raw) == {"attachment-device"}


def test_a_makers_notes_that_are_broken_are_refused() -> None:
    notes = maker(b"Canon\0", struct.pack(">H", 900) + b"\1" * 30, ">")
    assert errors(into_jpeg(SMALL, segment(0xE1, EXIF + notes))) == {"attachment-device"}


# --- what is ordinary


def test_words_of_a_colour_profile_are_read() -> None:
    profile = colour_profile()
    assert "sRGB" in said(into_jpeg(SMALL, segment(0xE2, b"ICC_PROFILE\0\1\1" + profile)))
    for broken in (profile[:100], profile[:128] + b"\0\1\0\0" + profile[132:]):
        raw = into_jpeg(SMALL, segment(0xE2, b"ICC_PROFILE\0\1\1" + broken))
        assert "attachment-unknown-part" in errors(raw)


def test_a_list_of_one_picture_is_ordinary() -> None:
    table = b"MPF\0MM\0*\0\0\0\x08\0\1" + struct.pack(">HHII", 0xB001, 4, 1, 1) + b"\0\0\0\0"
    assert leaks(into_jpeg(SMALL, segment(0xE2, table))) == []


def test_colour_profiles_are_ordinary() -> None:
    profile = colour_profile()
    half = len(profile) // 2
    for raw in clean_jpegs().values():
        parts = (
            segment(0xE2, b"ICC_PROFILE\0\1\2" + profile[:half]),
            segment(0xE2, b"ICC_PROFILE\0\2\2" + profile[half:]),
        )
        assert leaks(into_jpeg(raw, *parts)) == []
    for raw in clean_pngs().values():
        assert leaks(into_png(raw, chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(profile)))) == []


def test_what_a_camera_notes_of_itself_is_a_warning() -> None:
    notes = exif(
        (0x010F, ASCII, b"Nobody\0"),
        (0x0110, ASCII, b"Model 1\0"),
        (0x013C, ASCII, b"Model 1\0"),
        (0x010E, ASCII, b"        \0"),
        inner=((0x9003, ASCII, b"2026:01:02 03:04:05\0"), (0x9286, UNDEFINED, b"\0" * 32)),
        gps=((0, 1, b"\2\3\0\0"),),
    )
    raw = into_jpeg(SMALL, segment(0xE1, EXIF + notes))
    assert errors(raw) == set()
    assert warnings(raw) == {"attachment-device"}


def test_an_orientation_alone_is_nothing() -> None:
    notes = exif((0x0112, SHORT, b"\0\6"), inner=((0xA002, LONG, b"\0\0\0\x28"),))
    assert leaks(into_jpeg(SMALL, segment(0xE1, EXIF + notes))) == []


def test_the_version_of_a_table_of_positions_alone_is_nothing() -> None:
    notes = exif(gps=((0, 1, b"\2\3\0\0"), (1, ASCII, b"\0\0"), (2, RATIONAL, b"\0" * 24)))
    assert leaks(into_jpeg(SMALL, segment(0xE1, EXIF + notes))) == []


def test_a_receiver_without_a_position_is_a_warning() -> None:
    notes = exif(gps=((0x09, ASCII, b"V\0"), (0x12, ASCII, b"WGS-84\0")))
    raw = into_jpeg(SMALL, segment(0xE1, EXIF + notes))
    assert errors(raw) == set()
    assert warnings(raw) == {"attachment-device"}


def test_what_a_program_notes_in_xmp_is_a_warning() -> None:
    packet = xmp(
        "<xmp:CreatorTool>Editor 5</xmp:CreatorTool><xmp:Label>Red</xmp:Label>",
        "<photoshop:Look rdf:parseType='Resource'><aux:Name>Ordinary</aux:Name></photoshop:Look>",
        "<exif:UserComment><rdf:Alt><rdf:li>Screenshot</rdf:li></rdf:Alt></exif:UserComment>",
    )
    raw = into_jpeg(SMALL, segment(0xE1, XMP + packet))
    assert errors(raw) == set()
    assert warnings(raw) == {"attachment-device"}


def test_persons_in_regions_of_a_picture_are_found() -> None:
    regions = "http://www.metadataworkinggroup.com/schemas/regions/"
    packet = xmp(f'<r:Name xmlns:r="{regions}">{NAME}</r:Name>')
    assert "attachment-picture-words" in errors(into_jpeg(SMALL, segment(0xE1, XMP + packet)))


def test_pointers_that_a_program_left_behind_are_ordinary() -> None:
    notes = exif((0x0112, SHORT, b"\0\6"), (0xA005, LONG, b"\0\x0f\0\0"))
    following = struct.pack(">I", 100_000)
    left = notes[: 8 + 2 + 24] + following + notes[8 + 2 + 24 + 4 :]
    assert leaks(into_jpeg(SMALL, segment(0xE1, EXIF + left))) == []


def test_a_comment_is_a_warning_whose_words_are_read() -> None:
    jpeg = into_jpeg(SMALL, segment(0xFE, SECRET))
    png = into_png(next(iter(clean_pngs().values())), chunk(b"tEXt", b"Comment\0" + SECRET))
    for raw in (jpeg, png):
        assert errors(raw) == set()
        assert NAME in said(raw)


@pytest.mark.parametrize("what", [*NOTES, *PACKETS])
def test_words_of_notes_are_read(what: str) -> None:
    notes = NOTES[what][1](">") if what in NOTES else PACKETS[what][1]
    if SECRET not in notes and NAME.encode("utf-16-le") not in notes:
        return
    head = EXIF if what in NOTES else XMP
    assert NAME in said(into_jpeg(SMALL, segment(0xE1, head + notes)))


# --- broken, hostile


def outcome(raw: bytes) -> list[Leak] | None:
    """The leaks; None for a refusal. Anything else that is raised fails the test."""
    try:
        return leaks(raw)
    except CannotInspectError as problem:
        told = str(problem)
    assert NAME not in told
    return None


@pytest.mark.parametrize("base", JPEGS)
def test_a_jpeg_cut_off_anywhere_is_refused(base: str) -> None:
    raw = clean_jpegs()[base]
    for end in range(2, len(raw), max(1, len(raw) // 100)):
        assert outcome(raw[:end]) is None


@pytest.mark.parametrize("base", PNGS)
def test_a_png_cut_off_anywhere_is_refused(base: str) -> None:
    raw = clean_pngs()[base]
    for end in range(4, len(raw), max(1, len(raw) // 100)):
        assert outcome(raw[:end]) is None


def test_a_segment_that_the_standard_reserves_is_refused() -> None:
    for raw in clean_jpegs().values():
        assert "attachment-unknown-part" in errors(into_jpeg(raw, segment(0xF3, SECRET)))


def test_a_picture_without_pixels_is_refused() -> None:
    for raw in clean_jpegs().values():
        start = raw.index(b"\xff\xda")
        assert outcome(raw[:start] + b"\xff\xd9") is None


def test_a_changed_bit_of_a_png_is_refused() -> None:
    raw = next(iter(clean_pngs().values()))
    for at in range(8, len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 0x10]) + raw[at + 1 :]
        assert outcome(changed) != []


def test_a_bomb_is_refused_at_once() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    start, end = b"\x89PNG\r\n\x1a\n", chunk(b"IEND", b"")
    assert outcome(start + chunk(b"IHDR", header) + end) is None
    lying = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 50_000_000))
    assert outcome(start + chunk(b"IHDR", lying) + pixels + end) is None
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b" " * 50_000_000))
    assert outcome(into_png(next(iter(clean_pngs().values())), text)) is None


def test_tables_that_lead_in_a_circle_are_refused() -> None:
    circle = b"MM\0*\0\0\0\x08\0\0\0\0\0\x08"
    assert outcome(into_jpeg(SMALL, segment(0xE1, EXIF + circle))) is None


def test_entities_in_notes_are_refused() -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert outcome(into_jpeg(SMALL, segment(0xE1, XMP + packet))) is None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_changed_bytes_never_break_the_inspection(data: st.DataObject) -> None:
    make = NOTES[data.draw(st.sampled_from(sorted(NOTES)))][1]
    base = into_jpeg(SMALL, segment(0xE1, EXIF + make(data.draw(st.sampled_from("<>")))))
    raw = bytearray(base)
    for at in data.draw(st.lists(st.integers(2, min(len(raw), 400) - 1), min_size=1, max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    for found in outcome(bytes(raw)) or ():
        assert NAME not in found.message + found.place


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=300))
def test_random_bytes_never_pass(start: bytes, rest: bytes) -> None:
    assert outcome(start + rest) is None


@pytest.mark.parametrize("what", NOTES)
def test_messages_never_repeat_what_was_found(what: str) -> None:
    raw = into_jpeg(SMALL, segment(0xE1, EXIF + NOTES[what][1](">")))
    for found in leaks(raw):
        told = f"{found.message} {found.place} {found.remedy}"
        assert NAME not in told
        assert "00012345" not in told
