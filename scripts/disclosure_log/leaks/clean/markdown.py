"""A document's blocks written as Markdown that pastes into an answer as it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
#: What at the start of a line would make it a heading, a list, a quotation or a rule.
_LEADING = re.compile(r"(?m)^(\s*)([#>+-](?=\s|$)|[-=]{3,}\s*$|(\d{1,9})([.)])(?=\s|$))")
_ADDRESS = re.compile(r"https://[^\s()<>]+")


@dataclass(frozen=True)
class Words:
    """A piece of a line, all of one look; `address` is where a link leads, if it is one."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `level` 1 to 6 makes it a heading."""

    words: tuple[Words, ...]
    level: int = 0


@dataclass(frozen=True)
class Item:
    """A list's item; `depth` counts from 0."""

    words: tuple[Words, ...]
    depth: int = 0
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table's rows, the first its headings; each cell holds lines of words."""

    rows: tuple[tuple[tuple[Words, ...], ...], ...]


Block = Paragraph | Item | Table


def as_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as CommonMark with tables, ended by a line break; no raw HTML, ever."""
    parts: list[str] = []
    before: Block | None = None
    numbers: dict[int, int] = {}
    for block in blocks:
        if not isinstance(block, Item):
            numbers.clear()
        text = _block(block, numbers)
        if not text:
            continue
        if parts:
            parts.append("\n" if isinstance(block, Item) and isinstance(before, Item) else "\n\n")
        parts.append(text)
        before = block
    return "".join(parts) + "\n" if parts else ""


def _block(block: Block, numbers: dict[int, int]) -> str:
    match block:
        case Paragraph(words, level):
            text = _line(words)
            if level and text:
                return f"{'#' * min(level, 6)} {' '.join(text.split())}"
            return _guarded(text)
        case Item(words, depth, numbered):
            text = _line(words)
            if not text:
                return ""
            for deeper in [each for each in numbers if each > depth]:
                del numbers[deeper]
            numbers[depth] = numbers.get(depth, 0) + 1
            mark = f"{numbers[depth]}." if numbered else "-"
            pad = "    " * depth
            inner = f"\n{pad}{' ' * (len(mark) + 1)}"
            return f"{pad}{mark} {_guarded(text).replace(chr(10), inner)}"
        case Table(rows):
            return "\n".join(_table(rows))


def _table(rows: Sequence[Sequence[tuple[Words, ...]]]) -> Iterator[str]:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    for number, row in enumerate(rows):
        cells = [" ".join(_line(cell).split()) for cell in row]
        cells += [""] * (width - len(cells))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * width}"


def _line(words: Iterable[Words]) -> str:
    """Words of a line, neighbours of one look joined, each escaped."""
    joined: list[Words] = []
    for each in words:
        last = joined[-1] if joined else None
        if last and (last.strong, last.emphasis, last.address) == (
            each.strong,
            each.emphasis,
            each.address,
        ):
            joined[-1] = Words(last.text + each.text, last.strong, last.emphasis, last.address)
        elif each.text:
            joined.append(each)
    return "".join(_piece(each) for each in joined).strip()


def _piece(words: Words) -> str:
    text = _SPECIAL.sub(r"\\\1", words.text)
    inner = text.strip()
    if not inner:
        return text
    marks = "**" * words.strong + "*" * words.emphasis
    shown = f"{marks}{inner}{marks[::-1]}"
    if words.address and _ADDRESS.fullmatch(words.address):
        shown = f"[{shown}]({words.address})"
    before = text[: len(text) - len(text.lstrip())]
    return f"{before}{shown}{text[len(text.rstrip()) :]}"


def _guarded(text: str) -> str:
    """Lines that begin like something else than words, with that sign escaped."""
    return _LEADING.sub(
        lambda found: (
            f"{found[1]}{found[3]}\\{found[4]}" if found[3] else f"{found[1]}\\{found[2]}"
        ),
        text,
    )
