"""Earlier versions of a PDF that a later saving only added to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Passage, leak
from disclosure_log.leaks.pdf.nodes import dictionary, items, text_of
from disclosure_log.leaks.pdf.opening import endings, saved

_MOST_VERSIONS = 30


def inspect_versions(raw: bytes, pdf: pikepdf.Pdf, present: str) -> Iterator[Found]:
    """What an earlier version held that the present one lacks; `present` is all its text."""
    ends = endings(raw)
    if len(ends) < 2 or (pdf.is_linearized and len(ends) == 2):
        return
    now = _words(present)
    told = False
    for number, end in enumerate(ends[:-1][-_MOST_VERSIONS:], 1):
        before = _version(raw[:end])
        if before is None:
            continue
        told = True
        text, pages = before
        lost = _words(text) - now
        yield Passage(text, f"earlier version {number}")
        if sum(lost.values()) >= 2 or pages > len(pdf.pages):
            yield leak(
                "attachment-earlier-version",
                f"earlier version {number}",
                "The file still holds an earlier version, with words that were taken out since.",
                severity=Severity.ERROR,
            )
    if told:
        yield leak(
            "attachment-earlier-version",
            "the document",
            "The file was saved onto itself and still holds an earlier version.",
        )


def _version(raw: bytes) -> tuple[str, int] | None:
    """The text and the pages of the file as it was when it ended there."""
    try:
        with pikepdf.open(BytesIO(raw), attempt_recovery=False, suppress_warnings=True) as pdf:
            notes = " ".join(
                text_of(part.get(key))
                for page in pdf.pages
                for note in items(page.obj.get("/Annots"))
                if (part := dictionary(note)) is not None
                for key in ("/Contents", "/V")
            )
            return page_text(saved(pdf)) + "\n" + notes, len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError):
        return None


def page_text(raw: bytes) -> str:
    """All text of all pages."""
    texts = []
    document = pypdfium2.PdfDocument(raw)
    try:
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    finally:
        document.close()
    return "\n".join(texts)


def _words(text: str) -> Counter[str]:
    return Counter("".join(x if x.isalnum() else " " for x in text.casefold()).split())
