"""The node tree to plain data: strings, lists and mappings, with what a mistyped value hides.

An empty value means the key is absent. Every scalar stays the text that was typed, but for whole
numbers and yes-or-no values where the schema asks for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

import yaml

from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.reading.nodes import MAX_DEPTH, too_deep
from disclosure_log.reading.shape import UNKNOWN, Shape
from disclosure_log.reading.words import key_name, place

#: What YAML takes for no value at all.
NOTHING = frozenset({"~", "null", "Null", "NULL"})
# YAML 1.1 and 1.2 between them: yes-or-no words, numbers that are not plain whole ones (other
# bases, leading zeros, underscores, fractions, base 60) and dates with a time.
_YES_NO = frozenset(
    form
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false")
    for form in (word, word.capitalize(), word.upper())
)
_NUMBER = re.compile(
    r"""[-+]?(?:
        0[0-9_]+ | 0b[01_]+ | 0o[0-7_]+ | 0x[0-9A-Fa-f_]+
      | [0-9]+(?:_[0-9_]*)+ | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
      | (?:[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+|[0-9][0-9_]*(?=[eE]))(?:[eE][-+]?[0-9]+)?
      | \.(?:inf|Inf|INF)
    )|\.(?:nan|NaN|NAN)|\+[0-9]+""",
    re.VERBOSE,
)
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d.*))?)?"
)
_LONGEST_AMBIGUOUS = 40
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_ABSENT = object()


@dataclass
class Plain:
    """Plain data, the faults met on the way, and keys whose value was typed but means nothing."""

    data: object = None
    faults: list[Fault] = field(default_factory=list)
    voided: set[Where] = field(default_factory=set)
    too_deep: bool = False


def to_plain(root: yaml.Node, shape: Shape) -> Plain:
    """The data of a tree, read as the shape expects it."""
    plain = Plain()
    data = _value(root, shape, (), plain)
    plain.data = None if data is _ABSENT else data
    return plain


def ambiguity(value: str) -> str:
    """What another YAML reader would take an unquoted value for; empty where only for words."""
    if len(value) > _LONGEST_AMBIGUOUS:
        return ""
    if value in NOTHING:
        return "nothing"
    if value in _YES_NO:
        return "yes or no"
    if _NUMBER.fullmatch(value):
        return "a time or another number" if ":" in value else "another number"
    if _DATE.fullmatch(value):
        return "a date"
    return "a formula" if value == "=" else ""


def _value(node: yaml.Node, shape: Shape, where: Where, plain: Plain) -> object:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, shape, where, plain)
    if len(where) >= MAX_DEPTH:
        plain.too_deep = True
        plain.faults.append(too_deep(node.start_mark.index))
        return _ABSENT
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, shape, where, plain)
    items = shape.items or UNKNOWN
    values = [_value(item, items, (*where, place), plain) for place, item in enumerate(node.value)]
    return ["" if value is _ABSENT else value for value in values]


def _scalar(node: yaml.ScalarNode, shape: Shape, where: Where, plain: Plain) -> object:
    value: str = node.value.rstrip()  # a block of text brings its line end along
    if not value:
        return _ABSENT
    kind = shape.kind
    if not node.style:  # typed without quotes; the C parser says "", the other None
        if value in NOTHING:
            plain.faults.append(_nothing(value, where))
            plain.voided.add(where)
            return _ABSENT
        if kind == "text" and len(value) <= _LONGEST_AMBIGUOUS and (other := ambiguity(value)):
            plain.faults.append(_ambiguous(other, where, len(value)))
    if kind == "number" and len(value) < 10 and _WHOLE.fullmatch(value):
        return int(value)
    if kind == "yes-no" and value in ("true", "false"):
        return value == "true"
    return value


def _mapping(node: yaml.MappingNode, shape: Shape, where: Where, plain: Plain) -> object:
    data: dict[str, object] = {}
    keys = shape.keys
    order = shape.order
    seen: dict[str, yaml.Node] = {}
    furthest, out_of_order = -1, False
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            plain.faults.append(_key_in_brackets(key_node))
            if where:
                plain.voided.add(where)
                return _ABSENT
            continue
        key: str = key_node.value
        if key in seen:
            plain.faults.append(_duplicate(key, key_node, seen[key]))
            continue
        seen[key] = key_node
        if key == "<<" and not key_node.style:
            plain.faults.append(_merge(where))
            continue
        expected = keys.get(key)
        if expected is not None:
            out_of_order |= order[key] < furthest
            furthest = max(order[key], furthest)
        value = _value(value_node, expected or shape.other or UNKNOWN, (*where, key), plain)
        if value is not _ABSENT:
            data[key] = value
        elif expected is None and shape.other is None:
            data[key] = ""  # a key nobody knows is named, be its value ever so empty
    if out_of_order and not node.flow_style:
        plain.faults.append(_key_order([key for key in seen if key in order], shape, where))
    return data


def _nothing(value: str, where: Where) -> Fault:
    return Fault(
        "record-ambiguous-value",
        where,
        f"The value of {place(where)} is typed as “{value}”, which means “nothing”.",
        "Type the value, or take the line out; if the word itself is meant, put it in quotes.",
        length=len(value),
    )


def _ambiguous(other: str, where: Where, length: int) -> Fault:
    return Fault(
        "record-ambiguous-value",
        where,
        f"Without quotes, another program would take the value of {place(where)} for {other}.",
        "Put the value in double quotes.",
        length=length,
    )


def _duplicate(key: str, node: yaml.Node, first: yaml.Node) -> Fault:
    return Fault(
        "record-duplicate-key",
        (),
        f"{key_name(key, capital=True)} is typed twice in the same block; the first time on line"
        f" {first.start_mark.line + 1}.",
        "Keep one of the two and take the other out.",
        offset=node.start_mark.index,
        length=node.end_mark.index - node.start_mark.index,
    )


def _merge(where: Where) -> Fault:
    return Fault(
        "record-alias",
        (*where, "<<"),
        "The sign “<<” would copy another part of the file.",
        "Take it out and write out the lines that should stand here.",
        length=2,
        on_key=True,
    )


def _key_in_brackets(node: yaml.Node) -> Fault:
    return Fault(
        "record-syntax",
        (),
        "A bracket stands where a key should be.",
        "If it belongs to a value, put the whole value in double quotes.",
        offset=node.start_mark.index,
        length=1,
    )


def _key_order(typed: list[str], shape: Shape, where: Where) -> Fault:
    wanted = sorted(typed, key=shape.order.__getitem__)
    moved = next(
        (key for before, key in pairwise(typed) if shape.order[key] < shape.order[before]),
    )
    behind = wanted.index(moved)
    anchor = f"after “{wanted[behind - 1]}”" if behind else "first"
    return Fault(
        "record-key-order",
        (*where, moved),
        f"“{moved}” does not stand in its usual place.",
        f"Move it {anchor}, or run “disclosure-log check --fix”.",
        Severity.WARNING,
        length=len(moved),
        on_key=True,
    )
