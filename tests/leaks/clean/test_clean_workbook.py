"""A workbook becomes tables of what a reader sees: no more, no less, and as it is displayed."""

from __future__ import annotations

import csv
import io

import pytest

from disclosure_log.leaks.clean import CannotCleanError, Cleaned, clean_file
from disclosure_log.leaks.clean.numbers import number_shown, plain_number, text_shown
from leaks.odf.bases import bases as ods_bases
from leaks.odf.bases import cell as ods_cell
from leaks.odf.bases import document, row, sheet
from leaks.odf.injections import ODS
from leaks.odf.injections import SECRET as ODS_SECRET
from leaks.xlsx.workbook_bases import SHEET, WAYS, Parts, bases, build, cell, pack
from leaks.xlsx.workbook_injections import (
    INJECTIONS,
    SECRET,
    Injection,
    add_row,
    add_sheet,
    add_style,
    hidden_row,
    replaced,
)

BASES = bases()
#: In these the sentinel stands in a cell that is seen; what is wrong is beside it.
SEEN = {"comment", "formula to a program", "other file", "cropped", "fetched"}


def cleaned(parts: Parts, name: str = "figures.xlsx") -> Cleaned:
    return clean_file(name, pack(parts))


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode(), newline="")))


def only(made: Cleaned) -> list[list[str]]:
    assert len(made.files) == 1
    return table(made.files[0][1])


def shown(value: str, code: str) -> str:
    """What is made of a number in a cell of a format."""
    parts = build("")
    style = add_style(parts, code=code)
    add_row(parts, 1, f'<c r="A1" s="{style}"><v>{value}</v></c>{cell("B1", "x")}')
    return only(cleaned(parts))[0][0]


