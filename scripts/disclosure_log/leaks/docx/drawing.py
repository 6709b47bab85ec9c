"""The shapes and pictures of DrawingML: where they lie, what they are filled with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from disclosure_log.leaks.docx.colour import Colour, Theme, alpha, drawing_colour
from disclosure_log.leaks.docx.measure import emu, percent
from disclosure_log.leaks.docx.names import Node, attribute, child, iterate, name_of, outermost


@dataclass(frozen=True)
class Box:
    """A rectangle in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def shared(self, other: Box) -> float:
        """How much of the other lies in this one, from 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        size = other.width * other.height
        return 0.0 if wide <= 0 or high <= 0 or size <= 0 else wide * high / size


@dataclass(frozen=True)
class Shape:
    """A shape or a picture.

    `across` and `down` say what its place counts from: "page", "paragraph" …, "inline" for one
    that stands in its line. `fill` is its one colour; an `opaque` one without it has a picture or
    a gradient. `boxes` are its text boxes, `picture` the relation of a picture.
    """

    box: Box
    across: str = "inline"
    down: str = "inline"
    behind: bool = False
    wraps: bool = True
    hidden: bool = False
    fill: Colour | None = None
    opaque: bool = False
    boxes: tuple[Node, ...] = ()
    text: bool = False
    picture: str = ""
    sides: bool = True
    order: float = 0.0

    @property
    def floats(self) -> bool:
        """Whether it lies upon the text rather than in it."""
        return self.down != "inline" and not self.wraps


@dataclass(frozen=True)
class _Scale:
    """From the coordinates of a group's children to points in the drawing."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def apply(self, box: Box) -> Box:
        return Box(
            self.left + box.left * self.across,
            self.top + box.top * self.down,
            box.width * self.across,
            box.height * self.down,
        )


_GROUPS = frozenset({"wpg:wgp", "wpg:grpSp", "wpc:wpc", "a:graphicData", "wps:grpSp"})
_BRANCHES = frozenset({"mc:AlternateContent", "mc:Choice", "mc:Fallback"})
_AROUND = frozenset({"wp:wrapSquare", "wp:wrapTight", "wp:wrapThrough", "wp:wrapTopAndBottom"})


def drawn(node: Node, theme: Theme) -> Iterator[Shape]:
    """The shapes of a `w:drawing`, each on the drawing's own place."""
    for holder in outermost(node, "wp:anchor", "wp:inline"):
        frame = _frame(holder)
        leaves = [
            leaf for data in outermost(holder, "a:graphicData") for leaf in _leaves(data, theme)
        ]
        if len(leaves) == 1:
            leaves = [replace(leaves[0], box=replace(frame.box, left=0.0, top=0.0))]
        for order, leaf in enumerate(leaves):
            box = leaf.box
            yield replace(
                frame,
                box=replace(box, left=frame.box.left + box.left, top=frame.box.top + box.top),
                fill=leaf.fill,
                opaque=leaf.opaque,
                boxes=leaf.boxes,
                text=leaf.text,
                picture=leaf.picture,
                sides=leaf.sides,
                order=frame.order + order / 10_000,
            )
        if not leaves:
            yield frame


def _frame(holder: Node) -> Shape:
    """The drawing as a whole: its size, its place, and whether text flows around it."""
    extent = child(holder, "wp:extent")
    width, height = _emu(extent, "cx"), _emu(extent, "cy")
    facts = child(holder, "wp:docPr")
    hidden = facts is not None and facts.get("hidden", "0").lower() in {"1", "true", "on"}
    if name_of(holder) == "wp:inline":
        return Shape(Box(0.0, 0.0, width, height), hidden=hidden)
    across, left = _position(child(holder, "wp:positionH"), width)
    down, top = _position(child(holder, "wp:positionV"), height)
    if holder.get("simplePos", "0").lower() in {"1", "true"}:
        simple = child(holder, "wp:simplePos")
        across, left, down, top = "page", _emu(simple, "x"), "page", _emu(simple, "y")
    return Shape(
        Box(left, top, width, height),
        across,
        down,
        behind=holder.get("behindDoc", "0").lower() in {"1", "true", "on"},
        wraps=any(name_of(each) in _AROUND for each in holder),
        hidden=hidden,
        order=_emu(holder, "relativeHeight"),
    )


def _position(node: Node | None, size: float) -> tuple[str, float]:
    """What a place counts from, and how far; a word such as "center" is kept with it."""
    if node is None:
        return "page", 0.0
    base = node.get("relativeFrom", "page")
    for each in node:
        if name_of(each) == "wp:posOffset":
            return base, emu(each.text or "") or 0.0
        if name_of(each) == "wp:align":
            return f"{base}:{(each.text or '').strip()}", 0.0
        if name_of(each).startswith("wp14:pctPos"):
            share = percent(each.text or "") or 0.0
            return f"{base}:{share / 1000:.0f}%", 0.0
    return base, 0.0 if size >= 0 else size


