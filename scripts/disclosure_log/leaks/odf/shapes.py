"""Shapes and frames of OpenDocument: cropped pictures, boxes over text, what lies off the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.odf.styles import HEX, Properties, covers, millimetres
from disclosure_log.leaks.odf.words import holds_words

_SHAPES = frozenset(
    {
        "draw:frame",
        "draw:g",
        "draw:rect",
        "draw:custom-shape",
        "draw:ellipse",
        "draw:circle",
        "draw:polygon",
        "draw:polyline",
        "draw:path",
        "draw:regular-polygon",
        "draw:caption",
        "dr3d:scene",
    }
)
_CLIP = re.compile(r"rect\(([^)]*)\)")
_CROPPED = 0.5
_WIDE, _HIGH = 5.0, 2.0
_FAR, _BEYOND = 700.0, 60.0


def is_shape(element: Element) -> bool:
    """Whether an element draws something that text may lie in or under."""
    return element.tag in _SHAPES


def inspect_shape(
    element: Element, properties: Properties, place: str, *, floating: bool
) -> Iterator[Leak]:
    """What a shape hides; `floating` where it may lie on the text of a page."""
    if element.tag == "draw:frame" and _cropped(element, properties):
        yield leak("attachment-cropped-picture", place, "A picture is cropped; all of it is kept.")
    if holds_words(element):
        if _away(element) and floating:
            yield leak("attachment-hidden-text", place, "There is text that lies off the page.")
        if _undrawn(element, properties):
            yield leak(
                "attachment-hidden-text", place, "There is text in a shape that is not shown."
            )
    elif floating and _lies_on_text(element, properties):
        grave = Severity.ERROR if _redacting(properties) else Severity.WARNING
        yield leak(
            "attachment-covered-text", place, "A filled shape lies on the text.", severity=grave
        )


def is_cover(element: Element, properties: Properties) -> bool:
    """Whether a shape without words hides what lies under it."""
    if element.tag == "draw:frame" and not any(c.tag == "draw:text-box" for c in element):
        return False
    return element.tag != "draw:g" and not holds_words(element) and covers(properties)


def _cropped(element: Element, properties: Properties) -> bool:
    match = _CLIP.match(properties.get(("graphic", "fo:clip"), ""))
    if match is None or not any(child.tag == "draw:image" for child in element):
        return False
    sides = (millimetres(side) for side in re.split(r"[,\s]+", match[1].strip()))
    return any(side is not None and side >= _CROPPED for side in sides)


def _away(element: Element) -> bool:
    x, y = millimetres(element.get("svg:x")) or 0.0, millimetres(element.get("svg:y")) or 0.0
    width = millimetres(element.get("svg:width")) or 0.0
    height = millimetres(element.get("svg:height")) or 0.0
    return x > _FAR or y > 2 * _FAR or x + width < -_BEYOND or y + height < -_BEYOND


def _undrawn(element: Element, properties: Properties) -> bool:
    shown = element.get("draw:display") or element.get("loext:display")
    if shown in ("none", "printer") or element.get("draw:visible") == "false":
        return True
    return properties.get(("graphic", "draw:visibility")) == "hidden"


def _lies_on_text(element: Element, properties: Properties) -> bool:
    if element.get("text:anchor-type") == "as-char" or not is_cover(element, properties):
        return False
    if properties.get(("graphic", "style:wrap"), "run-through") != "run-through":
        return False
    if properties.get(("graphic", "style:run-through")) == "background":
        return False
    width, height = millimetres(element.get("svg:width")), millimetres(element.get("svg:height"))
    return (width is None or width >= _WIDE) and (height is None or height >= _HIGH)


def _redacting(properties: Properties) -> bool:
    """Whether a shape has a colour that people black or white things out with."""
    said = properties.get(("graphic", "draw:fill-color")) or properties.get(
        ("graphic", "fo:background-color"), ""
    )
    if not HEX.fullmatch(said):
        return True
    parts = [int(said[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts) <= 24
