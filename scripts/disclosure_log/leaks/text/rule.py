"""The shape of a rule about words, and what is known when it reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from disclosure_log.finding import Severity

#: Digits stay, what may part those of one number goes, all other characters end a number.
_DIGITS = bytes(sign if sign in b"0123456789" else 32 for sign in range(256))
_PARTING = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f./()+-"


@dataclass(frozen=True)
class Known:
    """What the rules are told of the outside.

    `emails` (small letters), `phones` (E.164) and `addresses` (small letters, single spaces) are
    published contact points and pass; `domains` are those of the authority and regulators, where
    an address that is no team's is surely a person's. `words` are
    names that only the officer knows, such as the requester's, and are always found. `allowed` are
    exact texts (small letters, single spaces) that a person decided may stay in a file, as far as
    anybody may decide that.
    """

    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seen:
    """A text as a person sees it: `plain` has look-alike, invisible and broken characters mended.

    `origin[i]` is the offset in `raw` of the i-th character of `plain`; it has one more item, the
    end. `kind` is "prose", "cell" or "name".
    """

    raw: str
    plain: str
    origin: tuple[int, ...] | range
    kind: str = "prose"

    @cached_property
    def small(self) -> str:
        """The text in small letters, kept from rule to rule."""
        return self.plain.lower()

    @cached_property
    def lines(self) -> str:
        """The text after a line break, so that every line has one before it."""
        return "\n" + self.plain

    @cached_property
    def digits(self) -> int:
        """How many digits the longest number has at most, whatever parts them.

        It costs one quick pass, and most texts need no more to hold no identifier.
        """
        numbers = self.plain.encode("ascii", "replace").translate(_DIGITS, _PARTING).split()
        return max(map(len, numbers), default=0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of `plain` lies in `raw`."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


@dataclass(frozen=True, order=True)
class Hit:
    """Something found in a text, from `start` to `end` in its raw characters."""

    start: int
    end: int
    code: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Rule:
    """One thing to look for; `needs` says whether a text may hold it at all.

    `needs` empty means always look. It asks for cheap facts, so that most texts cost nothing.
    """

    name: str
    find: Callable[[Seen, Known], Iterator[Hit]]
    needs: Callable[[Seen], bool] | None = None


def hits(seen: Seen, known: Known, rules: Iterable[Rule]) -> tuple[Hit, ...]:
    """What the rules find, in order."""
    found = {
        hit
        for rule in rules
        if rule.needs is None or rule.needs(seen)
        for hit in rule.find(seen, known)
    }
    return tuple(sorted(found))
