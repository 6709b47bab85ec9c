"""A body is Markdown that every generator reads alike, and we read it as they do."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_make import COUNCIL, PERSONAL_DATA, REDACTED, context, question, response

from disclosure_log.model import Change, Outcome, Response
from disclosure_log.pages.dialect import Heading, compose, heading, solid, to_html, to_markdown
from disclosure_log.pages.page import Page
from disclosure_log.pages.response import response_page
from disclosure_log.reduced_date import ReducedDate

#: What a MkDocs site with Material commonly turns on beside the two that the dialect needs.
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
]


def python_markdown(body: str) -> tuple[str, list[tuple[int, str, str]]]:
    converter: Any = import_module("markdown").Markdown(
        extensions=EXTENSIONS,
        extension_configs={"toc": {"permalink": True}},
    )
    html = str(converter.convert(body))
    tokens: list[tuple[int, str, str]] = []
    waiting = list(converter.toc_tokens)
    while waiting:
        token = waiting.pop(0)
        tokens.append((token["level"], token["id"], token["name"]))
        waiting = token["children"] + waiting
    return html, tokens


def assert_same_reading(body: str) -> None:
    html, toc = to_html(body)
    theirs, tokens = python_markdown(body)
    assert html == theirs
    assert [(each.level, each.id, each.text) for each in toc] == tokens


def test_a_response_page_reads_as_python_markdown_reads_it() -> None:
    made = response(
        questions=(
            question(response="1. one\n   - two\n\n| a | b |\n|---|--:|\n| 1 | 2 |"),
            question(
                response="Signed by [redacted: FOIA-s40(2) name].\n\n    code\n\n    more",
                outcome=Outcome.PARTLY_DISCLOSED,
                exemptions=(PERSONAL_DATA,),
            ),
        ),
        redaction=REDACTED,
    )
    body = response_page(made, context()).body
    assert "## Question 2 { #question-2 }" in body
    assert_same_reading(body)


NASTY = st.lists(
    st.sampled_from(
        [
            "## Words { #words }",
            "# x",
            "```",
            "~~~ yaml",
            "    indented",
            "\ttab",
            "",
            "   ",
            "<div markdown='1'>",
            "</div>",
            "<script>alert(1)</script>",
            "<!-- --",
            "&lt; &amp &copy; &#35;",
            "*[HTML]: words",
            "[link](https://example.gov.uk/a_b)",
            "***",
            "!!! note",
            "{: .red }",
            "{{ page.title }}",
            "{% raw %}",
            ": definition",
            "|a|b|",
            "|-|-|",
            "- list",
            "> quote",
            "ffioedd ŵ £ 😀",
            "\x02wzxhzdk:0\x03",
            "\u2028## Words { #words }",
            "[redacted: FOIA-s40(2) name]",
            "[^1]: note",
            "--8<-- 'secret'",
        ]
    ),
    max_size=6,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(words=NASTY, request=NASTY, answer=NASTY)
def test_no_text_of_a_record_can_break_out_of_its_place(
    words: str, request: str, answer: str
) -> None:
    plain = response_page(noted(response(), "x"), context()).body
    made = response(
        title=words or "x",
        summary=words,
        department=words,
        questions=(question(request=request, response=answer),),
    )
    body = response_page(noted(made, words), context()).body
    assert [each for each in to_html(body)[1] if each.id != "x"] == list(to_html(plain)[1])
    assert_same_reading(body)
    assert "<script>" not in body


def noted(made: Response, note: str) -> Response:
    changes = (Change(ReducedDate(2024, 5), note),)
    return Response(**{**vars(made), "changes": changes})


def test_a_heading_keeps_to_words_that_no_dialect_marks_up() -> None:
    assert heading("Question 1", "question-1") == "## Question 1 { #question-1 }"
    for words in ("A *star*", "Under_score", "A [link]", "<b>", "A `code`", " blank", "a & b", "#"):
        with pytest.raises(ValueError, match="plain"):
            heading(words, "anchor")
    with pytest.raises(ValueError, match="anchor"):
        heading("Words", "an anchor")


def test_what_looks_like_markdown_inside_html_is_written_as_references() -> None:
    assert solid("<pre>a\n\nb\n\tc\n# d\n```\n</pre>") == (
        "<pre>a\n&#10;b\n&#9;c\n&#35; d\n&#96;``\n</pre>"
    )


def test_a_body_is_blocks_with_one_blank_line_between() -> None:
    text = "<p>a</p>\n\n\n## Words { #words }\n<p>b</p>\n   \n<p>c</p>\n"
    assert compose(text) == "<p>a</p>\n\n## Words { #words }\n\n<p>b</p>\n<p>c</p>\n"


def test_headings_come_with_anchor_and_permanent_link() -> None:
    html, toc = to_html("## Files { #files }\n\n<p>a</p>\n")
    assert html == (
        '<h2 id="files">Files<a class="headerlink" href="#files" title="Permanent link">&para;</a>'
        "</h2>\n<p>a</p>"
    )
    assert toc == (Heading(2, "files", "Files"),)


@given(st.text(), st.text())
def test_front_matter_reads_back_as_the_words_it_was(title: str, description: str) -> None:
    meta: dict[str, str | tuple[str, ...]] = {
        "date": "2024-03-28",
        "tags": ("no", title),
        "reference": "0123",
    }
    text = to_markdown(Page("a.md", title, description, "<p>a</p>\n", meta))
    _, front, body = text.split("---\n", 2)
    unsayable = any("\ud800" <= each <= "\udfff" for each in title + description)
    if not unsayable:
        assert yaml.safe_load(front) == {
            "title": title,
            "description": description,
            "date": "2024-03-28",
            "tags": ["no", title],
            "reference": "0123",
        }
    assert body == "\n<p>a</p>\n"


def test_the_authority_is_named_on_the_page() -> None:
    assert COUNCIL.name in response_page(response(), context()).body
