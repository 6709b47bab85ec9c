"""The codes of fields: what they fetch, run, link to and keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Found, Passage, leak

_WORD = re.compile(r"\s*\\?([A-Za-z]+)")
_LOCAL = re.compile(
    r"file:|\b[A-Za-z]:[\\/]|\\\\{1,2}[\w.$-]+\\|(?<![\w./])/(?:Users|home|Volumes)/", re.IGNORECASE
)
_REMOTE = re.compile(r"https?:|ftp:", re.IGNORECASE)
_ACTIVE = {
    "DDE": "A field here fetches data from another program.",
    "DDEAUTO": "A field here fetches data from another program by itself.",
    "INCLUDETEXT": "A field here takes in the text of another file.",
    "INCLUDE": "A field here takes in the text of another file.",
    "IMPORT": "A field here takes in another file.",
    "LINK": "A field here is linked to another file.",
    "DATABASE": "A field here fetches rows from a database.",
    "RD": "A field here refers to another file.",
}
_MERGE = frozenset({"MERGEFIELD", "MERGEREC", "MERGESEQ", "ADDRESSBLOCK", "GREETINGLINE"})


def field(code: str, place: str) -> Iterator[Found]:
    """What the code of one field gives away; its words go to the checks of text."""
    code = code.strip()
    if not code:
        return
    if any(letter.isalnum() for letter in code):
        yield Passage(code, f"{place}, code of a field")
    found = _WORD.match(code)
    word = found[1].upper() if found else ""
    if word in _ACTIVE:
        yield leak("attachment-active-content", place, _ACTIVE[word])
    elif word == "INCLUDEPICTURE" and (_REMOTE.search(code) or _LOCAL.search(code)):
        yield leak(
            "attachment-active-content",
            place,
            "A field here fetches a picture from elsewhere.",
            severity=Severity.WARNING,
        )
    elif word in _MERGE:
        yield leak(
            "attachment-document-data",
            place,
            "A field here is filled from a mail merge.",
            severity=Severity.WARNING,
        )
    if local_path(code):
        yield leak("attachment-properties", place, "A field here names a folder on a computer.")


def local_path(text: str) -> bool:
    """Whether a text names a file on somebody's computer or network."""
    return _LOCAL.search(text) is not None


def remote(text: str) -> bool:
    """Whether an address leads to a web server."""
    return _REMOTE.match(text.strip()) is not None
