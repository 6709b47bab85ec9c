"""Looks into CSV files: encoding, cells that run as formulas, cells beside the table, its words."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from disclosure_log.leaks.leak import CannotInspectError, Found, Grid, Leak, Passage, leak
from disclosure_log.leaks.plain_file import decode, unseen_characters

_DELIMITERS: Final = ",;\t|"
_MOST_CELLS: Final = 5_000_000
_SAMPLE: Final = 60
_TOLD: Final = 10  # of one kind; the rest is counted
_SEP: Final = re.compile(r"\A\"?sep=(.)\"?\s*(?:\n|\Z)", re.IGNORECASE)


@dataclass(frozen=True)
class _Row:
    """A row of the file: its number as a spreadsheet shows it, the line it begins at, its cells."""

    number: int
    line: int
    cells: tuple[str, ...]


def inspect_csv(raw: bytes) -> Iterator[Found]:
    """What a CSV file gives away, its words a row at a time, and its table."""
    text, leaks = decode(raw)
    yield from leaks
    yield from unseen_characters(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows(text)
    yield from _formulas(rows, text.split("\n"))
    yield from _stray(rows)
    for row in rows:
        words = " | ".join(cell for cell in row.cells if cell and not cell.isspace())
        if words:
            yield Passage(words, f"row {row.number}")
    yield Grid(tuple(row.cells for row in rows), "")


# --- reading


def _rows(text: str) -> list[_Row]:
    hint = _SEP.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    rows: list[_Row] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if cells > _MOST_CELLS:
                raise CannotInspectError("The table has too many cells to look into.")
            rows.append(_Row(number, line, tuple(row)))
            line = reader.line_num + 1
    except csv.Error:
        raise CannotInspectError("The file can not be read as a table.") from None
    if hint:
        rows[0] = _Row(1, 1, ())
    _refuse_unclosed(text, delimiter, rows)
    return rows


def _refuse_unclosed(text: str, delimiter: str, rows: Sequence[_Row]) -> None:
    """Refuse a table whose last cell was opened by a mark and swallows the rest of the file."""
    if not rows or not any("\n" in cell for cell in rows[-1].cells):
        return
    tail = "\n".join(text.split("\n")[rows[-1].line - 1 :])
    try:
        list(csv.reader(io.StringIO(tail, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            place = f"row {rows[-1].number}"
            raise CannotInspectError(
                "A quotation mark is opened and never closed.", place=place
            ) from None


def _delimiter(text: str) -> str:
    """The sign between cells: the one that parts most rows into equally many."""
    head = "\n".join(text[:200_000].split("\n")[: _SAMPLE * 3])
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        widths = _widths(head, sign)
        if widths and (score := _score(widths)) > most:
            best, most = sign, score
    return best


def _widths(head: str, sign: str) -> list[int]:
    if sign not in head:
        return []
    try:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=sign))
    except csv.Error:
        return []
    return [len(row) for row in rows[:_SAMPLE] if row]


def _score(widths: list[int]) -> float:
    """How alike the rows are; a little more for more columns, nothing for one alone."""
    width, count = max(Counter(widths).items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return 0.0 if width < 2 else count / len(widths) + min(width, 50) / 200


# --- formulas

_BEGINS: Final = tuple("=+-@\t\r\n＝＋－＠")
_FIRST: Final = frozenset((*_BEGINS, " ", "\xa0", "\u3000", "\x0b", "\x0c"))
_WIDE: Final = str.maketrans("＝＋－＠", "=+-@")
_FORMULA: Final = re.compile(r"\s*=\s*[^\s=>]")
_HARM: Final = re.compile(
    r"[|!]|[\w.]\(|=|\d\s*[+*^&]\s*[\dA-Za-z(]|[A-Za-z]\$?\d+\s*[-+*/^&:]|\A[-+@]\s*\(|\"&|&\"|\{"
)
_HARMLESS: Final = re.compile(
    r"[-+][\s£$€]*[\d.,' ]+\d?(?:[eE][-+]?\d+)?\s*%?\Z|\+[\d ()./-]{7,}\Z|[-+@\s]+\Z"
)


def _formulas(rows: Sequence[_Row], lines: Sequence[str]) -> Iterator[Leak]:
    found = 0
    for row in rows:
        for column, cell in enumerate(row.cells, 1):
            if not cell or cell[0] not in _FIRST or not _runs(cell):
                continue
            found += 1
            if found <= _TOLD:
                yield leak(
                    "attachment-formula",
                    f"row {row.number}, column {column}",
                    "A cell begins as a formula does, so it may run on a reader's computer.",
                    line=row.line,
                    column=_offset(lines[row.line - 1], cell),
                )
    if found > _TOLD:
        yield leak("attachment-formula", "the table", f"{found} cells in all begin as formulas do.")


def _runs(cell: str) -> bool:
    """Whether a spreadsheet would reckon with a cell; a number, a telephone number, a dash pass."""
    first = cell[0]
    if first not in _BEGINS and not first.isspace():
        return False
    if first in "\t\r\n" and cell.strip():
        return first != "\n" or cell.strip()[0] in "=+@"
    plain = cell.strip().translate(_WIDE)
    if plain.startswith("="):
        return _FORMULA.match(plain) is not None
    if not plain.startswith(("+", "-", "@")) or _HARMLESS.match(plain):
        return False
    return _HARM.search(plain) is not None


def _offset(line: str, cell: str) -> int:
    """The column of a cell in its line; 1 where quoting or a line break hides it."""
    return max(line.find(cell.split("\n")[0].replace('"', '""')), 0) + 1


# --- beside the table


def _stray(rows: Sequence[_Row]) -> Iterator[Leak]:
    """Cells without a heading, beyond the table's columns, or below its end."""
    full = [row for row in rows if any(map(str.strip, row.cells))]
    if not full:
        return
    head = _heading(full)
    if head is None:
        return
    yield from _beside(full, head)
    yield from _below(rows, head)


