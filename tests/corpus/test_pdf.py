"""PDFs of other people: what leaks is found, what is clean is let pass."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Leak
from disclosure_log.leaks.pdf import inspect_pdf

pytestmark = pytest.mark.corpus

_UNSEEN = {"attachment-covered-text", "attachment-hidden-text"}
_CODES = {
    "annot_contents": {"attachment-comment"},
    "attachment": {"attachment-embedded"},
    "form_value": {"attachment-form-value"},
    "javascript": {"attachment-active-content"},
    "pdf_hidden_text": _UNSEEN,
    "pdf_offpage": _UNSEEN,
    "pdf_text_under_box": _UNSEEN,
    "pdf_text_under_hatch": _UNSEEN,
}
_ADVICE = {
    "author_meta": "attachment-properties",
    "incremental_update": "attachment-earlier-version",
}


def _of(labelled: tuple[Labelled, ...], *verdicts: str) -> list[Labelled]:
    found = [each for each in labelled if each.type == "pdf" and each.verdict in verdicts]
    assert found
    return found


def _codes(file: Labelled, severity: Severity) -> set[str]:
    found = inspect_pdf(file.path.read_bytes())
    return {each.code for each in found if isinstance(each, Leak) and each.severity is severity}


def test_every_leak_is_found_under_its_code(
    labelled: tuple[Labelled, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for file in _of(labelled, "leak"):
        codes = _codes(file, Severity.ERROR)
        for name in file.blocking:
            (found if codes & _CODES[name] else missed)[name] += 1
    with capsys.disabled():
        for name in sorted(_CODES):
            total = found[name] + missed[name]
            sys.stdout.write(f"\npdf  {name:24} {found[name]} of {total}")
    assert not missed


def test_no_clean_pdf_has_an_error(labelled: tuple[Labelled, ...]) -> None:
    files = _of(labelled, "clean", "meta")
    assert [file.name for file in files if _codes(file, Severity.ERROR)] == []


def test_what_can_not_be_inspected_is_refused(labelled: tuple[Labelled, ...]) -> None:
    for file in _of(labelled, "refuse"):
        with pytest.raises(CannotInspectError):
            _codes(file, Severity.ERROR)


def test_what_is_to_be_mended_is_said(labelled: tuple[Labelled, ...]) -> None:
    for file in _of(labelled, "clean", "meta", "leak"):
        if file.name == "issue-463-example.pdf":
            continue
        wanted = {_ADVICE[name] for name in file.advisory if name in _ADVICE}
        assert wanted <= _codes(file, Severity.WARNING), file.name
