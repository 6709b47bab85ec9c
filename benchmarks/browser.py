"""What a visitor's browser fetches and waits for, in a real Chromium over a compressing server."""

from __future__ import annotations

import os
import re
import shutil
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from benchmarks.serving import serving

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_ENGINE = re.compile(r"/(?:pagefind|assets/search)/")
_WAIT = 120_000  # milliseconds until a search is given up

#: Types a query into the search page and waits, in the page itself, until results stand there, or
#: until it says that there are none.
_SEARCH = """
query => new Promise((resolve, reject) => {
  const root = document.querySelector("[data-dl-seek]");
  const list = root.querySelector("[data-dl-results]");
  const status = root.querySelector("[data-dl-status]");
  const before = list.innerHTML;
  const started = performance.now();
  let asked = false;
  const settled = () => {
    asked ||= root.dataset.state === "searching";
    if (root.dataset.state !== "first" && root.dataset.state !== "done") return;
    if (list.children.length ? list.innerHTML === before : !asked) return;
    observer.disconnect();
    resolve({ wait: performance.now() - started, shown: list.children.length,
              says: status.textContent });
  };
  const observer = new MutationObserver(settled);
  observer.observe(root, { subtree: true, childList: true, attributes: true });
  root.querySelector("input[type=search]").value = query;
  root.querySelector("form").requestSubmit();
  setTimeout(() => reject(new Error(`no results: ${root.dataset.state}`)), 60_000);
})
"""


@dataclass(frozen=True)
class Search:
    """One query: bytes the browser fetched until its first results, and how long they took.

    `fetched` counts everything since the browser was opened, `engine` of that the search alone:
    its program and its index, so many `files`. `wait` is from the query to the first results on a
    page already open whose search was never used; `again` on one that has answered a query.
    Milliseconds and bytes as they came over the network, compressed.
    """

    query: str
    fetched: int
    engine: int
    wait: float
    again: float
    says: str
    files: int = 0


def searches(site: Path, queries: tuple[str, ...], runs: int) -> list[Search]:
    """Search a built site; each run of each query in a browser that has seen nothing."""
    found = []
    with serving(site) as address, _browser() as browser:
        for query in queries:
            each = [_search(browser, address, query) for _ in range(runs)]
            found.append(
                Search(
                    query=query,
                    fetched=int(statistics.median(run.fetched for run in each)),
                    engine=int(statistics.median(run.engine for run in each)),
                    files=int(statistics.median(run.files for run in each)),
                    wait=statistics.median(run.wait for run in each),
                    again=statistics.median(run.again for run in each),
                    says=each[-1].says,
                )
            )
    return found


def _search(browser: Browser, address: str, query: str) -> Search:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(_WAIT)
        finished: list[Request] = []
        context.on("requestfinished", lambda request: finished.append(request))
        page.goto(f"{address}/search/")
        page.wait_for_selector("[data-dl-seek][data-state=ready]")
        first = page.evaluate(_SEARCH, query)
        fetched, engine, files = _bytes(finished)
        page.wait_for_selector("[data-dl-seek][data-state=done]")
        page.evaluate(_SEARCH, "report")
        page.wait_for_selector("[data-dl-seek][data-state=done]")
        again = page.evaluate(_SEARCH, query)
    return Search(query, fetched, engine, first["wait"], again["wait"], first["says"], files)


def _bytes(requests: list[Request]) -> tuple[int, int, int]:
    """Bytes of all answers, and of those that belong to the search, as Chromium counted them.

    Also how many answers the latter are.

    It counts no body for a worker's program: there the server's word is taken.
    """
    total = engine = files = 0
    for request in list(requests):
        sizes = request.sizes()
        body, headers = sizes["responseBodySize"], sizes["responseHeadersSize"]
        response = request.response()
        if headers and not body and response is not None:
            body = int(response.header_value("content-length") or 0)
        size = body + headers
        total += size
        if _ENGINE.search(request.url):
            engine += size
            files += 1
    return total, engine, files


@contextmanager
def _browser() -> Iterator[Browser]:
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise FileNotFoundError("no Chromium, Chrome or Edge was found")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def rare_word(records: Path, sample: int = 300) -> str:
    """A word of letters that few records have, from a few of them: the longest of the rarest."""
    held: Counter[str] = Counter()
    paths = sorted(records.glob("*/*.yaml"))
    for path in paths[:: max(1, len(paths) // sample)]:
        answers = path.read_text("utf-8").partition("questions:")[2].partition("\nredaction:")[0]
        held.update(set(re.findall(r"\b[A-Z][a-z]{9,}\b", answers)))
    rarest = min(held.values())
    return max((word for word, n in held.items() if n == rarest), key=lambda w: (len(w), w))


def queries(records: Path) -> tuple[str, ...]:
    """What is searched for in a log: a rare word, common ones, and what is hard to find.

    Hard are two words that are each in about one record of 250 and share a single one, and the
    same as a phrase that nobody wrote.
    """
    easy = (rare_word(records), "parking permits", "council")
    pair = _met_once(records)
    return (*easy, " ".join(pair), f'"{pair[1]} {pair[0]}"') if pair else easy


def _met_once(records: Path, sample: int = 1_000, share: float = 1 / 250) -> tuple[str, str] | None:
    """Two words of letters that are in about a share of the records each, and together in one."""
    paths = sorted(records.glob("*/*.yaml"))
    some = paths[:: max(1, len(paths) // sample)]
    held = Counter(word for path in some for word in _long_words(path))
    likely = {word for word, n in held.items() if 1 <= n <= 4 * share * len(some)}
    rows: dict[str, set[int]] = {}
    for row, path in enumerate(paths):
        for word in _long_words(path) & likely:
            rows.setdefault(word, set()).add(row)
    wanted = share * len(paths)
    known = {word: each for word, each in rows.items() if wanted / 2 <= len(each) <= wanted * 2}
    pairs = combinations(sorted(known, key=lambda word: (abs(len(known[word]) - wanted), word)), 2)
    return next((pair for pair in pairs if len(known[pair[0]] & known[pair[1]]) == 1), None)


def _long_words(path: Path) -> set[str]:
    answers = path.read_text("utf-8").partition("questions:")[2].partition("\nredaction:")[0]
    return set(re.findall(r"\b[a-z]{8,}\b", answers.lower()))
