"""What a rule is: a name, what it reads of a record, and a function that yields faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from disclosure_log.checks.contacts import known_to
from disclosure_log.finding import Fault, Where
from disclosure_log.leaks.text.rule import Known
from disclosure_log.model import Catalogue, Response


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the record: today, and what all records share."""

    today: date
    catalogue: Catalogue

    @cached_property
    def known(self) -> Known:
        """The contact points that the checks for personal data let pass."""
        return known_to(self.catalogue)


@dataclass(frozen=True)
class Rule:
    """One thing a record must satisfy.

    `reads` are dotted patterns of the places the rule looks at, `*` for a list position or key
    (`questions.*.outcome`). Where one of them did not read as its type the rule is left out:
    the shape's own finding is enough, and a rule over a guessed value would only mislead.
    """

    name: str
    reads: tuple[str, ...]
    check: Callable[[Response, Context], Iterator[Fault]]

    def can_judge(self, broken: frozenset[Where]) -> bool:
        """Whether nothing the rule reads is among the broken places."""
        return not any(_touches(pattern, where) for pattern in self.reads for where in broken)


def _touches(pattern: str, where: Where) -> bool:
    steps = pattern.split(".")
    return all(step in ("*", str(key)) for step, key in zip(steps, where, strict=False))
