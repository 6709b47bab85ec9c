"""What is left when something is missing: JavaScript, the index, the network."""

import re
from urllib.parse import urljoin

import pytest

from browser.conftest import Sites, Visit, Visiting
from browser.generated import documents
from browser.seeking import seek, status, type_in, wait


def test_without_javascript_the_search_page_says_so_and_links_to_every_list(
    visiting: Visiting,
) -> None:
    with visiting(java_script_enabled=False) as visit:
        visit.go("search/?q=parking")
        notice = visit.page.locator(".dl-note:visible")
        assert "Searching needs JavaScript" in notice.inner_text()
        links = notice.get_by_role("link")
        assert links.count() == 6
        for link in links.all():
            href = link.get_attribute("href") or ""
            address = urljoin(visit.page.url, href)
            page = visit.page.request.get(address)
            assert page.ok, address
            if "#" in href:
                assert f'id="{href.partition("#")[2]}"' in page.text(), href
        assert not visit.page.locator("[data-dl-facets]").is_visible()


def test_without_javascript_every_response_is_reached_by_links(
    visiting: Visiting, sites: Sites
) -> None:
    site = sites.path("foi")
    wanted = {
        f"{path.parent.relative_to(site).as_posix()}/"
        for path in site.glob("responses/[0-9]*/*/index.html")
        if path.parent.name != "page"
    }
    assert len(wanted) > 30
    reached: set[str] = set()
    with visiting(java_script_enabled=False) as visit:
        visit.go("responses/")
        years = hrefs(visit, r"responses/\d{4}/")
        assert len(years) > 5
        while years:
            visit.go(years.pop())
            reached |= hrefs(visit, r"responses/\d{4}/[^/]+/")
    assert wanted <= reached


def hrefs(visit: Visit, form: str) -> set[str]:
    """The addresses that the page links to, below the site's root, of one form."""
    root = visit.sites.address("foi")
    links = visit.page.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    below = (link.removeprefix(root).partition("#")[0] for link in links)
    return {address for address in below if re.fullmatch(form, address)}


def test_without_the_index_the_page_says_so_and_the_lists_are_there(visiting: Visiting) -> None:
    with visiting(complains=True) as visit:
        visit.context.route("**/pagefind/shards.json", lambda route: route.fulfill(status=404))
        seek(visit, "parking")
        assert status(visit) == "The search is not working at the moment."
        broken = visit.page.locator("[data-dl-broken]")
        assert broken.get_by_role("link").count() == 5
        assert broken.get_by_role("button", name="Try again").is_visible()


def test_a_visitor_who_goes_offline_can_try_again(visiting: Visiting) -> None:
    with visiting(complains=True) as visit:
        seek(visit)
        visit.context.set_offline(True)
        visit.page.get_by_role("searchbox").fill("potholes")
        visit.page.get_by_role("searchbox").press("Enter")
        visit.page.wait_for_function(
            "() => document.querySelector('[data-dl-seek]').dataset.state === 'error'"
        )
        visit.context.set_offline(False)
        visit.page.get_by_role("button", name="Try again").click()
        visit.page.wait_for_function(
            "() => document.querySelector('[data-dl-seek]')?.dataset.state === 'done'"
        )
        assert status(visit).endswith("responses for “potholes”.")


def test_the_next_search_works_after_a_failed_one(visiting: Visiting) -> None:
    with visiting(complains=True) as visit:
        seek(visit)
        visit.context.set_offline(True)
        visit.page.get_by_role("searchbox").fill("potholes")
        visit.page.get_by_role("searchbox").press("Enter")
        visit.page.wait_for_function(
            "() => document.querySelector('[data-dl-seek]').dataset.state === 'error'"
        )
        visit.context.set_offline(False)
        type_in(visit, "library")
        assert status(visit).endswith("responses for “library”.")
        assert not visit.page.locator("[data-dl-broken]").is_visible()


def test_a_first_answer_fetches_few_bytes_and_one_shard(visiting: Visiting, sites: Sites) -> None:
    seen = len(sites.server.sent)
    with visiting() as visit:
        visit.go("search/?q=potholes", "shards")
        wait(visit)
    fetched = sites.server.sent[seen:]
    first = fetched[: next(n for n, e in enumerate(fetched) if e.path.endswith(".fragment"))]
    assert sum(each.size for each in first) < 90_000
    assert sum(each.size for each in first if "/pagefind/" in each.path) < 30_000
    assert sum(each.path.endswith(".index") for each in first) <= 2
    assert not any("/javascripts/bundle" in each.path for each in first)


@pytest.mark.parametrize("asked", ["", "potholes"])
def test_the_colours_can_be_changed_though_their_script_comes_last(
    visiting: Visiting, asked: str
) -> None:
    with visiting() as visit:
        seek(visit, asked)
        for name in ("switch to light", "switch to dark"):
            visit.page.locator(f"[data-md-component=palette] label[title$='{name}']").click()
        visit.page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")


def test_a_word_of_one_response_opens_one_shard(visiting: Visiting, sites: Sites) -> None:
    reference = documents(420)[0].words.split()[-1]
    seen = len(sites.server.sent)
    with visiting() as visit:
        seek(visit, reference)
        assert status(visit).startswith("1 response for")
    opened = [each.path for each in sites.server.sent[seen:] if each.path.endswith(".index")]
    assert len({path.split("/")[3] for path in opened}) == 1
