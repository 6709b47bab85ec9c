"""The Markdown our pages are written in: headings with an anchor, and blocks of HTML.

Answers reach a page already rendered as CommonMark, so that no site generator's own reading of
Markdown can change them. What is left for the generator is what all of them read alike:

- a heading is one line at the left edge, ``## Words { #anchor }``, its words free of Markdown;
- everything else is block-level HTML without a blank line (CommonMark ends an HTML block there)
  and without a tab (Python-Markdown would turn it into spaces);
- a blank line stands between two of either.

:func:`to_html` gives what Python-Markdown makes of such a body with its `toc` (permalink) and
`attr_list` extensions; a test compares the two.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from disclosure_log.pages.page import Page

_HEADING = re.compile(r"(#{1,6}) (.+) \{ #([A-Za-z][\w-]*) \}\Z", re.ASCII)
_BLANK_OR_SIGNED = r"\n(?:#.*|\s*(?=\n))"
_BLANK_OR_SIGNED_LINES = re.compile(f"{_BLANK_OR_SIGNED}(?:{_BLANK_OR_SIGNED})*")
_SIGNED_BLOCK = re.compile(r"#(?:(?<=\n\n#)|(?<=\A#))(.*)(?:\n\n|\n?\Z)")
_INERT = re.compile(r"[^\W_](?:[^\W_]|[ ,.:;?’()/–-])*\Z")
_FENCE = re.compile(r"[\s>]*(?:```|~~~)")
_FIRST = re.compile(r"[#`~]")
_UNSEEN = re.compile("[\x00\x02\x03\r]")
_UNPRINTABLE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Heading:
    """A heading of the body, for a table of contents."""

    level: int
    id: str
    text: str


def heading(words: str, anchor: str, level: int = 2) -> str:
    """A heading line; ValueError where the words could be read as Markdown or HTML."""
    if not _INERT.match(words) or words != words.strip():
        raise ValueError(f"a heading's words must be plain: {words!r}")
    line = f"{'#' * level} {words} {{ #{anchor} }}"
    if not _HEADING.match(line):
        raise ValueError(f"not an anchor: {anchor!r}")
    return line


def solid(html: str) -> str:
    """HTML in which a blank line, a tab or a line like a heading is a character reference.

    It looks the same in a browser, inside `<pre>` too, and no Markdown reader can break it up. A
    line like a code fence is written so as well: fences are looked for inside HTML too.
    """
    html = _UNSEEN.sub("", html)
    if "\t" in html:
        html = html.replace("\t", "&#9;")
    if "\n" not in html:
        return html
    lines: list[str] = []
    blank = 0
    for line in html.rstrip("\n").split("\n"):
        if not line:
            blank += 1
            continue
        if line.isspace():
            line = "&#32;" + line[1:]
        elif line[0] == "#" or _FENCE.match(line):
            line = _FIRST.sub(lambda match: f"&#{ord(match[0])};", line, count=1)
        lines.append("&#10;" * blank + line if lines else line)
        blank = 0
    return "\n".join(lines)


def compose(text: str) -> str:
    """A body from a template's output: HTML that is solid, and heading lines."""
    return _BLANK_OR_SIGNED_LINES.sub(_spaced, f"\n{text}\n").strip("\n") + "\n"


def _spaced(match: re.Match[str]) -> str:
    """The lines without the blank ones, and with one before and after each heading."""
    spaced, line_end = "", "\n"
    for line in match[0].split("\n"):
        if line and not line.isspace():
            is_heading = _read_heading(line) is not None
            spaced += ("\n\n" if is_heading else line_end) + line
            line_end = "\n\n" if is_heading else "\n"
    return spaced + line_end[1:]


def to_html(body: str) -> tuple[str, tuple[Heading, ...]]:
    """The HTML of a body, and its headings in order."""
    toc: list[Heading] = []

    def as_html(match: re.Match[str]) -> str:
        found = _read_heading("#" + match[1])
        if found is None:
            return match[0]
        toc.append(found[0])
        return found[1]

    # Python-Markdown keeps the line end after an HTML block, so blank lines stay but after headings
    return _SIGNED_BLOCK.sub(as_html, body).rstrip("\n"), tuple(toc)


@lru_cache(maxsize=256)
def _read_heading(line: str) -> tuple[Heading, str] | None:
    """A heading and its HTML; None where a line is none. The same few stand on every page."""
    match = _HEADING.match(line)
    if match is None:
        return None
    level, words, anchor = len(match[1]), match[2], match[3]
    html = (
        f'<h{level} id="{anchor}">{words}<a class="headerlink" href="#{anchor}" '
        f'title="Permanent link">&para;</a></h{level}>\n'
    )
    return Heading(level, anchor, words), html


def to_markdown(page: Page) -> str:
    """The page as a Markdown file with front matter, for any site generator."""
    meta = {"title": page.title, "description": page.description, **page.meta}
    front = "".join(f"{key}: {_yaml(value)}\n" for key, value in meta.items())
    return f"---\n{front}---\n\n{page.body}"


def _yaml(value: str | tuple[str, ...]) -> str:
    """A value always in double quotes, so that no reader takes it for a date or a truth."""
    if isinstance(value, tuple):
        return f"[{', '.join(_yaml(item) for item in value)}]"
    # JSON's string is YAML's but for characters that YAML 1.1 breaks lines at or refuses.
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
