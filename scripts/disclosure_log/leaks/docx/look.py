"""Whether a run of text is seen by who reads the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.colour import (
    Colour,
    alike,
    alpha,
    dark,
    drawing_colour,
    named,
    shading,
    word_colour,
)
from disclosure_log.leaks.docx.document import Document
from disclosure_log.leaks.docx.measure import half_points, percent, twips
from disclosure_log.leaks.docx.names import Node, attribute, child, on, val
from disclosure_log.leaks.docx.styles import Properties, Style, merged, properties

#: Smaller letters than these (in points) nobody reads.
_TINY = 3.0
#: Letters narrower than this share of their width, in per cent.
_NARROW = 10.0
#: Letters raised or lowered further than this (in points) leave their line.
_RAISED = 150.0
#: Lines less high than this (in points) show nothing.
_FLAT = 2.5
#: Word's own limits of a position on the page lie at 22 inches.
_FAR = 1584.0


@dataclass(frozen=True)
class Around:
    """Where a paragraph stands.

    `paper` is the colour behind it, None where that is not known (a picture, a gradient);
    `layers` are what a table's style says of its cell; `unsure` means that a drawing lies behind.
    """

    paper: Colour | None
    layers: tuple[Style, ...] = ()
    unsure: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Unseen:
    """Why text is not seen."""

    code: str
    message: str
    severity: Severity | None = None


_HIDDEN = Unseen("attachment-hidden-text", "There is text here that is formatted as hidden.")
_SMALL = Unseen("attachment-hidden-text", "There is text here that is too small to be read.")
_AWAY = Unseen("attachment-hidden-text", "There is text here that is moved out of sight.")
_CLEAR = Unseen("attachment-hidden-text", "There is text here that is see-through.")
_SAME = Unseen("attachment-hidden-text", "There is text here in the colour of what lies behind it.")
_MAYBE = Unseen(
    "attachment-hidden-text",
    "There may be text here in the colour of what lies behind it.",
    Severity.WARNING,
)
BLACKED = Unseen(
    "attachment-covered-text",
    "Text here is blacked out by its background alone; it can still be copied.",
)


def paragraph_properties(node: Node, around: Around, document: Document) -> Properties:
    """All that holds for a paragraph, its own last."""
    own = properties(child(node, "w:pPr"))
    style = document.styles.find("paragraph", val(own.get("w:pStyle")))
    layers = (layer.paragraph for layer in around.layers)
    return merged(document.styles.base.paragraph, *layers, style.paragraph, own)


def run_properties(
    look: Node | None, paragraph: Properties, around: Around, document: Document
) -> Properties:
    """All that holds for a run, its own last."""
    own = properties(look)
    styles = document.styles
    layers = [layer.run for layer in around.layers]
    kept = styles.find("paragraph", val(paragraph.get("w:pStyle"))).run
    name = val(own.get("w:rStyle"))
    letters = styles.find("character", name).run if name else {}
    return merged(styles.base.run, *layers, kept, letters, own)


def paper_behind(
    layers: Iterator[Properties], paper: Colour | None, document: Document
) -> Colour | None:
    """What lies behind: the last layer's shading; where that paints nothing, the paper."""
    node = None
    for layer in layers:
        node = layer.get("w:shd", node)
    return shading(node, document.theme) or paper


def unseen(run: Properties, around: Around, document: Document) -> Iterator[Unseen]:
    """Every reason why a run's text is not seen on its paper."""
    if on(run.get("w:vanish")) or around.hidden:
        yield _HIDDEN
    if _tiny(run):
        yield _SMALL
    if _away(run):
        yield _AWAY
    fill = run.get("w14:textFill")
    if fill is not None and _clear(fill, run):
        yield _CLEAR
        return
    found = _coloured(run, around, document)
    if found is not None:
        yield found


