"""Read and check records, remembering the verdict on every record that has not changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from disclosure_log.checks import (
    Context,
    check_attachments,
    check_files,
    check_response,
    check_words,
)
from disclosure_log.commonmark import plain_text
from disclosure_log.finding import Fault, Finding, Severity
from disclosure_log.leaks.leak import Leak
from disclosure_log.model import Catalogue, Entry, Response
from disclosure_log.pages.words import shortened
from disclosure_log.publishing.inspections import Leaks, inspected
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.records import Records, encode
from disclosure_log.publishing.scan import RecordFiles, read_checked
from disclosure_log.publishing.work import Progress, Workers
from disclosure_log.reading import read

FOREVER = date.max
_WHAT = "Checking records"
_EXCERPT = 160
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True)
class Verdict:
    """What is known of a record once it was read and checked.

    It holds from `checked` through `holds_through`: until then no date in the record lies on the
    other side of today than it did.
    """

    id: str
    entry: Entry | None
    findings: tuple[Finding, ...]
    checked: date
    holds_through: date

    def holds_on(self, today: date) -> bool:
        return self.checked <= today <= self.holds_through


@dataclass(frozen=True)
class Bench:
    """What a worker needs to judge: small, pickled once a process."""

    root: Path
    catalogue: Catalogue
    today: date


def judge(
    records: Sequence[RecordFiles],
    bench: Bench,
    memo: Memo,
    inspections: Memo,
    store: Records,
    common: bytes,
    progress: Progress,
    *,
    processes: int | None = None,
    all_records: Sequence[RecordFiles] = (),
) -> Iterator[tuple[RecordFiles, Verdict]]:
    """A verdict for every record, in order; `common` is a digest of all that verdicts share.

    The responses that were read for it go into the store; what is kept of records that are not
    among `all_records` is forgotten in time.
    """
    keys = [verdict_key(files, common) for files in records]
    known: dict[bytes, Verdict] = {}
    for key, raw in memo.get_many(keys).items():
        verdict = _decoded(raw)
        if verdict is not None and verdict.holds_on(bench.today):
            known[key] = verdict
    unknown = [files for files, key in zip(records, keys, strict=True) if key not in known]
    leaks = inspected(unknown, bench.root, bench.catalogue, inspections, progress)
    tasks = [(files, leaks.get(files.id, ())) for files in unknown]
    progress.start(_WHAT, len(unknown), len(records) - len(unknown))
    done = 0
    with Workers(bench, processes=processes) as workers:
        for judged in workers.map(judge_batch, tasks):
            batch = unknown[done : done + len(judged)]
            done += len(judged)
            fresh = {
                verdict_key(files, common): verdict
                for files, (verdict, _) in zip(batch, judged, strict=True)
            }
            memo.put_many((key, _encode(verdict)) for key, verdict in fresh.items())
            store.keep((files, raw) for files, (_, raw) in zip(batch, judged, strict=True) if raw)
            known |= fresh
            progress.advance(_WHAT, len(judged))
    if unknown and all_records and memo.is_crowded(len(all_records)):
        memo.forget_all_but(verdict_key(files, common) for files in all_records)
        store.forget_all_but(all_records)
    for files, key in zip(records, keys, strict=True):
        yield files, known[key]


def verdict_key(files: RecordFiles, common: bytes) -> bytes:
    """The digest of everything a verdict depends on but today's date."""
    parts = [part for file in files.attachments for part in (file.name.encode(), file.digest)]
    return digest(b"verdict", common, files.path, files.digest, *parts)


def judge_batch(
    bench: Bench, batch: Sequence[tuple[RecordFiles, Leaks]]
) -> list[tuple[Verdict, bytes]]:
    """Read and check a batch of records, each with what its attachments would give away.

    Returns verdicts, and the responses as they are kept.
    """
    context = Context(bench.today, bench.catalogue)
    judged = []
    for files, leaks in batch:
        raw = read_checked(bench.root / files.path, files.digest)
        verdict, response = judge_record(files.id, files.path, raw, files, context, leaks)
        judged.append((verdict, b"" if response is None else encode(response)))
    return judged


def judge_record(
    record_id: str,
    path: str,
    raw: bytes,
    files: RecordFiles | None,
    context: Context,
    leaks: Leaks = (),
) -> tuple[Verdict, Response | None]:
    """Read and check one record; `files` None leaves its attachments out of account."""
    reading = read(record_id, path, raw, context.catalogue.sole_authority)
    findings = list(reading.findings)
    response, source = reading.response, reading.source
    if response is not None and source is not None:
        faults = list(check_response(response, reading.broken, context))
        faults += check_words(response, source.text, context.known, faults)
        if files is not None:
            faults += check_files(response, [file.name for file in files.attachments])
            body = context.catalogue.authorities.get(response.authority)
            folder = path.removesuffix(".yaml")
            for each in check_attachments(response, leaks, body.accepts if body else ()):
                if isinstance(each, Fault):
                    faults.append(each)
                else:
                    findings.append(finding_of(f"{folder}/{each[0]}", each[1]))
        findings += (source.place(fault) for fault in faults)
    else:
        # Nobody could allow anything: every leak is told.
        folder = path.removesuffix(".yaml")
        findings += (finding_of(f"{folder}/{name}", leak) for name, leak in leaks)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    entry = None
    if response is not None:
        # What failed is never shown, and its text may be of a kind not to be looked into.
        entry = Entry.of(response) if failed else entry_of(response)
    verdict = Verdict(
        id=record_id,
        entry=entry,
        findings=tuple(sorted(set(findings))),
        checked=context.today,
        holds_through=FOREVER if response is None else holds_through(response, context.today),
    )
    return verdict, response


def finding_of(path: str, leak: Leak) -> Finding:
    """A leak of a file as a finding; the place is part of its words."""
    message = leak.message
    if leak.place and leak.place != "the file":
        message = f"{leak.place[:1].upper()}{leak.place[1:]}: {message}"
    return Finding(path, leak.line, leak.column, leak.code, leak.severity, message, leak.remedy)


def entry_of(response: Response) -> Entry:
    """A response's entry, with the first words of its answer where it has no summary."""
    entry = Entry.of(response)
    if entry.summary or not response.questions:
        return entry
    words = " ".join(plain_text(response.questions[0].response).split())
    return replace(entry, excerpt=shortened(words, _EXCERPT))


def holds_through(response: Response, today: date) -> date:
    """The last day before a date of the record changes sides: until then today's verdict stands."""
    ahead = [
        bound for each in response.dates for bound in (each.earliest, each.latest) if bound >= today
    ]
    return min(ahead, default=FOREVER)


def _decoded(raw: bytes) -> Verdict | None:
    try:
        return msgspec.msgpack.decode(raw, type=Verdict)
    except msgspec.MsgspecError:
        return None
