"""The data files say what the pages say, and nothing a program could stumble over."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from disclosure_log.model import Catalogue, Entry, Outcome, PublicationStatus, Regime
from disclosure_log.opendata.rows import FIELDS, csv_piece, csv_whole, json_piece, json_whole, row
from disclosure_log.reduced_date import ReducedDate

ENTRY = Entry(
    id="2024/bins",
    title="Bins, emptied “late”",
    authority="exampleshire-council",
    legislation=Regime.EIR,
    responded=ReducedDate(2024, 3),
    status=PublicationStatus.PUBLISHED,
    outcome=Outcome.DISCLOSED,
    topics=("environment", "finance"),
    provisions=("EIR-r12(5)(e)",),
    licence="OGL-UK-3.0",
)
NOBODY = Catalogue(authorities={}, topics={})
SITE = "https://log.example/"


def test_a_row_has_every_field_in_order() -> None:
    found = row(ENTRY, NOBODY, SITE)
    assert tuple(found) == FIELDS
    assert found["url"] == "https://log.example/responses/2024/bins/"
    assert found["responded"] == "2024-03"
    assert found["received"] == ""
    assert found["topics"] == ["environment", "finance"]


Row = dict[str, str | list[str]]


def in_pieces(rows: list[Row]) -> list[list[Row]]:
    return [rows[start : start + 2] for start in range(0, len(rows), 2)]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array(count: int) -> None:
    rows = [row(replace(ENTRY, id=f"2024/{n}"), NOBODY, SITE) for n in range(count)]
    pieces = [json_piece(each) for each in in_pieces(rows)]
    assert json.loads(b"".join(json_whole(pieces))) == rows


@pytest.mark.parametrize("count", [0, 1, 3])
def test_csv_reads_back(count: int) -> None:
    rows = [row(replace(ENTRY, id=f"2024/{n}"), NOBODY, SITE) for n in range(count)]
    text = b"".join(csv_whole(csv_piece(each) for each in in_pieces(rows))).decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [each["id"] for each in found] == [f"2024/{n}" for n in range(count)]
    assert all(each["title"] == ENTRY.title for each in found)
    assert all(each["topics"] == "environment; finance" for each in found)
    assert text.splitlines()[0] == ",".join(FIELDS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_spreadsheet_runs_a_title(start: str) -> None:
    rows = [row(replace(ENTRY, title=f"{start}cmd()"), NOBODY, SITE)]
    assert f"'{start}cmd()".encode() in csv_piece(rows)
