"""What lies on disk: every record and attachment with a digest of its bytes.

A file's digest is remembered under its size, times and inode, and used again only where none of
them can have stayed the same over an edit: a file touched within two seconds of the last scan is
always read again, since a clock may tick more coarsely than a person saves.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import msgspec

from disclosure_log.publishing.memo import digest, read_sealed, write_sealed

_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_RACY_NS = 2_000_000_000
_NAME = attrgetter("name")


class AttachmentFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file in a record's folder: `name` is relative to the folder, `size` in bytes."""

    name: str
    size: int
    digest: bytes


class RecordFiles(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A record's file and those in the folder beside it; `path` is relative to the root."""

    id: str
    path: str
    digest: bytes
    attachments: tuple[AttachmentFile, ...] = ()


class _Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    digest: bytes


class _Memory(msgspec.Struct, frozen=True, array_like=True):
    scanned_ns: int
    files: dict[str, _Seen]


@dataclass(frozen=True)
class Snapshot:
    """The records of a log in order of id, and what lies among them that belongs to none.

    A stray folder's path ends in a slash.
    """

    records: tuple[RecordFiles, ...]
    strays: tuple[str, ...]


def scan(root: Path, memory: Path | None = None) -> Snapshot:
    """Find every record below `responses/`; `memory` is where digests are kept between runs."""
    hasher = _Hasher(root, _recall(memory))
    records: list[RecordFiles] = []
    strays: list[str] = []
    top = root / "responses"
    for year in _sorted_entries(top):
        if year.name.startswith("."):
            continue
        if not (year.is_dir(follow_symlinks=False) and _YEAR.match(year.name)):
            strays.append(f"responses/{_readable(year.name)}")
            continue
        found, odd = _scan_year(year, hasher)
        records += found
        strays += odd
    if memory is not None:
        hasher.save(memory)
    return Snapshot(tuple(records), tuple(strays))


def digest_of_trees(folders: Iterable[Path]) -> bytes:
    """A digest of every file below some folders, by its place and its bytes."""
    parts: list[bytes | str] = []
    for number, folder in enumerate(folders):
        for path, names, files in os.walk(folder, followlinks=True):
            names.sort()
            for name in sorted(files):
                file = Path(path, name)
                parts += [str(number), os.fsencode(file.relative_to(folder)), file.read_bytes()]
    return digest(*parts)


def _scan_year(year: os.DirEntry[str], hasher: _Hasher) -> tuple[list[RecordFiles], list[str]]:
    files: dict[str, os.DirEntry[str]] = {}
    folders: dict[str, os.DirEntry[str]] = {}
    strays: list[str] = []
    for item in _sorted_entries(year.path):
        name = _readable(item.name)
        if name != item.name:
            strays.append(f"responses/{year.name}/{name}")
        elif item.is_file(follow_symlinks=False) and item.name.endswith(".yaml"):
            files[item.name.removesuffix(".yaml")] = item
        elif item.is_dir(follow_symlinks=False):
            folders[item.name] = item
        elif not item.name.startswith("."):
            strays.append(f"responses/{year.name}/{item.name}")
    records = []
    for slug, item in files.items():
        path = f"responses/{year.name}/{slug}.yaml"
        attachments: tuple[AttachmentFile, ...] = ()
        if slug in folders:
            base = f"responses/{year.name}/{slug}"
            attachments = tuple(_attachments(folders.pop(slug).path, base, hasher))
        records.append(
            RecordFiles(f"{year.name}/{slug}", path, hasher.digest_of(item, path)[0], attachments)
        )
    strays += [f"responses/{year.name}/{name}/" for name in folders]
    return records, strays


def _attachments(folder: str, base: str, hasher: _Hasher) -> Iterator[AttachmentFile]:
    for item in _sorted_entries(folder):
        name = _readable(item.name)
        if name == item.name and item.is_file(follow_symlinks=False):
            value, size = hasher.digest_of(item, f"{base}/{item.name}")
            yield AttachmentFile(item.name, size, value)
        else:
            # A folder, a link or an unreadable name: named so that the checks refuse it.
            yield AttachmentFile(f"{name}/", 0, b"")


def read_checked(path: Path, expected: bytes) -> bytes:
    """A file's bytes, if they are still those whose digest was taken; OSError when they changed."""
    raw = path.read_bytes()
    if digest(raw) != expected:
        raise OSError(f"{path.name} changed while the site was being built")
    return raw


def _readable(name: str) -> str:
    """A file's name; signs that stand for bytes of no character become U+FFFD."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _sorted_entries(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=_NAME)
    except FileNotFoundError:
        return []


class _Hasher:
    def __init__(self, root: Path, memory: _Memory) -> None:
        self._root = root
        self._known = memory.files
        self._settled_ns = memory.scanned_ns - _RACY_NS
        self._new: dict[str, _Seen] = {}
        self._started_ns = time.time_ns()
        self._changed = False

    def digest_of(self, item: os.DirEntry[str], path: str) -> tuple[bytes, int]:
        status = item.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is not an ordinary file")
        old = self._known.get(path)
        if (
            old is not None
            and old.size == status.st_size
            and old.mtime_ns == status.st_mtime_ns < self._settled_ns
            and old.ctime_ns == status.st_ctime_ns < self._settled_ns
            and old.inode == status.st_ino
        ):
            self._new[path] = old
            return old.digest, old.size
        self._changed = True
        raw = Path(item.path).read_bytes()
        seen = _Seen(len(raw), status.st_mtime_ns, status.st_ctime_ns, status.st_ino, digest(raw))
        self._new[path] = seen
        return seen.digest, seen.size

    def save(self, memory: Path) -> None:
        if not self._changed and self._new.keys() == self._known.keys():
            return
        write_sealed(memory, msgspec.msgpack.encode(_Memory(self._started_ns, self._new)))


def _recall(memory: Path | None) -> _Memory:
    nothing = _Memory(0, {})
    if memory is None:
        return nothing
    raw = read_sealed(memory)
    try:
        return nothing if raw is None else msgspec.msgpack.decode(raw, type=_Memory)
    except msgspec.MsgspecError:
        return nothing
