"""What a CSV file gives away: each kind of leak in eleven clean tables, and what must pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosure_log.leaks.csv_file import inspect_csv
from disclosure_log.leaks.leak import CannotInspectError, Grid, Leak, Passage
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text
from disclosure_log.leaks.text.tables import columns, small_numbers
from leaks.csv_bases import BASES, Rows, head_of, written

FORENAMES = ("Jane", "Owen", "Priya", "Sarah", "Zofia", "Liam", "Ewan", "Grace")
SECRET = "Zofia Sampleworth"


def leaks_of(raw: bytes) -> list[Leak]:
    """Everything that a file gives away by itself and by its table, without the rules of text."""
    found: list[Leak] = []
    for item in inspect_csv(raw):
        if isinstance(item, Leak):
            found.append(item)
        elif isinstance(item, Grid):
            found += [*columns(item), *small_numbers(item)]
    return found


def codes_of(raw: bytes) -> set[str]:
    return {leak.code for leak in leaks_of(raw)}


def people() -> list[str]:
    return [f"{FORENAMES[at % 8]} Sampleworth{chr(97 + at % 26)}" for at in range(40)]


def with_columns(rows: Rows, *added: tuple[str, list[str]]) -> Rows:
    """The rows with more columns at their end, below their headings."""
    head = head_of(rows)
    wide = [list(row) for row in rows]
    for heading, values in added:
        for at, row in enumerate(wide):
            if at < head or not any(row[1:]):
                row.append("")
            else:
                row.append(heading if at == head else values[(at - head - 1) % len(values)])
    return wide


def last_full(rows: Rows) -> int:
    return max(at for at, row in enumerate(rows) if sum(map(bool, row)) > 1)


def with_cell(rows: Rows, cell: str) -> Rows:
    changed = [list(row) for row in rows]
    changed[last_full(rows)][0] = cell
    return changed


def far_right(rows: Rows) -> Rows:
    changed = [list(row) for row in rows]
    changed[last_full(rows)] += ["", "", "", "see the other list"]
    return changed


def below(rows: Rows) -> Rows:
    return [*rows, *([[]] * 30), ["", "", "see the other list"]]


def unheaded(rows: Rows) -> Rows:
    return with_columns(rows, ("", ["private", "note", "kept"]))


def text(make: Callable[[Rows], Rows]) -> Callable[[Rows], bytes]:
    return lambda rows: written(make(rows)).encode()


AGES = [str(21 + at) for at in range(40)]
SEXES = ["F", "M"]
IDS = [f"C{1000 + at}" for at in range(40)]

INJECTIONS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "Windows-1252": (
        "attachment-encoding",
        lambda rows: written(with_cell(rows, "caf\u00e9 \u2013 \u00a35")).encode("cp1252"),
    ),
    "UTF-16 with a mark": ("attachment-encoding", lambda rows: written(rows).encode("utf-16")),
    "UTF-16 without a mark": ("attachment-encoding", lambda r: written(r).encode("utf-16-le")),
    "UTF-16, big end first": ("attachment-encoding", lambda r: written(r).encode("utf-16-be")),
    "formula =": ("attachment-formula", text(lambda r: with_cell(r, '=HYPERLINK("https://a")'))),
    "formula = in marks": ("attachment-formula", text(lambda r: with_cell(r, "=A1,B2"))),
    "formula +": ("attachment-formula", text(lambda rows: with_cell(rows, "+SUM(A1:A9)"))),
    "formula -": ("attachment-formula", text(lambda rows: with_cell(rows, "-2+3+cmd|' /C x'!A0"))),
    "formula @": ("attachment-formula", text(lambda rows: with_cell(rows, "@SUM(1+1)"))),
    "formula after a tab": ("attachment-formula", text(lambda rows: with_cell(rows, "\t=1+1"))),
    "formula, wide sign": ("attachment-formula", text(lambda rows: with_cell(rows, "＝1+1"))),
    "cells far right": ("attachment-stray-cells", text(far_right)),
    "cells far below": ("attachment-stray-cells", text(below)),
    "a column without heading": ("attachment-stray-cells", text(unheaded)),
    "control characters": (
        "attachment-hidden-text",
        text(lambda rows: with_cell(rows, "a\x1b[8mhidden\x1b[0m")),
    ),
    "turned text": ("attachment-hidden-text", text(lambda rows: with_cell(rows, "a\u202eb"))),
    "no width": ("attachment-hidden-text", text(lambda rows: with_cell(rows, "a\u200bb"))),
    "surnames": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("Surname", ["Sampleworth", "Fixture", "Testerby"]))),
    ),
    "dates of birth": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("DOB", ["1980-01-02", "1977-03-04", "1990-05-06"]))),
    ),
    "e-mail heading": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("Requester email", ["a@b.example", "c@d.example"]))),
    ),
    "employee numbers": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("employee_number", ["100234", "100235", "100299"]))),
    ),
    "NI numbers": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("NI No.", ["x1", "x2", "x3"]))),
    ),
    "names under no telling heading": (
        "attachment-personal-column",
        text(lambda rows: with_columns(rows, ("Comment", people()))),
    ),
    "names turned round": (
        "attachment-personal-column",
        text(
            lambda rows: with_columns(rows, ("k", [", ".join(p.split()[::-1]) for p in people()]))
        ),
    ),
    "names under Officer": (
        "attachment-personal-column",
        text(lambda rows: with_columns(rows, ("Case officer", people()))),
    ),
    "e-mail addresses by value": (
        "attachment-personal-column",
        text(lambda r: with_columns(r, ("x", [f"{n.lower()}@mail.example" for n in FORENAMES]))),
    ),
    "a row for each person": (
        "attachment-row-level",
        text(lambda rows: with_columns(rows, ("Case ID", IDS), ("Age", AGES), ("Sex", SEXES))),
    ),
    "small counts": (
        "attachment-small-number",
        text(lambda r: with_columns(r, ("Complaints by pupils", ["12", "3", "40", "1"]))),
    ),
}


@pytest.mark.parametrize("base", BASES)
def test_a_clean_table_passes_in_every_writing(base: str) -> None:
    rows = BASES[base]()
    for raw in (
        written(rows).encode(),
        written(rows).encode("utf-8-sig"),
        written(rows, ";").encode(),
        written(rows, "\t").encode(),
        written(rows, end="\n").encode(),
        ("sep=;\n" + written(rows, ";", "\n")).encode(),
    ):
        assert leaks_of(raw) == []
        for item in inspect_csv(raw):
            if isinstance(item, Passage):
                assert read_text(item.text, Known(), "cell") == ()


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", INJECTIONS)
def test_a_leak_is_found_in_a_clean_table(name: str, base: str) -> None:
    code, inject = INJECTIONS[name]
    assert code in codes_of(inject(BASES[base]()))


@pytest.mark.parametrize("delimiter", ";\t|")
@pytest.mark.parametrize("base", BASES)
def test_a_leak_is_found_whatever_parts_the_cells(base: str, delimiter: str) -> None:
    rows = with_columns(with_cell(BASES[base](), "=1+1"), ("Surname", ["Sampleworth", "Fixture"]))
    found = codes_of(written(rows, delimiter).encode())
    assert {"attachment-formula", "attachment-personal-column"} <= found


@pytest.mark.parametrize(
    "cell",
    [
        "-12.5",
        "-£1,200.00",
        "+3%",
        "-",
        "--",
        "+44 (0)1632 960100",
        "@ 5%",
        "- see note",
        "-5 to -1",
        "=",
        "==",
        "=> 5",
        "@exampleshire",
        "+/-",
        "-n/a",
        "-5 (estimated)",
        "+1 632 960 100",
        "- 3",
    ],
)
def test_a_cell_that_no_program_reckons_with_passes(cell: str) -> None:
    raw = written(with_cell(BASES["spending"](), cell)).encode()
    assert "attachment-formula" not in codes_of(raw)


def test_a_leak_points_to_row_and_column_and_line() -> None:
    raw = b'a,b,c\n1,"two\nlines",3\n4,5,=1+1\n'
    (leak,) = (item for item in inspect_csv(raw) if isinstance(item, Leak))
    assert (leak.place, leak.line, leak.column) == ("row 3, column 3", 4, 5)


def test_words_come_a_row_at_a_time_with_the_place() -> None:
    passages = [x for x in inspect_csv(b"a,b\n\n1,\nx,y\n") if isinstance(x, Passage)]
    assert [(p.text, p.place) for p in passages] == [
        ("a | b", "row 1"),
        ("1", "row 3"),
        ("x | y", "row 4"),
    ]


def test_ragged_rows_keep_all_their_words() -> None:
    (grid,) = (x for x in inspect_csv(b"a,b\n1\n1,2,3,4\n") if isinstance(x, Grid))
    assert grid.rows == (("a", "b"), ("1",), ("1", "2", "3", "4"))
    assert "attachment-stray-cells" in codes_of(b"a,b\n1\n1,2,3,4\n")


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n", b"a,b\n1,\x00\n", b'a,b\n"1,2\n3,4\n', b"\xff\xfea", b"a," + b"x" * 200_000],
    ids=["empty", "blank", "zero", "unclosed", "broken UTF-16", "endless cell"],
)
def test_what_can_not_be_read_is_refused(raw: bytes) -> None:
    with pytest.raises(CannotInspectError):
        list(inspect_csv(raw))


@pytest.mark.parametrize("name", INJECTIONS)
def test_nothing_found_repeats_the_file(name: str) -> None:
    rows = with_columns(BASES["potholes"](), ("Surname", [SECRET]), ("Zofia email", [SECRET]))
    for leak in leaks_of(INJECTIONS[name][1](with_cell(rows, f"=1+{SECRET}"))):
        said = repr(leak)
        assert "Zofia" not in said
        assert "Sampleworth" not in said


def test_many_formulas_are_counted_rather_than_listed() -> None:
    raw = ("a,b\n" + "x,=1+1\n" * 500).encode()
    found = [leak for leak in leaks_of(raw) if leak.code == "attachment-formula"]
    assert len(found) == 11
    assert "500" in found[-1].message
