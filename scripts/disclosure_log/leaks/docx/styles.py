"""What styles say of a run of text: its colour, its size, whether it is shown at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from disclosure_log.leaks.docx.names import Node, attribute, child, iterate, name_of, value

#: Properties by their short names; later ones stand in for earlier ones.
Properties = Mapping[str, Node]

#: How far styles may be based on one another; Word itself stops near a dozen.
_MAX_CHAIN = 64

_LOOKS = (
    ("firstRow", 0x20),
    ("lastRow", 0x40),
    ("firstColumn", 0x80),
    ("lastColumn", 0x100),
    ("noHBand", 0x200),
    ("noVBand", 0x400),
)


@dataclass(frozen=True)
class Style:
    """A style with all that it is based on."""

    run: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    table: Properties = field(default_factory=dict)
    #: A table style's parts: "firstRow" and the like.
    parts: Mapping[str, Style] = field(default_factory=dict)


@dataclass(frozen=True)
class Styles:
    """The styles of a document, by id."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    base: Style = field(default_factory=Style)

    def find(self, kind: str, name: str) -> Style:
        """A style, or the default of its kind where the name is empty or unknown."""
        found = self.styles.get(name)
        if found is None:
            found = self.styles.get(self.defaults.get(kind, ""))
        return found or Style()


def merged(*layers: Properties) -> Properties:
    """One set of properties out of several, the last one's going before."""
    found: dict[str, Node] = {}
    for layer in layers:
        found.update(layer)
    return found


def properties(node: Node | None) -> Properties:
    """The properties that stand in a `w:rPr`, `w:pPr`, `w:tcPr` or `w:tblPr`."""
    if node is None:
        return {}
    found = {name_of(each): each for each in node}
    found.pop("", None)
    return found


def styles_of(root: Node | None) -> Styles:
    """Read the styles part."""
    if root is None:
        return Styles()
    raw: dict[str, Node] = {}
    defaults: dict[str, str] = {}
    for node in iterate(root, "w:style"):
        name = attribute(node, "w:styleId")
        raw[name] = node
        if attribute(node, "w:default", "0").lower() in {"1", "true", "on"}:
            defaults[attribute(node, "w:type", "paragraph")] = name
    base = Style(
        run=properties(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")),
        paragraph=properties(child(root, "w:docDefaults", "w:pPrDefault", "w:pPr")),
    )
    return Styles({name: _whole(name, raw) for name in raw}, defaults, base)


def _whole(name: str, raw: Mapping[str, Node]) -> Style:
    chain = list(_chain(name, raw))[::-1]
    parts: dict[str, Style] = {}
    for node in chain:
        for part in iterate(node, "w:tblStylePr"):
            kind = attribute(part, "w:type")
            parts[kind] = _over(parts.get(kind, Style()), part)
    found = Style()
    for node in chain:
        found = _over(found, node)
    return Style(found.run, found.paragraph, found.cell, found.table, parts)


def _over(below: Style, node: Node) -> Style:
    return Style(
        run=merged(below.run, properties(child(node, "w:rPr"))),
        paragraph=merged(below.paragraph, properties(child(node, "w:pPr"))),
        cell=merged(below.cell, properties(child(node, "w:tcPr"))),
        table=merged(below.table, properties(child(node, "w:tblPr"))),
    )


def _chain(name: str, raw: Mapping[str, Node]) -> Iterator[Node]:
    """A style and what it is based on; a circle ends where it closes."""
    seen: set[str] = set()
    while name in raw and name not in seen and len(seen) < _MAX_CHAIN:
        seen.add(name)
        yield raw[name]
        name = value(raw[name], "w:basedOn")


@dataclass(frozen=True)
class Spot:
    """Where a cell lies in its table."""

    row: int
    column: int
    last_row: bool
    last_column: bool


def table_parts(style: Style, table: Properties, spot: Spot) -> Iterator[Style]:
    """What of a table style holds for a cell, the weakest first (17.7.6)."""
    looks = _looks(table.get("w:tblLook"))
    yield style
    for name in _part_names(looks, spot):
        if name in style.parts:
            yield style.parts[name]


def _part_names(looks: frozenset[str], spot: Spot) -> Iterator[str]:
    yield "wholeTable"
    row = spot.row - ("firstRow" in looks)
    column = spot.column - ("firstColumn" in looks)
    if "noVBand" not in looks:
        yield "band2Vert" if column % 2 else "band1Vert"
    if "noHBand" not in looks:
        yield "band2Horz" if row % 2 else "band1Horz"
    edges = {
        "firstCol": "firstColumn" in looks and spot.column == 0,
        "lastCol": "lastColumn" in looks and spot.last_column,
        "firstRow": "firstRow" in looks and spot.row == 0,
        "lastRow": "lastRow" in looks and spot.last_row,
    }
    yield from (name for name, there in edges.items() if there)
    corners = {
        "neCell": edges["firstRow"] and edges["lastCol"],
        "nwCell": edges["firstRow"] and edges["firstCol"],
        "seCell": edges["lastRow"] and edges["lastCol"],
        "swCell": edges["lastRow"] and edges["firstCol"],
    }
    yield from (name for name, there in corners.items() if there)


def _looks(node: Node | None) -> frozenset[str]:
    """Which parts of its style a table asks for; a mask, or a switch each."""
    if node is None:
        return frozenset({"noHBand", "noVBand"})
    try:
        mask = int(attribute(node, "w:val", "0"), 16)
    except ValueError:
        mask = 0
    found = set()
    for name, bit in _LOOKS:
        given = attribute(node, f"w:{name}")
        if given.lower() in {"1", "true", "on"} or (not given and mask & bit):
            found.add(name)
    return frozenset(found)
