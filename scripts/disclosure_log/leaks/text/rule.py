"""The shape of a rule about words, and what is known when it reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from disclosure_log.finding import Severity


@dataclass(frozen=True)
class Known:
    """What the rules are told of the outside.

    `emails` (small letters), `domains` of the authority and regulators, `phones` (E.164) and
    `addresses` (small letters, single spaces) are published contact points and pass. `words` are
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
    """One thing to look for; `needs` are plain small-letter or digit hints tried first.

    `needs` empty means always look. The rule is left out where no hint is in the text, so that
    most texts cost nothing.
    """

    name: str
    find: Callable[[Seen, Known], Iterator[Hit]]
    needs: Callable[[str], bool] | None = None


def hits(seen: Seen, known: Known, rules: Iterable[Rule]) -> tuple[Hit, ...]:
    """What the rules find, in order."""
    found = {
        hit
        for rule in rules
        if rule.needs is None or rule.needs(seen.plain)
        for hit in rule.find(seen, known)
    }
    return tuple(sorted(found))
