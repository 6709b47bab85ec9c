"""The XML of OpenDocument with short, fixed prefixes, whole or row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

import defusedxml.ElementTree

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.xml_parts import MAX_DEPTH, MAX_TREE, tell

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_LO = "urn:org:documentfoundation:names:experimental:"
#: Namespaces of OpenDocument (part 1, 1.4) and of those who write it; anything else is unknown.
_SPACES = {
    f"{_OASIS}animation:1.0": "anim",
    f"{_OASIS}chart:1.0": "chart",
    f"{_OASIS}config:1.0": "config",
    f"{_OASIS}database:1.0": "db",
    f"{_OASIS}datastyle:1.0": "number",
    f"{_OASIS}dr3d:1.0": "dr3d",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}form:1.0": "form",
    f"{_OASIS}manifest:1.0": "manifest",
    f"{_OASIS}digitalsignature:1.0": "dsig",
    f"{_OASIS}meta:1.0": "meta",
    f"{_OASIS}of:1.2": "of",
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}presentation:1.0": "presentation",
    f"{_OASIS}script:1.0": "script",
    f"{_OASIS}smil-compatible:1.0": "smil",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}svg-compatible:1.0": "svg",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_LO}office:xmlns:loext:1.0": "loext",
    f"{_LO}ooxml-odf-interop:xmlns:field:1.0": "field",
    f"{_LO}ooo-ms-interop:xmlns:field:1.0": "field",
    f"{_LO}ooo-ms-interop:xmlns:form:1.0": "formx",
    f"{_LO}ooxml-odf-interop:xmlns:form:1.0": "formx",
    f"{_LO}calc:xmlns:calcext:1.0": "calcext",
    "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0": "field",
    "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:form:1.0": "formx",
    "urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0": "formx",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1998/Math/MathML": "math",
    "http://www.w3.org/2002/xforms": "xforms",
    "http://www.w3.org/2001/xml-events": "dom",
    "http://www.w3.org/2001/XMLSchema": "xsd",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/2003/g/data-view#": "grddl",
    "http://www.w3.org/TR/css3-text/": "css3t",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/09/xmldsig#": "ds",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2000/svg": "svgpicture",
    "http://openoffice.org/2000/library": "library",
    "http://openoffice.org/2000/script": "module",
    "http://openoffice.org/2000/dialog": "dialog",
    "http://openoffice.org/2001/accel": "accel",
    "http://openoffice.org/2001/menu": "menu",
    "http://openoffice.org/2001/toolbar": "toolbar",
    "http://openoffice.org/2001/statusbar": "statusbar",
    "http://openoffice.org/2001/image": "image",
    "http://openoffice.org/2001/versions-list": "versions",
    "http://openoffice.org/2004/office": "ooo",
    "http://openoffice.org/2004/writer": "ooow",
    "http://openoffice.org/2004/calc": "oooc",
    "http://openoffice.org/2005/report": "rpt",
    "http://openoffice.org/2009/office": "officeooo",
    "http://openoffice.org/2009/table": "tableooo",
    "http://openoffice.org/2010/draw": "drawooo",
    "http://schemas.microsoft.com/office/excel/formula": "msoxl",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://www.koffice.org/2005/": "koffice",
    "http://www.calligra.org/2005/": "calligra",
    "http://www.gnumeric.org/odf-extension/1.0": "gnm",
    "http://docs.oasis-open.org/ns/office/1.2/meta/odf#": "odf",
    "http://docs.oasis-open.org/ns/office/1.2/meta/pkg#": "pkg",
}
#: Prefix of the names of any other namespace.
UNKNOWN = "unknown:"
#: Old programs declare a document type without more to it in small parts and in formulas.
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+[\w:.-]+\s+(?:PUBLIC\s+\"[^\"<>\[]*\"|SYSTEM)\s+\"[^\"<>\[]*\"\s*>"
)
_HEAD = 1_024
_PIECE = 1 << 16
_ROW = "table:table-row"
_WATCHED = frozenset({"table:table", "table:table-row-group", "table:table-column-group"})


@dataclass(frozen=True)
class Event:
    """A step through a spreadsheet: "open" and "close" of a table or group, a "row", the "end".

    `parents` are the names of what it lies in, the outermost first. A row is forgotten after its
    event; the element of the "end" is the root without rows.
    """

    kind: str
    element: Element
    parents: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """A name with the prefix that the standard uses, whichever one the file uses."""
    if not name.startswith("{"):
        return name
    space, _, own = name[1:].rpartition("}")
    prefix = _SPACES.get(space)
    return f"{prefix}:{own}" if prefix else UNKNOWN + own


def parse(raw: bytes) -> Element:
    """The tree of a part, with limits on size and depth, without entities."""
    if len(raw) > MAX_TREE:
        _refuse("A part of the file is larger than can be inspected.")
    builder = _Builder(rows=False)
    for _ in _feed(builder, raw):
        pass
    return builder.finish()


def events(raw: bytes) -> Iterator[Event]:
    """A spreadsheet's tables, groups and rows in order, then the rest of the part."""
    builder = _Builder(rows=True)
    for _ in _feed(builder, raw):
        yield from builder.take()
    yield from builder.take()
    yield Event("end", builder.finish())


