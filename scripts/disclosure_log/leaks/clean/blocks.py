"""What both kinds of document are made into: blocks, their notes, and what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from disclosure_log.leaks.clean.markdown import Block, Item, Paragraph, Table, Words
from disclosure_log.leaks.clean.texts import seen_only

#: Sizes beyond which no person reads a document, and a hostile file stops growing.
MOST_BLOCKS = 200_000
_PLAIN = re.compile(r"([1-9][0-9]{0,8})\.")
_BLANKS = re.compile(r"[ \t\u00a0\u202f]+")
MAYBE = "shapes that may lie over words; look whether those words were to be read"
UNSEEN = "passages that are hidden, too small or in the colour of what is behind them"


@dataclass
class Story:
    """The blocks of a document as they are read, its notes, and what of it is not seen."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[Words, ...]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    #: How many items of each depth Markdown has counted since the last other block.
    _counted: dict[int, int] = field(default_factory=dict)

    def paragraph(self, words: Iterable[Words], level: int = 0, label: str = "") -> None:
        """Add a paragraph or a heading, with the number before it where it has one."""
        kept = tidy(words)
        if not says(kept):
            return
        if label:
            kept = (Words(f"{label} "), *kept)
        if level:
            kept = tuple(replace(each, strong=False, emphasis=False) for each in kept)
            kept = tuple(replace(each, text=each.text.replace("\n", " ")) for each in kept)
        self._counted.clear()
        self.blocks.append(Paragraph(kept, level))

    def item(self, words: Iterable[Words], depth: int, label: str) -> None:
        """Add a list's item; a label that Markdown would not count the same way is written out."""
        kept = tidy(words)
        if not says(kept):
            return
        depth = min(depth, max(self._counted, default=-1) + 1, 5)
        plain = _PLAIN.fullmatch(label)
        reached = self._counted.get(depth, 0) + 1
        numbered = plain is not None and int(plain[1]) == reached
        if label and not numbered:
            kept = (Words(f"{label} "), *kept)
            if not depth:
                self._counted.clear()
                self.blocks.append(Paragraph(kept))
                return
        for deeper in [each for each in self._counted if each > depth]:
            del self._counted[deeper]
        self._counted[depth] = reached
        self.blocks.append(Item(kept, depth, numbered))

    def table(self, rows: Iterable[Iterable[tuple[Words, ...]]]) -> None:
        """Add a table, without the rows in which nothing is seen."""
        kept = [tuple(tidy(cell) for cell in row) for row in rows]
        kept = [row for row in kept if any(says(cell) for cell in row)]
        if not kept:
            return
        head = tuple(tuple(replace(x, strong=False, emphasis=False) for x in c) for c in kept[0])
        self._counted.clear()
        self.blocks.append(Table((head, *kept[1:])))

    def end(self) -> tuple[Block, ...]:
        """All blocks, the notes last."""
        for number, words in enumerate(self.notes, 1):
            self.paragraph((Words(f"[{number}] "), *words))
        return tuple(self.blocks)

    def note(self, words: Iterable[Words]) -> Words:
        """Keep a note for the end; the sign that stands for it in the text."""
        kept = tidy(words)
        self.notes.append(kept)
        return Words(f"[{len(self.notes)}]")


def tidy(words: Iterable[Words]) -> tuple[Words, ...]:
    """Words without characters that nobody sees, their blanks single."""
    found = (replace(x, text=_BLANKS.sub(" ", seen_only(x.text))) for x in words)
    return tuple(x for x in found if x.text)


def says(words: Iterable[Words]) -> bool:
    """Whether there is more than blanks."""
    return any(each.text.strip() for each in words)


def joined(lines: Iterable[tuple[Words, ...]]) -> tuple[Words, ...]:
    """Lines of words as one, for the cell of a table."""
    found: list[Words] = []
    for line in lines:
        if found and line:
            found.append(Words("\n"))
        found.extend(line)
    return tuple(found)


def lines_of(blocks: Iterable[Block]) -> Iterator[tuple[Words, ...]]:
    """The words of blocks a line at a time, where there is room for lines alone."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row if cell)
        else:
            yield block.words
