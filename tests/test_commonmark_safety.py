"""Nothing in a text reaches a page as markup of its own, whatever reads the page later."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure_log.commonmark import (
    constructs,
    hidden_markers,
    plain_text,
    render,
    render_plain,
    safe_html,
)
from disclosure_log.markers import find_markers

markdown: Any = import_module("markdown")  # has no types of its own

CELL = {"class": r"dl-(left|center|right)"}
#: Each element that may come out, and the pattern of each of its attributes.
ELEMENTS: dict[str, dict[str, str]] = {
    "div": {
        "class": "dl-text|dl-table",
        "role": "region",
        "tabindex": "0",
        "aria-label": r"Table \d+.*",
    },
    "mark": {"class": "dl-redacted"},
    "a": {
        "href": r"https?://[^/].*|mailto:.+|tel:.+|(?!//)[^:?#/]*([/?#].*)?",
        "rel": "external nofollow",
    },
    "ol": {"start": r"\d+"},
    "td": CELL,
    "th": {"scope": "col|row", **CELL},
    "br": {},
    "hr": {},
    **{name: {} for name in ("p", "ul", "li", "blockquote", "pre", "code", "em", "strong")},
    **{name: {} for name in ("table", "thead", "tbody", "tr")},
    **{f"h{level}": {"id": "q1-[a-z0-9-]+"} for level in (4, 5, 6)},
}
VOID = {"br", "hr"}


class Inspector(HTMLParser):
    """Reads HTML as a browser would, and refuses what is not in the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.marks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ELEMENTS[tag]
        assert len({name for name, _ in attrs}) == len(attrs)
        for name, value in attrs:
            assert re.fullmatch(allowed[name], value or "", re.DOTALL), (tag, name, value)
        assert not (tag == "a" and "a" in self.open)
        if tag not in VOID:
            self.open.append(tag)
        self.marks += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert self.open, "words outside the block"
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def inspect(html: str) -> Inspector:
    """The HTML's elements, all of them allowed and closed; every line begins with a tag."""
    assert html.startswith('<div class="dl-text">\n')
    assert all(line.startswith("<") for line in html.split("\n"))
    assert not {"{", "}", "\t", "\r"} & set(html)
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    assert inspector.open == []
    return inspector


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "\n", "\n\n", " ", "  \n", "    ", "\t", "- ", "1. ", "> ", "# ", "### ", "***", "---",
            "```", "~~~", "`", "*", "**", "_", "|", "| a | b |\n|---|:-:|\n| c | d |", "|-|-|", "[",
            "]", "(", ")", "](", "![", "<", ">", "<b>", "</div>", "<script>", "<!--", "-->", "&lt;",
            "&#10;", "&colon;", "javascript:", "https://a.example/", "www.b.example", "mailto:",
            "//c.example", "\\", '"', "'", "{", "}}", "{%", ":", "\r", "\x00", "\x07", "\ud800",
            "\u202e", "\ufeff", "é", "🎉", "word", "redactionmark0z",
            "[redacted: FOIA-s40(2) name of\nan officer]", "[redacted: EIR-r13(1) a|b]",
            "[redacted: ", "[REDACTED]", "[a]: /b", "[a]",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip
ANYTHING = MARKDOWN | st.text(st.characters(codec=None), max_size=60)


@given(ANYTHING)
@example("<div>\n\n    <p>")
@example("- a\n\n      <b>\n  b")
@example("| [](</>) |\n|-|\n| ![`](x) |")
@example("[redacted: A-1](javascript:x)")
def test_any_text_comes_out_as_allowed_elements_alone(text: str) -> None:
    inspect(render(text, provision_href=lambda _: "/exemptions/", id_prefix="q1-"))


@given(ANYTHING)
def test_every_marker_becomes_a_mark_unless_it_is_in_code_or_out_of_sight(text: str) -> None:
    markers = [marker for marker in find_markers(text) if not marker.malformed]
    shown = inspect(render(text))
    in_code = "".join(shown.words).count("[redacted: FOIA-s40(2) name of") + "".join(
        shown.words
    ).count("[redacted: EIR-r13(1) a|b]")

    assert shown.marks + in_code + len(hidden_markers(text)) >= len(markers)
    assert shown.marks <= len(markers)


@given(st.lists(st.sampled_from(["words ", "*a* ", "\n\n", "- ", "| a | ", "\n"]), max_size=20))
def test_markers_found_are_marks_shown(pieces: list[str]) -> None:
    text = "[redacted: FOIA-s40(2) name]".join(["", *pieces, ""])

    shown = inspect(render(text))

    assert shown.marks == len(pieces) + 1 == len(find_markers(text))


@given(ANYTHING)
def test_a_plain_field_holds_marks_and_words_alone(text: str) -> None:
    html = render_plain(text)

    inspect(f'<div class="dl-text">\n<p>{html}</p>\n</div>')
    assert set(re.findall(r"</?\w+", html)) <= {"<mark", "</mark", "<br"}


