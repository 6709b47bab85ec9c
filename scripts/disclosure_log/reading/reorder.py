"""Keys put into the contract's order by moving whole lines, their comments with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from disclosure_log.reading.nodes import compose, content
from disclosure_log.reading.shape import UNKNOWN, Shape
from disclosure_log.reading.words import key_name


@dataclass(frozen=True)
class _Segment:
    """The lines that go with one key: comments and blank lines above it, the key, its value."""

    key: str
    start: int  # first line, counted from 0
    key_line: int
    end: int  # the line after the last


def reorder(text: str, shape: Shape) -> tuple[str, list[str]]:
    """The text with the keys of every block in order, and what was moved.

    A block whose order cannot be changed by moving lines alone (keys in brackets, a comment
    between a dash and the key that would come first) is left as it is.
    """
    done: list[str] = []
    root = compose(text).root
    settled = 0
    # Lines move, so every block is found anew; their number and their sequence do not change.
    while settled < len(blocks := list(_blocks(root, shape))):
        node, expected = blocks[settled]
        settled += 1
        moved = _moved(text, node, expected)
        if moved is None:
            continue
        after, keys = moved
        after_root = compose(after).root
        if content(after_root) == content(root):
            text, root = after, after_root
            line = node.start_mark.line + 1
            done.append(f"line {line}: put {', '.join(keys)} into the usual order")
    return text, done


def _blocks(node: yaml.Node | None, shape: Shape) -> Iterator[tuple[yaml.MappingNode, Shape]]:
    """Every mapping with its shape, the inner before the outer, in an order that moves keep."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _blocks(child, shape.items or UNKNOWN)
    elif isinstance(node, yaml.MappingNode):
        for key, value in sorted(node.value, key=lambda pair: repr(content(pair[0]))):
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            yield from _blocks(value, shape.keys.get(name) or shape.other or UNKNOWN)
        yield node, shape


def _moved(text: str, node: yaml.MappingNode, shape: Shape) -> tuple[str, list[str]] | None:
    """The text with this one block in order, or None where there is nothing to move."""
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    if node.flow_style or len(keys) != len(node.value) or len(set(keys)) != len(keys):
        return None
    ranks = list(_ranks(keys, shape))
    if all(before <= after for before, after in pairwise(ranks)):
        return None
    lines = text.split("\n")
    segments = _segments(lines, node)
    order = sorted(range(len(segments)), key=lambda place: ranks[place])
    column = node.start_mark.column
    first, last = segments[0], segments[-1]
    beside_dash = lines[first.key_line][:column].strip() != ""
    bodies = [lines[segment.start : segment.end] for segment in segments]
    if beside_dash and not _put_beside_dash(bodies, order[0], column):
        return None
    sorted_lines = [line for place in order for line in bodies[place]]
    after = "\n".join([*lines[: first.start], *sorted_lines, *lines[last.end :]])
    shifted = [
        key_name(key)
        for key, old, new in zip(keys, range(len(keys)), _places(order), strict=True)
        if new < old
    ]
    return after, shifted


def _put_beside_dash(bodies: list[list[str]], new_first: int, column: int) -> bool:
    """Give the dash of a list's entry to the key that comes first; not where a comment is above."""
    body = bodies[new_first]
    above = next(place for place, line in enumerate(body) if line.strip())
    if _is_comment(body[above]):
        return False
    # The dash needs its key on its own line, so blank lines above the key go below its value.
    body[:] = [*body[above:], *body[:above]]
    prefix = bodies[0][0][:column]
    bodies[0][0] = " " * column + bodies[0][0][column:]
    body[0] = prefix + body[0][column:]
    return True


def _places(order: list[int]) -> list[int]:
    return [order.index(place) for place in range(len(order))]


def _ranks(keys: list[str], shape: Shape) -> Iterator[int]:
    """Each key's place in the contract; an unknown key stays behind the one above it."""
    rank = -1
    for key in keys:
        rank = shape.order.get(key, rank)
        yield rank


def _segments(lines: list[str], node: yaml.MappingNode) -> list[_Segment]:
    column = node.start_mark.column
    segments: list[_Segment] = []
    start = _first_start(lines, node.value[0][0].start_mark.line, column)
    for key, value in node.value:
        if segments:
            start = segments[-1].end
        end = max(_last_line(lines, value), key.end_mark.line) + 1
        while end < len(lines) and _is_inner_comment(lines[end], column):
            end += 1
        segments.append(_Segment(key.value, start, key.start_mark.line, end))
    return segments


def _first_start(lines: list[str], key_line: int, column: int) -> int:
    """Where the comments of a block's first key begin; the file's own heading is not theirs."""
    start = key_line
    if lines[key_line][:column].strip():
        return start
    while (
        start > 0
        and _is_comment(lines[start - 1])
        and "yaml-language-server" not in lines[start - 1]
    ):
        start -= 1
    return start


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _is_inner_comment(line: str, column: int) -> bool:
    """A comment that is indented further than the key it follows belongs to that key."""
    return _is_comment(line) and len(line) - len(line.lstrip()) > column


def _last_line(lines: list[str], node: yaml.Node) -> int:
    """The last line that holds something of a value, counted from 0."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = [
            _last_line(lines, each)
            for child in node.value
            for each in (child if isinstance(child, tuple) else (child,))
        ]
        return max(last, default=node.start_mark.line)
    end = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        if node.end_mark.column == 0:
            end -= 1
        keeps = "+" in lines[node.start_mark.line][node.start_mark.column :].partition("#")[0]
        while not keeps and end > node.start_mark.line and not lines[end].strip():
            end -= 1
    return end
