"""Every kind of page is accessible, in both schemes, on a phone and on a desk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Sites, Visit, Visiting
from browser.seeking import seek, wait

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: Kinds of page by their address below the site's root; the first that fits counts.
KINDS = {
    "home": r"",
    "search": r"search/",
    "all responses": r"responses/",
    "year": r"responses/\d{4}/",
    "older page of a year": r"responses/\d{4}/page/\d+/",
    "topic": r"responses/topics/[^/]+/",
    "topic's year": r"responses/topics/[^/]+/\d{4}/",
    "department": r"responses/departments/[^/]+/",
    "outcome": r"responses/outcomes/[^/]+/",
    "law": r"responses/laws/[^/]+/",
    "authority": r"responses/authorities/[^/]+/",
    "year of a list": r"(?:responses|exemptions)/.+/\d{4}/",
    "response": r"responses/\d{4}/[^/]+/",
    "exemptions": r"exemptions/",
    "exemption": r"exemptions/[^/]+/",
    "help": r"help/",
    "finding": r"help/[^/]+/",
    "staff guide": r"staff/",
    "staff guide's page": r"staff/.+/",
    "about": r"about/",
    "licence": r"licence/",
    "accessibility": r"accessibility/",
}
#: A small log has no year of more than one page; all other kinds must be there.
ABSENT = {"older page of a year"}
#: What makes one response's page look other than the next.
FEATURES = {
    "withdrawn": "This response has been withdrawn",
    "disclosed": ">Disclosed<",
    "partly disclosed": ">Partly disclosed<",
    "refused": ">Refused<",
    "not held": ">Not held<",
    "neither confirmed nor denied": ">Neither confirmed nor denied<",
    "already available": ">Already available<",
    "table": "dl-table",
    "redaction": "dl-redacted",
    "attachment": "dl-files",
    "several questions": "dl-contents",
    "in Welsh": 'lang="cy"',
}


def built_pages(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        yield ("" if address == "." else f"{address}/"), path


def kind_of(address: str) -> str:
    for name, form in KINDS.items():
        if re.fullmatch(form, address):
            return name
    return address


def chosen_pages(site: Path) -> dict[str, str]:
    """One address for each kind of page, and for each thing that a response's page can show."""
    found: dict[str, str] = {}
    for address, path in built_pages(site):
        kind = kind_of(address)
        found.setdefault(kind, address)
        if kind == "response":
            article = path.read_text(encoding="utf-8").partition("<article")[2]
            for feature, mark in FEATURES.items():
                if mark in article:
                    found.setdefault(f"response, {feature}", address)
    found["not found"] = "nothing/at/all/"
    return found


def violations(visit: Visit) -> list[str]:
    """What axe finds against the page as it stands, one line each."""
    visit.page.evaluate(AXE)
    answer: Any = visit.page.evaluate(
        "rules => axe.run(document, { runOnly: { type: 'tag', values: rules } })",
        RULES,
    )
    assert answer["passes"], "axe looked at nothing"
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in answer["violations"]
        for node in each["nodes"]
    ]


def test_every_kind_of_page_is_there(sites: Sites) -> None:
    found = chosen_pages(sites.path("foi"))
    wanted = {*KINDS, *(f"response, {feature}" for feature in FEATURES)} - ABSENT
    assert wanted <= set(found), wanted - set(found)


def test_no_page_is_of_an_unknown_kind(sites: Sites) -> None:
    kinds = {kind_of(address) for address, _ in built_pages(sites.path("foi"))}
    assert kinds <= set(KINDS), kinds - set(KINDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_every_kind_of_page_is_accessible(
    visiting: Visiting, sites: Sites, scheme: str, width: int
) -> None:
    pages = chosen_pages(sites.path("foi"))
    wrong: dict[str, list[str]] = {}
    with visiting(width=width, color_scheme=scheme, complains=True) as visit:
        for kind, address in pages.items():
            visit.go(address)
            if kind == "search":
                wait(visit)
            assert is_dark(visit) == (scheme == "dark"), kind
            if found := violations(visit):
                wrong[f"{kind} /{address}"] = found
        assert {each for each in visit.complaints if "404" not in each} == set()
    assert wrong == {}, json.dumps(wrong, indent=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_every_state_of_the_search_is_accessible(
    visiting: Visiting, scheme: str, width: int
) -> None:
    with visiting(width=width, color_scheme=scheme, complains=True) as visit:
        for asked in ({"q": "potholes", "topic": "parking"}, {"q": "xylophone"}, {}):
            seek(visit, **asked)
            assert violations(visit) == [], asked
        seek(visit, "potholes")
        if width == 375:
            visit.page.get_by_role("button", name="Narrow the results").click()
        visit.page.get_by_text("Keyboard", exact=True).click()
        assert violations(visit) == []
        visit.page.route("**/pagefind/**", lambda route: route.abort())
        visit.page.reload()
        wait(visit)
        assert visit.page.locator("[data-dl-broken]").is_visible()
        assert violations(visit) == []


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_page_scrolls_sideways(visiting: Visiting, sites: Sites, width: int) -> None:
    with visiting(width=width, complains=True) as visit:
        for kind, address in chosen_pages(sites.path("foi")).items():
            visit.go(address)
            wide = visit.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, (kind, address)


def is_dark(visit: Visit) -> bool:
    return bool(
        visit.page.evaluate(
            "() => getComputedStyle(document.body).colorScheme === 'dark'"
            " || document.body.dataset.mdColorScheme === 'slate'"
        )
    )


def test_dark_mode_is_one_press_away_and_stays(visit: Visit) -> None:
    visit.go("")
    assert not is_dark(visit)
    for _ in range(3):
        visit.page.locator("[data-md-component=palette] label:visible").click()
        if is_dark(visit):
            break
    assert is_dark(visit)
    seek(visit, "penalty charge", "foi")
    assert is_dark(visit)
    paper = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", paper)[:3])) < 150


def test_a_reader_who_wants_less_motion_gets_none(visiting: Visiting) -> None:
    with visiting(reduced_motion="reduce") as visit:
        seek(visit, "potholes")
        moving = visit.page.evaluate(
            "[...document.querySelectorAll('*')].filter(each => "
            "parseFloat(getComputedStyle(each).transitionDuration) > 0.01).length"
        )
        assert moving == 0
