"""Whatever becomes of an inspection, a file that was not looked into to its end does not pass."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.guard import CanaryMissedError, Inspected, Limits, inspect_files
from disclosure_log.leaks.text.rule import Known

SECRET = "Zebedee Quillfeather"

#: Takes the place of the inspector of plain text in a worker, and does as the text says.
HOSTILE = """
import ctypes, os, signal, socket, subprocess, sys, time
from disclosure_log.leaks import plain_file
from disclosure_log.leaks.leak import CannotInspectError, Passage, leak

def inspect_plain(raw):
    text = raw.decode()
    yield Passage(text, "line 1")
    order = text.split()[0]
    if order == "crash":
        ctypes.string_at(0)
    elif order == "abort":
        os.abort()
    elif order == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "quits":
        os._exit(0)
    elif order == "leaves":
        sys.exit(0)
    elif order == "hangs":
        while True:
            time.sleep(1)
    elif order == "spins":
        while True:
            pass
    elif order == "eats":
        held = []
        while True:
            held.append(bytearray(50_000_000))
    elif order == "raises":
        raise ValueError(text)
    elif order == "refuses":
        raise CannotInspectError("The file is broken.")
    elif order == "recurses":
        def again(): again()
        again()
    elif order == "writes":
        with open(text.split()[1], "w") as stream:
            stream.write("x")
    elif order == "writes-below":
        libc = ctypes.CDLL(None)
        stream = libc.open(text.split()[1].encode(), os.O_WRONLY | os.O_CREAT, 0o600)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        if libc.write(stream, b"x", 1) == 1:
            yield leak("attachment-macro", "", "It wrote.")
        raise ValueError
    elif order == "starts":
        subprocess.run(["true"])
    elif order == "divides":
        os.fork()
    elif order == "calls":
        socket.socket().connect(("127.0.0.1", 9))
    elif order == "prints":
        os.write(1, raw)
        os.write(2, raw)
        print(text)
    elif order == "babbles":
        for stream in range(3, 64):
            try:
                os.write(stream, raw * 100)
            except OSError:
                pass


plain_file.inspect_plain = inspect_plain
"""


def digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()


def inspect(*files: Path, limits: Limits | None = None) -> list[Inspected[str]]:
    named = [(file.name, file) for file in files]
    return list(inspect_files(named, Known(), digest=digest, limits=limits))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose workers do to a text what the text says."""
    room = tmp_path_factory.mktemp("hostile")
    (room / "sitecustomize.py").write_text(HOSTILE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(room))
        yield room


BREAKING = [
    "crash",
    "abort",
    "killed",
    "quits",
    "leaves",
    "raises",
    "refuses",
    "recurses",
    "eats",
    "starts",
    "divides",
    "calls",
    "babbles",
]
WRITING = ("writes", "writes-below")


def texts(folder: Path, *orders: str) -> list[Path]:
    files = []
    for number, order in enumerate(orders):
        file = folder / f"{number}.txt"
        file.write_text(f"{order} {SECRET}", "utf-8")
        files.append(file)
    return files


def codes(one: Inspected[str]) -> set[str]:
    return {leak.code for leak in one.leaks if leak.severity is Severity.ERROR}


@pytest.fixture(scope="module")
def written(hostile: Path) -> Path:
    return hostile / "written"


@pytest.fixture(scope="module")
def broken(hostile: Path, written: Path) -> dict[str, Inspected[str]]:
    """Every hostile text inspected in one run, a harmless one after each."""
    orders = [*BREAKING, *(f"{order} {written}" for order in WRITING)]
    mixed = [each for order in orders for each in (order, "fine")]
    found = inspect(*texts(hostile, *mixed), limits=Limits(seconds=20, memory=1 << 28))
    assert all(codes(one) == set() for one in found[1::2])
    return {order.split()[0]: one for order, one in zip(orders, found[::2], strict=True)}


@pytest.mark.parametrize("order", [*BREAKING, *WRITING])
def test_an_inspection_that_breaks_off_refuses_the_file(
    broken: dict[str, Inspected[str]], order: str
) -> None:
    assert codes(broken[order]) == {"attachment-unreadable"}
    assert SECRET not in repr(broken[order].leaks)


def test_an_inspection_writes_no_file(broken: dict[str, Inspected[str]], written: Path) -> None:
    assert set(WRITING) <= set(broken)
    assert not written.exists() or not written.stat().st_size


def test_an_inspection_that_does_not_end_refuses_the_file(
    hostile: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    orders = ("hangs", "prints", "spins", "fine", "eats", "fine")
    found = inspect(*texts(hostile, *orders), limits=Limits(seconds=2, memory=1 << 28))
    refused = {"attachment-unreadable"}
    assert [codes(one) for one in found] == [refused, set(), refused, set(), refused, set()]
    assert time.monotonic() - began < 20
    assert SECRET not in "".join(capfd.readouterr())


def test_the_digest_is_of_the_bytes_that_were_inspected(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, file in enumerate(files):
        file.write_text(f"Answer {number}", "utf-8")
    found = inspect(*files)
    assert [one.name for one in found] == [file.name for file in files]
    assert [one.digest for one in found] == [digest(file.read_bytes()) for file in files]
    assert [one.leaks for one in found] == [()] * 5


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    found = inspect(tmp_path / "missing.txt", tmp_path, pipe)
    assert [codes(one) for one in found] == [{"attachment-unreadable"}] * 3


def test_no_files_start_nothing() -> None:
    assert inspect() == []


def test_a_run_that_is_given_up_leaves_nothing_running(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(20)]
    for file in files:
        file.write_text("Answer", "utf-8")
    run = inspect_files([(file.name, file) for file in files], Known(), digest=digest)
    with closing(run):  # type: ignore[type-var]
        assert next(run).leaks == ()


def test_a_worker_that_cannot_start_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CanaryMissedError):
        inspect(*texts(tmp_path, "Answer"))
