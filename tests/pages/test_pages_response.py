"""A response's page: the answer, whether it is current, why something is missing, how to use it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from pages_make import (
    COUNCIL,
    PERSONAL_DATA,
    QUALIFIED,
    REDACTED,
    SCOTTISH,
    SITE,
    context,
    day,
    entry,
    question,
    response,
)

from disclosure_log.model import (
    Attachment,
    Change,
    ClockStop,
    Extension,
    InternalReview,
    Outcome,
    Publication,
    PublicationStatus,
    Regime,
    RegulatorReview,
    Relations,
    Response,
    ReviewOutcome,
)
from disclosure_log.pages.dialect import to_html
from disclosure_log.pages.page import AttachmentFacts, Incoming, PageContext, TablePreview
from disclosure_log.pages.response import response_page

OGL = "OGL-UK-3.0"


class Words(HTMLParser):
    """A page's words, one element's after another, as a reader meets them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(made: Response, given: PageContext | None = None) -> str:
    parser = Words()
    parser.feed(body(made, given))
    return re.sub(r" (?=[,.;)])", "", " ".join(" ".join(parser.found).split()))


def body(made: Response, given: PageContext | None = None) -> str:
    return response_page(made, given or context()).body


def headings(made: Response, given: PageContext | None = None) -> list[str]:
    return [each.text for each in to_html(body(made, given))[1]]


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_the_page_lies_at_the_records_permanent_address() -> None:
    page = response_page(response(), context())
    assert page.path == "responses/2024/penalty-charge-notices.md"
    assert page.url == "responses/2024/penalty-charge-notices/"
    assert f"<code>{SITE}{page.url}</code>" in page.body


def test_the_reader_meets_outcome_date_summary_question_and_answer_in_that_order() -> None:
    made = response(summary="Notices rose.", as_at=day("2024-02-29"))
    assert in_order(
        words(made),
        "Exampleshire Council: Freedom of Information response",
        "Penalty charge notices issued in car parks",
        "Disclosed",
        "28 March 2024",
        "Figures as at 29 February 2024",
        "Notices rose.",
        "How many penalty charge notices",
        "4,312 notices",
        "About this response",
        "Using this information",
        "If you are not satisfied",
    )


def test_every_question_has_its_own_outcome_and_anchor() -> None:
    made = response(
        questions=(
            question(),
            question(outcome=Outcome.REFUSED, exemptions=(QUALIFIED,)),
            question(outcome=Outcome.NOT_HELD),
        )
    )
    text = body(made)
    for number, outcome in enumerate(("Disclosed", "Refused", "Not held"), start=1):
        part = text.split(f"## Question {number} {{ #question-{number} }}")[1].split("\n## ")[0]
        assert f">{outcome}</span>" in part
        assert f'<a href="#question-{number}">' in text
    assert "Partly disclosed" in text.split("## Question 1")[0]


def test_one_or_two_questions_need_no_table_of_contents() -> None:
    assert "dl-contents" not in body(response(questions=(question(), question())))
    assert "dl-contents" in body(response(questions=(question(),) * 3))


def test_an_exemption_shows_its_plain_name_its_citation_and_the_authoritys_reason() -> None:
    made = response(questions=(question(outcome=Outcome.REFUSED, exemptions=(QUALIFIED,)),))
    text = words(made)
    assert in_order(
        text,
        "Why it was not given",
        "Section 43(2) of the Freedom of Information Act 2000",
        "Bidders could see each other's prices.",
        "How the public interest was weighed",
        "Value for money can be judged.",
        "The next tender suffers.",
        "It lies here.",
    )
    assert '<a href="../../../exemptions/foia-s43-2/">' in body(made)


def test_a_redaction_says_in_the_text_what_was_removed_and_why() -> None:
    made = response(
        questions=(
            question(
                response="Signed by [redacted: FOIA-s40(2) name of a junior officer].",
                outcome=Outcome.PARTLY_DISCLOSED,
                exemptions=(PERSONAL_DATA,),
            ),
        ),
        redaction=REDACTED,
    )
    text = words(made)
    assert "Redacted: name of a junior officer" in text
    assert in_order(
        text,
        "What was removed",
        "Name of a junior officer",
        "question 1",
        "2 passages",
        "section 40(2) of the Freedom of Information Act 2000",
        "Checked by: Information Governance Manager, 27 March 2024",
        "Prepared by: Information Requests Officer",
    )


def test_where_nothing_was_removed_the_page_says_so() -> None:
    assert "Nothing was removed from this response" in words(response())


