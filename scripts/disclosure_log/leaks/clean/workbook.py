"""A workbook as CSV files, one for each sheet that is seen, with what a reader sees of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from disclosure_log.leaks.clean.cleaned import CannotCleanError, Cleaned, stem_of
from disclosure_log.leaks.clean.sheets_ods import ods_tables
from disclosure_log.leaks.clean.sheets_xlsx import xlsx_tables
from disclosure_log.leaks.clean.table import Table
from disclosure_log.leaks.kinds import Kind, kind_of
from disclosure_log.leaks.leak import CannotInspectError

_READERS: dict[Kind, Callable[[bytes, Counter[str]], Iterator[Table]]] = {
    Kind.XLSX: xlsx_tables,
    Kind.ODS: ods_tables,
}
_PLURAL = re.compile(
    r"\b(cell|chart|comment|drawing|file|footer|header|link|passage|picture|row|section|shape|sheet"
    r"|store|table)s\b(?: that (are|were))?"
)
_ALWAYS = "all else that a workbook holds beside its cells: properties, names, formulas, looks"


def clean_workbook(name: str, raw: bytes) -> Cleaned:
    """One CSV file for each sheet with words that a reader sees; raises CannotCleanError."""
    left_out: Counter[str] = Counter()
    try:
        tables = [table.as_csv() for table in _READERS[kind_of(name, raw)](raw, left_out)]
    except (CannotCleanError, CannotInspectError):
        raise
    except Exception:  # the words of an exception may quote the file: they go no further
        raise CannotCleanError("The workbook can not be read to its end.") from None
    files = [each for each in tables if each]
    if not files:
        raise CannotCleanError("There is no sheet in the workbook in which a reader sees anything.")
    stem = stem_of(name)
    names = [f"{stem}.csv"]
    if len(files) > 1:
        names = [f"{stem}-{number}.csv" for number in range(1, len(files) + 1)]
    return Cleaned(tuple(zip(names, files, strict=True)), tuple(told(left_out)))


def told(left_out: Counter[str], *, always: str = _ALWAYS) -> Iterator[str]:
    """What was left out, by kind and number."""
    for kind, count in left_out.items():
        if count == 1:
            yield f"1 {_PLURAL.sub(_one, kind, count=1)}"
        elif count:
            yield f"{count:,} {kind}"
    yield always


def _one(plural: re.Match[str]) -> str:
    verb = {"are": " that is", "were": " that was"}.get(plural[2] or "", "")
    return plural[1] + verb
