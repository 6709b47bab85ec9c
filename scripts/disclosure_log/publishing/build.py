"""Bring a site folder up to date: make what changed, remove what nobody wants, leave the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from disclosure_log.publishing.kind import Bench, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.outputs import (
    Frame,
    Kept,
    Made,
    Manifest,
    Standing,
    Wanted,
    is_as_left,
    remove_outputs,
    split,
    write_output,
)
from disclosure_log.publishing.work import Progress, Workers


@dataclass(frozen=True)
class Built:
    """What a build did: files made by kind of output, and how many were left or removed."""

    made: dict[str, int]
    reused: int
    removed: int

    def __str__(self) -> str:
        made = sum(self.made.values())
        return f"{made:,} files made, {self.reused:,} reused, {self.removed:,} removed"


@dataclass(frozen=True)
class Job:
    """What a worker needs to write outputs."""

    bench: Bench
    site: Path
    kinds: Sequence[Kind]


@dataclass(frozen=True)
class _Plan:
    """A build planned: each group with its digest and the files that stay, and what is to make."""

    groups: dict[str, Kept]
    make: list[tuple[int, str, Wanted]]  # number of the kind, name of the group
    remove: tuple[str, ...]


def build(
    log: Log,
    bench: Bench,
    kinds: Sequence[Kind],
    site: Path,
    manifest: Manifest,
    edition: bytes = b"",
    frame: Frame | None = None,
    standing: Standing | None = None,
) -> Built:
    """Make the outputs of every kind that are not there as they should be.

    `edition` is a digest of all that went into the log; the next build of the same one finds by it
    that there is nothing to do. `frame` is what the site generator made beside. `standing` is how
    the site was found to stand; None if nobody looked.
    """
    sound = None if standing is None else standing.sound
    plan = _planned(log, bench, kinds, site, manifest, sound)
    reused = sum(len(kept.made) for kept in plan.groups.values())
    made = dict.fromkeys((kind.name for kind in kinds), 0)
    for number, _, _ in plan.make:
        made[kinds[number].name] += 1
    manifest.forget()
    remove_outputs(site, plan.remove)
    _make_all(plan, Job(bench.for_workers(), site, kinds), bench.progress, reused)
    stood = standing is not None and standing.tidy and frame is manifest.frame
    touched = (*plan.remove, *(each.path for _, _, each in plan.make)) if stood else None
    manifest.record(plan.groups, edition, site, frame, touched)
    return Built(made, reused, len(plan.remove))


def _planned(
    log: Log,
    bench: Bench,
    kinds: Sequence[Kind],
    site: Path,
    manifest: Manifest,
    sound: Collection[str] | None,
) -> _Plan:
    groups: dict[str, Kept] = {}
    make: list[tuple[int, str, Wanted]] = []
    for number, kind in enumerate(kinds):
        for group in kind.groups(log, bench):
            name = f"{kind.name}, {group.name}"
            depends = digest(name, log.common, group.depends)
            kept = manifest.groups.get(name)
            if kept is not None and kept.depends == depends and _is_sound(site, name, kept, sound):
                groups[name] = kept
                continue
            there, missing = split(site, kept, _with_common(group.wanted(), kind, log))
            groups[name] = Kept(depends, there)
            make += ((number, name, each) for each in missing)
    wanted: set[str] = set()
    for paths in (*(kept.made for kept in groups.values()), [each.path for _, _, each in make]):
        count = len(wanted) + len(paths)
        wanted.update(paths)
        if len(wanted) != count:
            raise ValueError("two outputs want to be the same file")
    remove = tuple(path for path in manifest.paths() if path not in wanted)
    return _Plan(groups, make, remove)


def _is_sound(site: Path, name: str, kept: Kept, sound: Collection[str] | None) -> bool:
    return is_as_left(site, kept) if sound is None else name in sound


def _with_common(wanted: Iterable[Wanted], kind: Kind, log: Log) -> Iterator[Wanted]:
    for each in wanted:
        yield Wanted(each.path, digest(kind.name, log.common, each.depends), each.task)


def _make_all(plan: _Plan, job: Job, progress: Progress, reused: int) -> None:
    """Make what is to make, and enter it into the plan's groups."""
    what = "Writing the site"
    progress.start(what, len(plan.make), reused)
    group_of = {each.path: name for _, name, each in plan.make}
    apart: list[tuple[int, Wanted]] = []
    whole: list[tuple[int, Wanted]] = []
    for number, _, each in plan.make:
        task = each.task() if callable(each.task) else each.task
        told = (number, msgspec.structs.replace(each, task=task))
        (whole if job.kinds[number].of_the_whole else apart).append(told)
    with Workers(job, processes=job.bench.processes) as workers:
        for made in workers.map(produce, apart):
            for path, made_file in made.items():
                plan.groups[group_of[path]].made[path] = made_file
            progress.advance(what, len(made))
    for path, made_file in produce(job, whole).items():
        plan.groups[group_of[path]].made[path] = made_file


def produce(job: Job, batch: Sequence[tuple[int, Wanted]]) -> dict[str, Made]:
    """Make and write a batch of outputs."""
    made = {}
    for number, wanted in batch:
        chunks = job.kinds[number].make(job.bench, wanted)
        made[wanted.path] = write_output(job.site, wanted.path, wanted.depends, chunks)
    return made
