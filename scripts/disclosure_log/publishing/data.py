"""The data files of the whole log: `/data/responses.json` and `/data/responses.csv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from disclosure_log.opendata.rows import Value, as_csv, as_json, row
from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.outputs import Wanted

_WRITERS: dict[str, Callable[[Iterable[Mapping[str, Value]]], Iterator[bytes]]] = {
    "data/responses.csv": as_csv,
    "data/responses.json": as_json,
}


def _wanted(log: Log, _bench: Bench) -> Iterator[Wanted]:
    everything = log.digest_of(log.entries)
    for path in _WRITERS:
        yield Wanted(path, everything, log.entries)


def _make(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    entries = reversed(wanted.task.values())
    rows = (row(entry, bench.catalogue, bench.settings.site_url) for entry in entries)
    return _WRITERS[wanted.path](rows)


DATA_FILES = Kind("data files", _wanted, _make, of_the_whole=True)
