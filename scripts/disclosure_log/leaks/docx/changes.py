"""Tracked changes: what was put in, taken out or moved, and what was formatted anew."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.names import Node, name_of
from disclosure_log.leaks.leak import Found, leak

_TEXT = {
    "w:ins": "Text that was put in is still marked as a tracked change.",
    "w:del": "Text that was taken out is still here as a tracked change.",
    "w:delText": "Text that was taken out is still here.",
    "w:delInstrText": "The code of a field that was taken out is still here.",
    "w:moveFrom": "Text that was moved is still marked as a tracked change.",
    "w:moveTo": "Text that was moved is still marked as a tracked change.",
    "w:moveFromRangeStart": "Text that was moved is still marked as a tracked change.",
    "w:moveToRangeStart": "Text that was moved is still marked as a tracked change.",
    "w:cellIns": "A cell that was put in is still marked as a tracked change.",
    "w:cellDel": "A cell that was taken out is still here as a tracked change.",
    "w:cellMerge": "Cells that were joined are still marked as a tracked change.",
    "w:customXmlInsRangeStart": "A control that was put in is still marked as a tracked change.",
    "w:customXmlDelRangeStart": "A control that was taken out is still a tracked change.",
    "w:customXmlMoveFromRangeStart": "A control that was moved is still a tracked change.",
    "w:customXmlMoveToRangeStart": "A control that was moved is still a tracked change.",
    "w14:conflictIns": "Two people's changes are still here side by side.",
    "w14:conflictDel": "Two people's changes are still here side by side.",
}
_FORMAT = frozenset(
    {"w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange"}
    | {"w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:numberingChange"}
)


def changes(root: Node, label: str) -> Iterator[Found]:
    """The tracked changes of a part, with the number of the paragraph each stands in."""
    yield from _below(root, f"{label}, " if label else "", [0])


def _below(node: Node, label: str, paragraphs: list[int]) -> Iterator[Found]:
    for each in node:
        name = name_of(each)
        if name == "w:p":
            paragraphs[0] += 1
        place = f"{label}paragraph {max(1, paragraphs[0])}"
        if name in _TEXT:
            yield leak("attachment-tracked-change", place, _TEXT[name])
        elif name in _FORMAT:
            yield leak(
                "attachment-tracked-change",
                place,
                "A change of formatting is still tracked, with who made it and when.",
                severity=Severity.WARNING,
            )
        yield from _below(each, label, paragraphs)
