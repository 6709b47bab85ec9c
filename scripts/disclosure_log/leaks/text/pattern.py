"""Regular expressions that are compiled when they are first asked: most texts ask few of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

_Ask = Callable[..., re.Match[str] | None]
_made: list[Pattern] = []


def compile_all() -> None:
    """Compile every pattern there is, once for all the processes that are divided off this one."""
    for pattern in _made:
        _ = pattern.compiled


@dataclass(frozen=True)
class Pattern:
    """A regular expression by its text and flags; it answers as `re.Pattern` does."""

    pattern: str
    flags: int = 0

    def __post_init__(self) -> None:
        _made.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself; compiling all of them would take longer than most texts."""
        return re.compile(self.pattern, self.flags)

    @cached_property
    def search(self) -> _Ask:
        """The first place that matches."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Ask:
        """What matches at the beginning."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Ask:
        """The whole, where it matches."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Every place that matches."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """The words of every place that matches."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """The parts between the places that match."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The text with every place that matches replaced."""
        return self.compiled.sub
