"""The first rows of a CSV file, for a reader who will not download it."""

from __future__ import annotations

import csv
import io

from disclosure_log.pages.page import TablePreview

ROWS = 8
COLUMNS = 12
_CELL = 120


def table_preview(raw: bytes) -> TablePreview | None:
    """A CSV file's header and first rows, evened to the header; None where it is no table.

    Reads UTF-8 with or without a byte order mark, and UTF-16 with one, as spreadsheets write them.
    """
    text = _decoded(raw)
    if text is None:
        return None
    header: list[str] = []
    rows: list[tuple[str, ...]] = []
    total = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = cells
                continue
            total += 1
            if len(rows) < ROWS:
                rows.append(_shown(cells, len(header)))
    except csv.Error:
        return None
    if not rows:
        return None
    return TablePreview(_shown(header, len(header)), tuple(rows), total, len(header))


def _decoded(raw: bytes) -> str | None:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _shown(cells: list[str], width: int) -> tuple[str, ...]:
    evened = (cells + [""] * width)[:width][:COLUMNS]
    return tuple(cell if len(cell) <= _CELL else cell[: _CELL - 1] + "…" for cell in evened)
