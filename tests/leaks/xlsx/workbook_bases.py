"""Clean workbooks: those LibreOffice made, and others as different programs write them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

Parts = dict[str, bytes]

MADE = Path(__file__).resolve().parents[1] / "files" / "xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><color theme="1"/>'
    '<name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="3"/>'
    '<bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border/></borders>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>'
)


def unpack(raw: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def build(rows: str, *, more: str = "", shared: tuple[str, ...] = (), book: str = "") -> Parts:
    """A workbook of one sheet, as small as Excel would still open it."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/><Override '
        f'PartName="/{SHEET}" ContentType="{TYPE}.worksheet+xml"/><Override '
        f'PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/><Override '
        f'PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}">{book}<sheets><sheet '
        'name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/><Relationship '
        f'Id="rId3" Type="{REL}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        SHEET: f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}"><sheetData>{rows}</sheetData>'
        f"{more}</worksheet>",
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return {name: text.encode() for name, text in parts.items()}


def cell(where: str, text: str, style: int = 0) -> str:
    return f'<c r="{where}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def bases() -> dict[str, Parts]:
    """Clean workbooks by name."""
    made = {path.stem: unpack(path.read_bytes()) for path in sorted(MADE.glob("*.xlsx"))}
    table = (
        f'<row r="1">{cell("A1", "Ward", 1)}{cell("B1", "Total", 1)}</row>'
        f'<row r="2">{cell("A2", "North")}<c r="B2"><v>120</v></c></row>'
    )
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    nameless = "<row><c><v>12</v></c><c t='inlineStr'><is><t>Parks</t></is></c></row>"
    sums = '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c></row>'
    dates = '<row r="1"><c r="A1" s="2"><v>45748</v></c></row>'
    more = (
        '<autoFilter ref="A1:B2"/><mergeCells><mergeCell ref="A4:B4"/></mergeCells>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    )
    names = (
        '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        "Figures!$A$1:$B$2</definedName></definedNames>"
    )
    return made | {
        "table": build(table),
        "filter buttons": build(table, more=more, book=names),
        "shared": build(shared, shared=("Year", "Count")),
        "nameless": build(nameless),
        "sums": build(sums),
        "dates": build(dates),
    }


# What may happen to a workbook on its way, and changes nothing of what it says.


def rezipped(parts: Parts) -> bytes:
    """Stored without compression, in another order."""
    return pack(dict(reversed(parts.items())), zipfile.ZIP_STORED)


class _Pipe(io.RawIOBase):
    """A stream that can not seek, so that sizes follow the data."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.written += piece
        return len(piece)


def streamed(parts: Parts) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return pipe.written


def _is_xml(data: bytes) -> bool:
    return data.lstrip().startswith(b"<")


def renamed(parts: Parts) -> bytes:
    """Every namespace under another prefix, as ElementTree writes it."""
    return pack(
        {
            name: ElementTree.tostring(ElementTree.fromstring(data), encoding="utf-8")
            if _is_xml(data) and not name.startswith("[")
            else data
            for name, data in parts.items()
        }
    )


def wide(parts: Parts) -> bytes:
    """Every part in UTF-16."""
    return pack(
        {
            name: re.sub(
                r"<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', data.decode()
            ).encode("utf-16")
            if data.startswith(b"<?xml")
            else data
            for name, data in parts.items()
        }
    )


def strict(parts: Parts) -> bytes:
    """In the Strict form of the standard."""
    changes = (
        ("schemas.openxmlformats.org/officeDocument/2006/", "purl.oclc.org/ooxml/officeDocument/"),
        ("schemas.openxmlformats.org/spreadsheetml/2006/", "purl.oclc.org/ooxml/spreadsheetml/"),
        ("schemas.openxmlformats.org/drawingml/2006/", "purl.oclc.org/ooxml/drawingml/"),
    )
    done = {}
    for name, data in parts.items():
        for old, new in changes:
            data = data.replace(old.encode(), new.encode()) if _is_xml(data) else data
        done[name] = data
    return pack(done)


WAYS: dict[str, Callable[[Parts], bytes]] = {
    "as it is": pack,
    "rezipped": rezipped,
    "streamed": streamed,
    "renamed": renamed,
    "wide": wide,
    "strict": strict,
}
