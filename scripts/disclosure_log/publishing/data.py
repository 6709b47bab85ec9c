"""The data files of the whole log: `/data/responses.json` and `/data/responses.csv`.

Each is put together from one piece a month, and the pieces are kept: another record makes its own
month's again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from disclosure_log.model import Entry
from disclosure_log.opendata.rows import (
    Value,
    csv_piece,
    csv_whole,
    json_piece,
    json_whole,
    row,
)
from disclosure_log.publishing.kind import Bench, Kind
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
#: The entries of each month, newest first, by a digest of all that their piece depends on.
_Months = dict[bytes, list[Entry]]


def _wanted(log: Log, _bench: Bench) -> Iterator[Wanted]:
    months: _Months = {}
    newest_first = reversed(list(log.entries.values()))
    for month, entries in groupby(newest_first, key=lambda entry: entry.responded.order[:2]):
        found = list(entries)
        ids = (entry.id for entry in found)
        months[digest(log.common, repr(month), log.digest_of(ids))] = found
    for ending in _FORMS:
        yield Wanted(f"data/responses.{ending}", digest(*months), months)


def _make(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    ending = wanted.path.rpartition(".")[2]
    form = _FORMS[ending]
    months: _Months = wanted.task
    memo = Memo(bench.cache / f"data-{ending}.sqlite")
    try:
        kept = memo.get_many(months)
        fresh = {
            key: form.piece(
                row(entry, bench.catalogue, bench.settings.site_url) for entry in entries
            )
            for key, entries in months.items()
            if key not in kept
        }
        memo.put_many(fresh.items())
        memo.forget_all_but(months)
    finally:
        memo.close()
    return form.whole((kept | fresh)[key] for key in months)


DATA_FILES = Kind("data files", _wanted, _make, of_the_whole=True)
