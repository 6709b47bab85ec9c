"""One row a response, as JSON and as CSV, put together from pieces so that no log is too long.

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


def json_piece(rows: Iterable[Mapping[str, Value]]) -> bytes:
    """Some rows of the JSON file, one a line."""
    return ",\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode()


def json_whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The JSON file: one array of all rows. No piece may be empty."""
    before = b"[\n"
    for piece in pieces:
        yield before
        yield piece
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def csv_piece(rows: Iterable[Mapping[str, Value]]) -> bytes:
    """Some rows of the CSV file; several values in a cell are parted by `; `.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV
    Injection"). Source: RFC 4180.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for each in rows:
        writer.writerow([_cell(each[field]) for field in FIELDS])
    return text.getvalue().encode()


def csv_whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The CSV file, in UTF-8, with a heading row."""
    yield (",".join(FIELDS) + "\r\n").encode()
    yield from pieces


def _cell(value: Value) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(value: object) -> str:
    return "" if value is None else str(value)
