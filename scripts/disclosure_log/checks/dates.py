"""Whether a record's dates can be true together, and whether the answer came in time.

A date of which only the month or the year is known is never read as a day: a rule speaks only
where every day it could mean is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.law import (
    STANDARD_LIMIT,
    count_working_days,
    day_due,
    due_day,
    law,
    lawful_extension,
    longest_extension,
    provision,
    time_limit,
)
from disclosure_log.model import ClockStop, PublicationStatus, Regime, Response
from disclosure_log.reduced_date import ReducedDate

_DATED = (
    "received",
    "responded",
    "as_at",
    "clock",
    "review.internal",
    "publication",
    "changes",
)
_TIMING = ("legislation", "received", "responded", "clock", "extended")


def _answered_before_it_was_asked(response: Response, _context: Context) -> Iterator[Fault]:
    received = response.received
    if received is not None and response.responded.surely_before(received):
        yield Fault(
            "date-responded-before-received",
            ("responded",),
            f"The answer is dated {response.responded.in_words()}, before the request arrived "
            f"on {received.in_words()}.",
            "Correct “responded” or “received”; a wrong year is the usual cause.",
        )


def _in_the_future(response: Response, context: Context) -> Iterator[Fault]:
    for where, day, what in _past_dates(response):
        if day.surely_after(context.today):
            yield Fault(
                "date-in-future",
                where,
                f"{what} is dated {day.in_words()}, which is still to come.",
                f"Type the day it happened, {ReducedDate.of(context.today)} at the latest.",
            )


def _past_dates(response: Response) -> Iterator[tuple[Where, ReducedDate, str]]:
    """Every date of something that has happened, with its place and its name."""
    review = response.internal_review
    single: tuple[tuple[Where, ReducedDate | None, str], ...] = (
        (("received",), response.received, "The request’s arrival"),
        (("responded",), response.responded, "The answer"),
        (("as_at",), response.as_at, "The state of the figures"),
        (
            ("review", "internal", "requested"),
            review.requested if review else None,
            "The request for a review",
        ),
        (
            ("review", "internal", "completed"),
            review.completed if review else None,
            "The end of the review",
        ),
    )
    for where, day, what in single:
        if day is not None:
            yield where, day, what
    for number, stop in enumerate(response.clock):
        yield ("clock", number, "from"), stop.start, "The start of the days that do not count"
        yield ("clock", number, "to"), stop.end, "The end of the days that do not count"
    for number, change in enumerate(response.changes):
        yield ("changes", number, "on"), change.on, "A correction"
    publication = response.publication
    if publication.on is not None and publication.status is not PublicationStatus.DRAFT:
        withdrawn = publication.status is PublicationStatus.WITHDRAWN
        yield ("publication", "on"), publication.on, "Withdrawal" if withdrawn else "Publication"


def _out_of_order(response: Response, _context: Context) -> Iterator[Fault]:
    responded = response.responded
    answered = f"the answer, which is dated {responded.in_words()}"
    if response.as_at is not None and response.as_at.surely_after(responded):
        yield _order(
            ("as_at",),
            f"The figures are said to be true of {response.as_at.in_words()}, after {answered}.",
            "Type the date the figures describe, or correct “responded”.",
        )
    on = response.publication.on
    if on is not None and on.surely_before(responded):
        yield _order(
            ("publication", "on"),
            f"Publication is dated {on.in_words()}, before {answered}.",
            "Type the day the record was published or withdrawn, or correct “responded”.",
        )
    for number, change in enumerate(response.changes):
        if change.on.surely_before(responded):
            yield _order(
                ("changes", number, "on"),
                f"A correction is dated {change.on.in_words()}, before {answered}.",
                "Type the day of the correction, or correct “responded”.",
            )
    yield from _review_out_of_order(response, answered)


def _review_out_of_order(response: Response, answered: str) -> Iterator[Fault]:
    review = response.internal_review
    if review is None:
        return
    requested, completed = review.requested, review.completed
    if requested is not None and requested.surely_before(response.responded):
        yield _order(
            ("review", "internal", "requested"),
            f"The review was asked for on {requested.in_words()}, before {answered}.",
            "Type the day the review was asked for, or correct “responded”.",
        )
    if completed is None:
        return
    if requested is not None and completed.surely_before(requested):
        yield _order(
            ("review", "internal", "completed"),
            f"The review ended on {completed.in_words()}, before it was asked for on "
            f"{requested.in_words()}.",
            "Correct “completed” or “requested”.",
        )
    elif requested is None and completed.surely_before(response.responded):
        yield _order(
            ("review", "internal", "completed"),
            f"The review ended on {completed.in_words()}, before {answered}.",
            "Type the day the review ended, or correct “responded”.",
        )


def _order(where: Where, message: str, remedy: str) -> Fault:
    return Fault("date-order", where, message, remedy)


def _clock_stops(response: Response, _context: Context) -> Iterator[Fault]:
    for number, stop in enumerate(response.clock):
        if stop.end.surely_before(stop.start):
            yield _clock(
                number,
                f"The days that do not count end on {stop.end.in_words()}, before they begin on "
                f"{stop.start.in_words()}.",
                "Put the earlier day after “from” and the later one after “to”.",
            )
        elif response.received is not None and stop.start.surely_before(response.received):
            yield _clock(
                number,
                f"The days that do not count begin on {stop.start.in_words()}, before the request "
                f"arrived on {response.received.in_words()}.",
                "Type the first day after the request arrived that does not count.",
            )
        elif stop.end.surely_after(response.responded):
            yield _clock(
                number,
                f"The days that do not count end on {stop.end.in_words()}, after the answer, "
                f"which is dated {response.responded.in_words()}.",
                "Type the last day before the answer that does not count.",
            )
        elif any(_overlap(stop, other) for other in response.clock[:number]):
            yield _clock(
                number,
                "Two entries under “clock” cover the same days.",
                "Give every day once: shorten one entry, or make the two into one.",
            )


def _overlap(one: ClockStop, other: ClockStop) -> bool:
    """Whether two stops surely share a day."""
    return not (one.start.latest > other.end.earliest or other.start.latest > one.end.earliest)


def _clock(number: int, message: str, remedy: str) -> Fault:
    return Fault("date-clock", ("clock", number), message, remedy)


def _extension(response: Response, _context: Context) -> Iterator[Fault]:
    extended, received = response.extended, response.received
    if extended is None:
        return
    regime = response.legislation
    limit = time_limit(regime)
    if not limit.extension:
        yield Fault(
            "date-extension",
            ("extended",),
            f"{_law_name(regime)} gives no extension: an answer is due within "
            f"{STANDARD_LIMIT} working days ({_cited(limit.provision)}).",
            "Take “extended” out.",
            on_key=True,
        )
    elif extended.why != limit.extension_why:
        yield Fault(
            "date-extension",
            ("extended", "why"),
            f"{_law_name(regime)} does not give more time for this reason, only for "
            f"{_REASONS[limit.extension_why]} ({_cited(limit.extension)}).",
            f"Type {limit.extension_why} if that was the reason; otherwise take “extended” out.",
        )
    elif received is not None:
        ordinary = due_day(received, regime)
        longest = longest_extension(received, regime, response.clock)
        if extended.to.surely_before(received) or (
            ordinary is not None and extended.to.surely_before(ordinary)
        ):
            yield Fault(
                "date-extension",
                ("extended", "to"),
                f"The time is said to be extended to {extended.to.in_words()}, which is no later "
                "than the time that every request has.",
                "Correct the day, or take “extended” out.",
            )
        elif longest is not None and extended.to.surely_after(longest):
            yield Fault(
                "date-extension",
                ("extended", "to"),
                f"The time is extended to {extended.to.in_words()}, past the "
                f"{limit.extended_limit}th working day ({_cited(limit.extension)}).",
                f"Type {longest} or an earlier day.",
            )


_REASONS = {
    "public-interest-test": "the public interest test",
    "complex-and-voluminous": "a request that is both complex and voluminous",
}


def _late(response: Response, _context: Context) -> Iterator[Fault]:
    """FOIA s10(1), EIR r5(2), FOISA s10(1), EISR r5(2)(a): the twentieth working day."""
    received, responded = response.received, response.responded
    if received is None:
        return
    known = received.exact is not None
    due = day_due(response if known else replace(response, received=_last_day(received)))
    if due is not None and responded.surely_after(due):
        yield _late_by(response, due)


def _last_day(day: ReducedDate) -> ReducedDate:
    return ReducedDate.of(day.latest)


def _late_by(response: Response, due: date) -> Fault:
    received, responded = response.received, response.responded
    assert received is not None
    regime, stops = response.legislation, response.clock
    first, last = _last_day(received), ReducedDate.of(responded.earliest)
    taken = count_working_days(first, last, regime, stops)
    exactly = received.exact is not None and responded.exact is not None
    took = "longer than the law allows" if taken is None else f"{taken} working days"
    limit = time_limit(regime)
    extended = lawful_extension(response) is not None
    return Fault(
        "date-late",
        ("responded",),
        f"The answer took {took if exactly or taken is None else f'at least {took}'}. "
        f"It was due on {ReducedDate.of(due).in_words()}"
        f"{'' if received.exact else ' at the latest'}, "
        f"{'the end of the extended time' if extended else f'working day {STANDARD_LIMIT}'} "
        f"({_cited(limit.extension if extended else limit.provision)}).",
        "If the dates are right, leave them. If some days do not count, or the time was extended, "
        "add “clock” or “extended”.",
        Severity.WARNING,
    )


def _law_name(regime: Regime) -> str:
    return f"The {law(regime).name}"


def _cited(code: str) -> str:
    found = provision(code)
    assert found is not None
    return f"{found.regime} {found.citation}"


RULES: tuple[Rule, ...] = (
    Rule(
        "an answer follows its request",
        ("received", "responded"),
        _answered_before_it_was_asked,
    ),
    Rule("what has happened is not in the future", _DATED, _in_the_future),
    Rule("dates follow one another", _DATED, _out_of_order),
    Rule(
        "days that do not count lie between request and answer",
        ("clock", "received", "responded"),
        _clock_stops,
    ),
    Rule("the law gives the extension", _TIMING, _extension),
    Rule("the answer came in time", _TIMING, _late),
)