def test_a_day_that_is_not_known_is_never_invented() -> None:
    made = response(received=None, responded=day("2015"), as_at=day("2015-03"))
    text = body(made)
    assert '<time datetime="2015">2015</time>' in text
    assert '<time datetime="2015-03">March 2015</time>' in text
    assert "1 January" not in text
    assert "1 March" not in text


@pytest.mark.parametrize(
    ("parts", "days", "said"),
    [
        ({}, 18, "18 working days, within the 20 working day limit"),
        ({"responded": day("2024-04-30")}, 39, "39 working days, after the 20 working day limit"),
        (
            {
                "responded": day("2024-04-24"),
                "extended": Extension(day("2024-04-26"), "public-interest-test"),
            },
            35,
            "35 working days, within the extended limit of 26 April 2024",
        ),
        ({"responded": day("2024-03")}, None, ""),
        ({"received": None}, None, ""),
    ],
)
def test_time_taken_is_said_only_where_it_is_known(
    parts: dict[str, object], days: int | None, said: str
) -> None:
    text = words(response(**parts), context(working_days=days))
    assert ("Time taken" in text) is bool(said)
    assert said in text
    assert ("working day limit" in text) is ("20 working" in said)


def test_days_that_did_not_count_are_shown_with_their_reason() -> None:
    stop = ClockStop(day("2024-03-06"), day("2024-03-08"), "clarification")
    text = words(response(clock=(stop,)))
    assert "6 March 2024 to 8 March 2024, while the request was being made clear" in text


def test_facts_link_to_the_lists_that_hold_the_record() -> None:
    text = body(response(topics=("parking",), department="Parking Services"))
    for target in (
        "../../topics/parking/",
        "../../departments/parking-services/",
        "../../laws/foia/",
        "../../authorities/exampleshire-council/",
    ):
        assert f'href="{target}"' in text


def test_an_attachment_shows_type_size_and_its_tables_first_rows() -> None:
    preview = TablePreview(("Year", "Notices"), (("2021", "10"), ("2022", "<b>")), 240)
    made = response(attachments=(Attachment("notices 1.csv", "Notices", "OGL-UK-3.0"),))
    given = context(attachments={"notices 1.csv": AttachmentFacts(12_345, preview)})
    text = words(made, given)
    assert in_order(text, "Files", "Notices", "CSV table, 12 KB", "Showing 2 of 240 rows", "Year")
    assert 'href="./notices%201.csv"' in body(made, given)
    assert "<td>&lt;b&gt;</td>" in body(made, given)
    assert "Licence:" not in text


def test_an_attachment_under_another_licence_says_whose_it_is() -> None:
    own = Attachment("map.pdf", "Map", "LicenseRef-All-Rights-Reserved", "Sample Surveys Ltd")
    text = words(response(attachments=(own,)))
    assert "All rights reserved" in text
    assert "Sample Surveys Ltd" in text
    assert "ask the owner" in text
    assert "the files above with a licence of their own" in text


def test_an_attachment_of_another_owner_says_whose_it_is_under_the_same_licence() -> None:
    theirs = Attachment("map.pdf", "Map", "CC-BY-4.0", "Sample Surveys Ltd")
    made = response(
        licence="CC-BY-4.0", rights_holder="Exampleshire Council", attachments=(theirs,)
    )
    assert (
        "Licence: Creative Commons Attribution 4.0 International, © Sample Surveys Ltd."
        in words(made)
    )


def test_nobody_is_said_to_keep_copyright_in_what_was_given_to_all() -> None:
    given = Attachment("map.pdf", "Map", "CC0-1.0", "Sample Surveys Ltd")
    shown = words(response(attachments=(given,)))
    assert "rights holder: Sample Surveys Ltd" in shown
    assert "© Sample Surveys Ltd" not in shown


def test_whoever_holds_the_rights_instead_of_the_authority_is_named() -> None:
    shown = words(response(rights_holder="Exampleshire Archives Trust"))
    assert "Rights holder Exampleshire Archives Trust" in shown


def test_a_marker_where_no_mark_can_stand_is_a_word() -> None:
    marked = "Report to [redacted: FOIA-s40(2) name of a head teacher]"
    made = response(title=marked, summary=marked, attachments=(Attachment("a.csv", marked, OGL),))
    preview = TablePreview(("a",), (("1",),), 1)
    page = response_page(made, context(attachments={"a.csv": AttachmentFacts(9, preview)}))
    assert "[redacted:" not in page.title + page.description + page.body
    assert "First rows of Report to [redacted]" in page.body


def test_the_open_government_licence_is_explained_with_its_attribution() -> None:
    text = words(response())
    assert (
        "Contains public sector information licensed under the Open Government Licence v3.0."
        in text
    )
    assert "does not cover personal data" in text


