"""The whole log looked over: every record's verdict, and what only shows between records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from disclosure_log.checks import check_log
from disclosure_log.finding import Fault, Finding, Severity
from disclosure_log.model import Entry, PublicationStatus, Regime
from disclosure_log.project import Project
from disclosure_log.publishing.judge import FOREVER, Bench, Verdict, judge
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.scan import RecordFiles, Snapshot
from disclosure_log.publishing.work import Progress, Silent
from disclosure_log.publishing.year import Line, Shelf, Year, look_into, year_key
from disclosure_log.reading import read, redirects_source
from disclosure_log.reduced_date import ReducedDate


@dataclass(frozen=True)
class Survey:
    """What one look over the log found; `lines` holds every record of `years` by its id."""

    snapshot: Snapshot
    years: tuple[Year, ...]
    lines: dict[str, Line]
    findings: tuple[Finding, ...]
    holds_through: date

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def records_of(project: Project) -> Records:
    """The project's responses, kept from the last time they were read."""
    store = project.cache / "responses.sqlite"
    return Records(project.root, project.catalogue, _common(project), store)


def shelf_of(project: Project) -> Shelf:
    """Where the project's years are kept."""
    return Shelf(project.cache / "years")


def _common(project: Project) -> bytes:
    return digest(program_digest(), project.digest)


def survey(
    project: Project,
    today: date,
    snapshot: Snapshot,
    *,
    progress: Progress | None = None,
    vanished: Collection[str] = (),
    processes: int | None = None,
) -> Survey:
    """Read and check every record of the log, but for those of years whose verdict stands."""
    years = _years(project, today, snapshot, progress or Silent(), processes)
    lines = {line.id: line for year in years for line in year.lines}
    findings = [*project.findings, *(each for year in years for each in year.findings)]
    findings += _strays(snapshot.strays)
    files = {each.id: each for each in snapshot.records}
    for record_id, fault in check_log(lines, project.catalogue, vanished):
        findings.append(_placed(project, files.get(record_id), fault))
    return Survey(
        snapshot,
        years,
        lines,
        tuple(sorted(set(findings))),
        min((year.holds_through for year in years), default=FOREVER),
    )


def _years(
    project: Project,
    today: date,
    snapshot: Snapshot,
    progress: Progress,
    processes: int | None,
) -> tuple[Year, ...]:
    shelf = shelf_of(project)
    common = _common(project)
    found: dict[str, Year] = {}
    stale: dict[str, tuple[bytes, Sequence[RecordFiles]]] = {}
    for name, group in groupby(snapshot.records, key=lambda files: files.id[:4]):
        records = tuple(group)
        key = year_key(records, common)
        kept = shelf.year(key)
        if kept is not None and kept.holds_on(today):
            found[name] = kept
        else:
            stale[name] = (key, records)
    if stale:
        verdicts = _judged(project, today, stale, progress, processes, snapshot)
        for name, (key, stale_records) in stale.items():
            of_year = [verdicts[files.id] for files in stale_records]
            entries = [verdict.entry or _unreadable(verdict) for verdict in of_year]
            found[name] = look_into(
                name,
                key,
                stale_records,
                entries,
                project.catalogue,
                tuple(each for verdict in of_year for each in verdict.findings),
                max(verdict.checked for verdict in of_year),
                min(verdict.holds_through for verdict in of_year),
            )
            shelf.keep(found[name], entries)
    years = tuple(found[name] for name in sorted(found))
    shelf.forget_all_but(year.key for year in years)
    return years


def _judged(
    project: Project,
    today: date,
    stale: dict[str, tuple[bytes, Sequence[RecordFiles]]],
    progress: Progress,
    processes: int | None,
    snapshot: Snapshot,
) -> dict[str, Verdict]:
    bench = Bench(project.root, project.catalogue, today)
    memo = Memo(project.cache / "verdicts.sqlite")
    inspections = Memo(project.cache / "inspections.sqlite")
    store = records_of(project)
    records = [files for _, of_year in stale.values() for files in of_year]
    try:
        return {
            files.id: verdict
            for files, verdict in judge(
                records,
                bench,
                memo,
                inspections,
                store,
                _common(project),
                progress,
                processes=processes,
                all_records=snapshot.records,
            )
        }
    finally:
        memo.close()
        inspections.close()
        store.close()


def _unreadable(verdict: Verdict) -> Entry:
    """A stand-in for a record that can not be read, so that a link to it is not called dead too."""
    return Entry(
        id=verdict.id,
        title="",
        authority="",
        legislation=Regime.FOIA,
        responded=ReducedDate(int(verdict.id[:4]) or 1),
        status=PublicationStatus.PUBLISHED,
        outcome=None,
    )


def _placed(project: Project, files: RecordFiles | None, fault: Fault) -> Finding:
    if files is not None:
        raw = (project.root / files.path).read_bytes()
        source = read(files.id, files.path, raw).source
        if source is not None:
            return source.place(fault)
        return Finding(files.path, 1, 1, fault.code, fault.severity, fault.message, fault.remedy)
    moved = project.root / "redirects.yml"
    return redirects_source(moved.read_bytes() if moved.is_file() else b"").place(fault)


def _strays(paths: tuple[str, ...]) -> Iterator[Finding]:
    for path in paths:
        if path.endswith("/"):
            yield Finding(
                path,
                1,
                1,
                "link-attachment-unnamed",
                Severity.ERROR,
                "This folder has attachments, but no record of its name lies beside it.",
                f"Add the record {path.rstrip('/')}.yaml that names them, or take the folder away.",
            )
        else:
            yield Finding(
                path,
                1,
                1,
                "record-file-name",
                Severity.ERROR,
                "This is neither a record nor a file that belongs to one.",
                "Name a record responses/<year>/<short-name>.yaml, with lower-case letters, digits "
                "and hyphens; put its attachments in the folder of the same name beside it.",
            )
