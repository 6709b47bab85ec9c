"""Plain data to a Response, leniently: what cannot be used gets a neutral value and is listed.

Rules can then judge everything that did read, in the same run that reports what did not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from disclosure_log.finding import Where
from disclosure_log.model import (
    Allowance,
    Attachment,
    Change,
    ClockStop,
    Exemption,
    Extension,
    InternalReview,
    Outcome,
    Publication,
    PublicationStatus,
    PublicInterest,
    Question,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    RegulatorReview,
    Relations,
    Response,
    ReviewOutcome,
)
from disclosure_log.reading.shape import Shape, shape
from disclosure_log.reduced_date import ReducedDate

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class Block:
    """A mapping of the record, its place, and the shared list of what could not be used."""

    data: Mapping[str, Any]
    where: Where
    shape: Shape
    broken: set[Where]

    def text(self, key: str, required: bool = False) -> str:
        """Words, without the blanks and line ends behind them."""
        value = self.data.get(key)
        if isinstance(value, str):
            return value.rstrip()
        if value is not None or required:
            self.broken.add((*self.where, key))
        return ""

    def line(self, key: str, required: bool = False) -> str:
        """Words on one line; a line end becomes a blank, so that offsets stay."""
        return self.text(key, required).replace("\n", " ")

    def word(self, key: str, default: str = "", required: bool = False) -> str:
        """A word from the schema's list for this key."""
        value = self.line(key, required)
        if value and value not in self.shape.keys[key].choices:
            self.broken.add((*self.where, key))
            return default
        return value or default

    def date(self, key: str, required: bool = False) -> ReducedDate | None:
        value = self.text(key, required)
        if value:
            try:
                return ReducedDate.parse(value)
            except ValueError:
                self.broken.add((*self.where, key))
        return None

    def number(self, key: str, default: int) -> int:
        value = self.data.get(key, default)
        if isinstance(value, int) and value > 0:
            return value
        self.broken.add((*self.where, key))
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; an entry that is none stays as an empty one, so that places hold."""
        values = self._list(key)
        for place, value in enumerate(values):
            if not isinstance(value, str) or not value:
                self.broken.add((*self.where, key, place))
        return tuple(value if isinstance(value, str) else "" for value in values)

    def block(self, key: str) -> Block | None:
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            self.broken.add((*self.where, key))
        if not isinstance(value, dict):
            return None
        return Block(value, (*self.where, key), self.shape.keys[key], self.broken)

    def blocks(self, key: str) -> list[Block]:
        """The entries of a list of blocks; one that is no block counts as an empty one."""
        entry = self.shape.keys[key].items
        assert entry is not None
        found = []
        for place, value in enumerate(self._list(key)):
            where = (*self.where, key, place)
            if not isinstance(value, dict):
                self.broken.add(where)
                value = {}
            found.append(Block(value, where, entry, self.broken))
        return found

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        if isinstance(value, list):
            return value
        self.broken.add((*self.where, key))
        return []


def build(record_id: str, data: Mapping[str, Any]) -> tuple[Response, frozenset[Where]]:
    """The response, and the places whose value is only a stand-in."""
    record = Block(data, (), shape("response"), set())
    response = _response(record_id, record)
    return response, frozenset(record.broken)


def _response(record_id: str, record: Block) -> Response:
    year = record_id.partition("/")[0]
    review = record.block("review")
    stand_in = ReducedDate(int(year) if year.isdecimal() and int(year) > 0 else 1)
    relations = record.block("relations")
    publication = record.block("publication")
    if "redaction" not in record.data:
        record.broken.add(("redaction",))
    redaction = record.block("redaction")
    extended = record.block("extended")
    return Response(
        id=record_id,
        reference=record.line("reference"),
        title=record.line("title", required=True),
        authority=record.line("authority"),
        legislation=_choice(record, "legislation", Regime.FOIA),
        received=record.date("received"),
        clock=tuple(_clock_stop(each, stand_in) for each in record.blocks("clock")),
        extended=_extension(extended, stand_in) if extended else None,
        responded=record.date("responded", required=True) or stand_in,
        as_at=record.date("as_at"),
        department=record.line("department"),
        topics=record.texts("topics"),
        summary=record.text("summary"),
        questions=tuple(_question(each) for each in record.blocks("questions")),
        redaction=_redaction(redaction, stand_in) if redaction else None,
        licence=record.word("licence", required=True),
        rights_holder=record.line("rights_holder"),
        attachments=tuple(_attachment(each) for each in record.blocks("attachments")),
        relations=_relations(relations) if relations else Relations(),
        internal_review=_internal(review.block("internal")) if review else None,
        regulator_review=_regulator(review.block("regulator")) if review else None,
        publication=_publication(publication) if publication else Publication(),
        changes=tuple(
            Change(each.date("on", required=True) or stand_in, each.text("note", required=True))
            for each in record.blocks("changes")
        ),
        language=record.word("language", "en"),
    )


def _choice(block: Block, key: str, default: _Word) -> _Word:
    """A required word of one of the model's own lists."""
    word = block.word(key, required=True)
    return type(default)(word) if word else default


