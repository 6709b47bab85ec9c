"""Redaction marks: markers taken out of a text before the engine reads it, and put back as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final

from disclosure_log.law import provision
from disclosure_log.markers import SIGN, Marker, find_markers

#: Gives the address of a provision's own page, or "" where there is none.
ProvisionHref = Callable[[str], str]

_WORD: Final = "redactionmark"
_HEADING: Final = re.compile(r"</h[1-6]>")
_TABLE_HEAD: Final = re.compile(r"<thead>.*?</thead>", re.DOTALL)


@dataclass(frozen=True)
class Marks:
    """The markers of one text, each of which stands in it as one made-up word, `<word><number>z`.

    So a marker is never taken for a link, a cell border or emphasis, and wherever the word comes
    out again (in running text, in code, inside an address) its place decides how it is shown.
    """

    word: str
    markers: tuple[Marker, ...]
    typed: tuple[str, ...]

    def shown(self, words: str, provision_href: ProvisionHref | None) -> str:
        """Escaped words with each marker as an accessible mark."""
        return self._replaced(words, lambda n: _mark(self.markers[n], provision_href))

    def restored(self, words: str) -> str:
        """Escaped words with each marker as it was typed, for code."""
        return self._replaced(words, lambda n: escape(self.typed[n]))

    def stand_in(self, words: str) -> bool:
        """Whether a marker is among the words."""
        return self.word in words

    def all_in_words(self, html: str) -> bool:
        """Whether none stands, or may stand, in a link, in code, in a heading or a header cell."""
        if "<a " in html or "<code" in html or _HEADING.search(html):
            return False
        return all(self.word not in head for head in _TABLE_HEAD.findall(html))

    def numbers_in(self, words: str) -> frozenset[int]:
        """Which markers, counted from 0, are among the words."""
        return frozenset(int(match[1]) for match in self._pattern.finditer(words))

    def replaced_by(self, words: str, stand_in: str) -> str:
        """The words with the same stand-in for every marker."""
        return self._replaced(words, lambda _: stand_in)

    def _replaced(self, words: str, put: Callable[[int], str]) -> str:
        if self.word not in words:
            return words
        return self._pattern.sub(lambda match: put(int(match[1])), words)

    @property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"{self.word}(\d+)z")


def take_out(text: str) -> tuple[str, Marks | None]:
    """The text with a made-up word for each marker; no marks where it has none."""
    if SIGN not in text:
        return text, None
    markers = tuple(marker for marker in find_markers(text) if not marker.malformed)
    if not markers:
        return text, None
    word = _WORD
    while word in text:
        word += "q"
    pieces: list[str] = []
    end = 0
    for number, marker in enumerate(markers):
        pieces += (text[end : marker.offset], f"{word}{number}z")
        end = marker.end
    pieces.append(text[end:])
    typed = tuple(text[marker.offset : marker.end] for marker in markers)
    return "".join(pieces), Marks(word, markers, typed)


def _mark(marker: Marker, provision_href: ProvisionHref | None) -> str:
    """Words in brackets, so that a mark needs neither colour nor a pointer to be understood."""
    known = provision(marker.provision)
    law = escape(f"{known.regime} {known.citation}" if known else marker.provision)
    address = provision_href(marker.provision) if provision_href else ""
    if address:
        law = f'<a href="{escape(address)}">{law}</a>'
    what = f"Redacted: {escape(marker.what)} – " if marker.what else "Redacted under "
    return f'<mark class="dl-redacted">[{what}{law}]</mark>'
