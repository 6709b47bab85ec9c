"""Files inspected apart from this process: whatever happens there, nothing passes by accident."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from stat import S_ISREG
from typing import Generic, NamedTuple, TypeVar

import msgspec

from disclosure_log.finding import Severity
from disclosure_log.leaks.canaries import Canary, canaries
from disclosure_log.leaks.inspect import unreadable
from disclosure_log.leaks.kinds import MAX_SIZE, Kind
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.worker import LARGEST_ANSWER, TOKEN, Answer, Request, receive, send

Digest = TypeVar("Digest")

#: Beyond its own limit a worker is given so long to say that a file took too long.
_GRACE = 20.0
#: What a worker is told of the surroundings: enough to start, no more.
_SURROUNDINGS = ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class CanaryMissedError(Exception):
    """The inspection no longer finds what it must: nothing it says can be relied on."""


@dataclass(frozen=True)
class Limits:
    """How much one file may take."""

    seconds: float = 240.0
    memory: int = 1024 * 1024 * 1024


class Inspected(NamedTuple, Generic[Digest]):
    """A file's digest, of the very bytes that were inspected, and what they give away."""

    name: str
    digest: Digest
    leaks: tuple[Leak, ...]


def inspect_files(
    files: Sequence[tuple[str, Path]],
    known: Known,
    *,
    digest: Callable[[bytes], Digest],
    allowed: frozenset[Kind] = frozenset(),
    loose: bool = False,
    processes: int = 2,
    limits: Limits | None = None,
) -> Iterator[Inspected[Digest]]:
    """Inspect files, named and in order, each in a process of its own; the canaries come first.

    Raises CanaryMissedError before the first file if a known-bad one is not found out.
    """
    if not files:
        return
    count = max(1, min(processes, len(files)))
    workers = _Workers(count, limits or Limits())

    def inspect(file: tuple[str, Path]) -> Inspected[Digest]:
        name, path = file
        raw = _read(path)
        if isinstance(raw, Leak):
            return Inspected(name, digest(b""), (raw,))
        return Inspected(name, digest(raw), workers.ask(name, raw, known, allowed, loose))

    def sing(canary: Canary) -> None:
        _check(canary, workers.ask(canary.name, canary.raw, Known(), frozenset(), True))

    pool = ThreadPoolExecutor(count, thread_name_prefix="inspection")
    try:
        for _ in pool.map(sing, canaries()):
            pass
        yield from pool.map(inspect, files)
    finally:
        workers.stop()
        pool.shutdown(cancel_futures=True)
        workers.close()


def _check(canary: Canary, leaks: tuple[Leak, ...]) -> None:
    if not any(one.code == canary.code and one.severity is Severity.ERROR for one in leaks):
        raise CanaryMissedError(
            f"The inspection did not find {canary.what}, which it must. Nothing was inspected."
        )


def _read(path: Path) -> bytes | Leak:
    """A file's bytes, once; a thing that is no plain file is never opened."""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):
            return unreadable("This is not a file.")
        with path.open("rb") as stream:
            raw = stream.read(MAX_SIZE + 1)
    except OSError:
        return unreadable("The file cannot be read.")
    if len(raw) > MAX_SIZE:
        return unreadable(f"The file is larger than {MAX_SIZE // 1024 // 1024} MB.")
    return raw


class _Workers:
    """A few processes that divide themselves for each file."""

    def __init__(self, count: int, limits: Limits) -> None:
        self._limits = limits
        self._stopped = False
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._free: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        for _ in range(count):
            self._free.put(self._start())

    def ask(
        self, name: str, raw: bytes, known: Known, allowed: frozenset[Kind], loose: bool
    ) -> tuple[Leak, ...]:
        """What a worker finds in a file; one that fails has refused it."""
        worker = self._free.get()
        kept: subprocess.Popen[bytes] | None = None
        try:
            worker = worker if worker is not None else self._start()
            if worker is None:
                return (unreadable("The inspection could not be started."),)
            token = secrets.token_bytes(TOKEN)
            limits = self._limits
            leaks = self._exchange(
                worker,
                Request(token, name, raw, known, allowed, loose, limits.seconds, limits.memory),
            )
            if leaks is None:
                return (unreadable("The inspection of the file broke off."),)
            kept = worker if hasattr(os, "fork") else None
            return leaks
        finally:
            if kept is None and worker is not None:
                self._end(worker)
            self._free.put(kept)

    def _exchange(
        self, worker: subprocess.Popen[bytes], request: Request
    ) -> tuple[Leak, ...] | None:
        """Send a request and wait for its answer, no longer than a file may take."""
        assert worker.stdin is not None
        assert worker.stdout is not None
        end = threading.Timer(request.seconds + _GRACE, worker.kill)
        end.daemon = True
        end.start()
        try:
            send(worker.stdin, request)  # type: ignore[arg-type]
            body = receive(worker.stdout, LARGEST_ANSWER)  # type: ignore[arg-type]
            if body is None:
                return None
            answer = msgspec.msgpack.decode(body, type=Answer)
        except (OSError, ValueError, msgspec.MsgspecError):
            return None
        finally:
            end.cancel()
        return answer.leaks if answer.token == request.token else None

    def _start(self) -> subprocess.Popen[bytes] | None:
        root = str(Path(__file__).resolve().parents[2])
        surroundings = {key: os.environ[key] for key in _SURROUNDINGS if key in os.environ}
        paths = [root, *filter(None, [surroundings.get("PYTHONPATH")])]
        with self._lock:
            if self._stopped:
                return None
            try:
                worker = subprocess.Popen(
                    # -P: the folder that the log lies in may hold anything
                    [sys.executable, "-P", "-B", "-m", "disclosure_log.leaks.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=surroundings
                    | {
                        "PYTHONPATH": os.pathsep.join(paths),
                        "PYTHONUTF8": "1",
                        # Threads of a library would be lost when the process divides itself.
                        "OPENBLAS_NUM_THREADS": "1",
                        "OMP_NUM_THREADS": "1",
                    },
                    start_new_session=True,
                )
            except OSError:
                return None
            self._running.add(worker)
            return worker

    def _end(self, worker: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running.discard(worker)
        worker.kill()
        for stream in (worker.stdin, worker.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        worker.wait()

    def stop(self) -> None:
        """End all, at once: nobody waits for their answers any more."""
        with self._lock:
            self._stopped = True
            for worker in self._running:
                worker.kill()

    def close(self) -> None:
        """Give back what the ended ones held."""
        for worker in tuple(self._running):
            self._end(worker)
