"""A document's words come out as Markdown that reads as they did, and as nothing else."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.commonmark import plain_text, render
from disclosure_log.leaks.clean.markdown import Block, Item, Paragraph, Table, Words, as_markdown


def paragraph(text: str) -> Paragraph:
    return Paragraph((Words(text),))


def test_blocks_are_set_apart_and_lists_kept_together() -> None:
    blocks: list[Block] = [
        Paragraph((Words("Spending"),), level=2),
        Paragraph((Words("In all: "), Words("£40", strong=True), Words("."))),
        Item((Words("one"),)),
        Item((Words("inside"),), depth=1, numbered=True),
        Item((Words("two"),)),
        Table((((Words("Year"),), (Words("£"),)), ((Words("2024"),), (Words("4|0"),)))),
    ]
    assert as_markdown(blocks) == (
        "## Spending\n\nIn all: **£40**.\n\n- one\n    1. inside\n- two\n\n"
        "| Year | £ |\n| --- | --- |\n| 2024 | 4\\|0 |\n"
    )


def test_numbers_count_on_and_begin_again() -> None:
    numbered = [Item((Words(text),), numbered=True) for text in "ab"]
    text = as_markdown([*numbered, paragraph("Then"), *numbered])
    assert text.count("1. a") == 2
    assert text.count("2. b") == 2


def test_a_link_leads_to_the_web_and_nowhere_else() -> None:
    good, bad = "https://example.org/a", "file:///C:/Users/x"
    text = as_markdown([Paragraph((Words("here", address=good), Words("there", address=bad)))])
    assert text == f"[here]({good})there\n"


@pytest.mark.parametrize(
    "text",
    ["# 1", "- 5", "1. one", "2) two", "> so", "---", "===", "+ 1", "a | b", "<b>x</b>", "*x*"],
)
def test_words_are_never_taken_for_marks(text: str) -> None:
    html = render(as_markdown([paragraph(text)]))
    assert f"<p>{escape(text)}</p>" in html


CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs")
)
LINES = st.lists(st.text(CHARACTERS, min_size=1, max_size=12), min_size=1, max_size=6)


@given(LINES)
def test_no_word_is_lost(words: list[str]) -> None:
    shown = plain_text(as_markdown([paragraph(" ".join(words))]))
    assert "".join(shown.split()) == "".join("".join(words).split())
