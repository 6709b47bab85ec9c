"""Whether a shape lies over words: where they stand is reckoned, as only a program's layout knows.

Heights and widths are estimates: letters half as wide as high, lines a fifth higher than letters.
So a dark or white box that comes near words counts, a coloured one has to lie on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.colour import WHITE, Colour, alike, dark
from disclosure_log.leaks.docx.document import Page
from disclosure_log.leaks.docx.drawing import Box, Shape
from disclosure_log.leaks.docx.look import Unseen
from disclosure_log.leaks.docx.measure import percent

_LETTER = 0.5
_LINE = 1.2
#: Thinner shapes (in points) are lines.
_THIN = 4.0
#: How far off (in points, and as a share of the way down the page) the reckoning may be.
_SLACK = 14.0
_DRIFT = 0.15
#: A coloured shape this many paragraphs from the words it would cover covers them for sure.
_BESIDE = 3
#: Squares to be ticked are no larger (in points).
_SQUARE = 30.0

_COVERED = Unseen(
    "attachment-covered-text", "A box lies over words or a picture here; they are still below it."
)
_MAYBE = replace(
    _COVERED,
    message="A shape may lie over words here; they would still be below it.",
    severity=Severity.WARNING,
)
_AWAY = Unseen("attachment-hidden-text", "There is a text box here that lies off the page.")
_AWAY_PICTURE = Unseen(
    "attachment-hidden-text", "There is a drawing here that lies off the page.", Severity.WARNING
)
_UNSHOWN = Unseen("attachment-hidden-text", "There is a drawing here that is set not to be shown.")
_SMALL = Unseen("attachment-hidden-text", "There is a text box here that is too small to be read.")


@dataclass(frozen=True)
class Block:
    """A paragraph or a table as it was met, in points; `floats` are the shapes anchored in it."""

    letters: int
    size: float
    left: float = 0.0
    align: str = "left"
    breaks: bool = False
    height: float = 0.0
    after: float = 0.0
    whole: bool = False
    pictures: tuple[Box, ...] = ()
    floats: tuple[tuple[Shape, str], ...] = ()


@dataclass(frozen=True)
class _Placed:
    number: int
    page: int
    top: float
    text: Box | None
    pictures: tuple[Box, ...]


def away(shape: Shape, page: Page) -> Iterator[Unseen]:
    """A shape that is set aside, off the page or too small to see."""
    text = shape.text
    if shape.hidden and (text or shape.picture):
        yield _UNSHOWN
    if not (text or shape.picture):
        return
    if shape.floats or (shape.down != "inline"):
        box = _horizontal(shape, page)
        off = box.right <= 0 or box.left >= page.widest
        if shape.down in {"page", "margin"}:
            top = shape.box.top + (page.top if shape.down == "margin" else 0.0)
            off = off or top >= page.highest or top + shape.box.height <= 0
        else:
            off = off or abs(shape.box.top) >= 2 * page.highest
        if off:
            yield _AWAY if text else _AWAY_PICTURE
    if text and 0 < shape.box.width < 3 and 0 < shape.box.height < 3:
        yield _SMALL


def covered(blocks: Iterable[Block], page: Page) -> Iterator[tuple[str, Unseen]]:
    """The shapes that lie over words or pictures of a story, by the place they were met at."""
    blocks = tuple(blocks)
    places = tuple(_place(blocks, page))
    for block, spot in zip(blocks, places, strict=True):
        for shape, place in block.floats:
            if not _covers(shape):
                continue
            found = _judge(shape, spot, places, page)
            if found is not None:
                yield place, found
    yield from _stacked(blocks, places, page)


def _covers(shape: Shape) -> bool:
    """Whether it is a thing that hides what it lies on."""
    thick = shape.box.width >= _THIN and shape.box.height >= _THIN
    return shape.floats and not shape.behind and shape.opaque and thick and not shape.hidden


def boxlike(shape: Shape) -> bool:
    """Whether it looks as redactions do: dark or white, square, without words."""
    plain = not shape.text and shape.sides and shape.fill is not None
    return plain and shape.fill is not None and (dark(shape.fill) or alike(shape.fill, WHITE))


def _judge(shape: Shape, spot: _Placed, places: tuple[_Placed, ...], page: Page) -> Unseen | None:
    box = _on_page(shape, spot, page)
    if _shares_picture(box, spot, places) and boxlike(shape):
        return _COVERED
    slack = _SLACK if boxlike(shape) and _solid_dark(shape.fill) else 0.0
    met = [other for other in places if _meets(box, other, spot, slack)]
    if not met:
        return None
    sure = boxlike(shape) or any(abs(other.number - spot.number) <= _BESIDE for other in met)
    # An empty text box is white where a program made it of a frame.
    blank = bool(shape.boxes) and not _solid_dark(shape.fill)
    doubtful = shape.picture or shape.text or not shape.sides or shape.fill is None
    if blank or doubtful or not sure or _banner(shape, page) or _tick(shape):
        return _MAYBE
    return _COVERED


def _tick(shape: Shape) -> bool:
    """Whether it may be the square to be ticked on a form."""
    light = shape.fill is not None and not dark(shape.fill)
    return light and shape.box.width <= _SQUARE and shape.box.height <= _SQUARE


def _solid_dark(fill: Colour | None) -> bool:
    return fill is not None and dark(fill)


def _banner(shape: Shape, page: Page) -> bool:
    """Whether it spans the page, as decoration does and as redactions seldom do."""
    return shape.box.width >= 0.95 * page.width


def _shares_picture(box: Box, spot: _Placed, places: tuple[_Placed, ...]) -> bool:
    for other in places:
        if other.page == spot.page and any(
            box.shared(picture) > 0 and picture.shared(box) > 0.5 for picture in other.pictures
        ):
            return True
    return False


def _meets(box: Box, other: _Placed, spot: _Placed, slack: float) -> bool:
    """Whether a box lies over a block's words, give or take what the reckoning is off."""
    if other.text is None or other.page != spot.page:
        return False
    drift = slack and slack + _DRIFT * abs(other.top - spot.top)
    text = other.text
    high = min(box.bottom, text.bottom + drift) - max(box.top, text.top - drift)
    wide = min(box.right, text.right + slack) - max(box.left, text.left - slack)
    return high >= min(4.0, box.height / 2) and wide >= min(8.0, box.width / 2)


