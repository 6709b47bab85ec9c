"""Word documents of other people: what leaks is found, what is clean is let pass."""

from __future__ import annotations

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.docx import inspect_docx
from disclosure_log.leaks.leak import Leak

pytestmark = pytest.mark.corpus

_CODES = {
    "comment": "attachment-comment",
    "tracked_insertion": "attachment-tracked-change",
    "tracked_deletion": "attachment-tracked-change",
    "embedded_object": "attachment-embedded",
}
_ADVICE = {
    "author_meta": "attachment-properties",
    "custom_properties": "attachment-properties",
    "people": "attachment-properties",
    "thumbnail": "attachment-thumbnail",
    "track_changes_on": "attachment-tracked-change",
    "protection": "attachment-protection",
    "glossary": "attachment-document-data",
    "custom_xml": "attachment-document-data",
}


def _codes(file: Labelled, severity: Severity) -> set[str]:
    found = inspect_docx(file.path.read_bytes())
    return {each.code for each in found if isinstance(each, Leak) and each.severity is severity}


def test_every_leak_is_found_under_its_code(labelled: tuple[Labelled, ...]) -> None:
    files = [each for each in labelled if each.type == "docx" and each.verdict == "leak"]
    assert files
    for file in files:
        assert {_CODES[name] for name in file.blocking} <= _codes(file, Severity.ERROR), file.name


def test_no_clean_document_has_an_error(labelled: tuple[Labelled, ...]) -> None:
    files = [each for each in labelled if each.type == "docx" and each.verdict in {"clean", "meta"}]
    assert files
    assert [file.name for file in files if _codes(file, Severity.ERROR)] == []


def test_what_is_to_be_mended_is_said(labelled: tuple[Labelled, ...]) -> None:
    for file in (each for each in labelled if each.type == "docx"):
        wanted = {_ADVICE[name] for name in file.advisory if name in _ADVICE}
        assert wanted <= _codes(file, Severity.WARNING), file.name
