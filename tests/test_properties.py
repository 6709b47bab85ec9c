"""What holds for every record there can be: it reads back whole, its page loses no word.

Nothing is random from run to run: the same code is tried with the same examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from random import Random
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from disclosure_log.checks import Context, check_files, check_response
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Authority,
    Catalogue,
    Entry,
    Publication,
    PublicationStatus,
    Response,
)
from disclosure_log.pages.dialect import to_html, to_markdown
from disclosure_log.pages.lists import lists_of
from disclosure_log.pages.page import AttachmentFacts, Page, PageContext
from disclosure_log.pages.response import response_page
from disclosure_log.pages.timing import working_days_taken
from disclosure_log.reading import Reading, fix, read
from record_strategies import BODIES, TODAY, TOPICS, Drawn, as_data, records
from record_writer import record_text

Pick = Callable[[Sequence[Any]], Any]

SHOWN = st.sampled_from((PublicationStatus.PUBLISHED, PublicationStatus.WITHDRAWN))
WAYS = st.integers(0, 1_000_000)
TAG = re.compile(r"<[^>]*>")
MARKER = re.compile(r"\[redacted: [^\]]*\]")
PERMALINK = re.compile(r'<a class="headerlink"[^>]*>&para;</a>')
#: What may be right, and so may be found in a record that nothing forbids.
WARNINGS = {
    "date-late",
    "law-public-interest-unneeded",
    "markup-heading-level",
    "record-title-vague",
    "record-trailing-blanks",
}


def examples(count: int) -> settings:
    """So many examples, the same for the same code; a failure is shown as it was found."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=slow,
    )


def catalogue(drawn: Drawn) -> Catalogue:
    """Both bodies; the record's alone where it names none."""
    bodies = set(BODIES.values()) if drawn.names_authority else {drawn.response.authority}
    return Catalogue(
        authorities={
            body: Authority(
                id=body,
                name=body.replace("-", " ").title(),
                legislation=tuple(regime for regime, its in BODIES.items() if its == body),
                fictional=True,
            )
            for body in sorted(bodies)
        },
        topics={topic: topic.title() for topic in TOPICS},
    )


def typed(drawn: Drawn, way: int) -> str:
    """The record as one of the many texts that say it."""
    pick: Pick = Random(way).choice
    return record_text(as_data(drawn, pick), pick)


def read_text(drawn: Drawn, text: str) -> Reading:
    record_id = drawn.response.id
    sole = catalogue(drawn).sole_authority
    return read(record_id, f"responses/{record_id}.yaml", text.encode(), sole)


def faults(drawn: Drawn, reading: Reading) -> list[Fault]:
    assert reading.response is not None
    context = Context(TODAY, catalogue(drawn))
    files = [attachment.file for attachment in drawn.response.attachments]
    return [
        *check_response(reading.response, reading.broken, context),
        *check_files(reading.response, files),
    ]


def page_of(drawn: Drawn) -> Page:
    response = drawn.response
    context = PageContext(
        catalogue=catalogue(drawn),
        site_url="https://log.example/foi/",
        attachments={attachment.file: AttachmentFacts(12) for attachment in response.attachments},
        edit_url=f"https://git.example/edit/responses/{response.id}.yaml",
        working_days=working_days_taken(response),
    )
    return response_page(response, context)


def words(html: str) -> str:
    """What is left of HTML when its tags and all blanks are taken out."""
    return "".join(unescape(TAG.sub("", PERMALINK.sub("", html))).split())


def plain_fields(response: Response) -> list[str]:
    """The words of the record that are no Markdown and that its page shows."""
    if response.publication.status is PublicationStatus.WITHDRAWN:
        return [response.title, response.publication.note]
    tests = [
        text
        for question in response.questions
        for exemption in question.exemptions
        for text in (
            exemption.reason,
            *(vars(exemption.public_interest).values() if exemption.public_interest else ()),
        )
    ]
    attached = [text for each in response.attachments for text in (each.title, each.rights_holder)]
    changes = [change.note for change in response.changes]
    facts = [response.reference, response.department, response.rights_holder]
    return [response.title, response.summary, *facts, *tests, *attached, *changes]


