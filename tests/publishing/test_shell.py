"""A shell is the theme's page with places for a page's own parts."""

from __future__ import annotations

import pytest

from disclosure_log.publishing.shell import CANONICAL, CONTENT, DESCRIPTION, TITLE, Shell

PAGE = (
    f"<title>{TITLE} - Log</title><link href='{CANONICAL}'><meta content='{DESCRIPTION}'>"
    f"<meta content='{TITLE}'><main>{CONTENT}</main>"
)


def filled(**parts: str) -> str:
    blank = {"title": "", "description": "", "canonical": "", "content": ""}
    return Shell.cut(PAGE).fill(**(blank | parts))


def test_every_part_stands_wherever_the_theme_has_a_place_for_it() -> None:
    page = filled(title="Bins", description="Of bins", canonical="https://a/", content="<p>x</p>")
    assert page == (
        "<title>Bins - Log</title><link href='https://a/'><meta content='Of bins'>"
        "<meta content='Bins'><main><p>x</p></main>"
    )


def test_words_can_not_become_markup() -> None:
    page = filled(title="</title><script>", description="'><script>")
    assert "<script>" not in page
    assert "&lt;/title&gt;&lt;script&gt; - Log" in page


def test_words_that_look_like_a_mark_stay_words() -> None:
    assert f"<title>{CONTENT} - Log</title>" in filled(title=CONTENT, content="secret")


@pytest.mark.parametrize("part", [TITLE, CONTENT])
def test_a_theme_without_a_place_for_a_needed_part_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="no place for"):
        Shell.cut(PAGE.replace(part, ""))
