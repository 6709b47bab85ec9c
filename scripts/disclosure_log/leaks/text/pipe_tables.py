"""Tables of a Markdown text, for the checks of columns and of small numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from disclosure_log.leaks.leak import Grid
from disclosure_log.leaks.text.pattern import Pattern

_RULE: Final = Pattern(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\Z")
_BAR: Final = Pattern(r"(?<!\\)\|")


def pipe_tables(text: str, place: str = "") -> Iterator[tuple[int, Grid]]:
    """Every table that Markdown draws with bars, and the line of its headings, counted from 1.

    The headings are row 1 of the grid; the line of dashes below them is no row, so row n > 1
    stands n lines below the headings.
    """
    if "|" not in text:
        return
    lines = text.split("\n")
    number = 0
    for at in range(1, len(lines)):
        if at <= number or "|" not in lines[at - 1] or not _ruled(lines[at]):
            continue
        number = at + 1
        while number < len(lines) and "|" in lines[number]:
            number += 1
        rows = (_cells(line) for line in (lines[at - 1], *lines[at + 1 : number]))
        yield at, Grid(tuple(rows), place or f"the table at line {at}")


def without_tables(text: str) -> str:
    """The text with the lines of its tables as noughts, so that no offset moves."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    within = False
    for at, line in enumerate(lines):
        rule = "|" in line and "-" in line and not line.strip(" \t>|:-")
        if rule and at and "|" in lines[at - 1]:
            lines[at - 1] = "0" * len(lines[at - 1])
        within = rule or (within and "|" in line)
        if within or _has_borders(line):
            lines[at] = "0" * len(line)
    return "\n".join(lines)


def _has_borders(line: str) -> bool:
    """Whether a bar begins a line and another follows; one alone may quote a letter."""
    return line.lstrip(" \t>").startswith("|") and line.count("|") > 1


def _ruled(line: str) -> bool:
    return "-" in line and _RULE.match(line.rstrip()) is not None


def _cells(line: str) -> tuple[str, ...]:
    cells = _BAR.split(line.strip(" \t>"))
    first = 1 if cells and not cells[0].strip() else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1].strip() else len(cells)
    return tuple(
        cell.replace("\\|", "|").strip(" \t*") or cell.strip() for cell in cells[first:last]
    )
