"""A record is open, says whose work it is, and does not contradict its licence."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure_log.checks.licence import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Attachment,
    Catalogue,
    Outcome,
    Question,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

CONTEXT = Context(date(2026, 11, 23), Catalogue({}, {}))
RESERVED = "LicenseRef-All-Rights-Reserved"
AGAINST = "This information is for your own personal use."


def record(
    licence_id: str = "OGL-UK-3.0",
    *,
    holder: str = "",
    response: str = "The council issued 4,312 notices.",
    summary: str = "",
    request: str = "How many?",
    attachments: tuple[Attachment, ...] = (),
) -> Response:
    return Response(
        id="2024/example",
        title="Penalty charge notices issued in car parks",
        authority="exampleshire-council",
        legislation=Regime.FOIA,
        responded=ReducedDate(2024, 3, 28),
        questions=(Question(request, response, Outcome.DISCLOSED),),
        redaction=None,
        licence=licence_id,
        rights_holder=holder,
        summary=summary,
        attachments=attachments,
    )


def faults(response: Response) -> list[Fault]:
    return [fault for rule in RULES for fault in rule.check(response, CONTEXT)]


def codes(response: Response) -> list[str]:
    return [fault.code for fault in faults(response)]


@pytest.mark.parametrize("licence_id", ["OGL-UK-3.0", "OGL-UK-2.0", "OGL-UK-1.0"])
def test_an_open_government_licence_needs_nothing_more(licence_id: str) -> None:
    attachment = Attachment("a.csv", "Notices", licence_id)
    assert codes(record(licence_id, attachments=(attachment,))) == []


@pytest.mark.parametrize("licence_id", ["CC-BY-4.0", "CC0-1.0"])
def test_any_other_licence_needs_a_rights_holder(licence_id: str) -> None:
    (fault,) = faults(record(licence_id))
    assert (fault.code, fault.where) == ("licence-no-rights-holder", ("licence",))
    assert codes(record(licence_id, holder="Sample Charity")) == []


@pytest.mark.parametrize("licence_id", ["CC-BY-4.0", RESERVED])
def test_so_does_an_attachment(licence_id: str) -> None:
    (fault,) = faults(record(attachments=(Attachment("map.pdf", "Map", licence_id),)))
    assert fault.code == "licence-no-rights-holder"
    assert fault.where == ("attachments", 0, "licence")
    named = Attachment("map.pdf", "Map", licence_id, rights_holder="Sample Maps")
    assert codes(record(attachments=(named,))) == []


def test_an_attachment_under_the_records_own_licence_has_its_rights_holder() -> None:
    attachment = Attachment("a.csv", "Notices", "CC-BY-4.0")
    assert codes(record("CC-BY-4.0", holder="Sample Charity", attachments=(attachment,))) == []
    other = Attachment("a.csv", "Notices", "CC0-1.0")
    assert codes(record("CC-BY-4.0", holder="Sample Charity", attachments=(other,))) == [
        "licence-no-rights-holder"
    ]


@pytest.mark.parametrize("holder", ["", "Exampleshire Council"])
def test_a_record_is_never_all_rights_reserved(holder: str) -> None:
    (fault,) = faults(record(RESERVED, holder=holder))
    assert (fault.code, fault.where) == ("licence-not-open", ("licence",))


def test_an_unknown_licence_is_the_shapes_business() -> None:
    attachment = Attachment("a.csv", "Notices", "MIT")
    assert codes(record("MIT", response=AGAINST, attachments=(attachment,))) == []


def test_wording_against_the_licence_is_a_warning_where_it_stands() -> None:
    (fault,) = faults(record(response=f"We hold 12. {AGAINST}"))
    assert (fault.code, fault.severity) == ("licence-contradiction", Severity.WARNING)
    assert fault.where == ("questions", 0, "response")
    assert fault.offset == f"We hold 12. {AGAINST}".index("for your own")
    assert "your own" not in fault.message


def test_the_summary_is_read_and_the_request_is_not() -> None:
    assert [fault.where for fault in faults(record(summary=AGAINST))] == [("summary",)]
    assert codes(record(request=AGAINST)) == []


def test_a_record_that_is_not_open_contradicts_nothing() -> None:
    assert codes(record(RESERVED, response=AGAINST)) == ["licence-not-open"]


def test_every_open_licence_is_contradicted() -> None:
    response = record("CC-BY-4.0", holder="Sample Charity", response=AGAINST)
    assert codes(response) == ["licence-contradiction"]
