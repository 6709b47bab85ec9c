"""The whole log looked over: every record's verdict, and what only shows between records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from disclosure_log.checks import check_log
from disclosure_log.finding import Fault, Finding, Severity
from disclosure_log.model import Entry, PublicationStatus, Regime
from disclosure_log.project import Project
from disclosure_log.publishing.judge import FOREVER, Bench, Verdict, judge
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.program import program_digest
from disclosure_log.publishing.records import Records
from disclosure_log.publishing.scan import RecordFiles, Snapshot, scan
from disclosure_log.publishing.work import Progress, Silent
from disclosure_log.reading import read, redirects_source
from disclosure_log.reduced_date import ReducedDate


@dataclass(frozen=True)
class Survey:
    """What one look over the log found. `entries` holds every record that could be read."""

    snapshot: Snapshot
    entries: dict[str, Entry]
    findings: tuple[Finding, ...]
    holds_through: date

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def scanned(project: Project) -> Snapshot:
    """What lies on disk."""
    return scan(project.root, project.cache / "scan.msgpack")


def records_of(project: Project) -> Records:
    """The project's responses, kept from the last time they were read."""
    store = project.cache / "responses.sqlite"
    return Records(project.root, project.catalogue, _common(project), store)


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
    """Read and check every record of the log, but for those whose verdict stands."""
    bench = Bench(project.root, project.catalogue, today)
    memo = Memo(project.cache / "verdicts.sqlite")
    records = records_of(project)
    try:
        verdicts = list(
            judge(
                snapshot.records,
                bench,
                memo,
                records,
                _common(project),
                progress or Silent(),
                processes=processes,
            )
        )
    finally:
        memo.close()
        records.close()
    findings = list(project.findings)
    entries: dict[str, Entry] = {}
    for files, verdict in verdicts:
        findings += verdict.findings
        entries[files.id] = verdict.entry or _unreadable(verdict)
    findings += _strays(snapshot.strays)
    paths = {files.id: files for files in snapshot.records}
    for record_id, fault in check_log(entries, project.catalogue, vanished):
        findings.append(_placed(project, paths.get(record_id), fault))
    return Survey(
        snapshot,
        entries,
        tuple(sorted(set(findings))),
        min((verdict.holds_through for _, verdict in verdicts), default=FOREVER),
    )


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
