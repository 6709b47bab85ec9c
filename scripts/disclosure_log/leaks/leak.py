"""What an inspection yields: leaks, and the words and tables of a file for the checks of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosure_log.finding import Severity

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_CODES = Path(__file__).resolve().parents[1] / "data" / "leaks.yml"


@dataclass(frozen=True, order=True)
class Leak:
    """Something that a file or a text would give away.

    `place` says where in a person's words and by number ("sheet 2, cell B7", "page 3, 40 mm from
    the left, 120 mm from the top"): names of sheets and of layers may be personal too. Neither it
    nor the message ever repeats what was found. `line` and `column` count from 1 and point into a
    text file; anything else leaves them alone. An allowable one may be let pass by a person's
    decision, the others never.
    """

    code: str
    place: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    allowable: bool = True
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Passage:
    """Words of a file, visible or not, for the checks of text.

    Prose goes in as it reads, a paragraph or a page at a time, so that a rule sees what stands
    beside what. `name` marks the name of a file or of a part.
    """

    text: str
    place: str
    name: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of a file, row by row, for the checks of columns and of small numbers.

    `places` are named by the one who reads it: "sheet 1" becomes "sheet 1, cell C4".
    """

    rows: tuple[tuple[str, ...], ...]
    place: str


#: What an inspector yields.
Found = Leak | Passage | Grid


class CannotInspectError(Exception):
    """A file that can not be looked into to its end; it is refused.

    `code` is one of data/leaks.yml; the message is for the officer and repeats nothing of the file.
    """

    def __init__(self, message: str, code: str = "attachment-unreadable", place: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.place = place


@dataclass(frozen=True)
class _Code:
    severity: Severity
    allowable: bool
    remedy: str


def leak(
    code: str,
    place: str,
    message: str,
    *,
    severity: Severity | None = None,
    remedy: str = "",
    line: int = 1,
    column: int = 1,
) -> Leak:
    """A leak of a known code; severity and remedy are the code's own unless given."""
    known = codes()[code]
    return Leak(
        code=code,
        place=place,
        message=message,
        remedy=remedy or known.remedy,
        severity=severity or known.severity,
        allowable=known.allowable,
        line=line,
        column=column,
    )


@cache
def codes() -> dict[str, _Code]:
    """Every code of a leak, from data/leaks.yml."""
    return dict(_read(yaml.load(_CODES.read_bytes(), Loader=_SafeLoader)))


def _read(data: dict[str, Any]) -> Iterator[tuple[str, _Code]]:
    for code, known in data.items():
        yield (
            code,
            _Code(Severity(known["severity"]), known.get("allowable", True), known["remedy"]),
        )
