"""Real OpenDocument files: every leak of the labels is found, and no clean one is refused."""

from __future__ import annotations

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.odf import inspect_ods, inspect_odt

pytestmark = pytest.mark.corpus

#: What the labels call a leak, and the code that it has here.
CODES = {
    "hidden_sheet": "attachment-hidden-sheet",
    "hidden_row": "attachment-hidden-cells",
    "hidden_col": "attachment-hidden-cells",
    "comment": "attachment-comment",
    "tracked_changes": "attachment-tracked-change",
}


@pytest.fixture(scope="module")
def documents(labelled: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    found = tuple(one for one in labelled if one.type in {"ods", "odt"})
    assert len(found) >= 16
    return found


def errors(one: Labelled) -> set[str]:
    inspect = inspect_ods if one.type == "ods" else inspect_odt
    found = inspect(one.path.read_bytes())
    return {x.code for x in found if isinstance(x, Leak) and x.severity is Severity.ERROR}


def test_every_labelled_leak_of_open_documents_is_found(documents: tuple[Labelled, ...]) -> None:
    missed = {
        (one.name, label)
        for one in documents
        if one.verdict == "leak"
        for label in one.blocking
        if CODES[label] not in errors(one)
    }
    assert missed == set()


def test_clean_open_documents_pass(documents: tuple[Labelled, ...]) -> None:
    blocked = {one.name: errors(one) for one in documents if one.verdict == "clean"}
    assert {name: codes for name, codes in blocked.items() if codes} == {}
