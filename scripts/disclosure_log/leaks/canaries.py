"""Known-bad files that the program makes itself: an inspection that misses one is worth nothing."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "application/vnd.openxmlformats-officedocument"
_FORMATS = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_FORMATS}/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Canary:
    """A file, the leak that must be found in it, and what an officer calls that."""

    name: str
    raw: bytes
    code: str
    what: str


@cache
def canaries() -> tuple[Canary, ...]:
    """One of every family of inspector, made anew for each run."""
    return (
        Canary("canary.xlsx", _workbook(), "attachment-hidden-sheet", "a hidden sheet"),
        Canary("canary.pdf", _covered(), "attachment-covered-text", "text under a black box"),
        Canary("canary.docx", _tracked(), "attachment-tracked-change", "a tracked deletion"),
        Canary("canary.jpg", _located(), "attachment-location", "where a picture was taken"),
        Canary(
            "canary.csv",
            b"Team,National Insurance number\r\nHousing,AB 12 34 56 C\r\n",
            "personal-data-ni-number",
            "a National Insurance number",
        ),
        Canary(
            "canary.txt",
            b"Please write to someone.invented@mail.example or ring 020 7946 0321.\r\n",
            "personal-data-email",
            "an e-mail address",
        ),
    )


def _package(parts: dict[str, str]) -> bytes:
    """A ZIP of XML parts."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, _HEAD + text)
    return held.getvalue()


def _types(**parts: str) -> str:
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_MAIN}.{type_}+xml"/>'
        for name, type_ in parts.items()
    )
    return (
        f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">{inner}</Relationships>'


def _workbook() -> bytes:
    """Two sheets with data, the second hidden."""
    space = f'xmlns="{_FORMATS}/spreadsheetml/2006/main"'
    sheet = (
        f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Total</t></is>'
        '</c><c r="B1"><v>120</v></c></row></sheetData></worksheet>'
    )
    return _package(
        {
            "[Content_Types].xml": _types(
                **{
                    "/xl/workbook.xml": "spreadsheetml.sheet.main",
                    "/xl/worksheets/sheet1.xml": "spreadsheetml.worksheet",
                    "/xl/worksheets/sheet2.xml": "spreadsheetml.worksheet",
                }
            ),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook {space} xmlns:r="{_RELATIONS}"><sheets>'
                '<sheet name="One" sheetId="1" r:id="rId1"/>'
                '<sheet name="Two" sheetId="2" state="hidden" r:id="rId2"/>'
                "</sheets></workbook>"
            ),
            "xl/_rels/workbook.xml.rels": _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
            ),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/sheet2.xml": sheet,
        }
    )


def _tracked() -> bytes:
    """A paragraph out of which a word was deleted while changes were tracked."""
    return _package(
        {
            "[Content_Types].xml": _types(
                **{"/word/document.xml": "wordprocessingml.document.main"}
            ),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/document.xml": (
                f'<w:document xmlns:w="{_FORMATS}/wordprocessingml/2006/main"><w:body><w:p>'
                "<w:r><w:t>The answer is</w:t></w:r>"
                '<w:del w:id="1"><w:r><w:delText> secret</w:delText></w:r></w:del>'
                "</w:p></w:body></w:document>"
            ),
        }
    )


def _covered() -> bytes:
    """A page with two lines of text, a black box over the second."""
    content = (
        b"BT /F1 14 Tf 72 700 Td (The answer is known to us.) Tj ET\n"
        b"BT /F1 14 Tf 72 660 Td (Covered words) Tj ET\n"
        b"0 g 66 650 160 30 re f\n"
    )
    fonts = b" /Resources << /Font << /F1 5 0 R >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R" + fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(made)


#: A grey square of eight by eight pixels, without notes.
_SQUARE = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERX"
    "RTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAA"
    "AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)
#: EXIF whose GPS table holds a latitude and a longitude: 0° 30' north, 0° 30' west.
_GPS = bytes.fromhex(
    "4d4d002a00000008"  # big-endian, first table at 8
    "000188250004000000010000001a00000000"  # one field: the GPS table stands at 26
    "0004"
    "0001000200000002"
    "4e000000"
    "0002000500000003"
    "00000050"
    "0003000200000002"
    "57000000"
    "0004000500000003"
    "00000068"
    "00000000"
)


def _located() -> bytes:
    """A picture with a position."""
    half = b"".join(n.to_bytes(4, "big") for n in (0, 1, 30, 1, 0, 1))
    notes = b"Exif\x00\x00" + _GPS + half + half
    segment = b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes
    square = b64decode(_SQUARE)
    return square[:2] + segment + square[2:]
