"""Addresses: where each kind of page lives, and the way from one page to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

from disclosure_log.law import provision_slug
from disclosure_log.model import Outcome, Regime

#: From the page at hand to an address below the site's root.
Link = Callable[[str], str]

RESPONSES = "responses/"
EXEMPTIONS = "exemptions/"
HELP = "help/"
SEARCH = "search/"
LICENCE = "licence/"


def response_url(record_id: str) -> str:
    """The permanent address of a record's page."""
    return f"{RESPONSES}{record_id}/"


def year_url(year: str) -> str:
    return f"{RESPONSES}{year}/"


def topic_url(topic: str) -> str:
    return f"{RESPONSES}topics/{topic}/"


def department_url(department: str) -> str:
    return f"{RESPONSES}departments/{slug(department)}/"


def outcome_url(outcome: Outcome) -> str:
    return f"{RESPONSES}outcomes/{outcome.value}/"


def law_url(regime: Regime) -> str:
    return f"{RESPONSES}laws/{regime.value.lower()}/"


def authority_url(authority: str) -> str:
    return f"{RESPONSES}authorities/{authority}/"


def provision_url(code: str) -> str:
    return f"{EXEMPTIONS}{provision_slug(code)}/"


def help_url(code: str) -> str:
    return f"{HELP}{code}/"


@lru_cache(maxsize=1024)
def slug(words: str) -> str:
    """Words as one part of an address: lower-case letters and digits, joined by hyphens.

    Words without a Latin letter or digit get a short digest, so that no two share an address.
    """
    latin = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", latin))
    return joined or blake2b(words.encode(), digest_size=4).hexdigest()


def links_from(page_url: str) -> Link:
    """The helper that a template calls `link`: from one page's address to another's, relative."""
    parent = page_url[: page_url.rfind("/", 0, -1) + 1]

    def link(target: str) -> str:
        path, hash_mark, anchor = target.partition("#")
        if path.startswith(page_url):
            way = path[len(page_url) :] or ("" if anchor else "./")
        elif page_url.startswith(path) and path.endswith("/"):
            way = "../" * page_url.count("/", len(path))
        else:
            name = path.rfind("/", 0, -1) + 1
            way = f"../{_way(parent, path[:name])}{path[name:]}"
        return f"{way}#{anchor}" if hash_mark else way

    return link


@lru_cache(maxsize=1024)
def _way(here: str, there: str) -> str:
    """The steps from one folder to another; none to itself."""
    ours, theirs = here.split("/")[:-1], there.split("/")[:-1]
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    return "../" * (len(ours) - shared) + "".join(f"{part}/" for part in theirs[shared:])


def file_href(file: str) -> str:
    """The address of an attachment from its record's page, in whose folder it lies."""
    return "./" + quote(file)
