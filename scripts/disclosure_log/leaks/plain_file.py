"""Looks into plain text and Markdown files: their characters, and their words by paragraph."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Found, Leak, Passage, leak
from disclosure_log.leaks.text.pipe_tables import pipe_tables

_SAVE: Final = "Save it as plain text in UTF-8."
#: Short paragraphs go with the next, so that a farewell is read with the name below it.
_SHORT: Final = 60
_LONGEST: Final = 4000
_ODD_PAIRS: Final = 0.3  # of the pairs of bytes, where a zero comes with each letter
_CLEARLY: Final = 5


def inspect_plain(raw: bytes) -> Iterator[Found]:
    """What a .txt or .md file gives away, and its words."""
    text, leaks = decode(raw, _SAVE)
    yield from leaks
    yield from unseen_characters(text)
    yield from _passages(text)
    for _, table in pipe_tables(text.replace("\r\n", "\n").replace("\r", "\n")):
        yield table


def decode(raw: bytes, remedy: str = "") -> tuple[str, list[Leak]]:
    """The text of a file and a leak where it is no UTF-8; CannotInspectError if it is no text."""
    if not raw.strip():
        raise CannotInspectError("The file is empty.")
    wide = _wide(raw)
    if wide is not None:
        return _decoded(raw, wide), [_encoding("UTF-16", remedy)]
    if b"\x00" in raw:
        raise CannotInspectError("The file holds zero bytes, so it is not a text.")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        text = _single_bytes(raw)
        return text, [_encoding("another encoding than UTF-8", remedy, line)]


def _wide(raw: bytes) -> str | None:
    """The name of a two- or four-byte encoding, by its mark or by where its zeros lie."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = raw[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    many = _ODD_PAIRS * len(head) / 2
    if odd > many and odd > _CLEARLY * even:
        return "utf-16-le"
    return "utf-16-be" if even > many and even > _CLEARLY * odd else None


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise CannotInspectError("The file's encoding is broken.") from None
    if "\x00" in text:
        raise CannotInspectError("The file holds zero characters, so it is not a text.")
    return text


def _single_bytes(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _encoding(name: str, remedy: str, line: int = 1) -> Leak:
    return leak(
        "attachment-encoding",
        f"line {line}",
        f"The file is in {name}; readers' programs would show wrong letters.",
        remedy=remedy,
        line=line,
    )


_ESCAPES: Final = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_TURNED: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_TAGS: Final = re.compile(r"[\U000e0000-\U000e007f\U000e0100-\U000e01ef\ufff9-\ufffb]")
_NO_WIDTH: Final = re.compile(
    r"(?<=[\x00-\u024f])[\u200b-\u200d\u2060-\u2064\u180e\ufeff\u115f\u1160\u3164\uffa0]"
    r"|[\u200b\u2060-\u2064\ufeff\u3164]|\u034f|[\u206a-\u206f]"
)
_MARKS: Final = re.compile(r"[\u200e\u200f\u061c]")
_KINDS: Final = (
    (
        _ESCAPES,
        Severity.ERROR,
        "Control characters lie in the text; they can hide or change words.",
    ),
    (_TURNED, Severity.ERROR, "Characters that turn the direction of reading lie in the text."),
    (_TAGS, Severity.ERROR, "Characters that nobody sees spell something in the text."),
    (_NO_WIDTH, Severity.WARNING, "Characters without width lie in the text."),
)
_FLAGS: Final = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")


def unseen_characters(text: str) -> Iterator[Leak]:
    """Control, turning and invisible characters of a text, the first of each kind."""
    if text.isascii() and text.isprintable():
        return
    if not text.isascii():
        text = _FLAGS.sub(lambda flag: " " * len(flag[0]), text)
    for pattern, severity, message in _KINDS:
        if (found := pattern.search(text)) is None:
            continue
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        yield leak(
            "attachment-hidden-text",
            f"line {line}",
            message,
            severity=severity,
            remedy="Delete the characters that nobody sees.",
            line=line,
            column=column,
        )


def _passages(text: str) -> Iterator[Passage]:
    """Paragraphs with the numbers of their lines; short ones together with what follows."""
    first, last, held = 0, 0, list[str]()
    size = 0
    for number, line in enumerate(re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text), 1):
        blank = not line.strip()
        if held and ((blank and _ends(held)) or size > _LONGEST):
            yield _passage(held, first, last)
            held, size = [], 0
        if blank and not held:
            continue
        if not held:
            first = number
        if not blank:
            last = number
        held.append(line)
        size += len(line) + 1
    if held:
        yield _passage(held, first, last)


def _ends(held: list[str]) -> bool:
    """Whether a blank line ends the passage: not after a short line such as a farewell."""
    return len(held[-1]) > _SHORT or (not held[-1].strip() and not any(map(str.strip, held[-6:])))


def _passage(held: list[str], first: int, last: int) -> Passage:
    place = f"line {first}" if first == last else f"lines {first} to {last}"
    return Passage("\n".join(held).rstrip(), place)
