"""In a preview, the pages of records that have errors say what to mend."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from disclosure_log.pages.page import Page
from disclosure_log.pages.problems import problem_page
from disclosure_log.publishing.kind import Bench, Group, pages
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import Wanted


def _groups(log: Log, bench: Bench) -> Iterator[Group]:
    wanted = tuple(_wanted(log, bench))
    yield Group("all", digest(*(each.depends for each in wanted)), lambda: wanted)


def _wanted(log: Log, bench: Bench) -> Iterator[Wanted]:
    for record_id, findings in log.problems.items():
        yield Wanted(
            f"responses/{record_id}/index.html",
            digest(bench.shell_digest, msgspec.msgpack.encode(findings)),
            (record_id, findings),
        )


def _page(_bench: Bench, wanted: Wanted) -> Page:
    return problem_page(*wanted.task)


PROBLEMS = pages("problems", _groups, _page)
