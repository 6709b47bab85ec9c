"""Bytes to text: every way an editor can save a file wrongly is said, and keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.finding import Fault
from disclosure_log.reading import read
from disclosure_log.reading.text import MAX_BYTES, Text, decode


def codes(raw: bytes) -> list[str]:
    text = decode(raw)
    return [text.code] if isinstance(text, Fault) else [fault.code for fault in text.faults]


def read_text(raw: bytes) -> str:
    text = decode(raw)
    assert isinstance(text, Text)
    return text.text


def test_plain_utf8_is_taken_as_it_is() -> None:
    assert decode("title: Café – £5\n".encode()) == Text("title: Café – £5\n")


def test_one_mebibyte_is_read_and_a_byte_more_is_not() -> None:
    assert codes(b"a" * MAX_BYTES) == []
    assert codes(b"a" * (MAX_BYTES + 1)) == ["record-too-large"]


def test_a_file_that_is_too_large_is_one_finding_and_no_response() -> None:
    reading = read("2024/large", "responses/2024/large.yaml", b"# x\n" * MAX_BYTES)
    assert [finding.code for finding in reading.findings] == ["record-too-large"]
    assert reading.response is None


def test_a_byte_order_mark_is_said_and_left_out() -> None:
    assert codes(b"\xef\xbb\xbftitle: a\n") == ["record-encoding"]
    assert read_text(b"\xef\xbb\xbftitle: a\n") == "title: a\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_said(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    raw = mark + "title: Parking fines\n".encode(encoding)
    assert codes(raw) == ["record-encoding"]
    assert read_text(raw) == "title: Parking fines\n"


def test_half_a_utf16_character_is_said_once() -> None:
    assert codes(b"\xff\xfet\x00i") == ["record-encoding"]


def test_what_is_no_text_at_all_is_said_once() -> None:
    assert codes(b"\x89PNG\r\n\x1a\n" + b"\x00\xff" * 500) == ["record-encoding"]


def test_each_line_with_another_encoding_is_said_once() -> None:
    assert codes("a: “x”\nb: y\nc: £5 – £6\n".encode("cp1252")) == ["record-encoding"] * 2


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff"])
def test_invisible_characters_are_said_with_their_place(sign: str) -> None:
    text = decode(f"title: a{sign}b\n".encode())
    assert isinstance(text, Text)
    (fault,) = text.faults
    assert (fault.code, fault.offset) == ("record-encoding", 8)
    assert text.text == "title: a b\n"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_are_one_warning(ends: str) -> None:
    raw = f"a: b{ends}c: d{ends}".encode()
    assert codes(raw) == ["record-trailing-blanks"]
    assert read_text(raw).replace("\r\n", "\n") == "a: b\nc: d\n"


@given(st.binary(max_size=200))
def test_any_bytes_at_all_give_text_or_a_fault(raw: bytes) -> None:
    text = decode(raw)
    faults = (text,) if isinstance(text, Fault) else text.faults
    assert {fault.code for fault in faults} <= {
        "record-encoding",
        "record-tab",
        "record-trailing-blanks",
    }


@given(st.text(max_size=100))
def test_every_character_keeps_its_place(words: str) -> None:
    bare = words.removeprefix("\ufeff")
    text = decode(bare.encode("utf-8", errors="ignore"))
    assert isinstance(text, Text)
    kept = bare.encode("utf-8", errors="ignore").decode()
    kept = kept.removeprefix("\ufeff")
    assert len(text.text) == len(kept)
    for typed, shown in zip(kept, text.text, strict=True):
        assert typed == shown or shown in (" ", "\n")
