"""What is derived from a record, and never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from disclosure_log.model import Outcome, Question, Response
from disclosure_log.reading import read
from disclosure_log.reduced_date import ReducedDate

EVERY_KEY = Path(__file__).parent / "records/valid/every-key/responses/2024/notices.yaml"


@pytest.fixture(scope="module")
def response() -> Response:
    found = read("2024/notices", "responses/2024/notices.yaml", EVERY_KEY.read_bytes()).response
    assert found is not None
    return found


def answered(response: Response, *outcomes: Outcome) -> Outcome | None:
    questions = tuple(Question("asked", "answered", outcome) for outcome in outcomes)
    return replace(response, questions=questions).outcome


@pytest.mark.parametrize("outcome", Outcome)
def test_one_outcome_throughout_is_the_outcome(response: Response, outcome: Outcome) -> None:
    assert answered(response, outcome) is outcome
    assert answered(response, outcome, outcome) is outcome


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ((Outcome.DISCLOSED, Outcome.REFUSED), Outcome.PARTLY_DISCLOSED),
        ((Outcome.DISCLOSED, Outcome.NOT_HELD), Outcome.PARTLY_DISCLOSED),
        ((Outcome.DISCLOSED, Outcome.ALREADY_AVAILABLE), Outcome.DISCLOSED),
        ((Outcome.ALREADY_AVAILABLE, Outcome.REFUSED), Outcome.PARTLY_DISCLOSED),
        ((Outcome.NOT_HELD, Outcome.REFUSED), Outcome.REFUSED),
        (
            (Outcome.NOT_HELD, Outcome.NEITHER_CONFIRM_NOR_DENY),
            Outcome.NEITHER_CONFIRM_NOR_DENY,
        ),
    ],
)
def test_different_outcomes_have_one_between_them(
    response: Response, outcomes: tuple[Outcome, ...], whole: Outcome
) -> None:
    assert answered(response, *outcomes) is whole
    assert answered(response, *reversed(outcomes)) is whole


def test_a_tombstone_has_no_outcome(response: Response) -> None:
    assert answered(response) is None


def dates_in(value: object) -> Iterator[ReducedDate]:
    if isinstance(value, ReducedDate):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from dates_in(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from dates_in(item)


def test_every_date_of_a_record_is_among_its_dates(response: Response) -> None:
    found = sorted(dates_in(response))
    assert len(found) > 8
    assert sorted(response.dates) == found
