"""Real workbooks: no leak passes, no clean one is blocked."""

from __future__ import annotations

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.xlsx import inspect_xlsx

pytestmark = pytest.mark.corpus

#: The code that tells each class of the labels.
CODES = {
    "active_filter": "attachment-hidden-cells",
    "hidden_row": "attachment-hidden-cells",
    "hidden_col": "attachment-hidden-cells",
    "hidden_sheet": "attachment-hidden-sheet",
    "veryhidden_sheet": "attachment-hidden-sheet",
    "macro": "attachment-macro",
    "xlm_macro": "attachment-macro",
    "comment": "attachment-comment",
    "threaded_comment": "attachment-comment",
    "persons": "attachment-document-data",
    "pivot_cache": "attachment-cached-data",
    "thumbnail": "attachment-thumbnail",
    "author_meta": "attachment-properties",
    "local_path": "attachment-properties",
    "printer_settings": "attachment-properties",
}


def leaks(file: Labelled) -> list[Leak]:
    return [x for x in inspect_xlsx(file.path.read_bytes()) if isinstance(x, Leak)]


def workbooks(labelled: tuple[Labelled, ...]) -> list[Labelled]:
    found = [file for file in labelled if file.type in ("xlsx", "xlsm")]
    assert found
    return found


def test_every_class_is_found_by_its_code(labelled: tuple[Labelled, ...]) -> None:
    missed = [
        (file.name, each)
        for file in workbooks(labelled)
        for each in file.blocking | file.advisory
        if CODES[each] not in {leak.code for leak in leaks(file)}
    ]
    assert missed == []


def test_a_leak_is_an_error_and_a_clean_workbook_has_none(
    labelled: tuple[Labelled, ...],
) -> None:
    wrong = [
        file.name
        for file in workbooks(labelled)
        if (file.verdict == "leak") != any(x.severity is Severity.ERROR for x in leaks(file))
    ]
    assert wrong == []
