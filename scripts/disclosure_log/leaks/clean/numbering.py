"""The numbers and letters before the paragraphs of lists, as a document's program counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_MOST = 9


@dataclass(frozen=True)
class Level:
    """A level of a list: how it counts ("bullet" does not), and the words around the number."""

    kind: str = "bullet"
    pattern: str = ""
    start: int = 1

    @property
    def counts(self) -> bool:
        """Whether there is a number or a letter before its paragraphs."""
        return self.kind not in ("bullet", "none", "") and "%" in self.pattern


@dataclass
class Counter:
    """The numbers reached in one list."""

    levels: tuple[Level, ...]
    reached: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> str:
        """Count a paragraph; the label that stands before it, "" where it has a bullet."""
        depth = min(max(depth, 0), _MOST - 1)
        for deeper in [each for each in self.reached if each > depth]:
            del self.reached[deeper]
        level = self._level(depth)
        if start is not None or depth not in self.reached:
            self.reached[depth] = level.start if start is None else start
        else:
            self.reached[depth] += 1
        if not level.counts:
            return ""
        return _PLACE.sub(lambda found: self._shown(int(found[1]) - 1), level.pattern)

    def _level(self, depth: int) -> Level:
        return self.levels[depth] if depth < len(self.levels) else Level()

    def _shown(self, depth: int) -> str:
        level = self._level(depth)
        return counted(self.reached.get(depth, level.start), level.kind)


def counted(number: int, kind: str) -> str:
    """A number in figures, letters or Roman figures."""
    match kind:
        case "lowerLetter" | "a":
            return _letters(number)
        case "upperLetter" | "A":
            return _letters(number).upper()
        case "lowerRoman" | "i":
            return _roman(number)
        case "upperRoman" | "I":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _letters(number: int) -> str:
    """a to z, then aa, bb and so on, as office programs count."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found
