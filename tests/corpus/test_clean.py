"""Real files made publishable: nothing is wrong with what comes out, and it stays as it is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.clean import CannotCleanError, Cleaned, clean_file
from disclosure_log.leaks.inspect import inspect_bytes
from disclosure_log.leaks.text.rule import Known

pytestmark = pytest.mark.corpus

OFFICE = ("xlsx", "ods", "docx", "odt")
#: Nobody sees a word in these: pages of pictures, of nothing, or of an empty table.
WORDLESS = {"doc-no-coreprops.docx", "shp-inline-shape-access.docx", "tbl-2x2-table.docx"}


def proven(made: Cleaned) -> None:
    """Fails where a file that was written is not publishable, or would be written anew."""
    for name, raw in made.files:
        found = inspect_bytes(name, raw, Known())
        errors = {leak.code for leak in found if leak.severity is Severity.ERROR}
        # Columns of persons and rows of persons are seen: they are for a person to judge.
        carried = {code for code in errors if code.startswith("attachment-")}
        assert carried <= {"attachment-personal-column", "attachment-row-level"}, name
        assert clean_file(name, raw) == Cleaned(), name


@pytest.mark.parametrize("kind", OFFICE)
def test_office_files_become_what_is_seen_of_them(
    kind: str, labelled: tuple[Labelled, ...]
) -> None:
    some = [one for one in labelled if one.type == kind]
    assert some
    for one in some:
        if one.name in WORDLESS:
            with pytest.raises(CannotCleanError):
                clean_file(one.name, one.path.read_bytes())
            continue
        made = clean_file(one.name, one.path.read_bytes())
        assert made.files, one.name
        proven(made)


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_pictures_lose_what_they_carry(kind: str, labelled: tuple[Labelled, ...]) -> None:
    some = [one for one in labelled if one.type == kind and one.verdict in ("leak", "clean")]
    assert some
    for one in some:
        proven(clean_file(one.name, one.path.read_bytes()))


def words(raw: bytes) -> list[str]:
    with pypdfium2.PdfDocument(raw) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_pdfs_keep_their_words_and_tags_or_are_refused(labelled: tuple[Labelled, ...]) -> None:
    written = refused = 0
    for one in (one for one in labelled if one.type == "pdf"):
        raw = one.path.read_bytes()
        try:
            made = clean_file(one.name, raw)
        except CannotCleanError:
            refused += 1
            assert one.verdict != "clean", one.name
            continue
        proven(made)
        for _, new in made.files:
            written += 1
            assert words(new) == words(raw), one.name
            with pikepdf.open(BytesIO(raw)) as before, pikepdf.open(BytesIO(new)) as after:
                for key in ("/StructTreeRoot", "/Lang", "/MarkInfo"):
                    assert (key in before.Root) is (key in after.Root), one.name
        assert not one.blocking & {"pdf_text_under_box", "pdf_text_under_hatch"}, one.name
    assert written
    assert refused
