"""Word documents as parts by name: bases to begin with, and what may be done to any of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

Parts = dict[str, bytes]

FILES = Path(__file__).resolve().parents[1] / "files" / "docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
SENTENCE = "The council holds the figures for the three years asked about, and they are below."


def read(path: Path) -> Parts:
    """The parts of a file."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(parts: Parts, method: int = zipfile.ZIP_DEFLATED, backwards: bool = False) -> bytes:
    """A file of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name in sorted(parts, reverse=backwards):
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), parts[name], method)
    return stream.getvalue()


def xml(text: str) -> bytes:
    """A part with its declaration."""
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def paragraph(text: str = SENTENCE, look: str = "", own: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{own}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def built(body: str, styles: str = "", settings: str = "") -> Parts:
    """A document of a body."""
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
    section += 'w:bottom="1440" w:left="1440"/></w:sectPr>'
    parts = {
        "[Content_Types].xml": xml(
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
        ),
        "_rels/.rels": xml(_no_relations()),
    }
    relate(parts, "", "officeDocument", "word/document.xml")
    text = f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"
    add(parts, "word/document.xml", xml(text), _TYPES + "document.main+xml")
    for name, kind, inside in (("styles", "styles", styles), ("settings", "settings", settings)):
        part = xml(f"<w:{name} {_SPACES}>{inside}</w:{name}>")
        attach(parts, f"word/{name}.xml", part, _TYPES + f"{kind}+xml", kind)
    return parts


def _no_relations() -> str:
    return '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _before(raw: bytes, end: str, text: str) -> bytes:
    whole = raw.decode("utf-8")
    whole = re.sub(r"<(\w+)([^<>]*)/>\s*$", r"<\1\2></\1>", whole)
    at = whole.rindex(end)
    return (whole[:at] + text + whole[at:]).encode()


def add(parts: Parts, name: str, raw: bytes, content_type: str) -> None:
    """Put a part in, with its type."""
    parts[name] = raw
    line = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    parts["[Content_Types].xml"] = _before(parts["[Content_Types].xml"], "</Types>", line)


def relate(
    parts: Parts, source: str, kind: str, target: str, external: bool = False, identity: str = ""
) -> str:
    """Lead from a part to another or to an address; gives the relation's id."""
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    parts.setdefault(path, xml(_no_relations()))
    identity = identity or f"rIdT{len(parts[path])}"
    mode = ' TargetMode="External"' if external else ""
    where = target if external else f"/{target}"
    line = f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{where}"{mode}/>'
    parts[path] = _before(parts[path], "</Relationships>", line)
    return identity


def attach(parts: Parts, name: str, raw: bytes, content_type: str, kind: str) -> str:
    """Put a part in and lead to it from the document."""
    add(parts, name, raw, content_type)
    return relate(parts, "word/document.xml", kind, name)


def insert(parts: Parts, text: str) -> None:
    """Put blocks at the end of the document's text."""
    whole = parts["word/document.xml"].decode("utf-8")
    spaced = re.sub(r"<(w:[A-Za-z]+)", rf"<\1 {_SPACES}", text, count=1)
    spaced = re.sub(r"(?<=</w:p>)<w:p>", f"<w:p {_SPACES}>", spaced)
    at = whole.rindex("<w:sectPr")
    parts["word/document.xml"] = (whole[:at] + spaced + whole[at:]).encode()


def setting(parts: Parts, text: str) -> None:
    """Put a setting in."""
    raw = parts["word/settings.xml"]
    parts["word/settings.xml"] = _before(raw, "</w:settings>", text)


def style(parts: Parts, text: str) -> None:
    """Put a style in."""
    parts["word/styles.xml"] = _before(parts["word/styles.xml"], "</w:styles>", text)


# --- transformations


def _map(parts: Parts, change: Callable[[str], str]) -> Parts:
    return {
        name: change(raw.decode()).encode() if name.endswith((".xml", ".rels")) else raw
        for name, raw in parts.items()
    }


def renamed(parts: Parts) -> Parts:
    """Every prefix another: the names mean the same."""
    found = {}
    for name, raw in parts.items():
        if name.endswith(".xml") and name != "[Content_Types].xml":
            tree = ElementTree.fromstring(raw)
            found[name] = ElementTree.tostring(tree, "utf-8", xml_declaration=True)
        else:
            found[name] = raw
    return found


def utf16(parts: Parts) -> Parts:
    """Every part in UTF-16."""
    return {
        name: raw.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"', 1).encode("utf-16")
        if name.endswith((".xml", ".rels"))
        else raw
        for name, raw in parts.items()
    }


def strict(parts: Parts) -> Parts:
    """The Strict form of ISO 29500: other namespaces for the same."""
    purl = "http://purl.oclc.org/ooxml/"

    def change(text: str) -> str:
        for room in ("wordprocessingml", "drawingml", "officeDocument"):
            text = text.replace(f"http://schemas.openxmlformats.org/{room}/2006/", f"{purl}{room}/")
        return text

    return _map(parts, change)


TRANSFORMS: dict[str, Callable[[Parts], bytes]] = {
    "as it is": write,
    "stored": lambda parts: write(parts, zipfile.ZIP_STORED, backwards=True),
    "prefixes": lambda parts: write(renamed(parts)),
    "utf-16": lambda parts: write(utf16(parts)),
    "strict": lambda parts: write(strict(parts)),
}

_HEADED = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:color w:val="1F3864"/></w:rPr></w:style>'
)
_WHITE = '<w:color w:val="FFFFFF"/>'
_TABLE = (
    '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/>'
    f"</w:tcPr>{paragraph('Ward', _WHITE)}</w:tc><w:tc>"
    f"{paragraph('Cases')}</w:tc></w:tr><w:tr><w:tc>{paragraph('North')}</w:tc><w:tc>"
    f"{paragraph('120')}</w:tc></w:tr></w:tbl><w:p/>"
)


def bases() -> dict[str, Parts]:
    """Clean documents: made by LibreOffice, and built."""
    found = {path.stem: read(path) for path in sorted(FILES.glob("*.docx"))}
    found["one paragraph"] = built(paragraph())
    found["headings"] = built(
        paragraph("Your request", own='<w:pStyle w:val="Heading1"/>') + paragraph() * 3, _HEADED
    )
    found["shaded table"] = built(paragraph() + _TABLE + paragraph())
    found["control"] = built(
        f"<w:sdt><w:sdtPr><w:alias w:val='Answer'/></w:sdtPr><w:sdtContent>{paragraph()}"
        "</w:sdtContent></w:sdt>"
    )
    found["long"] = built(paragraph() * 25)
    return found
