"""The files the log owns in the site: which are wanted, which are there, which must be made.

A manifest beside the cache holds, for each file, the digest of what it depended on and its size
and time on disk. A file is kept only where all three still agree; anything in the manifest that
nobody wants any more is removed. Without a manifest everything is made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from disclosure_log.publishing.memo import digest, read_sealed, write_sealed


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """One file the site should have: where, a digest of all it depends on, and how to make it.

    `task` is whatever the kind's maker needs, or a function of no arguments that gives it, called
    only where the file is to be made. It is pickled to another process, so keep it small.
    """

    path: str
    depends: bytes
    task: Any = None


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A file as the manifest knows it."""

    depends: bytes
    size: int
    mtime_ns: int


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A group of files as the last build left it: what it depended on, and its files."""

    depends: bytes
    made: dict[str, Made]


class _Kept(msgspec.Struct, frozen=True):
    edition: bytes = b""
    groups: dict[str, Kept] = {}


class Manifest:
    """What the last build left in one site folder, by group."""

    def __init__(self, path: Path, kept: _Kept) -> None:
        self._path = path
        self._edition = kept.edition
        self.groups: Mapping[str, Kept] = kept.groups

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
            is_as_left(site, kept) for kept in self.groups.values()
        )

    def paths(self) -> Iterator[str]:
        for kept in self.groups.values():
            yield from kept.made

    def __len__(self) -> int:
        return sum(len(kept.made) for kept in self.groups.values())

    def record(self, groups: Mapping[str, Kept], edition: bytes) -> None:
        """Take note of all groups as they are now, and save."""
        self.groups, self._edition = groups, edition
        write_sealed(self._path, msgspec.msgpack.encode(_Kept(edition, dict(groups))))

    def forget(self) -> None:
        """Before files change: a build that stops half-way must leave nothing to believe in."""
        with suppress(FileNotFoundError):
            self._path.unlink()


def is_as_left(site: Path, kept: Kept) -> bool:
    """Whether every file of a group is there with its size and time."""
    return all(_as_left(site, path, made) for path, made in kept.made.items())


def split(
    site: Path, kept: Kept | None, wanted: Iterable[Wanted]
) -> tuple[dict[str, Made], list[Wanted]]:
    """Of the files a group wants, those that are there as they should be, and those to make."""
    before = kept.made if kept is not None else {}
    there: dict[str, Made] = {}
    make: list[Wanted] = []
    for each in wanted:
        made = before.get(each.path)
        if made is not None and made.depends == each.depends and _as_left(site, each.path, made):
            there[each.path] = made
        else:
            make.append(each)
    return there, make


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
