"""One page rendered by the real theme, kept as a form to be filled in for every response.

MkDocs renders the shell page with marks where the parts of a page belong. The HTML that comes out
is cut at the marks; filling is joining. Whatever the theme does besides is the same on each page
of one depth, which is why there is a shell a depth and not a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure_log.pages.dialect import Heading

#: Letters and digits alone, so that neither Markdown, nor Jinja, nor a minifier changes them.
_MARK = "dlmark7f3a{}dlmark"
TITLE = _MARK.format("title")
DESCRIPTION = _MARK.format("description")
CANONICAL = _MARK.format("canonical")
CONTENT = _MARK.format("content")
TOC_ID = _MARK.format("tocid")
TOC_TEXT = _MARK.format("toctext")

_CUT = re.compile(r"dlmark7f3a(title|description|canonical|content)dlmark")
_TOC_ITEM = re.compile(
    r"<li class=\"md-nav__item\">\s*<a href=\"#" + TOC_ID + r"\".*?</li>", re.DOTALL
)


@dataclass(frozen=True)
class Shell:
    """The theme's page, cut where a response's parts go; `toc` is the form of one contents entry."""

    pieces: tuple[str, ...]  # text and mark names in turn, text first
    toc: str

    @classmethod
    def cut(cls, page: str) -> Shell:
        """Cut a rendered shell page; ValueError where the theme left a needed mark out."""
        items = _TOC_ITEM.findall(page)
        pieces = _CUT.split(_TOC_ITEM.sub("dlmark7f3atocdlmark", page))
        missing = {"title", "content"} - set(pieces[1::2])
        if missing:
            raise ValueError(f"the theme's page has no place for: {', '.join(sorted(missing))}")
        return cls(tuple(pieces), items[0] if items else "")

    def fill(
        self,
        *,
        title: str,
        description: str,
        canonical: str,
        content: str,
        toc: Sequence[Heading] = (),
    ) -> str:
        """A whole page; `content` is HTML, the rest is text and is escaped here."""
        values = {
            "title": html.escape(title),
            "description": html.escape(description),
            "canonical": html.escape(canonical),
            "content": content,
        }
        entries = "\n".join(
            self.toc.replace(TOC_ID, html.escape(heading.id)).replace(
                TOC_TEXT, html.escape(heading.text)
            )
            for heading in toc
        )
        return "".join(
            values[piece] if at % 2 else piece.replace("dlmark7f3atocdlmark", entries)
            for at, piece in enumerate(self.pieces)
        )
