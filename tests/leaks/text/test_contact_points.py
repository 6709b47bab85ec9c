"""What is published passes; how sure a rule is decides between an error and a warning."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text

KNOWN = Known(
    emails=frozenset({"info.requests@exampleshire.gov.uk", "jo.sample@exampleshire.gov.uk"}),
    domains=frozenset({"exampleshire.gov.uk"}),
    phones=frozenset({"+441632960100"}),
    addresses=("exampleshire council, 1 castle street, exampleton aa00 1aa",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Write to info.requests@exampleshire.gov.uk.",
        "Write to INFO.Requests@Exampleshire.gov.uk.",
        "Write to info.requests [at] exampleshire dot gov dot uk.",
        "Write to info.requests@exampleshire.gov.uk.\nthe council will answer.",
        "Write to casework@ico.org.uk.",
        "Write to enquiries@foi.scot or enquiries@itspublicknowledge.info.",
        "Write to jo.sample@exampleshire.gov.uk, whose address is published.",
        "Telephone 01632 960100.",
        "Telephone (01632) 960 100 or +44 1632 960100.",
        "Exampleshire Council, 1 Castle Street, Exampleton AA00 1AA",
        "1 Castle Street\nExampleton\nAA00 1AA",
    ],
)
def test_a_published_contact_point_passes(text: str) -> None:
    assert read_text(text, KNOWN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "sam.sample@exampleshire.gov.uk",
        "ssample@exampleshire.gov.uk",
        "sam.sample@elsewhere.example",
        "s.parker@elsewhere.example",
        "plumbing.services@gmail.com",
        "07700 900123",
        "Mrs Fixture, 01632 960145",
        "her number is 01632 960145",
        "2 Castle Street, Exampleton AA00 1AA",
        "she lives at 12 Mill Lane, Exampleton AA00 2AB",
    ],
)
def test_what_is_a_person_s_is_an_error(text: str) -> None:
    assert [hit.severity for hit in read_text(text, KNOWN) if _is_contact(hit.code)] == [
        Severity.ERROR
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write to planning.appeals@exampleshire.gov.uk.",
        "Write to planning@mail.exampleshire.gov.uk.",
        "info@elsewhere.example",
        "info@ico.org.uk.example",
        "press.office@elsewhere.example",
        "customerservices@elsewhere.example",
        "Switchboard 01632 960145",
        "Call 0300 123 4567.",
        "The patient transport line is 01632 960145.",
        "Customers can visit our office at 12 High Street, Exampleton AA00 2AB.",
        "Elsewhere Council, 2 Mill Lane, Exampleton AA00 2AB",
        "Sample Lettings Ltd, 2 Mill Lane, Exampleton AA00 2AB",
    ],
)
def test_what_may_be_an_organisation_s_is_a_warning(text: str) -> None:
    assert [hit.severity for hit in read_text(text, KNOWN) if _is_contact(hit.code)] == [
        Severity.WARNING
    ]


def _is_contact(code: str) -> bool:
    return code in {"personal-data-email", "personal-data-phone", "personal-data-address"}


def test_one_thing_is_told_once() -> None:
    told = read_text("NHS number 943 476 5919 and UTR 1234567890", Known())
    assert [hit.code for hit in told] == ["personal-data-nhs-number", "personal-data-tax-reference"]


def test_a_warning_never_hides_an_error() -> None:
    text = "sam.sample@exampleshire.gov.uk 07700 900123 QQ123456C"
    assert {hit.severity for hit in read_text(text, Known())} == {Severity.ERROR}


@pytest.mark.parametrize("kind", ["prose", "cell", "name"])
def test_names_of_files_and_cells_are_read_alike(kind: str) -> None:
    text = (
        "QQ123456C"
        if kind == "cell"
        else "letter_QQ123456C.pdf"
        if kind == "name"
        else "QQ123456C."
    )
    assert [hit.code for hit in read_text(text, Known(), kind)] == ["personal-data-ni-number"]
