"""Small records for the tests of pages; every part can be replaced."""

from __future__ import annotations

from typing import Any

from disclosure_log.model import (
    Authority,
    Catalogue,
    Entry,
    Exemption,
    Outcome,
    Publication,
    PublicationStatus,
    PublicInterest,
    Question,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    Response,
)
from disclosure_log.pages.page import PageContext
from disclosure_log.reduced_date import ReducedDate

SITE = "https://log.exampleshire.gov.uk/foi/"

COUNCIL = Authority(
    id="exampleshire-council",
    name="Exampleshire Council",
    legislation=(Regime.FOIA, Regime.EIR),
    homepage="https://www.exampleshire.gov.uk/",
    request_form="https://www.exampleshire.gov.uk/foi",
    review_to="Information Governance Manager",
    review_email="info.requests@exampleshire.gov.uk",
)
SCOTTISH = Authority(
    id="glenexample-council",
    name="Glenexample Council",
    legislation=(Regime.FOISA, Regime.EISR),
    regulator="osic",
    fictional=True,
)
CATALOGUE = Catalogue(
    authorities={body.id: body for body in (COUNCIL, SCOTTISH)},
    topics={"parking": "Parking", "children": "Children & families"},
    redirects={"2020/moved": "2021/here-now"},
)
PERSONAL_DATA = Exemption("FOIA-s40(2)", "Names of junior officers are personal data.")
QUALIFIED = Exemption(
    "FOIA-s43(2)",
    "Bidders could see each other's prices.",
    PublicInterest("Value for money can be judged.", "The next tender suffers.", "It lies here."),
)
SIGNED = Redaction(
    status=RedactionStatus.NOTHING_TO_REDACT,
    checked_by="Information Governance Manager",
    checked_on=ReducedDate(2024, 3, 27),
)
REDACTED = Redaction(
    status=RedactionStatus.REDACTED,
    checked_by="Information Governance Manager",
    checked_on=ReducedDate(2024, 3, 27),
    prepared_by="Information Requests Officer",
    items=(RedactionItem("Name of a junior officer", "question 1", "FOIA-s40(2)", 2),),
)


def day(text: str) -> ReducedDate:
    return ReducedDate.parse(text)


def question(**parts: Any) -> Question:
    given: dict[str, Any] = {
        "request": "How many penalty charge notices were issued in 2023?",
        "response": "The council issued 4,312 notices.",
        "outcome": Outcome.DISCLOSED,
    }
    return Question(**given | parts)


def response(**parts: Any) -> Response:
    given: dict[str, Any] = {
        "id": "2024/penalty-charge-notices",
        "title": "Penalty charge notices issued in car parks",
        "authority": COUNCIL.id,
        "legislation": Regime.FOIA,
        "received": day("2024-03-04"),
        "responded": day("2024-03-28"),
        "questions": (question(),),
        "redaction": SIGNED,
        "licence": "OGL-UK-3.0",
        "publication": Publication(PublicationStatus.PUBLISHED, day("2024-04-02")),
    }
    return Response(**given | parts)


def entry(**parts: Any) -> Entry:
    given: dict[str, Any] = {
        "id": "2023/an-earlier-one",
        "title": "An earlier one",
        "authority": COUNCIL.id,
        "legislation": Regime.FOIA,
        "responded": day("2023-05-06"),
        "status": PublicationStatus.PUBLISHED,
        "outcome": Outcome.DISCLOSED,
    }
    return Entry(**given | parts)


def context(**parts: Any) -> PageContext:
    given: dict[str, Any] = {"catalogue": CATALOGUE, "site_url": SITE}
    return PageContext(**given | parts)
