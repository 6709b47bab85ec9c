"""The log as it stands now, looked into only as deeply as something has changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property

import msgspec

from disclosure_log.finding import Finding, Severity
from disclosure_log.model import Entry
from disclosure_log.pages.dialect import to_markdown
from disclosure_log.project import Project
from disclosure_log.publishing.judge import entry_of
from disclosure_log.publishing.lists import navigation_pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.overview import (
    Overview,
    edition_key,
    keep_overview,
    kept_overview,
    scanned,
)
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.scan import RecordFiles, Snapshot
from disclosure_log.publishing.sitemap import response_sitemaps
from disclosure_log.publishing.survey import Survey, records_of, shelf_of, survey
from disclosure_log.publishing.work import Progress
from disclosure_log.publishing.year import Year, look_into


class Edition:
    """The log of a project as it lies on disk, checked today.

    `snapshot` is what lies there, where that was found out before.
    """

    def __init__(
        self, project: Project, today: date, progress: Progress, snapshot: Snapshot | None = None
    ) -> None:
        self.project = project
        self.snapshot = snapshot or scanned(project)
        self._today = today
        self._progress = progress

    @cached_property
    def key(self) -> bytes:
        """A digest of everything that goes into it but today's date."""
        return edition_key(self.project, self.snapshot)

    @property
    def records(self) -> Records:
        return records_of(self.project)

    @cached_property
    def overview(self) -> Overview:
        """What is known of the edition, from the last time or found out now."""
        kept = kept_overview(self.project, self.key, self._today)
        if kept is not None:
            return kept
        made = Overview(
            key=self.key,
            findings=self.survey.findings,
            pages=tuple((page.path, to_markdown(page)) for page in navigation_pages(self.log)),
            sitemaps=tuple(name for name, _, _ in response_sitemaps(self.log)),
            responses=len(self.log.lines),
            checked=self._today,
            holds_through=self.survey.holds_through,
        )
        if not self.survey.failed:
            keep_overview(self.project, made)
        return made

    def look_over(self) -> None:
        """Read and check what has changed, while there is somebody to show the progress to."""
        _ = self.survey

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
