"""Pagefind's files, as far as the log takes them apart: gzip, a signature, then CBOR.

An index file is an array holding one array of entries, each `[word, pages, variants]`, where a
page is `[step, places, places in metadata]`. The entries are moved, never changed, so all that is
read of them is the word, the pages' steps and where the entry ends.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_SIGNATURE = b"pagefind_dcd"

#: Whole numbers and the heads of arrays: all that an entry holds beside words.
_NUMBERS = re.compile(
    rb"(?:[\x00-\x17\x20-\x37\x80-\x97]|[\x18\x38\x98].|[\x19\x39\x99]..|[\x1a\x3a\x9a]....)*+",
    re.DOTALL,
)
#: A page among them: its step from the page before, then two arrays of whole numbers.
_WHOLE = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_PLACES = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)" + _WHOLE + rb"*+"
_PAGE = re.compile(rb"\x83(" + _WHOLE + rb")" + _PLACES * 2, re.DOTALL)
_NUMBER, _WORD, _ARRAY = 0x00, 0x60, 0x80
_ENTRY = _ARRAY | 3
_FOREIGN = "this file is not as Pagefind 1.5 writes it"


@dataclass(frozen=True)
class WordEntry:
    """One word's entry: the word as Pagefind stems it, on how many pages it is, and its bytes."""

    word: str
    pages: int
    raw: bytes

    def steps(self) -> list[int]:
        """From each page to the next, the first counted from nought, in whatever spelling it is."""
        spellings = list(_spellings(self.raw))
        if len(spellings) == 1:
            return spellings[0]
        every = sorted({page for steps in spellings for page in accumulate(steps)})
        return [page - before for before, page in zip([0, *every], every, strict=False)]


def unpack(raw: bytes) -> bytes:
    """The body of a Pagefind file; ValueError where it is none."""
    body = gzip.decompress(raw)
    if not body.startswith(_SIGNATURE):
        raise ValueError(_FOREIGN)
    return body[len(_SIGNATURE) :]


def pack(body: bytes) -> bytes:
    """A body as a Pagefind file; the same body gives the same bytes on any day."""
    return gzip.compress(_SIGNATURE + body, 6, mtime=0)


def word_entries(body: bytes) -> Iterator[WordEntry]:
    """The entries of an index file's body, in its order; ValueError where it reads otherwise.

    A word is told from a spelling of it by the head before: an entry has three parts, a variant
    two. The count in the file's own head must agree in the end.
    """
    outer, at = _head(body, 0, _ARRAY)
    count, at = _head(body, at, _ARRAY)
    if outer != 1 or (count and body[at] != _ENTRY):
        raise ValueError(_FOREIGN)
    for _ in range(count):
        start = at
        word, at = _text(body, start + 1)
        pages, _ = _head(body, at, _ARRAY)
        while (at := _after_numbers(body, at)) < len(body):
            if body[at - 1] == _ENTRY:
                at -= 1
                break
            _, at = _text(body, at)
        yield WordEntry(word, pages, body[start:at])
    if at != len(body):
        raise ValueError(_FOREIGN)


def _spellings(raw: bytes) -> Iterator[list[int]]:
    """The steps of an entry's pages, for the word itself and then for each other spelling."""
    _, at = _text(raw, 1)
    while True:
        count, at = _head(raw, at, _ARRAY)
        end = _after_numbers(raw, at)
        steps = _PAGE.findall(raw, at, end)
        if len(steps) != count:
            raise ValueError(_FOREIGN)
        yield [s[0] if len(s) == 1 else int.from_bytes(s[1:], "big") for s in steps]
        if end == len(raw):
            return
        _, at = _text(raw, end)


def index_body(entries: Sequence[WordEntry]) -> bytes:
    """The body of an index file that holds these entries."""
    return b"\x81" + _array_head(len(entries)) + b"".join(entry.raw for entry in entries)


def chunked(entries: Iterable[WordEntry], size: int) -> Iterator[list[WordEntry]]:
    """Entries in their order, in groups of about `size` bytes and at least one entry."""
    group: list[WordEntry] = []
    weight = 0
    for entry in entries:
        if group and weight + len(entry.raw) > size:
            yield group
            group, weight = [], 0
        group.append(entry)
        weight += len(entry.raw)
    if group:
        yield group


def page_list(body: bytes) -> list[tuple[str, int]]:
    """The pages of a metadata file's body in their order: name of the fragment, number of words."""
    _, at = _head(body, 0, _ARRAY)
    _, at = _text(body, at)
    count, at = _head(body, at, _ARRAY)
    pages = []
    for _ in range(count):
        _, at = _head(body, at, _ARRAY)
        name, at = _text(body, at)
        words, at = _head(body, at, _NUMBER)
        pages.append((name, words))
    return pages


def _after_numbers(body: bytes, at: int) -> int:
    match = _NUMBERS.match(body, at)
    return match.end() if match else at


def _head(body: bytes, at: int, kind: int) -> tuple[int, int]:
    """The number in an item's head, and where the head ends."""
    if at >= len(body) or body[at] & 0xE0 != kind:
        raise ValueError(_FOREIGN)
    short = body[at] & 0x1F
    if short < 24:
        return short, at + 1
    if short > 26:
        raise ValueError(_FOREIGN)
    size = 1 << (short - 24)
    return int.from_bytes(body[at + 1 : at + 1 + size], "big"), at + 1 + size


def _text(body: bytes, at: int) -> tuple[str, int]:
    length, at = _head(body, at, _WORD)
    return body[at : at + length].decode(), at + length


def _array_head(length: int) -> bytes:
    if length < 24:
        return bytes([0x80 | length])
    if length < 1 << 8:
        return b"\x98" + length.to_bytes(1, "big")
    if length < 1 << 16:
        return b"\x99" + length.to_bytes(2, "big")
    return b"\x9a" + length.to_bytes(4, "big")
