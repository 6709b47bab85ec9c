"""Sitemaps: one a year of responses, for search engines. Source: sitemaps.org, protocol 0.9.

A sitemap holds 50,000 addresses at most, so a year is cut into files of that many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from disclosure_log.model import Entry
from disclosure_log.pages.links import response_url
from disclosure_log.publishing.kind import Bench, Group, Kind
from disclosure_log.publishing.log import Log
from disclosure_log.publishing.outputs import Wanted
from disclosure_log.publishing.year import Year

LIMIT = 50_000
_OPEN = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def response_sitemaps(log: Log) -> Iterator[tuple[str, Year, slice]]:
    """The sitemap files of the responses: each with its year, and which of its records."""
    for year in log.years.values():
        count = sum(1 for _ in log.lines_of(year))
        for number, start in enumerate(range(0, count, LIMIT)):
            suffix = f"-{number + 1}" if number else ""
            yield f"sitemap-{year.year}{suffix}.xml", year, slice(start, start + LIMIT)


def sitemap(addresses: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """A sitemap of addresses, each with the ISO date of its last change or an empty text."""
    yield _OPEN + f'<urlset xmlns="{_NAMESPACE}">\n'.encode()
    for address, changed in addresses:
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(address)}</loc>{when}</url>\n".encode()
    yield b"</urlset>\n"


def sitemap_index(addresses: Iterable[str]) -> Iterator[bytes]:
    """The index that names every sitemap."""
    yield _OPEN + f'<sitemapindex xmlns="{_NAMESPACE}">\n'.encode()
    for address in addresses:
        yield f"<sitemap><loc>{escape(address)}</loc></sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def _changed(entry: Entry) -> str:
    when = entry.updated or entry.responded
    return "" if when.exact is None else str(when)


def _groups(log: Log, _bench: Bench) -> Iterator[Group]:
    if log.settings.site_url:
        for path, year, part in response_sitemaps(log):
            yield Group.of_one(Wanted(path, year.key, partial(_rows, log, year, part)))


def _rows(log: Log, year: Year, part: slice) -> tuple[tuple[str, str], ...]:
    ids = [line.id for line in log.lines_of(year)][part]
    return tuple((response_url(entry.id), _changed(entry)) for entry in log.entries(ids))


def _make(bench: Bench, wanted: Wanted) -> Iterable[bytes]:
    base = bench.settings.site_url
    return sitemap((base + url, changed) for url, changed in wanted.task)


SITEMAPS = Kind("sitemaps", _groups, _make)
