"""Measure the log beside its peers: `python benchmarks/run.py --records 1000,5000 --runs 3`.

Everybody gets the same records. Runs alternate: each subject once, then each again, so that a busy
minute falls on all. What was found is printed and kept below `benchmarks/results/`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
if not __package__:
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benchmarks import measure, ours  # noqa: E402
from benchmarks.browser import Search, queries, searches  # noqa: E402
from benchmarks.generate import generate  # noqa: E402
from benchmarks.measure import Cost, FailedError  # noqa: E402
from benchmarks.peers import PEERS  # noqa: E402
from benchmarks.peers.peer import Content, Peer, Tools, empty_shell  # noqa: E402
from benchmarks.peers.tools import install, tools_at  # noqa: E402
from benchmarks.records import Plan  # noqa: E402
from benchmarks.results import Figure, Size, as_json  # noqa: E402
from benchmarks.table import whole  # noqa: E402

OURS = "log"
BROWSER = "browser"
CACHE = ROOT / ".cache" / "benchmarks"
RESULTS = ROOT / "benchmarks" / "results"
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@dataclass(frozen=True)
class Field:
    """One size of log with everybody ready to run."""

    bench: ours.Bench
    tools: Tools
    folder: Path
    environment: Mapping[str, str]
    pages: int

    def home(self, peer: Peer) -> Path:
        return self.folder / "peers" / peer.name


class Found(defaultdict[str, list[Cost]]):
    """Costs by subject, and what each run left behind."""

    def __init__(self) -> None:
        super().__init__(list)
        self.left: dict[str, tuple[int, int]] = {}
        self.failures: dict[str, str] = {}


def environment() -> dict[str, str]:
    """What measured programs are told: this checkout's package, and nothing of the person's."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "scripts")}


def prepare(records: int, peers: Sequence[Peer], tools: Tools, folder: Path) -> Field:
    """Write the log, its pages as Markdown, and each peer's folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plan = Plan(records)
    generate(folder / "log", plan)
    bench = ours.Bench(folder / "log", plan, environment(), folder / "said.txt")
    rendered = folder / "rendered"
    pages = 0
    if peers:
        render = (sys.executable, "-m", "disclosure_log.cli", "render", str(rendered))
        bench.run(*render)
        pages = sum(1 for _ in rendered.rglob("*.md"))
        content = Content(bench.root, rendered, _shell(folder))
    field = Field(bench, tools, folder, environment(), pages)
    for peer in peers:
        field.home(peer).mkdir(parents=True)
        peer.prepare(content, field.home(peer))
    return field


def _shell(folder: Path) -> str:
    """One page of the log's own site, from the smallest of logs, emptied."""
    plan = Plan(3, 1)
    generate(folder / "shell", plan)
    bench = ours.Bench(folder / "shell", plan, environment(), folder / "said.txt")
    bench.run(sys.executable, "-m", "mkdocs", "build", "--quiet")
    page = next(ours.response_page_paths(bench.site))
    return empty_shell(page.read_text("utf-8"))


def run_peer(field: Field, peer: Peer) -> Iterator[tuple[str, Cost]]:
    """One cold run of a peer, and one more where it claims to reuse what it made."""
    home = field.home(peer)
    for name in (peer.site, *peer.leaves):
        target = home / name
        shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    command = peer.command(field.tools, home)

    def once() -> Cost:
        return measure.run(
            command, cwd=home, environment=field.environment, log=field.folder / "said.txt"
        )

    yield peer.name, once()
    check_site(home / peer.site, field.bench.plan.records, field.pages)
    if peer.again:
        yield again(peer), once()


def check_site(site: Path, records: int, pages: int) -> None:
    """FailedError unless a site has every response and every other page: status 0 is no proof."""
    responses = ours.response_pages(site)
    if responses != records:
        raise FailedError(f"{responses:,} response pages of {records:,}")
    found = sum(1 for _ in site.rglob("*.html"))
    if found < pages:
        raise FailedError(f"{found:,} pages of {pages:,}")


def again(peer: Peer) -> str:
    return f"{peer.name}, nothing changed"


def alternate(
    subjects: Mapping[str, Callable[[int], Iterator[tuple[str, Cost]]]],
    runs: int,
    after: Callable[[str], tuple[int, int]],
) -> Found:
    """Each subject once, then each again: A B C A B C. One that fails is not run any more."""
    found = Found()
    for number in range(runs):
        for name, subject in subjects.items():
            if name in found.failures:
                continue
            print(f"  run {number + 1} of {runs}: {name}", file=sys.stderr, flush=True)
            try:
                for what, cost in subject(number):
                    found[what].append(cost)
                found.left[name] = after(name)
            except FailedError as error:
                found.failures[name] = str(error)
                print(f"    {error}", file=sys.stderr)
    return found


