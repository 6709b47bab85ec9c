"""The files the log owns in the site: which are wanted, which are there, which must be made.

A manifest beside the cache holds, for each file, the digest of what it depended on and its size
and time on disk. A file is kept only where all three still agree; anything in the manifest that
nobody wants any more is removed. Without a manifest everything is made again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from disclosure_log.publishing.memo import digest, read_sealed, write_sealed


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """One file the site should have: where, a digest of all it depends on, and how to make it.

    `task` is whatever the kind's maker needs; it is pickled to another process, so keep it small.
    """

    path: str
    depends: bytes
    task: Any = None


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A file as the manifest knows it."""

    depends: bytes
    size: int
    mtime_ns: int


Writer = Callable[[str, Iterable[bytes]], Made]


@dataclass(frozen=True)
class Difference:
    """What a build has to do: files to make, files to remove, and how many stay."""

    make: tuple[Wanted, ...]
    remove: tuple[str, ...]
    kept: int


class _Kept(msgspec.Struct, frozen=True):
    edition: bytes = b""
    made: dict[str, Made] = {}


class Manifest:
    """What the last build left in one site folder."""

    def __init__(self, path: Path, kept: _Kept) -> None:
        self._path = path
        self._edition = kept.edition
        self._made = kept.made

    @classmethod
    def load(cls, cache: Path, site: Path) -> Manifest:
        """The manifest of a site folder; an unreadable one is an empty one."""
        name = digest(b"manifest", str(site.resolve())).hex()
        path = cache / "manifests" / f"{name}.msgpack"
        raw = read_sealed(path)
        try:
            kept = _Kept() if raw is None else msgspec.msgpack.decode(raw, type=_Kept)
        except msgspec.MsgspecError:
            kept = _Kept()
        return cls(path, kept)

    def is_current(self, site: Path, edition: bytes) -> bool:
        """Whether all files are there as the build of this very edition left them."""
        return self._edition == edition and all(
            _as_left(site, path, made) for path, made in self._made.items()
        )

    def difference(self, site: Path, wanted: Sequence[Wanted]) -> Difference:
        """Compare what is wanted with what is there, by digest, size and time."""
        make = []
        names = set()
        for each in wanted:
            if each.path in names:
                raise ValueError(f"two outputs want to be {each.path}")
            names.add(each.path)
            made = self._made.get(each.path)
            if made is None or made.depends != each.depends or not _as_left(site, each.path, made):
                make.append(each)
        remove = tuple(path for path in self._made if path not in names)
        return Difference(tuple(make), remove, len(names) - len(make))

    def is_of(self, edition: bytes) -> bool:
        return self._edition == edition

    def __len__(self) -> int:
        return len(self._made)

    def record(self, made: Mapping[str, Made], removed: Iterable[str], edition: bytes) -> None:
        """Take note of what was made and removed for an edition, and save."""
        for path in removed:
            self._made.pop(path, None)
        self._made.update(made)
        write_sealed(self._path, msgspec.msgpack.encode(_Kept(edition, self._made)))

    def forget(self) -> None:
        """Before files change: a build that stops half-way must leave nothing to believe in."""
        with suppress(FileNotFoundError):
            self._path.unlink()

    def paths(self) -> Iterator[str]:
        yield from self._made


def _as_left(site: Path, path: str, made: Made) -> bool:
    try:
        status = os.stat(f"{site}/{path}", follow_symlinks=False)
    except OSError:
        return False
    return status.st_size == made.size and status.st_mtime_ns == made.mtime_ns


def write_output(site: Path, path: str, depends: bytes, chunks: Iterable[bytes]) -> Made:
    """Write one output of the site in a stream."""
    target = f"{site}/{path}"
    try:
        file = open(target, "wb")  # noqa: SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        file = open(target, "wb")  # noqa: SIM115
    with file:
        file.writelines(chunks)
    status = os.stat(target)
    return Made(depends, status.st_size, status.st_mtime_ns)


def remove_outputs(site: Path, paths: Iterable[str]) -> None:
    """Remove outputs, and folders that they leave empty."""
    folders = set()
    for path in paths:
        target = site / path
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            target.unlink()
        folders.add(target.parent)
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        while folder != site:
            try:
                folder.rmdir()
            except OSError:
                break
            folder = folder.parent
