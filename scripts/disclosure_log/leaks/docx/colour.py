"""Colours of text, shading and shapes, and whether an eye tells two apart."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass, field

from disclosure_log.leaks.docx.measure import percent
from disclosure_log.leaks.docx.names import Node, attribute, child, name_of, val

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)

#: So little between two colours in every channel is not seen.
_NEAR = 20
_DARK = 80

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})\b.*", re.DOTALL)
_SHORT_HEX = re.compile(r"#([0-9A-Fa-f]{3})\b.*", re.DOTALL)
_NAMED: dict[str, Colour] = {
    "black": BLACK,
    "white": WHITE,
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "aqua": (0, 255, 255),
    "green": (0, 255, 0),
    "lime": (0, 255, 0),
    "magenta": (255, 0, 255),
    "fuchsia": (255, 0, 255),
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "darkblue": (0, 0, 128),
    "navy": (0, 0, 128),
    "darkcyan": (0, 128, 128),
    "teal": (0, 128, 128),
    "darkgreen": (0, 128, 0),
    "darkmagenta": (128, 0, 128),
    "purple": (128, 0, 128),
    "darkred": (128, 0, 0),
    "maroon": (128, 0, 0),
    "darkyellow": (128, 128, 0),
    "olive": (128, 128, 0),
    "darkgray": (128, 128, 128),
    "gray": (128, 128, 128),
    "lightgray": (192, 192, 192),
    "silver": (192, 192, 192),
    "windowtext": BLACK,
    "window": WHITE,
    "orange": (255, 165, 0),
}
_SLOTS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5")
_SLOT_NAMES = frozenset((*_SLOTS, "accent6", "hlink", "folHlink"))
_ALIASES = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
    "text1": "tx1",
    "background1": "bg1",
    "text2": "tx2",
    "background2": "bg2",
}
_MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_OFFICE: dict[str, Colour] = {
    "dk1": BLACK,
    "lt1": WHITE,
    "dk2": (0x44, 0x54, 0x6A),
    "lt2": (0xE7, 0xE6, 0xE6),
}


@dataclass(frozen=True)
class Theme:
    """The colours behind names such as "background 1", and how this document maps them."""

    slots: dict[str, Colour] = field(default_factory=dict)
    mapping: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Colour | None:
        """The colour of a name of either dialect, WordprocessingML's or DrawingML's."""
        name = _ALIASES.get(name, name)
        slot = self.mapping.get(name, _MAPPED.get(name, name))
        return self.slots.get(slot, _OFFICE.get(slot))


def theme_of(root: Node | None, settings: Node | None) -> Theme:
    """Read from the theme part and the settings' `w:clrSchemeMapping`."""
    slots: dict[str, Colour] = {}
    scheme = child(root, "a:themeElements", "a:clrScheme")
    for slot in scheme if scheme is not None else ():
        name = name_of(slot).removeprefix("a:")
        colour = next((plain_drawing_colour(given) for given in slot), None)
        if name in _SLOT_NAMES and colour is not None:
            slots[name] = colour
    return Theme(slots, _mapping(child(settings, "w:clrSchemeMapping")))


def _mapping(node: Node | None) -> dict[str, str]:
    if node is None:
        return {}
    found = {}
    for short, long in (("bg1", "w:bg1"), ("bg2", "w:bg2"), ("tx1", "w:t1"), ("tx2", "w:t2")):
        slot = attribute(node, long)
        if slot:
            found[short] = _ALIASES.get(slot, slot)
    return found


def named(text: str) -> Colour | None:
    """A colour written as `FF0000`, `#f00` or a name; None where it is automatic or unknown."""
    text = text.strip()
    found = _HEX.fullmatch(text)
    if found:
        return _hex(found[1])
    short = _SHORT_HEX.fullmatch(text)
    if short:
        return _hex("".join(digit * 2 for digit in short[1]))
    return _NAMED.get(text.partition(" ")[0].lower())


def _hex(digits: str) -> Colour:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def word_colour(node: Node | None, theme: Theme, prefix: str = "theme") -> Colour | None:
    """The colour of `w:color`, or of a shading's fill; the theme's name goes before the number."""
    if node is None:
        return None
    plain = named(attribute(node, "w:val" if prefix == "theme" else "w:fill"))
    name = attribute(node, "w:themeColor" if prefix == "theme" else f"w:{prefix}")
    base = theme.find(name) if name and name != "none" else None
    if base is None:
        return plain
    tint, shade = attribute(node, f"w:{prefix}Tint"), attribute(node, f"w:{prefix}Shade")
    return _shaded(_tinted(base, _share(tint)), _share(shade))


