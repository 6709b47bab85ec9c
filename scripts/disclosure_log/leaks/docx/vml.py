"""The shapes and pictures of VML, which Word writes beside DrawingML and older programs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from disclosure_log.leaks.docx.colour import WHITE, Colour, named
from disclosure_log.leaks.docx.drawing import Box, Shape, has_words
from disclosure_log.leaks.docx.measure import percent, points
from disclosure_log.leaks.docx.names import Node, attribute, child, name_of, outermost

_SHAPES = frozenset({"v:shape", "v:rect", "v:roundrect", "v:oval", "v:image", "v:polyline"})
_BOXES = frozenset({"v:rect", "v:roundrect", "v:oval"})
#: Word's numbers of shapes that could serve as a box: rectangles, ellipse, text box …
_TYPES = frozenset({"1", "2", "3", "6", "7", "8", "9", "10", "16", "21", "84", "109", "202"})
#: Lines, connectors, braces and pictures: Word does not fill them unless it says so.
_LINES = frozenset({"20", "75", "85", "86", "87", "88", "185", "186", *map(str, range(32, 41))})
_OFF = frozenset({"f", "false", "0", "off", "no"})
_BASES = {"text": "paragraph", "char": "character", "line": "paragraph"}


def vml_shapes(node: Node) -> Iterator[Shape]:
    """The shapes of a `w:pict` or `w:object`, each on its own place."""
    for each in node:
        name = name_of(each)
        if name in _SHAPES:
            yield _shape(each)
        elif name == "v:group":
            yield from _group(each)
        elif name.startswith("mc:"):
            yield from vml_shapes(each)


def _group(node: Node) -> Iterator[Shape]:
    """A group's shapes, moved from its own coordinates to points (VML 2.4)."""
    frame = _shape(node)
    left, top = _pair(node.get("coordorigin", "0,0"), 0.0)
    wide, high = _pair(node.get("coordsize", "1000,1000"), 1000.0)
    across, down = frame.box.width / (wide or 1000.0), frame.box.height / (high or 1000.0)
    for order, leaf in enumerate(vml_shapes(node)):
        style = leaf.box
        box = Box(
            frame.box.left + (style.left - left) * across,
            frame.box.top + (style.top - top) * down,
            style.width * across,
            style.height * down,
        )
        yield replace(
            leaf,
            box=box,
            across=frame.across,
            down=frame.down,
            behind=frame.behind,
            wraps=frame.wraps,
            hidden=leaf.hidden or frame.hidden,
            order=frame.order + order / 10_000,
        )


def _pair(text: str, otherwise: float) -> tuple[float, float]:
    first, _, second = text.partition(",")
    return points(first, 1.0) or otherwise, points(second, 1.0) or otherwise


def _style(node: Node) -> dict[str, str]:
    found = {}
    for each in node.get("style", "").split(";"):
        name, _, value = each.partition(":")
        found[name.strip().lower()] = value.strip().lower()
    return found


def _shape(node: Node) -> Shape:
    style = _style(node)
    floating = style.get("position", "static") == "absolute"
    picture = child(node, "v:imagedata")
    fill, opaque = _fill(node)
    boxes = tuple(outermost(node, "w:txbxContent")) if name_of(node) != "v:group" else ()
    across = _base(style, "horizontal") if floating else "inline"
    down = _base(style, "vertical") if floating else "inline"
    # Where a word such as "center" gives the place, programs leave stale numbers beside it.
    left = 0.0 if ":" in across else _length(style, "margin-left") + _length(style, "left")
    top = 0.0 if ":" in down else _length(style, "margin-top") + _length(style, "top")
    return Shape(
        Box(left, top, _length(style, "width"), _length(style, "height")),
        across,
        down,
        behind=style.get("z-index", "").startswith("-"),
        wraps=_wraps(node),
        hidden=style.get("visibility") == "hidden" or style.get("display") == "none",
        fill=None if picture is not None else fill,
        opaque=opaque or picture is not None,
        boxes=boxes,
        text=any(has_words(each) for each in boxes) or child(node, "v:textpath") is not None,
        picture="" if picture is None else attribute(picture, "r:id") or "?",
        sides=name_of(node) in _BOXES or node.get("type", "").rpartition("t")[2] in _TYPES,
        order=points(style.get("z-index", ""), 1.0) or 0.0,
    )


def _base(style: dict[str, str], way: str) -> str:
    base = style.get(f"mso-position-{way}-relative", "text")
    base = _BASES.get(base, base)
    if base == "paragraph" and way == "horizontal":
        base = "column"
    word = style.get(f"mso-position-{way}", "absolute")
    return base if word in {"absolute", ""} else f"{base}:{word}"


def _length(style: dict[str, str], name: str) -> float:
    return points(style.get(name, ""), 1.0) or 0.0


def _wraps(node: Node) -> bool:
    return any(
        name_of(each) == "w10:wrap" and each.get("type", "") not in {"", "none"} for each in node
    )


def _fill(node: Node) -> tuple[Colour | None, bool]:
    """White and opaque where nothing else is said (VML's default)."""
    fill = child(node, "v:fill")
    usual = "f" if node.get("type", "").rpartition("t")[2] in _LINES else "t"
    usual = node.get("filled", usual)
    said = usual if fill is None else fill.get("on", usual)
    if said.lower() in _OFF:
        return None, False
    if fill is not None and fill.get("type", "solid") not in {"solid", ""}:
        return None, True
    colour = named(node.get("fillcolor", "white")) or WHITE
    return colour, fill is None or _opacity(fill.get("opacity", "1")) > 0.6


def _opacity(text: str) -> float:
    """A share of one; with an "f" in parts of 65536."""
    if text.endswith("f"):
        return (points(text[:-1], 1.0) or 0.0) / 65536
    share = percent(text)
    return 1.0 if share is None else share / 100 if text.endswith("%") else share
