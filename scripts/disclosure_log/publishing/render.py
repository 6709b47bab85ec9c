"""The same pages as Markdown files on disk, for any other site generator.

A list of what was written stays beside them, so that the next run replaces its own files, removes
those of records that are gone, and never touches anybody else's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from disclosure_log.pages.dialect import to_markdown
from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.lists import navigation_pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.outputs import Wanted, remove_outputs, write_output
from disclosure_log.publishing.responses import ATTACHMENTS

NOTE = ".disclosure-log.json"


class NotOursError(Exception):
    """The folder holds files of somebody else's; the message is for the officer."""


def render(log: Log, bench: Bench, kinds: Sequence[Kind], docs: Path, target: Path) -> int:
    """Write every page, every attachment and the hand-written pages below `target`.

    Gives the number of pages. Raises NotOursError where `target` holds files that an earlier
    render did not write.
    """
    before = _written_before(target)
    written: list[str] = []
    pages = 0
    for path, raw in _files(log, bench, kinds, docs):
        write_output(target, path, b"", [raw])
        written.append(path)
        pages += path.endswith(".md")
    remove_outputs(target, before - set(written))
    (target / NOTE).write_text(json.dumps({"written": sorted(written)}, indent=0) + "\n", "utf-8")
    return pages


def _files(
    log: Log, bench: Bench, kinds: Sequence[Kind], docs: Path
) -> Iterator[tuple[str, bytes]]:
    for path in sorted(docs.rglob("*")):
        if path.is_file():
            yield path.relative_to(docs).as_posix(), path.read_bytes()
    for page in navigation_pages(log):
        yield page.path, to_markdown(page).encode()
    for kind in kinds:
        if kind.page is not None:
            for wanted in _wanted(kind, log, bench):
                page = kind.page(bench, wanted)
                yield page.path, to_markdown(page).encode()
    for wanted in _wanted(ATTACHMENTS, log, bench):
        yield wanted.path, b"".join(ATTACHMENTS.make(bench, wanted))


def _wanted(kind: Kind, log: Log, bench: Bench) -> Iterator[Wanted]:
    for group in kind.groups(log, bench):
        for each in group.wanted():
            task = each.task() if callable(each.task) else each.task
            yield Wanted(each.path, each.depends, task)


def _written_before(target: Path) -> set[str]:
    if not target.exists() or not any(target.iterdir()):
        return set()
    try:
        return set(json.loads((target / NOTE).read_text("utf-8"))["written"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotOursError(
            f"{target} already holds files that were not written by this command. "
            "Name an empty or a new folder."
        ) from error
