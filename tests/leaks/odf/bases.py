"""Clean files to put leaks into, and ways to write the same file otherwise."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

FILES = Path(__file__).resolve().parent / "files"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "number": "datastyle",
    "form": "form",
    "script": "script",
    "meta": "meta",
    "config": "config",
    "chart": "chart",
}
NAMESPACES = " ".join(f'xmlns:{own}="{_OASIS}{space}:1.0"' for own, space in _SPACES.items())
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
}


def package(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts(raw: bytes) -> dict[str, bytes]:
    """The parts of a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def changed(raw: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same file with one of its parts changed."""
    held = parts(raw)
    before = held[name].decode()
    held[name] = change(before).encode()
    assert held[name] != before.encode(), "the change found no place in this file"
    return package(held)


def added(raw: bytes, extra: Mapping[str, bytes]) -> bytes:
    """The same file with more parts."""
    return package({**parts(raw), **extra})


def document(kind: str, body: str, *, styles: str = "", common: str = "") -> bytes:
    """A file made of the fewest parts; `body` goes into the spreadsheet or the text."""
    inner = "spreadsheet" if kind == "ods" else "text"
    content = (
        f'{_DECLARED}<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{inner}>{body}</office:{inner}></office:body>"
        "</office:document-content>"
    )
    shared = (
        f"{_DECLARED}<office:document-styles {NAMESPACES}><office:styles>{common}"
        "</office:styles><office:master-styles/></office:document-styles>"
    )
    manifest = (
        f'{_DECLARED}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPES[kind]}"/>'
        "</manifest:manifest>"
    )
    return package(
        {
            "mimetype": TYPES[kind].encode(),
            "content.xml": content.encode(),
            "styles.xml": shared.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def cell(text: str, attributes: str = "", inner: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>{inner}'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(*texts: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(cell, texts))}</table:table-row>"


def sheet(rows: str, attributes: str = "", columns: str = "<table:table-column/>") -> str:
    return f'<table:table table:name="Sheet" {attributes}>{columns}{rows}</table:table>'


_REST = (
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)
_ROWS = row("Year", "Permits") + row("2021", "1204") + row("2022", "1311")
_GROUPED = f"<table:table-row-group>{_ROWS}</table:table-row-group>"
_LOOK = (
    '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties '
    'fo:background-color="#1f4e79"/><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties '
    'table:display="true"/></style:style>'
)
_HEAD = cell("Year", 'table:style-name="head"')
_PARAGRAPHS = "<text:h>Permits</text:h><text:p>The council issued permits.</text:p>"
_TABLE = f'<table:table table:name="T">{row("Year", "Permits")}{row("2021", "12")}</table:table>'
_LIST = "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
_NOTE = (
    "<text:p>Words<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>A note.</text:p></text:note-body></text:note> go on.</text:p>"
)
_BUILT = {
    "ods": {
        "few": document("ods", sheet(_ROWS)),
        "tail": document("ods", sheet(_ROWS + _REST)),
        "two": document(
            "ods", sheet(_ROWS) + sheet(_ROWS, 'table:style-name="gone"'), styles=_LOOK
        ),
        "grouped": document("ods", sheet(_GROUPED)),
        "header": document(
            "ods", sheet(f"<table:table-header-rows>{_ROWS}</table:table-header-rows>")
        ),
        "coloured": document(
            "ods",
            sheet(f"<table:table-row>{_HEAD}</table:table-row>{_ROWS}"),
            styles=_LOOK,
        ),
    },
    "odt": {
        "few": document("odt", _PARAGRAPHS),
        "table": document("odt", _PARAGRAPHS + _TABLE),
        "list": document("odt", _LIST + _PARAGRAPHS),
        "note": document("odt", _NOTE),
        "section": document("odt", f'<text:section text:name="S">{_PARAGRAPHS}</text:section>'),
    },
}


@cache
def bases(kind: str) -> dict[str, bytes]:
    """Clean files of a kind, by name: some that LibreOffice wrote, some built here."""
    written = {path.stem: path.read_bytes() for path in sorted(FILES.glob(f"*.{kind}"))}
    return {**written, **_BUILT[kind]}


def rezipped(raw: bytes) -> bytes:
    """The same parts unpacked and in another order."""
    return package(dict(reversed(parts(raw).items())), method=zipfile.ZIP_STORED)


def renamed(raw: bytes) -> bytes:
    """Every prefix of content.xml another one."""

    def other(text: str) -> str:
        names = set(re.findall(r"xmlns:([\w.-]+)=", text))
        pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        text = re.sub(rf"xmlns:({pattern})=", r"xmlns:\1zz=", text)
        text = re.sub(rf"(</?)({pattern}):", r"\1\2zz:", text)
        return re.sub(rf'(\s)({pattern}):([\w.-]+=")', r"\1\2zz:\3", text)

    return changed(raw, "content.xml", other)


def utf16(raw: bytes) -> bytes:
    """Its content.xml in UTF-16."""
    held = parts(raw)
    text = re.sub(r"^<\?xml.*?\?>\s*", "", held["content.xml"].decode())
    held["content.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    return package(held)


SAME = (lambda raw: raw, rezipped, renamed, utf16)
