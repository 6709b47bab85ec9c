"""The log as it stands now, looked into only as deeply as something has changed.

An overview of the last sound edition is kept under a digest of everything that went into it. While
that digest is the same, neither a verdict nor an entry is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property

import msgspec

from disclosure_log.finding import Finding, Severity
from disclosure_log.model import Entry
from disclosure_log.pages import Page
from disclosure_log.project import Project
from disclosure_log.publishing.judge import entry_of
from disclosure_log.publishing.lists import navigation_pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest, read_sealed, write_sealed
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.scan import RecordFiles
from disclosure_log.publishing.sitemap import response_sitemaps
from disclosure_log.publishing.survey import Survey, records_of, scanned, shelf_of, survey
from disclosure_log.publishing.work import Progress
from disclosure_log.publishing.year import Year, look_into


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
            sitemaps=tuple(name for name, _, _ in response_sitemaps(self.log)),
            responses=len(self.log.lines),
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
        settings = msgspec.msgpack.encode(self.project.settings)
        problems = _problems(self.survey.findings, self.snapshot.records)
        return Log(
            catalogue=self.project.catalogue,
            settings=self.project.settings,
            common=digest(b"common", program_digest(), self.project.digest, settings),
            years={year.year: self._shown(year, problems) for year in self.survey.years},
            files={files.id: files for files in self.snapshot.records},
            fetch=self._entries,
            problems=problems,
        )

    def _shown(self, year: Year, problems: Collection[str]) -> Year:
        """A year without the records that have errors; only a preview has any."""
        bad = sorted(line.id for line in year.lines if line.id in problems)
        if not bad:
            return year
        return look_into(
            year.year,
            digest(year.key, *bad),
            self._of_year(year.year),
            [entry for entry in self._entries(year.year) if entry.id not in problems],
            self.project.catalogue,
            year.findings,
            year.checked,
            year.holds_through,
        )

    def _of_year(self, name: str) -> list[RecordFiles]:
        return [files for files in self.snapshot.records if files.id[:4] == name]

    def _entries(self, name: str) -> Sequence[Entry]:
        """The entries of a year, from the shelf, or read again where it has lost them."""
        (year,) = (each for each in self.survey.years if each.year == name)
        kept = shelf_of(self.project).entries(year.key)
        if kept is not None:
            return kept
        records = self.records
        try:
            return [entry_of(records.response(files)) for files in self._of_year(name)]
        finally:
            records.close()


def _problems(
    findings: Sequence[Finding], records: Sequence[RecordFiles]
) -> dict[str, tuple[Finding, ...]]:
    """The findings of those records that have errors."""
    bad = {each.path for each in findings if each.severity is Severity.ERROR}
    return {
        files.id: tuple(each for each in findings if each.path == files.path)
        for files in records
        if files.path in bad
    }