def test_another_licence_is_named_with_its_rights_holder() -> None:
    text = words(response(licence="CC-BY-4.0", rights_holder="Sample Surveys Ltd"))
    assert "Creative Commons Attribution 4.0 International" in text
    assert "Sample Surveys Ltd" in text
    assert "for business too" not in text


@pytest.mark.parametrize(
    ("regime", "authority", "expected"),
    [
        (Regime.FOIA, COUNCIL.id, ("within 20 working days, and at the latest within 40", "ICO")),
        (Regime.EIR, COUNCIL.id, ("an answer within 40 working days", "ICO")),
        (Regime.FOISA, SCOTTISH.id, ("an answer within 20 working days.", "6 months")),
        (Regime.EISR, SCOTTISH.id, ("an answer within 20 working days.", "6 months")),
    ],
)
def test_how_to_complain_follows_the_law_of_the_response(
    regime: Regime, authority: str, expected: tuple[str, str]
) -> None:
    made = response(legislation=regime, authority=authority)
    text = words(made)
    review, regulator = expected
    assert "within 40 working days of the answer" in text
    assert review in text
    scottish = regulator == "6 months"
    assert ("Scottish Information Commissioner" in text) is scottish
    assert ("Information Commissioner’s Office" in text) is not scottish
    assert (regulator in text) is scottish


def test_the_authoritys_own_review_contact_is_given() -> None:
    text = body(response())
    assert "write to the Information Governance Manager, Exampleshire Council" in text
    assert 'href="mailto:info.requests@exampleshire.gov.uk"' in text


def test_an_invented_bodys_page_says_so_before_anything_else() -> None:
    made = response(authority=SCOTTISH.id, legislation=Regime.FOISA)
    assert in_order(words(made), "Invented for demonstration.", "Outcome")
    assert "Invented" not in words(response())


def test_a_replaced_response_points_to_the_newer_one_at_the_top() -> None:
    newer = entry(id="2025/newer", title="Newer figures", responded=day("2025-01-02"))
    given = context(entries={newer.id: newer}, incoming=Incoming(superseded_by=(newer.id,)))
    text = words(response(), given)
    assert in_order(
        text, "This response has been replaced", "Newer figures", "2 January 2025", "Outcome"
    )
    assert '<a href="../../2025/newer/">' in body(response(), given)


def test_a_later_response_is_pointed_to_as_well() -> None:
    later = entry(id="2025/later", title="A year later")
    given = context(entries={later.id: later}, incoming=Incoming(followed_by=(later.id,)))
    assert in_order(
        words(response(), given), "There is a later response", "A year later", "Outcome"
    )


def test_related_responses_stand_under_the_words_that_say_how() -> None:
    named = {f"2022/{name}": entry(id=f"2022/{name}", title=f"Title {name}") for name in "abcd"}
    made = response(
        relations=Relations(follows=("2022/a",), supersedes=("2022/b",), merged_with=("2022/c",))
    )
    given = context(entries=named, incoming=Incoming(answers_later=("2022/d",)))
    text = words(made, given)
    for title, name in (
        ("Follows on from", "a"),
        ("Replaces", "b"),
        ("Answered together with", "c"),
        ("Given since as the answer to", "d"),
    ):
        assert f"{title} Title {name}" in text


def test_a_draft_is_not_linked_and_a_moved_record_is_followed() -> None:
    draft = entry(id="2022/draft", title="Secret", status=PublicationStatus.DRAFT)
    moved = entry(id="2021/here-now", title="Moved here")
    made = response(relations=Relations(follows=("2022/draft", "2020/moved", "2019/nowhere")))
    text = body(made, context(entries={draft.id: draft, moved.id: moved}))
    assert "Secret" not in text
    assert "nowhere" not in text
    assert '<a href="../../2021/here-now/">Moved here</a>' in text


def test_an_answer_given_before_is_linked() -> None:
    earlier = entry()
    made = response(
        questions=(
            question(
                outcome=Outcome.ALREADY_AVAILABLE,
                answered_by=(earlier.id, "https://www.exampleshire.gov.uk/parking/"),
            ),
        )
    )
    text = body(made, context(entries={earlier.id: earlier}))
    assert in_order(text, "Where to find it", "../../2023/an-earlier-one/", "An earlier one")
    assert (
        '<a href="https://www.exampleshire.gov.uk/parking/">www.exampleshire.gov.uk/parking</a>'
        in text
    )


