"""Where a document leads outside itself."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.finding import Severity
from disclosure_log.leaks.docx.fields import local_path, remote
from disclosure_log.leaks.leak import Found, Passage, leak
from disclosure_log.leaks.package import Relation

_MERGE = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})
_MEDIA = frozenset({"image", "video", "audio", "media"})
_TEMPLATES = frozenset({"", "Normal.dotm", "Normal.dot"})


def link(relation: Relation, number: int) -> Iterator[Found]:
    """What an external relation gives away or would fetch."""
    place = f"link {number}"
    address = relation.address
    if any(letter.isalnum() for letter in address):
        yield Passage(address, place)
    yield from _kept(relation, place)
    if local_path(address):
        yield leak("attachment-properties", place, "A link names a folder on a computer.")


def _kept(relation: Relation, place: str) -> Iterator[Found]:
    kind, address = relation.kind, relation.address
    if kind == "hyperlink":
        return
    if kind in _MERGE:
        yield leak(
            "attachment-document-data", place, "The document is linked to the list of a mail merge."
        )
    elif kind == "attachedTemplate" and not remote(address):
        if address not in _TEMPLATES:
            yield leak("attachment-properties", place, "The document names its template.")
    elif kind in _MEDIA or _is_chart(relation):
        yield leak(
            "attachment-active-content",
            place,
            "A picture or a chart is fetched from elsewhere.",
            severity=Severity.WARNING,
        )
    else:
        yield leak(
            "attachment-active-content", place, "The document fetches something from elsewhere."
        )


def _is_chart(relation: Relation) -> bool:
    return relation.source.startswith("word/charts/") and not remote(relation.address)