def _share(text: str) -> float:
    try:
        return int(text[:2], 16) / 255 if text else 1.0
    except ValueError:
        return 1.0


def _lit(colour: Colour, share: float, offset: float) -> Colour:
    """The colour with its lightness multiplied and moved (17.3.2.6, and lumMod with lumOff)."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    light = min(1.0, max(0.0, light * share + offset))
    red, green, blue = colorsys.hls_to_rgb(hue, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _tinted(colour: Colour, share: float) -> Colour:
    return _lit(colour, share, 1 - share)


def _shaded(colour: Colour, share: float) -> Colour:
    return _lit(colour, share, 0.0)


def shading(node: Node | None, theme: Theme) -> Colour | None:
    """The colour that `w:shd` paints; None where it paints none (17.3.5)."""
    if node is None:
        return None
    pattern = attribute(node, "w:val", "clear")
    if pattern == "nil":
        return None
    fill = word_colour(node, theme, "themeFill")
    ink = _pattern_colour(node, theme)
    if pattern in {"solid", "pct95", "pct90"}:
        return ink or BLACK
    found = re.fullmatch(r"pct([0-9]{1,2})", pattern)
    if found:
        return _mixed(ink or BLACK, fill or WHITE, int(found[1]) / 100)
    return fill


def _pattern_colour(node: Node, theme: Theme) -> Colour | None:
    name = attribute(node, "w:themeColor")
    base = theme.find(name) if name and name != "none" else None
    if base is None:
        return named(attribute(node, "w:color"))
    tinted = _tinted(base, _share(attribute(node, "w:themeTint")))
    return _shaded(tinted, _share(attribute(node, "w:themeShade")))


def _mixed(ink: Colour, paper: Colour, share: float) -> Colour:
    red, green, blue = (
        round(one * share + other * (1 - share)) for one, other in zip(ink, paper, strict=True)
    )
    return red, green, blue


def drawing_colour(node: Node, theme: Theme) -> Colour | None:
    """The colour of `a:srgbClr`, `a:schemeClr` and the like, with its lightness as changed."""
    scheme = name_of(node).endswith(":schemeClr")
    base = theme.find(val(node)) if scheme else plain_drawing_colour(node)
    if base is None:
        return None
    changes = {name_of(each).rpartition(":")[2]: val(each) for each in node}
    share, offset = _part(changes.get("lumMod"), 1.0), _part(changes.get("lumOff"), 0.0)
    base = _lit(base, share, offset) if (share, offset) != (1.0, 0.0) else base
    base = _tinted(base, _part(changes.get("tint"), 1.0))
    return _shaded(base, _part(changes.get("shade"), 1.0))


def plain_drawing_colour(node: Node) -> Colour | None:
    """A colour that needs no theme."""
    kind = name_of(node).rpartition(":")[2]
    if kind == "sysClr":
        return named(node.get("lastClr", "")) or named(val(node))
    if kind in {"srgbClr", "prstClr"}:
        return named(val(node))
    if kind == "scrgbClr":
        parts = [_part(node.get(channel), 0.0) for channel in "rgb"]
        red, green, blue = (round(255 * min(1.0, max(0.0, part)) ** (1 / 2.2)) for part in parts)
        return red, green, blue
    return None


def _part(text: str | None, otherwise: float) -> float:
    """A share written as thousandths of a per cent, or with its sign."""
    if not text:
        return otherwise
    share = percent(text)
    if share is None:
        return otherwise
    return share / 100 if text.strip().endswith("%") else share / 100_000


def alpha(node: Node) -> float:
    """How far a DrawingML colour covers what lies below it, from 0 to 1."""
    for change in node:
        if name_of(change) == "a:alpha":
            return _part(val(change), 1.0)
        if name_of(change) == "w14:alpha":  # here it is the transparency
            return 1.0 - _part(val(change), 0.0)
    return 1.0


def alike(one: Colour, other: Colour) -> bool:
    """Whether text of one colour is not seen on the other."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _NEAR


def dark(colour: Colour) -> bool:
    """Whether it may pass for the black of a redaction."""
    return max(colour) <= _DARK
