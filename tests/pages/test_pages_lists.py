"""Lists: which records stand in them, and pages that a new record leaves alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_make import CATALOGUE, COUNCIL, context, day, entry

from disclosure_log.model import Catalogue, Entry, Outcome, PublicationStatus
from disclosure_log.pages.list_pages import ListContext, chunk_page, front_page, hub_page
from disclosure_log.pages.lists import (
    ALL,
    CHUNK,
    Chunk,
    ListKind,
    chunk_url,
    chunks,
    lists_of,
    topic_list,
)

CONTEXT = ListContext(CATALOGUE)
COUNTS = st.dictionaries(
    st.sampled_from(["2021", "2022", "2023", "2024"]), st.integers(0, 4 * CHUNK), max_size=4
)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.sort_key, reverse=True)


def cut(entries: Iterable[Entry], chunk: Chunk) -> list[Entry]:
    """A chunk's entries, newest first, from all of its year's in any order."""
    return newest_first(entries)[::-1][chunk.start : chunk.stop][::-1]


def test_a_record_stands_in_every_list_that_its_facts_name() -> None:
    record = entry(
        topics=("parking",),
        department="Parking Services",
        outcome=Outcome.REFUSED,
        provisions=("FOIA-s40(2)", "FOIA-s17", "FOIA-s99"),
    )
    assert [each.url for each in lists_of(record, CATALOGUE)] == [
        "responses/",
        "responses/topics/parking/",
        "responses/departments/parking-services/",
        "responses/outcomes/refused/",
        "exemptions/foia-s40-2/",
        "responses/laws/foia/",
        "responses/authorities/exampleshire-council/",
    ]


def test_a_log_of_one_authority_has_no_list_of_authorities() -> None:
    alone = Catalogue({COUNCIL.id: COUNCIL}, {})
    assert all(each.kind is not ListKind.AUTHORITY for each in lists_of(entry(), alone))


def test_a_draft_stands_in_no_list_and_a_withdrawn_record_only_in_the_list_of_all() -> None:
    assert lists_of(entry(status=PublicationStatus.DRAFT), CATALOGUE) == ()
    gone = entry(status=PublicationStatus.WITHDRAWN, topics=("parking",), outcome=None)
    assert lists_of(gone, CATALOGUE) == (ALL,)


def test_spellings_of_a_department_that_share_an_address_share_a_list() -> None:
    one, other = (
        set(lists_of(entry(department=name), CATALOGUE))
        for name in ("Legal services", "Legal Services")
    )
    assert one == other


@given(COUNTS)
def test_every_entry_of_a_year_is_on_exactly_one_page(counts: dict[str, int]) -> None:
    found = chunks("list/", counts)
    for year, count in counts.items():
        pages = sorted((c.start, c.stop) for c in found if c.year == year)
        assert [n for start, stop in pages for n in range(start, stop)] == list(range(count))
        assert all(stop - start == CHUNK for start, stop in pages[:-1])
    assert len({c.url for c in found}) == len(found)


@given(COUNTS)
def test_older_and_newer_lead_through_all_pages_and_back(counts: dict[str, int]) -> None:
    found = {c.url: c for c in chunks("list/", counts)}
    walked = []
    url = next(iter(found), "")
    while url:
        walked.append(url)
        older = found[url].older
        assert not older or found[older].newer == url
        url = older
    assert walked == list(found)


@given(COUNTS, st.sampled_from(["2021", "2022", "2023", "2024"]))
def test_one_more_record_changes_at_most_four_pages(counts: dict[str, int], year: str) -> None:
    before = set(chunks("list/", counts))
    after = set(chunks("list/", {**counts, year: counts.get(year, 0) + 1}))
    assert 1 <= len(after - before) <= 4
    if counts.get(year, 0) % CHUNK:
        assert len(after - before) == 1


def test_a_years_newest_chunk_is_the_years_own_page() -> None:
    found = chunks("responses/topics/parking/", {"2024": 2 * CHUNK + 7})
    assert [(c.url, c.start, c.stop) for c in found] == [
        ("responses/topics/parking/2024/", 100, 107),
        ("responses/topics/parking/2024/page/2/", 50, 100),
        ("responses/topics/parking/2024/page/1/", 0, 50),
    ]
    assert chunk_url("responses/", "2024", 1) == "responses/2024/page/1/"


def test_a_chunk_holds_its_entries_newest_first() -> None:
    entries = [entry(id=f"2023/n{n}", responded=day(f"2023-05-{n:02}")) for n in (3, 1, 2)]
    (only,) = chunks("responses/", {"2023": 3})
    assert [each.id for each in cut(entries, only)] == ["2023/n3", "2023/n2", "2023/n1"]
    assert newest_first(entries) == cut(entries, only)


def test_an_entry_shows_title_outcome_date_authority_department_topics_and_first_words() -> None:
    record = entry(
        topics=("children",), department="Schools", summary="Numbers rose. " + "word " * 80
    )
    body = front_page(topic_list("children", CATALOGUE), [record], {"2023": 1}, CONTEXT).body
    for shown in (
        '<a href="../../2023/an-earlier-one/">An earlier one</a>',
        ">Disclosed</span>",
        '<time datetime="2023-05-06">6 May 2023</time>',
        "Exampleshire Council",
        "Schools",
        "Children &amp; families",
        "Numbers rose. word",
        "word…",
    ):
        assert shown in body


def test_a_marker_in_a_title_or_summary_is_a_word_in_a_list() -> None:
    marked = "Letter to [redacted: FOIA-s40(2) name of a head teacher] of 2023"
    page = hub_page((entry(title=marked, summary=marked),), {"2023": 1}, [], CONTEXT)
    assert page.body.count("Letter to [redacted] of 2023") == 2


def test_a_replaced_or_withdrawn_record_says_so_in_a_list() -> None:
    gone = entry(id="2023/gone", status=PublicationStatus.WITHDRAWN, outcome=None)
    body = hub_page(
        [entry(), gone], {"2023": 2}, [], ListContext(CATALOGUE, {"2023/an-earlier-one"})
    ).body
    assert ">Replaced</span>" in body
    assert ">Withdrawn</span>" in body


def test_a_lists_front_shows_how_many_there_are_and_links_its_years() -> None:
    page = front_page(topic_list("parking", CATALOGUE), [entry()], {"2023": 60, "2024": 1}, CONTEXT)
    assert page.path == "responses/topics/parking/index.md"
    assert page.url == "responses/topics/parking/"
    assert "61 responses. These are the newest 1" in page.body
    assert '<a href="2023/">2023</a> <span class="dl-count">60 responses</span>' in page.body
    assert '<a href="2024/">2024</a> <span class="dl-count">1 response</span>' in page.body


def test_a_page_of_a_year_leads_to_older_and_newer_without_saying_of_how_many() -> None:
    parking = topic_list("parking", CATALOGUE)
    middle = chunks(parking.url, {"2023": 3 * CHUNK})[1]
    page = chunk_page(parking, middle, [entry()], CONTEXT)
    assert page.path == "responses/topics/parking/2023/page/2/index.md"
    assert '<a rel="prev" href="../../">Newer responses</a>' in page.body
    assert '<a rel="next" href="../1/">Older responses</a>' in page.body
    assert "150" not in page.body


@pytest.mark.parametrize("size", [1, CHUNK, CHUNK + 1])
def test_a_full_page_does_not_change_when_the_year_grows(size: int) -> None:
    def first(count: int) -> str:
        oldest = chunks("responses/", {"2023": count})[-1]
        return chunk_page(ALL, oldest, [entry()], CONTEXT).body

    assert first(2 * CHUNK + size) == first(3 * CHUNK)


def test_the_hub_offers_every_way_to_browse_with_counts() -> None:
    record = entry(topics=("parking",), department="Parking Services", provisions=("FOIA-s40(2)",))
    lists = [(each, 3) for each in lists_of(record, CATALOGUE) if each != ALL]
    body = hub_page([record], {"2023": 3}, lists, CONTEXT).body
    for target in (
        "2023/",
        "topics/parking/",
        "departments/parking-services/",
        "outcomes/disclosed/",
        "../exemptions/foia-s40-2/",
        "laws/foia/",
        "authorities/exampleshire-council/",
    ):
        assert re_link(body, target), target


def re_link(body: str, target: str) -> bool:
    line = next((each for each in body.split("\n") if f'href="{target}"' in each), "")
    return "3 responses" in line


def test_an_empty_log_says_so() -> None:
    assert "No response has been published yet." in hub_page([], {}, [], CONTEXT).body
    parking = topic_list("parking", CATALOGUE)
    assert "No response here yet." in front_page(parking, [], {}, CONTEXT).body
    assert context().entry("2023/none") is None
