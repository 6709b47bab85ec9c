"""A walk through the text of a document: what each element gives away, and all its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure_log.leaks.leak import Found, Grid, Leak, Passage, leak
from disclosure_log.leaks.odf.constructs import constructs
from disclosure_log.leaks.odf.shapes import inspect_shape, is_shape
from disclosure_log.leaks.odf.styles import UNSURE, Look, Properties, StyleBook
from disclosure_log.leaks.odf.tables import MOST_CELLS, grid
from disclosure_log.leaks.odf.words import PARAGRAPHS, attribute_words, inner_text

#: Elements that bring a style to what lies in them: where its name is, its family, its kinds.
_STYLED = {
    "table:table": ("table:style-name", "table", "table"),
    "table:table-row": ("table:style-name", "table-row", "row"),
    "table:table-cell": ("table:style-name", "table-cell", "cell"),
    "text:section": ("text:style-name", "section", "section"),
}
#: What is no text of a reader: recorded values, data of pictures.
_MUTE = {"office:binary-data", "math:annotation"}
_GLOSSED = {"svg:title", "svg:desc", "dc:creator", "meta:creator-initials"}


@dataclass(frozen=True)
class Here:
    """Where the walk stands: how text looks, in what paragraph, and whether looks matter."""

    look: Look
    place: str
    judged: bool = True
    paragraph: bool = False


class Walk:
    """A walk through one part; it numbers paragraphs and tables as it meets them.

    `cells` is set where paragraphs take their look from the cell they lie in.
    """

    def __init__(self, book: StyleBook, where: str = "", *, cells: bool = False) -> None:
        self._book = book
        self._where = where
        self._cells = cells
        self._paragraphs = 0
        self._tables = 0
        self._room = MOST_CELLS
        self._told: set[tuple[str, str]] = set()
        #: Addresses that elements name, for what is kept and not shown.
        self.referred: set[str] = set()
        self._declared: dict[str, str] = {}
        self._used: set[str] = set()

    def start(self, background: str = "#ffffff") -> Here:
        """The beginning of a part, before any style."""
        return Here(Look(background=background), self._where or "the document")

    def through(self, element: Element, here: Here) -> Iterator[Found]:
        """An element with all that lies in it."""
        tag = element.tag
        if tag in PARAGRAPHS:
            here = self._in_paragraph(element, here)
        yield from constructs(element, here.place)
        yield from self._kept(element, here)
        if tag in _MUTE:
            return
        here = self._styled(element, here)
        if is_shape(element):
            yield from self._shape(element, here)
        if tag == "table:table":
            yield from self._table(element)
        yield from self._inside(element, here)

    def unused_fields(self) -> Iterator[Leak]:
        """Values declared for fields that no field shows."""
        for name, place in self._declared.items():
            if name not in self._used:
                yield leak(
                    "attachment-document-data",
                    place,
                    "The file keeps the value of a variable that it does not show.",
                )

    def _in_paragraph(self, element: Element, here: Here) -> Here:
        self._paragraphs += 1
        place = f"paragraph {self._paragraphs}"
        place = f"{self._where}, {place}" if self._where else place
        if self._cells:
            place = here.place
        name = element.get("text:style-name")
        if self._cells:
            properties, look = self._book.own("paragraph", name), here.look
        else:
            properties = self._book.resolve("paragraph", name)
            look = Look(background=here.look.background, display=here.look.display)
        look = look.on(properties, "paragraph").with_text(properties)
        return replace(here, look=look, place=place, paragraph=True)

    def _styled(self, element: Element, here: Here) -> Here:
        tag = element.tag
        if tag in ("office:annotation", "text:tracked-changes", "office:change-info"):
            return replace(here, judged=False, paragraph=False)
        if tag in _STYLED:
            attribute, family, kind = _STYLED[tag]
            properties = self._book.own(family, element.get(attribute))
            return replace(here, look=here.look.on(properties, kind))
        if is_shape(element):
            look = here.look.on(self._graphic(element), "graphic")
            if tag not in ("draw:frame", "draw:g") and look.background == here.look.background:
                look = replace(look, background=UNSURE)
            return replace(here, look=look, paragraph=False)
        name = element.get("text:style-name")
        if here.paragraph and name and tag not in PARAGRAPHS:
            return replace(here, look=here.look.with_text(self._book.own("text", name)))
        return here

    def _graphic(self, element: Element) -> Properties:
        return self._book.resolve("graphic", element.get("draw:style-name"))

    def _kept(self, element: Element, here: Here) -> Iterator[Found]:
        for said, name in attribute_words(element):
            yield Passage(said, here.place, name=name)
        target = element.get("xlink:href")
        if target:
            self.referred.add(target.removeprefix("./"))
        field = element.get("text:name", "")
        if element.tag == "text:user-field-decl" and len(element.attrib) > 1:
            self._declared[field] = here.place
        elif element.tag in ("text:user-field-get", "text:user-field-input"):
            self._used.add(field)

    def _shape(self, element: Element, here: Here) -> Iterator[Found]:
        yield from inspect_shape(
            element, self._graphic(element), here.place, floating=not self._cells
        )

    def _table(self, element: Element) -> Iterator[Found]:
        self._tables += 1
        place = f"{self._where}, table {self._tables}" if self._where else f"table {self._tables}"
        rows = grid(element, self._room)
        self._room -= sum(map(len, rows))
        if rows:
            yield Grid(rows, place)

    def _inside(self, element: Element, here: Here) -> Iterator[Found]:
        if element.tag in PARAGRAPHS:
            text = inner_text(element).strip()
            if text:
                yield Passage(text, here.place)
        yield from self._seen(element.text, element, here)
        for child in element:
            yield from self.through(child, here)
            yield from self._seen(child.tail, element, here)

    def _seen(self, text: str | None, element: Element, here: Here) -> Iterator[Found]:
        """Judge how a piece of text looks; one outside of paragraphs is words by itself."""
        if text is None or not text.strip():
            return
        if not here.paragraph or element.tag in _GLOSSED:
            yield Passage(text.strip(), here.place)
            return
        why = here.look.why_unseen() if here.judged else None
        if why and (here.place, why) not in self._told:
            self._told.add((here.place, why))
            yield leak("attachment-hidden-text", here.place, f"There is text that {why}.")
