"""Reads every object of a PDF, whether the document still points to it or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from disclosure_log.leaks.images.exif import inspect_exif
from disclosure_log.leaks.leak import CannotInspectError, Found, Leak, Passage, leak
from disclosure_log.leaks.pdf.nodes import (
    Node,
    dictionaries,
    dictionary,
    identity,
    items,
    links_in,
    name_of,
    names_in,
    text_of,
    written,
)

_ACTIONS = {
    "JavaScript": "The PDF runs a program (JavaScript) when it is read.",
    "Launch": "The PDF starts a program or opens a file of the reader's computer.",
    "SubmitForm": "The PDF sends what is typed into it to an address.",
    "ImportData": "The PDF reads in data from another file.",
    "RichMediaExecute": "The PDF plays media that can not be inspected.",
    "Rendition": "The PDF plays media that can not be inspected.",
    "Sound": "The PDF plays a sound that can not be inspected.",
    "Movie": "The PDF plays a film that can not be inspected.",
    "GoToE": "The PDF points to a file inside a file.",
}
_FILTERS = {
    "FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx",
    "RunLengthDecode", "RL", "CCITTFaxDecode", "CCF", "DCTDecode", "DCT", "JBIG2Decode",
    "JPXDecode",
}  # fmt: skip
#: Names that make an object worth a second look.
_TRIGGERS = {
    *(x.encode() for x in _ACTIONS),
    b"JS", b"EF", b"EmbeddedFile", b"EmbeddedFiles", b"Collection", b"AF", b"Thumb", b"PieceInfo",
    b"ActualText", b"Alt", b"Filter", b"Lock", b"Requirements", b"Threads", b"Movies",
}  # fmt: skip
_NOTES = 70_000
_LARGEST_PICTURE = 600_000_000


@dataclass
class Census:
    """What the objects together say: kept while they are read one after another."""

    blobs: dict[tuple[int, int], bytes] = field(default_factory=dict)
    actual: list[str] = field(default_factory=list)
    found: dict[tuple[str, str], Leak] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    forms: list[pikepdf.Stream] = field(default_factory=list)
    resources: list[Node] = field(default_factory=list)

    def tell(self, code: str, message: str, place: str = "the document") -> None:
        """Say a thing once, however many objects show it."""
        self.found.setdefault((code, message), leak(code, place, message))


def take_census(pdf: pikepdf.Pdf) -> Census:
    """Every object of the file, looked at once."""
    census = Census()
    for number, node in enumerate(pdf.objects):
        if not isinstance(node, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            continue
        blob = written(node)
        census.blobs[identity(node) if node.is_indirect else (-1, number)] = blob
        names = names_in(blob)
        if isinstance(node, pikepdf.Stream) and not names.isdisjoint({b"Form", b"PatternType"}):
            census.forms.append(node)
        if b"Properties" in names:
            census.resources.append(node)
        if not names.isdisjoint(_TRIGGERS):
            for part in dictionaries(node):
                _look_at(part, node, census)
    return census


def _look_at(part: pikepdf.Dictionary, node: Node, census: Census) -> None:
    _actions(part, census)
    _carried(part, census)
    if "/ActualText" in part:
        census.actual.append(text_of(part.get("/ActualText")))
    census.words.extend(text_of(part.get(key)) for key in ("/Alt", "/E") if key in part)
    if isinstance(node, pikepdf.Stream) and "/Filter" in part:
        _stream(node, part, census)


def _actions(part: pikepdf.Dictionary, census: Census) -> None:
    action = name_of(part.get("/S"))
    if action in _ACTIONS:
        census.tell("attachment-active-content", _ACTIONS[action])
    if "/JS" in part:
        census.tell("attachment-active-content", _ACTIONS["JavaScript"])
        census.words.append(text_of(part.get("/JS")))


def _carried(part: pikepdf.Dictionary, census: Census) -> None:
    if "/EF" in part or "/EmbeddedFiles" in part or name_of(part.get("/Type")) == "EmbeddedFile":
        census.tell("attachment-embedded", "Another file is attached inside the PDF.")
    if "/Collection" in part:
        census.tell("attachment-embedded", "The PDF is a portfolio: files lie inside it.")
    if "/AF" in part:
        census.tell("attachment-embedded", "A file that belongs to the PDF lies inside it.")
    if "/Thumb" in part:
        census.tell(
            "attachment-thumbnail", "A small picture of a page, made some time ago, is kept."
        )
    if "/PieceInfo" in part:
        census.tell(
            "attachment-properties", "The program that made the PDF keeps data of its own in it."
        )


def _stream(node: pikepdf.Stream, part: pikepdf.Dictionary, census: Census) -> None:
    filters = part.get("/Filter")
    names = [name_of(x) for x in (items(filters) or [filters])]
    if any(x not in _FILTERS for x in names):
        census.tell("attachment-unknown-part", "A part is packed in a way that is not known.")
    if name_of(part.get("/Subtype")) == "Image":
        _size(part)
        if names == ["DCTDecode"]:
            _notes_of_picture(node, census)


def _notes_of_picture(node: pikepdf.Stream, census: Census) -> None:
    """Where a photograph was taken, which its JPEG goes on saying inside a PDF."""
    raw = node.read_raw_bytes()[:_NOTES]
    at = raw.find(b"Exif\0\0")
    if at < 0:
        return
    try:
        found = [x for x in inspect_exif(raw[at + 6 :]) if isinstance(x, Leak)]
    except (CannotInspectError, ValueError, IndexError):
        census.tell("attachment-device", "The notes in a photograph can not be read.")
        return
    for one in found:
        if one.code == "attachment-location":
            census.tell(one.code, "A photograph in the PDF says where it was taken.")
        elif one.code == "attachment-device":
            census.tell(one.code, "A photograph in the PDF says which camera took it, or when.")


def _size(part: pikepdf.Dictionary) -> None:
    """Refuse a picture that fills the memory before it is drawn."""
    try:
        across, down = int(part.get("/Width", 0)), int(part.get("/Height", 0))
        bits = int(part.get("/BitsPerComponent", 1))
    except (TypeError, ValueError):
        raise CannotInspectError("A picture in the PDF has no size.") from None
    if across < 0 or down < 0 or across * down * max(bits, 1) // 8 > _LARGEST_PICTURE // 4:
        raise CannotInspectError("A picture in the PDF is larger than can be inspected.")


def unreachable(pdf: pikepdf.Pdf, census: Census) -> set[tuple[int, int]]:
    """The objects that the document no longer points to."""
    seen: set[tuple[int, int]] = set()
    waiting = links_in(written(pdf.trailer))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(links_in(census.blobs.get(one, b"")))
    return {x for x in census.blobs if x not in seen and x[0] > 0}


def forgotten(pdf: pikepdf.Pdf, census: Census) -> Iterator[Found]:
    """Pages and pictures that lie in the file although no page shows them."""
    pages = pictures = 0
    for objgen in sorted(unreachable(pdf, census)):
        part = dictionary(pdf.get_object(objgen))
        if part is None:
            continue
        kind, subtype = name_of(part.get("/Type")), name_of(part.get("/Subtype"))
        pages += kind == "Page"
        pictures += subtype == "Image"
    if pages:
        yield leak(
            "attachment-earlier-version",
            "the document",
            "Pages that were taken out are still in the file.",
        )
    elif pictures:
        yield leak(
            "attachment-earlier-version",
            "the document",
            "Pictures that no page shows are still in the file.",
        )


def census_findings(census: Census) -> Iterator[Found]:
    """What the objects show, and the words they hold."""
    yield from census.found.values()
    for text in (*census.actual, *census.words):
        if text.strip():
            yield Passage(text, "the document, text for screen readers and programs")
