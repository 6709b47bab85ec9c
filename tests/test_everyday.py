"""The short ways for plain texts write what the engine and the careful way write."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclosure_log.commonmark import plain_text, render
from disclosure_log.commonmark.engine import tidy, to_html
from disclosure_log.commonmark.everyday import everyday_html
from disclosure_log.commonmark.marks import take_out
from disclosure_log.commonmark.pieces import Outline
from disclosure_log.commonmark.prose import is_prose, prose_html, prose_words

safe_html: Any = import_module("disclosure_log.commonmark.safe_html")

PROSE = (
    "How many penalty charge notices were issued?",
    "The council issued 4,312 notices (net).\n\n3.1% of them – “wrongly” – were paid; others\nnot.",
    "£1,200/year: it's 50% more!\n",
    "Cyngor Sir Enghraifft: gwasanaethau tŷ a ŵyn",
)
NOT_PROSE = (
    "",
    "1. one",
    "12) twelve",
    "- one",
    "+ one",
    "Words\n---",
    "Words\n===",
    "Words\n:-",
    "    code",
    "*slanted*",
    "See https://www.exampleshire.gov.uk/",
    "See www.exampleshire.gov.uk",
    "Write to a@exampleshire.gov.uk",
    "One  \ntwo",
    "One\\\ntwo",
    "<b>",
    "R&amp;D",
    "[redacted: FOIA-s40(2) name]",
    "| a | b |\n|---|---|",
    "tab\tbed",
    "nul\0",
)
EVERYDAY = (
    "Rated 4 < 5 & 6 > 5, with **strong** and *slanted* `code`.",
    "- one\n- **two**: 2\n\nand\n\n3. three\n4. four\n\n> quoted\n> on",
    "- loose\n\n- list\n\n  of two",
    "| Year | Sum |\n|---|--:|\n| 2021 | £7 |\n| **all** | |\n\n| Only |\n|:-:|",
    "See [the page](https://www.exampleshire.gov.uk/a?b=1&c=2), [no](javascript:x), [](/a) b@c.uk",
    "# One\n\n### Two & more\n\nwords\n\n## Two & more\n\n# One",
    "Two spaces  \nbreak the line\\\ntwice and\nsoftly {{ here }}",
)
PIECES = st.sampled_from((
    *("word", "Words (of it)", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "&nbsp;", "&#9;", "&#12;"),
    *("*", "**", "_", "`", "<b>", "&", "\\", "{{ x }}", "é", "1. ", "2) ", "- ", "+ ", "> ", "# "),
    *("---", "===", ":-", "-:", ":", "?", "%", "£", "“", "/", "://", "www", ".", "http", "ftp:"),
    *("[a](https://a.example/?b=1&c)", "[](x)", "[ ](y)", "[a](//b.example)", "<https://a.example>"),
    *("\n- **a** *b*", "\n- a\n\n- b", "\n1. a\n2. b", "\n| a | b |\n|--|:-:|\n| 1 | *2* |\n"),
    *("\n# One\n", "\n### Two & 3\n", "\n## Two\n", "\n## *Three*\n", "\nFour\n---\n"),
    *("\n| | b |\n|--|--|\n| 1 | |\n", "![i](j.png)", "  \n", "[redacted: FOIA-s40(2) name]"),
))  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
LINES = st.text(
    "AZaz09éŵ ,.;:?!'\"()/%+=£€°“”–—…-\n", min_size=1, max_size=40
).map(lambda text: f"W{text}")  # fmt: skip


def carefully(text: str, id_prefix: str = "") -> str:
    """The text as the engine reads it, verified tag by tag."""
    taken, marks = take_out(tidy(text))
    style = safe_html.Style(3, id_prefix, "Table", marks, str.lower)
    return str(safe_html.safe_html(to_html(taken), style))


@pytest.mark.parametrize("text", PROSE)
def test_plain_prose_is_known(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize("text", NOT_PROSE)
def test_what_markdown_could_read_otherwise_is_no_prose(text: str) -> None:
    assert not is_prose(text)


@given(st.one_of(LINES, TEXTS, st.sampled_from(PROSE)))
@example("Words\n\n2023: more")
@settings(max_examples=500, deadline=None)
def test_prose_reads_as_the_engine_reads_it(text: str) -> None:
    if is_prose(text):
        assert prose_html(text) == everyday_html(to_html(text), "Table", Outline(3, ""))
        assert render(text) == carefully(text)
        assert prose_words(text) == plain_text(f"{text.strip()}\n\n***")


@pytest.mark.parametrize("text", EVERYDAY)
def test_an_everyday_text_is_known(text: str) -> None:
    assert everyday_html(to_html(text), "Table", Outline(3, "")) is not None
    assert render(text, provision_href=str.lower) == carefully(text)


@given(TEXTS, st.sampled_from(("", "answer-1-")))
@settings(max_examples=500, deadline=None)
def test_the_short_way_writes_what_the_careful_way_writes(text: str, id_prefix: str) -> None:
    shown = render(text, id_prefix=id_prefix, provision_href=str.lower)
    assert shown == carefully(text, id_prefix)


@given(TEXTS, st.integers(1, 30))
def test_the_first_words_are_those_of_all(text: str, enough: int) -> None:
    words = plain_text(text)
    start = plain_text(text, enough=enough)
    assert words[: enough + 1] == start[: enough + 1]
