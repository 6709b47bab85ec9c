"""Styles of OpenDocument, resolved from default to automatic, and what they make of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

#: Properties by kind and name: ("text", "fo:color").
Properties = Mapping[tuple[str, str], str]

_KINDS = {
    "style:text-properties": "text",
    "style:paragraph-properties": "paragraph",
    "style:table-cell-properties": "cell",
    "style:table-row-properties": "row",
    "style:table-column-properties": "column",
    "style:table-properties": "table",
    "style:graphic-properties": "graphic",
    "style:drawing-page-properties": "page",
    "style:section-properties": "section",
}
_COLOUR, _AUTOMATIC = ("text", "fo:color"), ("text", "style:use-window-font-color")
_MOST_PARENTS = 50
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_LENGTH = re.compile(r"\s*(-?[0-9]*\.?[0-9]+)\s*(mm|cm|in|inch|pt|pc|px)\s*", re.ASCII)
#: A kilometre: whatever claims more is hostile.
_LONGEST = 1_000_000.0
_PERCENT = re.compile(r"\s*(-?[0-9]*\.?[0-9]+)\s*%\s*", re.ASCII)
HEX = re.compile(r"#[0-9a-fA-F]{6}")
#: Colours nearer than this in each of red, green and blue look alike on paper.
_ALIKE = 10
#: Smaller text, in points, nobody reads.
_TINY = 2.0
WHITE = "#ffffff"
#: A background that can not be told: a picture, a gradient.
UNSURE = "?"


@dataclass(frozen=True)
class Style:
    """One style as it is written, without what it inherits."""

    parent: str | None
    properties: Properties
    data_style: str | None = None
    conditional: bool = False


@dataclass(frozen=True)
class DataStyle:
    """A format of numbers or text: whether it shows anything, and where it defers to others."""

    text: bool
    shows: bool
    maps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StyleBook:
    """All styles that a part can name."""

    styles: Mapping[tuple[str, str], Style]
    defaults: Mapping[str, Properties]
    formats: Mapping[str, DataStyle]
    _resolved: dict[tuple[str, str | None], Properties] = field(default_factory=dict)

    def resolve(self, family: str, name: str | None) -> Properties:
        """The properties of a style with everything it inherits."""
        key = (family, name)
        if key not in self._resolved:
            layers = [self.defaults.get(family, {})]
            layers += [style.properties for style in reversed(self._chain(family, name))]
            self._resolved[key] = merged(layers)
        return self._resolved[key]

    def own(self, family: str, name: str | None) -> Properties:
        """The same without the default of the family, for what lies inside something else."""
        key = ("own " + family, name)
        if key not in self._resolved:
            chain = self._chain(family, name)
            self._resolved[key] = merged(style.properties for style in reversed(chain))
        return self._resolved[key]

    def data_style(self, family: str, name: str | None) -> DataStyle | None:
        """The format of values that a style has or inherits."""
        for style in self._chain(family, name):
            if style.data_style is not None:
                return self.formats.get(style.data_style)
        return None

    def conditional(self, family: str, name: str | None) -> bool:
        """Whether a style changes with the value of the cell."""
        return any(style.conditional for style in self._chain(family, name))

    def _chain(self, family: str, name: str | None) -> list[Style]:
        chain: list[Style] = []
        while name is not None and len(chain) < _MOST_PARENTS:
            style = self.styles.get((family, name))
            if style is None:
                break
            chain.append(style)
            name = style.parent
        return chain


def read_styles(*holders: Element | None) -> StyleBook:
    """The styles in office:styles and office:automatic-styles, later ones over earlier ones."""
    styles: dict[tuple[str, str], Style] = {}
    defaults: dict[str, Properties] = {}
    formats: dict[str, DataStyle] = {}
    for holder in holders:
        for each in holder if holder is not None else ():
            family, name = each.get("style:family", ""), each.get("style:name")
            if each.tag == "style:default-style":
                defaults[family] = _properties(each)
            elif each.tag == "style:style" and name is not None:
                styles[family, name] = _style(each)
            elif each.tag.startswith("number:") and name is not None:
                formats[name] = _format(each)
    return StyleBook(styles, defaults, formats)


def _style(element: Element) -> Style:
    return Style(
        element.get("style:parent-style-name"),
        _properties(element),
        element.get("style:data-style-name"),
        any(child.tag == "style:map" for child in element),
    )


def _properties(element: Element) -> Properties:
    found: dict[tuple[str, str], str] = {}
    for child in element:
        kind = _KINDS.get(child.tag)
        if kind:
            found.update({(kind, name): said for name, said in child.attrib.items()})
            if any(inner.tag == "style:background-image" and inner.attrib for inner in child):
                found[kind, "background-image"] = "true"
    return found


def _format(element: Element) -> DataStyle:
    shows = False
    maps: list[tuple[str, str]] = []
    for child in element:
        if child.tag == "style:map":
            condition = child.get("style:condition", "")
            maps.append((condition, child.get("style:apply-style-name", "")))
        elif child.tag == "number:text":
            shows = shows or bool((child.text or "").strip())
        elif child.tag.startswith("number:") and child.tag != "number:fill-character":
            shows = True
    return DataStyle(element.tag == "number:text-style", shows, tuple(maps))


def merged(layers: Iterable[Properties]) -> Properties:
    """Layers of properties, later over earlier; an automatic colour and a set one exclude it."""
    result: dict[tuple[str, str], str] = {}
    for layer in layers:
        if _COLOUR in layer:
            result.pop(_AUTOMATIC, None)
        if layer.get(_AUTOMATIC) == "true":
            result.pop(_COLOUR, None)
        size = layer.get(("text", "fo:font-size"), "")
        before = result.get(("text", "fo:font-size"))
        result.update(layer)
        if size.strip().endswith("%") and before:
            result["text", "fo:font-size"] = _scaled(before, size)
    return result


def _scaled(size: str, by: str) -> str:
    length, part = millimetres(size), _PERCENT.fullmatch(by)
    return size if length is None or part is None else f"{length * float(part[1]) / 100:.4f}mm"


def millimetres(said: str | None) -> float | None:
    """A length of the standard, or nothing where it is relative or unreadable."""
    match = _LENGTH.fullmatch(said or "")
    if match is None:
        return None
    return max(-_LONGEST, min(float(match[1]) * _UNITS[match[2][:2]], _LONGEST))


def percent(said: str | None) -> float | None:
    """A percentage of the standard."""
    match = _PERCENT.fullmatch(said or "")
    return float(match[1]) if match else None


@dataclass(frozen=True)
class Look:
    """How text appears: its colour (automatic is None), what lies behind it, its size."""

    colour: str | None = None
    background: str = WHITE
    points: float | None = None
    display: str = ""
    transparent: bool = False

    def with_text(self, properties: Properties) -> Look:
        """The look after a style's text properties."""
        look = self
        if properties.get(_AUTOMATIC) == "true":
            look = replace(look, colour=None, transparent=False)
        elif HEX.fullmatch(properties.get(_COLOUR, "")):
            look = replace(look, colour=properties[_COLOUR].lower())
        if properties.get(_AUTOMATIC) != "true":
            opacity = percent(properties.get(("text", "loext:opacity")))
            if opacity is not None:
                look = replace(look, transparent=opacity <= 5 and look.colour is not None)
        size = properties.get(("text", "fo:font-size"))
        length, part = millimetres(size), percent(size)
        if length is not None:
            look = replace(look, points=length / _UNITS["pt"])
        elif part is not None and look.points is not None:
            look = replace(look, points=look.points * part / 100)
        display = properties.get(("text", "text:display"))
        look = look if display is None else replace(look, display=display)
        return look.on(properties, "text")

    def on(self, properties: Properties, kind: str) -> Look:
        """The look in front of the background of a kind of properties."""
        if (kind, "background-image") in properties:
            return replace(self, background=UNSURE)
        colour = properties.get((kind, "fo:background-color"))
        if kind == "graphic":
            colour = _filled(properties) or colour
        if colour is None or colour == "transparent":
            return self
        return replace(self, background=colour.lower() if HEX.fullmatch(colour) else UNSURE)

    def why_unseen(self) -> str | None:
        """What keeps a reader from seeing text that looks like this, in an officer's words."""
        if self.display in ("none", "condition"):
            return "is set to be hidden"
        if self.points is not None and self.points <= _TINY:
            return "is too small to be seen"
        if self.transparent:
            return "is transparent"
        if self.colour and alike(self.colour, self.background):
            return "has the colour of what lies behind it"
        return None


def _filled(properties: Properties) -> str | None:
    """The colour that fills a shape, UNSURE for gradients and pictures, nothing for none."""
    fill = properties.get(("graphic", "draw:fill"))
    if fill == "solid":
        return properties.get(("graphic", "draw:fill-color"), UNSURE)
    return UNSURE if fill in ("gradient", "bitmap", "hatch") else None


def alike(one: str, other: str) -> bool:
    """Whether two colours (#rrggbb) can not be told apart."""
    if not (HEX.fullmatch(one) and HEX.fullmatch(other)):
        return False
    return all(
        abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _ALIKE for at in (1, 3, 5)
    )


def covers(properties: Properties) -> bool:
    """Whether a shape of these properties hides what lies under it."""
    if properties.get(("graphic", "draw:fill"), "solid") == "none":
        return False
    see_through = percent(properties.get(("graphic", "draw:opacity")))
    colour = properties.get(("graphic", "draw:fill-color")) or properties.get(
        ("graphic", "fo:background-color"), "transparent"
    )
    return colour != "transparent" and (see_through is None or see_through > 80)
