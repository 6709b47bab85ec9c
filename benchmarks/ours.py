"""The log's own build, stage by stage, each a process of its own in the state it needs."""

from __future__ import annotations

import gzip
import shutil
import statistics
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import edits, measure
from benchmarks.measure import Cost
from benchmarks.records import Head, Plan

EVERYTHING = "everything, cold"
CHECK = "check, cold"
PAGES = "pages and lists, cold"
SEARCH = "search index, cold"
CHANGED = "one record changed"
UNCHANGED = "nothing changed"
CHECK_ONE = "check of one record"
STAGES = (CHECK, PAGES, SEARCH, EVERYTHING, UNCHANGED, CHANGED, CHECK_ONE)

_BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
_CHECK = (sys.executable, "-m", "disclosure_log.cli", "check", "--format", "json")
_STAGE = (sys.executable, str(Path(__file__).with_name("stages.py")))


@dataclass(frozen=True)
class Bench:
    """A generated log to build, and how its programs are run."""

    root: Path
    plan: Plan
    environment: Mapping[str, str]
    log: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def run(self, *command: str) -> Cost:
        """Run a command in the log."""
        return measure.run(command, cwd=self.root, environment=self.environment, log=self.log)


def stages(bench: Bench, number: int) -> Iterator[tuple[str, Cost]]:
    """Measure every stage once; `number` tells runs apart, so that each corrects another record."""
    cache = bench.root / ".cache"
    _remove(bench.site, cache)
    yield CHECK, bench.run(*_CHECK)
    yield PAGES, bench.run(*_STAGE, "pages")
    _check_pages(bench)
    _remove(bench.site, cache / "disclosure-log" / "manifests")
    yield SEARCH, bench.run(*_STAGE, "search")
    _remove(bench.site, cache)
    yield EVERYTHING, bench.run(*_BUILD)
    _check_pages(bench)
    yield UNCHANGED, bench.run(*_BUILD)
    first, second = changeable(bench.plan, number)
    edits.change(bench.root, first.id, 1_000 + number)
    yield CHANGED, bench.run(*_BUILD)
    _check_shown(bench, first, f"{1_000 + number:,}")
    path = edits.change(bench.root, second.id, 2_000 + number)
    yield CHECK_ONE, bench.run(*_CHECK, str(path.relative_to(bench.root)))


def changeable(plan: Plan, number: int) -> tuple[Head, Head]:
    """Two records that can be corrected, others in each run: of the last year, and of any."""
    start = plan.records - 1 - (number * 37) % max(1, plan.records // plan.years)
    return _standing(plan, start), _standing(plan, (number + 1) * plan.records // 7 % plan.records)


def _standing(plan: Plan, number: int) -> Head:
    while (head := plan.head(number)).withdrawn:
        number = (number - 1) % plan.records
    return head


def _check_pages(bench: Bench) -> None:
    found = response_pages(bench.site)
    if found != bench.plan.records:
        raise measure.FailedError(f"{found} response pages of {bench.plan.records} were built")


def _check_shown(bench: Bench, head: Head, figure: str) -> None:
    page = bench.site / "responses" / head.id / "index.html"
    if figure not in page.read_text("utf-8"):
        raise measure.FailedError(f"the page of {head.id} does not show what was changed")


def response_pages(site: Path) -> int:
    """How many pages of responses a built site has, whoever built it."""
    return sum(1 for _ in response_page_paths(site))


def response_page_paths(site: Path) -> Iterator[Path]:
    """The pages of responses: `responses/<year>/<slug>/index.html`."""
    for page in site.glob("responses/[0-9][0-9][0-9][0-9]/*/index.html"):
        if page.parent.name != "page":
            yield page


@dataclass(frozen=True)
class PageSizes:
    """Bytes of response pages as a server sends them, and as they lie on disk."""

    median: int
    largest: int
    median_plain: int


def page_sizes(site: Path, sample: int = 400) -> PageSizes:
    """Compress response pages as a server would (gzip at its usual level)."""
    pages = sorted(response_page_paths(site))
    chosen = pages[:: max(1, len(pages) // sample)]
    plain = [page.read_bytes() for page in chosen]
    packed = [len(gzip.compress(raw, 6)) for raw in plain]
    median = int(statistics.median(packed))
    return PageSizes(median, max(packed), int(statistics.median(map(len, plain))))


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
