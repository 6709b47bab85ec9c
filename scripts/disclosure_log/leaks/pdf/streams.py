"""The content of pages and forms, unpacked with limits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pikepdf

from disclosure_log.leaks.leak import CannotInspectError
from disclosure_log.leaks.pdf.nodes import (
    Node,
    decoded,
    dictionaries,
    dictionary,
    items,
    name_of,
    text_of,
)
from disclosure_log.leaks.pdf.objects import Census

#: What all content of a document may unpack to, and one part of it.
MOST_CONTENT, MOST_PART = 400_000_000, 60_000_000

_STAND_IN = re.compile(
    rb"/ActualText\s*(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL
)


def content_streams(pdf: pikepdf.Pdf, census: Census) -> Iterator[pikepdf.Stream]:
    """Each content stream of the pages, then each form and pattern."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        for part in items(contents) or [contents]:
            if isinstance(part, pikepdf.Stream):
                yield part
    yield from census.forms


def check_streams(pdf: pikepdf.Pdf, census: Census) -> None:
    """Refuse content that unpacks to more than can be drawn."""
    total = 0
    for stream in content_streams(pdf, census):
        total += unpacked_size(stream)
        if total > MOST_CONTENT:
            raise CannotInspectError("The pages unpack to more than can be inspected.")


def unpacked_size(stream: pikepdf.Stream) -> int:
    """How many bytes a stream unpacks to; refuses one that is larger than a page may be."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    for one in items(filters) or ([filters] if filters is not None else []):
        if name_of(one) not in {"FlateDecode", "Fl"}:
            break
        raw = _inflated(raw)
    if len(raw) > MOST_PART:
        raise CannotInspectError("A page unpacks to more than can be inspected.")
    return len(raw)


def _inflated(raw: bytes) -> bytes:
    try:
        out = zlib.decompressobj().decompress(raw, MOST_PART + 1)
    except zlib.error:
        return raw
    if len(out) > MOST_PART:
        raise CannotInspectError("A page unpacks to more than can be inspected.")
    return out


def without_stand_ins(pdf: pikepdf.Pdf, census: Census) -> list[str]:
    """Take out what stands for drawn text (ActualText), so that what is drawn is read itself.

    Changes the document; returns the texts taken out.
    """
    found: list[str] = []
    for stream in content_streams(pdf, census):
        raw = stream.read_bytes()
        if b"ActualText" in raw:
            found.extend(_literal(x) for x in _STAND_IN.findall(raw))
            stream.write(raw.replace(b"/ActualText", b"/WasRemoved"))
    for node in census.resources:
        found.extend(_from_properties(node))
    return found


def _from_properties(node: Node) -> Iterator[str]:
    for part in dictionaries(node):
        properties = dictionary(part.get("/Properties"))
        for key in list(properties.keys()) if properties is not None else ():
            named = dictionary(properties.get(key)) if properties is not None else None
            if named is not None and "/ActualText" in named:
                yield text_of(named.get("/ActualText"))
                del named["/ActualText"]


def _literal(raw: bytes) -> str:
    return decoded(bytes(pikepdf.Object.parse(raw)))
