"""Records that an earlier state of the repository had are known from Git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from disclosure_log.history import NoSuchRevisionError, record_ids_at


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    year = tmp_path / "responses" / "2024"
    (year / "bins").mkdir(parents=True)
    (year / "bins.yaml").write_text("x")
    (year / "bins" / "bins.yaml").write_text("an attachment")
    (year / "über.yaml").write_text("x")
    git("add", ".")
    git("commit", "-qm", "First")
    (year / "bins.yaml").unlink()
    return tmp_path


def test_records_of_an_earlier_state(repository: Path) -> None:
    assert record_ids_at(repository, "HEAD") == {"2024/bins", "2024/über"}


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", ""])
def test_an_unknown_revision_is_said_to_be_unknown(repository: Path, revision: str) -> None:
    with pytest.raises(NoSuchRevisionError):
        record_ids_at(repository, revision)


def test_a_folder_without_git(tmp_path: Path) -> None:
    with pytest.raises(NoSuchRevisionError):
        record_ids_at(tmp_path, "HEAD")
