"""The properties of an Office file: who made it, where, with what."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.leaks.leak import Found, leak
from disclosure_log.leaks.xlsx.words import listed, passages, spoken
from disclosure_log.leaks.xml_parts import Element, local

#: Properties that name somebody, something or somewhere (ISO 29500-2, 11; 29500-1, 22.2).
_TELLING = listed(
    "creator lastModifiedBy title subject description keywords category contentStatus identifier "
    "Company Manager Template HyperlinkBase HLinks property"
)


def properties(root: Element, place: str) -> Iterator[Found]:
    """The words of a part of properties, and a warning where they tell something."""
    if any(local(x.tag) in _TELLING and "".join(x.itertext()).strip() for x in root.iter()):
        yield leak(
            "attachment-properties",
            place,
            "The properties may say who made the file, where and for what.",
        )
    yield from passages(spoken(root), place)