def _refuse(message: str) -> NoReturn:
    raise CannotInspectError(message)


def _feed(builder: _Builder, raw: bytes) -> Iterator[None]:
    head = _DOCTYPE.sub(b"", raw[:_HEAD], count=1)
    parser: Any = defusedxml.ElementTree.XMLParser(
        target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    tell(parser, head)
    view = memoryview(raw)
    for at in range(_HEAD, len(raw), _PIECE):
        tell(parser, view[at : at + _PIECE])
        yield
    tell(parser, None)


class _Builder:
    """Builds elements with short names; rows are handed on and dropped where asked for."""

    def __init__(self, *, rows: bool) -> None:
        self._rows = rows
        self._stack: list[Element] = []
        self._last: Element | None = None
        self._tail = False
        self._text: list[str] = []
        self._inside = 0
        self._ready: list[Event] = []
        self._root: Element | None = None

    def take(self) -> list[Event]:
        ready, self._ready = self._ready, []
        return ready

    def finish(self) -> Element:
        if self._root is None or self._stack:
            _refuse("A part of the file is not well-formed XML.")
        return self._root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        if len(self._stack) >= MAX_DEPTH:
            _refuse("A part of the file is nested more deeply than can be inspected.")
        element = Element(short(tag), {short(name): said for name, said in attributes.items()})
        if self._stack:
            self._stack[-1].append(element)
        else:
            self._root = element
        if self._rows and not self._inside and element.tag in _WATCHED:
            self._emit("open", element)
        self._stack.append(element)
        self._last, self._tail = element, False
        if element.tag == _ROW:
            self._inside += 1

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser gives it
        self._flush()
        element = self._stack.pop()
        self._last, self._tail = element, True
        if element.tag == _ROW:
            self._inside -= 1
            if self._rows and not self._inside:
                self._emit("row", element)
                if self._stack:
                    self._drop()
        elif self._rows and not self._inside and element.tag in _WATCHED:
            self._emit("close", element)

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> None:
        self._flush()

    def _drop(self) -> None:
        parent = self._stack[-1]
        del parent[-1]
        self._last, self._tail = (parent[-1], True) if len(parent) else (parent, False)

    def _emit(self, kind: str, element: Element) -> None:
        self._ready.append(Event(kind, element, tuple(each.tag for each in self._stack)))

    def _flush(self) -> None:
        if not self._text:
            return
        text = "".join(self._text)
        self._text.clear()
        if self._last is None:
            return
        if self._tail:
            self._last.tail = (self._last.tail or "") + text
        else:
            self._last.text = (self._last.text or "") + text
