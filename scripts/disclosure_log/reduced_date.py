"""A date known to the day, the month or the year, and never more than that."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@total_ordering
@dataclass(frozen=True)
class ReducedDate:
    """An ISO 8601 date of full or reduced precision, so that no day is ever invented.

    Ordering is for lists only: an undated part sorts before any dated one. To ask whether one
    date must lie before another use :meth:`surely_before`, which never guesses.
    Source: ISO 8601-1:2019, 5.2.2 (reduced precision).
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> ReducedDate:
        """Read `2024`, `2024-03` or `2024-03-28`; ValueError when it is not such a date."""
        match = _ISO.match(text)
        if match is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(year, 1 if month is None else month, 1 if day is None else day)
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> ReducedDate:
        """The full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> date | None:
        """The calendar day, or None where only the month or year is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def surely_before(self, other: ReducedDate | date) -> bool:
        """Whether every day this can mean lies before every day the other can mean."""
        return self.latest < (other if isinstance(other, date) else other.earliest)

    def surely_after(self, other: ReducedDate | date) -> bool:
        """Whether every day this can mean lies after every day the other can mean."""
        return self.earliest > (other if isinstance(other, date) else other.latest)

    def __lt__(self, other: ReducedDate) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[int, int, int]:
        """What sorts as the date does, and faster."""
        return (self.year, self.month or 0, self.day or 0)

    def __str__(self) -> str:
        """ISO 8601, as precise as it is known."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def in_words(self) -> str:
        """`28 March 2024`, `March 2024` or `2024`, as GOV.UK style writes dates."""
        words = [str(self.day)] if self.day is not None else []
        if self.month is not None:
            words.append(_MONTHS[self.month - 1])
        return " ".join([*words, str(self.year)])
