"""The published log as outputs see it: entries, what they say of each other, and digests of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from disclosure_log.finding import Finding
from disclosure_log.model import Catalogue, Entry, PublicationStatus
from disclosure_log.pages.lists import LogList, lists_of
from disclosure_log.pages.page import Incoming
from disclosure_log.project import Project, Settings
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.scan import RecordFiles, Snapshot


@dataclass(frozen=True)
class Log:
    """Every record that has a page, oldest first; drafts are left out.

    `common` is a digest of all that every output depends on: the program, the settings and the
    shared data. `problems` are the findings of records that are shown in a preview in spite of
    their errors; a log that is published has none.
    """

    catalogue: Catalogue
    settings: Settings
    common: bytes
    entries: Mapping[str, Entry]
    files: Mapping[str, RecordFiles]
    problems: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        project: Project,
        snapshot: Snapshot,
        entries: Iterable[Entry],
        program: bytes,
        problems: Mapping[str, tuple[Finding, ...]] | None = None,
    ) -> Log:
        """The log of a project whose records passed their checks."""
        shown = sorted(
            (entry for entry in entries if entry.status is not PublicationStatus.DRAFT),
            key=lambda entry: entry.sort_key,
        )
        settings = msgspec.msgpack.encode(project.settings)
        return cls(
            catalogue=project.catalogue,
            settings=project.settings,
            common=digest(b"common", program, project.digest, settings),
            entries={entry.id: entry for entry in shown},
            files={files.id: files for files in snapshot.records},
            problems=problems or {},
        )

    @cached_property
    def entry_digests(self) -> dict[str, bytes]:
        """What a list or a neighbour depends on when it shows a record."""
        encode = msgspec.msgpack.Encoder().encode
        return {key: digest(encode(entry)) for key, entry in self.entries.items()}

    def digest_of(self, ids: Iterable[str]) -> bytes:
        """A digest of the entries with these ids, whether there or not."""
        none = b"absent"
        return digest(*(self.entry_digests.get(each, none) for each in ids))

    @cached_property
    def incoming(self) -> dict[str, Incoming]:
        """For each record that others name: by whom, oldest first."""
        superseded: defaultdict[str, list[str]] = defaultdict(list)
        followed: defaultdict[str, list[str]] = defaultdict(list)
        answers: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.status is not PublicationStatus.PUBLISHED:
                continue
            for targets, gathered in (
                (entry.supersedes, superseded),
                (entry.follows, followed),
                (entry.answered_by, answers),
            ):
                for target in targets:
                    gathered[self.catalogue.redirects.get(target, target)].append(entry.id)
        return {
            each: Incoming(tuple(superseded[each]), tuple(followed[each]), tuple(answers[each]))
            for each in sorted({*superseded, *followed, *answers})
        }

    @cached_property
    def lists(self) -> dict[LogList, dict[str, list[Entry]]]:
        """Every list that has entries, by year, oldest first.

        Lists of one address are one: two spellings of a department share theirs, under the title
        that was used last.
        """
        by_url: dict[str, LogList] = {}
        found: dict[str, dict[str, list[Entry]]] = {}
        for entry in self.entries.values():
            for each in lists_of(entry, self.catalogue):
                by_url[each.url] = each
                found.setdefault(each.url, {}).setdefault(entry.year, []).append(entry)
        return {by_url[url]: years for url, years in sorted(found.items())}
