"""The pages of the lists: every way to browse, a list's front, and the pages of its years."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from disclosure_log.model import Catalogue, Entry
from disclosure_log.pages import links
from disclosure_log.pages.lists import CHUNK, Chunk, ListKind, LogList
from disclosure_log.pages.page import HIDE, Page
from disclosure_log.pages.templates import render
from disclosure_log.pages.words import counted

Trail = tuple[tuple[str, str], ...]

#: What stands over a list's name.
KIND_WORDS: Mapping[ListKind, str] = {
    ListKind.ALL: "",
    ListKind.TOPIC: "Topic",
    ListKind.DEPARTMENT: "Department",
    ListKind.OUTCOME: "Outcome",
    ListKind.PROVISION: "Exemption",
    ListKind.LAW: "Law",
    ListKind.AUTHORITY: "Authority",
}

#: The hub's headings, in order, with their anchors.
_WAYS: tuple[tuple[ListKind, str, str], ...] = (
    (ListKind.TOPIC, "By topic", "topics"),
    (ListKind.OUTCOME, "By outcome", "outcomes"),
    (ListKind.DEPARTMENT, "By department", "departments"),
    (ListKind.PROVISION, "By exemption", "exemptions"),
    (ListKind.LAW, "By law", "laws"),
    (ListKind.AUTHORITY, "By authority", "authorities"),
)

HOME_TRAIL: Trail = (("Home", ""),)


@dataclass(frozen=True)
class ListContext:
    """What a list shows beside its entries: names, and which of its records were replaced."""

    catalogue: Catalogue
    superseded: Collection[str] = frozenset()

    def authority_name(self, authority: str) -> str:
        body = self.catalogue.authorities.get(authority)
        return body.name if body else authority

    def topic_names(self, topics: Sequence[str]) -> str:
        return ", ".join([self.catalogue.topics.get(topic, topic) for topic in topics])


def hub_page(
    newest: Sequence[Entry],
    years: Mapping[str, int],
    lists: Sequence[tuple[LogList, int]],
    context: ListContext,
) -> Page:
    """`/responses/`: the newest responses and every way to browse.

    `lists` are all lists but that of all responses, each with its count, in any order.
    """
    ways = [
        (title, anchor, _in_order(kind, lists))
        for kind, title, anchor in _WAYS
        if any(log_list.kind is kind for log_list, _ in lists)
    ]
    total = sum(years.values())
    body = render(
        "hub.html",
        links.RESPONSES,
        trail=HOME_TRAIL,
        newest=newest,
        years=years,
        ways=ways,
        total=total,
        context=context,
    )
    description = (
        f"{counted(total, 'response')} to Freedom of Information and environmental information"
        " requests, by year, topic, department, outcome, exemption and law."
    )
    return Page("responses/index.md", "All responses", description, body, {"hide": HIDE})


def front_page(
    log_list: LogList, newest: Sequence[Entry], years: Mapping[str, int], context: ListContext
) -> Page:
    """A list's own page: its newest entries and its years. Provisions have `provision_page`."""
    total = sum(years.values())
    body = render(
        "front.html",
        log_list.url,
        trail=(*HOME_TRAIL, ("Responses", links.RESPONSES)),
        log_list=log_list,
        kind=KIND_WORDS[log_list.kind],
        newest=newest,
        years=years,
        total=total,
        context=context,
    )
    return Page(
        f"{log_list.url}index.md",
        f"{log_list.title}: responses",
        f"{counted(total, 'response')} to information requests. "
        f"{KIND_WORDS[log_list.kind]}: {log_list.title}.",
        body,
        {"hide": HIDE},
    )


def chunk_page(
    log_list: LogList, chunk: Chunk, entries: Sequence[Entry], context: ListContext
) -> Page:
    """One page of a year of a list; `entries` are the chunk's, newest first."""
    everything = log_list.kind is ListKind.ALL
    name = "Responses" if everything else f"{log_list.title}: responses"
    part = f", part {chunk.number}" if chunk.number else ""
    trail: Trail = (*HOME_TRAIL, ("Responses", links.RESPONSES))
    if log_list.kind is ListKind.PROVISION:
        trail = (*HOME_TRAIL, ("Exemptions", links.EXEMPTIONS), (log_list.title, log_list.url))
    elif not everything:
        trail = (*trail, (log_list.title, log_list.url))
    body = render(
        "chunk.html",
        chunk.url,
        trail=trail,
        log_list=log_list,
        kind=KIND_WORDS[log_list.kind],
        everything=everything,
        chunk=chunk,
        entries=entries,
        size=CHUNK,
        context=context,
    )
    title = f"{name} in {chunk.year}{part}"
    description = f"{title}: requests for information and what the authority answered."
    return Page(f"{chunk.url}index.md", title, description, body, {"hide": HIDE})


def _in_order(kind: ListKind, lists: Sequence[tuple[LogList, int]]) -> list[tuple[LogList, int]]:
    found = [(log_list, count) for log_list, count in lists if log_list.kind is kind]
    if kind is ListKind.OUTCOME:
        return sorted(found, key=lambda pair: (-pair[1], pair[0].title))
    return sorted(found, key=lambda pair: pair[0].title.casefold())
