"""The known-bad files: each is found, and a run that misses one inspects nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks import guard
from disclosure_log.leaks.canaries import Canary, canaries
from disclosure_log.leaks.guard import CanaryMissedError, inspect_files
from disclosure_log.leaks.inspect import inspect_bytes, preload
from disclosure_log.leaks.kinds import Kind, kind_of
from disclosure_log.leaks.text.rule import Known


@pytest.mark.parametrize("canary", canaries(), ids=lambda canary: canary.name)
def test_every_canary_is_found_out(canary: Canary) -> None:
    found = inspect_bytes(canary.name, canary.raw, Known())
    assert canary.code in {one.code for one in found if one.severity is Severity.ERROR}
    assert "attachment-unreadable" not in {one.code for one in found}


def test_there_is_a_canary_of_every_family_of_files() -> None:
    kinds = {kind_of(one.name, one.raw) for one in canaries()}
    assert kinds >= {Kind.XLSX, Kind.PDF, Kind.DOCX, Kind.JPEG, Kind.CSV, Kind.TEXT}


def test_the_canaries_take_next_to_no_time() -> None:
    preload()
    began = time.process_time()
    for canary in canaries():
        inspect_bytes(canary.name, canary.raw, Known())
    assert time.process_time() - began < 0.5


def test_a_run_that_misses_a_canary_inspects_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmless = Canary("canary.txt", b"Nothing at all.\n", "personal-data-email", "an address")
    monkeypatch.setattr(guard, "canaries", lambda: (*canaries(), harmless))
    file = tmp_path / "answer.txt"
    file.write_text("Words", "utf-8")
    run = inspect_files([(file.name, file)], Known(), digest=len)
    with pytest.raises(CanaryMissedError, match="an address"):
        next(run)
