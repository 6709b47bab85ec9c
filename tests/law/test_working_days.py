"""Each law counts by its own calendar, and no day is ever invented."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.law import (
    count_working_days,
    due_day,
    is_working_day,
    longest_extension,
    provision,
    time_limit,
)
from disclosure_log.model import ClockStop, Regime
from disclosure_log.reduced_date import ReducedDate

YEARS = range(2005, 2029)
EVERY_DAY = [
    date(2005, 1, 1) + timedelta(days=number)
    for number in range((date(2028, 12, 31) - date(2005, 1, 1)).days + 1)
]
UK_WIDE, SCOTTISH = (Regime.FOIA, Regime.EIR), (Regime.FOISA, Regime.EISR)

#: The package dates the holiday from 2006; the St Andrew's Day Bank Holiday (Scotland) Act 2007
#: (asp 2) received Royal Assent on 15 January 2007.
BEFORE_THE_ACT = date(2006, 11, 30)


def day(text: str) -> ReducedDate:
    return ReducedDate.parse(text)


def stop(start: str, end: str, why: str = "clarification") -> ClockStop:
    return ClockStop(day(start), day(end), why)


def bank_holidays(*parts: str) -> set[date]:
    found = {when for part in parts for when in holidays.country_holidays("GB", part, years=YEARS)}
    return found - {BEFORE_THE_ACT}


@pytest.mark.parametrize("regime", UK_WIDE)
def test_foia_and_eir_leave_out_bank_holidays_of_every_part(regime: Regime) -> None:
    closed = bank_holidays("ENG", "WLS", "SCT", "NIR")
    assert len(closed) > 300
    wrong = [
        when
        for when in EVERY_DAY
        if is_working_day(when, regime) is (when.weekday() >= 5 or when in closed)
    ]
    assert wrong == []


@pytest.mark.parametrize("regime", SCOTTISH)
def test_foisa_and_eisr_leave_out_those_of_scotland_alone(regime: Regime) -> None:
    closed = bank_holidays("SCT")
    assert len(closed) > 200
    wrong = [
        when
        for when in EVERY_DAY
        if is_working_day(when, regime) is (when.weekday() >= 5 or when in closed)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("when", "uk", "scotland"),
    [
        ("2011-04-29", False, False),  # royal wedding
        ("2012-06-05", False, False),  # Diamond Jubilee
        ("2020-05-08", False, False),  # VE Day, moved
        ("2020-05-04", True, True),
        ("2022-06-03", False, False),  # Platinum Jubilee
        ("2022-09-19", False, False),  # State Funeral
        ("2023-05-08", False, False),  # Coronation
        ("2026-06-15", False, False),  # World Cup, in Scotland
        ("2024-01-02", False, False),  # 2nd January, in Scotland
        ("2024-12-02", False, False),  # St Andrew's Day, substitute
        ("2024-08-05", False, False),  # summer, in Scotland
        ("2024-08-26", False, True),  # summer, elsewhere
        ("2024-04-01", False, True),  # Easter Monday is no bank holiday in Scotland
        ("2024-03-18", False, True),  # St Patrick's Day, substitute
        ("2024-07-12", False, True),  # Battle of the Boyne
        ("2024-03-29", False, False),  # Good Friday
        ("2022-12-27", False, False),  # Christmas Day, substitute
        ("2006-11-30", True, True),  # before there was a St Andrew's Day holiday
        ("2007-11-30", False, False),
    ],
)
def test_particular_days(when: str, uk: bool, scotland: bool) -> None:
    moment = date.fromisoformat(when)
    assert [is_working_day(moment, regime) for regime in UK_WIDE] == [uk, uk]
    assert [is_working_day(moment, regime) for regime in SCOTTISH] == [scotland, scotland]


@pytest.mark.parametrize("when", [date(2004, 12, 31), date(2029, 1, 1), date(1, 1, 1)])
def test_a_year_outside_the_data_is_not_known(when: date) -> None:
    assert [is_working_day(when, regime) for regime in Regime] == [None] * 4


def test_day_one_is_the_first_working_day_after_receipt() -> None:
    friday, monday = day("2024-03-01"), day("2024-03-04")
    assert count_working_days(friday, friday, Regime.FOIA) == 0
    assert count_working_days(friday, day("2024-03-03"), Regime.FOIA) == 0
    assert count_working_days(friday, monday, Regime.FOIA) == 1


def test_the_twentieth_day_skips_easter_by_each_calendar() -> None:
    received = day("2024-03-04")
    # FOIA leaves out 18 March (NI), 29 March and 1 April; FOISA 29 March alone.
    assert due_day(received, Regime.FOIA) == date(2024, 4, 4)
    assert due_day(received, Regime.EIR) == date(2024, 4, 4)
    assert due_day(received, Regime.FOISA) == date(2024, 4, 2)
    assert due_day(received, Regime.EISR) == date(2024, 4, 2)


def test_days_of_a_clock_stop_are_left_out() -> None:
    received, responded = day("2024-03-04"), day("2024-03-28")
    stops = [stop("2024-03-06", "2024-03-08")]
    assert count_working_days(received, responded, Regime.FOIA) == 17
    assert count_working_days(received, responded, Regime.FOIA, stops) == 14
    assert due_day(received, Regime.FOIA, stops) == date(2024, 4, 9)


def test_overlapping_stops_leave_a_day_out_once() -> None:
    stops = [stop("2024-03-06", "2024-03-08"), stop("2024-03-07", "2024-03-08")]
    assert count_working_days(day("2024-03-04"), day("2024-03-28"), Regime.FOIA, stops) == 14


def test_an_extension_moves_the_day_where_the_law_has_one() -> None:
    received, to = day("2024-03-04"), day("2024-04-26")
    assert due_day(received, Regime.FOIA, extended_to=to) == date(2024, 4, 26)
    assert due_day(received, Regime.EIR, extended_to=to) == date(2024, 4, 26)
    assert due_day(received, Regime.FOISA, extended_to=to) == due_day(received, Regime.FOISA)


def test_the_environmental_extension_ends_with_the_fortieth_day() -> None:
    received = day("2024-03-04")
    fortieth = longest_extension(received, Regime.EIR)
    assert fortieth == date(2024, 5, 2)
    assert due_day(received, Regime.EIR, extended_to=day("2024-12-31")) == fortieth
    assert count_working_days(received, ReducedDate.of(fortieth), Regime.EIR) == 40
    assert longest_extension(received, Regime.FOIA) is None


@pytest.mark.parametrize("reduced", ["2024", "2024-03"])
def test_a_reduced_date_gives_no_count_and_no_day(reduced: str) -> None:
    exact, vague = day("2024-03-04"), day(reduced)
    vague_stop = [ClockStop(vague, day("2024-03-08"), "fees")]
    assert count_working_days(vague, exact, Regime.FOIA) is None
    assert count_working_days(exact, vague, Regime.FOIA) is None
    assert count_working_days(exact, day("2024-03-28"), Regime.FOIA, vague_stop) is None
    assert due_day(vague, Regime.FOIA) is None
    assert due_day(exact, Regime.FOIA, vague_stop) is None
    assert due_day(exact, Regime.FOIA, extended_to=vague) is None


def test_years_outside_the_data_give_no_count_and_no_day() -> None:
    assert count_working_days(day("2004-12-20"), day("2005-01-10"), Regime.FOIA) is None
    assert count_working_days(day("2028-12-20"), day("2029-01-10"), Regime.FOIA) is None
    assert due_day(day("2004-12-20"), Regime.FOIA) is None
    assert due_day(day("2028-12-20"), Regime.FOIA) is None
    assert due_day(day("2030-01-01"), Regime.FOIA) is None


def test_an_answer_before_its_request_has_no_count() -> None:
    assert count_working_days(day("2024-03-28"), day("2024-03-04"), Regime.FOIA) is None


def test_the_provisions_of_each_limit_exist() -> None:
    for regime in Regime:
        limit = time_limit(regime)
        codes = [limit.provision, *([limit.extension] if limit.extension else [])]
        assert all(provision(code) for code in codes)


days = st.dates(date(2005, 1, 1), date(2027, 12, 31)).map(ReducedDate.of)
regimes = st.sampled_from(list(Regime))


@st.composite
def stops_after(draw: st.DrawFn, received: ReducedDate) -> list[ClockStop]:
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=3))
    return [
        ClockStop(
            ReducedDate.of(received.earliest + timedelta(days=start)),
            ReducedDate.of(received.earliest + timedelta(days=start + length)),
            "clarification",
        )
        for start, length in spans
    ]


@given(days, regimes, st.data())
def test_the_day_due_is_the_twentieth_working_day(
    received: ReducedDate, regime: Regime, data: st.DataObject
) -> None:
    stops = data.draw(stops_after(received))
    due = due_day(received, regime, stops)
    assert due is not None
    assert is_working_day(due, regime)
    assert count_working_days(received, ReducedDate.of(due), regime, stops) == 20
    before = ReducedDate.of(due - timedelta(days=1))
    assert count_working_days(received, before, regime, stops) == 19


@given(days, st.integers(0, 90), regimes, st.data())
def test_a_stop_never_adds_a_day_nor_brings_the_limit_forward(
    received: ReducedDate, later: int, regime: Regime, data: st.DataObject
) -> None:
    stops = data.draw(stops_after(received))
    responded = ReducedDate.of(received.earliest + timedelta(days=later))
    whole = count_working_days(received, responded, regime)
    less = count_working_days(received, responded, regime, stops)
    assert whole is not None
    assert less is not None
    assert 0 <= less <= whole
    without, due = due_day(received, regime), due_day(received, regime, stops)
    assert without is not None
    assert due is not None
    assert without <= due


@given(days, st.integers(0, 90), st.integers(0, 90), regimes)
def test_counts_add_up(received: ReducedDate, first: int, second: int, regime: Regime) -> None:
    middle = ReducedDate.of(received.earliest + timedelta(days=first))
    last = ReducedDate.of(middle.earliest + timedelta(days=second))
    parts = [
        count_working_days(received, middle, regime),
        count_working_days(middle, last, regime),
        count_working_days(received, last, regime),
    ]
    assert all(part is not None for part in parts)
    assert (parts[0] or 0) + (parts[1] or 0) == parts[2]
