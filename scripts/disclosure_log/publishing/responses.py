"""Response pages and their attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from disclosure_log.model import Entry, PublicationStatus, Response
from disclosure_log.pages import (
    AttachmentFacts,
    Incoming,
    Page,
    PageContext,
    response_page,
    table_preview,
    working_days_taken,
)
from disclosure_log.publishing.kind import Bench, Kind, pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.scan import AttachmentFile, RecordFiles, read_checked


class ResponseTask(msgspec.Struct, frozen=True):
    """What a response's page is made from, beside the record itself."""

    files: RecordFiles
    incoming: Incoming
    neighbours: tuple[Entry, ...]


def response_task(log: Log, entry: Entry) -> ResponseTask:
    """The files of a record, and the entries of every record it names or that names it."""
    incoming = log.incoming.get(entry.id, Incoming())
    return ResponseTask(
        log.files[entry.id],
        incoming,
        tuple(log.entries[each] for each in _named(log, entry, incoming) if each in log.entries),
    )


def _named(log: Log, entry: Entry, incoming: Incoming) -> tuple[str, ...]:
    redirects = log.catalogue.redirects
    named = [*entry.follows, *entry.supersedes, *entry.merged_with, *entry.answered_by]
    named = [redirects.get(each, each) for each in named if not each.startswith("https://")]
    named += [*incoming.superseded_by, *incoming.followed_by, *incoming.answers_later]
    return tuple(dict.fromkeys(named))


def _page(bench: Bench, wanted: Wanted) -> Page:
    """The page of a record."""
    task: ResponseTask = wanted.task
    files = task.files
    response = bench.records.response(files)
    edit_url = bench.settings.edit_url.replace("{path}", files.path)
    return response_page(
        response,
        PageContext(
            catalogue=bench.catalogue,
            site_url=bench.settings.site_url,
            entries={entry.id: entry for entry in task.neighbours},
            incoming=task.incoming,
            attachments=_facts(bench, files, response),
            edit_url=edit_url,
            working_days=working_days_taken(response),
        ),
    )


def _facts(bench: Bench, files: RecordFiles, response: Response) -> dict[str, AttachmentFacts]:
    named = {attachment.file for attachment in response.attachments}
    facts = {}
    for file in files.attachments:
        if file.name in named:
            table = None
            if file.name.lower().endswith(".csv"):
                table = table_preview(read_checked(_place(bench, files, file), file.digest))
            facts[file.name] = AttachmentFacts(file.size, table)
    return facts


def _place(bench: Bench, files: RecordFiles, file: AttachmentFile) -> Path:
    return bench.root / files.path.removesuffix(".yaml") / file.name


def _wanted_pages(log: Log, bench: Bench) -> Iterator[Wanted]:
    for entry in log.entries.values():
        task = response_task(log, entry)
        incoming = msgspec.msgpack.encode(task.incoming)
        attached = [part for file in task.files.attachments for part in (file.name, file.digest)]
        yield Wanted(
            f"responses/{entry.id}/index.html",
            digest(
                bench.shell_digest,
                task.files.digest,
                incoming,
                log.digest_of(each.id for each in task.neighbours),
                *attached,
            ),
            task,
        )


def _wanted_attachments(log: Log, _bench: Bench) -> Iterator[Wanted]:
    for entry in log.entries.values():
        if entry.status is PublicationStatus.PUBLISHED:
            files = log.files[entry.id]
            for file in files.attachments:
                yield Wanted(f"responses/{entry.id}/{file.name}", file.digest, (files, file))


def _make_attachment(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    """The very bytes that were checked; OSError when the file has changed since."""
    files, file = wanted.task
    yield read_checked(_place(bench, files, file), file.digest)


RESPONSE_PAGES = pages("response pages", _wanted_pages, _page)
ATTACHMENTS = Kind("attachments", _wanted_attachments, _make_attachment)
