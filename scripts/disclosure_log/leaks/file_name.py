"""What the name of a file gives away: people, cases, paths, and that it is not the safe copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category
from urllib.parse import unquote

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak, leak

PLACE = "the file's name"

_GIVEN = r"[A-Z][a-z'’-]+"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\bun ?redacted\b|\bnot (?:yet )?redacted\b|\bpre ?redaction\b|\bconfidential\b"
            r"|\bnot for publication\b|\bdo not publish\b|\binternal only\b|\boriginal$",
            re.IGNORECASE,
        ),
        "The file's name says that this is not the copy to publish.",
    ),
    (
        re.compile(
            # "Final accounts" and "Draft local plan" are titles; at the end they are versions.
            r"\bv ?\d{1,2}\b|\b(?:final|draft|copy|old|tracked|changes)(?: \d{1,2})?$"
            r"|^copy of\b|\bfinal (?:final|version|draft)\b|\(\d{1,2}\)$",
            re.IGNORECASE,
        ),
        "The file's name tells of versions; look whether this is the one to publish.",
    ),
    (
        re.compile(
            r"\b(?:case|client|complaint|complainant|claim|claimant|sar|dsar|patient|pupil|tenant"
            r"|incident|staff|payroll|employee)(?: ?(?:no|number|ref|id))? ?\d{3,}",
            re.IGNORECASE,
        ),
        "The file's name seems to hold the number of a case or of a person.",
    ),
    (
        re.compile(
            rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Cllr|Rev)\.? {_GIVEN}"
            rf"|\b(?i:letter|e ?mail|reply|response|appeal|complaint|statement|interview|request)"
            rf" (?i:to|from|for|of|by|with) {_GIVEN}(?: {_GIVEN})?$"
            rf"|\b(?:CV|cv|Cv|resume) {_GIVEN} {_GIVEN}|\b{_GIVEN} {_GIVEN} (?:CV|cv|resume)\b"
        ),
        "The file's name seems to hold the name of a person.",
    ),
    (
        re.compile(r"\b[A-Z] (?:Users|home|Documents and Settings) \S|\bUsers \w+ |\bOneDrive\b"),
        "The file's name seems to hold a path on somebody's computer.",
    ),
)


def base_name(name: str) -> str:
    """A name without the folders before it."""
    return name.replace("\\", "/").rpartition("/")[2]


def stem(name: str) -> str:
    """A name without its folders and its ending."""
    own = base_name(name)
    before, dot, _ = own.rpartition(".")
    return unquote(before if dot and before else own)


def readable(name: str) -> str:
    """A name's words set apart as a person reads them."""
    return re.sub(r"[\s_+~.,-]+", " ", stem(name)).strip()


def inspect_file_name(name: str) -> Iterator[Leak]:
    """What stands in a name; the checks of text read it besides."""
    if any(category(char) in {"Cc", "Cf", "Co", "Cs"} for char in base_name(name)):
        yield leak(
            "attachment-file-name",
            PLACE,
            "The file's name holds characters that cannot be seen and may hide its true ending.",
            severity=Severity.ERROR,
        )
    text = readable(name)
    for pattern, message in _RULES:
        if pattern.search(text):
            yield leak("attachment-file-name", PLACE, message)
