"""Names in office XML, whatever the prefix: `w:p` is a paragraph in every file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

#: Only the type; bytes of files are parsed by defusedxml alone.
Node = Element

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_WORD = "http://schemas.microsoft.com/office/word/"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    _DRAWING + "main": "a",
    _DRAWING + "chart": "c",
    _DRAWING + "diagram": "dgm",
    _DRAWING + "picture": "pic",
    _DRAWING + "wordprocessingDrawing": "wp",
    _WORD + "2010/wordml": "w14",
    _WORD + "2012/wordml": "w15",
    _WORD + "2010/wordprocessingShape": "wps",
    _WORD + "2010/wordprocessingGroup": "wpg",
    _WORD + "2010/wordprocessingCanvas": "wpc",
    _WORD + "2010/wordprocessingInk": "wpi",
    _WORD + "2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main": "asvg",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    "": "",
}
_NAMESPACES = {prefix: space for space, prefix in _PREFIXES.items()}

#: Namespaces that the programs of the field write into a document.
_KNOWN = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
    "http://schemas.libreoffice.org/",
    "http://www.wps.cn/",
    "http://customooxmlschemas.google.com/",
    "http://schemas.apple.com/",
    "http://purl.org/dc/",
    "http://www.w3.org/",
)


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`w:p` for the tag of a paragraph; `?:name` where the namespace is none we treat apart."""
    space, local = split(tag)
    prefix = _PREFIXES.get(space, "?")
    return f"{prefix}:{local}" if prefix else local


@lru_cache(maxsize=4096)
def split(tag: str) -> tuple[str, str]:
    """The namespace and the local name of a tag."""
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        return space, local
    return "", tag


@lru_cache(maxsize=4096)
def full(name: str) -> str:
    """The tag of a short name."""
    prefix, _, local = name.rpartition(":")
    space = _NAMESPACES[prefix]
    return f"{{{space}}}{local}" if space else local


def name_of(node: Node) -> str:
    """The short name of a node."""
    return short(node.tag)


def known_space(node: Node) -> bool:
    """Whether the namespace is one that an office program writes."""
    space = split(node.tag)[0]
    return not space or space.startswith(_KNOWN)


def attribute(node: Node, name: str, default: str = "") -> str:
    """An attribute by its short name; a program may have left its prefix out."""
    value = node.get(full(name))
    if value is None:
        value = node.get(name.rpartition(":")[2], default)
    return value


def val(node: Node | None) -> str:
    """`w:val` or the like of another dialect, of the node itself."""
    if node is None:
        return ""
    return node.get(full("w14:val")) or attribute(node, "w:val")


def child(node: Node | None, *names: str) -> Node | None:
    """The descendant that the names lead to, a child at a time."""
    for name in names:
        if node is None:
            return None
        node = node.find(full(name))
    return node


def value(node: Node | None, name: str) -> str:
    """`w:val` of a child; empty where there is none."""
    found = child(node, name)
    return "" if found is None else attribute(found, "w:val")


def on(node: Node | None) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    if node is None:
        return False
    return attribute(node, "w:val", "1").strip().lower() not in {"0", "false", "off", "none"}


def iterate(node: Node, *names: str) -> Iterator[Node]:
    """Every node below, itself too, of one of the names."""
    wanted = frozenset(names)
    for found in node.iter():
        if name_of(found) in wanted:
            yield found


def outermost(node: Node, *names: str) -> Iterator[Node]:
    """The nodes below of one of the names that lie in no other and in no text box."""
    for each in node:
        name = name_of(each)
        if name in names:
            yield each
        elif name != "w:txbxContent":
            yield from outermost(each, *names)
