"""The words inside OpenDocument elements, as a reader or a search would meet them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.leaks.odf.tree import UNKNOWN

PARAGRAPHS = frozenset({"text:p", "text:h"})
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 64
#: Inside a paragraph but with paragraphs or words of their own.
_APART = frozenset(
    {"office:annotation", "text:note", "office:binary-data", "office:event-listeners"}
)
#: Attributes that hold words somebody wrote.
_WORDY = frozenset(
    {
        "draw:name",
        "field:value",
        "draw:caption-id",
        "form:current-value",
        "form:label",
        "form:name",
        "form:title",
        "form:value",
        "loext:display-text",
        "loext:value",
        "office:string-value",
        "office:target-frame-name",
        "office:title",
        "style:condition",
        "table:condition",
        "table:content-validation-name",
        "table:expression",
        "table:name",
        "table:title",
        "table:value",
        "text:annote",
        "text:condition",
        "text:description",
        "text:formula",
        "text:kind",
        "text:name",
        "text:placeholder-type",
        "text:string-value",
        "text:string-value-if-false",
        "text:string-value-if-true",
        "xlink:href",
        "xlink:title",
    }
)
#: Names that programs make up themselves.
_MADE: tuple[str, ...] = (
    "_Toc",
    "__",
    "_Ref",
    "_GoBack",
    "_Hlk",
    "OLE_LINK",
    "control",
    "Sequence",
    "Pictures/",
)
_MADE += ("./Object", "./Pictures", "./ObjectReplacements", "media/")


def inner_text(element: Element) -> str:
    """The text of a paragraph, without what stands apart in it (drawings, notes, comments)."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag == "text:s":
            yield " " * _count(child.get("text:c"))
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag not in _APART and not tag.startswith(("draw:", "dr3d:")):
            yield from _pieces(child)
        yield child.tail or ""


def _count(said: str | None) -> int:
    return min(int(said), _MOST_SPACES) if said and said.isdecimal() else 1


def block_text(element: Element) -> str:
    """All paragraphs inside an element, a line each."""
    return "\n".join(inner_text(each) for each in element.iter() if each.tag in PARAGRAPHS).strip()


def holds_words(element: Element) -> bool:
    """Whether there is any text inside that is more than blanks."""
    return any(text.strip() for text in element.itertext())


def attribute_words(element: Element) -> Iterator[tuple[str, bool]]:
    """The words kept in attributes of an element, and whether each is a name."""
    for name, said in element.attrib.items():
        wordy = name in _WORDY or name.startswith(UNKNOWN)
        if wordy and said.strip() and not said.startswith(_MADE):
            yield said, name.endswith(":name")
