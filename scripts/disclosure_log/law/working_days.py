"""Each law's own calendar: which days count, how many an answer took, when it was due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from disclosure_log.law.data import facts
from disclosure_log.model import ClockStop, Extension, Regime, Response
from disclosure_log.reduced_date import ReducedDate

#: Working days to answer in: FOIA s10(1), EIR r5(2), FOISA s10(1), EISR r5(2).
STANDARD_LIMIT = 20


@dataclass(frozen=True)
class TimeLimit:
    """How long a law gives, and what may lengthen it."""

    provision: str  # that sets the limit
    parts: tuple[str, ...]  # of the United Kingdom whose bank holidays do not count
    extension: str = ""  # the provision that allows one
    extension_why: str = ""  # the one reason it allows
    extended_limit: int | None = None  # working days; None where it must only be reasonable


_EVERYWHERE = ("england-and-wales", "scotland", "northern-ireland")
_COMPLEX = "complex-and-voluminous"

#: FOIA s10(1), (3), (6); EIR r2(1), r5(2), r7; FOISA s10(1), s73; EISR r2(1), r5(2), r7.
_LIMITS: Mapping[Regime, TimeLimit] = {
    Regime.FOIA: TimeLimit("FOIA-s10(1)", _EVERYWHERE, "FOIA-s10(3)", "public-interest-test"),
    Regime.EIR: TimeLimit("EIR-r5(2)", _EVERYWHERE, "EIR-r7(1)", _COMPLEX, 40),
    Regime.FOISA: TimeLimit("FOISA-s10(1)", ("scotland",)),
    Regime.EISR: TimeLimit("EISR-r5(2)(a)", ("scotland",), "EISR-r7(1)", _COMPLEX, 40),
}


def time_limit(regime: Regime) -> TimeLimit:
    """The provisions that set and lengthen a law's time limit."""
    return _LIMITS[regime]


@cache
def _bank_holidays() -> Mapping[str, frozenset[date]]:
    """By part of the United Kingdom, in the shape of gov.uk/bank-holidays.json."""
    return {
        part: frozenset(date.fromisoformat(event["date"]) for event in division["events"])
        for part, division in facts("bank-holidays.json").items()
    }


@cache
def _calendar(parts: tuple[str, ...]) -> tuple[int, int, tuple[int, ...]]:
    """The first and last day the data covers, and its working days, as ordinals."""
    holidays = frozenset[date]().union(*(_bank_holidays()[part] for part in parts))
    first = date(min(holidays).year, 1, 1).toordinal()
    last = date(max(holidays).year, 12, 31).toordinal()
    closed = {day.toordinal() for day in holidays}
    # date.toordinal() of a Saturday or Sunday leaves 6 or 0 when divided by 7.
    days = (n for n in range(first, last + 1) if n % 7 not in (6, 0) and n not in closed)
    return first, last, tuple(days)


def is_working_day(day: date, regime: Regime) -> bool | None:
    """Whether a day counts under a law; None for a year the bank holidays are not known of.

    FOIA s10(6) and EIR r2(1): a bank holiday in any part of the United Kingdom does not count.
    FOISA s73 and EISR r2(1): only a bank holiday in Scotland does not.
    """
    first, last, days = _calendar(_LIMITS[regime].parts)
    number = day.toordinal()
    if not first <= number <= last:
        return None
    at = bisect_right(days, number)
    return at > 0 and days[at - 1] == number


def count_working_days(
    received: ReducedDate,
    responded: ReducedDate,
    regime: Regime,
    stops: Iterable[ClockStop] = (),
) -> int | None:
    """How many working days an answer took, day 1 being the first after receipt.

    Days of a clock stop are left out. None where a day is not known exactly, lies outside the
    years of the data, or the answer came before the request.
    """
    start, end = received.exact, responded.exact
    closed = _stopped(stops)
    if start is None or end is None or closed is None or end < start:
        return None
    first, last, days = _calendar(_LIMITS[regime].parts)
    if start.toordinal() < first or end.toordinal() > last:
        return None
    low, high = bisect_right(days, start.toordinal()), bisect_right(days, end.toordinal())
    return sum(1 for day in days[low:high] if not _within(day, closed))


def due_day(
    received: ReducedDate,
    regime: Regime,
    stops: Iterable[ClockStop] = (),
    extended_to: ReducedDate | None = None,
    limit: int = STANDARD_LIMIT,
) -> date | None:
    """The last day an answer is in time: the twentieth working day, or the later day given.

    None where a day is not known exactly or the years of the data do not reach so far. An
    extension the law does not allow, or beyond what it allows, does not move the day:
    see :func:`longest_extension`.
    """
    start, closed = received.exact, _stopped(stops)
    if start is None or closed is None or (extended_to and extended_to.exact is None):
        return None
    first, _, days = _calendar(_LIMITS[regime].parts)
    if start.toordinal() < first:
        return None
    due = _nth(days, start, limit, closed)
    if due is None or extended_to is None or not _LIMITS[regime].extension:
        return due
    until = extended_to.exact
    assert until is not None
    most = _LIMITS[regime].extended_limit
    if most is not None:
        furthest = _nth(days, start, most, closed)
        if furthest is None:
            return None
        until = min(until, furthest)
    return max(due, until)


def longest_extension(
    received: ReducedDate, regime: Regime, stops: Iterable[ClockStop] = ()
) -> date | None:
    """The last day an extension may reach; None where the law sets no number of days.

    EIR r7(1) and EISR r7(1): the fortieth working day.
    """
    most = _LIMITS[regime].extended_limit
    return None if most is None else due_day(received, regime, stops, limit=most)


def working_days_taken(response: Response) -> int | None:
    """How many working days a response took, or None where its dates do not say."""
    if response.received is None:
        return None
    return count_working_days(
        response.received, response.responded, response.legislation, response.clock
    )


def day_due(response: Response) -> date | None:
    """The last day a response was in time, with its stops and any extension the law allows."""
    if response.received is None:
        return None
    extension = lawful_extension(response)
    return due_day(
        response.received,
        response.legislation,
        response.clock,
        extension.to if extension else None,
    )


def lawful_extension(response: Response) -> Extension | None:
    """The extension of a response, if its law gives more time for the reason it states.

    FOIA s10(3): for the public interest test. EIR r7 and EISR r7: for a complex and voluminous
    request. FOISA has none.
    """
    extension, limit = response.extended, time_limit(response.legislation)
    if extension is None or not limit.extension or extension.why != limit.extension_why:
        return None
    return extension


def _stopped(stops: Iterable[ClockStop]) -> list[tuple[int, int]] | None:
    """The stops as spans of ordinals; None where one of them is not known to the day."""
    spans = []
    for stop in stops:
        start, end = stop.start.exact, stop.end.exact
        if start is None or end is None:
            return None
        spans.append((start.toordinal(), end.toordinal()))
    return spans


def _within(day: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= day <= end for start, end in spans)


def _nth(
    days: tuple[int, ...], start: date, limit: int, closed: list[tuple[int, int]]
) -> date | None:
    low = bisect_right(days, start.toordinal())
    enough = limit + sum(until - since + 1 for since, until in closed if since <= until)
    counted = [day for day in days[low : low + enough] if not _within(day, closed)]
    return date.fromordinal(counted[limit - 1]) if len(counted) >= limit else None
