"""One file looked into, in this process: its kind, its parts, its words, its tables, its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import cast

from disclosure_log.finding import Severity
from disclosure_log.leaks.file_name import PLACE as NAME_PLACE
from disclosure_log.leaks.file_name import inspect_file_name, readable, stem
from disclosure_log.leaks.kinds import NAMES, OFFICE, Kind, kind_of, refusal
from disclosure_log.leaks.leak import CannotInspectError, Found, Grid, Leak, Passage, codes, leak
from disclosure_log.leaks.text.pattern import compile_all
from disclosure_log.leaks.text.rule import Hit, Known

_Inspector = Callable[[bytes], Iterator[Found]]

#: Where each kind's inspector lives; loaded only when such a file comes.
_INSPECTORS = {
    Kind.CSV: ("csv_file", "inspect_csv"),
    Kind.TEXT: ("plain_file", "inspect_plain"),
    Kind.PDF: ("pdf", "inspect_pdf"),
    Kind.PNG: ("images", "inspect_image"),
    Kind.JPEG: ("images", "inspect_image"),
    Kind.XLSX: ("xlsx", "inspect_xlsx"),
    Kind.ODS: ("odf", "inspect_ods"),
    Kind.DOCX: ("docx", "inspect_docx"),
    Kind.ODT: ("odf", "inspect_odt"),
}
#: So many places of one code are told, then how many more there are.
MANY = 20
_THE_FILE = "the file"
_LINES = re.compile(r"lines? (\d{1,9})(?: to \d{1,9})?")
_ROW = re.compile(r"row (\d{1,9})")
_CELL = re.compile(r"\b(?:cell|column|row)\b")


def inspect_bytes(
    name: str,
    raw: bytes,
    known: Known,
    *,
    allowed: frozenset[Kind] = frozenset(),
    loose: bool = True,
) -> tuple[Leak, ...]:
    """All that a file gives away; whatever goes wrong on the way is a leak too, never a pass.

    `allowed` names the office kinds that the authority publishes. `loose` files belong to no
    record, so that a kind not allowed is a warning there and an error otherwise.
    """
    return gather(_guarded(_all(name, raw, known, allowed, loose)))


def preload() -> None:
    """Load every inspector that there is, before a process is divided."""
    for module in ("text.rules", "text.tables", *dict.fromkeys(m for m, _ in _INSPECTORS.values())):
        # What cannot be loaded comes up again where a file needs it, and refuses that file.
        with suppress(Exception):
            import_module(f"disclosure_log.leaks.{module}")
    compile_all()
    codes()


def unreadable(message: str) -> Leak:
    """The one leak of a file that could not be looked into."""
    return leak("attachment-unreadable", _THE_FILE, message)


def gather(found: Iterable[Leak]) -> tuple[Leak, ...]:
    """Each leak once, in order; beyond so many of a kind only their number."""
    kept: list[Leak] = []
    seen: Counter[tuple[str, Severity]] = Counter()
    last: dict[tuple[str, Severity], Leak] = {}
    for one in dict.fromkeys(found):
        key = (one.code, one.severity)
        seen[key] += 1
        if seen[key] <= MANY:
            kept.append(one)
        last[key] = one
    for key, count in seen.items():
        if count > MANY:
            more = f"The same was found in {count - MANY} more places."
            # Nobody has looked at each of these places: what they hold can not be allowed.
            rest = replace(last[key], place="elsewhere in the file", message=more)
            kept.append(replace(rest, allowable=False))
    return tuple(kept)


def _guarded(found: Iterator[Leak]) -> Iterator[Leak]:
    """What was found, and one more leak if the looking ended early."""
    try:
        yield from found
    except CannotInspectError as problem:
        code = problem.code if problem.code in codes() else "attachment-unreadable"
        yield leak(code, problem.place or _THE_FILE, str(problem))
    except ImportError:
        yield unreadable("A part of the program is missing that this kind of file needs.")
    except MemoryError:
        yield unreadable("The file takes more memory than an inspection is given.")
    except Exception:  # the words of an exception may quote the file: they go no further
        yield unreadable("The file cannot be inspected to its end; it may be broken.")


def _all(
    name: str, raw: bytes, known: Known, allowed: frozenset[Kind], loose: bool
) -> Iterator[Leak]:
    # What is not looked into may at least have a name that gives nothing away.
    yield from _of_name(name, known)
    refused = refusal(name, raw)
    if refused is not None:
        yield refused
        return
    kind = kind_of(name, raw)
    if kind in OFFICE and kind not in allowed:
        yield leak(
            "attachment-type-office",
            _THE_FILE,
            f"The file is {NAMES[kind]}, which may hold more than it shows.",
            severity=Severity.WARNING if loose else Severity.ERROR,
        )
    reader = _Reader(known, _rows_are_lines(kind, raw))
    for found in _inspector(kind)(raw):
        yield from reader.read(found)
    yield from reader.rest()


def _of_name(name: str, known: Known) -> Iterator[Leak]:
    yield from inspect_file_name(name)
    reader = _Reader(known)
    for text in dict.fromkeys((stem(name), readable(name))):
        yield from reader.passage(Passage(text, NAME_PLACE, name=True))


def _inspector(kind: Kind) -> _Inspector:
    module, function = _INSPECTORS[kind]
    return cast("_Inspector", _function(module, function))


def _function(module: str, function: str) -> Callable[..., object]:
    found = getattr(import_module(f"disclosure_log.leaks.{module}"), function, None)
    if found is None:
        raise ImportError(function)
    return cast("Callable[..., object]", found)


#: So many rows of a table are read together first: most tables hold nothing to find.
_ROWS = 50
_LONGEST_ROW = 400
#: What keeps the words and digits of one row from running into the next.
_APART = "\n\n;;\n\n"


def _is_row(passage: Passage) -> bool:
    short = len(passage.text) <= _LONGEST_ROW
    return short and not passage.name and bool(_CELL.search(passage.place))


class _Reader:
    """Hands words and tables to the checks of text, each different text once."""

    _KEPT = 50_000

    def __init__(self, known: Known, rows_are_lines: bool = False) -> None:
        self._known = known
        self._rows_are_lines = rows_are_lines
        self._read_text = cast(
            "Callable[..., tuple[Hit, ...]]", _function("text.rules", "read_text")
        )
        self._hits: dict[tuple[str, str], tuple[Hit, ...]] = {}
        self._rows: list[Passage] = []

    def read(self, found: Found) -> Iterator[Leak]:
        if isinstance(found, Passage) and _is_row(found):
            self._rows.append(found)
            if len(self._rows) == _ROWS:
                yield from self.rest()
            return
        yield from self.rest()
        if isinstance(found, Leak):
            yield found
        elif isinstance(found, Passage):
            yield from self.passage(found)
        else:
            yield from self._grid(found)

    def rest(self) -> Iterator[Leak]:
        """Read the rows that wait: all at once, and each by itself where there is something."""
        rows, self._rows = self._rows, []
        together = _APART.join(row.text for row in rows)
        if rows and self._read_text(together, self._known, "cell"):
            for row in rows:
                yield from self.passage(row)

    def passage(self, passage: Passage) -> Iterator[Leak]:
        kind = "name" if passage.name else "cell" if _CELL.search(passage.place) else "prose"
        key = (kind, passage.text)
        hits = self._hits.get(key)
        if hits is None:
            hits = self._read_text(passage.text, self._known, kind)
            if len(self._hits) < self._KEPT:
                self._hits[key] = hits
        for hit in hits:
            if not self._is_allowed(hit, passage.text):
                yield _placed(hit, passage, self._rows_are_lines)

    def _is_allowed(self, hit: Hit, text: str) -> bool:
        """Whether a person let pass this very text, and may."""
        if not self._known.allowed:
            return False
        found = " ".join(text[hit.start : hit.end].casefold().split())
        return found in self._known.allowed and codes()[hit.code].allowable

    def _grid(self, grid: Grid) -> Iterator[Leak]:
        for function in ("columns", "small_numbers"):
            check = cast("Callable[[Grid], Iterator[Leak]]", _function("text.tables", function))
            yield from check(grid)


#: In an answer the message below it is a slip; a message may itself be what was asked for, and is
#: then attached. The names and addresses in it are found by themselves.
_MILDER = {"personal-data-quoted-mail": Severity.WARNING}


def _placed(hit: Hit, passage: Passage, rows_are_lines: bool) -> Leak:
    """A hit in words of a file; in a file of text its line counts on from the passage's."""
    line = column = 1
    place = passage.place
    if stated := _LINES.fullmatch(place):
        before = passage.text[: hit.start]
        line = int(stated[1]) + before.count("\n")
        column = len(before) - before.rfind("\n")
        place = f"line {line}"
    elif rows_are_lines and (stated := _ROW.fullmatch(place)):
        line = int(stated[1])
    severity = _MILDER.get(hit.code, hit.severity)
    return leak(hit.code, place, hit.message, severity=severity, line=line, column=column)


def _rows_are_lines(kind: Kind, raw: bytes) -> bool:
    """Whether no cell of a CSV file goes over several lines."""
    return kind is Kind.CSV and all(not line.count(b'"') % 2 for line in raw.splitlines())
