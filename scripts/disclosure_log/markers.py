"""The one grammar of redaction markers, so that checks count exactly what pages show.

A marker stands where the words stood: `[redacted: FOIA-s40(2) name of a junior officer]`. It may
run over a line break, but not over a blank line, and holds no square brackets of its own. A
backslash before either bracket, as word processors' converters write it, is let pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final


class MarkerFault(StrEnum):
    """Why something that was meant as a marker is not one."""

    NO_PROVISION = "no-provision"  # [redacted: name of an officer]
    UNCLOSED = "unclosed"  # [redacted: FOIA-s40(2) name
    MISSPELT = "misspelt"  # [Redacted: FOIA-s40(2) name]
    LEFTOVER = "leftover"  # [REDACTED], (redacted), [name removed]


@dataclass(frozen=True)
class Marker:
    """A marker, or what was typed instead of one, at `offset` characters into the text.

    `provision` is as typed, so it may name none that exists; `what` is its plain words on one line.
    """

    offset: int
    length: int
    provision: str
    what: str
    fault: MarkerFault | None = None
    length_of_sign: int = 0  # of its bracket, “redacted” and code: what a finding may repeat

    @property
    def malformed(self) -> bool:
        """Whether it is no marker: the page shows it as it was typed."""
        return self.fault is not None

    @property
    def end(self) -> int:
        return self.offset + self.length


#: What every marker begins with, but for what was typed in place of one.
SIGN: Final = "[redacted:"
_NO_BLANK_LINE: Final = r"(?:[^\[\]\n]|\n(?![ \t>]*\n))*?"
_REMOVED: Final = r"(?i:redacted|removed|withheld|deleted|blanked\ out|blacked\ out)"
_THING: Final = r"(?i:names?|address|addresses|details?|identity|e-?mail|number|signature|text)"
_START: Final = re.compile(r"[\[({<]|REDACTED")
_CANDIDATE: Final = re.compile(
    rf"""
      \[redacted:(?P<body>{_NO_BLANK_LINE})\\?\]
    | (?P<unclosed>\[redacted:)
    | [\[{{<]\s*(?i:redact(?:ed|ion)?)\s*[:;,–—-]?\s*
        (?P<misspelt>[A-Za-z]{{2,}}-[sr]\d[^\[\]{{}}<>\n]*)[\]}}>]
    | \[\s*(?i:redact)(?![^\[\]\n]*\][(\[:])(?:[^\[\]\n]{{0,80}}\])?
    | [{{<]\s*(?i:redact)[^{{}}<>\n]{{0,80}}[}}>]
    | \((?i:redacted)(?:(?:\s*[:;–—-]|\s+(?i:under|s\d|section|reg))
        (?:[^()\n]|\([^()\n]*\)){{0,80}})?\)
    | \[(?:[\w'’]+\ ){{0,5}}{_REMOVED}\\?\](?![(\[:])
    | \({_THING}\ {_REMOVED}\)
    | REDACTED(?![\w-])
    """,
    re.VERBOSE,
)
_BODY: Final = re.compile(
    r"\s*(?P<provision>[A-Za-z]{2,}-\S*\d\S*?)[,:;–—-]?(?:\s+(?P<what>.*))?\Z", re.DOTALL
)
_SIGN: Final = re.compile(
    r"[\[({<]?\s*(?i:redact(?:ed|ion)?)(?:[\s:]*(?:FOIA|EIR|FOISA|EISR)-[sr]\d+[A-Z]*(?:\(\w{1,4}\))*"
    r"|\s*[:\])}>])?"
)
_PART_OF_WORD: Final = re.compile(r"[\w-]")
_LINE_BREAK: Final = re.compile(r"\s*\n[ \t>]*")


@lru_cache(maxsize=64)
def find_markers(text: str) -> tuple[Marker, ...]:
    """Every marker, and everything typed in place of one, in order, none overlapping."""
    found: list[Marker] = []
    end = 0
    for start in _START.finditer(text):
        at = start.start()
        if at < end or (start[0] == "REDACTED" and _PART_OF_WORD.match(text[at - 1 : at])):
            continue
        if (match := _CANDIDATE.match(text, at)) is not None:
            found.append(_marker(match))
            end = found[-1].end
    return tuple(found)


def _marker(match: re.Match[str]) -> Marker:
    offset = match.start()
    if match.string[offset - 1 : offset] == "\\":
        offset -= 1
    length = match.end() - offset
    body = match["body"] if match["body"] is not None else match["misspelt"]
    parsed = _BODY.match(body) if body is not None else None
    provision = parsed["provision"] if parsed else ""
    what = " ".join(_LINE_BREAK.sub(" ", (parsed and parsed["what"]) or "").split())
    if match["misspelt"] is not None:
        fault: MarkerFault | None = MarkerFault.MISSPELT
    elif match["unclosed"] is not None:
        fault = MarkerFault.UNCLOSED
    elif match["body"] is not None:
        fault = None if parsed else MarkerFault.NO_PROVISION
    else:
        fault = MarkerFault.LEFTOVER
    sign = _SIGN.match(match[0])
    length_of_sign = match.start() - offset + (len(sign[0]) if sign else 1)
    return Marker(offset, length, provision, what, fault, length_of_sign)
