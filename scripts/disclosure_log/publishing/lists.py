"""Lists to browse, pages that explain provisions, and help pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from disclosure_log.model import Entry
from disclosure_log.pages import (
    ListContext,
    Page,
    chunk_page,
    exemptions_page,
    explained_provisions,
    front_page,
    help_entries,
    help_index_page,
    help_page,
    home_page,
    hub_page,
    provision_page,
)
from disclosure_log.pages.lists import (
    ALL,
    FRONT,
    Chunk,
    ListKind,
    LogList,
    chunks,
    provision_list,
)
from disclosure_log.publishing.kind import Bench, pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Wanted


class FrontTask(msgspec.Struct, frozen=True):
    """A list's own page: its newest entries, newest first, and how many each year has."""

    log_list: LogList
    newest: tuple[Entry, ...]
    years: Mapping[str, int]
    superseded: frozenset[str]


class ChunkTask(msgspec.Struct, frozen=True):
    """One page of a year of a list."""

    log_list: LogList
    chunk: Chunk
    entries: tuple[Entry, ...]
    superseded: frozenset[str]


def navigation_pages(log: Log) -> Iterator[Page]:
    """The few pages that stand in MkDocs' navigation, which MkDocs renders itself."""
    years = {year: len(entries) for year, entries in log.lists.get(ALL, {}).items()}
    newest = _newest(log.lists.get(ALL, {}))
    context = ListContext(log.catalogue, _superseded(log, newest))
    others = [(each, _count(years)) for each, years in log.lists.items() if each != ALL]
    yield home_page(log.settings.site_name, newest, years, others, context)
    yield hub_page(newest, years, others, context)
    cited = {each.value: count for each, count in others if each.kind is ListKind.PROVISION}
    yield exemptions_page(cited)
    yield help_index_page(help_entries())


def _count(years: Mapping[str, Sequence[Entry]]) -> int:
    return sum(len(entries) for entries in years.values())


def _newest(years: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    for year in sorted(years, reverse=True):
        found += reversed(years[year][-FRONT:])
        if len(found) >= FRONT:
            break
    return tuple(found[:FRONT])


def _superseded(log: Log, entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(
        entry.id
        for entry in entries
        if entry.id in log.incoming and log.incoming[entry.id].superseded_by
    )


def _shown(log: Log, entries: Sequence[Entry], superseded: frozenset[str]) -> bytes:
    return digest(log.digest_of(entry.id for entry in entries), *sorted(superseded))


def _wanted_fronts(log: Log, bench: Bench) -> Iterator[Wanted]:
    fronts = {each: years for each, years in log.lists.items() if each != ALL}
    for found in explained_provisions():
        fronts.setdefault(provision_list(found.code), {})
    for log_list, years in fronts.items():
        newest = _newest(years)
        superseded = _superseded(log, newest)
        counts = {year: len(entries) for year, entries in years.items()}
        yield Wanted(
            f"{log_list.url}index.html",
            digest(
                bench.shell_digest,
                msgspec.msgpack.encode((log_list, sorted(counts.items()))),
                _shown(log, newest, superseded),
            ),
            FrontTask(log_list, newest, counts, superseded),
        )


def _front(bench: Bench, wanted: Wanted) -> Page:
    task: FrontTask = wanted.task
    context = ListContext(bench.catalogue, task.superseded)
    if task.log_list.kind is ListKind.PROVISION:
        return provision_page(task.log_list.value, task.newest, task.years, context)
    return front_page(task.log_list, task.newest, task.years, context)


def _wanted_chunks(log: Log, bench: Bench) -> Iterator[Wanted]:
    for log_list, years in log.lists.items():
        counts = {year: len(entries) for year, entries in years.items()}
        for chunk in chunks(log_list.url, counts):
            entries = tuple(years[chunk.year][chunk.start : chunk.stop][::-1])
            superseded = _superseded(log, entries)
            yield Wanted(
                f"{chunk.url}index.html",
                digest(
                    bench.shell_digest,
                    msgspec.msgpack.encode((log_list, chunk)),
                    _shown(log, entries, superseded),
                ),
                ChunkTask(log_list, chunk, entries, superseded),
            )


def _chunk(bench: Bench, wanted: Wanted) -> Page:
    task: ChunkTask = wanted.task
    context = ListContext(bench.catalogue, task.superseded)
    return chunk_page(task.log_list, task.chunk, task.entries, context)


def _wanted_help(_log: Log, bench: Bench) -> Iterator[Wanted]:
    for entry in help_entries():
        yield Wanted(f"help/{entry.code}/index.html", bench.shell_digest, entry)


def _help(_bench: Bench, wanted: Wanted) -> Page:
    return help_page(wanted.task)


LIST_FRONTS = pages("list fronts and exemptions", _wanted_fronts, _front)
LIST_PAGES = pages("pages of lists", _wanted_chunks, _chunk)
HELP_PAGES = pages("help pages", _wanted_help, _help)
