"""Inspects a PDF: first what its structure carries, then what its pages show and hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pikepdf

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Found, Passage, leak
from disclosure_log.leaks.pdf.annotations import inspect_annotations, inspect_form
from disclosure_log.leaks.pdf.objects import Census, census_findings, forgotten, take_census
from disclosure_log.leaks.pdf.opening import Opened, open_pdf, saved
from disclosure_log.leaks.pdf.pages import inspect_pages
from disclosure_log.leaks.pdf.properties import (
    inspect_layers,
    inspect_outline,
    inspect_properties,
)
from disclosure_log.leaks.pdf.streams import check_streams, without_stand_ins
from disclosure_log.leaks.pdf.versions import inspect_versions


def inspect_pdf(raw: bytes) -> Iterator[Found]:
    """Everything a PDF gives away, and all its words, seen or not."""
    opened = open_pdf(raw)
    with opened.pdf:
        try:
            yield from _inspect(raw, opened)
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
            raise CannotInspectError("The PDF is damaged and can not be read.") from None


def _inspect(raw: bytes, opened: Opened) -> Iterator[Found]:
    pdf = opened.pdf
    if opened.locked:
        yield leak("attachment-protection", "the document", "The PDF is protected from changes.")
    census = take_census(pdf)
    check_streams(pdf, census)
    yield from census_findings(census)
    yield from forgotten(pdf, census)
    yield from inspect_properties(pdf)
    yield from inspect_outline(pdf)
    yield from inspect_layers(pdf)
    yield from inspect_annotations(pdf)
    yield from inspect_form(pdf)
    units = [_unit(page) for page in pdf.pages]
    stand_ins = without_stand_ins(pdf, census)
    changed = opened.mended or bool(pdf.get_warnings()) or opened.locked or bool(stand_ins)
    drawn = saved(pdf) if changed else raw
    told: list[str] = []
    yield from inspect_pages(drawn, units, told)
    text = "\n".join(told)
    yield from _stand_ins(stand_ins, census, text)
    yield from inspect_versions(raw, pdf, text)


def _stand_ins(marked: list[str], census: Census, text: str) -> Iterator[Found]:
    """Text that stands for what is drawn, where it says something else."""
    yield from (Passage(x, "the document, text for copying") for x in marked if x.strip())
    shown, known = _letters(text), set(_words(text))
    for stand_in in (*marked, *census.actual):
        letters = _letters(stand_in)
        if len(letters) < 3 or letters in shown or known.issuperset(_words(stand_in)):
            continue
        # Of other scripts, fonts often tell no letters: there it is what makes them readable.
        latin = all(ord(x) < 0x250 for x in letters)
        yield leak(
            "attachment-hidden-text",
            "the document",
            "Text kept for copying and reading aloud says what the page does not show.",
            severity=Severity.ERROR if latin else Severity.WARNING,
        )
        return


def _letters(text: str) -> str:
    return "".join(x for x in unicodedata.normalize("NFKC", text).casefold() if x.isalnum())


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(x if x.isalnum() else " " for x in folded).split()


def _unit(page: pikepdf.Page) -> float:
    try:
        return min(max(float(page.obj.get("/UserUnit", 1)), 0.001), 100_000.0)
    except (TypeError, ValueError):
        return 1.0
