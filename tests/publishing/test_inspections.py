"""Attachments are inspected once, and what a person allowed passes in them as in the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_log.checks import known_to
from disclosure_log.leaks.text.rule import Known
from disclosure_log.model import Catalogue
from disclosure_log.publishing import inspections
from disclosure_log.publishing.inspections import inspected
from disclosure_log.publishing.memo import Memo
from disclosure_log.publishing.scan import AttachmentFile, scan
from disclosure_log.publishing.work import Silent

CATALOGUE = Catalogue({}, {})
MAILBOX = "appeals.desk@sampleton-trust.example"
RECORD = """\
title: Penalty charge notices
questions: []
redaction:
  status: nothing-to-redact
  checked_by: Information Governance Manager
  checked_on: 2024-03-27
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "responses" / "2024" / "notices"
    folder.mkdir(parents=True)
    folder.with_suffix(".yaml").write_text(RECORD, "utf-8")
    (folder / "notices.csv").write_text(f"Year,Write to\n2023,{MAILBOX}\n", "utf-8")
    return tmp_path


def codes(log: Path, memo: Memo) -> list[str]:
    found = inspected(scan(log).records, log, CATALOGUE, memo, Silent())
    return [leak.code for _, leak in found["2024/notices"]]


def test_what_was_inspected_is_not_inspected_again(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo(None)
    first = codes(log, memo)
    assert first == ["personal-data-email"]
    monkeypatch.delattr(inspections, "inspect_files")
    assert codes(log, memo) == first


def test_a_changed_file_is_inspected_again(log: Path) -> None:
    memo = Memo(None)
    codes(log, memo)
    (log / "responses/2024/notices/notices.csv").write_text("Year,Notices\n2023,4312\n", "utf-8")
    assert codes(log, memo) == []


def test_an_allowed_text_passes_in_an_attachment_too(log: Path) -> None:
    memo = Memo(None)
    codes(log, memo)
    record = log / "responses/2024/notices.yaml"
    record.write_text(f"{RECORD}  allowed: [{{text: {MAILBOX}, reason: Team}}]\n", "utf-8")
    assert codes(log, memo) == []


def test_a_memory_is_never_made_for_what_an_officer_looks_for() -> None:
    with pytest.raises(ValueError, match="never remembered"):
        inspections._key(AttachmentFile("a.csv", 1, b"x"), Known(words=("Sample",)))
    assert known_to(words=[" Sample "]).words == ("Sample",)
