"""What the settings of a document give away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.names import Node, attribute, child, iterate, on
from disclosure_log.leaks.leak import Found, Passage, leak

_PLACE = "settings"
#: What a spelling checker keeps for itself: packed, never words.
_MACHINE = re.compile(r"__Grammarly_[0-9_i]+")
_PACKED = re.compile(r"[A-Za-z0-9+/=_-]*")


def settings_found(root: Node) -> Iterator[Found]:
    """Mail merge, document variables, tracking, protection."""
    if on(child(root, "w:trackRevisions")):
        yield leak(
            "attachment-tracked-change",
            _PLACE,
            "The tracking of changes is turned on.",
            severity=Severity.WARNING,
        )
    if child(root, "w:mailMerge") is not None:
        yield leak(
            "attachment-document-data",
            _PLACE,
            "The document is part of a mail merge and names where its list of people is.",
        )
    for name in ("w:documentProtection", "w:writeProtection"):
        if child(root, name) is not None:
            yield leak("attachment-protection", _PLACE, "The document is protected from changes.")
    yield from _variables(root)
    yield from _words(root)


def _variables(root: Node) -> Iterator[Found]:
    for number, node in enumerate(iterate(root, "w:docVar"), 1):
        name, text = attribute(node, "w:name"), attribute(node, "w:val")
        place = f"{_PLACE}, document variable {number}"
        if not text.strip():
            continue
        yield Passage(f"{name}: {text}", place)
        machine = _MACHINE.fullmatch(name) and _PACKED.fullmatch(text)
        yield leak(
            "attachment-document-data",
            place,
            "There is a document variable, which no page shows.",
            severity=Severity.WARNING if machine else None,
        )


def _words(root: Node) -> Iterator[Found]:
    """Connections of a mail merge and captions: names and paths may stand there."""
    said = [
        attribute(node, "w:val")
        for part in iterate(root, "w:mailMerge")
        for node in part.iter()
        if attribute(node, "w:val")
    ]
    if said:
        yield Passage("; ".join(said), f"{_PLACE}, mail merge")
    captions = [attribute(each, "w:name") for each in iterate(root, "w:caption")]
    if captions:
        yield Passage("; ".join(captions), f"{_PLACE}, captions")
