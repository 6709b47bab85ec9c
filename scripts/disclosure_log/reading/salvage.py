"""What can still be read of a file with a mistake in its form, so that one hides no other.

The blocks of a record begin in the first column with a key of the contract. Each is read by
itself, in its own place: one with a mistake in it is left out, all the others are judged.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import yaml

from disclosure_log.finding import Fault
from disclosure_log.reading.nodes import compose

_KEY = re.compile(r"^([a-z_]+) *:", re.MULTILINE)
_DOCUMENT_END = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)


@dataclass(frozen=True)
class Salvage:
    """The blocks that can be read, as one tree; the faults and keys of those that cannot."""

    root: yaml.MappingNode
    faults: tuple[Fault, ...]
    lost: frozenset[str]


def salvage(text: str, keys: Collection[str], whole: Collection[Fault]) -> Salvage | None:
    """The sound blocks of a text that is not sound, or None where it is not made of such blocks.

    `whole` are the faults of the text as one: they stand where a block's own do not say enough.
    """
    starts = [match for match in _KEY.finditer(text) if match[1] in keys]
    if not starts or _DOCUMENT_END.search(text) or _says_something(text[: starts[0].start()]):
        return None
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    faults: list[Fault] = []
    lost: set[str] = set()
    unexplained = False
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=True):
        # Blanks in place of everything before it leave each sign of the block where it stands.
        before = re.sub(r"[^\n]", " ", text[: match.start()])
        tree = compose(before + text[match.start() : end])
        faults += tree.faults
        if isinstance(tree.root, yaml.MappingNode):
            pairs += tree.root.value
        else:
            lost.add(match[1])
            unexplained |= not tree.faults
    if not lost or not pairs:
        return None
    first = pairs[0][0]
    root = yaml.MappingNode(
        "tag:yaml.org,2002:map", pairs, first.start_mark, first.end_mark, flow_style=False
    )
    if unexplained:
        faults = [*whole, *(fault for fault in faults if fault not in whole)]
    return Salvage(root, tuple(faults), frozenset(lost))


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n"))
