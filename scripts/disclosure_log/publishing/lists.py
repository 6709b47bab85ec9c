"""Lists to browse, pages that explain provisions, and help pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from disclosure_log.model import Entry
from disclosure_log.pages.help_data import help_entries
from disclosure_log.pages.help_pages import help_index_page, help_page
from disclosure_log.pages.home import home_page
from disclosure_log.pages.list_pages import ListContext, chunk_page, front_page, hub_page
from disclosure_log.pages.lists import (
    ALL,
    Chunk,
    ListKind,
    LogList,
    provision_list,
)
from disclosure_log.pages.page import Page
from disclosure_log.pages.provision_pages import (
    exemptions_page,
    explained_provisions,
    provision_page,
)
from disclosure_log.publishing.kind import Bench, Group, pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.year import YearOfList


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
    years = _counts(log.lists.get(ALL, {}))
    ids = log.newest(ALL)
    newest = log.entries(ids)
    context = ListContext(log.catalogue, log.superseded(ids))
    others = [(each, sum(_counts(of).values())) for each, of in log.lists.items() if each != ALL]
    yield home_page(log.settings.site_name, newest, years, others, context)
    yield hub_page(newest, years, others, context)
    cited = {each.value: count for each, count in others if each.kind is ListKind.PROVISION}
    yield exemptions_page(cited)
    yield help_index_page(help_entries())


def _counts(years: Mapping[str, YearOfList]) -> dict[str, int]:
    return {name: len(each.at) for name, each in years.items()}


def _shown(log: Log, ids: Sequence[str]) -> bytes:
    """What a list depends on for the records it shows."""
    return digest(log.digest_of(ids), *sorted(log.superseded(ids)))


def _groups_of_fronts(log: Log, bench: Bench) -> Iterator[Group]:
    """All in one: a list's newest records may lie in any year, and lists are few."""
    wanted = tuple(_wanted_fronts(log, bench))
    depends = digest(*(part for each in wanted for part in (each.path, each.depends)))
    yield Group("all", depends, lambda: wanted)


def _wanted_fronts(log: Log, bench: Bench) -> Iterator[Wanted]:
    fronts = {each: _counts(years) for each, years in log.lists.items() if each != ALL}
    for found in explained_provisions():
        fronts.setdefault(provision_list(found.code), {})
    for log_list, counts in fronts.items():
        ids = log.newest(log_list)
        yield Wanted(
            f"{log_list.url}index.html",
            digest(
                bench.shell_digest,
                msgspec.msgpack.encode((log_list, sorted(counts.items()))),
                _shown(log, ids),
            ),
            partial(_front_task, log, log_list, ids, counts),
        )


def _front_task(
    log: Log, log_list: LogList, ids: Sequence[str], counts: Mapping[str, int]
) -> FrontTask:
    return FrontTask(log_list, log.entries(ids), counts, log.superseded(ids))


def _front(bench: Bench, wanted: Wanted) -> Page:
    task: FrontTask = wanted.task
    context = ListContext(bench.catalogue, task.superseded)
    if task.log_list.kind is ListKind.PROVISION:
        return provision_page(task.log_list.value, task.newest, task.years, context)
    return front_page(task.log_list, task.newest, task.years, context)


def _groups_of_chunks(log: Log, bench: Bench) -> Iterator[Group]:
    """A year's pages of all lists depend on its records, who replaced them, and what is next."""
    for year in log.years.values():
        cut = log.chunks.get(year.year, [])
        depends = digest(
            bench.shell_digest,
            year.key,
            msgspec.msgpack.encode(cut),
            *sorted(log.superseded(line.id for line in year.lines)),
        )
        yield Group(year.year, depends, partial(_wanted_chunks, log, bench, cut))


def _wanted_chunks(
    log: Log, bench: Bench, cut: Iterable[tuple[LogList, Chunk]]
) -> Iterator[Wanted]:
    for log_list, chunk in cut:
        ids = log.cut(log_list, chunk)
        yield Wanted(
            f"{chunk.url}index.html",
            digest(
                bench.shell_digest,
                msgspec.msgpack.encode((log_list, chunk)),
                _shown(log, ids),
            ),
            partial(_chunk_task, log, log_list, chunk, ids),
        )


def _chunk_task(log: Log, log_list: LogList, chunk: Chunk, ids: Sequence[str]) -> ChunkTask:
    return ChunkTask(log_list, chunk, log.entries(ids), log.superseded(ids))


def _chunk(bench: Bench, wanted: Wanted) -> Page:
    task: ChunkTask = wanted.task
    context = ListContext(bench.catalogue, task.superseded)
    return chunk_page(task.log_list, task.chunk, task.entries, context)


def _groups_of_help(_log: Log, bench: Bench) -> Iterator[Group]:
    yield Group("all", bench.shell_digest, partial(_wanted_help, bench))


def _wanted_help(bench: Bench) -> Iterator[Wanted]:
    for entry in help_entries():
        yield Wanted(f"help/{entry.code}/index.html", bench.shell_digest, entry)


def _help(_bench: Bench, wanted: Wanted) -> Page:
    return help_page(wanted.task)


LIST_FRONTS = pages("list fronts and exemptions", _groups_of_fronts, _front)
LIST_PAGES = pages("pages of lists", _groups_of_chunks, _chunk)
HELP_PAGES = pages("help pages", _groups_of_help, _help)
