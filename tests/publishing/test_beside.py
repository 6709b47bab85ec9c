"""Work beside: its bytes come back, and whatever befalls it, the one who asked can do it."""

import os
import signal
import threading
from pathlib import Path

import pytest

from disclosure_log.publishing.beside import beside


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a build: threads that earlier tests left do not count."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_the_bytes_of_the_work_come_back() -> None:
    here = os.getpid()
    wait = beside(lambda: str(os.getpid()).encode() + b" " * 1_000_000)
    raw = wait()
    assert raw is not None
    assert int(raw) != here
    assert len(raw) > 1_000_000


def test_what_it_writes_stays(tmp_path: Path) -> None:
    def work() -> bytes:
        (tmp_path / "made").write_bytes(b"made")
        return b""

    assert beside(work)() == b""
    assert (tmp_path / "made").read_bytes() == b"made"


def test_work_that_fails_gives_nothing() -> None:
    def work() -> bytes:
        raise ValueError

    assert beside(work)() is None


def test_work_that_is_killed_gives_nothing() -> None:
    def work() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"never"

    assert beside(work)() is None


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert beside(lambda: b"work")() is None
