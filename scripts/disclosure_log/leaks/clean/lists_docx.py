"""The lists and headings of a Word document: what stands before each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.leaks.clean.numbering import Counter, Level
from disclosure_log.leaks.docx.names import Node, attribute, child, iterate, name_of, val, value
from disclosure_log.leaks.docx.styles import Properties

_HEADING = re.compile(r"(?:heading|berschrift|titre)\s*([1-9])", re.IGNORECASE)
_MOST = 9


def levels_of_headings(styles: Node | None) -> dict[str, int]:
    """The level of each style that is one of headings by its name; a title is of the first."""
    found: dict[str, int] = {}
    for style in iterate(styles, "w:style") if styles is not None else ():
        name = value(style, "w:name").strip().lower()
        heading = _HEADING.fullmatch(name)
        if heading is not None:
            found[attribute(style, "w:styleId")] = min(int(heading[1]), 6)
        elif name == "title":
            found[attribute(style, "w:styleId")] = 1
    return found


class Lists:
    """Counts the paragraphs of lists as they come."""

    def __init__(self, numbering: Node | None) -> None:
        self._lists: dict[str, tuple[str, Counter]] = {}
        self._styles: dict[str, dict[str, int]] = {}
        self._read(numbering)

    def label(self, own: Properties) -> tuple[str, int]:
        """The number before a paragraph ("" for a bullet) and its depth, -1 outside of lists."""
        marks = own.get("w:numPr")
        name = value(marks, "w:numId")
        if name not in self._lists:
            return "", -1
        abstract, counter = self._lists[name]
        said = value(marks, "w:ilvl")
        depth = self._styles.get(abstract, {}).get(val(own.get("w:pStyle")), 0)
        if said.isascii() and said.isdigit():
            depth = min(int(said[:2]), _MOST - 1)
        return counter.next(depth), depth

    def _read(self, numbering: Node | None) -> None:
        if numbering is None:
            return
        abstract = {attribute(x, "w:abstractNumId"): x for x in iterate(numbering, "w:abstractNum")}
        for name, node in abstract.items():
            levels = list(iterate(node, "w:lvl"))
            self._styles[name] = {
                value(level, "w:pStyle"): at
                for at, level in enumerate(levels)
                if child(level, "w:pStyle") is not None
            }
        counters: dict[str, Counter] = {}
        for node in iterate(numbering, "w:num"):
            name = value(node, "w:abstractNumId")
            overrides = {attribute(x, "w:ilvl"): x for x in iterate(node, "w:lvlOverride")}
            made = Counter(tuple(_levels(abstract.get(name), overrides)))
            # Lists of one definition count on, but for those that say where they begin.
            shared = made if overrides else counters.setdefault(name, made)
            number = attribute(node, "w:numId")
            if number != "0":
                self._lists[number] = (name, shared)


def _levels(node: Node | None, overrides: dict[str, Node]) -> Iterator[Level]:
    found = (
        {attribute(x, "w:ilvl"): x for x in node if name_of(x) == "w:lvl"}
        if node is not None
        else {}
    )
    for at in range(_MOST):
        change = overrides.get(str(at))
        level = child(change, "w:lvl")
        level = level if level is not None else found.get(str(at))
        if level is None:
            yield Level()
            continue
        start = value(change, "w:startOverride") or value(level, "w:start")
        yield Level(
            value(level, "w:numFmt") or "decimal",
            value(level, "w:lvlText"),
            int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1,
        )
