"""Certain mends only: edits that say what was meant, and touch nothing else in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from disclosure_log.finding import Fault
from disclosure_log.nearest import distance, plain
from disclosure_log.reading.blanks import loose_blanks
from disclosure_log.reading.complaints import is_personal
from disclosure_log.reading.mistyped_date import mended
from disclosure_log.reading.nodes import compose, content
from disclosure_log.reading.plain import NOTHING, ambiguity, to_plain
from disclosure_log.reading.reorder import reorder
from disclosure_log.reading.shape import UNKNOWN, Shape, shape
from disclosure_log.reading.text import decode
from disclosure_log.reading.words import key_name
from disclosure_log.reduced_date import ReducedDate

_BOM = b"\xef\xbb\xbf"
_LINE_FAULTS = frozenset({"record-trailing-blanks"})


@dataclass(frozen=True)
class _Edit:
    """`new` for the scalar's text; `value` is what the scalar then says."""

    node: yaml.ScalarNode
    new: str
    value: str
    description: str


def fix(path: str, raw: bytes) -> tuple[bytes, list[str]]:
    """The file with every certain mend made, and each mend in words; the same bytes for none.

    Mended are date forms, near-certain words and keys, unquoted values other programs would
    misread, the order of keys, line ends and blanks. Comments stay, and move with their key. A
    file that cannot be read as it stands is left alone: nothing about it is certain.
    """
    done: list[str] = []
    bare = raw.removeprefix(_BOM)
    if bare != raw:
        done.append("took out the invisible mark at the beginning of the file")
    read = decode(bare)
    if isinstance(read, Fault) or any(fault.code not in _LINE_FAULTS for fault in read.faults):
        return raw, []
    tree = compose(read.text)
    if tree.root is None or tree.faults or to_plain(tree.root, UNKNOWN).too_deep:
        return raw, []
    expected = _shape_of(path)
    text = read.text.replace("\r\n", "\n")
    if b"\r" in bare:
        done.append("made all lines end in the usual way")
    for step in (_blanks, _last_line_end):
        text = step(text, done)
    text = _values(text, expected, done)
    if expected is shape("response"):
        text, moved = reorder(text, expected)
        done += moved
    return (text.encode(), done) if done else (raw, [])


def _shape_of(path: str) -> Shape:
    name = path.replace("\\", "/").rpartition("/")[2]
    if name in ("topics.yml", "redirects.yml", "performance.yml", "mkdocs.yml"):
        return UNKNOWN
    return shape("authorities" if name == "authorities.yml" else "response")


def _blanks(text: str, done: list[str]) -> str:
    root = compose(text).root
    assert root is not None
    spans = [match.span() for match in loose_blanks(text, root)]
    after = text
    for start, end in reversed(spans):
        after = after[:start] + after[end:]
    lines = "a line's end" if len(spans) == 1 else f"the ends of {len(spans)} lines"
    return _keep_if_same(text, after, f"deleted blanks at {lines}", done)


def _last_line_end(text: str, done: list[str]) -> str:
    if text.endswith("\n"):
        return text
    return _keep_if_same(text, f"{text}\n", "ended the last line", done)


def _keep_if_same(before: str, after: str, description: str, done: list[str]) -> str:
    """The later text where it says the same as the earlier one; blanks are never worth a word."""
    if before == after or content(compose(before).root) != content(compose(after).root):
        return before
    done.append(description)
    return after


def _values(text: str, expected: Shape, done: list[str]) -> str:
    """Mend keys and values; a mended key may show what its value should have been."""
    for _ in range(3):
        root = compose(text).root
        edits = [edit for edit in _edits(root, expected) if _is_typed_plainly(text, edit.node)]
        if not edits:
            break
        after = text
        for edit in sorted(edits, key=lambda each: -int(each.node.start_mark.index)):
            start, end = edit.node.start_mark.index, edit.node.end_mark.index
            after = after[:start] + edit.new + after[end:]
        for edit in edits:
            edit.node.value = edit.value
        if content(compose(after).root) != content(root):
            break
        text = after
        done += [
            f"line {edit.node.start_mark.line + 1}: {edit.description}"
            for edit in sorted(edits, key=lambda each: int(each.node.start_mark.index))
        ]
    return text


