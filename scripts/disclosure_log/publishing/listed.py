"""Files looked at once, for the person who asks: nothing of it is remembered.

The names that an officer looks for must never be written anywhere, so neither they nor what was
found with them goes into a memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from disclosure_log.finding import Finding
from disclosure_log.leaks.guard import CanaryMissedError, inspect_files
from disclosure_log.leaks.leak import Leak, codes
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text
from disclosure_log.publishing.judge import finding_of
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.scan import RecordFiles

__all__ = ["CanaryMissedError", "find_listed", "find_listed_in", "inspect_loose"]

_LISTED = "personal-data-listed-word"


def inspect_loose(paths: Sequence[Path], known: Known) -> Iterator[tuple[Leak, ...]]:
    """What files that belong to no record would give away, in their order."""
    named = [(path.name, path) for path in paths]
    if named:
        found = inspect_files(named, known, digest=digest, loose=True)
        yield from (each.leaks for each in found)


def find_listed(
    records: Sequence[RecordFiles], root: Path, words: Collection[str]
) -> Iterator[Finding]:
    """Where the words an officer looks for stand in records and their attachments."""
    if not words:
        return
    for files in records:
        yield from find_listed_in(files.path, (root / files.path).read_bytes(), words)
    places = [
        f"{files.path.removesuffix('.yaml')}/{file.name}"
        for files in records
        for file in files.attachments
        if not file.name.endswith("/")
    ]
    known = Known(words=tuple(words))
    found = inspect_loose([root / place for place in places], known)
    for place, leaks in zip(places, found, strict=True):
        yield from (finding_of(place, leak) for leak in leaks if leak.code == _LISTED)


def find_listed_in(path: str, raw: bytes, words: Collection[str]) -> Iterator[Finding]:
    """Where the words stand in one record, its comments included."""
    text = raw.decode("utf-8", "replace")
    if not words:
        return
    for hit in read_text(text, Known(words=tuple(words))):
        if hit.code == _LISTED:
            line = text.count("\n", 0, hit.start) + 1
            column = hit.start - text.rfind("\n", 0, hit.start)
            remedy = codes()[hit.code].remedy
            yield Finding(path, line, column, hit.code, hit.severity, hit.message, remedy)
