"""The quick look and the validator that explains never disagree."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_log.reading.nodes import compose
from disclosure_log.reading.plain import to_plain
from disclosure_log.reading.shape import shape
from disclosure_log.reading.text import Text, decode
from disclosure_log.reading.validate import quick_look, validator

RECORDS = Path(__file__).parents[1] / "records"
ALL = sorted(path for path in RECORDS.rglob("*") if path.suffix in (".yaml", ".yml"))
EVERY_KEY = RECORDS / "valid/every-key/responses/2024/notices.yaml"
VALUES: list[Any] = [
    *("", "x", "2024", "2024-02-30", "2024-02-29", "OGL-UK-3.0", "disclosed", "refused", "FOIA"),
    *(0, 1, -1, True, [], ["x"], ["x", "x"], [[]], [{}], {}, {"x": "y"}, {"text": "a"}),
]


def data_of(path: Path, name: str) -> Any:
    text = decode(path.read_bytes())
    root = compose(text.text).root if isinstance(text, Text) else None
    return None if root is None else to_plain(root, shape(name)).data


def agree(name: str, data: Any) -> bool:
    found_sound: bool = quick_look(name).is_valid(data)
    assert found_sound == (not list(validator(name).iter_errors(data)))
    return found_sound


@pytest.mark.parametrize("name", ["response", "authorities"])
def test_they_agree_on_every_sample(name: str) -> None:
    verdicts = [agree(name, data_of(path, name)) for path in ALL]
    assert True in verdicts
    assert False in verdicts


def test_numbers_and_truths_are_told_apart() -> None:
    record = data_of(EVERY_KEY, "response")
    assert agree("response", record)
    record["redaction"]["items"][0]["count"] = True
    assert not agree("response", record)


@settings(max_examples=150)
@given(st.data())
def test_they_agree_on_a_record_with_anything_changed(data: st.DataObject) -> None:
    record = copy.deepcopy(data_of(EVERY_KEY, "response"))
    for _ in range(data.draw(st.integers(1, 3))):
        here = record
        while isinstance(here, (dict, list)) and here:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = data.draw(st.sampled_from(keys))
            below = here[key]
            if not isinstance(below, (dict, list)) or not below or data.draw(st.booleans()):
                change = data.draw(st.sampled_from(["replace", "remove", "add"]))
                if change == "replace":
                    here[key] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
                elif change == "remove":
                    del here[key]
                elif isinstance(here, dict):
                    here["unknown"] = "x"
                else:
                    here.append(copy.deepcopy(below))
                break
            here = below
    agree("response", record)
