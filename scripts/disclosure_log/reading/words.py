"""How a finding names a place and shows a value: an officer's words, and never anybody's data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure_log.finding import Where, mask
from disclosure_log.nearest import nearest
from disclosure_log.reading.shape import known_keys

_ENTRIES = {
    "questions": "question",
    "exemptions": "exemption",
    "items": "removal",
    "allowed": "allowance",
    "attachments": "attachment",
    "clock": "stop",
    "changes": "correction",
}
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,40}")
_RECORD_ID = re.compile(r"\d{4}/(?=[\d-]*[a-z])[a-z0-9-]{1,80}", re.ASCII)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_VOCABULARY = re.compile(
    r"(?=.{1,40}\Z)(?!(?:\D*\d){9})[a-z]*(?:[-_/.()]?[a-z]+|[-_/.()]?[0-9]{1,4}(?![0-9])|[-()])*"
)


def place(where: Where) -> str:
    """`“outcome” of question 2`, `“checked_by” of “redaction”`, `the record`."""
    if not where:
        return "the record"
    *parents, last = where
    if isinstance(last, int):
        owner = str(parents[-1]) if parents else ""
        entry = _ENTRIES.get(owner)
        if entry is None:
            return f"entry {last + 1} of {place(tuple(parents))}"
        around = tuple(parents[:-1])
        return f"{entry} {last + 1}{_of(around)}"
    return f"{key_name(last)}{_of(tuple(parents))}"


def _of(around: Where) -> str:
    return f" of {place(around)}" if around else ""


def key_name(key: str, capital: bool = False) -> str:
    """The key in quotes, or masked where it does not look like one."""
    return shown(key) if is_key(key) else f"{'The key' if capital else 'the key'} {_masked(key)}"


def is_key(key: str) -> bool:
    """Whether a word typed as a key may be printed: a known one, or one shaped like them."""
    if key.lower() in known_keys() or key == "<<":
        return True
    return any(shape.fullmatch(key) for shape in (_KEY, _RECORD_ID))


def shown(value: str, choices: Iterable[str] = ()) -> str:
    """The value in quotes where it is, or is near, fixed vocabulary; masked where it may be more.

    Fixed vocabulary is lower case, without spaces, and holds no more digits than a date.
    """
    return f"“{value}”" if is_vocabulary(value, choices) else _masked(value)


def is_vocabulary(value: str, choices: Iterable[str] = ()) -> bool:
    """Whether a value is shaped like the log's own vocabulary, or is near one of the choices."""
    if value in known_keys():
        return True
    if any(shape.fullmatch(value) for shape in (_VOCABULARY, _ACRONYM, _RECORD_ID)):
        return True
    return len(value) <= 40 and nearest(value, choices) is not None


def _masked(value: str) -> str:
    return f"“{mask(value)}”"


def one_of(choices: Iterable[str]) -> str:
    """`“a”, “b” or “c”`."""
    return _series(choices, "or")


def all_of(words: Iterable[str]) -> str:
    """`“a”, “b” and “c”`."""
    return _series(words, "and")


def _series(words: Iterable[str], conjunction: str) -> str:
    *most, last = [f"“{word}”" for word in words]
    return f"{', '.join(most)} {conjunction} {last}" if most else last
