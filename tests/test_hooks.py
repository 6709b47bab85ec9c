"""What the Git hooks let out of an officer's computer, and what they stop."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Copy

RECORD = "2025/drones-bought-or-hired"
BAD = "\n# call 07700 900123 about this, or write to alex.sample@mail.example\n"


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    person = ("-c", "user.name=Officer", "-c", "user.email=officer@exampleshire.gov.uk")
    return subprocess.run(
        ["git", *person, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(root)},
    )


@pytest.fixture
def repository(log_copy: Copy) -> Copy:
    """The sample log under Git, with the hooks, and somewhere to push to."""
    (log_copy.root / "scripts").unlink()
    hooks = log_copy.root / "scripts" / "hooks"
    shutil.copytree(ROOT / "scripts" / "hooks", hooks)
    (log_copy.root / ".gitignore").write_text(".cache/\n")
    elsewhere = log_copy.root.parent / "elsewhere.git"
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("init", "-q", "--bare", str(elsewhere)),
        ("remote", "add", "origin", str(elsewhere)),
        ("add", "-A"),
        ("commit", "-q", "-m", "Begin the log"),
    ):
        done = git(log_copy.root, *arguments)
        assert done.returncode == 0, done.stderr
    installed = subprocess.run(
        ["sh", "scripts/hooks/install.sh"], cwd=log_copy.root, check=False, capture_output=True
    )
    assert installed.returncode == 0, installed.stderr
    return log_copy


def spoil(log: Copy) -> None:
    with log.record(RECORD).open("a", encoding="utf-8") as file:
        file.write(BAD)


def commit(log: Copy, *options: str) -> subprocess.CompletedProcess[str]:
    git(log.root, "add", "-A")
    return git(log.root, "commit", "-m", "Change a record", *options)


def test_a_sound_log_is_committed_and_pushed(repository: Copy) -> None:
    record = repository.record(RECORD)
    record.write_text(record.read_text("utf-8") + "\n# looked at again\n", "utf-8")
    assert commit(repository).returncode == 0
    pushed = git(repository.root, "push", "origin", "main")
    assert pushed.returncode == 0, pushed.stderr


def test_a_bad_record_is_not_committed(repository: Copy) -> None:
    spoil(repository)
    done = commit(repository)
    assert done.returncode != 0
    assert "personal-data-phone" in done.stdout + done.stderr
    assert "900123" not in done.stdout + done.stderr
    assert "Nothing was committed" in done.stderr


def test_what_was_changed_after_it_was_added_is_not_committed(repository: Copy) -> None:
    record = repository.record(RECORD)
    record.write_text(record.read_text("utf-8") + "\n# one\n", "utf-8")
    git(repository.root, "add", "-A")
    record.write_text(record.read_text("utf-8") + "\n# two\n", "utf-8")
    done = git(repository.root, "commit", "-m", "Change a record")
    assert done.returncode != 0
    assert "after they were added" in done.stderr


def test_what_was_taken_back_before_the_push_is_not_pushed_either(repository: Copy) -> None:
    before = repository.record(RECORD).read_text("utf-8")
    spoil(repository)
    assert commit(repository, "--no-verify").returncode == 0
    repository.record(RECORD).write_text(before, "utf-8")
    assert commit(repository).returncode == 0
    pushed = git(repository.root, "push", "origin", "main")
    assert pushed.returncode != 0
    assert "Nothing was pushed" in pushed.stderr
    assert git(repository.root, "ls-remote", "origin").stdout == ""


def test_without_the_program_nothing_leaves(repository: Copy, tmp_path: Path) -> None:
    spoil(repository)
    git(repository.root, "add", "-A")
    done = subprocess.run(
        ["git", "-c", "user.name=O", "-c", "user.email=o@example.org", "commit", "-m", "Change"],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    assert done.returncode != 0
    assert "not installed" in done.stderr


def test_a_hook_of_ones_own_is_left_alone(repository: Copy) -> None:
    own = repository.root / ".git" / "hooks" / "pre-push"
    own.write_text("#!/bin/sh\nexit 0\n")
    done = subprocess.run(
        ["sh", "scripts/hooks/install.sh"], cwd=repository.root, check=False, capture_output=True
    )
    assert done.returncode != 0
    assert own.read_text() == "#!/bin/sh\nexit 0\n"
