"""CSV and plain text written anew: UTF-8, no invisible characters, no cell that runs."""

from __future__ import annotations

import csv
import re
import unicodedata
from io import StringIO

from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of

_RUNS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
#: A number, a date, a telephone number, dashes for nothing: no program runs these.
_HARMLESS = re.compile(
    r"\s*[+-]?\s*[£$€]?\d[\d,. :/]*(?:[eE][+-]?\d+)?\s*%?\s*|\s*\+[\d ()./-]{7,}\s*|\s*[-+]+\s*"
)
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")


def clean_text(name: str, raw: bytes) -> Cleaned:
    """The same words and no more; raises CannotCleanError where they are none."""
    dropped: list[str] = []
    text = _decoded(raw, dropped)
    shown = seen_only(text)
    if shown != text:
        dropped.append("characters that nobody sees")
    ending = name.rpartition(".")[2]
    if ending.lower() == "csv":
        shown = _without_formulas(shown, dropped)
    return Cleaned(((f"{stem_of(name)}-clean.{ending}", shown.encode()),), tuple(dropped))


def _decoded(raw: bytes, dropped: list[str]) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        dropped.append("the encoding, which was UTF-16")
        return raw.decode("utf-16", "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise CannotCleanError("The file is in no encoding that is known.") from None
    dropped.append("the encoding, which was that of an older Windows")
    return text


def seen_only(text: str) -> str:
    """The same without the characters that nobody sees."""
    return text if text.isascii() and text.isprintable() else "".join(filter(_is_seen, text))


def _is_seen(character: str) -> bool:
    return character in "\n\r\t" or unicodedata.category(character) not in _UNSEEN


def _without_formulas(text: str, dropped: list[str]) -> str:
    """The table with an apostrophe before each cell that a spreadsheet would run."""
    try:
        dialect = csv.Sniffer().sniff(text[:20_000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    runs = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), dialect):
            safe = [not_run(cell) for cell in row]
            runs += safe != row
            writer.writerow(safe)
    except csv.Error:
        raise CannotCleanError("The file is no table that can be read to its end.") from None
    if runs:
        dropped.append(f"what would have run as a formula, in {runs:,} rows")
    return out.getvalue()


def not_run(cell: str) -> str:
    """A cell as it is, or with an apostrophe before it where a spreadsheet would run it."""
    runs = _RUNS.match(cell) is not None and _HARMLESS.fullmatch(cell) is None
    return f"'{cell}" if runs else cell
