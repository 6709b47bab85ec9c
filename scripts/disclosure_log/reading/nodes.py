"""Text to a tree of nodes that know their place; nothing is resolved, expanded or constructed.

PyYAML composes, in C where it can. What composing must not meet is looked for first, event by
event, and only in the few files that hold a sign of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure_log.finding import Fault
from disclosure_log.reading.syntax import explain


def typeless(base: Any) -> Any:  # noqa: ANN401  (PyYAML has no type for both its loaders)
    """A loader that knows no types at all: every scalar stays the text that was typed.

    Nobody reads a node's tag here, so the search for one, half the cost of parsing, is left out.
    """

    class Typeless(base):  # type: ignore[misc]
        def resolve(self, *_: object) -> str:
            return ""

        def descend_resolver(self, *_: object) -> None:
            pass

        def ascend_resolver(self) -> None:
            pass

    return Typeless


_LOADER = typeless(getattr(yaml, "CBaseLoader", yaml.BaseLoader))

#: The contract's deepest place is six levels down. The C composer recurses without a limit of
#: its own, so depth is bounded before it is called.
MAX_DEPTH = 16

_BEFORE_VALUE = frozenset("\n \r[{,")
# What nests without indentation: more of these than a record needs is looked at more closely.
_DEEP_INDENTATION = "\n" + " " * 100
_NESTING = (("[", 300), ("{", 300), ("- ", 1000), ("? ", 1000))


@dataclass(frozen=True)
class Tree:
    """The root node, or None where the text has no tree that may be read.

    `malformed` where the parser lost the thread, which a part of the text may not share.
    """

    root: yaml.Node | None
    faults: tuple[Fault, ...] = ()
    malformed: bool = False


def compose(text: str) -> Tree:
    """The node tree of a file that holds one document; never raises on any text."""
    faults: tuple[Fault, ...] = ()
    try:
        if _is_suspect(text):
            faults, readable = _scan(text)
            if not readable:
                return Tree(None, faults)
        return Tree(_root(text), faults)
    except yaml.YAMLError as error:
        return Tree(None, (*faults, explain(text, error)), malformed=True)
    except RecursionError:  # the composer in Python recurses, too, and notices
        return Tree(None, (*faults, too_deep(0)))


def _root(text: str) -> yaml.Node | None:
    loader = _LOADER(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


#: Everything a tree says, without its form: equal for equal data, whatever the order of the keys.
Content = str | tuple["Content", ...]


def content(node: yaml.Node | None) -> Content:
    """What a tree says, duplicate keys included; how it was typed, and in what order, is not."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return ("list", *(content(child) for child in node.value))
    if isinstance(node, yaml.MappingNode):
        pairs = [(content(key), content(value)) for key, value in node.value]
        return ("mapping", *sorted(pairs, key=repr))
    return ()


def _is_suspect(text: str) -> bool:
    """Whether the text may hold an anchor, an alias, a tag, or more nesting than a record has."""
    return any(_marks_value(text, sign) for sign in "&*!") or any(
        text.count(sign) > usual for sign, usual in _NESTING
    )


def _marks_value(text: str, sign: str) -> bool:
    """Whether the sign stands where a value may begin; emphasis (`**`) and loose signs do not."""
    at = text.find(sign)
    while at >= 0:
        if (at == 0 or text[at - 1] in _BEFORE_VALUE) and (
            sign == "!" or text[at + 1 : at + 2] not in ("", " ", "\n", "\r", "*")
        ):
            return True
        at = text.find(sign, at + 2 if text.startswith("**", at) else at + 1)
    return False


def _scan(text: str) -> tuple[tuple[Fault, ...], bool]:
    """The faults of all events, and whether it is safe to compose them."""
    faults: list[Fault] = []
    depth = 0
    copies = False
    lines: set[int] = set()
    for event in yaml.parse(text, Loader=_LOADER):
        offset = event.start_mark.index if event.start_mark is not None else 0
        if isinstance(event, yaml.AliasEvent):
            copies = True
            # One word a line is enough: a file made to explode has hundreds.
            if event.start_mark is not None and event.start_mark.line not in lines:
                lines.add(event.start_mark.line)
                faults.append(_alias(offset))
        elif isinstance(event, yaml.NodeEvent):
            faults += _properties(event, offset)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                faults.append(too_deep(offset))
                return tuple(faults), False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return tuple(faults), not copies


def _alias(offset: int) -> Fault:
    return Fault(
        "record-alias",
        (),
        "A value begins with an asterisk (*), which would copy another part of the file.",
        "Put the whole value in quotes, or write out what should stand here.",
        offset=offset,
        length=1,
    )


def _properties(event: yaml.NodeEvent, offset: int) -> Iterator[Fault]:
    if event.anchor is not None:
        yield Fault(
            "record-alias",
            (),
            "A value begins with an ampersand (&), which would name it for copying elsewhere.",
            "Put the whole value in quotes, or take the ampersand and the word after it out.",
            offset=offset,
            length=1,
        )
    if getattr(event, "tag", None) is not None:
        yield Fault(
            "record-alias",
            (),
            "A value begins with an exclamation mark (!), which would change what kind of value"
            " it is.",
            "Put the whole value in quotes, or take the exclamation mark and the word after it"
            " out.",
            offset=offset,
            length=1,
        )


def too_deep(offset: int) -> Fault:
    """The fault of brackets, lists or indented blocks within one another beyond any record."""
    return Fault(
        "record-syntax",
        (),
        "Lists or blocks are nested far deeper here than any record needs.",
        "Check the brackets and the indentation around this place.",
        offset=offset,
        length=1,
    )
