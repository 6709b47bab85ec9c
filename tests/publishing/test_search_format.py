"""Pagefind's files are taken apart and put together without a byte of an entry changed."""

import gzip

import pytest

from disclosure_log.publishing.search_document import Document
from disclosure_log.publishing.search_engine import index_files
from disclosure_log.publishing.search_format import (
    chunked,
    index_body,
    pack,
    page_list,
    unpack,
    word_entries,
)


def documents(*texts: str) -> list[Document]:
    return [
        Document(id=f"2024/response-{n}", title=f"Title {n}", words=text, date="2024", facets={})
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    numbers = " ".join(str(n) for n in range(300))
    texts = [f"parking permits {numbers} café {'notices ' * n}" for n in range(40)]
    return index_files(documents(*texts, "cafe naïve Tŷ ty"))


def bodies(made: dict[str, bytes]) -> list[bytes]:
    found = [unpack(raw) for path, raw in made.items() if path.endswith(".pf_index")]
    assert found
    return found


def test_the_entries_of_an_index_make_the_same_index_again(made: dict[str, bytes]) -> None:
    for body in bodies(made):
        assert index_body(list(word_entries(body))) == body


def test_an_entry_knows_its_word_and_on_how_many_pages_it_is(made: dict[str, bytes]) -> None:
    pages = {entry.word: entry.pages for body in bodies(made) for entry in word_entries(body)}
    assert pages["park"] == 40
    assert pages["notic"] == 39
    assert pages["299"] == 40
    assert "cafe" in pages
    assert "café" not in pages


def test_an_entry_knows_its_pages_in_any_spelling(made: dict[str, bytes]) -> None:
    entries = {entry.word: entry for body in bodies(made) for entry in word_entries(body)}
    assert entries["park"].steps() == [0, *[1] * 39]
    assert entries["notic"].steps() == [1] * 39
    assert entries["cafe"].steps() == [0, *[1] * 40]
    assert entries["naiv"].steps() == [40]


def test_entries_are_cut_into_small_groups_that_lose_none(made: dict[str, bytes]) -> None:
    entries = [entry for body in bodies(made) for entry in word_entries(body)]
    groups = list(chunked(entries, 2_000))
    assert [entry for group in groups for entry in group] == entries
    assert len(groups) > 3
    assert all(sum(len(e.raw) for e in group) <= 2_000 or len(group) == 1 for group in groups)


def test_pages_keep_the_order_in_which_they_were_sent(made: dict[str, bytes]) -> None:
    meta = next(raw for path, raw in made.items() if path.endswith(".pf_meta"))
    pages = page_list(unpack(meta))
    addresses = [unpack(made[f"fragment/{name}.pf_fragment"]) for name, _ in pages]
    assert [f'"url":"2024/response-{n}"'.encode() in raw for n, raw in enumerate(addresses)] == [
        True
    ] * 41


def test_packing_gives_the_same_bytes_on_any_day() -> None:
    assert pack(b"body") == pack(b"body")
    assert unpack(pack(b"body")) == b"body"
    assert pack(b"body")[4:8] == bytes(4)  # gzip's date


@pytest.mark.parametrize("body", [b"", b"\x81", b"\x82\x81\x83", b"\x81\x81\x84aa", b"words"])
def test_what_pagefind_did_not_write_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="Pagefind"):
        list(word_entries(body))


def test_a_file_without_the_signature_is_refused() -> None:
    with pytest.raises(ValueError, match="Pagefind"):
        unpack(gzip.compress(b"something else"))
