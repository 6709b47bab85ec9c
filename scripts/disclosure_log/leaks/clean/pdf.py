"""A PDF written anew with its pages and their tags, without what it carried beside them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from disclosure_log.finding import Severity
from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of
from disclosure_log.leaks.leak import CannotInspectError, Leak
from disclosure_log.leaks.pdf import inspect_pdf

#: What the catalogue of a document may keep: how its pages are read, not what hangs on them.
_KEPT = {
    "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/PageLayout", "/PageMode",
    "/ViewerPreferences", "/Lang", "/MarkInfo", "/StructTreeRoot", "/Dests", "/Outlines",
    "/OutputIntents", "/OCProperties", "/Names",
}  # fmt: skip
_DROPPED_NAMES = {
    "/Metadata": "the properties",
    "/AcroForm": "the form",
    "/OpenAction": "what was done on opening",
    "/AA": "what was done on opening",
    "/AF": "files inside",
    "/Collection": "files inside",
    "/PieceInfo": "private data of the program it was made with",
    "/JavaScript": "scripts",
    "/EmbeddedFiles": "files inside",
    "/Threads": "article threads",
    "/Perms": "signatures",
    "/DSS": "signatures",
}
_DEEPEST = 100
_PAGE_DROPPED = {
    "/Thumb": "small pictures of pages",
    "/PieceInfo": "private data of the program it was made with",
    "/Metadata": "properties of pages",
    "/AA": "what was done on opening a page",
    "/AF": "files inside",
    "/LastModified": "times",
    "/B": "article threads",
}


def clean_pdf(name: str, raw: bytes) -> Cleaned:
    """The same pages: text and tags stay, and so do links; raises CannotCleanError if locked."""
    dropped: dict[str, None] = {}
    _refuse_covered(raw)
    try:
        with pikepdf.open(BytesIO(raw)) as pdf:
            dropped |= dict.fromkeys(_strip(pdf))
            out = BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                encryption=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                linearize=False,
            )
    except pikepdf.PasswordError:
        raise CannotCleanError("The PDF is locked. Save it without a password first.") from None
    except Exception:  # whatever a broken file makes the library raise
        raise CannotCleanError("The PDF could not be opened to its end.") from None
    if raw.count(b"startxref") > 1:
        dropped["earlier versions"] = None
    return Cleaned(((f"{stem_of(name)}-clean.pdf", out.getvalue()),), tuple(dropped))


def _refuse_covered(raw: bytes) -> None:
    """Words that a note or a box hides would come to light with it, or stay below it."""
    try:
        for found in inspect_pdf(raw):
            if not isinstance(found, Leak) or found.severity is not Severity.ERROR:
                continue
            if found.code == "attachment-covered-text":
                raise CannotCleanError(
                    f"Text lies under a box or a note ({found.place}). Redact it again in a "
                    "program that removes the text below, then clean the file."
                )
    except CannotInspectError as error:
        raise CannotCleanError(str(error)) from None


def _strip(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Take out what is not a page, its text or its tags, and name it."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        yield "the properties"
    yield from _strip_keys(pdf.Root, _DROPPED_NAMES, _KEPT)
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _strip_keys(names, _DROPPED_NAMES, {"/Dests"})
    kept: set[tuple[int, int]] = set()
    for page in pdf.pages:
        yield from _strip_keys(page.obj, _PAGE_DROPPED, None)
        yield from _strip_annotations(page.obj, kept)
    for thing in pdf.objects:
        _forget(thing, kept)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in ("/PieceInfo", "/LastModified"):
                if key in thing:
                    del thing[key]
        if isinstance(thing, pikepdf.Stream) and "/Metadata" in thing:
            del thing["/Metadata"]


def _strip_keys(
    thing: Any,  # noqa: ANN401 - a dictionary of pikepdf's, which has no common type
    known: dict[str, str],
    kept: set[str] | None,
) -> Iterator[str]:
    for key in list(thing.keys()):
        if key in known or (kept is not None and key not in kept):
            del thing[key]
            yield known.get(key, "other data of the document")


def _forget(thing: Any, kept: set[tuple[int, int]], depth: int = 0) -> None:  # noqa: ANN401
    """Cut the ways by which tags still lead to what was laid over pages (ISO 32000-1, 14.7.4.3)."""
    if depth > _DEEPEST or (depth and thing.is_indirect):
        return
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            if isinstance(each, pikepdf.Array | pikepdf.Dictionary):
                _forget(each, kept, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary):
        target = thing.get("/Obj")
        if target is not None and _is_annotation(target) and target.objgen not in kept:
            del thing["/Obj"]
        for key in ("/K", "/Kids"):
            inner = thing.get(key)
            if isinstance(inner, pikepdf.Array | pikepdf.Dictionary):
                _forget(inner, kept, depth + 1)


def _is_annotation(thing: Any) -> bool:  # noqa: ANN401
    return isinstance(thing, pikepdf.Dictionary) and "/Subtype" in thing and "/Rect" in thing


def _strip_annotations(page: Any, known: set[tuple[int, int]]) -> Iterator[str]:  # noqa: ANN401
    """Keep links that lead to a page or to the web; drop every other thing laid over a page."""
    annotations = page.get("/Annots")
    if annotations is None:
        return
    kept = []
    for each in annotations:
        if each.get("/Subtype") == "/Link" and _is_plain(each):
            for key in ("/Contents", "/NM", "/M", "/T", "/AA", "/PA"):
                if key in each:
                    del each[key]
            action = each.get("/A")
            if action is not None and "/Next" in action:
                del action["/Next"]
            known.add(each.objgen)
            kept.append(each)
        else:
            yield "notes, forms and other things laid over pages"
    if kept:
        page["/Annots"] = pikepdf.Array(kept)
    else:
        del page["/Annots"]


def _is_plain(link: Any) -> bool:  # noqa: ANN401
    action = link.get("/A")
    return action is None or action.get("/S") in ("/URI", "/GoTo")
