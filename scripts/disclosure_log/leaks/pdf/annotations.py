"""Notes on the pages, marks for redaction, and what is typed into forms."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.pdf.nodes import Node, dictionary, identity, items, name_of, text_of

_SILENT = {"Link", "Widget", "PrinterMark", "TrapNet", "Watermark", "Popup"}
_NOTES = {
    "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight",
    "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink",
}  # fmt: skip
_MEDIA = {"Sound", "Movie", "Screen", "3D", "RichMedia", "Projection"}
_MOST = 100_000
_HIDDEN_FLAGS = 2 | 32


def inspect_annotations(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """Every annotation of every page."""
    for number, page in enumerate(pdf.pages, 1):
        notes = items(page.obj.get("/Annots"))
        if len(notes) > _MOST:
            raise CannotInspectError("A page has more notes than can be inspected.")
        for note in notes:
            part = dictionary(note)
            if part is not None:
                yield from _annotation(part, page, f"page {number}")


def _annotation(part: pikepdf.Dictionary, page: pikepdf.Page, where: str) -> Iterator[Found]:
    kind = name_of(part.get("/Subtype"))
    place = where + _spot(part, page)
    texts = [text_of(part.get(key)) for key in ("/Contents", "/RC", "/T", "/Subj", "/TU")]
    for text in texts:
        if text.strip():
            yield Passage(text, place + ", a note or link")
    uri = dictionary(part.get("/A"))
    if uri is not None and text_of(uri.get("/URI")):
        yield Passage(text_of(uri.get("/URI")), place + ", the address of a link")
    if kind == "Redact":
        yield leak(
            "attachment-redaction-unapplied",
            place,
            "A redaction is marked here and was never applied: the text is still there.",
        )
    elif kind == "FileAttachment":
        yield leak("attachment-embedded", place, "A file is attached to the page.")
    elif kind in _MEDIA:
        yield leak("attachment-active-content", place, "Media here can not be inspected.")
    elif kind in _NOTES or (kind == "Popup" and texts[0].strip()):
        yield from _note(part, kind, texts, place)
    elif kind not in _SILENT:
        yield leak("attachment-unknown-part", place, "A note here is of a kind that is not known.")


def _note(part: pikepdf.Dictionary, kind: str, texts: list[str], place: str) -> Iterator[Found]:
    says = bool(texts[0].strip() or texts[1].strip())
    if says or kind == "FreeText":
        yield leak("attachment-comment", place, "A comment is on the page.")
    elif _flags(part) & _HIDDEN_FLAGS:
        yield leak("attachment-comment", place, "A note on the page is hidden.")
    elif texts[2].strip():
        yield leak("attachment-properties", place, "A mark on the page carries its author's name.")


def _flags(part: pikepdf.Dictionary) -> int:
    try:
        return int(part.get("/F", 0))
    except (TypeError, ValueError):
        return 0


def _spot(part: pikepdf.Dictionary, page: pikepdf.Page) -> str:
    """Where an annotation is, in millimetres, on a page that is not turned."""
    try:
        left, _, _, top = (float(x) for x in items(part.get("/Rect")))
        box = [float(x) for x in items(page.cropbox)]
        across, down = left - box[0], box[3] - top
    except (TypeError, ValueError):
        return ""
    mm = 25.4 / 72
    return f", {round(across * mm)} mm from the left, {round(down * mm)} mm from the top"


def inspect_form(pdf: pikepdf.Pdf) -> Iterator[Found]:
    """What is filled in: values, signatures, and the XML form beside them."""
    form = dictionary(pdf.Root.get("/AcroForm"))
    if form is not None and "/XFA" in form:
        yield leak("attachment-form-value", "the form", "The PDF holds a second form, in XML.")
        for part in items(form.get("/XFA")) or [form.get("/XFA")]:
            if isinstance(part, pikepdf.Stream):
                yield Passage(part.read_bytes().decode("utf-8", "replace"), "the form, in XML")
    yield from _fields(pdf, items(form.get("/Fields")) if form is not None else [])


def _fields(pdf: pikepdf.Pdf, fields: list[Node]) -> Iterator[Found]:
    waiting = list(fields)
    for page in pdf.pages:
        waiting.extend(items(page.obj.get("/Annots")))
    seen: set[tuple[int, int]] = set()
    number = 0
    while waiting:
        node = waiting.pop(0)
        part = dictionary(node)
        key = identity(node)
        if part is None or (key != (0, 0) and key in seen):
            continue
        seen.add(key)
        if len(seen) + len(waiting) > 10 * _MOST:
            raise CannotInspectError("The form has more fields than can be inspected.")
        waiting.extend(items(part.get("/Kids")))
        number += 1
        yield from _field(part, f"the form, field {number}")


def _field(part: pikepdf.Dictionary, place: str) -> Iterator[Found]:
    if name_of(part.get("/Subtype")) not in {"", "Widget"}:
        return
    for key in ("/T", "/TU", "/TM", "/DV", "/RV"):
        if text_of(part.get(key)).strip():
            yield Passage(text_of(part.get(key)), place)
    value = part.get("/V")
    if isinstance(value, pikepdf.Dictionary):
        yield leak("attachment-form-value", place, "The PDF is signed: it names who signed it.")
        for key in ("/Name", "/Reason", "/Location", "/ContactInfo"):
            yield Passage(text_of(value.get(key)), place)
        return
    texts = [text_of(x) for x in (items(value) or [value])]
    chosen = name_of(value) not in {"", "Off"}
    if chosen or any(x.strip() for x in texts):
        yield leak("attachment-form-value", place, "Something is filled in here.")
        for text in texts:
            yield Passage(text, place)
