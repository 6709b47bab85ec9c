"""Response pages and their attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from disclosure_log.model import Entry, PublicationStatus, Response
from disclosure_log.pages.page import AttachmentFacts, Incoming, Page, PageContext
from disclosure_log.pages.response import response_page
from disclosure_log.pages.table import table_preview
from disclosure_log.pages.timing import working_days_taken
from disclosure_log.publishing.kind import Bench, Group, Kind, pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.scan import AttachmentFile, RecordFiles, read_checked
from disclosure_log.publishing.year import Line, Year


class ResponseTask(msgspec.Struct, frozen=True):
    """What a response's page is made from, beside the record itself."""

    files: RecordFiles
    incoming: Incoming
    neighbours: tuple[Entry, ...]


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


def _groups_of_pages(log: Log, bench: Bench) -> Iterator[Group]:
    """A year's pages depend on its records, and on those elsewhere that name them or are named."""
    for year in log.years.values():
        related = [line for line in log.lines_of(year) if _is_related(log, line)]
        beside = [part for line in related for part in (line.id, *_beside(log, line))]
        depends = digest(bench.shell_digest, year.key, *beside)
        yield Group(year.year, depends, partial(_wanted_pages, log, bench, year))


def _is_related(log: Log, line: Line) -> bool:
    return line.names_others or line.id in log.incoming


def _beside(log: Log, line: Line) -> tuple[bytes, bytes]:
    """What a page depends on beside its record: who names it, and what those named are."""
    incoming = log.incoming.get(line.id, Incoming())
    return msgspec.msgpack.encode(incoming), log.digest_of(log.named(line))


def _wanted_pages(log: Log, bench: Bench, year: Year) -> Iterator[Wanted]:
    for line in log.lines_of(year):
        files = log.files[line.id]
        beside = _beside(log, line) if _is_related(log, line) else ()
        attached = [part for file in files.attachments for part in (file.name, file.digest)]
        yield Wanted(
            f"responses/{line.id}/index.html",
            digest(bench.shell_digest, files.digest, *beside, *attached),
            partial(_task, log, line),
        )


def _task(log: Log, line: Line) -> ResponseTask:
    return ResponseTask(
        log.files[line.id],
        log.incoming.get(line.id, Incoming()),
        log.entries(log.named(line)),
    )


def _groups_of_attachments(log: Log, _bench: Bench) -> Iterator[Group]:
    for year in log.years.values():
        yield Group(year.year, year.key, partial(_wanted_attachments, log, year))


def _wanted_attachments(log: Log, year: Year) -> Iterator[Wanted]:
    for line in log.lines_of(year):
        if line.status is PublicationStatus.PUBLISHED:
            files = log.files[line.id]
            for file in files.attachments:
                yield Wanted(f"responses/{line.id}/{file.name}", file.digest, (files, file))


def _make_attachment(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    """The very bytes that were checked; OSError when the file has changed since."""
    files, file = wanted.task
    yield read_checked(_place(bench, files, file), file.digest)


RESPONSE_PAGES = pages("response pages", _groups_of_pages, _page)
ATTACHMENTS = Kind("attachments", _groups_of_attachments, _make_attachment)
