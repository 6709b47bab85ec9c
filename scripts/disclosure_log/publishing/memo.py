"""A memory of pure results: a digest of everything that went in → the bytes that came out.

A wrong or missing entry can cost time and nothing else: keys are digests of content, every value
carries its own digest, and a file that SQLite cannot read is thrown away.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_DIGEST = 16
_CHUNK = 500


def digest(*parts: bytes | str) -> bytes:
    """A 16-byte BLAKE2b digest; each part is prefixed by its length, so none run together."""
    state = blake2b(digest_size=_DIGEST)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "little"))
        state.update(raw)
    return state.digest()


class Memo:
    """Remembered results in one SQLite file; `path` None keeps them for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _prepared(sqlite3.connect(":memory:"))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _prepared(sqlite3.connect(self._path, timeout=30))
        except sqlite3.DatabaseError:
            _discard(self._path)
            return _prepared(sqlite3.connect(self._path, timeout=30))

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values that are remembered and sound, by key."""
        found: dict[bytes, bytes] = {}
        try:
            for chunk in _chunks(keys):
                marks = ",".join("?" * len(chunk))
                rows = self._db.execute(
                    f"SELECT key, value FROM memo WHERE key IN ({marks})",  # noqa: S608
                    chunk,
                )
                for key, value in rows:
                    if isinstance(value, bytes) and value[:_DIGEST] == digest(key, value[_DIGEST:]):
                        found[key] = value[_DIGEST:]
        except sqlite3.DatabaseError:
            self._start_over()
        return found

    def put_many(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Remember values; failing to is no failure."""
        rows = ((key, digest(key, value) + value) for key, value in values)
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO memo (key, value) VALUES (?, ?)", rows)
        except sqlite3.DatabaseError:
            self._start_over()

    def is_crowded(self, needed: int) -> bool:
        """Whether so much is remembered beside what is needed that forgetting is worth its time."""
        try:
            (rows,) = self._db.execute("SELECT COUNT(*) FROM memo").fetchone()
        except sqlite3.DatabaseError:
            return True
        return bool(rows > 1.25 * needed + 1000)

    def forget_all_but(self, keys: Iterable[bytes]) -> None:
        """Drop what the log no longer needs, so that the file does not grow for ever."""
        try:
            with self._db:
                self._db.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY) WITHOUT ROWID")
                self._db.executemany(
                    "INSERT OR IGNORE INTO wanted VALUES (?)", ((key,) for key in keys)
                )
                self._db.execute("DELETE FROM memo WHERE key NOT IN (SELECT key FROM wanted)")
                self._db.execute("DROP TABLE wanted")
        except sqlite3.DatabaseError:
            self._start_over()

    def close(self) -> None:
        with suppress(sqlite3.DatabaseError):
            self._db.close()

    def _start_over(self) -> None:
        self.close()
        if self._path is not None:
            _discard(self._path)
        self._db = self._open()


def read_sealed(path: Path) -> bytes | None:
    """What `write_sealed` wrote, or None where it is gone or not what it was."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    return raw[_DIGEST:] if digest(raw[_DIGEST:]) == raw[:_DIGEST] else None


def write_sealed(path: Path, raw: bytes) -> None:
    """Write bytes under their digest."""
    write_whole(path, digest(raw) + raw)


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that a reader, or a crash, sees all of it or nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(raw)
    beside.replace(path)


def _discard(path: Path) -> None:
    for suffix in ("", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        # No WAL: its index is mapped into memory, and a file cut short would kill the process.
        db.execute("PRAGMA journal_mode=MEMORY")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, value BLOB NOT NULL)")
        db.execute("SELECT key, value FROM memo LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _chunks(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    for key in keys:
        chunk.append(key)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
