"""Bring a site folder up to date: make what changed, remove what nobody wants, leave the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import (
    Difference,
    Made,
    Manifest,
    Wanted,
    remove_outputs,
    write_output,
)
from disclosure_log.publishing.work import Progress, Workers


@dataclass(frozen=True)
class Built:
    """What a build did, by kind of output: files made, and files left as they were."""

    made: dict[str, int]
    reused: dict[str, int]
    removed: int

    def __str__(self) -> str:
        made, reused = sum(self.made.values()), sum(self.reused.values())
        return f"{made:,} files made, {reused:,} reused, {self.removed:,} removed"


@dataclass(frozen=True)
class Job:
    """What a worker needs to write outputs."""

    bench: Bench
    site: Path
    kinds: Sequence[Kind]


def build(
    log: Log,
    bench: Bench,
    kinds: Sequence[Kind],
    site: Path,
    manifest: Manifest,
    edition: bytes = b"",
) -> Built:
    """Make the outputs of every kind that are not there as they should be.

    `edition` is a digest of all that went into the log; the next build of the same one finds by it
    that there is nothing to do.
    """
    wanted: list[Wanted] = []
    kind_of: dict[str, int] = {}
    for number, kind in enumerate(kinds):
        for each in kind.wanted(log, bench):
            wanted.append(Wanted(each.path, digest(kind.name, log.common, each.depends), each.task))
            kind_of[each.path] = number
    difference = manifest.difference(site, wanted)
    made_by = [0] * len(kinds)
    for each in difference.make:
        made_by[kind_of[each.path]] += 1
    reused_by = [-number for number in made_by]
    for number in kind_of.values():
        reused_by[number] += 1
    if difference.make or difference.remove:
        manifest.forget()
        remove_outputs(site, difference.remove)
        made = _make_all(difference, kind_of, Job(bench.for_workers(), site, kinds), bench.progress)
        manifest.record(made, difference.remove, edition)
    elif not manifest.is_of(edition):
        manifest.record({}, (), edition)
    return Built(
        {kind.name: count for kind, count in zip(kinds, made_by, strict=True)},
        {kind.name: count for kind, count in zip(kinds, reused_by, strict=True)},
        len(difference.remove),
    )


def _make_all(
    difference: Difference,
    kind_of: Mapping[str, int],
    job: Job,
    progress: Progress,
) -> dict[str, Made]:
    progress.start("Writing the site", len(difference.make), difference.kept)
    tasks = [(kind_of[each.path], each) for each in difference.make]
    apart = [task for task in tasks if not job.kinds[task[0]].of_the_whole]
    made: dict[str, Made] = {}
    with Workers(job, processes=job.bench.processes) as workers:
        for batch in workers.map(produce, apart):
            made |= batch
            progress.advance("Writing the site", len(batch))
    made |= produce(job, [task for task in tasks if job.kinds[task[0]].of_the_whole])
    return made


def produce(job: Job, batch: Sequence[tuple[int, Wanted]]) -> dict[str, Made]:
    """Make and write a batch of outputs."""
    made = {}
    for number, wanted in batch:
        chunks = job.kinds[number].make(job.bench, wanted)
        made[wanted.path] = write_output(job.site, wanted.path, wanted.depends, chunks)
    return made
