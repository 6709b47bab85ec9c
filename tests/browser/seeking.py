"""What a visitor reads off the search page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator

from browser.conftest import Visit

_ENDED = """() => ['done', 'ready', 'error'].includes(
    document.querySelector('[data-dl-seek]')?.dataset.state)"""


@dataclass(frozen=True)
class Result:
    id: str
    title: str
    score: float


def wait(visit: Visit) -> None:
    """Until the search has come to its end."""
    visit.page.wait_for_function(_ENDED)


def seek(visit: Visit, q: str = "", site: str = "shards", **asked: str | list[str]) -> None:
    """Open the search page at a shared address, and wait for its end."""
    query = urlencode({**({"q": q} if q else {}), **asked}, doseq=True)
    visit.go(f"search/?{query}" if query else "search/", site)
    wait(visit)


def type_in(visit: Visit, words: str) -> None:
    """Type a query and send it."""
    visit.page.get_by_role("searchbox").fill(words)
    visit.page.get_by_role("searchbox").press("Enter")
    visit.page.wait_for_function(
        "words => new URLSearchParams(location.search).get('q') === words", arg=words
    )
    wait(visit)


def status(visit: Visit) -> str:
    return visit.page.get_by_role("status").inner_text()


def total(visit: Visit) -> int:
    first = status(visit).split()[0]
    return 0 if first == "No" else int(first.replace(",", ""))


def results(visit: Visit) -> list[Result]:
    """The results that are shown, in order."""
    found = visit.page.eval_on_selector_all(
        "[data-dl-results] > li",
        "items => items.map(item => [item.querySelector('a').href, "
        "item.querySelector('a').textContent, Number(item.dataset.score)])",
    )
    ids = [urlsplit(href).path.rpartition("/responses/")[2].strip("/") for href, _, _ in found]
    return [Result(i, title, score) for i, (_, title, score) in zip(ids, found, strict=True)]


def all_results(visit: Visit) -> list[Result]:
    """Every result, a page after another."""
    more = visit.page.locator("[data-dl-more]")
    while more.is_visible():
        shown = len(results(visit))
        more.click()
        visit.page.wait_for_function(
            "shown => document.querySelectorAll('[data-dl-results] > li').length > shown", arg=shown
        )
        wait(visit)
    return results(visit)


def facet(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f"fieldset[data-facet='{name}']")


def counts(visit: Visit, name: str) -> dict[str, int]:
    """The numbers beside the values of a facet, shown or folded away, without the zeros."""
    found = (
        facet(visit, name)
        .locator("li")
        .evaluate_all(
            "rows => rows.map(row => [row.querySelector('input').value, "
            "Number(row.querySelector('.dl-seek__count').textContent.replaceAll(',', ''))])"
        )
    )
    return {code: count for code, count in found if count}


def choose(visit: Visit, name: str, code: str) -> None:
    facet(visit, name).locator(f"input[value='{code}']").click()
    wait(visit)


def asked(visit: Visit) -> dict[str, list[str]]:
    """What the address bar says."""
    return parse_qs(urlsplit(visit.page.url).query)
