"""Opens a PDF for inspection: limits first, and one reading of the file for both engines."""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from disclosure_log.leaks.leak import CannotInspectError

#: What the library logs may repeat the file.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)

MOST_BYTES = 300_000_000
MOST_PAGES = 5_000
MOST_OBJECTS = 2_000_000


@dataclass(frozen=True)
class Opened:
    """A PDF, whether it needs a password to change, and whether it had to be mended."""

    pdf: pikepdf.Pdf
    locked: bool
    mended: bool


def open_pdf(raw: bytes) -> Opened:
    """The document, or a refusal where it can not be read to its end."""
    if len(raw) > MOST_BYTES:
        raise CannotInspectError("The PDF is larger than can be inspected.")
    if not raw[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-"):
        raise CannotInspectError("The file does not begin as a PDF does.")
    pdf = _open(raw)
    if len(pdf.objects) > MOST_OBJECTS:
        raise CannotInspectError("The PDF has more parts than can be inspected.")
    try:
        pages = len(pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise CannotInspectError("The pages of the PDF can not be found.") from None
    if not 0 < pages <= MOST_PAGES:
        raise CannotInspectError(
            "The PDF has no pages."
            if not pages
            else "The PDF has more pages than can be inspected."
        )
    return Opened(pdf, pdf.is_encrypted, bool(pdf.get_warnings()))


def _open(raw: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(raw), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise CannotInspectError(
            "The PDF opens only with a password.", "attachment-encrypted"
        ) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise CannotInspectError("The PDF is damaged and can not be read.") from None


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The document written anew, so that both engines read one and the same."""
    out = BytesIO()
    try:
        with warnings.catch_warnings():  # of fields without a form, which every reader shows
            warnings.simplefilter("ignore")
            pdf.save(
                out,
                encryption=False,
                compress_streams=False,
                preserve_pdfa=False,
                fix_metadata_version=False,
            )
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise CannotInspectError("The PDF is damaged and can not be read.") from None
    return out.getvalue()


_END = re.compile(rb"%%EOF[\r\n]{0,2}")


def endings(raw: bytes) -> list[int]:
    """Where the versions of the file end, the oldest first."""
    return [x.end() for x in _END.finditer(raw)]
