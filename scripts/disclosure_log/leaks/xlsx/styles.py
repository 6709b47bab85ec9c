"""The looks of cells: which of them hide what a cell holds."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import TypeVar

from disclosure_log.leaks.xlsx.formats import GENERAL, NumberFormat, number_format
from disclosure_log.leaks.xml_parts import Element, local, parse

#: A colour as red, green and blue, 0 to 255.
Colour = tuple[int, int, int]

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
#: Letters smaller than this many points can not be read.
TINY = 3.0
#: Colours closer than this can not be told apart.
_NEAR = 10
#: The palette of a workbook that brings none (ISO 29500-1, 18.8.27), from 8 on.
_PALETTE_CODES = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 "
    "008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF "
    "FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF "
    "FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 "
    "993300 993366 333399 333333"
)
#: Office's own theme, for files that bring none.
_THEME = "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 0000FF 800080"
_ORDER = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"


@dataclass(frozen=True)
class Colours:
    """The theme's colours and the palette, to look colours up in."""

    theme: tuple[Colour, ...]
    palette: tuple[Colour, ...]

    def find(self, element: Element | None, automatic: Colour) -> Colour:
        """The colour that a `color` element means."""
        if element is None or element.get("auto") in ("1", "true"):
            return automatic
        base = self._base(element, automatic)
        return _tinted(base, _number(element.get("tint"), 0.0))

    def _base(self, element: Element, automatic: Colour) -> Colour:
        if rgb := element.get("rgb"):
            return _hex(rgb) or automatic
        if theme := element.get("theme"):
            at = int(_number(theme, -1))
            return self.theme[at] if 0 <= at < len(self.theme) else automatic
        if indexed := element.get("indexed"):
            at = int(_number(indexed, 64))
            if at == 64:
                return BLACK
            if at == 65:
                return WHITE
            return self.palette[at] if 0 <= at < len(self.palette) else automatic
        return automatic


@dataclass(frozen=True)
class Look:
    """How cells of one style look. `fills` are the colours behind the words."""

    colour: Colour = BLACK
    size: float = 11.0
    fills: tuple[Colour, ...] = (WHITE,)
    format: NumberFormat = GENERAL

    def unseen(self, colour: Colour | None = None) -> bool:
        """Whether words of a colour (the style's own) can not be told from what is behind."""
        mine = self.colour if colour is None else colour
        return all(near(mine, fill) for fill in self.fills)


@dataclass(frozen=True)
class Change:
    """What a conditional format changes: whether it hides words, whether it brings a fill."""

    hides: bool
    fills: bool


@dataclass(frozen=True)
class Styles:
    """The looks by number of style, and the changes of conditional formats."""

    looks: tuple[Look, ...]
    changes: tuple[Change, ...]
    colours: Colours

    def look(self, number: int) -> Look:
        """The look of a style, the plain one where the file does not say."""
        return self.looks[number] if 0 <= number < len(self.looks) else _PLAIN


_PLAIN = Look()
_T = TypeVar("_T")


def near(one: Colour, other: Colour) -> bool:
    """Whether two colours look the same."""
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def read_styles(raw: bytes | None, theme: bytes | None) -> Styles:
    """The looks of a workbook from its styles and its theme."""
    themed = _theme(theme)
    if raw is None:
        return Styles((_PLAIN,), (), Colours(themed, _palette(None)))
    root = parse(raw)
    rooms = {local(child.tag): child for child in root}
    colours = Colours(themed, _palette(rooms.get("colors")))
    codes = _codes(rooms.get("numFmts"))
    fonts = [_font(font, colours) for font in rooms.get("fonts", ())]
    fills = [_fill(fill, colours) for fill in rooms.get("fills", ())]
    looks: list[Look] = []
    for xf in rooms.get("cellXfs", ()):
        colour, size = _at(fonts, xf.get("fontId"), (BLACK, 11.0))
        behind = _at(fills, xf.get("fillId"), (WHITE,))
        number = int(_number(xf.get("numFmtId"), 0))
        look = number_format(number, codes.get(number))
        looks.append(Look(colour, size, behind, look))
    changes = tuple(_change(dxf, colours) for dxf in rooms.get("dxfs", ()))
    return Styles(tuple(looks), changes, colours)


def change(dxf: Element, colours: Colours) -> Change:
    """The change of a conditional format that is spelled out where it is used."""
    return _change(dxf, colours)


