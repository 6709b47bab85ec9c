"""Why a file cannot be read, in the words of the person who typed it.

The parser says where it lost the thread; what the lines around that place look like says why.
The parser's own wording is used only to sort its complaints, and both PyYAML parsers fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from disclosure_log.finding import Fault
from disclosure_log.reading.shape import known_keys

_KEYED = re.compile(r"\s*(?:- +)*[\"']?(?P<key>[A-Za-z_][\w-]*)[\"']?(?P<colon> *:)(?P<rest>.*)")
_QUOTED = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?P<quote>[\"'])(?P<rest>.*)")
_LOOK_BACK = 60


@dataclass(frozen=True)
class _Trouble:
    """What the parser said and the lines it said it about; lines count from 0."""

    lines: list[str]
    complaint: str
    line: int
    column: int
    start_line: int
    start_column: int

    def fault(self, line: int, column: int, message: str, remedy: str, length: int = 1) -> Fault:
        offset = sum(len(each) + 1 for each in self.lines[:line]) + column
        return Fault("record-syntax", (), message, remedy, offset=offset, length=length)

    def here(self, message: str, remedy: str) -> Fault:
        return self.fault(self.line, self.column, message, remedy)

    def text(self, line: int) -> str:
        return self.lines[line].rstrip("\r") if 0 <= line < len(self.lines) else ""

    def before(self, line: int) -> int:
        """The last line before this one that holds more than blanks or a comment."""
        for each in range(line - 1, -1, -1):
            words = self.text(each).strip()
            if words and not words.startswith("#"):
                return each
        return -1


def explain(text: str, error: yaml.YAMLError) -> Fault:
    """The one fault that makes the text unreadable, placed where it was made."""
    lines = text.split("\n")
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or problem
    problem = problem or context
    if problem is None or context is None:
        return Fault(
            "record-syntax",
            (),
            "The file cannot be read as a record.",
            "Compare it line by line with another record, or start again from a new one.",
        )
    trouble = _Trouble(
        lines=lines,
        complaint=f"{getattr(error, 'context', None)}; {getattr(error, 'problem', None)}",
        line=problem.line,
        column=problem.column,
        start_line=context.line,
        start_column=context.column,
    )
    for words, explanation in _COMPLAINTS:
        if words in trouble.complaint:
            fault = explanation(trouble)
            if fault is not None:
                return fault
    return _misaligned(trouble)


def _named(key: str) -> str:
    """A key of the log's own vocabulary; any other word may be somebody's name."""
    return f"“{key}”" if key in known_keys() else "this key"


def _quoted(trouble: _Trouble) -> Fault:
    if "escape" in trouble.complaint:
        at = trouble.text(trouble.line)[trouble.column : trouble.column + 1]
        return trouble.fault(
            trouble.line,
            trouble.column if at == "\\" else trouble.column - 1,
            "A backslash (\\) stands inside double quotes, where it has a meaning of its own.",
            "Use single quotes around the value, or type the backslash twice.",
        )
    return _unclosed(trouble, trouble.start_line, trouble.start_column)


def _unclosed(trouble: _Trouble, line: int, column: int) -> Fault:
    return trouble.fault(
        line,
        column,
        f"The quotation mark that opens on line {line + 1} is never closed.",
        "Type the same quotation mark at the end of the value, or take the first one out.",
    )


def _bad_quotes(trouble: _Trouble) -> Fault | None:
    """A quotation mark left open swallows lines; one too early leaves words behind it."""
    for line in range(trouble.line, max(-1, trouble.line - _LOOK_BACK), -1):
        match = _QUOTED.match(trouble.text(line))
        if match is None:
            continue
        quote, rest = match["quote"], match["rest"]
        opened = match.start("quote")
        if quote not in rest:
            return _unclosed(trouble, line, opened) if line < trouble.line else None
        behind = rest.partition(quote)[2].strip()
        if line < trouble.line:
            if not behind or behind.startswith("#"):
                return None
        elif not behind or behind.startswith("#"):
            continue  # sound in itself: the mark that upset it stands further up
        return _words_behind(trouble, line, match.start("rest") + rest.index(quote) + 1, quote)
    return None


def _words_behind(trouble: _Trouble, line: int, column: int, quote: str) -> Fault:
    if quote == '"':
        return trouble.fault(
            line,
            column,
            "Words follow a closing quotation mark.",
            "Put one pair of double quotes around the whole value, and none inside it.",
        )
    return trouble.fault(
        line,
        column,
        "An apostrophe ends the single quotes too early.",
        "Use double quotes around the value, or type the apostrophe twice.",
    )


def _opens_with_bracket(trouble: _Trouble) -> Fault | None:
    """Text that begins with a bracket: `[redacted: …] signed it`."""
    match = _KEYED.match(trouble.text(trouble.line))
    if match is None:
        return None
    rest = match["rest"].strip()
    in_block = "flow" not in trouble.complaint
    if not rest.startswith(("[redacted", "{{")) and not (in_block and rest[:1] in ("[", "{")):
        return None
    if trouble.text(trouble.line)[trouble.column : trouble.column + 1] in ("]", "}"):
        return trouble.here(
            "There is a closing bracket too many here.",
            "Take it out, or put the value in double quotes if the brackets are part of it.",
        )
    return trouble.fault(
        trouble.line,
        match.start("rest") + match["rest"].index(rest[0]),
        f"The value of {_named(match['key'])} begins with a bracket, which has a meaning of its"
        " own there.",
        "Type an upright bar (|) after the colon and put the text on the next line, indented by"
        " two more spaces.",
    )


def _open_bracket(trouble: _Trouble) -> Fault:
    opened = trouble.text(trouble.start_line)[trouble.start_column : trouble.start_column + 1]
    closed = "]" if opened == "[" else "}"
    if trouble.line == trouble.start_line and closed in trouble.text(trouble.line)[1:]:
        if trouble.text(trouble.line)[trouble.column : trouble.column + 1] == ":":
            return trouble.here(
                "A colon followed by a space stands inside a value between brackets.",
                "Put that value in double quotes.",
            )
        return trouble.here(
            "A comma is missing between two entries inside brackets, or a value there needs"
            " quotes.",
            "Separate the entries by commas, and put a value with commas or brackets of its own in"
            " double quotes.",
        )
    return trouble.fault(
        trouble.start_line,
        trouble.start_column,
        f"The bracket “{opened}” that opens on line {trouble.start_line + 1} is not closed"
        f" by “{closed}”.",
        f"Type “{closed}” at the end of the list.",
    )


def _unexpected_colon(trouble: _Trouble) -> Fault:
    line = trouble.text(trouble.line)
    match = _KEYED.match(line)
    if match is None or match.end("colon") - 1 < trouble.column:
        key = f" of {_named(match['key'])}" if match else ""
        return trouble.here(
            f"A colon followed by a space stands inside the value{key}.",
            "Put the whole value in double quotes.",
        )
    above = trouble.before(trouble.line)
    return (
        _without_space(trouble, above)
        or _dash_without_space(trouble, above)
        or _without_key(trouble, above)
        or _too_far(trouble)
    )


def _without_space(trouble: _Trouble, line: int) -> Fault | None:
    match = _KEYED.match(trouble.text(line))
    if match is None or match["rest"][:1] in ("", " "):
        return None
    return trouble.fault(
        line,
        match.start("rest"),
        f"There is no space after the colon of {_named(match['key'])}.",
        "Type a space between the colon and the value.",
    )


def _without_key(trouble: _Trouble, line: int) -> Fault | None:
    words = trouble.text(line)
    if line < 0 or ":" in words:
        return None
    column = len(words) - len(words.lstrip())
    return trouble.fault(
        line,
        column,
        "This line is neither a key with its colon nor part of the text above it.",
        "If it belongs to the text above, indent it as far as that text; if it begins something"
        " new, give it a key and a colon.",
    )


def _too_far(trouble: _Trouble) -> Fault:
    return trouble.fault(
        trouble.line,
        len(trouble.text(trouble.line)) - len(trouble.text(trouble.line).lstrip()),
        "This line is indented further than the key above it allows.",
        "Begin it in the same column as the key above it, or put the text above in quotes.",
    )


def _no_colon(trouble: _Trouble) -> Fault:
    line = trouble.start_line
    return (
        _without_space(trouble, line)
        or _dash_without_space(trouble, line)
        or _without_key(trouble, line)
        or trouble.fault(
            line,
            trouble.start_column,
            "This line stands outside the text it seems to belong to.",
            "Indent it as far as the text above it.",
        )
    )


def _dash_without_space(trouble: _Trouble, line: int) -> Fault | None:
    words = trouble.text(line)
    dash = len(words) - len(words.lstrip())
    if not re.match(r"-[^\s-]", words.lstrip()):
        return None
    return trouble.fault(
        line,
        dash,
        "There is no space after the dash that begins an entry of a list.",
        "Type a space after the dash.",
    )


def _special_start(trouble: _Trouble) -> Fault:
    line = trouble.line if "scanning for" in trouble.complaint else trouble.start_line
    column = trouble.column if "scanning for" in trouble.complaint else trouble.start_column
    sign = trouble.text(line)[column : column + 1]
    return trouble.fault(
        line,
        column,
        f"A value begins with “{sign}”, which has a meaning of its own there.",
        "Put the whole value in double quotes.",
    )


def _beside_bar(trouble: _Trouble) -> Fault:
    return trouble.here(
        "Text stands on the same line as the sign that begins a block of text.",
        "Leave the upright bar (|) alone on its line and begin the text on the next line, indented"
        " by two more spaces.",
    )


def _second_document(trouble: _Trouble) -> Fault:
    return trouble.here(
        "A line of dashes or dots ends the record here, and more follows it.",
        "Take that line out; one file is one record.",
    )


def _list_in_line(trouble: _Trouble) -> Fault:
    return trouble.here(
        "A value begins with a dash or a question mark followed by a space.",
        "Put the whole value in double quotes, or begin the list on the next line.",
    )


def _directive(trouble: _Trouble) -> Fault:
    return trouble.fault(
        trouble.start_line,
        trouble.start_column,
        "A line begins with a percent sign, which has a meaning of its own there.",
        "If it belongs to the text above, indent it as far as that text.",
    )


def _misaligned(trouble: _Trouble) -> Fault:
    return trouble.here(
        "This line does not line up with the lines it belongs to.",
        "Begin it in the same column as the keys, or the dashes, beside it.",
    )


#: What the parser's complaint contains, and who explains it; the first that can, does.
_COMPLAINTS = (
    ("quoted scalar", _quoted),
    ("single document", _second_document),
    ("document start", _second_document),
    ("mapping values are not allowed", _unexpected_colon),
    ("could not find expected ':'", _no_colon),
    ("scanning a block scalar", _beside_bar),
    ("scanning an alias", _special_start),
    ("scanning an anchor", _special_start),
    ("a tag", _special_start),
    ("tag handle", _special_start),
    ("cannot start any token", _special_start),
    ("directive", _directive),
    ("entries are not allowed", _list_in_line),
    ("keys are not allowed", _list_in_line),
    ("flow", _opens_with_bracket),
    ("flow", _open_bracket),
    ("block", _bad_quotes),
    ("block", _opens_with_bracket),
)
