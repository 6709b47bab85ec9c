"""A date is as precise as it is known, and no day is ever invented."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.reduced_date import ReducedDate

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def reduced(draw: st.DrawFn) -> ReducedDate:
    day = draw(DAYS)
    parts = draw(st.integers(1, 3))
    return ReducedDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None)


@given(reduced())
def test_it_reads_back_as_it_is_written(each: ReducedDate) -> None:
    assert ReducedDate.parse(str(each)) == each


@given(DAYS)
def test_a_whole_date_is_exact(day: date) -> None:
    each = ReducedDate.of(day)
    assert (each.exact, each.earliest, each.latest) == (day, day, day)


@given(reduced(), reduced())
def test_before_and_after_are_said_only_when_sure(one: ReducedDate, other: ReducedDate) -> None:
    assert one.surely_before(other) is (one.latest < other.earliest)
    assert one.surely_before(other) is other.surely_after(one)
    assert not (one.surely_before(other) and one.surely_after(other))


@given(st.lists(reduced()))
def test_there_is_one_order(dates: list[ReducedDate]) -> None:
    ordered = sorted(dates)
    assert all(not b < a for a, b in itertools.pairwise(ordered))
    assert all(not a.surely_after(b) for a, b in itertools.pairwise(ordered))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2024-00",
        "2024-03-00",
        "2025-02-29",
        "2024-02-30",
        "2024-3-1",
        "28/03/2024",
        "2024-03-28T00:00",
        " 2024",
        "2024\n",
        "２０２４",
        "0000",
        "0000-01-01",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ReducedDate.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2024", "2024"), ("2024-03", "March 2024"), ("2024-03-08", "8 March 2024")],
)
def test_it_is_said_as_a_person_would(text: str, words: str) -> None:
    assert ReducedDate.parse(text).in_words() == words


def test_a_month_ends_when_it_ends() -> None:
    assert ReducedDate.parse("2024-02").latest == date(2024, 2, 29)
    assert ReducedDate.parse("2023").latest == date(2023, 12, 31)
