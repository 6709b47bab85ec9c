"""The words of a page that nobody sees, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from disclosure_log.leaks.pdf.glyphs import Glyphs
from disclosure_log.leaks.pdf.sight import Sight

#: Of a hidden word, at least this share is hidden: a box may graze the first letter of the next.
MOST_OF_IT = 0.6


@dataclass(frozen=True)
class Word:
    """A word by the numbers of its characters, and how many of its letters and figures are hidden.

    `inner` and `edge` are its longest hidden stretches, between letters that are seen or not.
    """

    start: int
    end: int
    letters: int
    hidden: int
    inner: int = 0
    edge: int = 0

    @property
    def is_hidden(self) -> bool:
        """Whether a person can not read it."""
        return self.hidden > 0 and self.hidden >= MOST_OF_IT * self.letters

    @property
    def is_holed(self) -> bool:
        """Whether a part of it is hidden, and more than a box grazes that ends beside it."""
        return not self.is_hidden and (self.inner >= 2 or self.edge >= 3)


def words_of(glyphs: Glyphs, sight: Sight) -> list[Word]:
    """The words in reading order."""
    hidden = ~sight.seen
    found = []
    numbered = enumerate(glyphs.text)
    for is_space, run in groupby(numbered, key=lambda x: x[1].isspace()):
        if is_space:
            continue
        numbers = [number for number, _ in run]
        start, end = numbers[0], numbers[-1] + 1
        letters = [x for x in numbers if _is_letter(glyphs.text[x]) and glyphs.owner[x]]
        if letters:
            its = hidden[letters].tolist()
            found.append(Word(start, end, len(letters), sum(its), *_stretches(its)))
    return found


def _stretches(hidden: list[bool]) -> tuple[int, int]:
    """The longest hidden stretch with seen letters on both sides, and the longest other one."""
    inner = edge = at = 0
    for is_hidden, run in groupby(hidden):
        length = sum(1 for _ in run)
        if is_hidden and at and at + length < len(hidden):
            inner = max(inner, length)
        elif is_hidden:
            edge = max(edge, length)
        at += length
    return inner, edge


def _is_letter(character: str) -> bool:
    return character.isalnum()


def hidden_runs(words: list[Word]) -> Iterator[list[Word]]:
    """Hidden words that follow one another; a single hidden letter alone is none."""
    for hidden, run in groupby(words, key=lambda x: x.is_hidden):
        if hidden:
            its = list(run)
            if sum(x.hidden for x in its) >= 2:
                yield its
        else:
            yield from ([x] for x in run if x.is_holed)


def region(sight: Sight, word: Word) -> npt.NDArray[Any]:
    """The box of a word in pixels: left, top, right, bottom."""
    part = sight.places[word.start : word.end]
    part = part[(part[:, 2] > part[:, 0]) & (part[:, 3] > part[:, 1])]
    if not len(part):
        return np.zeros(4, dtype=np.int32)
    return np.concatenate([part[:, :2].min(axis=0), part[:, 2:].max(axis=0)])


def tallest(glyphs: Glyphs, word: Word) -> float:
    """The height of a word's largest letter in points, whichever way it is turned."""
    its = glyphs.boxes[word.start : word.end]
    return float(np.max(its[:, 2:] - its[:, :2], initial=0.0))
