"""A run as one table that fits a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from benchmarks import ours
from benchmarks.results import Budget, Figure, Size, budgets, exponents

_VERDICTS = {True: "met", False: "MISSED", None: "–"}


def seconds(value: float) -> str:
    """Seconds with as many digits as mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def size_of(value: int) -> str:
    """Bytes in the unit that leaves one to three digits before the point."""
    amount = float(value)
    for unit in ("B", "KiB", "MiB"):
        if amount < 1_000:
            return f"{amount:.0f} {unit}"
        amount /= 1_024
    return f"{amount:.2f} GiB"


def whole(sizes: Mapping[int, Size], names: Mapping[str, str]) -> RenderableType:
    """Everything a run found: by size the costs, the search, the budgets; then the growth."""
    parts: list[RenderableType] = []
    for size in sizes.values():
        parts += [_costs(size, names)]
        if size.searches:
            parts += [_searches(size)]
        if size.failures:
            parts += [_failures(size, names)]
        parts += [_budgets(size, sizes)]
    if found := exponents(sizes):
        parts += [_growth(sizes, found)]
    return Group(*parts)


def _costs(size: Size, names: Mapping[str, str]) -> Table:
    table = _table(
        f"{size.records:,} records: medians; memory of the largest process, of the tree",
        *("", ">wall s", ">CPU s", ">largest", ">tree", ">files", ">bytes"),
    )
    for stage in ours.STAGES:
        if stage in size.stages:
            table.add_row(f"log: {stage}", *_cells(size.stages[stage]))
    table.add_section()
    for name, figure in size.peers.items():
        table.add_row(names.get(name, name), *_cells(figure))
        if name in size.again:
            table.add_row("  the same, nothing changed", *_cells(size.again[name]))
    return table


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        seconds(figure.wall),
        seconds(figure.cpu),
        size_of(figure.largest),
        size_of(figure.tree),
        f"{figure.files:,}" if figure.files else "",
        size_of(figure.written) if figure.written else "",
    )


def _searches(size: Size) -> Table:
    table = _table(
        "Search in Chromium: first results",
        *("query", ">fetched, cold", ">by search", ">first ms", ">next ms"),
    )
    for each in size.searches:
        table.add_row(
            each.query,
            size_of(each.fetched),
            size_of(each.engine),
            f"{each.wait:.0f}",
            f"{each.again:.0f}",
        )
    return table


def _failures(size: Size, names: Mapping[str, str]) -> Table:
    table = _table("Not measured", "", "why")
    for name, why in size.failures.items():
        table.add_row(names.get(name, name), why.strip().splitlines()[-1][:200])
    return table


def _budgets(size: Size, sizes: Mapping[int, Size]) -> Table:
    table = _table(f"{size.records:,} records: budgets", "", ">found", ">at most", "")
    for each in budgets(size, sizes):
        table.add_row(each.what, _amount(each.found, each), _amount(each.limit, each), _met(each))
    return table


def _amount(value: float | None, budget: Budget) -> str:
    if value is None:
        return "–"
    return f"{seconds(value) if budget.unit in ('s', 'GiB') else f'{value:,g}'} {budget.unit}"


def _met(budget: Budget) -> Text:
    style = {True: "green", False: "red", None: "dim"}[budget.met]
    return Text(_VERDICTS[budget.met], style=style)


def _growth(sizes: Mapping[int, Size], found: Mapping[str, float]) -> Table:
    title = f"Growth from {min(sizes):,} to {max(sizes):,} records: cost ~ records^x, at most 1.1"
    table = _table(title, "stage", ">x", "")
    for stage, exponent in found.items():
        table.add_row(stage, f"{exponent:.2f}", _met(Budget(stage, exponent, 1.1, "")))
    return table


def _table(title: str, *headings: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for heading in headings:
        right = heading.startswith(">")
        justify: Literal["left", "right"] = "right" if right else "left"
        table.add_column(heading.lstrip(">"), justify=justify, no_wrap=heading != "why")
    return table