def _place(blocks: tuple[Block, ...], page: Page) -> Iterator[_Placed]:
    number, top = 1, page.top
    for order, block in enumerate(blocks):
        if block.breaks:
            number, top = number + 1, page.top
        width, height = _extent(block, page)
        if top + height > page.height - page.bottom and top > page.top:
            number, top = number + 1, page.top
        text = Box(_start(block, width, page), top, width, height) if block.letters else None
        pictures = tuple(
            replace(each, left=each.left + page.left, top=each.top + top) for each in block.pictures
        )
        yield _Placed(order, number, top, text, pictures)
        top += height + block.after + max((each.height for each in block.pictures), default=0.0)


def _extent(block: Block, page: Page) -> tuple[float, float]:
    if block.whole:
        return page.column, block.height
    column = max(36.0, page.column - block.left)
    width = block.letters * block.size * _LETTER
    lines = max(1, -(-int(width) // int(column)))
    return min(width, column), max(block.height, lines * block.size * _LINE)


def _start(block: Block, width: float, page: Page) -> float:
    spare = page.column - block.left - width
    match block.align:
        case "center":
            return page.left + block.left + spare / 2
        case "right" | "end":
            return page.left + block.left + spare
        case _:
            return page.left + block.left


def _horizontal(shape: Shape, page: Page) -> Box:
    """The shape with its left side counted from the page's edge."""
    base, _, word = shape.across.partition(":")
    begin, room = {
        "page": (0.0, page.width),
        "leftMargin": (0.0, page.left),
        "left-margin-area": (0.0, page.left),
        "rightMargin": (page.width - page.right, page.right),
        "right-margin-area": (page.width - page.right, page.right),
    }.get(base, (page.left, page.column))
    return replace(shape.box, left=begin + _aligned(word, shape.box.width, room) + shape.box.left)


def _aligned(word: str, size: float, room: float) -> float:
    if word.endswith("%"):
        return room * (percent(word) or 0.0) / 100
    return {"center": (room - size) / 2, "right": room - size, "bottom": room - size}.get(word, 0.0)


def _on_page(shape: Shape, spot: _Placed, page: Page) -> Box:
    """The shape's place on its page."""
    box = _horizontal(shape, page)
    base, _, word = shape.down.partition(":")
    begin, room = {
        "page": (0.0, page.height),
        "topMargin": (0.0, page.top),
        "top-margin-area": (0.0, page.top),
        "bottomMargin": (page.height - page.bottom, page.bottom),
        "bottom-margin-area": (page.height - page.bottom, page.bottom),
        "margin": (page.top, page.height - page.top - page.bottom),
    }.get(base, (spot.top, 0.0))
    return replace(box, top=begin + _aligned(word, shape.box.height, room) + shape.box.top)


def _stacked(
    blocks: tuple[Block, ...], places: tuple[_Placed, ...], page: Page
) -> Iterator[tuple[str, Unseen]]:
    """Boxes over text boxes and floating pictures."""
    shapes = [
        (spot.page, _on_page(shape, spot, page), shape, place)
        for block, spot in zip(blocks, places, strict=True)
        for shape, place in block.floats
    ]
    lids = [each for each in shapes if each[2].opaque and boxlike(each[2]) and not each[2].hidden]
    below = [each for each in shapes if each[2].text or each[2].picture]
    for number, lid, shape, place in lids[:2000]:
        for other_number, box, other, _ in below[:2000]:
            higher = shape.order > other.order and number == other_number
            if higher and lid.shared(box) > 0 and box.shared(lid) > 0.5:
                yield place, _COVERED
                break
