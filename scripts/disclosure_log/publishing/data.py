"""The data files of the whole log: `/data/responses.json` and `/data/responses.csv`.

Each is put together from one piece a month, and the pieces are kept: another record makes its own
month's again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from disclosure_log.opendata.rows import (
    Value,
    csv_piece,
    csv_whole,
    json_piece,
    json_whole,
    row,
)
from disclosure_log.publishing.kind import Bench, Group, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.outputs import Wanted


@dataclass(frozen=True)
class _Form:
    """A form of data file: how rows become a piece, and pieces the file."""

    piece: Callable[[Iterable[Mapping[str, Value]]], bytes]
    whole: Callable[[Iterable[bytes]], Iterator[bytes]]


_FORMS = {
    "csv": _Form(csv_piece, csv_whole),
    "json": _Form(json_piece, json_whole),
}
#: The ids of each month's records, newest first, by a digest of all that their piece depends on.
_Months = dict[bytes, list[str]]


def _groups(log: Log, _bench: Bench) -> Iterator[Group]:
    months: _Months = {}
    newest_first = reversed(list(log.lines.values()))
    for month, lines in groupby(newest_first, key=lambda line: line.month):
        found = list(lines)
        key = digest(log.common, repr(month), *(line.digest for line in found))
        months[key] = [line.id for line in found]
    everything = digest(*months)
    for ending in _FORMS:
        yield Group.of_one(Wanted(f"data/responses.{ending}", everything, (log, months)))


def _make(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    ending = wanted.path.rpartition(".")[2]
    form = _FORMS[ending]
    log, months = wanted.task
    memo = Memo(bench.cache / f"data-{ending}.sqlite")
    try:
        kept = memo.get_many(months)
        fresh = {
            key: form.piece(
                row(entry, bench.catalogue, bench.settings.site_url) for entry in log.entries(ids)
            )
            for key, ids in months.items()
            if key not in kept
        }
        memo.put_many(fresh.items())
        memo.forget_all_but(months)
    finally:
        memo.close()
    return form.whole((kept | fresh)[key] for key in months)


DATA_FILES = Kind("data files", _groups, _make, of_the_whole=True)
