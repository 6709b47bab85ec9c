"""What a text is made of, with the place of each part, so that checks judge what pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from itertools import accumulate
from typing import Final

from disclosure_log.commonmark.engine import aligned, to_addressed_html, to_placed_html
from disclosure_log.markers import find_markers


class Kind(StrEnum):
    RAW_HTML = "raw-html"  # detail: the element's name, "" for comments and the like
    IMAGE = "image"  # detail: its address
    LINK = "link"  # detail: its address
    HEADING = "heading"  # detail: its level, 1 to 6
    TABLE = "table"  # detail: "", "no-header" (lines of cells, no row of dashes), "empty-header"
    CODE = "code"  # detail: ""


@dataclass(frozen=True)
class Construct:
    """One part of a text, `length` characters from `offset`."""

    kind: Kind
    offset: int
    length: int
    detail: str = ""

    @property
    def end(self) -> int:
        return self.offset + self.length


_MAYBE: Final = re.compile(r"[<\[|`#@]|://|www\.|^ {0,3}\S*(?:=|--|~~~)|^(?: {4}|\t)", re.MULTILINE)
_TAG: Final = re.compile(r"<(/?)(!(?=-)|(?:a|code|h[1-6]|img|p|pre|table|th)\b)([^>]*)>")
_PLACE: Final = re.compile(r'data-sourcepos="(\d+):(\d+)-(\d+):(\d+)"')
_ADDRESS: Final = re.compile(r'(?:href|src)="([^"]*)"')
_LINKED: Final = re.compile(r'<(?:a|img)[^>]*? (?:href|src)="([^"]*)"')
_ESCAPED: Final = re.compile(r"(?<!\\)\\(?:\\\\)*\Z")
_RAW: Final = re.compile(r"<(?=[A-Za-z/!?])/?([A-Za-z][A-Za-z0-9-]*)?[^>]*>?")
_CELLS: Final = re.compile(r"[ \t>]*(?:\|.*\||(?:[^|\n]*[^|\\\n]\|){2}.*)[ \t]*\Z")


def constructs(text: str) -> tuple[Construct, ...]:
    """Every part of the text that a check may judge, in order of their place."""
    text = _without_markers(aligned(text))
    if _MAYBE.search(text) is None:
        return ()
    return tuple(sorted(_Survey(text).run(), key=lambda part: (part.offset, -part.length)))


def _without_markers(text: str) -> str:
    """The text with a word of the same length in each marker's place, as pages are rendered."""
    for marker in find_markers(text):
        if not marker.malformed:
            lines = text[marker.offset : marker.end].split("\n")
            word = "\n".join("x" * len(line) for line in lines)
            text = text[: marker.offset] + word + text[marker.end :]
    return text


@dataclass(frozen=True)
class _Element:
    name: str
    offset: int
    end: int
    words_from: int  # in the engine's HTML


class _Survey:
    """One walk over the engine's placed HTML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.html = to_placed_html(text)
        self.addresses: list[str] | None = None
        self.links = 0
        self.cursor = 0  # raw HTML stands at or after this place
        self.has_header = False

    def run(self) -> Iterator[Construct]:
        open_: list[_Element] = []
        for match in _TAG.finditer(self.html):
            closing, name, attributes = match.groups()
            if name == "!":
                yield self._raw_html(open_[-1].offset if open_ else 0)
            elif closing:
                yield from self._closed(open_.pop(), match.start())
            else:
                element = self._element(name, attributes, match.end())
                is_block = bool(open_) and open_[-1].name == "pre"
                yield from self._opened(element, attributes, in_block=is_block)
                if name != "img":
                    open_.append(element)

    def _opened(self, element: _Element, attributes: str, *, in_block: bool) -> Iterator[Construct]:
        if element.name == "a":
            yield self._part(Kind.LINK, element, self._address(attributes))
        elif element.name == "img":
            yield self._part(Kind.IMAGE, element, self._address(attributes))
        elif element.name == "pre" or (element.name == "code" and not in_block):
            yield self._part(Kind.CODE, element)
        elif element.name == "p":
            yield from self._loose_tables(element)
        elif element.name == "table":
            self.has_header = False
        elif element.name != "th" and element.name != "code":
            yield self._part(Kind.HEADING, element, element.name[1])

    def _closed(self, element: _Element, words_end: int) -> Iterator[Construct]:
        if element.name == "th":
            self.has_header = self.has_header or bool(
                self.html[element.words_from : words_end].strip()
            )
        elif element.name == "table":
            yield self._part(Kind.TABLE, element, "" if self.has_header else "empty-header")
        self.cursor = max(self.cursor, element.end)

    def _element(self, name: str, attributes: str, words_from: int) -> _Element:
        place = _PLACE.search(attributes)
        if place is None:
            return _Element(name, self.cursor, self.cursor, words_from)
        first_line, first, last_line, last = map(int, place.groups())
        offset = self._offset(first_line, first - 1)
        self.cursor = max(self.cursor, offset)
        return _Element(name, offset, max(offset, self._offset(last_line, last)), words_from)

    def _offset(self, line: int, column: int) -> int:
        return min(self.lines[min(line, len(self.lines)) - 1] + column, len(self.text))

    def _part(self, kind: Kind, element: _Element, detail: str = "") -> Construct:
        return Construct(kind, element.offset, element.end - element.offset, detail)

    def _address(self, attributes: str) -> str:
        """A link's address, also one that the engine dropped for being dangerous."""
        match = _ADDRESS.search(attributes)
        address = unescape(match[1]) if match else ""
        if not address:
            if self.addresses is None:
                self.addresses = _LINKED.findall(to_addressed_html(self.text))
            if self.links < len(self.addresses):
                address = unescape(self.addresses[self.links])
        self.links += 1
        return address

    def _raw_html(self, holder: int) -> Construct:
        """The engine leaves a comment in raw HTML's place; the text from here on tells where."""
        for match in _RAW.finditer(self.text, self.cursor):
            if not _ESCAPED.search(self.text, max(0, match.start() - 9), match.start()):
                self.cursor = match.end()
                name = (match[1] or "").lower()
                return Construct(Kind.RAW_HTML, match.start(), len(match[0]), name)
        return Construct(Kind.RAW_HTML, holder, 0)

    def _loose_tables(self, paragraph: _Element) -> Iterator[Construct]:
        """Two or more lines of cells that were read as a paragraph: no row of dashes heads them."""
        start, lines = paragraph.offset, 0
        at = start
        for line in [*self.text[paragraph.offset : paragraph.end].split("\n"), ""]:
            if _CELLS.match(line):
                start, lines = (at, 1) if lines == 0 else (start, lines + 1)
            else:
                if lines > 1:
                    yield Construct(Kind.TABLE, start, at - 1 - start, "no-header")
                lines = 0
            at += len(line) + 1
