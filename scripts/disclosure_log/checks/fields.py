"""The free words of a record, each with its place: what a person typed and a page may show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_log.finding import Where
from disclosure_log.model import Exemption, Question, Redaction, Response


@dataclass(frozen=True)
class Text:
    """One text of a record; `is_markdown` where it is CommonMark, plain words otherwise."""

    where: Where
    text: str
    is_markdown: bool = False


def published_texts(response: Response) -> tuple[Text, ...]:
    """Every text that the record's page shows, in the record's own order."""
    published, _ = _texts_of(response)
    return published


def every_text(response: Response) -> tuple[Text, ...]:
    """Every text of the record, with those that only say how it was redacted.

    Not the `text` of an allowance, which repeats what stands elsewhere or in an attachment.
    """
    _, every = _texts_of(response)
    return every


_Texts = tuple[tuple[Text, ...], tuple[Text, ...]]
_latest: tuple[Response, _Texts] | None = None


def _texts_of(response: Response) -> _Texts:
    """The published texts and all of them, kept for the next rule that asks of the same record."""
    global _latest
    if _latest is None or _latest[0] is not response:
        published = tuple(_published(response))
        redaction = () if response.redaction is None else _of_redaction(response.redaction)
        every = (*published, *(text for text in redaction if text.text))
        _latest = (response, (published, every))
    return _latest[1]


def _published(response: Response) -> Iterator[Text]:
    plain = (
        Text(("reference",), response.reference),
        Text(("title",), response.title),
        Text(("department",), response.department),
        Text(("summary",), response.summary),
    )
    yield from (text for text in plain if text.text)
    for number, question in enumerate(response.questions):
        yield from _of_question(("questions", number), question)
    yield from (text for text in _around(response) if text.text)


def _of_question(where: Where, question: Question) -> Iterator[Text]:
    yield Text((*where, "request"), question.request, is_markdown=True)
    yield Text((*where, "response"), question.response, is_markdown=True)
    for number, exemption in enumerate(question.exemptions):
        yield from _of_exemption((*where, "exemptions", number), exemption)


def _of_exemption(where: Where, exemption: Exemption) -> Iterator[Text]:
    yield Text((*where, "reason"), exemption.reason)
    test = exemption.public_interest
    if test is not None:
        for key, text in (
            ("for", test.favour),
            ("against", test.against),
            ("balance", test.balance),
        ):
            yield Text((*where, "public_interest", key), text)


def _around(response: Response) -> Iterator[Text]:
    yield Text(("rights_holder",), response.rights_holder)
    for number, attachment in enumerate(response.attachments):
        yield Text(("attachments", number, "title"), attachment.title)
        yield Text(("attachments", number, "rights_holder"), attachment.rights_holder)
    if response.regulator_review is not None:
        yield Text(("review", "regulator", "reference"), response.regulator_review.reference)
    yield Text(("publication", "note"), response.publication.note)
    for number, change in enumerate(response.changes):
        yield Text(("changes", number, "note"), change.note)


def _of_redaction(redaction: Redaction) -> Iterator[Text]:
    where: Where = ("redaction",)
    yield Text((*where, "prepared_by"), redaction.prepared_by)
    yield Text((*where, "checked_by"), redaction.checked_by)
    for number, item in enumerate(redaction.items):
        yield Text((*where, "items", number, "what"), item.what)
        yield Text((*where, "items", number, "where"), item.where)
    for number, allowance in enumerate(redaction.allowed):
        yield Text((*where, "allowed", number, "place"), allowance.place)
        yield Text((*where, "allowed", number, "reason"), allowance.reason)
