"""From a character of a value to its character in the file, whatever way the value was typed."""

from __future__ import annotations

import re

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


def position_in_scalar(text: str, node: yaml.ScalarNode, offset: int) -> int:
    """Where in the file's text the character at `offset` of the node's value stands.

    A blank that folding made has no place of its own: it gets that of the character before it.
    """
    start, end = node.start_mark.index, node.end_mark.index
    if node.style == "|":
        return _in_literal(text, start, node.value, offset)
    if node.style == ">":
        start = _after_header(text, start)
    elif node.style in ("'", '"'):
        start, end = start + 1, end - 1
    value: str = node.value
    before = sum(1 for sign in value[:offset] if sign not in _BLANKS)
    on_blank = offset >= len(value) or value[offset] in _BLANKS
    pattern = _SINGLE if node.style == "'" else _DOUBLE if node.style == '"' else _PLAIN
    count = 0
    last = start
    for match in pattern.finditer(text, start, end):
        if match.group() in _ESCAPED_BLANKS:
            continue
        if count == before and not on_blank:
            return match.start()
        count += 1
        last = match.end()
        if count == before and on_blank:
            return last
    return last


def _in_literal(text: str, start: int, value: str, offset: int) -> int:
    """Line for line: the n-th line of the value is the n-th line below the bar."""
    lines = value.split("\n")
    number = value.count("\n", 0, offset)
    column = offset - (value.rfind("\n", 0, offset) + 1)
    starts = [_after_header(text, start)]
    for _ in lines[1:]:
        starts.append(text.find("\n", starts[-1]) + 1 or len(text))
    indent = 0
    for line, begins in zip(lines, starts, strict=True):
        if line.strip():
            stop = text.find("\n", begins)
            typed = text[begins : stop if stop >= 0 else len(text)].rstrip("\r")
            indent = len(typed) - len(line)
            break
    return min(starts[number] + indent + column, len(text))


def _after_header(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return newline + 1 if newline >= 0 else len(text)