def _coloured(run: Properties, around: Around, document: Document) -> Unseen | None:
    ink = _ink(run, document)
    marked = _marked(run, document)
    paper = marked or around.paper
    if marked is not None and dark(marked) and (ink is None or alike(ink, marked)):
        return BLACKED
    if paper is None or ink is None or not alike(ink, paper):
        return None
    if dark(paper):
        return BLACKED
    return _MAYBE if around.unsure and marked is None else _SAME


def _ink(run: Properties, document: Document) -> Colour | None:
    """The colour of the letters; None where the program chooses one that is seen."""
    fill = run.get("w14:textFill")
    solid = child(fill, "w14:solidFill")
    for given in solid if solid is not None else ():
        return drawing_colour(given, document.theme)
    return None if fill is not None else word_colour(run.get("w:color"), document.theme)


def _marked(run: Properties, document: Document) -> Colour | None:
    """The highlight of the letters, or their own shading below it."""
    highlight = val(run.get("w:highlight"))
    if highlight and highlight != "none":
        return named(highlight)
    return shading(run.get("w:shd"), document.theme)


def _clear(fill: Node, run: Properties) -> bool:
    outline = run.get("w14:textOutline")
    if outline is not None and child(outline, "w14:noFill") is None and len(outline):
        return False
    if child(fill, "w14:noFill") is not None:
        return True
    solid = child(fill, "w14:solidFill")
    return solid is not None and any(alpha(given) < 0.05 for given in solid)


def _tiny(run: Properties) -> bool:
    size = half_points(val(run.get("w:sz"))) if "w:sz" in run else None
    if size is not None and size < _TINY:
        return True
    width = percent(val(run.get("w:w"))) if "w:w" in run else None
    if width is not None and 0 <= width < _NARROW:
        return True
    fit = run.get("w:fitText")
    room = None if fit is None else twips(val(fit))
    return room is not None and 0 < room < _TINY


def _away(run: Properties) -> bool:
    raised = half_points(val(run.get("w:position"))) if "w:position" in run else None
    if raised is not None and abs(raised) > _RAISED:
        return True
    spacing = twips(val(run.get("w:spacing"))) if "w:spacing" in run else None
    if spacing is None:
        return False
    size = (half_points(val(run.get("w:sz"))) if "w:sz" in run else None) or 10.0
    return spacing <= -0.9 * size or spacing > _FAR


def paragraph_unseen(paragraph: Properties, document: Document) -> Iterator[Unseen]:
    """Reasons why nothing of a paragraph is seen: no height, or off the page."""
    spacing = paragraph.get("w:spacing")
    if spacing is not None and attribute(spacing, "w:lineRule") == "exact":
        line = twips(attribute(spacing, "w:line"))
        if line is not None and 0 <= line < _FLAT:
            yield _SMALL
    if _indented_away(paragraph.get("w:ind"), document) or _framed_away(paragraph, document):
        yield _AWAY


def _indented_away(indent: Node | None, document: Document) -> bool:
    if indent is None:
        return False
    start = _twips(indent, "w:left", _twips(indent, "w:start", 0.0))
    first = _twips(indent, "w:firstLine", -_twips(indent, "w:hanging", 0.0))
    page = document.page
    return start >= page.widest or start <= -page.widest or abs(first) >= page.widest


def _framed_away(paragraph: Properties, document: Document) -> bool:
    frame = paragraph.get("w:framePr")
    if frame is None:
        return False
    x, y = _twips(frame, "w:x", 0.0), _twips(frame, "w:y", 0.0)
    width, height = _twips(frame, "w:w", 0.0), _twips(frame, "w:h", 0.0)
    page = document.page
    if x >= page.widest or y >= page.highest or x <= -page.widest or y <= -page.highest:
        return True
    exact = attribute(frame, "w:hRule") == "exact"
    return (exact and 0 < height < _FLAT) or 0 < width < _FLAT


def _twips(node: Node, name: str, otherwise: float) -> float:
    found = twips(attribute(node, name))
    return otherwise if found is None else found


def size_of(run: Properties) -> float:
    """The size of letters in points, 10 where nothing says it."""
    return (half_points(val(run.get("w:sz"))) if "w:sz" in run else None) or 10.0
