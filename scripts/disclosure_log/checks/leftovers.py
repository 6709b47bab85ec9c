"""What is typed over or in place of removed words, and what a writer forgot to fill in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from disclosure_log.commonmark import Kind, constructs


@dataclass(frozen=True)
class Leftover:
    """A stretch of text that stands for words which are not there, without any of them."""

    offset: int
    length: int


_BLACKED_OUT: Final = re.compile(
    r"""
      [█▇▉▊▋▓⬛]+(?:[\ ]?[█▇▉▊▋▓⬛]+)*       # blocks
    | [░▒■◼◾▪▬▮●⚫⬤]{3,} | •{4,}
    | (?<![\w/\\=&?#%])[xX]{4,}(?:[\ -][xX]{4,})*(?![\w\\=/])
    | (?<![\w*\\])(?:\*{4,}|(?:\\\*){4,})(?![\w*])
    | (?<![\w\\-])(?:_{4,}|(?:\\_){4,})(?![\w-])
    """,
    re.VERBOSE,
)
_BLOCKS: Final = re.compile("[█▇▉▊▋▓⬛░▒■◼◾▪▬▮●⚫⬤•]")
_DATE_BEFORE: Final = re.compile(r"[A-Za-z0-9]{1,4}[/.-]\Z")
_SENTENCE_AFTER: Final = re.compile(r"[,;.)]?[ \t]+[a-z]")
_WORD_BEFORE: Final = re.compile(r"[a-z,][ \t]+\Z")

#: What the text holds, in small letters, where the pattern of black-outs is worth running.
_BLACKED_OUT_HINTS: Final = ("xxxx", "****", "____", "\\*\\*\\*\\*", "\\_\\_\\_\\_")

_THING: Final = r"(?:names?|addresses|address|details|identity|e-?mail|signature|text)"
_REMOVED: Final = r"(?:removed|redacted|withheld|deleted)"
#: Notes to oneself, each with what the text holds, in small letters, where it is worth running.
_FORGOTTEN: Final = tuple(
    (hints, re.compile(pattern, re.MULTILINE))
    for hints, pattern in (
        (("todo", "fixme"), r"(?<!\w)(?:TODO|FIXME)(?!\w)"),
        (("tbc", "tba"), r"[\[({<]\s*(?:TBC|TBA)\s*[\])}>]|(?<!\w)(?:TBC|TBA)(?!\w)"),
        (("to be ",), r"[\[({<]\s*(?i:to be (?:confirmed|completed|added))\s*[\])}>]"),
        (
            ("insert",),
            r"[\[({<]\s*(?i:insert)\s(?!\w+ing)[^\])}>\n]{0,60}[\])}>]|\bINSERT\s[A-Z]{3,}\b",
        ),
        (("insert",), r"\b(?i:insert)\s(?:\w+\s){1,3}(?i:here)\b"),
        (
            ("removed", "redacted", "withheld", "deleted"),
            rf"(?:^|[|:])[ \t]*(?i:{_THING}\s{_REMOVED})[ \t]*(?=[|.]|$)",
        ),
    )
)
_FORGOTTEN_HINTS: Final = tuple({hint: None for hints, _ in _FORGOTTEN for hint in hints})
#: What follows in somebody's own words, which a finding must not repeat.
_OWN_WORDS: Final = re.compile(r"[\[({<]?\s*(?i:insert)(\s.*)\Z")
_CELL_BEFORE: Final = re.compile(r"\|[ \t]*\Z")
_CELL_AFTER: Final = re.compile(r"[ \t]*\|")


def blacked_out(text: str, *, is_markdown: bool) -> Iterator[Leftover]:
    """Characters typed over words: blocks, rows of x, stars or lines.

    The blanks of a form, a date's pattern, a star line across the page and code are none.
    """
    lowered = text.lower()
    plain = text.isascii() or not _BLOCKS.search(text)
    if plain and not any(hint in lowered for hint in _BLACKED_OUT_HINTS):
        return
    found = [m for m in _BLACKED_OUT.finditer(text) if not _means_something(m)]
    yield from _outside_code(text, found, is_markdown=is_markdown)


def forgotten(text: str, *, is_markdown: bool) -> Iterator[Leftover]:
    """Notes to oneself: TODO, TBC, "insert name here", "name removed".

    TBC alone in a table's cell is information: what the authority holds says so.
    """
    lowered = text.lower()
    there = {hint for hint in _FORGOTTEN_HINTS if hint in lowered}
    if not there:
        return
    found = [
        match
        for hints, pattern in _FORGOTTEN
        if not there.isdisjoint(hints)
        for match in pattern.finditer(text)
        if not _is_cell(match)
    ]
    yield from _outside_code(text, found, is_markdown=is_markdown)


def _outside_code(
    text: str, found: Collection[re.Match[str]], *, is_markdown: bool
) -> Iterator[Leftover]:
    code = (
        [part for part in constructs(text) if part.kind is Kind.CODE]
        if found and is_markdown
        else []
    )
    for match in found:
        if not any(part.offset <= match.start() < part.end for part in code):
            note = match[0].strip(" \t|:")
            own = _OWN_WORDS.match(note)
            offset = match.start() + match[0].index(note)
            yield Leftover(offset, len(note) - (len(own[1]) if own else 0))


def _means_something(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    mark = match[0].lstrip("\\")[0]
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    if mark in "xX":
        return _DATE_BEFORE.search(before) is not None
    if mark == "*":
        return not before.strip(" \t>*") and not after.strip(" \t*")
    if mark == "_":
        is_in_row = before.count("|") + after.count("|") >= 2
        in_sentence = _SENTENCE_AFTER.match(after) is not None or (
            _WORD_BEFORE.search(before) is not None and after[:1] in {",", ".", ";", ")"}
        )
        return is_in_row or not in_sentence
    return False


def _is_cell(match: re.Match[str]) -> bool:
    return (
        match[0] in {"TBC", "TBA"}
        and _CELL_BEFORE.search(match.string, 0, match.start()) is not None
        and _CELL_AFTER.match(match.string, match.end()) is not None
    )
