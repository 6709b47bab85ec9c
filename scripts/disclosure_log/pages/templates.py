"""The Jinja environment: everything escaped, nothing undefined, no text that breaks a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from disclosure_log import commonmark
from disclosure_log.model import Outcome
from disclosure_log.pages import links, words
from disclosure_log.pages.compiling import PlainPython, WholeTemplates
from disclosure_log.pages.dialect import compose, solid
from disclosure_log.pages.lists import explained
from disclosure_log.reduced_date import ReducedDate

_SHORT = 64  # names, addresses and words of the site's own, which many pages share
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def render(template: str, page_url: str, **values: object) -> str:
    """The body a template gives for the page at an address."""
    return compose(_template(template).render(values, link=links.links_from(page_url)))


def markdown(
    text: str,
    label: str,
    id_prefix: str = "",
    link: links.Link | None = None,
    heading_shift: int = 3,
) -> Markup:
    """Response text as safe HTML; `label` names its tables, headings start below the shift."""
    html = commonmark.render(
        text,
        heading_shift=heading_shift,
        id_prefix=id_prefix,
        label=label,
        provision_href=_provision_href(link),
    )
    return Markup(html)  # noqa: S704  (commonmark writes solid lines from a closed list of tags)


def plain(text: str, link: links.Link | None = None) -> Markup:
    """A plain field as inline HTML, with its redaction marks; they are links where `link` is."""
    html = commonmark.render_plain(text, provision_href=_provision_href(link))
    return Markup(html)  # noqa: S704  (commonmark escapes the words and writes one line)


def _provision_href(link: links.Link | None) -> Callable[[str], str] | None:
    """The address of a provision's page, for the marks that cite it."""
    if link is None:
        return None
    return lambda code: link(links.provision_url(code)) if explained(code) else ""


def preformatted(text: str) -> Markup:
    """Text for a `<pre>`, line by line."""
    return Markup(solid(str(escape(text))))  # noqa: S704


def dated(date: ReducedDate) -> Markup:
    """A date in words, as precise as it is known, with its machine-readable form."""
    return _dated(date.year, date.month, date.day)


@lru_cache(maxsize=4096)
def _dated(year: int, month: int | None, day: int | None) -> Markup:
    date = ReducedDate(year, month, day)
    return Markup('<time datetime="{}">{}</time>').format(str(date), date.in_words())


@cache
def badge(outcome: Outcome) -> Markup:
    """An outcome in words, with one of three looks."""
    look, name = words.OUTCOME_LOOKS[outcome], words.OUTCOMES[outcome]
    return Markup('<span class="dl-badge dl-badge--{}">{}</span>').format(look, name)


@lru_cache(maxsize=64)
def language(code: str) -> Markup:
    """The attribute for text in a language that is not the page's."""
    return Markup("") if code == "en" else Markup(' lang="{}"').format(shown(code))


def shown(value: object) -> Markup:
    """A value as text that HTML and Markdown leave as it is, or the HTML that it is already.

    A text cannot start a line of the body, where it might be read as a heading.
    """
    if type(value) is str:
        return _shown_often(value) if len(value) < _SHORT else _shown(value)
    return value if isinstance(value, Markup) else escape(value)


def _shown(text: str) -> Markup:
    return escape(text if text.isprintable() else _BREAKS.sub(" ", text))


_shown_often = lru_cache(maxsize=2048)(_shown)


@cache
def _template(name: str) -> Template:
    found = _environment().get_template(name)
    found.globals = dict(found.globals)
    return found


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=WholeTemplates("disclosure_log.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
        auto_reload=False,
    )
    environment.code_generator_class = PlainPython
    environment.filters |= {
        "badge": badge,
        "dated": dated,
        "language": language,
        "markdown": markdown,
        "plain": plain,
        "preformatted": preformatted,
        "section": words.section,
        "citation": words.citation,
        "short_citation": words.short_citation,
        "sentence": words.sentence,
        "counted": words.counted,
        "shortened": words.shortened,
        "without_marks": words.without_marks,
        "file_size": words.file_size,
        "file_kind": words.file_kind,
        "host_and_path": words.host_and_path,
        "file_href": links.file_href,
    }
    environment.globals |= {"words": words, "url": links}
    environment.globals["part"] = environment.get_template("parts.html").module
    return environment