def _is_typed_plainly(text: str, node: yaml.ScalarNode) -> bool:
    """Whether the scalar stands in the text as itself, with or without quotes around it."""
    typed = text[node.start_mark.index : node.end_mark.index]
    return typed in (node.value, f"'{node.value}'", f'"{node.value}"')


def _edits(node: yaml.Node | None, here: Shape) -> Iterator[_Edit]:
    if isinstance(node, yaml.MappingNode):
        yield from _keys(node, here)
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            below = here.keys.get(name) or here.other or UNKNOWN
            if isinstance(value, yaml.ScalarNode):
                edit = _scalar(value, below, key_name(name))
                if edit is not None:
                    yield edit
            else:
                yield from _edits(value, below)
    elif isinstance(node, yaml.SequenceNode):
        below = here.items or UNKNOWN
        for child in node.value:
            if isinstance(child, yaml.ScalarNode):
                edit = _scalar(child, below, "an entry")
                if edit is not None:
                    yield edit
            else:
                yield from _edits(child, below)


def _keys(node: yaml.MappingNode, here: Shape) -> Iterator[_Edit]:
    """Unknown keys within a slip or two of one known key that is not there."""
    typed = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    targets = [_certain_key(key, here, typed) for key in typed]
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or typed.count(key.value) > 1:
            continue
        target = _certain_key(key.value, here, typed)
        if target is not None and targets.count(target) == 1 and _fits(value, here.keys[target]):
            yield _Edit(
                key,
                _in_same_quotes(key, target),
                target,
                f"{key_name(key.value)} is now “{target}”",
            )


def _certain_key(typed: str, here: Shape, siblings: list[str]) -> str | None:
    if typed in here.keys or is_personal(typed):
        return None
    slips = {key: distance(plain(typed), plain(key)) for key in here.keys}
    fewest = min(slips.values(), default=9)
    nearest_keys = [key for key, count in slips.items() if count == fewest]
    allowed = 2 if len(typed) > 5 else 1 if len(typed) > 3 else 0
    if fewest > allowed or len(nearest_keys) != 1 or nearest_keys[0] in siblings:
        return None
    return nearest_keys[0]


def _fits(value: yaml.Node, expected: Shape) -> bool:
    if isinstance(value, yaml.MappingNode):
        return expected.kind == "mapping"
    if isinstance(value, yaml.SequenceNode):
        return expected.kind == "list"
    return expected.kind not in ("mapping", "list")


def _scalar(node: yaml.ScalarNode, here: Shape, name: str) -> _Edit | None:
    value = node.value
    if here.kind == "date":
        return _date(node, name)
    if here.choices and value not in here.choices:
        same = [choice for choice in here.choices if plain(choice) == plain(value)]
        if len(same) == 1:
            return _Edit(
                node, _in_same_quotes(node, same[0]), same[0], f"{name} is now “{same[0]}”"
            )
    loose_text = here.kind == "text" and here is not UNKNOWN and not node.style
    if loose_text and ambiguity(value) and value not in NOTHING:
        return _Edit(node, f'"{value}"', value, f"put the value of {name} in quotes")
    return None


def _date(node: yaml.ScalarNode, name: str) -> _Edit | None:
    try:
        ReducedDate.parse(node.value)
    except ValueError:
        meant = mended(node.value)
        if meant is not None:
            return _Edit(node, _in_same_quotes(node, meant), meant, f"{name} is now {meant}")
    return None


def _in_same_quotes(node: yaml.ScalarNode, new: str) -> str:
    quote = node.style if node.style in ("'", '"') else ""
    return f"{quote}{new}{quote}"
