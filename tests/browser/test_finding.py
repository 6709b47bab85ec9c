"""A visitor searches, narrows, sorts and leafs, with the mouse, and finds what is there."""

from collections.abc import Callable
from itertools import combinations

import pytest

from browser.conftest import Visit, Visiting
from browser.generated import counted, documents, newest_first
from browser.seeking import (
    all_results,
    asked,
    choose,
    counts,
    facet,
    results,
    seek,
    status,
    total,
    type_in,
    wait,
)
from disclosure_log.publishing.search_document import FACETS, Document

RECORDS = documents(420)


def saying(*words: str) -> list[Document]:
    """The records with all of the words, by reading them."""
    texts = {each.id: f"{each.title} {each.words}".lower().split() for each in RECORDS}
    clean = {i: {word.strip(".,:") for word in text} for i, text in texts.items()}
    return [each for each in RECORDS if set(words) <= clean[each.id]]


def test_a_word_finds_every_response_that_has_it(visit: Visit) -> None:
    seek(visit, "potholes")
    assert total(visit) == len(saying("potholes")) > 50
    assert {each.id for each in all_results(visit)} == {each.id for each in saying("potholes")}


def test_all_words_of_a_query_must_be_there(visit: Visit) -> None:
    seek(visit, "potholes felling")
    found = {each.id for each in saying("potholes", "felling")}
    assert 2 < len(found) < len(saying("potholes"))
    assert {each.id for each in all_results(visit)} == found


def test_other_forms_of_a_word_are_found(visit: Visit) -> None:
    seek(visit, "pothole")
    assert total(visit) == len(saying("potholes"))


def test_a_short_word_is_not_the_beginning_of_another(visit: Visit) -> None:
    seek(visit, "po")
    assert status(visit) == "No responses for “po”."


def test_a_phrase_in_quotes_is_found_as_it_stands(visit: Visit) -> None:
    seek(visit, '"permits potholes repaired"')
    found = {
        each.id for each in RECORDS if "permits potholes repaired" in each.words.replace(".", "")
    }
    assert found
    assert {each.id for each in all_results(visit)} == found


def test_a_reference_leads_to_its_response(visit: Visit) -> None:
    wanted = RECORDS[7]
    seek(visit, wanted.words.split()[-1])
    assert [each.id for each in results(visit)] == [wanted.id]


def test_a_result_says_what_it_is(visit: Visit) -> None:
    seek(visit, "potholes", sort="date")
    first = newest_first(saying("potholes"))[0]
    item = visit.page.locator("[data-dl-results] > li").first
    assert item.get_by_role("link").inner_text() == first.title
    assert item.locator("time").get_attribute("datetime") == first.date
    assert first.facets["department"][0] in item.inner_text()
    assert "Example" in item.inner_text()
    assert item.locator(".dl-badge").count() == 1
    marked = item.locator("mark").all_inner_texts()
    assert marked
    assert all("pothole" in each.lower() for each in marked)


def test_newest_first_is_by_date_through_all_years(visit: Visit) -> None:
    seek(visit, "potholes", sort="date")
    shown = [each.id for each in all_results(visit)]
    assert shown == [each.id for each in newest_first(saying("potholes"))]


@pytest.mark.parametrize("query", ["potholes", "parking permits", "library figures council"])
def test_shards_answer_as_one_index_would(visiting: Visiting, query: str) -> None:
    answers: list[object] = []
    for site in ("shards", "whole"):
        with visiting() as visit:
            seek(visit, query, site)
            found = all_results(visit)
            assert len(found) > 30
            answers.append([(each.id, round(each.score, 3)) for each in found])
            answers.append({name: counts(visit, name) for name in FACETS})
    assert answers[0] == answers[2]
    assert answers[1] == answers[3]


@pytest.mark.parametrize("name", list(FACETS))
def test_every_facet_counts_what_the_records_say(visit: Visit, name: str) -> None:
    seek(visit, "potholes")
    assert counts(visit, name) == dict(counted(saying("potholes"), name))


def test_a_facet_narrows_the_results_and_the_other_facets(visit: Visit) -> None:
    seek(visit, "potholes")
    choose(visit, "topic", "parking")
    left = [each for each in saying("potholes") if "parking" in each.facets["topic"]]
    assert 0 < total(visit) == len(left)
    assert {each.id for each in all_results(visit)} == {each.id for each in left}
    assert counts(visit, "outcome") == dict(counted(left, "outcome"))
    assert counts(visit, "topic") == dict(counted(saying("potholes"), "topic"))


