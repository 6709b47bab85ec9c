"""The words of a part's elements: their text, and the attributes that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure_log.leaks.leak import Passage
from disclosure_log.leaks.xml_parts import Element, canonical, local, remarks

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = canonical("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")


def listed(text: str) -> frozenset[str]:
    """The words of a list that are set apart by spaces."""
    return frozenset(text.split())


#: Attributes that hold words of a person, whatever element has them.
_WRITTEN = listed(
    "addr address alt altText author authorId caption comment commandText connection "
    "customMenu description descr destinationFile displayName display docName email error "
    "errorTitle file filter formatCode fullName help initials location macro name nameU "
    "odcFile path post prompt promptTitle providerId property reference "
    "sharedName sheet sheetName sourceFile sourceName sourceRef sourceObject statusBar string "
    "tag text textDisplay title titlePr toolTip tooltip topic ddeService ddeTopic uniqueName url "
    "user userId userName username val v value href src creator lastModifiedBy progId "
    "recipient subject"
)
#: Positions and counts that are written as text.
_MEASURES = listed(
    "col colOff row rowOff TotalTime AppVersion DocSecurity Pages Words Lines Anchor Row Column"
)
#: Marks that programs give to things, and figures of a chart: no words.
_MARK = re.compile(r"\{[0-9A-Fa-f-]{36}\}")
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/"
#: Page headers and footers, and the codes in them for fonts, pages and dates (18.3.1.46).
_HEADERS = listed("oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter")
_FIELDS = re.compile(r'&(?:"[^"]*"|\d+|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|[A-Z+-])')
_MAX_PIECE = 20_000


def spoken(element: Element) -> Iterator[str]:
    """The words of an element and of all inside it, piece by piece."""
    for each in element.iter():
        own = local(each.tag)
        drawn = each.tag.startswith(_DRAWN)
        if own in _MEASURES or (own == "v" and drawn and not _lettered(each.text or "")):
            continue
        text = (each.text or "").strip()
        if text and not _MARK.fullmatch(text):
            yield _FIELDS.sub(" ", text).strip() if own in _HEADERS else text
        for name, value in each.attrib.items():
            written = local(name) in _WRITTEN and not (drawn and name in ("val", "v"))
            if written and _lettered(value):
                yield value
        if each.tail and each.tail.strip():
            yield each.tail.strip()


def _lettered(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def passages(pieces: Iterable[str], place: str) -> Iterator[Passage]:
    """The pieces put together into passages of a size that is read at once."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _MAX_PIECE:
            yield Passage("\n".join(held), place)
            held, size = [], 0
    if held:
        yield Passage("\n".join(held), place)


def remark_passages(raw: bytes, place: str) -> Iterator[Passage]:
    """The words of a part's XML comments, which no program shows."""
    text = remarks(raw)
    if text:
        yield Passage(text, place)
