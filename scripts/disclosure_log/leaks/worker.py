"""The process that files are inspected in: it divides itself for each, and limits each part.

Run by the guard as `python -m disclosure_log.leaks.worker`; requests come in on standard input,
answers go out on standard output, nothing else is ever written anywhere.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import struct
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

import msgspec

from disclosure_log.leaks.canaries import canaries
from disclosure_log.leaks.inspect import inspect_bytes, preload, unreadable
from disclosure_log.leaks.kinds import MAX_SIZE, Kind
from disclosure_log.leaks.leak import Leak
from disclosure_log.leaks.text.rule import Known

TOKEN = 16
_LENGTH = struct.Struct(">Q")
LARGEST_ANSWER = 8 * 1024 * 1024
_LARGEST_REQUEST = 2 * MAX_SIZE
_OPEN_FILES = 64


@dataclass(frozen=True)
class Request:
    """One file to look into, and how much it may take."""

    token: bytes
    name: str
    raw: bytes
    known: Known
    allowed: frozenset[Kind]
    loose: bool
    seconds: float
    memory: int


@dataclass(frozen=True)
class Answer:
    """What was found; `token` is the request's, so that no answer is taken for another's."""

    token: bytes
    leaks: tuple[Leak, ...]


def send(stream: BinaryIO, message: Request | Answer) -> None:
    """Write a message and its length."""
    body = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, largest: int) -> bytes | None:
    """A message's bytes; None where the stream ends too early or no such message can be meant."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > largest:
        return None
    body = stream.read(length)
    return body if len(body) == length else None


def main() -> None:
    """Answer requests until there are no more."""
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers:
        # Libraries in C print where they like: let nothing of a file reach a log or an answer.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        preload()
        for canary in canaries():  # what libraries load at first use is loaded once for all
            inspect_bytes(canary.name, canary.raw, Known())
        gc.collect()
        gc.freeze()
        while (body := receive(requests, _LARGEST_REQUEST)) is not None:
            request = msgspec.msgpack.decode(body, type=Request)
            del body
            send(answers, _answer(request))


def _answer(request: Request) -> Answer:
    if not hasattr(os, "fork"):  # Windows: the guard gives each file a worker of its own
        return _inspected(request)
    leaks = _divided(request)
    return Answer(request.token, leaks)


def _inspected(request: Request) -> Answer:
    leaks = inspect_bytes(
        request.name, request.raw, request.known, allowed=request.allowed, loose=request.loose
    )
    return Answer(request.token, leaks)


def _divided(request: Request) -> tuple[Leak, ...]:
    """What a child finds; whatever becomes of it, there is an answer."""
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        os.close(mine)
        _child(request, its)
    os.close(its)
    try:
        body = _read_until(mine, time.monotonic() + request.seconds)
    finally:
        os.close(mine)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if body is None:
        return (unreadable("The inspection took longer than it may."),)
    # The child waits to be killed once it has answered, so only its answer counts.
    leaks = _decoded(body, request.token)
    if leaks is None:
        return (unreadable(_ending(status)),)
    return leaks


def _decoded(body: bytes, token: bytes) -> tuple[Leak, ...] | None:
    if len(body) < _LENGTH.size or _LENGTH.unpack_from(body)[0] != len(body) - _LENGTH.size:
        return None
    with suppress(msgspec.MsgspecError, ValueError):
        answer = msgspec.msgpack.decode(body[_LENGTH.size :], type=Answer)
        return answer.leaks if answer.token == token else None
    return None


def _ending(status: int) -> str:
    """Why a child that did not answer ended, as far as the system says."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return "The inspection took longer than it may."
    return "The inspection of the file broke off."


def _read_until(pipe: int, deadline: float) -> bytes | None:
    """All that comes through a pipe; None when time is over."""
    pieces = bytearray()
    while len(pieces) <= LARGEST_ANSWER:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            return None
        piece = os.read(pipe, 1 << 16)
        if not piece:
            break
        pieces += piece
    return bytes(pieces)


def _child(request: Request, pipe: int) -> NoReturn:
    """Inspect under limits, answer, and end without any of a program's farewells."""
    code = 1
    try:
        # The channel to the guard is not the child's: what it wrote there would pass for an answer.
        os.closerange(3, pipe)
        os.closerange(pipe + 1, _OPEN_FILES)
        gc.set_threshold(100_000, 20, 100)  # it lives for one file
        with os.fdopen(pipe, "wb") as answers:
            _limit(request)
            send(answers, _inspected(request))
        code = 0
    finally:
        os._exit(code)


def _limit(request: Request) -> None:
    """What a hostile file can take and do: bounded memory and time, no writing, no children."""
    import resource  # not on Windows

    seconds = int(request.seconds) + 1
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, _address_space() + request.memory),
    ):
        with suppress(ValueError, OSError):  # macOS knows not all of them
            resource.setrlimit(what, (most, most))
    sys.addaudithook(_forbid)


def _address_space() -> int:
    """What the process has already; libraries reserve much that they never use."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 -- no real file
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


_FORBIDDEN = (
    "subprocess.",
    "socket.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "shutil.",
    "tempfile.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """No file is written, nothing started, no network used while a file is looked into."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise PermissionError
    elif event.startswith(_FORBIDDEN):
        raise PermissionError


if __name__ == "__main__":
    main()