@given(ANYTHING)
def test_words_alone_stand_on_one_line(text: str) -> None:
    assert "\n" not in plain_text(text)


@given(ANYTHING)
def test_parts_lie_within_the_text_in_order(text: str) -> None:
    parts = constructs(text)

    assert all(0 <= part.offset <= part.end <= len(text) for part in parts)
    assert [part.offset for part in parts] == sorted(part.offset for part in parts)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <blink>b</blink></p>",
        '<p onclick="x">a</p>',
        '<p><a href="javascript:x">a</a></p>',
        '<p><img src="/x" alt="a" onerror="x"></p>',
        "<p><em>a</p></em>",
        "<ul>a</ul>",
        "<p>a < b</p>",
        "<p><script>alert(1)</script></p>",
        "<table><tr><td><table></table></td></tr></table>",
        '<p><a href="/a">a <a href="/b">b</a></a></p>',
        "<iframe src=/x></iframe>",
        "<p>",
        "</p>",
        '<ol start="x"><li>a</li></ol>',
        "<!-- a --><p>b</p>",
    ],
)
def test_html_that_the_engine_should_never_give_is_made_safe(html: str) -> None:
    style = safe_html.Style(3, "", "Table", None, None)

    shown = inspect(safe_html.safe_html(html, style))

    assert "alert" not in "".join(shown.words)


NASTY = """\
\\## not a heading { #x .y }
: not a definition
!!! note "Not an admonition"
    [TOC]

/// not a block
///

```
## not a heading

    {: .x }
~~~ not a fence
``` not one either
*[ABBR]: not an abbreviation
[^1]: not a footnote
--8<-- "scripts/secret.txt"
\ttab   \n   \n  trailing  \n
```

=== "Not a tab"

:smile: ++ctrl+c++ ==mark== ^^ins^^ {++add++} {--del--} {>>note<<} H~2~O $x$ \\(y\\) ~~s~~ @user #1
<div markdown="1">

# not <b>a</b> heading

</div>

- [ ] task
- {{ macro }} {% raw %} {# comment #}
  {: .class #id }

| a {: .x } | `|` |
|---|---|
| *[ABBR] | <br> |
| | {{ x }} |

[a](https://www.exampleshire.gov.uk/?a=1&b=2#c "t") https://www.exampleshire.gov.uk/a_b_c
<!-- comment -->
&nbsp;&copy;&#35;&lt;!-- -->
wzxhzdk:0 \x02wzxhzdk:0\x03 \x02amp\x03 klzzwxh:0001
<?php x ?> <![CDATA[ y ]]> </div></div>

%% not a directive %%
---
title: not front matter
---
"""


def _python_markdown(text: str) -> str:
    html: str = markdown.markdown(
        text,
        extensions=[
            "abbr",
            "admonition",
            "attr_list",
            "def_list",
            "footnotes",
            "md_in_html",
            "meta",
            "smarty",
            "tables",
            "toc",
            "pymdownx.betterem",
            "pymdownx.blocks.admonition",
            "pymdownx.caret",
            "pymdownx.critic",
            "pymdownx.details",
            "pymdownx.emoji",
            "pymdownx.highlight",
            "pymdownx.inlinehilite",
            "pymdownx.keys",
            "pymdownx.magiclink",
            "pymdownx.mark",
            "pymdownx.smartsymbols",
            "pymdownx.snippets",
            "pymdownx.superfences",
            "pymdownx.tabbed",
            "pymdownx.tasklist",
            "pymdownx.tilde",
        ],
        extension_configs={
            "toc": {"permalink": True},
            "pymdownx.snippets": {"check_paths": False},
            "pymdownx.tabbed": {"alternate_style": True},
        },
    )
    return html


@pytest.mark.parametrize(
    "text",
    [
        NASTY,
        *NASTY.split("\n\n"),
        *(f"```\n{line}\n```" for line in NASTY.splitlines()),
        *(f"> - {line}" for line in NASTY.splitlines()),
    ],
)
def test_python_markdown_leaves_the_block_as_it_is(text: str) -> None:
    html = render(text)

    page = _python_markdown(f"## Before\n\nWords\n\n{html}\n\n## After {{ #after }}\n\nWords\n")

    assert html in page
    assert page.endswith("<p>Words</p>")
    assert 'id="after"' in page
    inspect(html)


def test_a_commonmark_site_generator_reads_one_block_of_html() -> None:
    """CommonMark ends such a block at a blank line, so there is none."""
    assert "\n\n" not in render(NASTY)


@pytest.mark.parametrize(
    "text",
    [">" * 20_000, "[" * 20_000, "*a **b " * 3_000, "- " * 20_000, "<" * 20_000, "|a" * 3_000],
)
def test_deep_nesting_neither_fails_nor_hangs(text: str) -> None:
    inspect(render(text))
    constructs(text)
