"""Dates that cannot be true together are errors; a late answer is a warning that counts days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.checks.dates import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.model import (
    Catalogue,
    Change,
    ClockStop,
    Extension,
    InternalReview,
    Outcome,
    Publication,
    PublicationStatus,
    Question,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

TODAY = date(2026, 11, 23)
CONTEXT = Context(TODAY, Catalogue({}, {}))


def day(text: str) -> ReducedDate:
    return ReducedDate.parse(text)


RECORD = Response(
    id="2024/example",
    title="Penalty charge notices issued in car parks",
    authority="exampleshire-council",
    legislation=Regime.FOIA,
    received=day("2024-03-04"),
    responded=day("2024-03-28"),
    questions=(Question("How many?", "In 2023, 4,312.", Outcome.DISCLOSED),),
    redaction=None,
    licence="OGL-UK-3.0",
    publication=Publication(on=day("2024-04-02")),
)


def dated(received: str | None, responded: str, regime: Regime = Regime.FOIA) -> Response:
    return replace(
        RECORD,
        legislation=regime,
        received=day(received) if received else None,
        responded=day(responded),
        publication=Publication(),
    )


def stopped(*stops: tuple[str, str]) -> Response:
    clock = tuple(ClockStop(day(start), day(end), "clarification") for start, end in stops)
    return replace(RECORD, clock=clock)


def extended(regime: Regime, to: str, why: str, responded: str = "2024-03-28") -> Response:
    return replace(dated("2024-03-04", responded, regime), extended=Extension(day(to), why))


def faults(response: Response, today: date = TODAY) -> list[Fault]:
    context = Context(today, CONTEXT.catalogue)
    return [fault for rule in RULES for fault in rule.check(response, context)]


def codes(response: Response, today: date = TODAY) -> list[str]:
    return [fault.code for fault in faults(response, today)]


def places(response: Response, today: date = TODAY) -> list[tuple[str, Where]]:
    return [(fault.code, fault.where) for fault in faults(response, today)]


def test_a_record_in_order_has_no_fault() -> None:
    assert codes(RECORD) == []
    assert codes(RECORD, today=date(2024, 4, 2)) == []


@pytest.mark.parametrize(
    ("received", "responded"),
    [("2024-03-29", "2024-03-28"), ("2024-04", "2024-03-28"), ("2025", "2024"),
     ("2024-03-29", "2024-02")],
)  # fmt: skip
def test_an_answer_does_not_precede_its_request(received: str, responded: str) -> None:
    assert places(dated(received, responded)) == [
        ("date-responded-before-received", ("responded",))
    ]


@pytest.mark.parametrize(
    ("received", "responded"),
    [("2024-03-28", "2024-03-28"), ("2024", "2024"), ("2024-03", "2024"), ("2024", "2024-01"),
     (None, "2024-03-28"), ("2024-03-15", "2024-03")],
)  # fmt: skip
def test_dates_that_may_be_in_order_are_let_be(received: str | None, responded: str) -> None:
    assert codes(dated(received, responded)) == []


@pytest.mark.parametrize("when", ["2026-11-24", "2026-12", "2027"])
def test_what_has_happened_is_not_in_the_future(when: str) -> None:
    publication = Publication(PublicationStatus.PUBLISHED, day(when))
    assert places(replace(RECORD, publication=publication)) == [
        ("date-in-future", ("publication", "on"))
    ]
    assert places(dated(None, when)) == [("date-in-future", ("responded",))]
    late_change = Change(day(when), "Corrected the total.")
    assert places(replace(RECORD, changes=(late_change,))) == [
        ("date-in-future", ("changes", 0, "on"))
    ]
    review = InternalReview(day("2024-04-15"), day(when))
    assert places(replace(RECORD, internal_review=review)) == [
        ("date-in-future", ("review", "internal", "completed"))
    ]


@pytest.mark.parametrize("when", ["2026-11-23", "2026-11", "2026"])
def test_today_is_not_in_the_future(when: str) -> None:
    assert codes(dated(None, when)) == []


def test_a_request_from_the_future_was_also_answered_too_soon() -> None:
    assert sorted(codes(dated("2027-01-04", "2024-03-28"))) == [
        "date-in-future",
        "date-responded-before-received",
    ]


def test_a_draft_may_say_when_it_is_to_be_published() -> None:
    planned = Publication(PublicationStatus.DRAFT, day("2027-01-04"))
    assert codes(replace(RECORD, publication=planned)) == []


def test_a_withdrawal_lies_in_the_past() -> None:
    withdrawn = Publication(PublicationStatus.WITHDRAWN, day("2027-01-04"), "error", "Wrong.")
    (fault,) = faults(replace(RECORD, publication=withdrawn))
    assert fault.message.startswith("Withdrawal is dated 4 January 2027")


def test_figures_are_not_true_of_a_day_after_the_answer() -> None:
    assert places(replace(RECORD, as_at=day("2024-03-29"))) == [("date-order", ("as_at",))]
    assert codes(replace(RECORD, as_at=day("2024-03"))) == []
    assert codes(replace(RECORD, as_at=day("2024"))) == []


def test_publication_and_corrections_follow_the_answer() -> None:
    early = Publication(on=day("2024-03-27"))
    assert places(replace(RECORD, publication=early)) == [("date-order", ("publication", "on"))]
    change = Change(day("2024-02"), "Corrected the total.")
    assert places(replace(RECORD, changes=(change,))) == [("date-order", ("changes", 0, "on"))]
    same_month = Change(day("2024-03"), "Corrected the total.")
    assert codes(replace(RECORD, changes=(same_month,))) == []


def test_a_review_follows_the_answer_and_its_own_request() -> None:
    def reviewed(requested: str | None, completed: str | None) -> list[tuple[str, Where]]:
        review = InternalReview(
            day(requested) if requested else None, day(completed) if completed else None
        )
        return places(replace(RECORD, internal_review=review))

    requested: Where = ("review", "internal", "requested")
    completed: Where = ("review", "internal", "completed")
    assert reviewed("2024-04-15", "2024-05-10") == []
    assert reviewed("2024", "2024") == []
    assert reviewed("2024-03-27", "2024-05-10") == [("date-order", requested)]
    assert reviewed("2024-04-15", "2024-04-12") == [("date-order", completed)]
    assert reviewed(None, "2024-03-27") == [("date-order", completed)]


@pytest.mark.parametrize(
    "stops",
    [
        [("2024-03-08", "2024-03-06")],
        [("2024-03-01", "2024-03-06")],
        [("2024-02", "2024-03-06")],
        [("2024-03-06", "2024-03-29")],
        [("2024-03-06", "2024-04")],
    ],
)
def test_days_that_do_not_count_lie_between_request_and_answer(
    stops: list[tuple[str, str]],
) -> None:
    assert places(stopped(*stops)) == [("date-clock", ("clock", 0))]


def test_no_day_is_left_out_twice() -> None:
    assert places(stopped(("2024-03-06", "2024-03-08"), ("2024-03-08", "2024-03-12"))) == [
        ("date-clock", ("clock", 1))
    ]
    assert codes(stopped(("2024-03-06", "2024-03-08"), ("2024-03-09", "2024-03-12"))) == []
    assert codes(stopped(("2024-03-12", "2024-03-14"), ("2024-03-06", "2024-03-08"))) == []
    assert codes(stopped(("2024-03", "2024-03"), ("2024-03", "2024-03"))) == []


def test_a_sound_stop_has_no_fault() -> None:
    assert codes(stopped(("2024-03-06", "2024-03-08"))) == []
    assert codes(stopped(("2024-03", "2024-03-08"))) == []
    assert codes(replace(stopped(("2024-03-06", "2024-03-08")), received=None)) == []


def test_foisa_has_no_extension() -> None:
    (fault,) = faults(extended(Regime.FOISA, "2024-04-26", "public-interest-test"))
    assert (fault.code, fault.where) == ("date-extension", ("extended",))
    assert "FOISA section 10(1)" in fault.message


@pytest.mark.parametrize(
    ("regime", "why"),
    [
        (Regime.FOIA, "complex-and-voluminous"),
        (Regime.EIR, "public-interest-test"),
        (Regime.EISR, "public-interest-test"),
    ],
)
def test_each_law_extends_for_its_own_reason(regime: Regime, why: str) -> None:
    (fault,) = faults(extended(regime, "2024-04-26", why))
    assert (fault.code, fault.where) == ("date-extension", ("extended", "why"))


@pytest.mark.parametrize(
    ("regime", "why", "to"),
    [
        (Regime.FOIA, "public-interest-test", "2024-06-28"),
        (Regime.FOIA, "public-interest-test", "2024-06"),
        (Regime.EIR, "complex-and-voluminous", "2024-05-02"),
        (Regime.EISR, "complex-and-voluminous", "2024-04-30"),
        (Regime.EIR, "complex-and-voluminous", "2024-05"),
    ],
)
def test_a_lawful_extension_has_no_fault(regime: Regime, why: str, to: str) -> None:
    assert codes(extended(regime, to, why)) == []


@pytest.mark.parametrize(
    ("regime", "to", "fortieth"),
    [(Regime.EIR, "2024-05-03", "2024-05-02"), (Regime.EISR, "2024-05-01", "2024-04-30")],
)
def test_environmental_requests_end_with_the_fortieth_working_day(
    regime: Regime, to: str, fortieth: str
) -> None:
    (fault,) = faults(extended(regime, to, "complex-and-voluminous"))
    assert (fault.code, fault.where) == ("date-extension", ("extended", "to"))
    assert fortieth in fault.remedy


@pytest.mark.parametrize("to", ["2024-03-01", "2024-03-29", "2023"])
def test_an_extension_reaches_past_the_ordinary_time(to: str) -> None:
    assert places(extended(Regime.FOIA, to, "public-interest-test")) == [
        ("date-extension", ("extended", "to"))
    ]


def test_a_late_answer_says_how_late_and_by_which_provision() -> None:
    assert codes(dated("2024-03-04", "2024-04-04")) == []
    (fault,) = faults(dated("2024-03-04", "2024-04-05"))
    assert (fault.code, fault.severity) == ("date-late", Severity.WARNING)
    assert fault.where == ("responded",)
    assert fault.message == (
        "The answer took 21 working days. It was due on 4 April 2024, working day 20 "
        "(FOIA section 10(1))."
    )


@pytest.mark.parametrize(
    ("regime", "last", "provision"),
    [
        (Regime.FOIA, "2024-04-04", "FOIA section 10(1)"),
        (Regime.EIR, "2024-04-04", "EIR regulation 5(2)"),
        (Regime.FOISA, "2024-04-02", "FOISA section 10(1)"),
        (Regime.EISR, "2024-04-02", "EISR regulation 5(2)(a)"),
    ],
)
def test_each_law_counts_by_its_own_calendar(regime: Regime, last: str, provision: str) -> None:
    assert codes(dated("2024-03-04", last, regime)) == []
    after = ReducedDate.of(date.fromisoformat(last) + timedelta(days=1))
    (fault,) = faults(dated("2024-03-04", str(after), regime))
    assert fault.code == "date-late"
    assert provision in fault.message


def test_days_that_do_not_count_make_an_answer_less_late() -> None:
    late = dated("2024-03-04", "2024-04-05")
    stop = ClockStop(day("2024-03-06"), day("2024-03-06"), "fees")
    assert codes(late) == ["date-late"]
    assert codes(replace(late, clock=(stop,))) == []


def test_an_extension_gives_until_its_own_last_day() -> None:
    why = "public-interest-test"
    assert codes(extended(Regime.FOIA, "2024-04-26", why, responded="2024-04-26")) == []
    (fault,) = faults(extended(Regime.FOIA, "2024-04-26", why, responded="2024-04-29"))
    assert fault.code == "date-late"
    assert "26 April 2024, the end of the extended time (FOIA section 10(3))" in fault.message


def test_an_extension_the_law_does_not_give_makes_no_answer_timely() -> None:
    response = extended(Regime.FOISA, "2024-04-26", "public-interest-test", responded="2024-04-26")
    assert codes(response) == ["date-extension", "date-late"]


@pytest.mark.parametrize(
    ("received", "responded"),
    [("2024-03", "2024-04-29"), ("2024", "2024-12-31"), ("2024-03-04", "2024-04"),
     ("2024-03-04", "2024"), (None, "2024-12-31")],
)  # fmt: skip
def test_a_reduced_date_that_may_be_in_time_is_not_late(
    received: str | None, responded: str
) -> None:
    assert codes(dated(received, responded)) == []


@pytest.mark.parametrize(
    ("received", "responded", "words"),
    [
        ("2024-03", "2024-06-03", "at least 43 working days"),
        ("2024-03-04", "2024-06", "at least 59 working days"),
        ("2022", "2024", "at least 246 working days"),
    ],
)
def test_one_that_is_late_whatever_the_day_says_at_least(
    received: str, responded: str, words: str
) -> None:
    (fault,) = faults(dated(received, responded))
    assert fault.code == "date-late"
    assert words in fault.message


def test_years_without_bank_holidays_on_record_are_not_judged() -> None:
    assert codes(dated("2004-01-05", "2004-12-01")) == []
    assert codes(dated("2029-01-02", "2029-12-03"), today=date(2030, 1, 1)) == []


reduced = st.dates(date(2005, 1, 1), date(2026, 11, 23)).flatmap(
    lambda when: st.sampled_from(
        [
            ReducedDate.of(when),
            ReducedDate(when.year, when.month),
            ReducedDate(when.year),
        ]
    )
)


@given(reduced, reduced, st.sampled_from(list(Regime)))
def test_no_date_is_faulted_that_some_day_would_make_right(
    received: ReducedDate, responded: ReducedDate, regime: Regime
) -> None:
    """If the most favourable reading of two reduced dates is sound, so are the dates."""
    response = replace(dated(None, str(responded), regime), received=received)
    kindest = min(max(received.latest, responded.earliest), responded.latest)
    asked = min(received.latest, kindest)
    if asked < received.earliest:
        assert "date-responded-before-received" in codes(response)
        return
    exact = replace(response, received=ReducedDate.of(asked), responded=ReducedDate.of(kindest))
    later = date(2027, 1, 1)
    assert codes(response, later) == codes(exact, later)
