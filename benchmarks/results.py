"""What a run found: figures by size, the budgets they are held against, and JSON of both."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from math import log
from pathlib import Path
from typing import Any

from benchmarks import ours
from benchmarks.browser import Search
from benchmarks.measure import Cost
from benchmarks.ours import PageSizes

#: The peer that the log must be three times, and for one change thirty times, faster than.
PLAIN, FAST = "mkdocs-pagefind", "hugo"
LARGE = 20_000  # the most records that the first column of budgets is for
GIB = 2**30


@dataclass(frozen=True)
class Figure:
    """Medians of one subject's runs: seconds, bytes of memory, files and bytes written."""

    wall: float
    cpu: float
    largest: int
    tree: int
    runs: tuple[float, ...]
    files: int = 0
    written: int = 0

    @classmethod
    def of(cls, costs: Iterable[Cost], files: int = 0, written: int = 0) -> Figure:
        """The medians of some runs."""
        each = list(costs)
        return cls(
            wall=statistics.median(cost.wall for cost in each),
            cpu=statistics.median(cost.cpu for cost in each),
            largest=int(statistics.median(cost.largest for cost in each)),
            tree=int(statistics.median(cost.tree for cost in each)),
            runs=tuple(round(cost.wall, 3) for cost in each),
            files=files,
            written=written,
        )


@dataclass(frozen=True)
class Size:
    """Everything found at one size of log."""

    records: int
    stages: Mapping[str, Figure]
    peers: Mapping[str, Figure]
    again: Mapping[str, Figure] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    pages: PageSizes | None = None
    searches: tuple[Search, ...] = ()


@dataclass(frozen=True)
class Budget:
    """One line of what the log must show; `found` and `limit` None where they are not known."""

    what: str
    found: float | None
    limit: float | None
    unit: str

    @property
    def met(self) -> bool | None:
        if self.found is None or self.limit is None:
            return None
        return self.found <= self.limit


def budgets(size: Size, sizes: Mapping[int, Size]) -> list[Budget]:
    """The figures of one size beside what they may be."""
    small = size.records <= LARGE
    stage, peer = size.stages, size.peers
    plain, hugo = _wall(peer.get(PLAIN)), _wall(peer.get(FAST))
    cold, pages = stage.get(ours.EVERYTHING), stage.get(ours.PAGES)
    changed = stage.get(ours.CHANGED)
    lines: list[Budget] = []
    if small:
        third = None if plain is None else plain / 3
        half = None if hugo is None else hugo / 2
        thirtieth = None if plain is None else plain / 30
        lines += [
            Budget("cold, everything: a third of MkDocs + Pagefind", _wall(cold), third, "s"),
            Budget("cold, pages and lists: half of Hugo", _wall(pages), half, "s"),
            Budget("one record changed: a thirtieth of MkDocs", _wall(changed), thirtieth, "s"),
        ]
    else:
        base = sizes.get(LARGE)
        six = _wall(base.stages.get(ours.EVERYTHING)) if base else None
        six = None if six is None else six * 6
        lines += [
            Budget("cold, everything: six times that of 20,000", _wall(cold), six, "s"),
            Budget("cold, everything: memory", _tree(cold), 4, "GiB"),
            Budget("cold, pages and lists: memory", _tree(pages), 1, "GiB"),
        ]
    lines += [
        Budget("one record changed", _wall(changed), 3 if small else 6, "s"),
        Budget("nothing changed", _wall(stage.get(ours.UNCHANGED)), 1 if small else 3, "s"),
        Budget("check of one record", _wall(stage.get(ours.CHECK_ONE)), 1 if small else 2, "s"),
    ]
    for search in size.searches:
        kilobytes, wait = search.fetched / 1_000, search.wait
        said = f"“{search.query}”: first results"
        lines += [
            Budget(f"{said}, cold browser", round(kilobytes, 1), 160 if small else 230, "KB"),
            Budget(said, round(wait), 300 if small else 1_000, "ms"),
        ]
    if size.pages is not None:
        found = round(size.pages.median / 1_000, 1)
        lines.append(Budget("a response page, compressed (median)", found, 12, "KB"))
    return lines


def exponents(sizes: Mapping[int, Size]) -> dict[str, float]:
    """By which power of the number of records each stage grows, smallest size to largest."""
    if len(sizes) < 2:
        return {}
    small, large = sizes[min(sizes)], sizes[max(sizes)]
    return {
        stage: growth(
            (small.records, small.stages[stage].wall), (large.records, large.stages[stage].wall)
        )
        for stage in ours.STAGES
        if stage in small.stages and stage in large.stages
    }


def growth(small: tuple[int, float], large: tuple[int, float]) -> float:
    """The exponent between two sizes and their costs."""
    return log(large[1] / small[1]) / log(large[0] / small[0])


def _wall(figure: Figure | None) -> float | None:
    return None if figure is None else figure.wall


def _tree(figure: Figure | None) -> float | None:
    return None if figure is None else round(figure.tree / GIB, 2)


def as_json(sizes: Mapping[int, Size], versions: Mapping[str, str], **about: Any) -> dict[str, Any]:
    """A run whole, as plain data."""
    return {
        **about,
        "machine": machine(),
        "versions": dict(versions),
        "exponents": exponents(sizes),
        "sizes": [
            asdict(size) | {"budgets": [asdict(b) | {"met": b.met} for b in budgets(size, sizes)]}
            for size in sizes.values()
        ],
    }


def machine() -> dict[str, Any]:
    """What the figures depend on, and nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory / GIB, 1),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