def _review_outcome(block: Block) -> ReviewOutcome | None:
    word = block.word("outcome")
    return ReviewOutcome(word) if word else None


def _clock_stop(block: Block, stand_in: ReducedDate) -> ClockStop:
    return ClockStop(
        start=block.date("from", required=True) or stand_in,
        end=block.date("to", required=True) or stand_in,
        why=block.word("why", required=True),
    )


def _extension(block: Block, stand_in: ReducedDate) -> Extension:
    return Extension(
        to=block.date("to", required=True) or stand_in, why=block.word("why", required=True)
    )


def _question(block: Block) -> Question:
    return Question(
        request=block.text("request", required=True),
        response=block.text("response", required=True),
        outcome=_choice(block, "outcome", Outcome.DISCLOSED),
        exemptions=tuple(_exemption(each) for each in block.blocks("exemptions")),
        answered_by=block.texts("answered_by"),
    )


def _exemption(block: Block) -> Exemption:
    test = block.block("public_interest")
    return Exemption(
        provision=block.line("provision", required=True),
        reason=block.text("reason", required=True),
        public_interest=PublicInterest(
            favour=test.text("for", required=True),
            against=test.text("against", required=True),
            balance=test.text("balance", required=True),
        )
        if test
        else None,
    )


def _redaction(block: Block, stand_in: ReducedDate) -> Redaction:
    return Redaction(
        status=_choice(block, "status", RedactionStatus.NOTHING_TO_REDACT),
        prepared_by=block.line("prepared_by"),
        checked_by=block.line("checked_by", required=True),
        checked_on=block.date("checked_on", required=True) or stand_in,
        items=tuple(
            RedactionItem(
                what=each.line("what", required=True),
                where=each.line("where", required=True),
                provision=each.line("provision", required=True),
                count=each.number("count", 1),
            )
            for each in block.blocks("items")
        ),
        allowed=tuple(
            Allowance(
                reason=each.text("reason", required=True),
                text=each.text("text"),
                file=each.line("file"),
                place=each.line("place"),
            )
            for each in block.blocks("allowed")
        ),
    )


def _attachment(block: Block) -> Attachment:
    return Attachment(
        file=block.line("file", required=True),
        title=block.line("title", required=True),
        licence=block.word("licence", required=True),
        rights_holder=block.line("rights_holder"),
    )


def _relations(block: Block) -> Relations:
    return Relations(
        follows=block.texts("follows"),
        supersedes=block.texts("supersedes"),
        merged_with=block.texts("merged_with"),
    )


def _internal(block: Block | None) -> InternalReview | None:
    if block is None or not block.data:
        return None
    return InternalReview(
        requested=block.date("requested"),
        completed=block.date("completed"),
        outcome=_review_outcome(block),
    )


def _regulator(block: Block | None) -> RegulatorReview | None:
    if block is None or not block.data:
        return None
    return RegulatorReview(
        reference=block.line("reference"),
        outcome=_review_outcome(block),
        url=block.line("url"),
    )


def _publication(block: Block) -> Publication:
    return Publication(
        status=PublicationStatus(block.word("status", "published")),
        on=block.date("on"),
        reason=block.word("reason"),
        note=block.text("note"),
    )