# --- as it is displayed


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1234.5", "General", "1234.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234.567", "#,##0.00", "1234.57"),
        ("1234.5", "&quot;£&quot;#,##0.00", "1234.50"),
        ("1234.5", "[$€-407] #,##0", "1235"),
        ("-1234.5", "#,##0.0;(#,##0.0)", "-1234.5"),
        ("-5", "0;[Red]0", "-5"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567", "#,##0.0,,&quot;m&quot;", "1.2m"),
        ("7", "0000", "0007"),
        ("0.5", "# ?/?", "1/2"),
        ("-1.2", "# ??/??", "-1 1/5"),
        ("2.5", "# ?/4", "2 2/4"),
        ("3", "[&lt;5]&quot;fewer than 5&quot;;General", "fewer than 5"),
        ("0", "0;-0;&quot;-&quot;", "0"),
        ("45379", "dd/mm/yyyy", "2024-03-28"),
        ("45379.6", "d mmm yyyy hh:mm", "2024-03-28T14:24"),
        ("45379.6", "h:mm:ss AM/PM", "14:24:00"),
        ("45379", "mmm yyyy", "2024-03"),
        ("45379", "yyyy", "2024"),
        ("45379", "dddd", "Thursday"),
        ("45379", "d mmmm", "28 March"),
        ("1.5", "[h]:mm", "36:00"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("-12345", "0.0E+00", "-1.2E+04"),
        ("-1.5", "[h]:mm:ss", "-36:00:00"),
    ],
)
def test_a_number_is_written_as_it_is_displayed(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_day_that_is_not_displayed_is_not_written() -> None:
    assert "28" not in shown("45379", "mmm-yy")


@pytest.mark.parametrize("code", [";;;", "&quot;&quot;", "&quot; &quot;;&quot; &quot;"])
def test_what_a_format_hides_is_left_out(code: str) -> None:
    assert shown("120", code) == "x" or shown("120", code) == ""


def test_true_and_errors_and_formulas_are_written_as_displayed() -> None:
    cells = (
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>A1</f><v>words</v></c>'
        '<c r="E1" t="d"><v>2024-03-28</v></c>'
    )
    made = only(cleaned(build(f'<row r="1">{cells}</row>')))
    assert made == [["TRUE", "#N/A", "2", "words", "2024-03-28"]]


def test_the_calendar_may_begin_in_1904() -> None:
    parts = build(
        '<row r="1"><c r="A1" s="2"><v>0</v></c></row>', book='<workbookPr date1904="1"/>'
    )
    assert only(cleaned(parts)) == [["1904-01-01"]]


def test_a_format_for_words_may_leave_them_out() -> None:
    assert text_shown("secret", "0;0;0;") == ""
    assert text_shown("12", '"Ref "@') == "Ref 12"
    assert text_shown("words", "0.00") == "words"


def test_shown_words_are_a_number_only_where_they_are_no_more() -> None:
    assert plain_number("£1,234.50", 1234.5) == "1234.50"
    assert plain_number("1.234,5", 1234.5) == "1234.5"
    assert plain_number("(12)", -12.0) == "-12"
    assert plain_number("12.5%", 0.125) == "12.5%"
    assert plain_number("fewer than 5", 3.0) is None
    assert plain_number("1.2 m", 1_234_567.0) is None


def test_no_format_makes_the_program_fail() -> None:
    codes = [
        "[",
        '"',
        "\\",
        "0.0.0",
        "%%%%%%",
        ",,,",
        "E+0",
        "//",
        "??/??/??",
        "[h",
        "yyyy[mm]ss.000",
    ]
    for code in codes:
        for value in (0.0, -1e-9, 1e15, -1e300, 2_958_467.0):
            assert isinstance(number_shown(value, code), str)


# --- names, order, edges


def test_one_sheet_gives_one_file_and_several_are_numbered() -> None:
    parts = build(f'<row r="1">{cell("A1", "one")}</row>')
    assert [name for name, _ in cleaned(parts).files] == ["figures.csv"]
    add_sheet(parts, "visible", f'<row r="1">{cell("A1", "two")}</row>')
    assert cleaned(parts).files == (("figures-1.csv", b"one\n"), ("figures-2.csv", b"two\n"))


def test_empty_edges_are_cut_and_gaps_inside_kept() -> None:
    rows = f'<row r="3">{cell("C3", "a")}</row><row r="5">{cell("E5", "b")}</row>'
    assert only(cleaned(build(rows))) == [["a", "", ""], ["", "", ""], ["", "", "b"]]


def test_a_hidden_row_and_column_leave_no_gap() -> None:
    rows = "".join(
        f'<row r="{r}" hidden="{int(r == 2)}">{cell(f"A{r}", "a")}{cell(f"B{r}", "b")}'
        f"{cell(f'C{r}', 'c')}</row>"
        for r in (1, 2, 3)
    )
    parts = build(rows)
    replaced(parts, SHEET, "<sheetData", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData')
    made = cleaned(parts)
    assert only(made) == [["a", "c"], ["a", "c"]]
    assert "1 hidden row" in made.dropped
    assert "2 cells in hidden columns" in made.dropped


def test_merged_cells_have_their_value_once() -> None:
    parts = build(f'<row r="1">{cell("A1", "Total")}{cell("B1", SECRET)}</row>')
    replaced(
        parts,
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
    )
    assert only(cleaned(parts)) == [["Total"]]


@pytest.mark.parametrize("words", ["=1+1", "+cmd", "@SUM(A1)", "-2+3", " =1", "＝1"])
def test_no_cell_runs(words: str) -> None:
    made = cleaned(build(f'<row r="1">{cell("A1", words)}{cell("B1", "x")}</row>'))
    assert table(made.files[0][1])[0][0].startswith("'")


def test_invisible_characters_are_left_out_and_lines_kept() -> None:
    text = "a\u200bb\u202e_x000D_\ncd"
    made = cleaned(build(f'<row r="1">{cell("A1", text)}</row>'))
    assert only(made) == [["ab\ncd"]]


def test_the_seen_part_of_rich_text_is_kept() -> None:
    run = f'<r><rPr><color rgb="FFFFFFFF"/></rPr><t>{SECRET}</t></r>'
    item = f'<c r="A1" t="inlineStr"><is><r><t>Seen</t></r>{run}</is></c>'
    assert only(cleaned(build(f'<row r="1">{item}</row>'))) == [["Seen"]]


def test_a_workbook_in_which_nothing_is_seen_can_not_be_cleaned() -> None:
    with pytest.raises(CannotCleanError):
        cleaned(build(f'<row r="1" hidden="1">{cell("A1", SECRET)}</row>'))


def test_a_table_of_millions_of_cells_is_refused() -> None:
    rows = "".join(f'<row r="{r}">{cell(f"A{r}", "a")}</row>' for r in range(1, 1_000_001, 490))
    across = "".join(f'<c r="{a}{b}1"><v>1</v></c>' for a in ("", *"ABCDEF") for b in "AMZ")
    with pytest.raises(CannotCleanError):
        cleaned(build(f'<row r="1">{across}</row>{rows[rows.index("</row>") + 6 :]}'))


# --- nothing hidden, nothing lost


@pytest.mark.parametrize("inject", INJECTIONS, ids=lambda inject: inject.__name__)
def test_nothing_hidden_comes_through(inject: Injection) -> None:
    for parts in BASES.values():
        dirty = dict(parts)
        inject(dirty)
        try:
            made = cleaned(dirty)
        except CannotCleanError:
            continue
        assert made.files
        assert not any(word.encode() in raw for _, raw in made.files for word in SECRET.split())
        assert not any(word in said for said in made.dropped for word in SECRET.split())


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_packed_the_same_comes_out(way: str) -> None:
    for parts in BASES.values():
        dirty = dict(parts)
        hidden_row(dirty)
        assert clean_file("a.xlsx", WAYS[way](dirty)).files == cleaned(dirty, "a.xlsx").files


@pytest.mark.parametrize("name", ODS)
def test_nothing_hidden_comes_through_of_opendocument(name: str) -> None:
    for raw in ods_bases("ods").values():
        made = clean_file("figures.ods", ODS[name].into(raw))
        assert made.files
        if name not in SEEN:
            assert not any(ODS_SECRET.encode() in each for _, each in made.files)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_cleaning_again_changes_nothing(kind: str) -> None:
    every = ods_bases("ods") if kind == "ods" else {k: pack(v) for k, v in BASES.items()}
    for raw in every.values():
        for name, made in clean_file(f"figures.{kind}", raw).files:
            assert clean_file(name, made) == Cleaned()


def test_an_opendocument_sheet_is_written_as_displayed() -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.50'
        "</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2024-03-28">'
        '<text:p>28/03/24</text:p></table:table-cell><table:table-cell office:value-type="boolean" '
        'office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%'
        "</text:p></table:table-cell>" + ods_cell("two<text:s text:c='2'/>words")
    )
    raw = document("ods", sheet(f"<table:table-row>{cells}</table:table-row>"))
    assert only(clean_file("a.ods", raw)) == [
        ["1234.50", "2024-03-28", "TRUE", "12.5%", "two  words"]
    ]


@pytest.mark.parametrize(
    ("text", "made"),
    [("28/03/24", "2024-03-28"), ("28 March", "28 March"), ("March 2024", "March 2024")],
)
def test_of_a_date_without_a_format_what_is_displayed_is_written(text: str, made: str) -> None:
    cells = (
        '<table:table-cell office:value-type="date" office:date-value="2024-03-28">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
    raw = document("ods", sheet(f"<table:table-row>{cells}</table:table-row>"))
    assert only(clean_file("a.ods", raw)) == [[made]]


def test_a_format_that_defers_to_another_shows_what_that_shows() -> None:
    styles = (
        '<number:date-style style:name="P0"><number:year number:style="long"/></number:date-style>'
        '<number:text-style style:name="P"><number:text-content/><style:map '
        'style:condition="value()&gt;=0" style:apply-style-name="P0"/></number:text-style>'
        '<style:style style:name="d" style:family="table-cell" style:data-style-name="P"/>'
    )
    cells = (
        '<table:table-cell table:style-name="d" office:value-type="date" '
        'office:date-value="2024-03-28"><text:p>2024</text:p></table:table-cell>'
    )
    raw = document("ods", sheet(f"<table:table-row>{cells}</table:table-row>"), styles=styles)
    assert only(clean_file("a.ods", raw)) == [["2024"]]


def test_repeated_rows_are_written_as_often_as_they_are_seen() -> None:
    rows = row("Year") + row("n", attributes='table:number-rows-repeated="3"')
    rest = row("", attributes='table:number-rows-repeated="1000000"')
    made = clean_file("a.ods", document("ods", sheet(rows + rest)))
    assert only(made) == [["Year"], ["n"], ["n"], ["n"]]


def test_hidden_repeated_rows_leave_no_gap() -> None:
    hidden = row(
        ODS_SECRET, attributes='table:visibility="collapse" table:number-rows-repeated="100000"'
    )
    made = clean_file("a.ods", document("ods", sheet(row("Year") + hidden + row("2024"))))
    assert only(made) == [["Year"], ["2024"]]
