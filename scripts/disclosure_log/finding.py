"""A finding: what is wrong, where, and what to type instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: A place inside a record, as the keys and list positions that lead to it:
#: ("questions", 0, "outcome"). The empty tuple is the whole record.
Where = tuple[str | int, ...]


class Severity(StrEnum):
    """An error breaks the law, the licence, the reader or safety; a warning may be right."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fault:
    """What a rule yields: a finding whose place is still a path into the record.

    `message` and `remedy` are an officer's words and never repeat personal data: text taken from
    a free-text field goes through :func:`mask`. `offset` and `length` point inside the text at
    `where`, in characters; `on_key` asks for the line of the key instead of its value.
    """

    code: str
    where: Where
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    offset: int | None = None
    length: int = 0
    on_key: bool = False


@dataclass(frozen=True, order=True)
class Finding:
    """A fault placed in a file: `line` and `column` count from 1.

    `excerpt` is what a reader may see of the line, already safe to print (it never holds free
    text, only keys, fixed vocabulary and the pointed-at fragment); `caret` and `length` mark the
    fragment inside the excerpt, counted from 0.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    remedy: str
    excerpt: str = ""
    caret: int = 0
    length: int = 0


def mask(text: str) -> str:
    """A form that shows which text is meant without repeating it: `QQ…6C`.

    Keeps two characters at either end of eight or more, one of five or more, none of fewer.
    """
    keep = 2 if len(text) >= 8 else 1 if len(text) >= 5 else 0
    return f"{text[:keep]}…{text[len(text) - keep :]}"
