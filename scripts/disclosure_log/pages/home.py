"""The home page: a search box that answers "has this been asked?", then ways to browse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure_log.model import Entry
from disclosure_log.pages.list_pages import ListContext
from disclosure_log.pages.lists import ListKind, LogList
from disclosure_log.pages.page import HIDE, Page
from disclosure_log.pages.templates import render
from disclosure_log.pages.words import counted

NEWEST = 5


def home_page(
    site_name: str,
    newest: Sequence[Entry],
    years: Mapping[str, int],
    lists: Sequence[tuple[LogList, int]],
    context: ListContext,
) -> Page:
    """`/`: `newest` may hold more than are shown; `lists` are those of `hub_page`."""
    topics = [pair for pair in lists if pair[0].kind is ListKind.TOPIC]
    outcomes = [pair for pair in lists if pair[0].kind is ListKind.OUTCOME]
    total = sum(years.values())
    body = render(
        "home.html",
        "",
        site_name=site_name,
        newest=newest[:NEWEST],
        years=years,
        topics=sorted(topics, key=lambda pair: pair[0].title.casefold()),
        outcomes=sorted(outcomes, key=lambda pair: (-pair[1], pair[0].title)),
        names=[body.name for body in context.catalogue.authorities.values()],
        fictional=any(body.fictional for body in context.catalogue.authorities.values()),
        total=total,
        context=context,
    )
    return Page(
        "index.md",
        site_name,
        f"Has it been asked before? Search {counted(total, 'published response')} to Freedom of"
        " Information and environmental information requests.",
        body,
        {"hide": HIDE},
    )
