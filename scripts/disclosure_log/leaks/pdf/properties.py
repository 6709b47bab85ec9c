"""What a PDF says of itself: who made it, with what, and where it lay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import defusedxml.ElementTree
import pikepdf
from defusedxml.common import DefusedXmlException

from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.pdf.nodes import Node, dictionary, identity, name_of, text_of

_PERSONAL = {"/Author", "/Company", "/Manager", "/SourceModified", "/LastModifiedBy"}
_ORDINARY = {
    "/Title", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate",
    "/Trapped", "/PTEX.Fullbanner", "/PTEX.FullBanner",
}  # fmt: skip
_MOST_XML = 4_000_000
_MAKERS = ("creator", "Author", "Artist", "OwnerName", "ManagedFrom", "DerivedFrom")


def inspect_properties(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """The document's properties, in both places where they are kept."""
    info = dictionary(pdf.trailer.get("/Info"))
    for key in list(info.keys()) if info is not None else ():
        text = text_of(info.get(key)) if info is not None else ""
        if not text.strip():
            continue
        yield Passage(text, "the properties")
        if key in _PERSONAL:
            yield leak(
                "attachment-properties", "the properties", "The properties name who made the file."
            )
        elif key not in _ORDINARY:
            yield leak(
                "attachment-properties",
                "the properties",
                "The properties have fields of their own.",
            )
        elif "\\" in text or "/Users/" in text or "file:" in text:
            yield leak(
                "attachment-properties", "the properties", "The properties hold the path of a file."
            )
    yield from _xmp(pdf.Root.get("/Metadata"), "the properties")


def _xmp(node: Node, place: str) -> Iterator[Found]:
    if not isinstance(node, pikepdf.Stream):
        return
    raw = node.read_bytes()
    if len(raw) > _MOST_XML:
        raise CannotInspectError("The properties are larger than can be inspected.")
    try:
        root = defusedxml.ElementTree.fromstring(raw, forbid_dtd=True)
    except (DefusedXmlException, SyntaxError, ValueError):
        yield Passage(raw.decode("utf-8", "replace"), place)
        return
    personal = False
    for part in root.iter():
        values = [part.text or "", *part.attrib.values()]
        names = [str(part.tag), *part.attrib]
        for text in values:
            if text.strip() and not text.startswith("http://"):
                yield Passage(text, place)
        personal = personal or any(_tells(x) for x in names)
    if personal:
        yield leak(
            "attachment-properties", place, "The properties say who made the file, or where."
        )


def _tells(name: str) -> bool:
    local = name.rpartition("}")[2]
    return local in _MAKERS or local.startswith("GPS")


def inspect_outline(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """Bookmarks, in the order they are shown."""
    outlines = dictionary(pdf.Root.get("/Outlines"))
    waiting = [outlines.get("/First")] if outlines is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        part = dictionary(node)
        if part is None or identity(node) in seen or len(seen) > 200_000:
            continue
        seen.add(identity(node))
        if text_of(part.get("/Title")).strip():
            yield Passage(text_of(part.get("/Title")), f"bookmark {len(seen)}")
        waiting.extend([part.get("/Next"), part.get("/First")])


def inspect_layers(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """Names of layers, and pictures in layers that are not shown."""
    layers = dictionary(pdf.Root.get("/OCProperties"))
    if layers is None:
        return
    default = dictionary(layers.get("/D"))
    groups = layers.get("/OCGs")
    every = list(groups) if isinstance(groups, pikepdf.Array) else []
    for group in every:
        part = dictionary(group)
        if part is not None:
            yield Passage(text_of(part.get("/Name")), "the name of a layer")
    off = _off(every, default)
    for node in pdf.objects if off else ():
        part = dictionary(node) if isinstance(node, pikepdf.Stream) else None
        if part is not None and name_of(part.get("/Subtype")) in {"Image", "Form"}:
            layer = part.get("/OC")
            if isinstance(layer, pikepdf.Object) and identity(layer) in off:
                yield leak(
                    "attachment-hidden-text", "the document", "A hidden layer holds content."
                )
                return


def _off(every: list[Any], default: pikepdf.Dictionary | None) -> set[tuple[int, int]]:
    if default is None:
        return set()
    off: Any = default.get("/OFF")
    found = {identity(x) for x in off} if isinstance(off, pikepdf.Array) else set()
    if name_of(default.get("/BaseState")) == "OFF":
        on: Any = default.get("/ON")
        shown = {identity(x) for x in on} if isinstance(on, pikepdf.Array) else set()
        found |= {identity(x) for x in every} - shown
    return found