def marked_fields(response: Response) -> list[str]:
    """Where a removal stands as a mark: every text of the page but those that name a file."""
    if response.publication.status is PublicationStatus.WITHDRAWN:
        return [response.title, response.publication.note]
    files = {attachment.title for attachment in response.attachments}
    asked = [text for each in response.questions for text in (each.request, each.response)]
    return [*asked, *(text for text in plain_fields(response) if text not in files)]


@examples(80)
@given(drawn=records(), way=WAYS)
def test_a_record_reads_back_as_it_was_meant_however_it_was_typed(drawn: Drawn, way: int) -> None:
    reading = read_text(drawn, typed(drawn, way))
    assert not reading.broken
    assert reading.response == drawn.response
    assert {finding.code for finding in reading.findings} <= WARNINGS


@examples(80)
@given(drawn=records(), way=WAYS)
def test_no_rule_forbids_a_valid_record(drawn: Drawn, way: int) -> None:
    reading = read_text(drawn, typed(drawn, way))
    found = faults(drawn, reading)
    assert [fault for fault in found if fault.severity is Severity.ERROR] == []
    assert {fault.code for fault in found} <= WARNINGS


@examples(80)
@given(drawn=records(SHOWN))
def test_a_page_shows_every_word_of_its_record(drawn: Drawn) -> None:
    html, _ = to_html(page_of(drawn).body)
    shown = words(html)
    for text in drawn.shown:
        assert "".join(text.split()) in shown, text
    for text in plain_fields(drawn.response):
        for part in MARKER.split(text):
            assert "".join(part.split()) in shown
    assert "[redacted:" not in html
    marks = html.count('<mark class="dl-redacted">')
    assert marks == sum(len(MARKER.findall(text)) for text in marked_fields(drawn.response))


@examples(40)
@given(drawn=records(SHOWN))
def test_plain_python_markdown_shows_the_same_words(drawn: Drawn) -> None:
    page = page_of(drawn)
    _, front, body = to_markdown(page).split("---\n", 2)
    extensions = ["attr_list", "tables", "toc"]
    plain = markdown.markdown(
        body, extensions=extensions, extension_configs={"toc": {"permalink": True}}
    )
    assert words(plain) == words(to_html(page.body)[0])
    meta = yaml.safe_load(front)
    assert meta["title"] == page.title
    assert meta["description"] == page.description


@examples(40)
@given(drawn=records(st.just(PublicationStatus.DRAFT)))
def test_a_draft_has_no_page(drawn: Drawn) -> None:
    with pytest.raises(ValueError, match="draft"):
        page_of(drawn)


@examples(40)
@given(drawn=records(SHOWN))
def test_the_page_of_a_withdrawn_record_shows_nothing_of_its_answers(drawn: Drawn) -> None:
    """Even where the file still holds it, which the checks refuse."""
    publication = Publication(PublicationStatus.WITHDRAWN, reason="error", note="Wrong.")
    gone = replace(drawn.response, title="Withdrawn", reference="", publication=publication)
    html, _ = to_html(page_of(replace(drawn, response=gone)).body)
    shown = words(html)
    for text in drawn.shown:
        assert len(text) <= 12 or "".join(text.split()) not in shown


@examples(40)
@given(drawn=records(SHOWN))
def test_every_list_of_a_record_has_an_address(drawn: Drawn) -> None:
    for each in lists_of(Entry.of(drawn.response), catalogue(drawn)):
        assert re.fullmatch(r"(?:[a-z0-9-]+/)+", each.url), each


@examples(60)
@given(drawn=records(), way=WAYS)
def test_mending_a_record_changes_nothing_it_says(drawn: Drawn, way: int) -> None:
    text = typed(drawn, way)
    mended, done = fix(f"responses/{drawn.response.id}.yaml", text.encode())
    assert bool(done) == (mended != text.encode())
    reading = read_text(drawn, mended.decode())
    assert reading.response == drawn.response
    assert fix(f"responses/{drawn.response.id}.yaml", mended) == (mended, [])
