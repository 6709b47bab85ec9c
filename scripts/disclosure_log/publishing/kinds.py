"""The kinds of output that the site has; a new one is written like these and added to the list."""

from __future__ import annotations

from disclosure_log.publishing.data import DATA_FILES
from disclosure_log.publishing.kind import Kind
from disclosure_log.publishing.lists import HELP_PAGES, LIST_FRONTS, LIST_PAGES
from disclosure_log.publishing.problems import PROBLEMS
from disclosure_log.publishing.responses import ATTACHMENTS, RESPONSE_PAGES
from disclosure_log.publishing.search import SEARCH
from disclosure_log.publishing.sitemap import SITEMAPS

KINDS: tuple[Kind, ...] = (
    RESPONSE_PAGES,
    PROBLEMS,
    ATTACHMENTS,
    LIST_FRONTS,
    LIST_PAGES,
    HELP_PAGES,
    DATA_FILES,
    SITEMAPS,
    SEARCH,
)
