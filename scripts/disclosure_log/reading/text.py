"""Bytes to text: what an editor saved as, made readable, with a fault for everything it did wrong.

Every repair keeps each character in its place, so that later faults still find their line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.finding import Fault, Severity

#: Larger than any response; a file beyond it is not read at all.
MAX_BYTES = 1 << 20

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What YAML calls not printable, and the line separators that only some programs break lines at.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TABS = re.compile(r"\t[ \t]*")
_LONE_CR = re.compile(r"\r(?!\n)")
# The same, with tabs and carriage returns, as bytes: a quick "nothing of this here".
_ODD_ASCII = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])
_ODD_BEYOND = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]")


@dataclass(frozen=True)
class Text:
    """A file's text and what was wrong with its bytes; offsets of the faults count from its start.

    `indented_by_tab` tells the reader that a later complaint about indentation is the tab's doing.
    """

    text: str
    faults: tuple[Fault, ...] = ()
    indented_by_tab: bool = False


def decode(raw: bytes) -> Text | Fault:
    """The text of a file, or the one fault that keeps it from being read at all."""
    if len(raw) > MAX_BYTES:
        return Fault(
            "record-too-large",
            (),
            f"The file is {len(raw) / MAX_BYTES:.1f} MiB, which is more than the 1 MiB a record"
            " may be.",
            "Move long tables into a CSV attachment and name it under “attachments”.",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_otherwise(raw)
    if _is_clean(raw):
        return Text(text)
    return _tidy(text, ())


def _is_clean(raw: bytes) -> bool:
    if len(raw.translate(None, _ODD_ASCII)) != len(raw):
        return False
    return raw.isascii() or _ODD_BEYOND.search(raw) is None


def _decode_otherwise(raw: bytes) -> Text | Fault:
    if raw.startswith(_UTF16_MARKS):
        wrong = Fault(
            "record-encoding",
            (),
            "The file is saved as UTF-16 (some editors call it “Unicode”), not as UTF-8.",
            "Save it again and choose “UTF-8” as the encoding.",
        )
        try:
            return _tidy(raw.decode("utf-16"), (wrong,))
        except UnicodeDecodeError:
            return wrong
    if raw.count(0) > len(raw) // 4:
        return Fault(
            "record-encoding",
            (),
            "The file does not hold text.",
            "Check that the right file was saved here; a record is a text file in UTF-8.",
        )
    # One stand-in a bad byte, so that lines and columns hold.
    text = raw.decode("utf-8", errors="replace")
    return _tidy(text, tuple(_not_utf8(text)))


def _not_utf8(text: str) -> Iterator[Fault]:
    for line, match in _first_in_each_line(re.compile("\ufffd+"), text):
        yield Fault(
            "record-encoding",
            (),
            f"Line {line} holds a character that is not saved as UTF-8,"
            " often a curly quote, a dash, a pound sign or an accented letter.",
            "Save the file again and choose “UTF-8” as the encoding, then type the character anew.",
            offset=match.start(),
        )


def _tidy(text: str, faults: tuple[Fault, ...]) -> Text:
    found = list(faults)
    if text.startswith("\ufeff"):
        text = text[1:]
        found.append(
            Fault(
                "record-encoding",
                (),
                "The file begins with an invisible mark (a “byte order mark”).",
                "Save it again and choose “UTF-8” as the encoding, not “UTF-8 with BOM”.",
            )
        )
    found += _unseen(text)
    found += _tabs(text)
    found += _carriage_returns(text)
    by_tab = re.search(r"^ *\t", text, re.MULTILINE) is not None
    text = _LONE_CR.sub("\n", _UNSEEN.sub(" ", text).replace("\t", " "))
    return Text(text, tuple(found), by_tab)


def _unseen(text: str) -> Iterator[Fault]:
    for line, match in _first_in_each_line(_UNSEEN, text):
        code = ord(match.group())
        name = "line separator" if code in (0x2028, 0x2029) else "control character"
        yield Fault(
            "record-encoding",
            (),
            f"Line {line} holds an invisible {name} (U+{code:04X}).",
            "Delete it: put the cursor behind it and press Backspace, or retype the words there.",
            offset=match.start(),
        )


def _tabs(text: str) -> Iterator[Fault]:
    for line, match in _first_in_each_line(_TABS, text):
        yield Fault(
            "record-tab",
            (),
            f"Line {line} holds a tab character.",
            "Use spaces instead of the tab: two for each level of indentation.",
            offset=match.start(),
        )


def _carriage_returns(text: str) -> Iterator[Fault]:
    if "\r" not in text:
        return
    yield Fault(
        "record-trailing-blanks",
        (),
        "The lines end in the Windows or old Macintosh way, with an invisible extra character.",
        "Run “disclosure-log check --fix”, or set your editor's line endings to “LF”.",
        Severity.WARNING,
    )


def _first_in_each_line(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The first match on every line that has one, with the line's number."""
    line, counted_to, reported = 1, 0, 0
    for match in pattern.finditer(text):
        line += len(re.findall(r"\r\n|\n|\r", text[counted_to : match.start()]))
        counted_to = match.start()
        if line != reported:
            reported = line
            yield line, match
