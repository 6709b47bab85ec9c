"""What outputs must know of a year of the log, kept so that an unchanged year is not looked into.

A log grows by years, and an edit touches one: every list is cut by year, and so is the search. So
the work of planning a build is kept a year at a time, under a digest of the year's records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec

from disclosure_log.finding import Finding
from disclosure_log.model import Catalogue, Entry, PublicationStatus
from disclosure_log.pages.lists import LogList, lists_of
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.search_index import partition

_encode = msgspec.msgpack.Encoder().encode


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A record as the plan of a build knows it: its place in order, and what it says of others."""

    id: str
    order: tuple[tuple[int, int, int], str]
    status: PublicationStatus
    digest: bytes  # of its entry
    authority: str = ""
    reference: str = ""
    follows: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    merged_with: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    answered_at: tuple[tuple[int, int], ...] = ()

    @property
    def names_others(self) -> bool:
        return bool(self.follows or self.supersedes or self.merged_with or self.answered_by)

    @property
    def month(self) -> tuple[int, int]:
        return self.order[0][:2]


class YearOfList(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A list's records in a year, as positions among the year's lines, oldest first."""

    log_list: LogList
    at: tuple[int, ...]


class ShardOfYear(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A shard of the search index: its records' positions, newest first."""

    name: str
    at: tuple[int, ...]
    key: bytes


class Year(msgspec.Struct, frozen=True):
    """A year's records, oldest first, the lists they stand in, and what the checks found.

    `key` is a digest of all that went in. Drafts have a line and stand in no list or shard.
    """

    year: str
    key: bytes
    lines: tuple[Line, ...]
    lists: tuple[YearOfList, ...]
    shards: tuple[ShardOfYear, ...]
    findings: tuple[Finding, ...]
    checked: date
    holds_through: date

    def holds_on(self, today: date) -> bool:
        return self.checked <= today <= self.holds_through


def year_key(records: Sequence[RecordFiles], common: bytes) -> bytes:
    """The digest of everything a year depends on but today's date."""
    return digest(b"year", common, _encode(records))


def look_into(
    year: str,
    key: bytes,
    records: Sequence[RecordFiles],
    entries: Iterable[Entry],
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    checked: date,
    holds_through: date,
) -> Year:
    """A year from its entries."""
    ordered = sorted(entries, key=lambda entry: entry.sort_key)
    lists: dict[str, tuple[LogList, list[int]]] = {}
    for place, entry in enumerate(ordered):
        for each in lists_of(entry, catalogue):
            _, at = lists.get(each.url, (each, []))
            at.append(place)
            lists[each.url] = (each, at)
    files = {each.id: each for each in records}
    places = {entry.id: place for place, entry in enumerate(ordered)}
    shown = [entry for entry in ordered if entry.status is not PublicationStatus.DRAFT]
    shards = partition((entry.id, entry.responded) for entry in shown)
    return Year(
        year=year,
        key=key,
        lines=tuple(_line(entry) for entry in ordered),
        lists=tuple(YearOfList(each, tuple(at)) for _, (each, at) in sorted(lists.items())),
        shards=tuple(
            ShardOfYear(
                name,
                tuple(places[each] for each in ids),
                digest(b"shard", name, *(part for i in ids for part in (i, files[i].digest))),
            )
            for name, ids in shards.items()
        ),
        findings=findings,
        checked=checked,
        holds_through=holds_through,
    )


def _line(entry: Entry) -> Line:
    return Line(
        id=entry.id,
        order=entry.sort_key,
        status=entry.status,
        digest=digest(_encode(entry)),
        authority=entry.authority,
        reference=entry.reference,
        follows=entry.follows,
        supersedes=entry.supersedes,
        merged_with=entry.merged_with,
        answered_by=entry.answered_by,
        answered_at=entry.answered_at,
    )


class Shelf:
    """Where years are kept: a year's plan and, apart from it, its entries."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def year(self, key: bytes) -> Year | None:
        """A year that is kept and sound."""
        raw = read_sealed(self._folder / f"{key.hex()}.year")
        try:
            return None if raw is None else msgspec.msgpack.decode(raw, type=Year)
        except msgspec.MsgspecError:
            return None

    def entries(self, key: bytes) -> tuple[Entry, ...] | None:
        """A year's entries, if they are kept and sound."""
        raw = read_sealed(self._folder / f"{key.hex()}.entries")
        try:
            return None if raw is None else msgspec.msgpack.decode(raw, type=tuple[Entry, ...])
        except msgspec.MsgspecError:
            return None

    def keep(self, year: Year, entries: Sequence[Entry]) -> None:
        write_sealed(self._folder / f"{year.key.hex()}.entries", _encode(entries))
        write_sealed(self._folder / f"{year.key.hex()}.year", _encode(year))

    def forget_all_but(self, keys: Iterable[bytes]) -> None:
        """Drop the years that are no more."""
        needed = {key.hex() for key in keys}
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.stem not in needed:
                    path.unlink(missing_ok=True)
