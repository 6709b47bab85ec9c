"""One row a response, as JSON and as CSV, written in streams so that no log is too long.

Field names are promises: they are the record's own keys where there is one. Dates are ISO 8601,
as precise as they are known.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from disclosure_log.model import Catalogue, Entry

FIELDS = (
    "id",
    "url",
    "title",
    "reference",
    "authority",
    "authority_name",
    "legislation",
    "received",
    "responded",
    "outcome",
    "department",
    "topics",
    "provisions",
    "summary",
    "status",
    "published",
    "updated",
    "supersedes",
    "licence",
    "language",
)
Value = str | list[str]


def row(entry: Entry, catalogue: Catalogue, site_url: str) -> dict[str, Value]:
    """The facts of one response; an unknown one is an empty text."""
    body = catalogue.authorities.get(entry.authority)
    facts: Mapping[str, Value] = {
        "id": entry.id,
        "url": f"{site_url}responses/{entry.id}/",
        "title": entry.title,
        "reference": entry.reference,
        "authority": entry.authority,
        "authority_name": body.name if body else entry.authority,
        "legislation": entry.legislation.value,
        "received": _text(entry.received),
        "responded": str(entry.responded),
        "outcome": entry.outcome.value if entry.outcome else "",
        "department": entry.department,
        "topics": list(entry.topics),
        "provisions": list(entry.provisions),
        "summary": entry.summary,
        "status": entry.status.value,
        "published": _text(entry.published),
        "updated": _text(entry.updated),
        "supersedes": list(entry.supersedes),
        "licence": entry.licence,
        "language": entry.language,
    }
    return {field: facts[field] for field in FIELDS}


def as_json(rows: Iterable[Mapping[str, Value]]) -> Iterator[bytes]:
    """A JSON array with one row a line."""
    before = "[\n"
    for each in rows:
        yield (before + json.dumps(each, ensure_ascii=False)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def as_csv(rows: Iterable[Mapping[str, Value]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a heading row; several values in a cell are parted by `; `.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV
    Injection"). Source: RFC 4180.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(FIELDS)
    for each in rows:
        writer.writerow(_cell(each[field]) for field in FIELDS)
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
    yield line.getvalue().encode()


def _cell(value: Value) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(value: object) -> str:
    return "" if value is None else str(value)
