"""A file's text and node tree: where a fault lies, and what of its line may be shown.

Nothing is computed until a finding asks, so that a sound file pays for its parse alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

import yaml

from disclosure_log.finding import Fault, Finding, Where, mask
from disclosure_log.reading.mistyped_date import is_date_like
from disclosure_log.reading.scalars import Positions
from disclosure_log.reading.shape import UNKNOWN, Shape, known_keys
from disclosure_log.reading.words import is_key, is_vocabulary

_LINE_KEY = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]*) *:(?=\s|$)")
_LONGEST_FRAGMENT = 40
_PERSONAL = re.compile(r"@|\d[\d ]{4,}")
_PROVISION = re.compile(
    r"[A-Za-z]{2,6}-?[sr ]?\.? ?\d{1,3}[A-Z]{0,2}(?: ?\([0-9A-Za-z]{1,5}\)){0,5}"
)
_CLOSED_KINDS = frozenset({"word", "date", "number", "yes-no"})


@dataclass(frozen=True)
class Source:
    """One file as it was read. `root` is None where the text has no tree that may be read."""

    path: str
    text: str = field(repr=False)
    root: yaml.Node | None = field(repr=False)
    shape: Shape = field(default=UNKNOWN, repr=False)

    def place(self, fault: Fault) -> Finding:
        """The fault as a finding: line, column and an excerpt that holds no free text.

        A place that is not in the file (a missing key) is shown at the block it is missing from.
        """
        if not fault.where:
            return self._finding(fault, fault.offset or 0, *self._line_excerpt(fault))
        key, value, shape, there = self._find(fault.where)
        if not there or value is None:
            node = key or value
            offset = node.start_mark.index if node is not None else 0
            name = _key_text(key)
            return self._finding(fault, offset, f"{name}:" if name else "", 0, len(name))
        if fault.on_key and key is not None:
            name = _key_text(key)
            return self._finding(fault, key.start_mark.index, f"{name}: …", 0, len(name))
        if fault.offset is not None and isinstance(value, yaml.ScalarNode):
            return self._inside(fault, key, value)
        return self._whole_value(fault, key, value, shape)

    def nodes(self, where: Where) -> tuple[yaml.Node | None, yaml.Node | None]:
        """The key's node and the value's node at a place; None for each that is not there."""
        key, value, _, there = self._find(where)
        return (key, value) if there else (None, None)

    def _find(self, where: Where) -> tuple[yaml.Node | None, yaml.Node | None, Shape, bool]:
        """The nodes and shape at a place or, where it does not exist, at the nearest one around."""
        key: yaml.Node | None = None
        node, shape = self.root, self.shape
        for step in where:
            child = self._child(node, step)
            if child is None:
                return key, node, shape, False
            key, node = child if isinstance(step, str) else (None, child[1])
            shape = _child_shape(shape, step)
        return key, node, shape, True

    def _inside(self, fault: Fault, key: yaml.Node | None, value: yaml.ScalarNode) -> Finding:
        assert fault.offset is not None
        positions = self._positions.get(id(value))
        if positions is None:
            positions = self._positions[id(value)] = Positions(self.text, value)
        offset = positions.of(fault.offset)
        fragment = value.value[fault.offset : fault.offset + fault.length].partition("\n")[0]
        shown = _fragment(fragment, fault.code)
        name = _key_text(key)
        before = f"{name}: " if name else ""
        before += "…" if fault.offset > 0 else ""
        after = "…" if fault.offset + fault.length < len(value.value.rstrip()) else ""
        return self._finding(fault, offset, f"{before}{shown}{after}", len(before), len(shown))

    def _whole_value(
        self, fault: Fault, key: yaml.Node | None, value: yaml.Node, shape: Shape
    ) -> Finding:
        before = f"{_key_text(key)}: " if key is not None else "- "
        shown = "…"
        if isinstance(value, yaml.ScalarNode) and _may_show(value.value, shape, fault):
            shown = value.value.strip()
        offset = value.start_mark.index
        if isinstance(value, yaml.CollectionNode) and key is not None:
            # A block is pointed at where it is named, not at its first entry.
            offset, before, shown = key.start_mark.index, "", _key_text(key)
            return self._finding(fault, offset, f"{shown}: …", 0, len(shown))
        return self._finding(fault, offset, before + shown, len(before), len(shown))

    def _line_excerpt(self, fault: Fault) -> tuple[str, int, int]:
        """What may be shown of the line a fault of the bare text points at: its key."""
        if fault.offset is None:
            return "", 0, 0
        start = self.text.rfind("\n", 0, fault.offset) + 1
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        match = _LINE_KEY.match(line)
        if match is None or match[1].lower() not in known_keys():
            return "…", 0, 1
        key = match[1]
        if fault.offset - start <= match.start(1):
            return f"{key}: …", 0, len(key)
        return f"{key}: …", len(key) + 2, 1

    def _finding(self, fault: Fault, offset: int, excerpt: str, caret: int, length: int) -> Finding:
        line = bisect_right(self._lines, offset)
        return Finding(
            path=self.path,
            line=line,
            column=offset - self._lines[line - 1] + 1,
            code=fault.code,
            severity=fault.severity,
            message=fault.message,
            remedy=fault.remedy,
            excerpt=excerpt,
            caret=caret,
            length=length,
        )

    def _child(
        self, node: yaml.Node | None, step: str | int
    ) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            keys = self._keys.get(id(node))
            if keys is None:
                # The first of two equal keys is the one that was read.
                pairs = ((key.value, (key, value)) for key, value in reversed(node.value))
                keys = {name: pair for name, pair in pairs if isinstance(name, str)}
                self._keys[id(node)] = keys
            return keys.get(step) if isinstance(step, str) else None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    @cached_property
    def _keys(self) -> dict[int, dict[str, tuple[yaml.Node, yaml.Node]]]:
        """The keys of each block that was asked for, so that many faults cost no more than few."""
        return {}

    @cached_property
    def _positions(self) -> dict[int, Positions]:
        return {}


def _child_shape(shape: Shape, step: str | int) -> Shape:
    if isinstance(step, int):
        return shape.items or UNKNOWN
    return shape.keys.get(step) or shape.other or UNKNOWN


def _key_text(key: yaml.Node | None) -> str:
    if key is None:
        return ""
    return key.value if is_key(key.value) else mask(key.value)


def _may_show(value: str, shape: Shape, fault: Fault) -> bool:
    """Whether a whole value may stand in an excerpt: fixed vocabulary, a date, a provision.

    An ambiguous value is shown whatever its place, being one word or number of YAML's own, but for
    a number as long as a telephone's.
    """
    if fault.code == "record-ambiguous-value":
        return _PERSONAL.search(value) is None
    if shape.kind not in _CLOSED_KINDS:
        return False
    return (
        is_vocabulary(value, shape.choices)
        or (shape.kind == "date" and is_date_like(value))
        or _PROVISION.fullmatch(value) is not None
    )


def _fragment(fragment: str, code: str) -> str:
    if (
        code.startswith("personal-data-")
        or len(fragment) > _LONGEST_FRAGMENT
        or _PERSONAL.search(fragment)
    ):
        return mask(fragment)
    return fragment
