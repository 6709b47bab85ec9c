"""A paragraph in pieces, in the order it is read: text, codes of fields, drawings, breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from disclosure_log.leaks.docx.names import Node, attribute, child, name_of


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    CODE = auto()
    BEGIN = auto()
    SEPARATE = auto()
    END = auto()
    DRAWING = auto()
    CONTROL = auto()
    PAGE = auto()
    SIMPLE = auto()


@dataclass(frozen=True)
class Piece:
    """A piece; `look` is the run's own formatting, `node` what one that is no text stands for."""

    kind: Kind
    text: str = ""
    look: Node | None = None
    node: Node | None = None
    deleted: bool = False


_DELETED = frozenset({"w:del", "w:moveFrom"})
_TEXT = frozenset({"w:t", "w:delText", "m:t"})
_CODE = frozenset({"w:instrText", "w:delInstrText"})
_DRAWING = frozenset({"w:drawing", "w:pict", "w:object"})
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "\u00ad",
}
_FIELD = {"begin": Kind.BEGIN, "separate": Kind.SEPARATE, "end": Kind.END}
#: What holds no words of the line.
_SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:sdtEndPr", "w:tbl", "w:p", "w:txbxContent", "m:ctrlPr", "w:fldData"}
)


def pieces(node: Node, look: Node | None = None, deleted: bool = False) -> Iterator[Piece]:
    """The pieces below a node; text boxes are left to the drawings that hold them."""
    for each in node:
        name = name_of(each)
        if name in _SKIPPED:
            continue
        if name in {"w:r", "m:r"}:
            yield from pieces(each, child(each, "w:rPr"), deleted)
        elif name in _DELETED:
            yield from pieces(each, look, deleted=True)
        else:
            yield from _piece(each, name, look, deleted)


def _piece(node: Node, name: str, look: Node | None, deleted: bool) -> Iterator[Piece]:
    if name in _TEXT:
        gone = deleted or name == "w:delText"
        yield Piece(Kind.TEXT, node.text or "", look, deleted=gone)
    elif name in _CODE:
        yield Piece(Kind.CODE, node.text or "", look, deleted=deleted)
    elif name in _SIGNS:
        yield Piece(Kind.TEXT, _SIGNS[name], look, deleted=deleted)
    elif name in _DRAWING:
        yield Piece(Kind.DRAWING, node=node, deleted=deleted)
    else:
        yield from _mark(node, name, look, deleted)


def _mark(node: Node, name: str, look: Node | None, deleted: bool) -> Iterator[Piece]:
    match name:
        case "w:br":
            page = attribute(node, "w:type") == "page"
            yield Piece(Kind.PAGE) if page else Piece(Kind.TEXT, "\n", look, deleted=deleted)
        case "w:lastRenderedPageBreak":
            yield Piece(Kind.PAGE)
        case "w:sym":
            yield Piece(Kind.TEXT, _symbol(node), look, deleted=deleted)
        case "w:fldChar":
            kind = _FIELD.get(attribute(node, "w:fldCharType"))
            if kind is not None:
                yield Piece(kind, node=node)
        case "w:fldSimple":
            yield Piece(Kind.SIMPLE, attribute(node, "w:instr"), node=node)
            yield from pieces(node, look, deleted)
        case "w:sdtPr":
            yield Piece(Kind.CONTROL, node=node)
        case _:
            yield from pieces(node, look, deleted)


def _symbol(node: Node) -> str:
    """The character of `w:sym`; fonts of signs keep theirs in a private area."""
    try:
        code = int(attribute(node, "w:char", "0")[:6], 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else "\u25a1" if code else ""
