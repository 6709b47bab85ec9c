"""What the log knows of a response: plain frozen data, no reading, no writing.

Every name is the record's own key (see `data/response.schema.json`), so that a page, a check and
an officer speak of the same thing with the same word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from disclosure_log.reduced_date import ReducedDate


class Regime(StrEnum):
    """The access law a request was answered under."""

    FOIA = "FOIA"
    EIR = "EIR"
    FOISA = "FOISA"
    EISR = "EISR"


class Outcome(StrEnum):
    """How one question, or (derived) a whole request, was answered."""

    DISCLOSED = "disclosed"
    PARTLY_DISCLOSED = "partly-disclosed"
    REFUSED = "refused"
    NOT_HELD = "not-held"
    NEITHER_CONFIRM_NOR_DENY = "neither-confirm-nor-deny"
    ALREADY_AVAILABLE = "already-available"


class PublicationStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class RedactionStatus(StrEnum):
    REDACTED = "redacted"
    NOTHING_TO_REDACT = "nothing-to-redact"


class ReviewOutcome(StrEnum):
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    OVERTURNED = "overturned"
    PENDING = "pending"


@dataclass(frozen=True)
class PublicInterest:
    """The public interest test of a qualified exemption: both sides and where it came down."""

    favour: str  # the record's key is `for`, which Python keeps for itself
    against: str
    balance: str


@dataclass(frozen=True)
class Exemption:
    provision: str
    reason: str
    public_interest: PublicInterest | None = None


@dataclass(frozen=True)
class Question:
    request: str
    response: str
    outcome: Outcome
    exemptions: tuple[Exemption, ...] = ()
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class RedactionItem:
    what: str
    where: str
    provision: str
    count: int = 1


@dataclass(frozen=True)
class Allowance:
    """What the personal-data checks found and a person decided may be published.

    `text` is the exact text; or `file` and `place` name a spot in an attachment.
    """

    reason: str
    text: str = ""
    file: str = ""
    place: str = ""


@dataclass(frozen=True)
class Redaction:
    status: RedactionStatus
    checked_by: str
    checked_on: ReducedDate
    prepared_by: str = ""
    items: tuple[RedactionItem, ...] = ()
    allowed: tuple[Allowance, ...] = ()


@dataclass(frozen=True)
class Attachment:
    file: str
    title: str
    licence: str
    rights_holder: str = ""


@dataclass(frozen=True)
class ClockStop:
    """Days that do not count towards the time limit; both ends inclusive."""

    start: ReducedDate  # `from` in the record
    end: ReducedDate  # `to`
    why: str  # clarification | fees


@dataclass(frozen=True)
class Extension:
    to: ReducedDate
    why: str  # public-interest-test | complex-and-voluminous


@dataclass(frozen=True)
class Relations:
    follows: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    merged_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class InternalReview:
    requested: ReducedDate | None = None
    completed: ReducedDate | None = None
    outcome: ReviewOutcome | None = None


@dataclass(frozen=True)
class RegulatorReview:
    reference: str = ""
    outcome: ReviewOutcome | None = None
    url: str = ""


@dataclass(frozen=True)
class Publication:
    status: PublicationStatus = PublicationStatus.PUBLISHED
    on: ReducedDate | None = None
    reason: str = ""  # withdrawn only: personal-data | confidential | copyright | …
    note: str = ""


@dataclass(frozen=True)
class Change:
    on: ReducedDate
    note: str


@dataclass(frozen=True)
class Response:
    """One record: what was asked, what was answered, under which law, signed by which role."""

    id: str  # "2024/penalty-charge-notices", from the file's place; permanent
    title: str
    authority: str
    legislation: Regime
    responded: ReducedDate
    questions: tuple[Question, ...]
    redaction: Redaction | None  # None only where the record does not pass its checks
    licence: str
    reference: str = ""
    received: ReducedDate | None = None
    clock: tuple[ClockStop, ...] = ()
    extended: Extension | None = None
    as_at: ReducedDate | None = None
    department: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""
    rights_holder: str = ""
    attachments: tuple[Attachment, ...] = ()
    relations: Relations = field(default_factory=Relations)
    internal_review: InternalReview | None = None
    regulator_review: RegulatorReview | None = None
    publication: Publication = field(default_factory=Publication)
    changes: tuple[Change, ...] = ()
    language: str = "en"

    @property
    def outcome(self) -> Outcome | None:
        """The whole request's outcome, derived from its questions; None for a tombstone.

        One outcome throughout is that outcome; anything disclosed beside anything else is a
        partial disclosure; otherwise a refusal outweighs the rest.
        """
        outcomes = {question.outcome for question in self.questions}
        if len(outcomes) <= 1:
            return next(iter(outcomes), None)
        answered = {Outcome.DISCLOSED, Outcome.PARTLY_DISCLOSED, Outcome.ALREADY_AVAILABLE}
        if outcomes <= {Outcome.DISCLOSED, Outcome.ALREADY_AVAILABLE}:
            return Outcome.DISCLOSED
        if outcomes & answered:
            return Outcome.PARTLY_DISCLOSED
        if Outcome.REFUSED in outcomes:
            return Outcome.REFUSED
        return Outcome.NEITHER_CONFIRM_NOR_DENY

    @property
    def provisions(self) -> tuple[str, ...]:
        """Every provision relied on, in order, once each: exemptions, then redaction items."""
        cited = [e.provision for question in self.questions for e in question.exemptions]
        cited += [item.provision for item in self.redaction.items] if self.redaction else []
        return tuple(dict.fromkeys(cited))

    @property
    def dates(self) -> tuple[ReducedDate, ...]:
        """Every date in the record, wherever it stands."""
        internal = self.internal_review or InternalReview()
        found = [
            self.received,
            self.responded,
            self.as_at,
            self.extended.to if self.extended else None,
            self.redaction.checked_on if self.redaction else None,
            internal.requested,
            internal.completed,
            self.publication.on,
            *(end for stop in self.clock for end in (stop.start, stop.end)),
            *(change.on for change in self.changes),
        ]
        return tuple(each for each in found if each is not None)

    @property
    def year(self) -> str:
        return self.id.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.id.partition("/")[2]


@dataclass(frozen=True)
class Contacts:
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Authority:
    """A public body whose responses the log holds, from `authorities.yml`."""

    id: str
    name: str
    legislation: tuple[Regime, ...]
    homepage: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    request_form: str = ""
    review_to: str = ""
    review_email: str = ""
    regulator: str = "ico"  # ico | osic
    accepts: tuple[str, ...] = ()  # kinds of office file it publishes as they are: xlsx, docx …
    fictional: bool = False  # an invented sample body: every page says so


@dataclass(frozen=True)
class Catalogue:
    """What all records share: the bodies, the list of topics, and addresses that moved."""

    authorities: Mapping[str, Authority]
    topics: Mapping[str, str]
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def sole_authority(self) -> str:
        """The body of a record that names none: the only one there is, or nobody."""
        return next(iter(self.authorities)) if len(self.authorities) == 1 else ""


@dataclass(frozen=True)
class Entry:
    """The few facts of a record that other pages, lists and checks need, small enough to hold all.

    Lists, relations and feeds are made from entries alone; a full `Response` is read one at a time.
    """

    id: str
    title: str
    authority: str
    legislation: Regime
    responded: ReducedDate
    status: PublicationStatus
    outcome: Outcome | None
    reference: str = ""
    department: str = ""
    topics: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    summary: str = ""
    excerpt: str = ""  # the first words of the answer, where there is no summary
    licence: str = ""
    received: ReducedDate | None = None
    published: ReducedDate | None = None
    updated: ReducedDate | None = None
    follows: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    merged_with: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    language: str = "en"
    answered_at: tuple[tuple[int, int], ...] = ()  # question and position of each `answered_by`

    @classmethod
    def of(cls, response: Response) -> Entry:
        """The entry of a response."""
        answers: dict[str, tuple[int, int]] = {}
        for number, question in enumerate(response.questions):
            for place, target in enumerate(question.answered_by):
                answers.setdefault(target, (number, place))
        dates = [change.on for change in response.changes]
        if response.publication.on is not None:
            dates.append(response.publication.on)
        return cls(
            id=response.id,
            title=response.title,
            authority=response.authority,
            legislation=response.legislation,
            responded=response.responded,
            status=response.publication.status,
            outcome=response.outcome,
            reference=response.reference,
            department=response.department,
            topics=response.topics,
            provisions=response.provisions,
            summary=response.summary,
            licence=response.licence,
            received=response.received,
            published=response.publication.on,
            updated=max(dates, default=None),
            follows=response.relations.follows,
            supersedes=response.relations.supersedes,
            merged_with=response.relations.merged_with,
            answered_by=tuple(answers),
            language=response.language,
            answered_at=tuple(answers.values()),
        )

    @property
    def year(self) -> str:
        return self.id.partition("/")[0]

    @property
    def sort_key(self) -> tuple[tuple[int, int, int], str]:
        """Oldest first, ties by id: the order every list and every chunk is cut by."""
        return (self.responded.order, self.id)
