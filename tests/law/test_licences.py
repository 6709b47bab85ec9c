"""The licences of the log, and the wording of letters that contradicts an open one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.law import contradictions, licence, licences


def test_the_licences_are_those_of_the_contract() -> None:
    assert [one.id for one in licences()] == [
        "OGL-UK-3.0",
        "OGL-UK-2.0",
        "OGL-UK-1.0",
        "CC-BY-4.0",
        "CC0-1.0",
        "LicenseRef-All-Rights-Reserved",
    ]
    assert [one.id for one in licences() if one.is_ogl] == [
        "OGL-UK-3.0",
        "OGL-UK-2.0",
        "OGL-UK-1.0",
    ]
    assert [one.id for one in licences() if not one.open] == ["LicenseRef-All-Rights-Reserved"]
    assert licence("OGL") is None


def test_the_open_government_licence_has_its_own_attribution() -> None:
    ogl = licence("OGL-UK-3.0")
    assert ogl is not None
    assert ogl.name == "Open Government Licence v3.0"
    assert ogl.attribution == (
        "Contains public sector information licensed under the Open Government Licence v3.0."
    )
    assert ogl.url == ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")


def test_other_licences_name_the_rights_holder() -> None:
    for one in licences():
        words = one.attribution_to("Exampleshire Council")
        assert "{" not in words
        assert ("Exampleshire Council" in words) is not one.is_ogl
        assert one.url.startswith("https://")


WORDING = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))


@pytest.mark.parametrize("sentence", WORDING["contradicts"])
def test_wording_that_contradicts_an_open_licence(sentence: str) -> None:
    text = f"The council issued 4,312 notices.\n\n{sentence} The table below has the details."
    found = list(contradictions(text))
    assert len(found) == 1
    start = found[0].offset
    assert start >= text.index(sentence[:3])
    assert start + found[0].length <= text.index("The table below")
    assert found[0].says


@pytest.mark.parametrize("sentence", WORDING["agrees"])
def test_wording_that_does_not(sentence: str) -> None:
    text = f"The council issued 4,312 notices. {sentence} The table below has the details."
    assert list(contradictions(text)) == []


def test_each_sentence_is_reported_once_and_each_by_itself() -> None:
    text = (
        "This information is for your own personal use only and may not be re-used without "
        "permission.\n\n- All rights reserved\n- Nothing else\n\n"
        "| Note |\n|---|\n| © Sample Ltd |\n"
    )
    found = list(contradictions(text))
    assert [text[one.offset :].split()[0] for one in found] == ["for", "All", "©"]


@given(st.text(alphabet=" ab.\n|not reuse©-", max_size=300))
def test_places_lie_inside_the_text(text: str) -> None:
    for one in contradictions(text):
        assert 0 <= one.offset < one.offset + one.length <= len(text)


def test_the_wording_is_written_in_small_letters() -> None:
    """A text is first searched in small letters, where a capital would never be found."""
    path = Path(__file__).parents[2] / "scripts" / "disclosure_log" / "data" / "licences.yml"
    wording = yaml.safe_load(path.read_text("utf-8"))["wording"]
    patterns = [*wording["groups"].values(), *(each["pattern"] for each in wording["phrases"])]
    words = [word for each in wording["phrases"] for word in each["with"]]
    for text in (*(re.sub(r"\\.", "", pattern) for pattern in patterns), *words):
        assert text == text.lower()
