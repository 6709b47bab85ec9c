"""What all parts of a document share: its styles, its theme, its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from disclosure_log.leaks.docx.colour import WHITE, Colour, Theme, named, word_colour
from disclosure_log.leaks.docx.measure import twips
from disclosure_log.leaks.docx.names import Node, attribute, child, iterate, on
from disclosure_log.leaks.docx.styles import Styles


@dataclass(frozen=True)
class Page:
    """A page, in points; Letter with an inch around where the document does not say."""

    width: float = 612.0
    height: float = 792.0
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0
    #: The widest and the highest page of the document: beyond it nothing is on any page.
    widest: float = 612.0
    highest: float = 792.0

    @property
    def column(self) -> float:
        """How wide the text is."""
        return max(36.0, self.width - self.left - self.right)


@dataclass(frozen=True)
class Document:
    """What a part has to know of the others."""

    styles: Styles = field(default_factory=Styles)
    theme: Theme = field(default_factory=Theme)
    page: Page = field(default_factory=Page)
    paper: Colour = WHITE
    #: Whether a large drawing lies behind the text of every page.
    backed: bool = False
    #: Single colours of pictures, by their part.
    flat: Mapping[str, Colour] = field(default_factory=dict)


def page_of(root: Node) -> Page:
    """The last section's page, which is the document's own."""
    page = Page()
    widest = highest = 0.0
    for section in iterate(root, "w:sectPr"):
        size, margin = child(section, "w:pgSz"), child(section, "w:pgMar")
        page = Page(
            _length(size, "w:w", page.width),
            _length(size, "w:h", page.height),
            _length(margin, "w:left", _length(margin, "w:start", page.left)),
            _length(margin, "w:right", _length(margin, "w:end", page.right)),
            abs(_length(margin, "w:top", page.top)),
            abs(_length(margin, "w:bottom", page.bottom)),
        )
        widest, highest = max(widest, page.width), max(highest, page.height)
    return replace(page, widest=widest or page.width, highest=highest or page.height)


def _length(node: Node | None, name: str, otherwise: float) -> float:
    found = None if node is None else twips(attribute(node, name))
    return otherwise if found is None else found


def paper_of(root: Node, settings: Node | None, theme: Theme) -> Colour:
    """The colour of the page, where the settings say that it is shown (17.15.1.25)."""
    background = child(root, "w:background")
    if background is None or not on(child(settings, "w:displayBackgroundShape")):
        return WHITE
    plain = named(attribute(background, "w:color"))
    themed = word_colour(background, theme)
    return themed or plain or WHITE


def hides_headers(root: Node, settings: Node | None) -> frozenset[str]:
    """The relations of headers and footers that no page shows."""
    shown: set[str] = set()
    given: set[str] = set()
    even = on(child(settings, "w:evenAndOddHeaders"))
    first = any(on(child(each, "w:titlePg")) for each in iterate(root, "w:sectPr"))
    for node in iterate(root, "w:headerReference", "w:footerReference"):
        kind = attribute(node, "w:type", "default")
        target = attribute(node, "r:id")
        given.add(target)
        if kind == "default" or (kind == "first" and first) or (kind == "even" and even):
            shown.add(target)
    return frozenset(given - shown)
