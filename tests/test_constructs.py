"""What a text is made of, and where each part stands, as the checks see it."""

from __future__ import annotations

import pytest

from disclosure_log.commonmark import Kind, constructs


def _parts(text: str) -> list[tuple[Kind, str, str]]:
    return [(part.kind, part.detail, text[part.offset : part.end]) for part in constructs(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Go <b>on</b>", [("raw-html", "b", "<b>"), ("raw-html", "b", "</b>")]),
        ("a\n\n<div class=x>\nb\n</div>", [("raw-html", "div", "<div class=x>")]),
        ("a <!-- b\nc --> d", [("raw-html", "", "<!-- b\nc -->")]),
        ("> a *b\n> <i>c* d", [("raw-html", "i", "<i>")]),
        ("- a\n- <p>b\n\n  <hr>", [("raw-html", "p", "<p>"), ("raw-html", "hr", "<hr>")]),
        ("é🎉 <b\nc='x'>", [("raw-html", "b", "<b\nc='x'>")]),
        ("\\<b> &lt;b> a < b and <5", []),
        ("\\\\<b>", [("raw-html", "b", "<b>")]),
        ("`<b>` <i>", [("code", "", "`<b>`"), ("raw-html", "i", "<i>")]),
        ("    <b>\n\n<i>", [("code", "", "<b>\n"), ("raw-html", "i", "<i>")]),
        ("[a](<b>) <i>", [("link", "b", "[a](<b>)"), ("raw-html", "i", "<i>")]),
        ("![a](/b 'c')", [("image", "/b", "![a](/b 'c')")]),
        ("[a](/b?c=1&d=2)", [("link", "/b?c=1&d=2", "[a](/b?c=1&d=2)")]),
        ("<https://b.example>", [("link", "https://b.example", "<https://b.example>")]),
        ("see https://b.example.", [("link", "https://b.example", "https://b.example")]),
        ("[a](javascript:b)", [("link", "javascript:b", "[a](javascript:b)")]),
        (
            "[a](/x) [b](data:text/html,y) [c](/z)",
            [
                ("link", "/x", "[a](/x)"),
                ("link", "data:text/html,y", "[b](data:text/html,y)"),
                ("link", "/z", "[c](/z)"),
            ],
        ),
        ("[a]\n\n[a]: vbscript:b", [("link", "vbscript:b", "[a]")]),
        ("# A\n\n### B", [("heading", "1", "# A"), ("heading", "3", "### B")]),
        ("A\n===\n\nB\n---", [("heading", "1", "A\n==="), ("heading", "2", "B\n---")]),
        ("```\n# a\n```\nb", [("code", "", "```\n# a\n```")]),
        ("~~~\na\n~~~", [("code", "", "~~~\na\n~~~")]),
        ("| a |\n|---|\n| b |", [("table", "", "| a |\n|---|\n| b |")]),
        ("| | b |\n|---|---|", [("table", "", "| | b |\n|---|---|")]),
        ("| | |\n|---|---|\n| a | b |", [("table", "empty-header", "| | |\n|---|---|\n| a | b |")]),
        ("x\n\n| a | b |\n| 1 | 2 |\n\ny", [("table", "no-header", "| a | b |\n| 1 | 2 |")]),
        ("As follows:\n| a | b |\n| 1 | 2 |", [("table", "no-header", "| a | b |\n| 1 | 2 |")]),
        ("a | b | c\nd | e | f", [("table", "no-header", "a | b | c\nd | e | f")]),
        ("| a | b |\n|---|\n| 1 | 2 |", [("table", "no-header", "| a | b |\n|---|\n| 1 | 2 |")]),
        ("either | or\nthis | that", []),
        ("Only | one | line", []),
        ("Just words, and a 5 - 3 = 2 sum.", []),
        ("", []),
    ],
)  # fmt: skip
def test_every_part_is_told_with_its_place(text: str, parts: list[tuple[str, str, str]]) -> None:
    assert _parts(text) == parts


def test_a_marker_is_read_as_a_word() -> None:
    marker = "[redacted: FOIA-s40(2) <b> a | b]"

    assert _parts(f"{marker}: https://b.example") == [
        (Kind.LINK, "https://b.example", "https://b.example")
    ]
    assert _parts(f"| a | b |\n|---|---|\n| {marker} | 2 |")[0][:2] == (Kind.TABLE, "")


def test_places_count_in_the_text_as_it_came() -> None:
    text = "a\r\nb\x07 <b>\r<i>"

    assert [part[2] for part in _parts(text)] == ["<b>", "<i>"]
