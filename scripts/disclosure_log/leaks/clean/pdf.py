"""A PDF written anew with its pages and their tags, without what it carried beside them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of

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


def _strip(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Take out what is not a page, its text or its tags, and name it."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        yield "the properties"
    yield from _strip_keys(pdf.Root, _DROPPED_NAMES, _KEPT)
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        yield from _strip_keys(names, _DROPPED_NAMES, {"/Dests"})
    for page in pdf.pages:
        yield from _strip_keys(page.obj, _PAGE_DROPPED, None)
        yield from _strip_annotations(page.obj)
    for thing in pdf.objects:
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


def _strip_annotations(page: Any) -> Iterator[str]:  # noqa: ANN401
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
