"""The known word that a mistyped one was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.nearest import distance, nearest, plain

LICENCES = ("OGL-UK-3.0", "OGL-UK-2.0", "CC-BY-4.0", "CC0-1.0")
OUTCOMES = ("disclosed", "partly-disclosed", "refused", "not-held")
words = st.text(alphabet="abcdé-_ ", max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Disclosed", "disclosed"),
        ("discolsed", "disclosed"),
        ("partly disclosed", "partly-disclosed"),
        ("NOT_HELD", "not-held"),
        ("refussed", "refused"),
        ("redacted", None),
        ("", None),
        ("-", None),
        ("zzz", None),
    ],
)
def test_an_outcome_is_recognised_by_a_few_slips(typed: str, meant: str | None) -> None:
    assert nearest(typed, OUTCOMES) == meant


@pytest.mark.parametrize("typed", ["OGL", "ogl-uk", "OGL-UK-3", "OGL-UK-3.O", "OGL UK 3.0"])
def test_a_licence_is_recognised_by_how_it_begins(typed: str) -> None:
    assert nearest(typed, LICENCES) == "OGL-UK-3.0"


def test_the_earlier_of_two_equally_near_choices_is_named() -> None:
    assert nearest("OGL-UK-4.0", LICENCES) == "OGL-UK-3.0"


def test_two_letters_swapped_are_one_slip() -> None:
    assert distance("parkign", "parking") == 1
    assert distance("recieved", "received") == 1


@given(words, words)
def test_distance_is_the_same_both_ways_and_none_only_for_equal_words(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@given(words)
def test_a_known_word_is_its_own_nearest(word: str) -> None:
    found = nearest(word, ["something-else", word])
    assert found is None if not plain(word) else found is not None and plain(found) == plain(word)