def test_two_values_of_a_facet_widen_and_two_facets_narrow(visit: Visit) -> None:
    seek(visit, "potholes", topic=["parking", "roads"], year="2024")
    left = [
        each
        for each in saying("potholes")
        if {"parking", "roads"} & set(each.facets["topic"]) and each.facets["year"] == ("2024",)
    ]
    assert 0 < total(visit) == len(left)
    topics = [each for each in saying("potholes") if each.facets["year"] == ("2024",)]
    assert counts(visit, "topic") == dict(counted(topics, "topic"))


def test_facets_alone_list_the_newest_and_fetch_no_index(visit: Visit) -> None:
    seen = len(visit.sites.server.sent)
    seek(visit, outcome="refused")
    left = [each for each in RECORDS if each.facets["outcome"] == ("refused",)]
    assert total(visit) == len(left)
    assert [each.id for each in all_results(visit)] == [each.id for each in newest_first(left)]
    fetched = [each.path for each in visit.sites.server.sent[seen:]]
    assert any("/pagefind/" in path for path in fetched)
    assert not [path for path in fetched if path.endswith((".index", ".pagefind"))]


def test_clearing_brings_everything_back(visit: Visit) -> None:
    seek(visit, "potholes", topic="parking", law="EIR")
    visit.page.get_by_role("button", name="Clear all").click()
    visit.page.wait_for_function("() => !location.search.includes('topic')")
    visit.page.wait_for_function(
        "count => document.querySelector('[data-dl-status]').textContent.startsWith(count)",
        arg=str(len(saying("potholes"))),
    )
    assert asked(visit) == {"q": ["potholes"]}


def test_a_long_facet_is_folded(visiting: Visiting) -> None:
    with visiting() as visit:
        seek(visit, site="foi", q="council")
        topics = facet(visit, "topic")
        assert topics.locator("li:visible").count() == 8
        topics.get_by_role("button", name="more").click()
        assert topics.locator("li:visible").count() == len(counts(visit, "topic")) > 8
        topics.get_by_role("button", name="Show fewer").click()
        assert topics.locator("li:visible").count() == 8


def test_the_next_page_continues_the_first(visit: Visit) -> None:
    seek(visit, "potholes")
    first = results(visit)
    assert len(first) == 10
    visit.page.locator("[data-dl-more]").click()
    visit.page.wait_for_function(
        "document.querySelectorAll('[data-dl-results] > li').length === 20"
    )
    assert results(visit)[:10] == first


def test_a_word_that_every_response_has_is_answered_alone(visit: Visit) -> None:
    seek(visit, "request")
    assert total(visit) == len(RECORDS)


def test_a_common_word_is_left_out_and_it_is_said(visit: Visit) -> None:
    seek(visit, "request potholes")
    assert total(visit) == len(saying("potholes"))
    assert (
        "most responses have them: “request”" in visit.page.locator("[data-dl-notes]").inner_text()
    )


def test_a_word_that_nobody_wrote_is_named(visit: Visit) -> None:
    seek(visit, "xylophone potholes")
    assert total(visit) == len(saying("potholes"))
    assert "No response has “xylophone”" in visit.page.locator("[data-dl-notes]").inner_text()


def test_where_no_response_has_all_words_some_are_left_out(visit: Visit) -> None:
    reference = RECORDS[7].words.split()[-1]
    other = RECORDS[8].words.split()[-1]
    seek(visit, f"{reference} {other}")
    assert total(visit) == 1
    assert "all of your words" in visit.page.locator("[data-dl-notes]").inner_text()


def quarter(each: Document) -> str:
    """The shard of a record: this log is cut into the quarters of its years."""
    return f"{each.id[:4]}-{(int(each.date[5:7]) + 2) // 3}-of-4"


def met_once() -> tuple[str, str, Document]:
    """Two numbers, as words begin with them, that share shards enough and a single record."""
    held: dict[str, set[int]] = {}
    for number, each in enumerate(RECORDS):
        for word in f"{each.title} {each.words}".replace(".", "").split():
            if word[:3].isdigit() and len(word) > 2:
                held.setdefault(word[:3], set()).add(number)
    for one, two in combinations(sorted(held), 2):
        met = held[one] & held[two]
        shared = set.intersection(*({quarter(RECORDS[n]) for n in held[w]} for w in (one, two)))
        by_chance = len(held[one]) * len(held[two]) / len(RECORDS)
        if len(met) == 1 and len(shared) > max(2, 2 * by_chance):
            return one, two, RECORDS[met.pop()]
    raise AssertionError("no two words meet once")


def test_words_that_meet_in_one_record_open_no_other_shard(visit: Visit) -> None:
    one, two, wanted = met_once()
    seek(visit, "xylophone")
    seen = len(visit.sites.server.sent)
    type_in(visit, f"{one} {two}")
    assert [each.id for each in all_results(visit)] == [wanted.id]
    fetched = [each.path for each in visit.sites.server.sent[seen:]]
    assert any(path.endswith(".rows") for path in fetched)
    opened = {path.split("/")[-2] for path in fetched if path.endswith(".index")}
    assert opened == {quarter(wanted)}


