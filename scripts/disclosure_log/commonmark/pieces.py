"""The few pieces of HTML that a text needs beyond the engine's own tags."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from disclosure_log.commonmark.addresses import is_external

_LABEL_LENGTH: Final = 80


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
