"""What the objects of a PDF are made of, read without following them in circles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

#: Whatever stands at a place of a PDF: a file may put anything anywhere.
Node = Any
DEEPEST = 60

_TEXTS = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_NAMES = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_LINKS = re.compile(rb"(\d+) (\d+) R\b")


def written(node: Node) -> bytes:
    """An object as it is written, its direct parts with it, without the texts in it."""
    if isinstance(node, pikepdf.Stream):
        node = node.stream_dict
    if not isinstance(node, (pikepdf.Dictionary, pikepdf.Array)):
        return b""
    return _TEXTS.sub(b"()", node.unparse(resolved=True))


def names_in(blob: bytes) -> set[bytes]:
    """The names that an object holds, as keys or as values."""
    return set(_NAMES.findall(blob))


def links_in(blob: bytes) -> list[tuple[int, int]]:
    """The other objects that an object points to."""
    return [(int(a), int(b)) for a, b in _LINKS.findall(blob)]


def dictionaries(node: Node, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    """An object and its direct parts, those that are dictionaries; links are not followed."""
    if depth > DEEPEST:
        return
    if isinstance(node, pikepdf.Stream):
        node = node.stream_dict
    if isinstance(node, pikepdf.Dictionary):
        yield node
        parts = [node.get(key) for key in list(node.keys())]
    elif isinstance(node, pikepdf.Array):
        parts = list(node)
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from dictionaries(part, depth + 1)


def text_of(node: Node) -> str:
    """A text of the PDF, or nothing where it is something else."""
    if isinstance(node, pikepdf.Stream):
        return decoded(bytes(node.read_bytes()))
    if isinstance(node, pikepdf.Array):
        return " ".join(text_of(x) for x in node if isinstance(x, pikepdf.String))
    if isinstance(node, pikepdf.String):
        return decoded(bytes(node))
    return node if isinstance(node, str) else ""


def decoded(raw: bytes) -> str:
    """The bytes of a text string, whichever of the encodings it declares (ISO 32000-2, 7.9.2)."""
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("pdfdoc", "replace")


def name_of(node: Node) -> str:
    """A name without its slash, or nothing where it is something else."""
    return str(node)[1:] if isinstance(node, pikepdf.Name) else ""


def dictionary(node: Node) -> pikepdf.Dictionary | None:
    """A dictionary, that of a stream too."""
    if isinstance(node, pikepdf.Stream):
        return node.stream_dict
    return node if isinstance(node, pikepdf.Dictionary) else None


def items(node: Node) -> list[Any]:
    """The members of an array; what is no array has none."""
    return list(node) if isinstance(node, pikepdf.Array) else []


def identity(node: Node) -> tuple[int, int]:
    """What tells one indirect object from another; (0, 0) for a direct one."""
    return (node.objgen[0], node.objgen[1]) if isinstance(node, pikepdf.Object) else (0, 0)
