"""Tables about persons: columns, rows and small counts, and the tables that are about none."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Grid
from disclosure_log.leaks.text.pipe_tables import pipe_tables
from disclosure_log.leaks.text.table_shape import letters
from disclosure_log.leaks.text.tables import columns, small_numbers

PEOPLE = ("Jane Sampleworth", "Owen Fixture", "Priya Placeholder", "Liam Dummyfield")


def grid(text: str, place: str = "") -> Grid:
    return Grid(tuple(tuple(line.split("|")) for line in text.strip().split("\n")), place)


def told(text: str, place: str = "") -> list[tuple[str, str]]:
    return [(leak.code, leak.place) for leak in columns(grid(text, place))]


def small(text: str, place: str = "") -> list[tuple[str, Severity]]:
    return [(leak.place, leak.severity) for leak in small_numbers(grid(text, place))]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Surname", ("Sampleworth", "Fixture", "Placeholder")),
        ("First name", ("Jane", "Owen", "Priya")),
        ("fore_name", ("Jane", "Owen", "Priya")),
        ("LastName", ("Sampleworth", "Fixture", "Placeholder")),
        ("Employee Name", PEOPLE),
        ("Name", PEOPLE),
        ("Name", ("Sampleworth, Jane", "Fixture, Owen", "Placeholder, Priya")),
        ("NAME", ("J Sampleworth", "O Fixture", "P Placeholder")),
        ("Officer", PEOPLE),
        ("Assigned to", PEOPLE),
        ("Line manager", PEOPLE),
        ("Date of birth", ("1980-01-02", "1977-03-04", "1990-05-06")),
        ("D.O.B.", ("02/01/80", "04/03/77", "06/05/90")),
        ("Home address", ("1 Mill Lane", "2 Mill Lane", "3 Mill Lane")),
        ("Address", ("1 Mill Lane", "2 Mill Lane", "Flat 3, Oak Road")),
        ("Mobile", ("07700 900001", "07700 900002", "07700 900003")),
        ("Home telephone", ("01632 960001", "01632 960002", "01632 960003")),
        ("Personal e-mail", ("a@b.example", "c@d.example", "e@f.example")),
        ("NI Number", ("one", "two", "three")),
        ("NHS No.", ("a1", "a2", "a3")),
        ("UPN", ("a1", "a2", "a3")),
        ("Staff ID", ("S1001", "S1002", "S1003")),
        ("Payroll number", ("100234", "100235", "100299")),
        ("Pupil name", PEOPLE),
        ("Next of kin", PEOPLE),
        ("Username", ("jsample", "ofixture", "pplace")),
        ("Surname and initials", ("Sampleworth J", "Fixture O", "Placeholder P")),
        ("DOB (dd/mm/yyyy)", ("02/01/80", "04/03/77", "06/05/90")),
        ("Line Manager Name", ("JS", "OF", "PP")),
        ("Tenant 1 Name", ("one", "two", "three")),
        ("Parent/Carer name", ("one", "two", "three")),
        ("Whatever", PEOPLE),
        ("", PEOPLE),
    ],
)
def test_a_personal_column_is_told(heading: str, values: tuple[str, ...]) -> None:
    rows = "\n".join(f"{value}|12{at}|Finance" for at, value in enumerate(values))
    found = told(f"{heading or ' '}|Cost|Department\n{rows}", "sheet 2")
    assert found == [("attachment-personal-column", "sheet 2, column A")]


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Department name", ("Finance", "Housing", "Planning")),
        ("School name", ("Mill Lane Primary School", "Oak Academy", "St James College")),
        ("Name", ("Mill Lane Primary School", "Oak Academy", "St James College")),
        ("Name", ("Exampleton Park", "Dummyfield Library", "The Green Car Park")),
        ("Name of school", ("Mill Lane", "Oak Road", "Church Street")),
        ("Ward", ("Dummyfield", "West Figure", "Old Placeholder")),
        ("Company", ("Sampleworth Ltd", "Fixture & Sons", "Jane Placeholder Cleaning")),
        ("Supplier name", ("Sampleworth Ltd", "Fixture plc", "Owen Placeholder Builders")),
        ("Street name", ("Mill Lane", "Oak Road", "Church Street")),
        ("Councillor", PEOPLE),
        ("Ward member", PEOPLE),
        ("Licensed premises address", ("1 Mill Lane", "2 Mill Lane", "3 Mill Lane")),
        ("Officer", ("Licensing Officer", "Planning Officer", "Head of Housing")),
        ("Owner", ("Council", "Housing association", "Private")),
        ("Home phones", ("12", "14", "18")),
        ("Employee name", ("[redacted: FOIA-s40(2) name]", "[redacted: FOIA-s40(2) name]", "")),
        ("Job title", ("Social Worker", "Planning Officer", "Clerk")),
        ("Road", ("Victoria Road", "Albert Street", "George Square")),
        ("Contravention", ("Parked in a bay", "Ticket not displayed", "Loading bay")),
        ("Outcome", ("Disclosed", "Refused", "Not held")),
        ("Emails", ("120", "1,340", "22")),
        ("Staff and pupils", ("Alpha scheme", "Beta plan", "Gamma work")),
    ],
)
def test_a_column_about_no_person_passes(heading: str, values: tuple[str, ...]) -> None:
    rows = "\n".join(f"{value}|{12 + at}|{2020 + at}" for at, value in enumerate(values))
    assert told(f"{heading}|Count|Year\n{rows}") == []


def test_a_schools_mailbox_is_its_own() -> None:
    assert (
        told(
            "School name|Email|Telephone\nMill Lane|office@a.sch.example|x1\n"
            "Oak Road|office@b.sch.example|x2\nChurch Street|office@c.sch.example|x3",
        )
        == []
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Age|Sex|Postcode|Outcome",
        "Case ID|Age|Outcome|Year",
        "Job title|Gender|Salary|Start date",
        "Ethnicity|Religion|Disability|Result",
        "Employee|Absence reason|Start date|Sex",
        "Ref|Gender|Nationality|Offence",
    ],
)
def test_a_row_for_each_person_is_told(heading: str) -> None:
    rows = "\n".join(f"a{at}|b{at}|c{at}|d{at}" for at in range(6))
    assert told(f"{heading}\n{rows}") == [("attachment-row-level", "the table")]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Age band|Sex|Number of staff|Share", "16 to 24|F|31|12%"),
        ("Ethnicity|Gender|2021|2022", "Asian|M|45|46"),
        ("Ward|Age|Sex|Headcount", "Figure|30|F|99"),
        ("Ward|Year|Complaints|Upheld", "Figure|2021|30|12"),
        ("Grade|Job title|Salary from|Salary to", "G5|Clerk|20000|22000"),
        ("Gender|Average salary|Median salary|Grade", "F|20000|21000|G5"),
        ("Ref|Ward|Category|Status", "R1|Figure|Pothole|Closed"),
    ],
)
def test_groups_are_no_persons(heading: str, row: str) -> None:
    assert told("\n".join([heading, *[row] * 6])) == []


@pytest.mark.parametrize(
    "table",
    [
        "Ethnicity|2021|2022\nWhite|40|50\nAsian|3|12",
        "Department|Male|Female\nFinance|3|50\nLegal|20|12",
        "Ward|Complaints by tenants|Other\nFigure|3|x\nMill|20|y",
        "Deaths in custody|x|y\nYear|2021|2022\nAll causes|3|17\nOther|11|20",
        "Reason for exclusion|Pupils|Cost\nBullying|3|10\nOther|20|12",
        "Type|Number of staff|x\nLong-term sickness|3|10\nOther|20|12",
    ],
)
def test_a_count_of_one_to_four_people_is_told(table: str) -> None:
    found = small(table)
    assert len(found) == 1
    assert found[0][1] is Severity.WARNING
    assert found[0][0].startswith("row ")


@pytest.mark.parametrize(
    "table",
    [
        "Ward|Potholes|Trees\nFigure|3|2\nMill|2|1",
        "Staff survey question|Average score|x\nPay|3|a\nHours|2|b",
        "Grade|Staff|x\n1|20|a\n2|30|b\n3|40|c",
        "Year group|Pupils|x\n1|20|a\n2|30|b",
        "Department|Staff (%)|x\nFinance|3|a\nLegal|4|b",
        "Pupils by school|Days lost|x\nMill Lane|3|a\nOak|4|b",
        "Staff|Cost (£)|x\nAgency|3|a\nOwn|4|b",
        "No.|Employees|x\n1|20|a\n2|30|b\n3|44|c",
        "Quarter|Homeless households|x\n1|42|a\n2|57|b",
        "Vehicles by staff team|Vehicles|x\nFinance|3|a\nLegal|4|b",
        "Team rank|Staff|x\n1|20|a\n2|30|b",
    ],
)
def test_figures_that_count_no_people_pass(table: str) -> None:
    assert small(table) == []


@pytest.mark.parametrize("sign", ["<5", "*", "c", "[c]", "fewer than 5", "less than five", "1-4"])
def test_a_hidden_count_that_a_total_gives_back_is_an_error(sign: str) -> None:
    row = f"Team|Women|Men|Other staff|Total\nA|20|{sign}|30|53\nB|10|10|10|30"
    assert small(row) == [("row 2, column 3", Severity.ERROR)]
    down = f"Ethnicity|2021|2022\nWhite|20|30\nAsian|{sign}|31\nBlack|12|33\nTotal|35|94"
    assert small(down, "sheet 1") == [("sheet 1, cell B3", Severity.ERROR)]


def test_hidden_counts_that_give_back_each_other_are_errors() -> None:
    table = (
        "Ethnicity|Women|Men|Total\nWhite|20|30|50\nAsian|<5|<5|6\nBlack|<5|12|15\nTotal|26|45|71"
    )
    assert {place for place, _ in small(table)} == {
        "row 3, column 2",
        "row 3, column 3",
        "row 4, column 2",
    }


@pytest.mark.parametrize(
    "table",
    [
        "Ethnicity|2021\nWhite|20\nAsian|<5\nBlack|<5\nTotal|26",
        "Ethnicity|2021\nWhite|20\nAsian|<5\nBlack|12",
        "Ethnicity|2021\nWhite|20\nAsian|<5\nBlack|12\nTotal|90",
        "Ward|Potholes|Total\nFigure|*|12\nMill|20|20",
    ],
)
def test_a_hidden_count_that_stays_hidden_passes(table: str) -> None:
    assert small(table) == []


def test_a_column_of_small_counts_is_summed_up() -> None:
    table = "Team|Complaints by pupils\n" + "\n".join(f"T{at}|3" for at in range(40))
    found = list(small_numbers(grid(table), "personal-data-small-number"))
    assert len(found) == 6
    assert found[-1].place == "column 2"
    assert "40" in found[-1].message
    assert {leak.code for leak in found} == {"personal-data-small-number"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("a|b", ""), ("", ""), ("a\nb\nc", ""), ("1|2\n3|4", ""), ("||\n||", "sheet 1")],
)
def test_what_is_no_table_passes(text: str, place: str) -> None:
    assert told(text, place) == []
    assert small(text, place) == []


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


def test_the_tables_of_markdown_are_read() -> None:
    text = (
        "Words | more\n\n| Ethnicity | 2021 |\n| --- | ---: |\n| White | 40 |\n| Asian | **3** |\n"
        "\n"
        "a | b\n--|--\n1 | 2\nend"
    )
    (line, first), (other, second) = pipe_tables(text)
    assert (line, other) == (3, 8)
    assert first.rows == (("Ethnicity", "2021"), ("White", "40"), ("Asian", "3"))
    assert second.rows == (("a", "b"), ("1", "2"))
    assert [leak.place for leak in small_numbers(first)] == ["the table at line 3, row 3, column 2"]


def test_nothing_told_repeats_the_table() -> None:
    rows = "\n".join(f"{name}|3|Sampleworth" for name in PEOPLE)
    table = grid(f"Pupil name|Pupils|Sampleworth\n{rows}")
    said = repr([*columns(table), *small_numbers(table)])
    assert "Sampleworth" not in said
    assert "Priya" not in said
