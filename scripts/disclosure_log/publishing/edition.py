"""The log as it stands now, looked into only as deeply as something has changed.

An overview of the last sound edition is kept under a digest of everything that went into it. While
that digest is the same, neither a verdict nor an entry is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import msgspec

from disclosure_log.finding import Finding, Severity
from disclosure_log.model import Entry
from disclosure_log.pages import Page
from disclosure_log.project import Project
from disclosure_log.publishing.lists import navigation_pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.sitemap import response_sitemaps
from disclosure_log.publishing.survey import Survey, records_of, scanned, survey
from disclosure_log.publishing.work import Progress


class Overview(msgspec.Struct, frozen=True):
    """What a build must know of an edition even when nothing is to be made.

    `pages` are those that MkDocs renders, `sitemaps` the names of the responses' sitemaps.
    """

    key: bytes
    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    sitemaps: tuple[str, ...]
    responses: int
    checked: date
    holds_through: date


class Edition:
    """The log of a project as it lies on disk, checked today."""

    def __init__(self, project: Project, today: date, progress: Progress) -> None:
        self.project = project
        self._today = today
        self._progress = progress
        self.snapshot = scanned(project)
        self.key = digest(
            b"edition",
            program_digest(),
            project.digest,
            msgspec.msgpack.encode((project.settings, self.snapshot)),
        )
        self._place = project.cache / "overview.msgpack"

    @property
    def records(self) -> Records:
        return records_of(self.project)

    @cached_property
    def overview(self) -> Overview:
        """What is known of the edition, from the last time or found out now."""
        kept = self._kept()
        if kept is not None:
            return kept
        made = Overview(
            key=self.key,
            findings=self.survey.findings,
            pages=tuple(navigation_pages(self.log)),
            sitemaps=tuple(name for name, _ in response_sitemaps(self.log)),
            responses=len(self.log.entries),
            checked=self._today,
            holds_through=self.survey.holds_through,
        )
        if not self.survey.failed:
            write_sealed(self._place, msgspec.msgpack.encode(made))
        return made

    def _kept(self) -> Overview | None:
        raw = read_sealed(self._place)
        if raw is None:
            return None
        try:
            kept = msgspec.msgpack.decode(raw, type=Overview)
        except msgspec.MsgspecError:
            return None
        today = kept.checked <= self._today <= kept.holds_through
        return kept if kept.key == self.key and today else None

    @cached_property
    def survey(self) -> Survey:
        """Every record's verdict."""
        return survey(self.project, self._today, self.snapshot, progress=self._progress)

    @cached_property
    def log(self) -> Log:
        """The log as outputs see it; records that have errors are in its problems."""
        found = self.survey
        shown, problems = _apart(found.findings, found.entries, self.snapshot.records)
        return Log.of(self.project, self.snapshot, shown, program_digest(), problems)


def _apart(
    findings: Sequence[Finding], entries: dict[str, Entry], records: Sequence[RecordFiles]
) -> tuple[list[Entry], dict[str, tuple[Finding, ...]]]:
    """The records that can be shown, and the findings of those that have errors."""
    shown: list[Entry] = []
    problems: dict[str, tuple[Finding, ...]] = {}
    bad = {each.path for each in findings if each.severity is Severity.ERROR}
    for files in records:
        if files.path in bad:
            problems[files.id] = tuple(each for each in findings if each.path == files.path)
        else:
            shown.append(entries[files.id])
    return shown, problems
