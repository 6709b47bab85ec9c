"""A file's kind, parts, words, tables and name come together; what goes wrong is a leak too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_log.finding import Severity
from disclosure_log.leaks.canaries import canaries
from disclosure_log.leaks.inspect import MANY, gather, inspect_bytes, preload
from disclosure_log.leaks.kinds import Kind
from disclosure_log.leaks.leak import (
    CannotInspectError,
    Found,
    Grid,
    Leak,
    Passage,
    leak,
)
from disclosure_log.leaks.text.rule import Known

NOBODY = "zebedee.quillfeather@mail.example"
SECRET = "Quillfeather"
FILES = {one.name.rpartition(".")[2]: one.raw for one in canaries()}


def inspect(name: str, raw: bytes | str, known: Known | None = None) -> tuple[Leak, ...]:
    return inspect_bytes(name, raw.encode() if isinstance(raw, str) else raw, known or Known())


def errors(found: tuple[Leak, ...]) -> set[str]:
    return {one.code for one in found if one.severity is Severity.ERROR}


def stand_in(patch: pytest.MonkeyPatch, *found: Found | BaseException) -> None:
    """Makes the inspector of plain text yield these things, or raise them."""

    def inspect_plain(_: bytes) -> Iterator[Found]:
        for one in found:
            if isinstance(one, BaseException):
                raise one
            yield one

    module = ModuleType("plain_file")
    module.inspect_plain = inspect_plain  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "disclosure_log.leaks.plain_file", module)
    import disclosure_log.leaks as room

    patch.setattr(room, "plain_file", module, raising=False)


# --- words and tables


def test_words_are_read_and_placed_in_their_line() -> None:
    (found,) = inspect("answer.txt", f"The answer.\nIt is long.\nWrite to {NOBODY} please.\n")
    assert found.code == "personal-data-email"
    assert (found.line, found.column) == (3, 10)
    assert found.place == "line 3"


def test_words_of_a_row_are_placed_in_its_line() -> None:
    found = inspect("figures.csv", f"Team,Contact\r\nHousing,no\r\nParks,{NOBODY}\r\n")
    mail = next(one for one in found if one.code == "personal-data-email")
    assert mail.place == "row 3"
    assert mail.line == 3


def test_known_contact_points_pass() -> None:
    known = Known(emails=frozenset({NOBODY}))
    assert inspect("answer.txt", f"Write to {NOBODY} please.", known) == ()


def test_listed_words_are_found_in_words_and_in_the_name() -> None:
    known = Known(words=("Zebedee Quillfeather",))
    assert "personal-data-listed-word" in errors(
        inspect("answer.txt", "We told Zebedee Quillfeather so.", known)
    )
    found = inspect("Zebedee_Quillfeather.txt", "We told nobody.", known)
    assert "personal-data-listed-word" in errors(found)
    assert {one.place for one in found} == {"the file's name"}


def test_tables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (("Team", "National Insurance number"), ("Parks", "x"), ("Housing", "y"))
    stand_in(monkeypatch, Grid(rows, "sheet 1"))
    assert "attachment-personal-column" in errors(inspect("answer.txt", "Words"))


def test_the_same_words_in_two_places_are_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, Passage(f"to {NOBODY}", "page 1"), Passage(f"to {NOBODY}", "page 2"))
    assert [one.place for one in inspect("answer.txt", "Words")] == ["page 1", "page 2"]


# --- the whole


@pytest.mark.parametrize(("name", "kind"), [("a.xlsx", Kind.XLSX), ("a.docx", Kind.DOCX)])
def test_an_office_file_is_published_where_it_is_allowed(name: str, kind: Kind) -> None:
    raw = FILES[name.rpartition(".")[2]]

    def severities(allowed: frozenset[Kind], *, loose: bool) -> list[Severity]:
        found = inspect_bytes(name, raw, Known(), allowed=allowed, loose=loose)
        return [one.severity for one in found if one.code == "attachment-type-office"]

    assert severities(frozenset(), loose=True) == [Severity.WARNING]
    assert severities(frozenset(), loose=False) == [Severity.ERROR]
    assert severities(frozenset({kind}), loose=False) == []
    assert severities(frozenset({Kind.ODS}), loose=False) == [Severity.ERROR]


def test_a_refused_file_still_has_its_name_read() -> None:
    found = inspect(f"to {NOBODY}.zip", b"PK\x03\x04")
    assert errors(found) == {"attachment-type-refused", "personal-data-email"}


@pytest.mark.parametrize(
    "name",
    [
        "Answer v2.txt",
        "Answer_FINAL.txt",
        "answer-unredacted.txt",
        "Copy of answer.txt",
        "answer (1).txt",
        "Letter to Zebedee Quillfeather.txt",
        "Mrs_Quillfeather.txt",
        "Zebedee-Quillfeather-CV.txt",
        "SAR 20931.txt",
        "client-no-20931.txt",
        "C__Users_zq_answer.txt",
        "Unredacted%20answer.txt",
    ],
)
def test_a_name_that_gives_something_away_is_a_warning(name: str) -> None:
    found = [one for one in inspect(name, "Words") if one.code == "attachment-file-name"]
    assert found
    assert {one.severity for one in found} == {Severity.WARNING}
    assert all(SECRET not in repr(one) and "20931" not in repr(one) for one in found)


@pytest.mark.parametrize(
    "name",
    [
        "potholes-2025-26.txt",
        "FOI-2025-0123-response.txt",
        "Parking fines by street.txt",
        "Response to request.txt",
        "spend_over_500_2026-01.txt",
        "Letter of the Council.txt",
        "Annex A.txt",
        "Final accounts 2024-25.txt",
        "Old Town Hall survey.txt",
        "Draft local plan consultation.txt",
        "Original budget by service.txt",
    ],
)
def test_an_ordinary_name_passes(name: str) -> None:
    assert inspect(name, "Words") == ()


@pytest.mark.parametrize("name", ["answer\u202etxt.txt", "ans\u200bwer.txt", "answer\n.txt"])
def test_a_name_with_characters_that_nobody_sees_is_refused(name: str) -> None:
    assert errors(inspect(name, "Words")) == {"attachment-file-name"}


def test_a_leak_of_one_code_is_told_so_often_and_no_more() -> None:
    many = [leak("attachment-comment", f"page {number}", "A note.") for number in range(MANY + 5)]
    one = leak("attachment-macro", "part 3", "A macro.")
    found = gather([*many, one, one])
    assert len(found) == MANY + 2
    assert [each.place for each in found if each.code == "attachment-macro"] == ["part 3"]
    assert found[-1].code == "attachment-comment"
    assert "5 more" in found[-1].message
    assert found[-1].severity is Severity.ERROR


def test_an_error_is_never_lost_among_warnings() -> None:
    many = [leak("attachment-device", f"segment {n}", "A note.") for n in range(MANY * 2)]
    error = leak("attachment-device", "segment 99", "A number.", severity=Severity.ERROR)
    assert error in gather([*many, error])


# --- what goes wrong


@pytest.mark.parametrize(
    "problem",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        RecursionError(SECRET),
        MemoryError(SECRET),
        ImportError(SECRET),
        UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET),
        CannotInspectError("The file is broken."),
    ],
)
def test_whatever_is_raised_refuses_the_file(
    monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    before = leak("attachment-comment", "page 1", "A note.")
    stand_in(monkeypatch, before, problem)
    found = inspect("answer.txt", "Words")
    assert errors(found) == {"attachment-comment", "attachment-unreadable"}
    assert SECRET not in repr(found)


def test_a_refusal_keeps_its_code_if_there_is_such_a_one(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, CannotInspectError("It is locked.", "attachment-encrypted", "part 2"))
    (found,) = inspect("answer.txt", "Words")
    assert (found.code, found.place) == ("attachment-encrypted", "part 2")
    stand_in(monkeypatch, CannotInspectError("It is locked.", "no-such-code"))
    (found,) = inspect("answer.txt", "Words")
    assert (found.code, found.place) == ("attachment-unreadable", "the file")


@pytest.mark.parametrize("module", ["plain_file", "text.rules"])
def test_a_missing_part_of_the_program_refuses_the_file(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, f"disclosure_log.leaks.{module}", None)
    assert errors(inspect("answer.txt", "Words")) == {"attachment-unreadable"}


@pytest.mark.parametrize(
    ("name", "library"),
    [("a.pdf", "pikepdf"), ("a.pdf", "pypdfium2"), ("a.jpg", "PIL"), ("a.xlsx", "defusedxml")],
)
def test_a_missing_library_refuses_the_file(
    monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    for loaded in list(sys.modules):
        if loaded.startswith("disclosure_log.leaks.") and ".text" not in loaded:
            monkeypatch.delitem(sys.modules, loaded)
        elif loaded == library or loaded.startswith(f"{library}."):
            monkeypatch.setitem(sys.modules, loaded, None)
    monkeypatch.setitem(sys.modules, library, None)
    found = inspect(name, FILES[name.rpartition(".")[2]])
    assert "attachment-unreadable" in errors(found)


def test_loading_beforehand_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "disclosure_log.leaks.pdf", None)
    preload()


# --- hostile bytes


def harmless(found: tuple[Leak, ...]) -> None:
    """Whatever was found, nothing of the file is told."""
    for one in found:
        assert SECRET not in f"{one.message}{one.place}{one.remedy}"
        assert one.message
        assert one.place


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_files_cut_off_are_told_without_fail(ending: str, data: st.DataObject) -> None:
    raw = FILES[ending]
    end = data.draw(st.integers(0, len(raw) - 1))
    found = inspect(f"a.{ending}", raw[:end])
    harmless(found)
    if ending in {"xlsx", "docx", "jpg"} or end == 0:
        assert errors(found)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_files_with_changed_bytes_are_told_without_fail(ending: str, data: st.DataObject) -> None:
    raw = bytearray(FILES[ending])
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=8)):
        raw[at] = data.draw(st.integers(0, 255))
    harmless(inspect(f"a.{ending}", bytes(raw)))


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([*sorted(FILES), "png", "ods", "odt", "md", "abc"]),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
    st.binary(max_size=300),
)
def test_random_bytes_are_told_without_fail(ending: str, start: bytes, rest: bytes) -> None:
    found = inspect(f"a.{ending}", start + SECRET.encode() + rest)
    harmless(found)
    if ending not in {"csv", "txt", "md"}:
        assert errors(found)
