"""The first rows of a CSV attachment, for a reader who will not download it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from disclosure_log.pages.page import TablePreview

ROWS = 10
COLUMNS = 30
CELL = 300
_ENCODINGS = ("utf-8-sig", "utf-16")


def preview(name: str, raw: bytes) -> TablePreview | None:
    """The header and first rows of a CSV file; None for any other file or one that is no table."""
    if Path(name).suffix.lower() != ".csv":
        return None
    text = _decoded(raw)
    if text is None:
        return None
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    total = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _shown(cells)
                continue
            total += 1
            if len(rows) < ROWS:
                rows.append(_padded(_shown(cells), len(header)))
    except csv.Error:
        return None
    return TablePreview(header, tuple(rows), total) if header and rows else None


def _decoded(raw: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    return None


def _shown(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell if len(cell) <= CELL else cell[:CELL] + "…" for cell in cells[:COLUMNS])


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]
