"""A document as it is looked into: its package, its styles and its pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from disclosure_log.leaks.docx.colour import Colour, theme_of
from disclosure_log.leaks.docx.document import Document, page_of, paper_of
from disclosure_log.leaks.docx.drawing import drawn
from disclosure_log.leaks.docx.kinds import Kind, kind_of
from disclosure_log.leaks.docx.names import Node, iterate, name_of
from disclosure_log.leaks.docx.story import Story
from disclosure_log.leaks.docx.styles import styles_of
from disclosure_log.leaks.docx.vml import vml_shapes
from disclosure_log.leaks.package import Package, Part
from disclosure_log.leaks.xml_parts import parse

_MAX_PIXELS = 40_000_000


@dataclass(frozen=True)
class Whole:
    """The package and what was read of it already."""

    package: Package
    main: Part
    document: Document
    root: Node
    shown: str
    hidden: frozenset[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, kind: str) -> int:
        """The next number of a kind of part."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]

    def parse(self, part: Part) -> Node:
        """A part's tree; the main part's is kept."""
        return self.root if part.key == self.main.key else parse(self.package.read(part.key))

    def story(self, part: Part, label: str, document: Document | None = None) -> Story:
        """A walk through a part with the pictures it may lead to."""
        targets = {relation.id: relation.target for relation in self.package.of(part.key)}

        def flat(picture: str) -> Colour | None:
            key = targets.get(picture, "")
            return _flat(self.package.read(key)) if key in self.package.parts else None

        return Story(document or self.document, label, flat)


@dataclass(frozen=True)
class Case:
    """A part to be looked into, and the document around it."""

    whole: Whole
    part: Part
    place: str

    def raw(self) -> bytes:
        """The part's bytes."""
        return self.whole.package.read(self.part.key)

    def tree(self) -> Node:
        """The part's tree."""
        return self.whole.parse(self.part)


def related(package: Package, part: Part, kind: str) -> Node | None:
    """The tree of the first part of a kind that another leads to."""
    for relation in package.of(part.key, kind):
        target = package.part(relation)
        if target is not None:
            return parse(package.read(target.key))
    return None


def document_of(package: Package, part: Part, root: Node, settings: Node | None) -> Document:
    theme = theme_of(related(package, part, "theme"), settings)
    page = page_of(root)
    plain = Document(
        styles_of(related(package, part, "styles")), theme, page, paper_of(root, settings, theme)
    )
    return Document(plain.styles, theme, page, plain.paper, _backed(package, plain))


def _backed(package: Package, document: Document) -> bool:
    """Whether a header's drawing fills much of the page behind the text."""
    for part in package.parts.values():
        if kind_of(part.key, part.content_type, frozenset()) is not Kind.STORY:
            continue
        for node in iterate(parse(package.read(part.key)), "w:drawing", "w:pict"):
            shapes = drawn(node, document.theme) if name_of(node) == "w:drawing" else None
            for shape in shapes if shapes is not None else vml_shapes(node):
                wide = shape.box.width >= document.page.width / 2
                if wide and shape.box.height >= document.page.height / 3 and shape.opaque:
                    return True
    return False


def _flat(raw: bytes) -> Colour | None:
    """The one colour of a picture that has no other."""
    try:
        with Image.open(BytesIO(raw)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            ranges = picture.convert("RGBA").getextrema()
    except Exception:
        return None
    lows = tuple(int(each[0]) for each in ranges if isinstance(each, tuple))
    highs = tuple(int(each[1]) for each in ranges if isinstance(each, tuple))
    if len(lows) != 4 or lows[3] < 128 or any(b - a > 12 for a, b in zip(lows, highs, strict=True)):
        return None
    return lows[0], lows[1], lows[2]
