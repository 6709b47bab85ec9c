"""Drawings over a sheet: what they cover, what is hidden in them; charts and what they keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.leaks.xlsx.refs import MAX_COLUMN, MAX_ROW, Area
from disclosure_log.leaks.xlsx.sheet import Cover, truth
from disclosure_log.leaks.xml_parts import Element, children, local

_EMU_A_COLUMN, _EMU_A_ROW = 609_600, 190_500
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_SEE_THROUGH = 60_000
_EXTERNAL = re.compile(r"\[[^\]]+\]")
_SHEET_OF = re.compile(r"'((?:[^']|'')+)'!|([^\s'!(),;:=+\-*/&<>^]+)!")
_SHAPES = frozenset({"sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart"})


def covers(root: Element) -> Iterator[Cover]:
    """The whole cells under each filled shape, picture and chart of a drawing."""
    for anchor in root.iter():
        if local(anchor.tag) in _ANCHORS:
            area = _area(anchor)
            solid = _solid(anchor)
            if area is not None and solid is not None:
                yield Cover(area, solid)


def hidden_shapes(root: Element, place: str) -> Iterator[Leak]:
    """Shapes that are not shown and yet are in the file."""
    for shape in root.iter():
        if local(shape.tag) == "cNvPr" and truth(shape.get("hidden")):
            yield leak("attachment-hidden-text", place, "A shape or a picture is hidden.")
            return


def cropped(root: Element, place: str) -> Iterator[Leak]:
    """Pictures of which a part is cut away on the sheet alone."""
    for crop in root.iter():
        if local(crop.tag) == "srcRect" and any(
            _number(value.rstrip("%")) > 0 for value in crop.attrib.values()
        ):
            yield leak(
                "attachment-cropped-picture",
                place,
                "A picture is cropped; what was cut away is still in the file.",
            )
            return


def chart_leaks(root: Element, place: str, hidden_names: frozenset[str]) -> Iterator[Leak]:
    """Values that a chart keeps of another workbook or of a hidden sheet."""
    for element in root.iter():
        if local(element.tag) == "externalData":
            yield leak(
                "attachment-cached-data", place, "A chart keeps figures of another workbook."
            )
            return
        source = element.text or "" if local(element.tag) == "f" else ""
        if _EXTERNAL.search(source):
            yield leak(
                "attachment-cached-data", place, "A chart keeps figures of another workbook."
            )
            return
        for quoted, plain in _SHEET_OF.findall(source) if hidden_names else ():
            if (quoted.replace("''", "'") or plain).casefold() in hidden_names:
                yield leak(
                    "attachment-cached-data", place, "A chart keeps figures of a hidden sheet."
                )
                return


def _area(anchor: Element) -> Area | None:
    """The cells that lie wholly under an anchored thing; sizes in EMU go by ordinary cells."""
    rooms = {local(child.tag): child for child in anchor}
    start = _marker(rooms.get("from"))
    if start is None:
        position = rooms.get("pos")
        start = _point(position, "x", "y") if position is not None else (0.0, 0.0)
    end = _marker(rooms.get("to"))
    if end is None:
        size = rooms.get("ext")
        if size is None:
            return None
        wide, high = _point(size, "cx", "cy")
        end = (start[0] + wide, start[1] + high)
    left, top = -int(-start[0] // 1) + 1, -int(-start[1] // 1) + 1
    right, bottom = int(end[0]), int(end[1])
    if right < left or bottom < top:
        return None
    return Area(top, left, min(bottom, MAX_ROW), min(right, MAX_COLUMN))


def _marker(element: Element | None) -> tuple[float, float] | None:
    """A corner as columns and rows and parts of them."""
    if element is None:
        return None
    values = {local(child.tag): _number(child.text) for child in element}
    across = values.get("col", 0) + min(values.get("colOff", 0) / _EMU_A_COLUMN, 0.99)
    down = values.get("row", 0) + min(values.get("rowOff", 0) / _EMU_A_ROW, 0.99)
    # An end just short of the cell's far side covers the cell to the eye.
    return _snapped(across), _snapped(down)


def _snapped(value: float) -> float:
    part = value % 1
    if part > 0.93:
        return value - part + 1
    return value - part if part < 0.07 else value


def _point(element: Element, across: str, down: str) -> tuple[float, float]:
    return (
        _number(element.get(across)) / _EMU_A_COLUMN,
        _number(element.get(down)) / _EMU_A_ROW,
    )


def _number(text: str | None) -> float:
    try:
        value = float(text or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e12 else 0.0


def _solid(anchor: Element) -> bool | None:
    """Whether what is anchored is a filled shape; None where one sees through it."""
    kinds = {local(child.tag) for child in children(anchor)} & _SHAPES
    for shape in anchor.iter():
        if local(shape.tag) == "sp" and _filled(shape):
            return True
    return False if kinds & {"pic", "graphicFrame"} else None


def _filled(shape: Element) -> bool:
    for part in shape:
        if local(part.tag) == "spPr":
            for fill in part:
                match local(fill.tag):
                    case "noFill":
                        return False
                    case "solidFill":
                        return not _glassy(fill)
                    case "gradFill" | "blipFill" | "pattFill":
                        return True
    for style in shape.iter():
        if local(style.tag) == "fillRef":
            return style.get("idx", "0") not in ("0", "1000")
    return False


def _glassy(fill: Element) -> bool:
    return any(
        local(each.tag) == "alpha" and _number(each.get("val", "").rstrip("%")) < _SEE_THROUGH
        for each in fill.iter()
    )
