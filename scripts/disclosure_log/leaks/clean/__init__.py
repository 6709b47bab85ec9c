"""The publishable form of a file, made from what a reader sees and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_log.finding import Severity
from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned
from disclosure_log.leaks.inspect import inspect_bytes
from disclosure_log.leaks.kinds import Kind, kind_of
from disclosure_log.leaks.leak import CannotInspectError, Leak
from disclosure_log.leaks.text.rule import Known

__all__ = ["CannotCleanError", "Cleaned", "clean_file"]

#: What concerns the words that readers see is a person's to judge, and no reason not to clean.
_WORDS = ("personal-data-", "attachment-personal-column", "attachment-row-level")
_WORDS_TOO = ("attachment-small-number", "attachment-stray-cells", "attachment-file-name")


def clean_file(name: str, raw: bytes) -> Cleaned:
    """The publishable form of a file; raises CannotCleanError where only a person can make it.

    What comes out was inspected like any attachment. Cleaning it again changes nothing.
    """
    kind = kind_of(name, raw)
    if kind is Kind.REFUSED:
        raise CannotCleanError(
            "Nothing safe can be made of a file of this type. Save it as CSV or PDF from the "
            "program it was made with, and check that."
        )
    try:
        if kind not in _OFFICE and not _carries(name, raw):
            return Cleaned()
        cleaned = _cleaner(kind)(name, raw)
    except CannotInspectError as error:
        raise CannotCleanError(str(error)) from None
    for made, content in cleaned.files:
        for leak in _carries(made, content):
            if leak.severity is Severity.ERROR:
                raise CannotCleanError(_cannot(leak))
    return Cleaned(tuple(each for each in cleaned.files if each[1] != raw), cleaned.dropped)


_OFFICE = (Kind.XLSX, Kind.ODS, Kind.DOCX, Kind.ODT)


def _cleaner(kind: Kind) -> Callable[[str, bytes], Cleaned]:
    """What cleans a kind; loaded for that kind alone."""
    match kind:
        case Kind.JPEG | Kind.PNG:
            from disclosure_log.leaks.clean.picture import clean_picture

            return clean_picture
        case Kind.PDF:
            from disclosure_log.leaks.clean.pdf import clean_pdf

            return clean_pdf
        case Kind.XLSX | Kind.ODS:
            from disclosure_log.leaks.clean.workbook import clean_workbook

            return clean_workbook
        case Kind.DOCX | Kind.ODT:
            from disclosure_log.leaks.clean.document import clean_document

            return clean_document
        case _:
            from disclosure_log.leaks.clean.texts import clean_text

            return clean_text


def _carries(name: str, raw: bytes) -> tuple[Leak, ...]:
    """What a file carries beside the words that its readers are to see."""
    return tuple(
        leak
        for leak in inspect_bytes(name, raw, Known())
        if not leak.code.startswith(_WORDS) and leak.code not in _WORDS_TOO
    )


def _cannot(leak: Leak) -> str:
    place = f" ({leak.place})" if leak.place else ""
    return f"This can not be cleaned by a program{place}: {leak.message} {leak.remedy}"
