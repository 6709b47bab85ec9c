"""One page rendered by the real theme, kept as a form to be filled in for every other page.

MkDocs renders the shell page with marks where the parts of a page belong. The HTML that comes out
is cut at the marks; filling is joining. Whatever the theme does besides is the same on each page
of one depth (how many folders lie between it and the site's root), so there is a shell a depth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from disclosure_log.pages.dialect import to_markdown
from disclosure_log.pages.page import HIDE, Page

#: Letters and digits alone, so that neither Markdown nor a template changes them.
_MARK = "dlmark7f3a{}dlmark"
TITLE = _MARK.format("title")
DESCRIPTION = _MARK.format("description")
CANONICAL = _MARK.format("canonical")
CONTENT = _MARK.format("content")

_CUT = re.compile(_MARK.format("(title|description|canonical|content)"))
_NEEDED = {"title", "content"}


def shell_markdown() -> str:
    """The Markdown of the shell page: as any page of the log, but with marks for its parts."""
    return to_markdown(Page("", TITLE, DESCRIPTION, CONTENT, {"hide": HIDE}))


@dataclass(frozen=True)
class Shell:
    """The theme's page, cut where a page's own parts go: text and names of parts in turn."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, page: str) -> Shell:
        """Cut a rendered shell page; ValueError where the theme left a needed part out."""
        pieces = _CUT.split(page)
        missing = _NEEDED - set(pieces[1::2])
        if missing:
            raise ValueError(f"the theme's page has no place for: {', '.join(sorted(missing))}")
        return cls(tuple(pieces))

    def fill(self, *, title: str, description: str, canonical: str, content: str) -> str:
        """A whole page; `content` is HTML, the rest is text and is escaped here."""
        values = {
            "title": escape(title),
            "description": escape(description),
            "canonical": escape(canonical),
            "content": content,
        }
        return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))