def test_corrections_are_shown_newest_first_and_announced_at_the_top() -> None:
    made = response(
        changes=(Change(day("2024-05-01"), "First."), Change(day("2024-06-01"), "Second."))
    )
    text = words(made)
    assert in_order(text, "Note added 1 June 2024", "What was asked", "Second.", "First.")


def test_a_review_shows_what_was_decided() -> None:
    made = response(
        internal_review=InternalReview(
            requested=day("2024-04-01"),
            completed=day("2024-04-20"),
            outcome=ReviewOutcome.UPHELD,
        ),
        regulator_review=RegulatorReview(
            "IC-000000-X0X0", ReviewOutcome.OVERTURNED, "https://ico.org.uk/action-weve-taken/"
        ),
    )
    text = words(made)
    assert in_order(
        text,
        "The decision was changed on review",
        "Review of this response",
        "20 April 2024",
        "The original decision was upheld",
        "The original decision was overturned",
        "decision IC-000000-X0X0",
    )


def test_a_correction_can_be_suggested_where_the_log_takes_them() -> None:
    where = "https://example.org/edit/2024/x.yaml"
    assert f'<a href="{where}">Suggest a correction</a>' in body(
        response(), context(edit_url=where)
    )
    assert "Suggest a correction" not in body(response())


def test_a_draft_has_no_page() -> None:
    draft = response(publication=Publication(PublicationStatus.DRAFT))
    with pytest.raises(ValueError, match="draft"):
        response_page(draft, context())


def test_a_withdrawn_response_leaves_a_tombstone_without_its_questions() -> None:
    gone = response(
        questions=(),
        redaction=None,
        publication=Publication(
            PublicationStatus.WITHDRAWN, day("2024-06-03"), "personal-data", "We told the people."
        ),
    )
    text = words(gone)
    assert in_order(
        text,
        "Penalty charge notices issued in car parks",
        "This response has been withdrawn on 3 June 2024.",
        "It held personal data that should not have been published.",
        "We told the people.",
    )
    assert headings(gone) == ["About this response", "Asking for it", "Link to this response"]
    assert "4,312" not in text


def test_markup_in_a_field_is_shown_as_it_was_typed() -> None:
    made = response(
        title="Spending <over> £500 & more",
        summary="<script>alert(1)</script>",
        questions=(question(response="<img src=x onerror=alert(1)>"),),
    )
    page = response_page(made, context())
    assert "<script" not in page.body
    assert "<img" not in page.body
    assert "<h1>Spending &lt;over&gt; £500 &amp; more</h1>" in page.body
    assert page.title == "Spending <over> £500 & more"


def test_the_words_of_a_welsh_response_are_marked_as_welsh() -> None:
    made = response(language="cy", title="Ffioedd parcio", summary="Crynodeb")
    text = body(made)
    assert '<h1 lang="cy">Ffioedd parcio</h1>' in text
    assert '<div class="dl-answer__text" lang="cy">' in text
    assert "Language Welsh" in words(made)
    assert ' lang="' not in body(response())


def test_headings_in_an_answer_follow_on_from_the_pages_own() -> None:
    asked = question(response="## Part one\n\n### Detail")
    alone = body(response(questions=(asked,)))
    assert in_order(alone, "## Answer {", "<h3 id=", ">Part one</h3>", ">Detail</h4>")
    several = body(response(questions=(asked, asked)))
    assert in_order(several, "<h3>Answer</h3>", ">Part one</h4>", ">Detail</h5>")


def test_ids_on_a_page_are_there_once() -> None:
    asked = question(request="# Part\n\nWords", response="## Part\n\n## Part")
    text = to_html(body(response(questions=(asked,) * 4)))[0]
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) > 10
    assert len(ids) == len(set(ids))


def test_nothing_on_the_page_is_fetched_from_anywhere() -> None:
    made = response(questions=(question(response="![x](https://example.org/x.png)"),))
    assert not re.search(r"<(?:img|script|link|iframe|style)\b|\bstyle=", body(made))


def test_the_description_is_the_summary_or_the_outcome_and_the_answers_first_words() -> None:
    assert response_page(response(summary="In short."), context()).description == "In short."
    found = response_page(response(), context()).description
    assert found == "Disclosed. The council issued 4,312 notices."
    long = response(questions=(question(response="word " * 200),))
    assert len(response_page(long, context()).description) <= 161


def test_front_matter_holds_what_other_generators_may_use() -> None:
    page = response_page(response(topics=("children",), reference="FOI-1"), context())
    assert page.meta["tags"] == ("Children & families",)
    assert page.meta["date"] == "2024-03-28"
    assert page.meta["outcome"] == "disclosed"
    assert page.meta["hide"] == ("navigation", "toc", "title")
