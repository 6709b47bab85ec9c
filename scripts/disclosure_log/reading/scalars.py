"""From a character of a value to its character in the file, whatever way the value was typed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import yaml

# One match for each character of the value that is not a blank, in the order they were typed.
# Blanks are not matched: YAML folds, drops and escapes them freely, all other characters it keeps.
_PLAIN = re.compile(r"[^ \t\r\n]")
_SINGLE = re.compile(r"''|[^ \t\r\n]")
_DOUBLE = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r\n|[^xuU])|[^ \t\r\n]"
)
_ESCAPED_BLANKS = frozenset(
    ("\\n", "\\t", "\\ ", "\\\n", "\\\r\n", "\\x20", "\\x09", "\\x0a", "\\x0A")
)
_BLANKS = " \t\r\n"


@dataclass(frozen=True)
class Positions:
    """Where in a file's text the characters of one value stand."""

    text: str = field(repr=False)
    node: yaml.ScalarNode = field(repr=False)

    def of(self, offset: int) -> int:
        """The place of the character at `offset` of the node's value.

        A blank that folding made has no place of its own: it gets that of the character before it.
        """
        if self.node.style == "|":
            return self._in_literal(offset)
        value: str = self.node.value
        before = bisect_left(self._visible, offset)
        if offset >= len(value) or value[offset] in _BLANKS:
            return self._typed[min(before, len(self._typed) - 1)][1]
        return self._typed[min(before + 1, len(self._typed) - 1)][0]

    @cached_property
    def _start(self) -> int:
        start = self.node.start_mark.index
        if self.node.style == ">":
            return _after_header(self.text, start)
        return start + 1 if self.node.style in ("'", '"') else start

    @cached_property
    def _visible(self) -> list[int]:
        """The places in the value of all that is no blank."""
        return [place for place, sign in enumerate(self.node.value) if sign not in _BLANKS]

    @cached_property
    def _typed(self) -> list[tuple[int, int]]:
        """Where each of these begins and ends in the text; first of all, where the value begins."""
        style = self.node.style
        end = self.node.end_mark.index - (1 if style in ("'", '"') else 0)
        pattern = _SINGLE if style == "'" else _DOUBLE if style == '"' else _PLAIN
        matches = pattern.finditer(self.text, self._start, end)
        spans = [match.span() for match in matches if match[0] not in _ESCAPED_BLANKS]
        return [(self._start, self._start), *spans]

    def _in_literal(self, offset: int) -> int:
        """Line for line: the n-th line of the value is the n-th line below the bar."""
        number = bisect_right(self._value_lines, offset) - 1
        column = offset - self._value_lines[number]
        start, indent = self._text_lines
        return min(start[number] + indent + column, len(self.text))

    @cached_property
    def _value_lines(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.node.value.split("\n")[:-1])]

    @cached_property
    def _text_lines(self) -> tuple[list[int], int]:
        """Where each line of the value begins in the text, and how far it is indented there."""
        text, lines = self.text, self.node.value.split("\n")
        starts = [_after_header(text, self.node.start_mark.index)]
        for _ in lines[1:]:
            starts.append(text.find("\n", starts[-1]) + 1 or len(text))
        for line, begins in zip(lines, starts, strict=True):
            if line.strip():
                stop = text.find("\n", begins)
                typed = text[begins : stop if stop >= 0 else len(text)].rstrip("\r")
                return starts, len(typed) - len(line)
        return starts, 0


def _after_header(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return newline + 1 if newline >= 0 else len(text)
