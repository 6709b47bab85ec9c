"""What a record says of itself: its title, its topics, its body, and its withdrawal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from disclosure_log.checks.record import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Authority,
    Catalogue,
    Outcome,
    Publication,
    PublicationStatus,
    Question,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

COUNCIL = Authority("exampleshire-council", "Exampleshire Council", (Regime.FOIA,))
OTHER = Authority("glenexample-council", "Glenexample Council", (Regime.FOISA,))
TOPICS = {"parking": "Parking", "housing": "Housing"}
ONE_BODY = Catalogue({COUNCIL.id: COUNCIL}, TOPICS)
TWO_BODIES = Catalogue({COUNCIL.id: COUNCIL, OTHER.id: OTHER}, TOPICS)
RESPONSE = Response(
    id="2024/example",
    title="Penalty charge notices issued in car parks",
    authority="exampleshire-council",
    legislation=Regime.FOIA,
    responded=ReducedDate(2024, 3, 28),
    questions=(Question("How many?", "We issued 4,312.", Outcome.DISCLOSED),),
    redaction=None,
    licence="OGL-UK-3.0",
    topics=("parking",),
)
WITHDRAWN = Publication(
    PublicationStatus.WITHDRAWN, ReducedDate(2024, 6, 3), "error", "The figures were wrong."
)


def faults(response: Response, catalogue: Catalogue = TWO_BODIES) -> list[Fault]:
    context = Context(date(2026, 11, 23), catalogue)
    return [fault for rule in RULES for fault in rule.check(response, context)]


def codes(response: Response, catalogue: Catalogue = TWO_BODIES) -> list[str]:
    return [fault.code for fault in faults(response, catalogue)]


def test_a_sound_record_has_no_fault() -> None:
    assert faults(RESPONSE) == []


@pytest.mark.parametrize(
    "title",
    [
        "FOI request",
        "FOI Request 2024/0131",
        "Freedom of Information Act 2000",
        "Environmental Information Regulations request",
        "Response to your request for information",
        "FOI-2024-0131",
        "0131",
        "Parking",
        "Untitled",
        "Re: your FOI enquiry of 4/3/2024",
        "",
    ],
)
def test_a_title_that_says_nothing_is_a_warning(title: str) -> None:
    (fault,) = faults(replace(RESPONSE, title=title))
    assert (fault.code, fault.severity) == ("record-title-vague", Severity.WARNING)


@pytest.mark.parametrize(
    "title",
    [
        "Potholes",
        "Parking fines",
        "Cost of agency staff, 2023",
        "FOI requests received by department, 2021 to 2023",
        "Cyflogau athrawon",
        "A14 closures",
    ],
)
def test_a_title_that_names_a_subject_is_none(title: str) -> None:
    assert "record-title-vague" not in codes(replace(RESPONSE, title=title))


def test_a_topic_must_be_listed_and_the_nearest_is_named() -> None:
    (near, far) = faults(replace(RESPONSE, topics=("parkign", "housing", "archery")))
    assert (near.code, near.where) == ("record-unknown-topic", ("topics", 0))
    assert "“parking”" in near.remedy
    assert (far.where, far.code) == (("topics", 2), "record-unknown-topic")
    assert "housing, parking" in far.remedy


@pytest.mark.parametrize("typed", ["exampleshire", "Exampleshire Council", "exampelshire-council"])
def test_a_body_must_be_listed_and_the_nearest_is_named(typed: str) -> None:
    (fault,) = faults(replace(RESPONSE, authority=typed))
    assert (fault.code, fault.where) == ("record-unknown-authority", ("authority",))
    assert "“exampleshire-council”" in fault.remedy


def test_a_word_that_may_be_a_name_is_masked() -> None:
    (fault,) = faults(replace(RESPONSE, authority="Alex Example"))
    assert "Alex" not in fault.message + fault.remedy


def test_the_body_may_be_left_out_only_where_there_is_one() -> None:
    assert faults(replace(RESPONSE, authority=""), ONE_BODY) == []
    (fault,) = faults(replace(RESPONSE, authority=""))
    assert (fault.code, fault.where) == ("record-missing-key", ("authority",))


def test_a_record_has_questions_unless_it_is_withdrawn() -> None:
    (fault,) = faults(replace(RESPONSE, questions=()))
    assert (fault.code, fault.where) == ("record-missing-key", ("questions",))
    assert faults(replace(RESPONSE, questions=(), publication=WITHDRAWN)) == []


def test_a_withdrawn_record_keeps_nothing_of_what_was_withdrawn() -> None:
    withdrawn = replace(RESPONSE, publication=WITHDRAWN, summary="We issued 4,312.")
    assert [fault.where for fault in faults(withdrawn)] == [("questions",), ("summary",)]
    assert set(codes(withdrawn)) == {"record-withdrawn-content"}


@pytest.mark.parametrize(("key", "empty"), [("on", None), ("reason", ""), ("note", "")])
def test_a_withdrawn_record_says_when_and_why(key: str, empty: str | None) -> None:
    publication = replace(WITHDRAWN, **{key: empty})  # type: ignore[arg-type]
    (fault,) = faults(replace(RESPONSE, questions=(), publication=publication))
    assert (fault.code, fault.where) == ("record-withdrawn-content", ("publication", key))


def test_a_reason_is_for_a_withdrawn_record_alone() -> None:
    publication = replace(WITHDRAWN, status=PublicationStatus.PUBLISHED)
    found = faults(replace(RESPONSE, publication=publication))
    assert [fault.where[-1] for fault in found] == ["reason", "note"]
    assert {fault.code for fault in found} == {"record-withdrawn-content"}


def test_a_rule_is_left_out_where_what_it_reads_is_broken() -> None:
    about_title = next(rule for rule in RULES if "title" in rule.reads)
    assert not about_title.can_judge(frozenset({("title",)}))
    assert about_title.can_judge(frozenset({("topics", 0)}))