def test_a_phrase_of_words_that_meet_nowhere_opens_no_shard(visit: Visit) -> None:
    assert saying("amber")
    assert saying("crimson")
    assert not saying("amber", "crimson")
    seek(visit, "xylophone")
    seen = len(visit.sites.server.sent)
    type_in(visit, '"amber crimson"')
    fetched = [each.path for each in visit.sites.server.sent[seen:]]
    assert any(path.endswith(".rows") for path in fetched)
    assert not any(path.endswith(".index") for path in fetched)
    assert status(visit).startswith("No responses")


def test_files_of_rows_that_share_a_name_are_told_apart(visit: Visit) -> None:
    visit.go("search/", "shards")
    visit.page.add_script_tag(url=visit.sites.address("shards", "assets/search/search-rows.js"))
    # Each word has a file of its own, of the same two bytes, though they are in other shards.
    found = visit.page.evaluate("""() => {
      const listed = [[["permit", 1, "1"], ["permitted", 1, "4"]], [[0, "same"], [1, "same"]]];
      const files = [0, 1].map(place => rowsFile(listed, place));
      const bytes = new Uint8Array([6, 0]);
      const rows = files.map(([first], n) => rowsOfWords(bytes, listed, first, [n])[0]);
      return [new Set(files).size, rows.map(([word, found]) => [word, [...found]])];
    }""")
    assert found == [2, [["permit", [[0, [5]]]], ["permitted", [[2, [5]]]]]]


def test_nothing_found_says_what_to_do_next(visit: Visit) -> None:
    seek(visit, "xylophone")
    assert status(visit) == "No responses for “xylophone”."
    advice = visit.page.locator("[data-dl-none]")
    assert advice.is_visible()
    for name in ("all responses", "by topic", "by department"):
        assert advice.get_by_role("link", name=name).is_visible()
    form = advice.get_by_role("link", name="Exampleshire Council")
    assert form.get_attribute("href") == "https://www.exampleshire.gov.uk/"


def test_an_empty_search_offers_what_can_be_browsed(visit: Visit) -> None:
    seek(visit, site="foi")
    start = visit.page.locator("[data-dl-start]")
    assert status(visit).endswith("responses can be searched.")
    for heading in ("By topic", "By outcome"):
        assert start.get_by_role("heading", name=heading).is_visible()
    links = start.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 10
    for link in links:
        assert visit.page.request.get(link).ok, link


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "&lt;b&gt;"]
)
def test_a_query_is_words_and_never_markup(visit: Visit, query: str) -> None:
    seek(visit)
    type_in(visit, query)
    assert visit.page.locator("[data-dl-seek] :is(img, script, b)").count() == 0
    assert asked(visit)["q"] == [query]


def test_a_response_is_words_and_never_markup(
    visiting: Visiting, hostile: Callable[[], None]
) -> None:
    hostile()
    with visiting() as visit:
        seek(visit, "harmless", "hostile")
        item = visit.page.locator("[data-dl-results] > li")
        assert item.count() == 1
        assert "<img src=x onerror=alert(1)>" in item.inner_text()
        assert item.locator("img").count() == 0


def test_older_years_are_searched_when_asked_for(visit: Visit) -> None:
    seek(visit, "potholes", "thrifty")
    everything = saying("potholes")
    assert 0 < total(visit) < len(everything)
    assert " since " in status(visit)
    before = total(visit)
    visit.page.get_by_role("button", name="too").click()
    visit.page.wait_for_function(
        "before => parseInt(document.querySelector('[data-dl-status]').textContent) > before",
        arg=before,
    )
    wait(visit)
    assert total(visit) > before


def test_a_chosen_year_is_searched_however_old(visit: Visit) -> None:
    seek(visit, "potholes", "thrifty", year="2019")
    found = [each for each in saying("potholes") if each.facets["year"] == ("2019",)]
    assert total(visit) == len(found) > 3


def test_a_word_written_with_a_hyphen_is_found_without(visit: Visit) -> None:
    seek(visit, "potholes-repaired")
    assert total(visit) == len(saying("potholes", "repaired"))


def test_a_whole_question_finds_what_answers_most_of_it(visit: Visit) -> None:
    wanted = next(each for each in RECORDS if "potholes" in each.title.lower())
    ward = wanted.title.split()[-1]
    seek(visit, f"How many potholes did the council repair in ward {ward}, by zone and by weather?")
    assert wanted.id in [each.id for each in results(visit)]
