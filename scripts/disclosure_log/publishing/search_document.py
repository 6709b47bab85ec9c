"""What the search reads of a response: its own words and the facts to narrow by, nothing else.

The theme, the labels of a page and its tables of facts are the same on every page: indexed, they
would make every page an answer to everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from disclosure_log.commonmark import plain_text
from disclosure_log.markers import find_markers
from disclosure_log.model import (
    Catalogue,
    Exemption,
    Outcome,
    PublicationStatus,
    Question,
    Regime,
    Response,
)
from disclosure_log.pages import links
from disclosure_log.pages.lists import explained, provision_title
from disclosure_log.pages.words import LAWS, OUTCOME_LOOKS, OUTCOMES

#: The facts a search can be narrowed by, in the order they are offered, as a reader calls them.
FACETS: Mapping[str, str] = {
    "year": "Year",
    "topic": "Topic",
    "department": "Department",
    "outcome": "Outcome",
    "provision": "Exemption",
    "law": "Law",
    "authority": "Authority",
}
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Document:
    """A response as the search knows it; `facets` maps each name of :data:`FACETS` to codes."""

    id: str
    title: str
    words: str
    date: str  # ISO 8601, as precise as it is known
    facets: Mapping[str, tuple[str, ...]]
    language: str = "en"


def document(response: Response, catalogue: Catalogue) -> Document | None:
    """The document of a response; a draft has none, a withdrawn one keeps only its title."""
    if response.publication.status is PublicationStatus.DRAFT:
        return None
    withdrawn = response.publication.status is PublicationStatus.WITHDRAWN
    facets = {
        "year": (response.year,),
        "topic": () if withdrawn else response.topics,
        "department": (response.department,) if response.department and not withdrawn else (),
        "outcome": (WITHDRAWN,) if withdrawn else _outcome(response),
        "provision": () if withdrawn else _provisions(response),
        "law": (response.legislation.value,),
        "authority": (response.authority,),
    }
    texts = (_line(response.title),) if withdrawn else _texts(response, catalogue)
    return Document(
        id=response.id,
        title=_line(response.title),
        words="\n".join(text for text in texts if text),
        date=str(response.responded),
        facets=facets,
        language=response.language,
    )


def labels(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """A reader's words for the codes of each facet whose codes are not words already."""
    return {
        "topic": dict(catalogue.topics),
        "outcome": {
            **{outcome.value: words for outcome, words in OUTCOMES.items()},
            WITHDRAWN: "Withdrawn",
        },
        "law": {regime.value: LAWS[regime] for regime in Regime},
        "authority": {each.id: each.name for each in catalogue.authorities.values()},
    }


def provision_label(code: str) -> str:
    """A reader's words for a provision's code."""
    return provision_title(code)


def looks() -> dict[str, str]:
    """The look of each outcome's badge, as on every other page."""
    return {outcome.value: look for outcome, look in OUTCOME_LOOKS.items()} | {WITHDRAWN: "gone"}


def list_url(facet: str, code: str) -> str:
    """The list of all responses with a code, below the site's root; empty where there is none."""
    if facet == "outcome":
        return "" if code == WITHDRAWN else links.outcome_url(Outcome(code))
    if facet == "law":
        return links.law_url(Regime(code))
    addresses: Mapping[str, Callable[[str], str]] = {
        "year": links.year_url,
        "topic": links.topic_url,
        "department": links.department_url,
        "provision": links.provision_url,
        "authority": links.authority_url,
    }
    return addresses[facet](code)


def _outcome(response: Response) -> tuple[str, ...]:
    outcome: Outcome | None = response.outcome
    return () if outcome is None else (outcome.value,)


def _provisions(response: Response) -> tuple[str, ...]:
    found = (explained(code) for code in response.provisions)
    return tuple(dict.fromkeys(each.code for each in found if each is not None))


def _texts(response: Response, catalogue: Catalogue) -> Iterator[str]:
    yield _line(response.summary)
    for question in response.questions:
        yield from _question(question)
    yield from (_line(attachment.title) for attachment in response.attachments)
    yield response.department
    yield ", ".join(catalogue.topics.get(topic, topic) for topic in response.topics)
    yield response.reference


def _question(question: Question) -> Iterator[str]:
    yield plain_text(question.request)
    yield plain_text(question.response)
    for exemption in question.exemptions:
        yield from _exemption(exemption)


def _exemption(exemption: Exemption) -> Iterator[str]:
    yield _line(exemption.reason)
    if exemption.public_interest is not None:
        test = exemption.public_interest
        yield from (_line(test.favour), _line(test.against), _line(test.balance))


def _line(text: str) -> str:
    """A plain field on one line, with a marker as `[redacted]`, as in an answer."""
    for marker in reversed(find_markers(text)):
        if not marker.malformed:
            text = f"{text[: marker.offset]}[redacted]{text[marker.end :]}"
    return " ".join(text.split())
