"""The search reads a record's own words, and nothing of what surrounds them."""

from dataclasses import replace

import pytest

from disclosure_log.model import (
    Attachment,
    Authority,
    Catalogue,
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
from disclosure_log.publishing.search_document import (
    FACETS,
    Document,
    document,
    labels,
    list_url,
)
from disclosure_log.reduced_date import ReducedDate

CATALOGUE = Catalogue(
    authorities={
        "exampleshire-council": Authority("exampleshire-council", "Exampleshire Council", ())
    },
    topics={"parking": "Parking", "finance": "Money matters"},
)
RESPONSE = Response(
    id="2024/penalty-charge-notices",
    title="Penalty charge notices in car parks",
    authority="exampleshire-council",
    legislation=Regime.FOIA,
    responded=ReducedDate(2024, 3),
    questions=(
        Question(
            request="How **many** notices?",
            response=(
                "| Year | Issued |\n|---|---|\n| 2023 | 412 |\n\nBy [redacted: FOIA-s40(2) name]."
            ),
            outcome=Outcome.PARTLY_DISCLOSED,
            exemptions=(
                Exemption(
                    "FOIA-s43(2)",
                    "It would harm the contractor.",
                    PublicInterest("openness", "commerce", "commerce weighs more"),
                ),
            ),
        ),
    ),
    redaction=Redaction(
        status=RedactionStatus.REDACTED,
        checked_by="Information Governance Manager",
        checked_on=ReducedDate(2024, 3, 27),
        items=(RedactionItem("name", "question 1", "FOIA-s40(2)"),),
    ),
    licence="OGL-UK-3.0",
    reference="FOI-2024-0131",
    department="Parking Services",
    topics=("parking", "finance"),
    summary="The council gave the numbers.",
    attachments=(Attachment("n.csv", "Notices by car park", "OGL-UK-3.0"),),
)


def made(response: Response) -> Document:
    found = document(response, CATALOGUE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "words",
    [
        "How many notices?",
        "2023",
        "412",
        "It would harm the contractor.",
        "openness",
        "commerce weighs more",
        "The council gave the numbers.",
        "Parking Services",
        "Parking, Money matters",
        "Notices by car park",
        "FOI-2024-0131",
    ],
)
def test_every_word_of_a_record_is_searched(words: str) -> None:
    assert words in made(RESPONSE).words


@pytest.mark.parametrize(
    "words",
    [
        "**",
        "|",
        "OGL",
        "Information Governance",
        "exampleshire-council",
        "Partly",
        "<",
        "question 1",
    ],
)
def test_nothing_else_is(words: str) -> None:
    assert words not in made(RESPONSE).words


def test_a_removed_passage_is_only_said_to_be_one() -> None:
    assert "By [redacted]." in made(RESPONSE).words


def test_a_marker_in_a_plain_field_is_only_said_to_be_one() -> None:
    title = "Conduct of [redacted: FOIA-s40(2) name of an officer] in 2023"
    assert made(replace(RESPONSE, title=title)).title == "Conduct of [redacted] in 2023"


def test_a_document_can_be_narrowed_by_every_facet() -> None:
    facets = made(RESPONSE).facets
    assert set(facets) == set(FACETS)
    assert facets == {
        "year": ("2024",),
        "topic": ("parking", "finance"),
        "department": ("Parking Services",),
        "outcome": ("partly-disclosed",),
        "provision": ("FOIA-s43(2)", "FOIA-s40(2)"),
        "law": ("FOIA",),
        "authority": ("exampleshire-council",),
    }


def test_a_date_is_never_more_precise_than_the_record() -> None:
    assert made(RESPONSE).date == "2024-03"


def test_a_draft_is_not_searched() -> None:
    draft = replace(RESPONSE, publication=Publication(status=PublicationStatus.DRAFT))
    assert document(draft, CATALOGUE) is None


def test_a_withdrawn_response_is_found_by_its_title_alone() -> None:
    gone = replace(RESPONSE, questions=(), publication=Publication(PublicationStatus.WITHDRAWN))
    found = made(gone)
    assert found.title == RESPONSE.title
    assert found.words == RESPONSE.title  # Pagefind passes over a record without words
    assert found.facets["outcome"] == ("withdrawn",)
    assert found.facets["topic"] == ()


def test_codes_have_a_readers_words_and_a_list_of_their_own() -> None:
    assert labels(CATALOGUE)["topic"]["finance"] == "Money matters"
    assert labels(CATALOGUE)["outcome"]["partly-disclosed"] == "Partly disclosed"
    for facet, codes in made(RESPONSE).facets.items():
        assert list_url(facet, codes[0]).endswith("/")
    assert list_url("outcome", "withdrawn") == ""
