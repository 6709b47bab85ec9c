"""Run a program and see what it cost: time, work of all its processes, memory, bytes written."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.1  # seconds between looks at a running program's memory


@dataclass(frozen=True)
class Cost:
    """What one run cost. Memory in bytes; `largest` is one process, `tree` all at one moment.

    The tree's sum counts memory that processes share once (PSS, from Linux' smaps_rollup).
    """

    wall: float
    cpu: float
    largest: int
    tree: int
    status: int


class FailedError(Exception):
    """A program that was to be measured did not do its work."""


def run(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str], log: Path) -> Cost:
    """Run a command to its end; what it says goes to `log`. FailedError when it fails."""
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=dict(environment), stdout=said, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
    if process.returncode:
        end = log.read_text("utf-8", "replace")[-2_000:]
        raise FailedError(f"{' '.join(command[:4])} … ended with {process.returncode}:\n{end}")
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        largest=watch.largest,
        tree=watch.tree,
        status=process.returncode,
    )


class _Watch(threading.Thread):
    """Looks at a process and all below it, again and again, until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.largest = 0
        self.tree = 0

    def run(self) -> None:
        while not self._ended.is_set():
            together = 0
            for pid in family(self._pid):
                self.largest = max(self.largest, _kib(f"/proc/{pid}/status", "VmHWM:"))
                together += _kib(f"/proc/{pid}/smaps_rollup", "Pss:")
            self.tree = max(self.tree, together)
            self._ended.wait(_PAUSE)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def family(pid: int) -> Iterator[int]:
    """A process and every one below it, as Linux tells; nothing where it has ended."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from family(int(child))
    except OSError:
        return


def _kib(path: str, label: str) -> int:
    try:
        with Path(path).open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                if line.startswith(label):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def written(folder: Path) -> tuple[int, int]:
    """How many files lie below a folder, and their bytes."""
    files = size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            files += 1
            size += Path(place, name).lstat().st_size
    return files, size
