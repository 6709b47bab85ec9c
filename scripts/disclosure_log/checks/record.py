"""What a record says of itself: a title that says something, topics and bodies that are listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Severity, mask
from disclosure_log.model import PublicationStatus, Response
from disclosure_log.nearest import nearest

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REFERENCE = re.compile(r"\b(?:[A-Za-z]{2,5}[-/ ]?)?\d[\d/-]*\b")
# Words of any request's title that say nothing of what it was about.
_EMPTY_WORDS = frozenset(
    (
        *("foi", "foia", "eir", "foisa", "eisr", "rti", "freedom", "information", "act", "of"),
        *("environmental", "regulations", "scotland", "request", "requests", "response"),
        *("responses", "enquiry", "query", "question", "questions", "answer", "answers", "reply"),
        *("letter", "disclosure", "log", "data", "documents", "records", "reference", "ref", "no"),
        *("number", "untitled", "title", "test", "various", "misc", "miscellaneous", "general"),
        *("other", "council", "authority", "public", "for", "the", "a", "an", "to", "from", "and"),
        *("about", "on", "in", "re", "regarding", "under", "your", "our", "my", "new", "dated"),
    )
)
#: What may be shown again: small letters and digits, but no more of these than a date has.
_SLUG = re.compile(r"(?!(?:\D*\d){9})[a-z0-9-]{1,40}", re.ASCII)


def _title_says_something(response: Response, _: Context) -> Iterator[Fault]:
    title = response.title
    words = _WORD.findall(_REFERENCE.sub(" ", title))
    telling = [word for word in words if word.casefold() not in _EMPTY_WORDS]
    if len(telling) >= 2 or any(len(word) > 7 for word in telling):
        return
    yield Fault(
        "record-title-vague",
        ("title",),
        "The title does not say what was asked about.",
        "Name the subject, the place and the period, such as “Penalty charge notices issued in car"
        " parks, 2021 to 2024”.",
        Severity.WARNING,
    )


def _topics_are_listed(response: Response, context: Context) -> Iterator[Fault]:
    for position, topic in enumerate(response.topics):
        if topic and topic not in context.catalogue.topics:
            near = nearest(topic, context.catalogue.topics)
            yield Fault(
                "record-unknown-topic",
                ("topics", position),
                f"{_shown(topic, near)} is not a topic of this log.",
                f"Type “{near}”, or add the topic to topics.yml."
                if near
                else f"Use a topic of topics.yml{_listed(context.catalogue.topics)}, or add it"
                " there.",
                length=len(topic),
            )


def _authority_is_listed(response: Response, context: Context) -> Iterator[Fault]:
    bodies = context.catalogue.authorities
    authority = response.authority
    if authority in bodies:
        return
    if not authority:
        if len(bodies) != 1:
            yield Fault(
                "record-missing-key",
                ("authority",),
                "“authority” is missing from the record, and the log has more than one body.",
                f"Add a line such as “authority: {next(iter(bodies), 'exampleshire-council')}”.",
            )
        return
    near = nearest(authority, bodies) or _by_name(authority, context)
    yield Fault(
        "record-unknown-authority",
        ("authority",),
        f"{_shown(authority, near)} is not a body of this log.",
        f"Type “{near}”, or add the body to authorities.yml."
        if near
        else f"Use a body of authorities.yml{_listed(bodies)}, or add it there.",
        length=len(authority),
    )


def _by_name(typed: str, context: Context) -> str | None:
    """The body whose full name was typed instead of its short one."""
    names = {body.name: body.id for body in context.catalogue.authorities.values()}
    near = nearest(typed, names)
    return None if near is None else names[near]


def _is_answered_or_withdrawn(response: Response, _: Context) -> Iterator[Fault]:
    withdrawn = response.publication.status is PublicationStatus.WITHDRAWN
    if response.questions and withdrawn:
        yield Fault(
            "record-withdrawn-content",
            ("questions",),
            "The record is withdrawn, but its questions and answers are still in the file.",
            "Delete the whole “questions” block: the page then says only that the record was"
            " withdrawn, and why.",
            on_key=True,
        )
    if not response.questions and not withdrawn:
        yield Fault(
            "record-missing-key",
            ("questions",),
            "“questions” is missing from the record.",
            "Add a line “questions:” and below it an entry that begins with a dash and has"
            " “request”, “response” and “outcome”.",
        )


def _tombstone_gives_reason(response: Response, _: Context) -> Iterator[Fault]:
    publication = response.publication
    withdrawn = publication.status is PublicationStatus.WITHDRAWN
    examples = {"on": "2024-06-03", "reason": "error", "note": "The table was of the wrong year."}
    given = {"on": publication.on, "reason": publication.reason, "note": publication.note}
    for key, example in examples.items():
        if withdrawn and not given[key]:
            yield Fault(
                "record-withdrawn-content",
                ("publication", key),
                f"The record is withdrawn, but “publication” has no “{key}”.",
                f"Add a line such as “{key}: {example}” below “publication:”.",
            )
        elif given[key] and key != "on" and not withdrawn:
            yield Fault(
                "record-withdrawn-content",
                ("publication", key),
                f"“{key}” is for a withdrawn record, and this one is {publication.status.value}.",
                "Take the line out, or type “status: withdrawn” if it is to be withdrawn.",
                on_key=True,
            )


def _tombstone_keeps_nothing_back(response: Response, _: Context) -> Iterator[Fault]:
    """What goes with the questions: the short answer, the files, and words once let pass."""
    if response.publication.status is not PublicationStatus.WITHDRAWN:
        return
    left = {
        ("summary",): bool(response.summary),
        ("attachments",): bool(response.attachments),
    }
    for where, is_there in left.items():
        if is_there:
            yield Fault(
                "record-withdrawn-content",
                where,
                f"The record is withdrawn, but “{where[0]}” is still in the file.",
                f"Delete the whole “{where[0]}” block; delete attached files too.",
                on_key=True,
            )


def _shown(value: str, near: str | None) -> str:
    return f"“{value}”" if near or _SLUG.fullmatch(value) else f"“{mask(value)}”"


def _listed(choices: Iterable[str]) -> str:
    names = sorted(choices)
    return f" ({', '.join(names[:12])}{' …' if len(names) > 12 else ''})" if names else ""


RULES: tuple[Rule, ...] = (
    Rule("a title says something", ("title",), _title_says_something),
    Rule("topics are listed", ("topics",), _topics_are_listed),
    Rule("the authority is listed", ("authority",), _authority_is_listed),
    Rule(
        "a record is answered or withdrawn",
        ("questions", "publication.status"),
        _is_answered_or_withdrawn,
    ),
    Rule(
        "a tombstone gives its reason",
        ("publication",),
        _tombstone_gives_reason,
    ),
    Rule(
        "a tombstone keeps nothing back",
        ("publication.status", "summary", "attachments"),
        _tombstone_keeps_nothing_back,
    ),
)
