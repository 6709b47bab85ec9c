"""The address bar keeps the search: it can be shared, and the back button works."""

from browser.conftest import Visit, Visiting
from browser.seeking import asked, choose, results, seek, status, total, type_in, wait


def test_what_is_asked_is_in_the_address(visit: Visit) -> None:
    seek(visit)
    type_in(visit, "potholes")
    choose(visit, "topic", "parking")
    choose(visit, "year", "2024")
    visit.page.get_by_label("Newest").check()
    wait(visit)
    assert asked(visit) == {
        "q": ["potholes"],
        "topic": ["parking"],
        "year": ["2024"],
        "sort": ["date"],
    }


def test_a_shared_address_shows_the_same(visiting: Visiting) -> None:
    with visiting() as one:
        seek(one, "potholes", topic=["parking", "roads"], sort="date")
        address, shown, said = one.page.url, results(one), status(one)
    with visiting(width=375) as other:
        other.page.goto(address)
        wait(other)
        assert results(other) == shown
        assert status(other) == said
        assert other.page.get_by_role("searchbox").input_value() == "potholes"
        assert other.page.locator("input[name=topic]:checked").count() == 2
        assert other.page.get_by_label("Newest").is_checked()


def test_back_and_forward_step_through_what_was_asked(visit: Visit) -> None:
    seek(visit)
    type_in(visit, "potholes")
    all_of_them = total(visit)
    choose(visit, "topic", "parking")
    some = total(visit)
    assert some < all_of_them
    for step, words, count in (
        (visit.page.go_back, "potholes", all_of_them),
        (visit.page.go_back, "", 420),
        (visit.page.go_forward, "potholes", all_of_them),
        (visit.page.go_forward, "potholes", some),
    ):
        step()
        visit.page.wait_for_function(
            "count => document.querySelector('[data-dl-status]').textContent.startsWith(count)",
            arg=f"{count} ",
        )
        assert visit.page.get_by_role("searchbox").input_value() == words
    assert visit.page.locator("input[name=topic]:checked").count() == 1


def test_back_from_a_response_leads_to_the_results(visit: Visit) -> None:
    seek(visit, "penalty charge", "foi")
    shown = results(visit)
    assert shown
    visit.page.locator("[data-dl-results] a").first.click()
    visit.page.wait_for_url(f"**/{shown[0].id}/")
    assert shown[0].title in visit.page.get_by_role("heading", level=1).inner_text()
    visit.page.go_back()
    wait(visit)
    assert results(visit) == shown


def test_typing_searches_and_leaves_one_step_back(visit: Visit) -> None:
    seek(visit)
    visit.page.get_by_role("searchbox").press_sequentially("potholes", delay=20)
    visit.page.wait_for_function("() => location.search === '?q=potholes'")
    wait(visit)
    assert total(visit) > 50
    assert visit.page.evaluate("history.length") == 2


def test_an_answer_to_an_earlier_question_is_not_shown(visit: Visit) -> None:
    seek(visit)
    field = visit.page.get_by_role("searchbox")
    for words in ("potholes", "library", "xylophone"):
        field.fill(words)
        field.press("Enter")
    wait(visit)
    visit.page.wait_for_function("() => !document.querySelector('[data-dl-none]').hidden")
    assert status(visit) == "No responses for “xylophone”."
    assert results(visit) == []


def test_the_header_of_any_page_leads_to_the_search(visit: Visit) -> None:
    visit.go("licence/")
    field = visit.page.get_by_role("banner").get_by_role("searchbox")
    field.fill("penalty charge")
    field.press("Enter")
    visit.page.wait_for_url("**/foi/search/?q=penalty+charge")
    wait(visit)
    assert total(visit) > 0


def test_the_home_page_asks_first(visit: Visit) -> None:
    visit.go("")
    field = visit.page.get_by_role("main").get_by_role("searchbox")
    field.fill("penalty charge")
    field.press("Enter")
    wait(visit)
    assert total(visit) > 0


def test_a_page_that_is_not_there_searches(visiting: Visiting) -> None:
    with visiting(complains=True) as visit:
        visit.go("responses/2024/nothing-here/")
        assert visit.page.get_by_role("heading", level=1).inner_text() == "Page not found"
        field = visit.page.get_by_role("main").get_by_role("searchbox")
        field.fill("penalty charge")
        field.press("Enter")
        visit.page.wait_for_url("**/foi/search/?q=penalty+charge")
        wait(visit)
        assert total(visit) > 0
        assert visit.complaints == [
            "Failed to load resource: the server responded with a status of 404 (Not Found)"
        ]