def _leaves(node: Node, theme: Theme) -> Iterator[Shape]:
    """The shapes below a node that are no groups, in points within it, the lowest first."""
    for each in node:
        name = name_of(each)
        if name in _GROUPS:
            scale = _scale(each)
            for leaf in _leaves(each, theme):
                yield replace(leaf, box=scale.apply(leaf.box))
        elif name in _BRANCHES:
            yield from _leaves(each, theme)
        elif name in {"wps:wsp", "pic:pic"}:
            yield _leaf(each, theme)


def _scale(group: Node) -> _Scale:
    transform = child(group, "wpg:grpSpPr", "a:xfrm")
    if transform is None:
        return _Scale()
    own, inner = child(transform, "a:ext"), child(transform, "a:chExt")
    across = _emu(own, "cx") / (_emu(inner, "cx") or 1.0) if _emu(inner, "cx") else 1.0
    down = _emu(own, "cy") / (_emu(inner, "cy") or 1.0) if _emu(inner, "cy") else 1.0
    start, begin = child(transform, "a:off"), child(transform, "a:chOff")
    left, top = (_emu(start, "x"), _emu(start, "y")) if name_of(group) == "wpg:grpSp" else (0, 0)
    return _Scale(left - _emu(begin, "x") * across, top - _emu(begin, "y") * down, across, down)


def _leaf(node: Node, theme: Theme) -> Shape:
    outline = child(node, "wps:spPr") if name_of(node) == "wps:wsp" else child(node, "pic:spPr")
    transform = child(outline, "a:xfrm")
    start, extent = child(transform, "a:off"), child(transform, "a:ext")
    box = Box(_emu(start, "x"), _emu(start, "y"), _emu(extent, "cx"), _emu(extent, "cy"))
    blip = child(node, "pic:blipFill", "a:blip")
    if blip is not None:
        picture = attribute(blip, "r:embed") or attribute(blip, "r:link")
        return Shape(box, picture=picture, opaque=True)
    fill, opaque = _fill(outline, child(node, "wps:style"), theme)
    boxes = tuple(outermost(node, "w:txbxContent"))
    geometry = child(outline, "a:prstGeom")
    return Shape(
        box,
        fill=fill,
        opaque=opaque,
        boxes=boxes,
        text=any(has_words(each) for each in boxes),
        sides=geometry is None or geometry.get("prst", "rect") in _SIDES,
    )


#: Outlines that could serve as a box over words.
_SIDES = frozenset(
    {"rect", "roundRect", "ellipse", "flowChartProcess", "flowChartAlternateProcess", "plaque"}
    | {"snip1Rect", "snip2SameRect", "round1Rect", "round2SameRect", "frame", "cube", "bevel"}
    | {"parallelogram", "trapezoid", "hexagon", "octagon", "flowChartTerminator", "foldedCorner"}
)


def _fill(outline: Node | None, style: Node | None, theme: Theme) -> tuple[Colour | None, bool]:
    """The fill's one colour, and whether it covers what lies below."""
    for each in outline if outline is not None else ():
        match name_of(each):
            case "a:noFill":
                return None, False
            case "a:solidFill":
                return _solid(each, theme)
            case "a:gradFill" | "a:blipFill" | "a:pattFill":
                return _mixed_fill(each, theme)
    reference = child(style, "a:fillRef")
    if reference is None or reference.get("idx", "0") in {"0", "1000"}:
        return None, False
    return _solid(reference, theme)


def _solid(node: Node, theme: Theme) -> tuple[Colour | None, bool]:
    for given in node:
        return drawing_colour(given, theme), alpha(given) > 0.6
    return None, True


def _mixed_fill(node: Node, theme: Theme) -> tuple[Colour | None, bool]:
    """A gradient from a colour to the same one is one colour; the rest has none."""
    colours = {
        drawing_colour(given, theme)
        for stop in iterate(node, "a:gs")
        for given in stop
        if alpha(given) > 0.6
    }
    return (colours.pop(), True) if len(colours) == 1 else (None, True)


def has_words(node: Node) -> bool:
    """Whether any text below a node has letters or digits."""
    return any(
        any(letter.isalnum() for letter in each.text or "")
        for each in iterate(node, "w:t", "w:delText", "m:t", "a:t")
    )


def _emu(node: Node | None, name: str) -> float:
    return 0.0 if node is None else emu(node.get(name, "")) or 0.0
