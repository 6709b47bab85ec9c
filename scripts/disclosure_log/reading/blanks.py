"""Blanks at the ends of lines: harmless, but they make every later change harder to review."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from disclosure_log.finding import Fault, Severity

BLANKS = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)


def trailing_blanks(text: str, root: yaml.Node) -> Iterator[Fault]:
    """One warning for each line that ends in blanks, and one where the last line does not end.

    Text in a block keeps its blanks: two at a line's end are a line break in the page.
    """
    for match in loose_blanks(text, root):
        yield Fault(
            "record-trailing-blanks",
            (),
            "The line ends in blanks.",
            "Delete them, or run “disclosure-log check --fix”.",
            Severity.WARNING,
            offset=match.start(),
        )
    if not text.endswith("\n"):
        yield Fault(
            "record-trailing-blanks",
            (),
            "The last line is not ended.",
            "Press Enter at the end of the file, or run “disclosure-log check --fix”.",
            Severity.WARNING,
            offset=len(text),
        )


def loose_blanks(text: str, root: yaml.Node) -> Iterator[re.Match[str]]:
    """Blanks at line ends that are no part of any value."""
    if " \n" not in text and " \r" not in text and not text.endswith(" "):
        return
    kept = list(_block_texts(root))
    for match in BLANKS.finditer(text):
        if not any(start <= match.start() < end for start, end in kept):
            yield match


def _block_texts(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where the text of every block scalar and every value in quotes begins and ends."""
    if isinstance(node, yaml.ScalarNode):
        if node.style:
            yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.CollectionNode):
        for child in node.value:
            for each in child if isinstance(child, tuple) else (child,):
                yield from _block_texts(each)
