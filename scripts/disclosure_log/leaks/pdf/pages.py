"""Looks at every page as a person does, and reads its words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2.raw as pdfium

from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.pdf.canvas import canvas_of, whole
from disclosure_log.leaks.pdf.fonts import pin_fonts
from disclosure_log.leaks.pdf.glyphs import read_glyphs
from disclosure_log.leaks.pdf.places import on_page
from disclosure_log.leaks.pdf.scans import Letters, covered_pictures
from disclosure_log.leaks.pdf.sight import look
from disclosure_log.leaks.pdf.stack import Box, Handle, drawn_objects
from disclosure_log.leaks.pdf.unseen import Scene, unseen_text


def inspect_pages(raw: bytes, units: list[float], told: list[str]) -> Iterator[Found]:
    """Every page of a document that opens; `units` are the pages' UserUnits.

    Adds the text of each page to `told`.
    """
    pin_fonts()
    worded = False
    with _document(raw) as document:
        if pdfium.FPDF_GetPageCount(document) != len(units):
            raise CannotInspectError("The pages of the PDF can not be counted.")
        for number, unit in enumerate(units, 1):
            with _page(document, number) as (page, textpage):
                for found in _inspect_page(page, textpage, number, unit):
                    if isinstance(found, Passage):
                        told.append(found.text)
                        worded = worded or bool(found.text.strip())
                    yield found
    if not worded:
        yield leak(
            "attachment-no-text-layer",
            "the document",
            "The PDF holds pictures of pages: it can not be read aloud, nor checked for words.",
        )


def _inspect_page(page: Handle, textpage: Handle, number: int, unit: float) -> Iterator[Found]:
    canvas = canvas_of(page)
    objects = drawn_objects(page)
    glyphs = read_glyphs(textpage)
    if glyphs.text.strip():
        yield Passage(glyphs.text, f"page {number}")
    notes = _notes(page)

    def place(left: float, top: float) -> str:
        return on_page(number, canvas, left, top, unit)

    sight = look(canvas, objects, glyphs, notes)
    letters = Letters(glyphs.boxes[sight.seen], glyphs.boxes[sight.ghost])
    yield from covered_pictures(canvas, objects, notes, letters, sight.bare, place)
    upon = whole(canvas.places(np.array(notes, dtype=np.float64).reshape(-1, 4)), canvas)
    covers = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in upon)
    yield from unseen_text(Scene(number, glyphs, sight, objects, covers, unit))


def _notes(page: Handle) -> list[Box]:
    """The boxes of what is laid upon a page: notes and fields, not links."""
    found: list[Box] = []
    rect = pdfium.FS_RECTF()
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP) and (
            pdfium.FPDFAnnot_GetRect(note, rect)
        ):
            found.append((rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(note)
    return found


@contextmanager
def _document(raw: bytes) -> Iterator[Handle]:
    held = ctypes.create_string_buffer(raw, len(raw))
    document = pdfium.FPDF_LoadMemDocument64(held, len(raw), None)
    if not document:
        raise CannotInspectError("The pages of the PDF can not be drawn.")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Handle, number: int) -> Iterator[tuple[Handle, Handle]]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise CannotInspectError("A page can not be drawn.", place=f"page {number}")
    textpage = pdfium.FPDFText_LoadPage(page)
    try:
        if not textpage:
            raise CannotInspectError("A page can not be read.", place=f"page {number}")
        yield page, textpage
    finally:
        if textpage:
            pdfium.FPDFText_ClosePage(textpage)
        pdfium.FPDF_ClosePage(page)
