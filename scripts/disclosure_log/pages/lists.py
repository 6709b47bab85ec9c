"""Which lists a record belongs to, and how a list is cut into pages that stay put.

A list is cut year by year, from the oldest: a year's full pages of :data:`CHUNK` never change
again but for a link, and the remainder, its newest, is the year's own page. So one more record
rewrites a page or two of a list, however long it is.

    <list>/                   the newest FRONT, and the years
    <list>/<year>/            the year's newest
    <list>/<year>/page/<n>/   full pages before that, 1 the oldest
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from disclosure_log.law import Kind, Provision, provision
from disclosure_log.model import Catalogue, Entry, Outcome, PublicationStatus, Regime
from disclosure_log.pages import links, words

CHUNK = 50
FRONT = 25


class ListKind(StrEnum):
    """A way to browse; the order is the order in which they are offered."""

    ALL = "all"
    TOPIC = "topic"
    DEPARTMENT = "department"
    OUTCOME = "outcome"
    PROVISION = "provision"
    LAW = "law"
    AUTHORITY = "authority"


@dataclass(frozen=True, order=True)
class LogList:
    """One list: `url` is its own address and the base of its years', `value` what it lists by.

    Lists are the same when their addresses are: departments spelt "Legal services" and "Legal
    Services" share one.
    """

    kind: ListKind
    url: str
    title: str = field(compare=False)
    value: str = field(default="", compare=False)


@dataclass(frozen=True)
class Chunk:
    """One page of a year of a list.

    `number` is 0 for the year's own page, else that of a full page. `start` and `stop` cut the
    year's entries, oldest first. `older` and `newer` are addresses, or empty at either end.
    """

    url: str
    year: str
    number: int
    start: int
    stop: int
    older: str
    newer: str


ALL = LogList(ListKind.ALL, links.RESPONSES, "Responses")


def lists_of(entry: Entry, catalogue: Catalogue) -> tuple[LogList, ...]:
    """Every list a record stands in: none for a draft, the list of all for a withdrawn one."""
    if entry.status is PublicationStatus.DRAFT:
        return ()
    if entry.status is PublicationStatus.WITHDRAWN:
        return (ALL,)
    found = [ALL]
    found += (topic_list(topic, catalogue) for topic in entry.topics)
    if entry.department:
        found.append(department_list(entry.department))
    if entry.outcome is not None:
        found.append(outcome_list(entry.outcome))
    found += (provision_list(code) for code in entry.provisions if explained(code) is not None)
    found.append(law_list(entry.legislation))
    if len(catalogue.authorities) > 1:
        found.append(authority_list(entry.authority, catalogue))
    return tuple(dict.fromkeys(found))


def topic_list(topic: str, catalogue: Catalogue) -> LogList:
    title = catalogue.topics.get(topic, topic)
    return LogList(ListKind.TOPIC, links.topic_url(topic), title, topic)


def department_list(department: str) -> LogList:
    url = links.department_url(department)
    return LogList(ListKind.DEPARTMENT, url, department, department)


def outcome_list(outcome: Outcome) -> LogList:
    title = words.OUTCOMES[outcome]
    return LogList(ListKind.OUTCOME, links.outcome_url(outcome), title, outcome.value)


def law_list(regime: Regime) -> LogList:
    return LogList(ListKind.LAW, links.law_url(regime), words.LAWS[regime], regime.value)


def authority_list(authority: str, catalogue: Catalogue) -> LogList:
    body = catalogue.authorities.get(authority)
    name = body.name if body else authority
    return LogList(ListKind.AUTHORITY, links.authority_url(authority), name, authority)


def provision_list(code: str) -> LogList:
    """The list of a provision, which is the lower half of the page that explains it."""
    found = provision(code)
    code = found.code if found else code
    return LogList(ListKind.PROVISION, links.provision_url(code), provision_title(code), code)


def explained(code: str) -> Provision | None:
    """The provision with a page of its own that a citation leads to; procedure has none."""
    found = provision(code)
    return None if found is None or found.kind is Kind.PROCEDURAL else found


def provision_title(code: str) -> str:
    """`Personal information about somebody else: FOIA section 40(2)`."""
    found = provision(code)
    citation = words.short_citation(code)
    return f"{found.name}: {citation}" if found else citation


def chunks(base: str, counts: Mapping[str, int]) -> tuple[Chunk, ...]:
    """Every page that a list's years need, newest first; `counts` is how many a year holds."""
    pages = [
        (year, number if number < last else 0, (number - 1) * CHUNK, min(number * CHUNK, count))
        for year, count in sorted(counts.items())
        if count
        for last in [-(-count // CHUNK)]
        for number in range(1, last + 1)
    ]
    urls = [chunk_url(base, year, number) for year, number, _, _ in pages]
    found = [
        Chunk(url, *page, older=older, newer=newer)
        for url, page, older, newer in zip(
            urls, pages, ["", *urls][:-1], [*urls, ""][1:], strict=True
        )
    ]
    return tuple(reversed(found))


def chunk_url(base: str, year: str, number: int) -> str:
    """The address of a page of a year of a list."""
    return f"{base}{year}/page/{number}/" if number else f"{base}{year}/"
