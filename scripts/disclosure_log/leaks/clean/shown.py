"""The words of OpenDocument paragraphs that a reader sees, each with its look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure_log.leaks.odf.styles import Look, Properties, StyleBook

_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES = 64
#: Elements inside a line whose text no reader sees, or that stand elsewhere.
_SILENT = frozenset(
    {
        "text:note",
        "text:tracked-changes",
        "text:script",
        "text:hidden-paragraph",
        "text:toc-mark",
        "text:toc-mark-start",
        "text:alphabetical-index-mark",
        "text:user-index-mark",
        "text:bookmark",
        "text:reference-mark",
    }
)
_BOLD = ("bold", "600", "700", "800", "900")


@dataclass(frozen=True)
class Piece:
    """A piece of a line; `element` is a note or a drawing that stands here."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    address: str = ""
    element: Element | None = None


@dataclass(frozen=True)
class _Here:
    look: Look
    strong: bool = False
    emphasis: bool = False
    address: str = ""

    def styled(self, properties: Properties) -> _Here:
        """The same inside an element that brings text properties."""
        weight = properties.get(("text", "fo:font-weight"))
        slant = properties.get(("text", "fo:font-style"))
        return replace(
            self,
            look=self.look.with_text(properties),
            strong=self.strong if weight is None else weight in _BOLD,
            emphasis=self.emphasis if slant is None else slant in ("italic", "oblique"),
        )


class Shown:
    """Reads lines of one part and counts what of them is not seen."""

    def __init__(self, book: StyleBook) -> None:
        self._book = book
        self.left_out = 0

    def line(
        self, element: Element, look: Look, properties: Properties | None = None
    ) -> list[Piece]:
        """The pieces of a paragraph in front of what `look` says lies behind it."""
        here = _Here(look)
        if properties is not None:
            here = here.styled(properties)
        return list(self._inside(element, here))

    def _inside(self, element: Element, here: _Here) -> Iterator[Piece]:
        yield from self._text(element.text, here)
        for child in element:
            yield from self._child(child, here)
            yield from self._text(child.tail, here)

    def _child(self, child: Element, here: _Here) -> Iterator[Piece]:
        tag = child.tag
        if tag == "text:s":
            said = child.get("text:c", "1")
            yield from self._text(
                " " * min(int(said) if said.isdecimal() and len(said) < 9 else 1, _MOST_SPACES),
                here,
            )
        elif tag in _SIGNS:
            yield Piece(_SIGNS[tag])
        elif tag == "text:note" or tag.startswith(("draw:", "dr3d:")):
            unseen = here.look.why_unseen()
            self.left_out += unseen is not None
            if unseen is None:
                yield from self._linked(child, here) if tag == "draw:a" else [Piece(element=child)]
        elif tag in _SILENT or not tag.startswith(("text:", "field:", "loext:")):
            return
        elif _is_hidden(child):
            self.left_out += 1
        else:
            yield from self._inside(child, self._inner(child, here))

    def _linked(self, element: Element, here: _Here) -> Iterator[Piece]:
        yield from (piece for child in element for piece in self._child(child, here))

    def _inner(self, element: Element, here: _Here) -> _Here:
        if element.tag == "text:a":
            here = replace(here, address=element.get("xlink:href", "").strip())
        name = element.get("text:style-name")
        return here.styled(self._book.own("text", name)) if name else here

    def _text(self, text: str | None, here: _Here) -> Iterator[Piece]:
        if not text:
            return
        if text.strip() and here.look.why_unseen():
            self.left_out += 1
            return
        # Line breaks and runs of blanks in the file are one blank on the page.
        yield Piece(text, here.strong, here.emphasis, here.address)


def _is_hidden(element: Element) -> bool:
    if element.tag == "text:hidden-text":
        return element.get("text:is-hidden") != "false"
    return element.get("text:display") in ("none", "formula")
