"""Certain mends: made at once, nothing else touched, nothing uncertain guessed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_log.reading import fix, read

RECORDS = Path(__file__).parents[1] / "records"
BASE = (RECORDS / "base.yaml").read_text("utf-8")
EVERY_KEY = (RECORDS / "valid/every-key/responses/2024/notices.yaml").read_text("utf-8")
PATH = "responses/2024/example.yaml"


def mend(text: str, path: str = PATH) -> str:
    return fix(path, text.encode())[0].decode()


def content(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("received: 28/03/2024", "received: 2024-03-28"),
        ("received: '28.03.2024'", "received: '2024-03-28'"),
        ("received: 28 March 2024  # by email", "received: 2024-03-28  # by email"),
        ("received: 28th Mar 2024", "received: 2024-03-28"),
        ("received: March 28, 2024", "received: 2024-03-28"),
        ("received: Thursday 28 March 2024", "received: 2024-03-28"),
        ("received: March 2024", "received: 2024-03"),
        ("received: 2024/3/4", "received: 2024-03-04"),
        ("received: 04/04/2024", "received: 2024-04-04"),
        ("received: 20240304", "received: 2024-03-04"),
        ("recieved: 2024-03-04", "received: 2024-03-04"),
        ("Received: 4 March 2024", "received: 2024-03-04"),
        ("legislation: foia", "legislation: FOIA"),
        ("licence: ogl uk 3.0", "licence: OGL-UK-3.0"),
        ("publication: {status: Published}", "publication: {status: published}"),
        ("department: No", 'department: "No"'),
        ("department: 0131", 'department: "0131"'),
        ("topcis: [parking]", "topics: [parking]"),
    ],
)
def test_what_was_surely_meant_is_typed(typed: str, mended: str) -> None:
    after, done = fix(PATH, f"{typed}\n".encode())
    assert after.decode() == f"{mended}\n"
    assert done
    assert done[0].startswith("line 1: ")


@pytest.mark.parametrize(
    "typed",
    [
        "received: 03/04/2024",
        "received: 2024-02-30",
        "received: 28 Mrach 2024",
        "received: 28/3/24",
        "legislation: FOI",
        "outcome: granted",
        "name: Alex Example",
        "requester: Alex Example",
        "note: Something",
        "subject: Something",
        "topic: parking",
        "title: One\ntitel: Two",
        "titel: One\ntitlee: Two",
        "department: ~",
        "department: null",
        "received: |\n  28/03/2024",
        "title: Car parks: notices",
        "department: &a No",
        "department:\tNo",
    ],
)
def test_what_is_not_certain_is_left_alone(typed: str) -> None:
    raw = f"{typed}\n".encode()
    assert fix(PATH, raw) == (raw, [])


def test_a_sound_file_is_given_back_byte_for_byte() -> None:
    for text in (BASE, EVERY_KEY):
        assert fix(PATH, text.encode()) == (text.encode(), [])


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("title: a  \n", "title: a\n"),
        ("title: a # b \n \ndepartment: c\n", "title: a # b\n\ndepartment: c\n"),
        ("title: a", "title: a\n"),
        ("title: a\r\ndepartment: c\r\n", "title: a\ndepartment: c\n"),
        ("title: a\rdepartment: c\r", "title: a\ndepartment: c\n"),
        ("\ufefftitle: a\n", "title: a\n"),
    ],
)
def test_line_ends_are_mended(typed: str, mended: str) -> None:
    assert mend(typed) == mended


def test_a_line_break_typed_as_two_blanks_is_kept() -> None:
    text = "summary: |\n  one  \n  two\n"
    assert mend(text) == text


def test_comments_and_blank_lines_move_with_their_key() -> None:
    before = """\
# yaml-language-server: $schema=schema.json

# The usual licence.
licence: OGL-UK-3.0  # open
# What it is about.
title: Parking

# Two questions.
questions:
  # Nothing more was asked.
  - outcome: disclosed

    request: How many?
    response: |
      78

legislation: FOIA
# The end.
"""
    after = """\
# yaml-language-server: $schema=schema.json

# What it is about.
title: Parking

