"""The few pieces of HTML that a text needs beyond the engine's own tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from disclosure_log.commonmark.addresses import is_external

_LABEL_LENGTH: Final = 80
_UNFIT: Final = re.compile(r"[^a-z0-9]+")


def without_braces(html: str) -> str:
    """The same HTML with braces as character references, which no template language reads."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def block(html: str) -> str:
    """A text's HTML as the one block element that it is on a page."""
    return f'<div class="dl-text">\n{without_braces(html)}</div>'


def anchor(address: str) -> str:
    """The opening tag of a link; those to other sites say so and pass on no recommendation."""
    rel = ' rel="external nofollow"' if is_external(address) else ""
    return f'<a href="{escape(address)}"{rel}>'


def region(label: str, number: int, cells: Iterable[str]) -> str:
    """A table's own scroller, which the keyboard reaches and a screen reader can name.

    `cells` are the words of its header.
    """
    columns = ", ".join(cell for cell in cells if cell)
    if len(columns) > _LABEL_LENGTH:
        columns = columns[:_LABEL_LENGTH].rsplit(" ", 1)[0] + "…"
    name = escape(f"{label} {number}" + (f": {columns}" if columns else ""))
    return f'<div class="dl-table" role="region" tabindex="0" aria-label="{name}">\n<table>\n'


class Outline:
    """A text's headings so far: their levels as shown, so that none is skipped, and their ids."""

    def __init__(self, shift: int, id_prefix: str) -> None:
        self._shift = shift
        self._id_prefix = id_prefix
        self._levels: list[int] = []
        self._ids: dict[str, int] = {}

    def enter(self, level: int) -> int:
        """The level at which a heading of the text's own level is shown."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return min(6, self._shift + len(self._levels))

    def leave(self) -> None:
        """Forget the last heading: it had no words."""
        self._levels.pop()

    def id_for(self, words: str) -> str:
        """The attribute that names a heading; empty where headings get no ids."""
        if not self._id_prefix:
            return ""
        name = f"{self._id_prefix}{_UNFIT.sub('-', words.lower()).strip('-') or 'part'}"
        count = self._ids[name] = self._ids.get(name, 0) + 1
        return f' id="{name}"' if count == 1 else f' id="{name}--{count}"'
