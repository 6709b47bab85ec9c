"""Response text as it is shown: safe HTML with accessible redaction marks, or words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Final

from disclosure_log.commonmark.engine import aligned, tidy, to_html
from disclosure_log.commonmark.everyday import everyday_html
from disclosure_log.commonmark.marks import Marks, ProvisionHref, take_out
from disclosure_log.commonmark.pieces import Outline, block, without_braces
from disclosure_log.commonmark.prose import is_prose, prose_html, prose_words
from disclosure_log.commonmark.safe_html import Style, safe_html
from disclosure_log.markers import Marker

_INLINE_TAG: Final = re.compile(r"</?(?:em|strong|code|a)\b[^>]*>")
_ALT: Final = re.compile(r"<img [^>]*?\balt=\"([^\"]*)\"[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_BLANK_LINE: Final = re.compile(r"\n\s*\n")


def render(
    text: str,
    *,
    heading_shift: int = 3,
    id_prefix: str = "",
    label: str = "Table",
    provision_href: ProvisionHref | None = None,
) -> str:
    """CommonMark text as one safe block element, `<div class="dl-text">`; never raises.

    The text's headings come out below `heading_shift` levels of the page's own, renumbered so
    that none is skipped; they get ids only with an `id_prefix`, which must be the page's only one.
    Each table scrolls in a region named `label` and its number: give every text of a page another
    label, since a screen reader lists regions by name. Links lead to http, https, mailto, tel and
    within the site, anything else is its words alone; those to other sites carry
    `rel="external nofollow"`, since a request may quote anybody's address. Line breaks within
    code are written `&#10;`, braces as references, and every line begins with a tag.
    """
    if is_prose(text):
        return block(prose_html(text))
    html, marks = _engine_html(text)
    if marks is None or marks.all_in_words(html):
        words = everyday_html(html, label, Outline(heading_shift, id_prefix))
        if words is not None:
            return block(words if marks is None else marks.shown(words, provision_href))
    return safe_html(html, Style(heading_shift, id_prefix, label, marks, provision_href))


def render_plain(text: str, *, provision_href: ProvisionHref | None = None) -> str:
    """A plain field (title, summary, reason …) as inline HTML: escaped words and redaction marks.

    A blank line becomes two line breaks, any other run of blanks one space.
    """
    taken, marks = take_out(tidy(text).strip())
    html = "<br /><br />".join(
        escape(" ".join(paragraph.split())) for paragraph in _BLANK_LINE.split(taken)
    )
    return without_braces(marks.shown(html, provision_href) if marks else html)


def plain_text(text: str, *, enough: int | None = None) -> str:
    """The words alone, on one line, for search and summaries; a marker is `[redacted]`.

    Where `enough` is given, the later words may be missing once there are more characters than it.
    """
    if is_prose(text):
        return prose_words(text)
    html, marks = _engine_html(text)
    if enough is not None:
        start = _words_of(html[: html.find(">", 8 * enough) + 1], marks)
        if len(start) > enough:
            return start
    return _words_of(html, marks)


def _words_of(html: str, marks: Marks | None) -> str:
    html = _ALT.sub(r" \1 ", html)
    words = " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())
    return marks.replaced_by(words, "[redacted]") if marks else words


@lru_cache(maxsize=64)
def _engine_html(text: str) -> tuple[str, Marks | None]:
    """A text as the engine reads it, its markers taken out; a page asks more than once."""
    taken, marks = take_out(tidy(text))
    return to_html(taken), marks


def hidden_markers(text: str) -> tuple[Marker, ...]:
    """Markers that no reader would see where they stand, such as those in a link's address."""
    taken, marks = take_out(aligned(text))
    if marks is None:
        return ()
    seen = marks.numbers_in(_TAG.sub(" ", _ALT.sub(r" \1 ", to_html(taken))))
    return tuple(marker for number, marker in enumerate(marks.markers) if number not in seen)
