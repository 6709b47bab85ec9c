"""The index is cut into shards that stay put, and the same records give the same bytes."""

import gzip
import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from disclosure_log.model import Authority, Catalogue
from disclosure_log.publishing import search_index
from disclosure_log.publishing.search_document import FACETS, Document
from disclosure_log.publishing.search_index import (
    CATALOGUE,
    FOLDER,
    Shard,
    catalogue_files,
    index_shard,
    partition,
)
from disclosure_log.publishing.search_words import ShardWords, list_words
from disclosure_log.reduced_date import ReducedDate

BODIES = Catalogue(
    authorities={
        "exampleshire-council": Authority(
            "exampleshire-council",
            "Exampleshire Council",
            (),
            request_form="https://www.exampleshire.gov.uk/foi",
        )
    },
    topics={"parking": "Parking", "roads": "Roads"},
)


@pytest.fixture(autouse=True)
def shards_of_eight_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "SHARD", 800)


def records(year: int, count: int) -> list[tuple[str, ReducedDate]]:
    first = date(year, 1, 1)
    return [
        (f"{year}/r{n:05}", ReducedDate.of(first + timedelta(days=n * 365 // count)))
        for n in range(count)
    ]


def some_document(number: int, *, year: int = 2024, words: str = "") -> Document:
    return Document(
        id=f"{year}/response-{number}",
        title=f"Response number {number}",
        words=words or f"The council answered about permits {number}.",
        date=f"{year}-05-{number % 28 + 1:02}",
        facets={
            "year": (str(year),),
            "topic": ("parking", "roads") if number % 3 == 0 else ("roads",),
            "law": ("FOIA",),
            "authority": ("exampleshire-council",),
        },
    )


def shared_by(*indexed: tuple[Shard, ShardWords, dict[str, bytes]]) -> dict[str, bytes]:
    """The files that shards share; newest first."""
    words = {shard.name: words for shard, words, _ in indexed}
    names = [(name, name) for name in reversed(words)]
    records = sum(shard.records for shard, _, _ in indexed)
    listed = list_words(names, records, words.get)
    return catalogue_files([shard for shard, _, _ in indexed], listed, BODIES)


def read(raw: bytes) -> Any:
    return json.loads(gzip.decompress(raw))


def facts_of(files: dict[str, bytes], path: str) -> Any:
    return read(files[FOLDER + path])


def test_a_small_year_is_one_shard_newest_first() -> None:
    shards = partition([*records(2023, 3), *records(2024, 2)])
    assert shards == {
        "2024": ("2024/r00001", "2024/r00000"),
        "2023": ("2023/r00002", "2023/r00001", "2023/r00000"),
    }


def test_a_large_year_is_cut_by_the_calendar_and_loses_none() -> None:
    all_records = records(2024, 2_000)
    shards = partition(all_records)
    assert list(shards) == [f"2024-{part}-of-4" for part in (4, 3, 2, 1)]
    assert max(map(len, shards.values())) <= search_index.SHARD
    ids = [record_id for ids in shards.values() for record_id in ids]
    assert ids == sorted((i for i, _ in all_records), reverse=True)


def test_one_more_record_touches_one_shard() -> None:
    before = partition(records(2024, 2_000))
    after = partition([*records(2024, 2_000), ("2024/late", ReducedDate(2024, 7, 9))])
    assert [name for name in before if before[name] != after[name]] == ["2024-3-of-4"]
    assert set(after) == set(before)


def test_a_reduced_date_comes_before_the_days_it_may_mean() -> None:
    shards = partition([*records(2024, 2_000), ("2024/vague", ReducedDate(2024))])
    assert shards["2024-1-of-4"][-1] == "2024/vague"


def test_the_same_documents_give_the_same_bytes() -> None:
    documents = [some_document(n, words=f"words{n} again parking " * n) for n in range(30, 0, -1)]
    first, second = index_shard("2024", documents), index_shard("2024", documents)
    assert first == second
    assert shared_by(first) == shared_by(second)


def test_only_what_the_page_reads_is_published() -> None:
    indexed = index_shard("2024", [some_document(n) for n in range(9)])
    files = indexed[2]
    endings = Counter(path.rpartition(".")[2] for path in files)
    assert set(endings) == {"gz", "index", "fragment"}
    assert endings["fragment"] == 9
    assert endings["gz"] == 1
    shared = shared_by(indexed)
    assert all(path.startswith(FOLDER) for path in [*files, *shared])


def test_a_change_of_one_record_leaves_the_words_of_the_others() -> None:
    documents = [some_document(n) for n in range(9)]
    _, _, before = index_shard("2024", documents)
    documents[4] = some_document(4, words="Something else altogether.")
    _, _, after = index_shard("2024", documents)
    same = {p for p, raw in before.items() if after.get(p) == raw and p.endswith(".fragment")}
    assert len(same) == 8


def test_the_facts_narrow_and_sort_without_pagefind() -> None:
    documents = [some_document(n) for n in range(6)]
    shard, _, files = index_shard("2024", documents)
    facts = facts_of(files, shard.facts)
    assert facts["dates"] == [each.date for each in documents]
    topics = facts["facets"]["topic"]
    named = [[topics["values"][n] for n in row] for row in topics["rows"]]
    assert named == [list(each.facets["topic"]) for each in documents]
    assert set(facts["facets"]) == set(FACETS)
    for name in facts["fragments"]:
        assert f"{FOLDER}2024/{name}.fragment" in files


def test_the_chunks_hold_every_word_in_order() -> None:
    shard, words, files = index_shard("2024", [some_document(n) for n in range(6)])
    chunks = facts_of(files, shard.facts)["chunks"]
    assert [start for start, _, _ in chunks] == sorted(start for start, _, _ in chunks)
    assert chunks[0][0] == words.words[0]
    assert chunks[-1][1] == words.words[-1]
    assert "permit" in words.words


def test_the_catalogue_counts_what_the_documents_say() -> None:
    years = {year: [some_document(n, year=year) for n in range(9)] for year in (2024, 2023)}
    indexed = [index_shard(str(year), documents) for year, documents in years.items()]
    known = json.loads(shared_by(*indexed)[CATALOGUE])
    assert known["records"] == 18
    assert [shard["name"] for shard in known["shards"]] == ["2024", "2023"]
    topics = next(facet for facet in known["facets"] if facet["name"] == "topic")
    assert topics["values"] == [
        ["parking", "Parking", 6, "responses/topics/parking/"],
        ["roads", "Roads", 18, "responses/topics/roads/"],
    ]
    assert known["ask"] == [["Exampleshire Council", "https://www.exampleshire.gov.uk/foi"]]


def test_words_of_most_responses_are_named_as_common() -> None:
    indexed = index_shard("2024", [some_document(n) for n in range(9)])
    known = json.loads(shared_by(indexed)[CATALOGUE])
    assert known["common"]["council"] == pytest.approx(1)
    assert known["common"]["council"] > known["limit"]
    assert "7" not in known["common"]


def test_the_list_of_words_says_how_many_records_and_which_shards_hold_one() -> None:
    newer = index_shard("2024", [some_document(1, words="permits and knotweed")])
    older = index_shard("2023", [some_document(1, year=2023, words="permits")])
    files = shared_by(newer, older)
    known = json.loads(files[CATALOGUE])
    rows = [row for _, path in known["words"] for row in read(files[FOLDER + path])[0]]
    assert ["knotwe", 1, "2"] in rows
    assert ["permit", 2, "3"] in rows  # a bit a shard, from the oldest


def test_an_empty_log_has_a_catalogue_all_the_same() -> None:
    known = json.loads(shared_by()[CATALOGUE])
    assert known["records"] == 0
    assert known["shards"] == []