def _heading(full: Sequence[_Row]) -> _Row | None:
    """The row of the headings: the first as wide as most rows are."""
    widths = Counter(width for row in full[:2000] if (width := _filled(row.cells)) > 1)
    if not widths:
        return None
    usual = max(widths.items(), key=lambda item: (item[1], -item[0]))[0]
    return next((row for row in full if _filled(row.cells) >= max(2, usual * 0.6)), None)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _beside(full: Sequence[_Row], head: _Row) -> Iterator[Leak]:
    named = [at for at, cell in enumerate(head.cells) if cell.strip()]
    last = _last_of_table(named)
    told: set[int] = set()
    for row in full:
        for at, cell in enumerate(row.cells):
            if at in told or not cell.strip():
                continue
            if row.number < head.number:
                wrong = at > last
            else:
                wrong = at > last or (row is not head and at not in named and at > 0)
            if wrong:
                told.add(at)
                yield leak(
                    "attachment-stray-cells",
                    f"row {row.number}, column {at + 1}",
                    "A cell lies beside the table or has no heading.",
                    line=row.line,
                )
                if len(told) >= _TOLD:
                    return


def _last_of_table(named: Sequence[int]) -> int:
    """The last column of the table: where two columns without headings follow, it ends."""
    for at, following in pairwise(named):
        if following - at > 2:
            return at
    return named[-1]


def _below(rows: Sequence[_Row], head: _Row) -> Iterator[Leak]:
    """Cells below the end of the table, but for a line of notes soon after it."""
    gap = notes = 0
    ended = False
    for row in rows:
        if row.number <= head.number:
            continue
        if not any(map(str.strip, row.cells)):
            gap += 1
            continue
        ended = ended or gap > 0
        note = _filled(row.cells) == 1 and bool(row.cells[0].strip())
        if ended and (not note or gap > 3 or notes > 20):
            yield leak(
                "attachment-stray-cells",
                f"row {row.number}",
                "Cells lie below the end of the table.",
                line=row.line,
            )
            return
        notes += ended
        gap = 0
