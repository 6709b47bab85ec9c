"""A memory may be deleted or corrupted: it then costs time and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from disclosure_log.publishing.memo import Memo, digest


def test_parts_of_a_digest_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab") == digest(b"ab")


def test_what_was_put_comes_back_in_another_run(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo.sqlite")
    memo.put_many([(b"key", b"value"), (b"other", b"thing")])
    memo.close()
    again = Memo(tmp_path / "memo.sqlite")
    assert again.get_many([b"key", b"unknown"]) == {b"key": b"value"}


def test_more_keys_than_one_question_holds() -> None:
    memo = Memo(None)
    keys = [digest(str(number)) for number in range(1201)]
    memo.put_many((key, key * 2) for key in keys)
    assert memo.get_many(keys) == {key: key * 2 for key in keys}


def test_a_value_that_was_changed_behind_its_back_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    memo = Memo(path)
    memo.put_many([(b"key", b"value")])
    memo.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE memo SET value = value || 'x'")
    db.close()
    assert Memo(path).get_many([b"key"]) == {}


def test_a_value_does_not_answer_for_another_key(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    memo = Memo(path)
    memo.put_many([(b"key", b"value")])
    memo.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE memo SET key = ?", (b"stolen",))
    db.close()
    assert Memo(path).get_many([b"stolen"]) == {}


@pytest.mark.parametrize("rubbish", [b"", b"not a database at all" * 400])
def test_a_file_that_is_no_database_is_replaced(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "memo.sqlite"
    path.write_bytes(rubbish)
    memo = Memo(path)
    assert memo.get_many([b"key"]) == {}
    memo.put_many([(b"key", b"value")])
    assert memo.get_many([b"key"]) == {b"key": b"value"}


def test_a_database_that_breaks_in_the_middle_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    memo = Memo(path)
    memo.put_many((digest(str(number)), b"x" * 1000) for number in range(500))
    memo.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    again = Memo(path)
    assert again.get_many([digest("1")]) == {}
    again.put_many([(b"key", b"value")])
    assert again.get_many([b"key"]) == {b"key": b"value"}


def test_what_is_not_needed_any_more_is_forgotten() -> None:
    memo = Memo(None)
    memo.put_many([(b"a", b"1"), (b"b", b"2")])
    memo.forget_all_but([b"b", b"never-there"])
    assert memo.get_many([b"a", b"b"]) == {b"b": b"2"}