def measure_size(
    records: int, runs: int, chosen: Sequence[str], tools: Tools, folder: Path
) -> Size:
    """Everything at one size of log."""
    print(f"{records:,} records: preparing", file=sys.stderr, flush=True)
    missing = {p.name: "its program is not installed" for p in PEERS if not _there(p, tools)}
    peers = [peer for peer in PEERS if peer.name in chosen and peer.name not in missing]
    field = prepare(records, peers, tools, folder)
    by_name = {peer.name: peer for peer in peers}
    subjects: dict[str, Callable[[int], Iterator[tuple[str, Cost]]]] = {}
    if OURS in chosen:
        subjects[OURS] = lambda number: ours.stages(field.bench, number)
    for peer in peers:
        subjects[peer.name] = lambda _number, peer=peer: run_peer(field, peer)  # type: ignore[misc]

    def left(name: str) -> tuple[int, int]:
        if name == OURS:
            return measure.written(field.bench.site)
        site = field.home(by_name[name]) / by_name[name].site
        found = measure.written(site)
        shutil.rmtree(site) if not by_name[name].again else None
        return found

    found = alternate(subjects, runs, left)
    seen = _look(field, runs) if BROWSER in chosen and found.get(ours.EVERYTHING) else ()
    everything = found.left.get(OURS, (0, 0))
    return Size(
        records=records,
        stages={
            stage: Figure.of(found[stage], *(everything if stage == ours.EVERYTHING else ()))
            for stage in ours.STAGES
            if found.get(stage)
        },
        peers={
            name: Figure.of(found[name], *found.left[name])
            for name in by_name
            if name in found.left
        },
        again={
            name: Figure.of(found[again(peer)])
            for name, peer in by_name.items()
            if found.get(again(peer))
        },
        failures=found.failures | {k: v for k, v in missing.items() if k in chosen},
        pages=ours.page_sizes(field.bench.site) if found.get(ours.EVERYTHING) else None,
        searches=tuple(seen),
    )


def _look(field: Field, runs: int) -> list[Search]:
    print("  search in the browser", file=sys.stderr, flush=True)
    return searches(field.bench.site, queries(field.bench.root / "responses"), runs)


def _there(peer: Peer, tools: Tools) -> bool:
    program = peer.needs(tools)
    return program is None or program.exists()


def main() -> None:
    """Read the command line, measure, print and keep what was found."""
    names = (OURS, BROWSER, *(peer.name for peer in PEERS))
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--records", default="1000", help="sizes of log, as 1000,5000 (1000)")
    options.add_argument("--runs", type=int, default=3, help="of each subject (3)")
    options.add_argument("--only", default=",".join(names), help=f"some of {', '.join(names)}")
    options.add_argument(
        "--peers-to", type=int, help="the largest log that peers are given; the log has no limit"
    )
    options.add_argument("--keep", action="store_true", help="keep the logs and sites made")
    chosen = options.parse_args()
    only = chosen.only.split(",")
    if unknown := set(only) - set(names):
        options.error(f"nothing is called {', '.join(sorted(unknown))}")
    sizes: dict[int, Size] = {}
    wanted = [peer for peer in PEERS if peer.name in only]
    tools = (
        install(CACHE) if any(peer.needs(tools_at(CACHE)) for peer in wanted) else tools_at(CACHE)
    )
    for records in sorted({int(size) for size in chosen.records.split(",")}):
        folder = CACHE / "work" / str(records)
        ours = chosen.peers_to is not None and records > chosen.peers_to
        subjects = [name for name in only if name in (OURS, BROWSER)] if ours else only
        sizes[records] = measure_size(records, chosen.runs, subjects, tools, folder)
        if not chosen.keep:
            shutil.rmtree(folder)
    report(sizes, wanted, tools, chosen.runs)


def report(sizes: Mapping[int, Size], peers: Sequence[Peer], tools: Tools, runs: int) -> None:
    """Print the table and keep the figures."""
    console = Console(width=max(80, min(120, Console().width)))
    console.print(whole(sizes, {peer.name: peer.about for peer in peers}))
    versions = {peer.name: peer.version(tools) for peer in peers if _there(peer, tools)}
    day = datetime.now(UTC).date().isoformat()
    path = RESULTS / f"{day}-{'-'.join(map(str, sizes))}.json"
    RESULTS.mkdir(exist_ok=True)
    found = as_json(sizes, versions, date=day, runs=runs)
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"Kept in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
