"""The XML inside office files, read with limits, its names in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from disclosure_log.leaks.leak import CannotInspectError

#: A part held as a tree takes some ten times its size in memory; `iterate` reads larger ones.
MAX_TREE = 32_000_000
MAX_DEPTH = 256
_PIECE = 1 << 16
_MAX_NAMES = 4096

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
#: Where the Transitional namespace is not the Strict one with "2006" put in (ISO 29500-4, A).
_SPECIAL = {
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/customProperties": "officeDocument/2006/custom-properties",
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
    "officeDocument/relationships/customProperties": (
        "officeDocument/2006/relationships/custom-properties"
    ),
    "officeDocument/relationships/extendedProperties": (
        "officeDocument/2006/relationships/extended-properties"
    ),
}
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BRANCHES = {COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback")}
_REMARK = re.compile(r"<!--(.*?)-->|<\?(?!xml\s)(.*?)\?>", re.DOTALL)

__all__ = [
    "COMPATIBILITY",
    "Element",
    "canonical",
    "children",
    "iterate",
    "local",
    "parse",
    "pieces",
    "remarks",
    "tell",
    "transitional",
    "words",
]


def parse(raw: bytes) -> Element:
    """The tree of a part, all names Transitional; no DTD, no entities, limits on size and depth."""
    if len(raw) > MAX_TREE:
        _refuse("A part of the file is larger than can be inspected.")
    target = _Target()
    parser = _parser(target)
    tell(parser, raw)
    root: Element = tell(parser, None)
    return root


def iterate(raw: bytes, tags: Collection[str]) -> Iterator[Element]:
    """The elements of the wanted names (canonical tags) as each ends, forgotten afterwards.

    Elements outside the wanted ones are never kept; one wanted inside another comes with it, not
    by itself.
    """
    wanted = frozenset(tags)
    return _sifted(raw, _Sieve(lambda name, _: name in wanted))


def pieces(raw: bytes, into: Collection[str]) -> Iterator[Element]:
    """The children of the root as each ends; of those named in `into`, their children instead."""
    entered = frozenset(into) | _BRANCHES
    return _sifted(raw, _Sieve(lambda name, depth: depth > 1 and name not in entered))


def _sifted(raw: bytes, target: _Sieve) -> Iterator[Element]:
    parser = _parser(target)
    view = memoryview(raw)
    for at in range(0, len(raw), _PIECE):
        tell(parser, view[at : at + _PIECE])
        yield from target.take()
    tell(parser, None)
    yield from target.take()


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """A tag or attribute's name with a Strict namespace replaced by the Transitional one."""
    if not name.startswith("{" + _STRICT):
        return name
    space, _, own = name[1:].rpartition("}")
    return f"{{{transitional(space)}}}{own}"


def transitional(address: str) -> str:
    """A Strict namespace or relationship type as the Transitional one."""
    if not address.startswith(_STRICT):
        return address
    rest = address.removeprefix(_STRICT)
    for strict, other in _SPECIAL.items():
        if rest == strict:
            return _TRANSITIONAL + other
    room, _, tail = rest.partition("/")
    return f"{_TRANSITIONAL}{room}/2006/{tail}"


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element) -> Iterator[Element]:
    """An element's children, those of every branch of mc:AlternateContent among them."""
    for child in element:
        if child.tag in _BRANCHES:
            yield from children(child)
        else:
            yield child


def words(element: Element) -> str:
    """All text inside an element, in order, pieces set apart by spaces."""
    return " ".join(text for text in (piece.strip() for piece in element.itertext()) if text)


def remarks(raw: bytes) -> str:
    """The text of XML comments and processing instructions, which trees leave out."""
    wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:4]
    if not wide and b"<!--" not in raw and raw.count(b"<?") <= 1:
        return ""
    text = raw.decode("utf-16" if wide else "utf-8", "replace")
    return " ".join(" ".join(filter(None, found)).strip() for found in _REMARK.findall(text))


def _refuse(message: str) -> NoReturn:
    raise CannotInspectError(message)


def _parser(target: _Target) -> Any:  # noqa: ANN401 - defusedxml has no types
    parser = defusedxml.ElementTree.XMLParser(
        target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    parser.parser.StartElementHandler = target.start
    parser.parser.EndElementHandler = target.end
    parser.parser.CharacterDataHandler = target.data
    return parser


def tell(parser: Any, data: bytes | memoryview | None) -> Any:  # noqa: ANN401
    """Give a parser of defusedxml the next bytes of a part, or None at its end; what it made then.

    Raises CannotInspectError where the part is not plain, well-formed XML.
    """
    # The parser's own messages may quote the part: they go no further.
    try:
        return parser.close() if data is None else parser.feed(data)
    except DefusedXmlException:
        wrong = "A part of the file declares entities or a document type."
    except (ParseError, ValueError, LookupError):
        wrong = "A part of the file is not well-formed XML."
    _refuse(wrong)


class _Names(dict[str, str]):
    """The parser's names ("space}name") as canonical tags, each worked out once."""

    def __missing__(self, name: str) -> str:
        mended = canonical("{" + name) if "}" in name else name
        if len(self) < _MAX_NAMES:
            self[name] = mended
        return mended


class _Target:
    """Builds a tree with canonical names, no deeper than allowed.

    It takes the place of ElementTree's own handlers on the parser that defusedxml made, which
    keeps its refusals; the detour through ElementTree would take three times as long.
    """

    def __init__(self) -> None:
        self._names = _Names()
        self._builder = TreeBuilder()
        self._depth = 0
        self.data: Callable[[str], object] = self._builder.data

    def start(self, tag: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            _refuse("A part of the file is nested more deeply than can be inspected.")
        names = self._names
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self._builder.start(names[tag], {names[name]: value for name, value in pairs})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def close(self) -> Element:
        return self._builder.close()


class _Sieve(_Target):
    """Builds the wanted elements alone."""

    def __init__(self, wanted: Callable[[str, int], bool]) -> None:
        super().__init__()
        self._wanted = wanted
        self._since = 0
        self._ready: list[Element] = []
        self.data = self._data

    def take(self) -> list[Element]:
        """What is ready since it was last asked."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, attributes: list[str]) -> None:
        if self._since:
            super().start(tag, attributes)
        elif self._wanted(self._names[tag], self._depth + 1):
            self._builder, self._since = TreeBuilder(), self._depth + 1
            super().start(tag, attributes)
        else:
            self._depth += 1
            if self._depth > MAX_DEPTH:
                _refuse("A part of the file is nested more deeply than can be inspected.")

    def _data(self, text: str) -> None:
        if self._since:
            self._builder.data(text)

    def end(self, tag: str) -> None:
        if self._since:
            self._builder.end(tag)
            if self._depth == self._since:
                self._ready.append(self._builder.close())
                self._since = 0
        self._depth -= 1

    def close(self) -> Element:
        return Element("end")
