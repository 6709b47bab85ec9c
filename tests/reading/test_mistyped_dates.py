"""Dates that are not typed right: what is wrong with each, and what was surely meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.reading.mistyped_date import explain, is_date_like, mended


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        ("28/03/2024", "not typed the way dates are", "Type 2024-03-28."),
        ("03/28/2024", "not typed the way dates are", "Type 2024-03-28."),
        ("28 March 2024", "not typed the way dates are", "Type 2024-03-28."),
        ("3 Sept 2024", "not typed the way dates are", "Type 2024-09-03."),
        ("2024-03-28T09:00:00Z", "not typed the way dates are", "Type 2024-03-28."),
        ("03/2024", "not typed the way dates are", "Type 2024-03."),
        ("03/04/2024", "either of two days", "2024-04-03 for 3 April 2024, or 2024-03-04"),
        ("2024-02-30", "February 2024 has 29 days", "2024-02 or 2024"),
        ("2023-02-29", "February 2023 has 28 days", "2023-02 or 2023"),
        ("31 April 2024", "April 2024 has 30 days", "2024-04 or 2024"),
        ("2024-13-01", "there is no month 13", "such as 2024."),
        ("2024-00-10", "there is no month 0", "such as 2024."),
        ("0000", "is not a date", "2024-03-28"),
        ("last spring", "is not a date", "2024-03-28"),
    ],
)
def test_a_date_is_explained(typed: str, message: str, remedy: str) -> None:
    mistake = explain(typed, "“received”")
    assert message in mistake.message
    assert remedy in mistake.remedy


@pytest.mark.parametrize("typed", ["Alex Example", "01632 960123", "QQ123456C", "a@example.org"])
def test_what_may_be_personal_is_masked(typed: str) -> None:
    assert typed not in explain(typed, "“received”").message
    assert not is_date_like(typed)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d"]),
)
def test_every_day_written_in_one_reading_is_mended(day: date, form: str) -> None:
    assert mended(day.strftime(form)) == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_british_date_is_mended_only_where_no_other_is_possible(day: date) -> None:
    certain = day.day > 12 or day.day == day.month
    assert mended(day.strftime("%d/%m/%Y")) == (day.isoformat() if certain else None)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_explained(typed: str) -> None:
    assert explain(typed, "“received”").remedy
