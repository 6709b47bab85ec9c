"""The published log as outputs see it: by year, by list, and what records say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from disclosure_log.finding import Finding
from disclosure_log.model import Catalogue, Entry, PublicationStatus
from disclosure_log.pages.lists import FRONT, Chunk, LogList, chunks
from disclosure_log.pages.page import Incoming
from disclosure_log.project import Settings
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.year import Line, Year, YearOfList


@dataclass(frozen=True)
class Log:
    """Every record that has a page; drafts are left out.

    `common` is a digest of all that every output depends on: the program, the settings and the
    shared data. `years` come oldest first; the entries of one are fetched when first asked for.
    `problems` are the findings of records that are shown in a preview in spite of their errors; a
    log that is published has none.
    """

    catalogue: Catalogue
    settings: Settings
    common: bytes
    years: Mapping[str, Year]
    files: Mapping[str, RecordFiles]
    fetch: Callable[[str], Sequence[Entry]]
    problems: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    _fetched: dict[str, dict[str, Entry]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every record that has a page, oldest first, by its id."""
        return {line.id: line for year in self.years.values() for line in self.lines_of(year)}

    def lines_of(self, year: Year) -> Iterator[Line]:
        """The records of a year that have a page, oldest first."""
        return (line for line in year.lines if line.status is not PublicationStatus.DRAFT)

    def entries(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of records, in the order asked for."""
        return tuple(self._entries_of(each[:4])[each] for each in ids)

    def _entries_of(self, year: str) -> dict[str, Entry]:
        if year not in self._fetched:
            self._fetched[year] = {entry.id: entry for entry in self.fetch(year)}
        return self._fetched[year]

    def digest_of(self, ids: Iterable[str]) -> bytes:
        """A digest of the entries with these ids, whether there or not."""
        lines = self.lines
        return digest(*(lines[each].digest if each in lines else b"absent" for each in ids))

    @cached_property
    def incoming(self) -> dict[str, Incoming]:
        """For each record that others name: by whom, oldest first."""
        superseded: defaultdict[str, list[str]] = defaultdict(list)
        followed: defaultdict[str, list[str]] = defaultdict(list)
        answers: defaultdict[str, list[str]] = defaultdict(list)
        for line in self.lines.values():
            if not line.names_others or line.status is not PublicationStatus.PUBLISHED:
                continue
            for targets, gathered in (
                (line.supersedes, superseded),
                (line.follows, followed),
                (line.answered_by, answers),
            ):
                for target in targets:
                    gathered[self.catalogue.redirects.get(target, target)].append(line.id)
        return {
            each: Incoming(tuple(superseded[each]), tuple(followed[each]), tuple(answers[each]))
            for each in sorted({*superseded, *followed, *answers})
        }

    def named(self, line: Line) -> tuple[str, ...]:
        """The records that a record names or that name it, moves followed, if they have a page."""
        incoming = self.incoming.get(line.id, Incoming())
        outgoing = (*line.follows, *line.supersedes, *line.merged_with, *line.answered_by)
        ids = [self.catalogue.redirects.get(each, each) for each in outgoing]
        ids += [*incoming.superseded_by, *incoming.followed_by, *incoming.answers_later]
        return tuple(each for each in dict.fromkeys(ids) if each in self.lines)

    @cached_property
    def lists(self) -> dict[LogList, dict[str, YearOfList]]:
        """Every list that has entries, by year, oldest first.

        Lists of one address are one: two spellings of a department share theirs, under the title
        that was used last.
        """
        by_url: dict[str, LogList] = {}
        found: dict[str, dict[str, YearOfList]] = {}
        for name, year in self.years.items():
            for each in year.lists:
                by_url[each.log_list.url] = each.log_list
                found.setdefault(each.log_list.url, {})[name] = each
        return {by_url[url]: years for url, years in sorted(found.items())}

    @cached_property
    def chunks(self) -> dict[str, list[tuple[LogList, Chunk]]]:
        """The pages of all lists, by the year they show."""
        found: dict[str, list[tuple[LogList, Chunk]]] = defaultdict(list)
        for log_list, years in self.lists.items():
            counts = {name: len(each.at) for name, each in years.items()}
            for chunk in chunks(log_list.url, counts):
                found[chunk.year].append((log_list, chunk))
        return found

    def cut(self, log_list: LogList, chunk: Chunk) -> tuple[str, ...]:
        """The ids on a page of a list, newest first."""
        lines = self.years[chunk.year].lines
        at = self.lists[log_list][chunk.year].at[chunk.start : chunk.stop]
        return tuple(lines[place].id for place in reversed(at))

    def newest(self, log_list: LogList) -> tuple[str, ...]:
        """The ids on a list's own page, newest first."""
        found: list[str] = []
        years = self.lists.get(log_list, {})
        for name in sorted(years, reverse=True):
            lines = self.years[name].lines
            found += (lines[place].id for place in reversed(years[name].at[-FRONT:]))
            if len(found) >= FRONT:
                break
        return tuple(found[:FRONT])

    def superseded(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the records that another has replaced."""
        incoming = self.incoming
        return frozenset(each for each in ids if each in incoming and incoming[each].superseded_by)