def run_looks(properties: Element, colours: Colours) -> tuple[Colour | None, float | None]:
    """The colour and the size that a run of rich text sets, None where it sets none."""
    colour: Colour | None = None
    size: float | None = None
    for child in properties:
        match local(child.tag):
            case "color":
                colour = colours.find(child, BLACK)
            case "sz":
                size = _number(child.get("val"), 11.0)
    return colour, size


def _at(items: list[_T], number: str | None, otherwise: _T) -> _T:
    at = int(_number(number, -1))
    return items[at] if 0 <= at < len(items) else otherwise


def _number(text: str | None, otherwise: float) -> float:
    try:
        value = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) < 1e9 else otherwise


def _hex(text: str) -> Colour | None:
    try:
        value = bytes.fromhex(text[-6:])
    except ValueError:
        return None
    return (value[0], value[1], value[2]) if len(value) == 3 else None


def _tinted(colour: Colour, tint: float) -> Colour:
    """A colour made lighter or darker (ISO 29500-1, 18.8.19)."""
    if not tint:
        return colour
    hue, light, rich = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    mixed = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), rich)
    return round(mixed[0] * 255), round(mixed[1] * 255), round(mixed[2] * 255)


def _theme(raw: bytes | None) -> tuple[Colour, ...]:
    found = {
        name: _hex(code) or BLACK for name, code in zip(_ORDER.split(), _THEME.split(), strict=True)
    }
    if raw is not None:
        for scheme in parse(raw).iter():
            if local(scheme.tag) == "clrScheme":
                for colour in scheme:
                    for value in colour:
                        code = value.get("lastClr") or value.get("val") or ""
                        found[local(colour.tag)] = _hex(code) or found.get(local(colour.tag), BLACK)
                break
    return tuple(found[name] for name in _ORDER.split())


def _palette(element: Element | None) -> tuple[Colour, ...]:
    codes = _PALETTE_CODES.split()
    usual = [_hex(code) or BLACK for code in (*codes[:8], *codes)]
    if element is not None:
        for room in element:
            if local(room.tag) == "indexedColors":
                own = [_hex(colour.get("rgb", "")) or BLACK for colour in room]
                usual[: len(own)] = own
    return tuple(usual)


def _codes(element: Element | None) -> dict[int, str]:
    return {
        int(_number(each.get("numFmtId"), -1)): each.get("formatCode", "")
        for each in (element if element is not None else ())
    }


def _font(font: Element, colours: Colours) -> tuple[Colour, float]:
    colour, size = run_looks(font, colours)
    return colour if colour is not None else BLACK, size if size is not None else 11.0


def _fill(fill: Element, colours: Colours) -> tuple[Colour, ...]:
    for kind in fill:
        if local(kind.tag) == "gradientFill":
            stops = [x for x in kind.iter() if local(x.tag) == "color"]
            return tuple(colours.find(x, WHITE) for x in stops) or (WHITE,)
        pattern = kind.get("patternType", "none")
        if pattern == "none":
            return (WHITE,)
        rooms = {local(child.tag): child for child in kind}
        if pattern == "solid":
            # Some writers give the one colour of a solid fill the wrong name.
            one = rooms.get("fgColor", rooms.get("bgColor"))
            return (colours.find(one, BLACK if "fgColor" in rooms else WHITE),)
        front = colours.find(rooms.get("fgColor"), BLACK)
        return (front, colours.find(rooms.get("bgColor"), WHITE))
    return (WHITE,)


def _change(dxf: Element, colours: Colours) -> Change:
    """In a conditional format a solid fill is the background colour (18.8.14's exception)."""
    rooms = {local(child.tag): child for child in dxf}
    colour: Colour | None = None
    behind: Colour | None = None
    tiny = False
    if (font := rooms.get("font")) is not None:
        colour, size = run_looks(font, colours)
        tiny = size is not None and size < TINY
    if (fill := rooms.get("fill")) is not None:
        behind = _dxf_fill(fill, colours)
    hidden = colour is not None and near(colour, WHITE if behind is None else behind)
    if (code := rooms.get("numFmt")) is not None:
        shown = number_format(0, code.get("formatCode", ""))
        hidden = hidden or (shown.hides_number(12345.0) and shown.hides_text())
    return Change(hidden or tiny, behind is not None)


def _dxf_fill(fill: Element, colours: Colours) -> Colour | None:
    for kind in fill:
        rooms = {local(child.tag): child for child in kind}
        for name in ("bgColor", "fgColor"):
            if name in rooms:
                return colours.find(rooms[name], WHITE)
        if local(kind.tag) == "gradientFill":
            return BLACK
    return None
