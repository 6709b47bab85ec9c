"""Most texts at a glance: paragraphs, flat lists, tables and headings of words, and no more.

One pattern verifies the whole of the engine's HTML. What it does not know is left to `safe_html`,
which verifies tag by tag; a test holds that both write the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from disclosure_log.commonmark.addresses import decoded, is_allowed
from disclosure_log.commonmark.pieces import Outline, anchor, region

# Nothing is matched in two ways, so that no text takes long. A line break within words is followed
# by a word; every other one by a tag.
_WORDS: Final = r"[^<\n]*+(?:\n[^<\n]++)*+"
_LINK: Final = rf'<a href="([^"<>]*+)">({_WORDS})</a>'
_INLINE: Final = (
    rf"{_WORDS}(?:(?:<br />|<em>{_WORDS}</em>|<strong>{_WORDS}</strong>|<code>{_WORDS}</code>"
    rf"|{_LINK}){_WORDS})*+"
)
_PARAGRAPHS: Final = rf"(?:<p>{_INLINE}</p>\n)++"
_ITEMS: Final = rf"(?:<li>(?:\n{_PARAGRAPHS}|{_INLINE})</li>\n)++"
_LOOK: Final = r'(?: align="(?:left|center|right)")?+'
_TABLE: Final = (
    rf"<table>\n<thead>\n<tr>\n(?:<th{_LOOK}>\w[^<\n]*+</th>\n)++</tr>\n</thead>\n"
    rf"(?:<tbody>\n(?:<tr>\n(?:<td{_LOOK}>{_INLINE}</td>\n)++</tr>\n)++</tbody>\n)?+</table>\n"
)
_HEADING: Final = "(?:" + "|".join(rf"<h{n}>\w[^<\n]*+</h{n}>\n" for n in range(1, 7)) + ")"
_EVERYDAY: Final = re.compile(
    rf"(?:{_PARAGRAPHS}|<ul>\n{_ITEMS}</ul>\n|<ol(?: start=\"[0-9]{{1,9}}\")?+>\n{_ITEMS}</ol>\n"
    rf"|<blockquote>\n{_PARAGRAPHS}</blockquote>\n|{_TABLE}|{_HEADING})*+"
)
_PLAIN: Final = re.compile(r"(?:<p>[^<\n\t]*+</p>\n)*+")
_LINKS: Final = re.compile(_LINK)
_HEADINGS: Final = re.compile(r"<h([1-6])>([^<]*)</h[1-6]>")
_HEADER_CELL: Final = re.compile(r"<th[^>]*>([^<]*)</th>")
_BREAK_WITHIN_WORDS: Final = re.compile(r"\n(?=[^<])")


def everyday_html(html: str, label: str, outline: Outline) -> str | None:
    """The safe form of the engine's HTML, its tables named `label`; None where it is not plain."""
    if _PLAIN.fullmatch(html):
        return html
    if "\t" in html or _EVERYDAY.fullmatch(html) is None:
        return None
    if "<li>" in html:
        if ">  " in html or "<li> " in html or not html.replace("\n", "").isprintable():
            return None  # blanks within an item are kept or dropped by what stands beside them
        html = html.replace("<li>\n", "<li>")
    if html.count("\n") != html.count("\n<") + 1:
        html = _BREAK_WITHIN_WORDS.sub(" ", html)
    if "<a " in html:
        html = _LINKS.sub(_linked, html)
    if "</h" in html:
        html = _HEADINGS.sub(lambda match: _headed(match, outline), html)
    return _with_tables(html, label) if "<table>" in html else html


def _headed(match: re.Match[str], outline: Outline) -> str:
    level = outline.enter(int(match[1]))
    words = " ".join(unescape(match[2]).split())
    return f"<h{level}{outline.id_for(words)}>{match[2]}</h{level}>"


def _linked(match: re.Match[str]) -> str:
    """A link with words may lead to an allowed address; of any other the words are left."""
    address, words = decoded(match[1]), match[2]
    return f"{anchor(address)}{words}</a>" if words.strip() and is_allowed(address) else words


def _with_tables(html: str, label: str) -> str:
    before, *tables = html.split("<table>\n")
    pieces = [before]
    for number, table in enumerate(tables, 1):
        head, _, rows = table.partition("</thead>")
        cells = (" ".join(unescape(cell).split()) for cell in _HEADER_CELL.findall(head))
        pieces += (
            region(label, number, cells),
            head.replace("<th>", '<th scope="col">').replace(
                '<th align="', '<th scope="col" class="dl-'
            ),
            "</thead>",
            rows.replace('<td align="', '<td class="dl-').replace(
                "</table>\n", "</table>\n</div>\n", 1
            ),
        )
    return "".join(pieces)
