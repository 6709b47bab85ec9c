"""Clean tables of the kinds that councils publish, for the tests to put leaks into."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

Rows = list[list[str]]


def _spending() -> Rows:
    suppliers = ("Exampleton Paving Ltd", "Dummyfield Printing plc", "Fixture & Sons Builders")
    rows = [["Date paid", "Directorate", "Supplier", "Amount (£)"]]
    return rows + [
        [f"2024-03-{day:02}", "Highways", suppliers[day % 3], f"{day * 311.5:.2f}"]
        for day in range(1, 13)
    ]


def _potholes() -> Rows:
    rows = [["ward", "year", "reported", "repaired"]]
    wards = ("Dummyfield", "West Figure", "Old Placeholder", "Illustrate Heath")
    return rows + [[ward, str(y), str(y % 90 + 9), "12"] for ward in wards for y in (2021, 2022)]


def _headcount() -> Rows:
    rows = [["Department name", "Staff, full time", "Staff, part time", "Total staff"]]
    for number, name in enumerate(("Finance", "Housing", "Planning", "Legal"), 1):
        rows.append([name, str(20 * number), str(7 * number), str(27 * number)])
    return [*rows, ["Total", "200", "70", "270"]]


def _schools() -> Rows:
    rows = [["School name", "Ward", "Number of pupils", "Capacity"]]
    return rows + [
        [f"{name} Primary School", "Dummyfield", str(180 + at), "210"]
        for at, name in enumerate(("Mill Lane", "Oak Road", "Church Street", "The Green"))
    ]


def _air() -> Rows:
    rows = [["site", "location", "month", "no2_micrograms", "note"]]
    return rows + [
        [f"AQ{at:02}", "Exampleton ring road", f"2024-{at:02}", f"{30 + at / 3:.1f}", ""]
        for at in range(1, 13)
    ]


def _titled() -> Rows:
    return [
        ["Penalty charge notices in car parks, 2021 to 2023", "", "", ""],
        ["", "", "", ""],
        ["Car park", "2021", "2022", "2023"],
        ["Castle Street", "232", "168", "132"],
        ["Mill Lane", "65", "48", "107"],
        ["High Street", "59", "43", "79"],
        ["", "", "", ""],
        ["Figures are as at 1 April 2024.", "", "", ""],
    ]


def _balances() -> Rows:
    rows = [["Quarter", "Budget", "Change", "Change (%)"]]
    return rows + [[f"Q{q} 2023", f"{q * 1000}", f"-{q * 12}.50", f"-{q}.2%"] for q in range(1, 9)]


def _bands() -> Rows:
    rows = [["Age band", "Sex", "Number of staff"]]
    return rows + [
        [band, sex, str(40 + at)]
        for at, band in enumerate(("16 to 24", "25 to 34", "35 to 44"))
        for sex in ("Female", "Male")
    ]


def _closures() -> Rows:
    rows = [["Order", "Street", "Parish", "Reason", "Days closed"]]
    return rows + [
        [f"TTRO-2024-{at:03}", "Church Road, Dummyfield", "West Figure", "Building work", str(at)]
        for at in range(1, 9)
    ]


def _vehicles() -> Rows:
    rows = [["vehicle", "type", "fuel", "first_registered", "department"]]
    return rows + [
        [f"V{at:03}", "Car", "Electric" if at % 2 else "Petrol", str(2010 + at), "Planning"]
        for at in range(1, 12)
    ]


def _requests() -> Rows:
    rows = [["Reference", "Received", "Subject", "Outcome"]]
    subjects = ("Parking", "Noise, by year", "Road works; costs", 'The "Mill Lane" scheme')
    return rows + [
        [f"FOI-2024-{at:04}", f"2024-01-{at + 1:02}", subjects[at % 4], "Disclosed"]
        for at in range(9)
    ]


BASES: dict[str, Callable[[], Rows]] = {
    "spending": _spending,
    "potholes": _potholes,
    "headcount": _headcount,
    "schools": _schools,
    "air": _air,
    "titled": _titled,
    "balances": _balances,
    "bands": _bands,
    "closures": _closures,
    "vehicles": _vehicles,
    "requests": _requests,
}


def written(rows: Rows, delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def head_of(rows: Rows) -> int:
    """The place of the headings: the first row of a clean base that is full."""
    return next(at for at, row in enumerate(rows) if sum(map(bool, row)) > 1)
