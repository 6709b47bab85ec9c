"""Everything works with the keyboard alone, and the focus is where one is."""

from browser.conftest import Visit, Visiting
from browser.seeking import asked, results, seek, status, total, wait


def focused(visit: Visit) -> str:
    """What has the focus, in words."""
    words: str = visit.page.evaluate(
        "() => { const at = document.activeElement;"
        " return at.dataset.dlMore !== undefined ? 'more'"
        " : at.getAttribute('name') === 'q' ? 'search field'"
        " : at.value && at.type === 'checkbox' ? `${at.name}=${at.value}`"
        " : at.textContent.trim(); }"
    )
    return words


def tab_to(visit: Visit, wanted: str, *, most: int = 80) -> None:
    for _ in range(most):
        if focused(visit) == wanted:
            return
        visit.page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_a_search_from_the_first_key_to_the_response(visit: Visit) -> None:
    visit.go("")
    visit.page.keyboard.press("/")
    assert focused(visit) == "search field"
    visit.page.keyboard.type("penalty charge")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/search/**")
    wait(visit)
    title = results(visit)[0].title
    tab_to(visit, title)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/responses/**")
    assert title in visit.page.get_by_role("heading", level=1).inner_text()


def test_narrowing_keeps_the_focus(visit: Visit) -> None:
    seek(visit, "potholes")
    visit.page.get_by_role("searchbox").focus()
    tab_to(visit, "topic=parking")
    visit.page.keyboard.press("Space")
    visit.page.wait_for_function("() => location.search.includes('topic=parking')")
    wait(visit)
    assert focused(visit) == "topic=parking"
    visit.page.keyboard.press("Space")
    visit.page.wait_for_function("() => !location.search.includes('topic=parking')")
    wait(visit)
    assert focused(visit) == "topic=parking"


def test_more_results_move_the_focus_to_the_first_of_them(visit: Visit) -> None:
    seek(visit, "potholes")
    visit.page.get_by_role("searchbox").focus()
    tab_to(visit, "more")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function(
        "document.querySelectorAll('[data-dl-results] > li').length === 20"
    )
    wait(visit)
    assert focused(visit) == results(visit)[10].title


def test_sorting_by_keyboard(visit: Visit) -> None:
    seek(visit, "potholes")
    visit.page.get_by_label("Best match").focus()
    visit.page.keyboard.press("ArrowRight")
    wait(visit)
    assert asked(visit)["sort"] == ["date"]


def test_there_is_no_trap(visit: Visit) -> None:
    seek(visit, "potholes")
    seen = []
    for _ in range(140):
        visit.page.keyboard.press("Tab")
        at = visit.page.evaluate("() => document.activeElement === document.body")
        if at:
            break
        seen.append(focused(visit))
    assert at, "Tab never left the page"
    assert results(visit)[-1].title in seen


def test_the_focus_is_always_to_be_seen(visit: Visit) -> None:
    seek(visit, "potholes")
    visit.page.get_by_role("searchbox").focus()
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        outline = visit.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", focused(visit)


def test_on_a_phone_what_narrows_opens_and_closes(visiting: Visiting) -> None:
    with visiting(width=375) as visit:
        seek(visit, "potholes")
        button = visit.page.get_by_role("button", name="Narrow the results")
        box = visit.page.locator("input[value=parking]")
        assert not box.is_visible()
        button.focus()
        visit.page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        assert box.is_visible()
        before = total(visit)
        tab_to(visit, "topic=parking")
        visit.page.keyboard.press("Space")
        visit.page.wait_for_function("() => location.search.includes('topic=parking')")
        wait(visit)
        assert 0 < total(visit) < before
        button.focus()
        visit.page.keyboard.press("Enter")
        assert not box.is_visible()


def test_what_changes_is_announced_politely(visit: Visit) -> None:
    seek(visit, "potholes")
    region = visit.page.get_by_role("status")
    assert region.count() == 1
    assert region.get_attribute("aria-live") in {None, "polite"}  # the role is polite by itself
    assert status(visit) == f"{total(visit)} responses for “potholes”."


def test_the_shortcut_can_be_turned_off_for_good(visit: Visit) -> None:
    seek(visit)
    visit.page.get_by_text("Keyboard", exact=True).click()
    visit.page.get_by_label("Press / on any page").uncheck()
    visit.go("licence/")
    visit.page.keyboard.press("/")
    assert focused(visit) != "search field"


def test_a_slash_in_a_query_is_a_slash(visit: Visit) -> None:
    seek(visit)
    visit.page.keyboard.press("/")
    assert focused(visit) == "search field"
    visit.page.keyboard.type("2023/24")
    assert visit.page.get_by_role("searchbox").input_value() == "2023/24"
