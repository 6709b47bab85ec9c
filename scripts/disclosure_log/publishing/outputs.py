"""The files the log owns in the site: which are wanted, which are there, which must be made.

A manifest beside the cache holds, for each file, the digest of what it depended on and its size
and time on disk. A file is kept only where all three still agree; anything in the manifest that
nobody wants any more is removed. Without a manifest everything is made again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from disclosure_log.publishing.beside import beside
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed

_NO_FOLDER = -1


class Wanted(msgspec.Struct, frozen=True, array_like=True):
    """One file the site should have: where, a digest of all it depends on, and how to make it.

    `task` is whatever the kind's maker needs, or a function of no arguments that gives it, called
    only where the file is to be made. It is pickled to another process, so keep it small.
    """

    path: str
    depends: bytes
    task: Any = None


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file as the manifest knows it."""

    depends: bytes
    size: int
    mtime_ns: int


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A group of files as the last build left it: what it depended on, and its files."""

    depends: bytes
    made: dict[str, Made]


class Frame(msgspec.Struct, frozen=True):
    """What the site generator made by itself: its files, and by depth the shells it gave us.

    `key` is a digest of all that it read.
    """

    key: bytes
    shells: dict[int, str]
    files: dict[str, Made]


class _Kept(msgspec.Struct, frozen=True):
    edition: bytes = b""
    groups: dict[str, Kept] = {}
    frame: Frame | None = None
    folders: dict[str, int] = {}


class Standing(msgspec.Struct, frozen=True):
    """How a site folder stands against what the last build left there.

    `edition` is empty where any of our files is not as it was; `frame` is the key of the
    generator's part, empty where that is not as it was. It is tidy where no file came that nobody
    made. `sound` names the groups whose every file is as it was, of `files` files in all.
    """

    edition: bytes = b""
    frame: bytes = b""
    tidy: bool = False
    sound: frozenset[str] = frozenset()
    files: int = 0


class Manifest:
    """What the last build left in one site folder, by group."""

    def __init__(self, path: Path, kept: _Kept) -> None:
        self._path = path
        self._kept = kept

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

    @property
    def groups(self) -> Mapping[str, Kept]:
        return self._kept.groups

    @property
    def frame(self) -> Frame | None:
        return self._kept.frame

    def standing(self, site: Path) -> Standing:
        """How the site stands; looks at every file and folder that was left there."""
        kept = self._kept
        sound = frozenset(name for name, group in kept.groups.items() if is_as_left(site, group))
        frame = kept.frame
        whole = frame is not None and _all_as_left(site, frame.files)
        return Standing(
            edition=kept.edition if len(sound) == len(kept.groups) else b"",
            frame=frame.key if frame is not None and whole else b"",
            tidy=all(_folder_time(site, path) == time for path, time in kept.folders.items()),
            sound=sound,
            files=len(self),
        )

    def paths(self) -> Iterator[str]:
        for kept in self.groups.values():
            yield from kept.made

    def __len__(self) -> int:
        return sum(len(kept.made) for kept in self.groups.values())

    def record(
        self,
        groups: Mapping[str, Kept],
        edition: bytes,
        site: Path | None = None,
        frame: Frame | None = None,
        touched: Iterable[str] | None = None,
    ) -> None:
        """Take note of all groups, and of the generator's frame in a site, as they are now.

        `touched` are the paths that came or went since all was as the manifest says; None if it
        was not.
        """
        folders: dict[str, int] = {}
        if site is not None and frame is not None:
            folders = dict(self._kept.folders)
            if touched is None or not folders:
                files = (*(kept.made for kept in groups.values()), frame.files)
                folders, touched = {}, (path for made in files for path in made)
            for path in _with_parents({path.rpartition("/")[0] for path in touched} | {""}):
                folders[path] = time = _folder_time(site, path)
                if time == _NO_FOLDER:
                    del folders[path]
        self._kept = _Kept(edition, dict(groups), frame, folders)
        write_sealed(self._path, msgspec.msgpack.encode(self._kept))

    def forget(self) -> None:
        """Before files change: a build that stops half-way must leave nothing to believe in."""
        with suppress(FileNotFoundError):
            self._path.unlink()


def look(cache: Path, site: Path) -> Callable[[], Standing]:
    """Begin to look how a site stands, beside other work; the function returned waits for it."""

    def standing() -> Standing:
        return Manifest.load(cache, site).standing(site)

    waiting = beside(lambda: msgspec.msgpack.encode(standing()))

    def wait() -> Standing:
        raw = waiting()
        return standing() if raw is None else msgspec.msgpack.decode(raw, type=Standing)

    return wait


def _with_parents(paths: set[str]) -> set[str]:
    found = set(paths)
    for path in paths:
        while (path := path.rpartition("/")[0]) not in found:
            found.add(path)
    return found


def _folder_time(site: Path, path: str) -> int:
    """When an entry of a folder last came or went, in nanoseconds."""
    try:
        status = os.stat(f"{site}/{path}", follow_symlinks=False)
    except OSError:
        return _NO_FOLDER
    return status.st_mtime_ns if stat.S_ISDIR(status.st_mode) else _NO_FOLDER


def is_as_left(site: Path, kept: Kept) -> bool:
    """Whether every file of a group is there with its size and time."""
    return _all_as_left(site, kept.made)


def _all_as_left(site: Path, files: Mapping[str, Made]) -> bool:
    return all(_as_left(site, path, made) for path, made in files.items())


def made_of(site: Path, path: str, depends: bytes = b"") -> Made:
    """A file as it is on disk now."""
    status = os.stat(f"{site}/{path}")
    return Made(depends, status.st_size, status.st_mtime_ns)


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
    return made_of(site, path, depends)


def remove_strays(site: Path, paths: Iterable[str]) -> None:
    """Remove whatever lies among outputs, in the folders at the top that hold them, and is none."""
    keep = set(paths)
    for top in {path.partition("/")[0] for path in keep if "/" in path}:
        for folder, folders, names in os.walk(site / top, topdown=False):
            at = Path(folder).relative_to(site)
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
            for name in (*names, *links):
                if at.joinpath(name).as_posix() not in keep:
                    os.unlink(os.path.join(folder, name))
            with suppress(OSError):
                os.rmdir(folder)


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