legislation: FOIA

# Two questions.
questions:
  # Nothing more was asked.
  - request: How many?

    response: |
      78
    outcome: disclosed
# The usual licence.
licence: OGL-UK-3.0  # open
# The end.
"""
    assert mend(before) == after


def test_a_comment_between_a_dash_and_its_first_key_keeps_the_order_as_it_is() -> None:
    text = "questions:\n  - outcome: disclosed\n    # asked\n    request: a\n    response: b\n"
    assert mend(text) == text


def test_an_unknown_key_stays_behind_the_key_above_it() -> None:
    text = "licence: OGL-UK-3.0\ncolour: green\ntitle: Parking\n"
    assert mend(text) == "title: Parking\nlicence: OGL-UK-3.0\ncolour: green\n"


def test_the_lists_beside_the_records_keep_their_own_order_and_words() -> None:
    text = "roads: No\nparking: Parking\n"
    assert mend(text, "topics.yml") == text
    assert mend("a:\n  regulator: ICO\n  name: A\n", "authorities.yml") == (
        "a:\n  regulator: ico\n  name: A\n"
    )


@pytest.mark.parametrize("path", sorted((RECORDS / "invalid").glob("*.yaml")), ids=lambda p: p.stem)
def test_mending_twice_is_mending_once_and_never_makes_it_worse(path: Path) -> None:
    raw = path.read_bytes()
    once, done = fix(PATH, raw)
    assert (once == raw) == (not done)
    assert fix(PATH, once) == (once, [])
    before, after = (read("2024/example", PATH, each).findings for each in (raw, once))
    assert len(after) <= len(before)
    assert not done or len(after) < len(before)


keys = st.permutations(list(content(EVERY_KEY)))
comments = st.lists(st.sampled_from(["", "# a note", "# another: note"]), max_size=3)


def shuffled(data: st.DataObject) -> str:
    """The record of every key with its blocks in any order and notes between them."""
    blocks: dict[str, str] = {}
    for line in EVERY_KEY.splitlines(keepends=True)[1:]:
        if line[0].isalpha():
            key = line.partition(":")[0]
            blocks[key] = ""
        blocks[key] += line
    text = ""
    for key in data.draw(keys):
        text += "".join(f"{line}\n" for line in data.draw(comments)) + blocks[key]
    return text


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_order_is_put_right_and_nothing_is_lost(data: st.DataObject) -> None:
    before = shuffled(data)
    after = mend(before)
    assert content(after) == content(before)
    assert list(content(after)) == list(content(EVERY_KEY))
    assert sorted(after.splitlines()) == sorted(before.splitlines())
    assert mend(after) == after


DATES = {"2024-03-04": "4 March 2024", "2024-03-28": "28/03/2024", "2024-04-02": "2024/04/02"}
WORDS = {"legislation: FOIA": "legislation: Foia", "status: redacted": "status: Redacted"}
SLIPS = {"received:": "recieved:", "department:": "departmnet:", "checked_by:": "checkedby:"}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted({**DATES, **WORDS, **SLIPS}.items()))))
def test_only_the_mended_value_changes(slips: set[tuple[str, str]]) -> None:
    before = EVERY_KEY
    for right, wrong in slips:
        before = before.replace(right, wrong)
    after, done = fix(PATH, before.encode())
    assert after.decode() == EVERY_KEY
    assert bool(done) == bool(slips)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_is_typed_the_free_text_stays_as_it_was(data: st.DataObject) -> None:
    text = EVERY_KEY
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        typed = data.draw(st.text(alphabet="\n \t-:[]{}\"'|>#,aA0Z~", max_size=4))
        text = text[:at] + typed + text[at:]
    after = mend(text)
    assert mend(after) == after
    if after != text:
        assert long_words(content(after)) == long_words(content(text))


def long_words(value: Any) -> list[str]:
    """Every value too long to be a date or a word of a list, in an order of its own."""
    if isinstance(value, Mapping):
        return sorted(each for part in value.values() for each in long_words(part))
    if isinstance(value, list):
        return sorted(each for part in value for each in long_words(part))
    return [value] if len(value) > 30 else []
