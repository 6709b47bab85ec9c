"""The page of one response, or the tombstone that stands where one was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from disclosure_log import commonmark
from disclosure_log.law import licence
from disclosure_log.model import (
    Authority,
    Entry,
    Outcome,
    PublicationStatus,
    Regime,
    Response,
    ReviewOutcome,
)
from disclosure_log.pages import links, words
from disclosure_log.pages.complaints import REGULATORS, REVIEW_TIMES
from disclosure_log.pages.lists import explained
from disclosure_log.pages.page import HIDE, MetaValue, Page, PageContext
from disclosure_log.pages.templates import render
from disclosure_log.pages.timing import CLOCK_REASONS, EXTENSION_REASONS, time_taken

_DESCRIPTION = 160
_EXCERPT = 90

_KINDS: Mapping[Regime, str] = {
    Regime.FOIA: "Freedom of Information response",
    Regime.EIR: "environmental information response",
    Regime.FOISA: "Freedom of Information response",
    Regime.EISR: "environmental information response",
}

_REASONS_TITLES: Mapping[Outcome, str] = {
    Outcome.DISCLOSED: "Reason under the law",
    Outcome.PARTLY_DISCLOSED: "Why some of it was not given",
    Outcome.REFUSED: "Why it was not given",
    Outcome.NOT_HELD: "Reason under the law",
    Outcome.NEITHER_CONFIRM_NOR_DENY: "Why the authority will not say",
    Outcome.ALREADY_AVAILABLE: "Reason under the law",
}


def response_page(response: Response, context: PageContext) -> Page:
    """A response's page; a tombstone where it is withdrawn.

    ValueError for a draft: it has no page, ever.
    """
    status = response.publication.status
    if status is PublicationStatus.DRAFT:
        raise ValueError(f"a draft has no page: {response.id}")
    if status is PublicationStatus.WITHDRAWN or response.outcome is None:
        return _page(response, context, "tombstone.html", _withdrawn(response), _gone(response))
    return _page(response, context, "response.html", _description(response), _answer(response))


def _page(
    response: Response,
    context: PageContext,
    template: str,
    description: str,
    values: Mapping[str, object],
) -> Page:
    url = links.response_url(response.id)
    authority = context.catalogue.authorities.get(response.authority)
    incoming = context.incoming
    changed = (ReviewOutcome.PARTLY_UPHELD, ReviewOutcome.OVERTURNED)
    reviews = (response.internal_review, response.regulator_review)
    body = render(
        template,
        url,
        response=response,
        context=context,
        authority_name=authority.name if authority else response.authority,
        several_authorities=len(context.catalogue.authorities) > 1,
        fictional=authority is not None and authority.fictional,
        kind=_KINDS[response.legislation],
        trail=(
            ("Home", ""),
            ("Responses", links.RESPONSES),
            (response.year, links.year_url(response.year)),
        ),
        newer=_entries(context, incoming.superseded_by),
        later=_entries(context, incoming.followed_by),
        changed_on_review=any(review and review.outcome in changed for review in reviews),
        groups=_groups(response, context),
        canonical=context.site_url + url,
        licence=licence,
        provision=explained,
        time_taken=time_taken(response, context.working_days),
        clock_reasons=CLOCK_REASONS,
        extension_reasons=EXTENSION_REASONS,
        reasons_title=_REASONS_TITLES,
        **_complaint(response, authority),
        **values,
    )
    path = url.removesuffix("/") + ".md"
    title = words.without_marks(response.title)
    return Page(path, title, description, body, _meta(response, context))


def _answer(response: Response) -> dict[str, object]:
    many = len(response.questions) > 2  # then the page begins with their list
    return {
        "excerpts": [
            words.shortened(commonmark.plain_text(question.request, enough=_EXCERPT), _EXCERPT)
            for question in response.questions
            if many
        ],
        "own_licences": any(file.licence != response.licence for file in response.attachments),
    }


def _gone(response: Response) -> dict[str, object]:
    reasons = words.WITHDRAWN_REASONS
    return {"reason": reasons.get(response.publication.reason, reasons["other"])}


def _complaint(response: Response, authority: Authority | None) -> dict[str, object]:
    regulator = REGULATORS.get(authority.regulator if authority else "ico", REGULATORS["ico"])
    return {
        "review_time": REVIEW_TIMES[response.legislation],
        "review_to": authority.review_to if authority else "",
        "review_email": authority.review_email if authority else "",
        "request_form": authority.request_form if authority else "",
        "regulator": regulator,
    }


def _groups(response: Response, context: PageContext) -> list[tuple[str, list[Entry]]]:
    """Related records under the words that say how; a relation without a page is left out."""
    relations, incoming = response.relations, context.incoming
    groups = [
        ("Replaced by", incoming.superseded_by),
        ("Replaces", relations.supersedes),
        ("Answered together with", relations.merged_with),
        ("Follows on from", relations.follows),
        ("Followed by", incoming.followed_by),
        ("Given since as the answer to", incoming.answers_later),
    ]
    found = [(title, _entries(context, ids)) for title, ids in groups if ids]
    return [(title, entries) for title, entries in found if entries]


def _entries(context: PageContext, ids: Iterable[str]) -> list[Entry]:
    found = [context.entry(record_id) for record_id in ids]
    return [entry for entry in found if entry is not None]


def _description(response: Response) -> str:
    """One line for a search engine: the summary, else the outcome and the first answer's words."""
    if response.summary:
        return words.shortened(words.without_marks(response.summary), _DESCRIPTION)
    assert response.outcome is not None
    answer = commonmark.plain_text(response.questions[0].response, enough=_DESCRIPTION)
    return words.shortened(f"{words.OUTCOMES[response.outcome]}. {answer}", _DESCRIPTION)


def _withdrawn(response: Response) -> str:
    reasons = words.WITHDRAWN_REASONS
    reason = reasons.get(response.publication.reason, reasons["other"])
    return f"This response has been withdrawn. {reason}"


def _meta(response: Response, context: PageContext) -> dict[str, MetaValue]:
    """Front matter: what a site generator's theme, feed or tag list may use."""
    topics = context.catalogue.topics
    values: dict[str, MetaValue] = {
        "hide": HIDE,
        "date": str(response.responded),
        "tags": tuple(topics.get(topic, topic) for topic in response.topics),
        "reference": response.reference,
        "authority": response.authority,
        "legislation": response.legislation.value,
        "outcome": response.outcome.value if response.outcome else "withdrawn",
        "licence": response.licence,
        "language": response.language,
    }
    return {key: value for key, value in values.items() if value}
