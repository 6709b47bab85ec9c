"""Whether a record may be published under the licence it names, and does not contradict it."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Severity, Where
from disclosure_log.law import Licence, contradictions, licence
from disclosure_log.model import Response


def _not_open(response: Response, _context: Context) -> Iterator[Fault]:
    named = licence(response.licence)
    if named is not None and not named.open:
        yield Fault(
            "licence-not-open",
            ("licence",),
            "A record cannot be published with all rights reserved; only an attachment that "
            "belongs to somebody else can.",
            "Type OGL-UK-3.0, and give the attachment its own “licence” and “rights_holder”.",
        )


def _rights_holder(response: Response, _context: Context) -> Iterator[Fault]:
    named = licence(response.licence)
    if named is not None and named.open and not named.is_ogl and not response.rights_holder:
        yield _no_rights_holder(("licence",), named)
    for number, attachment in enumerate(response.attachments):
        theirs = licence(attachment.licence)
        shared = response.rights_holder if attachment.licence == response.licence else ""
        if theirs and not theirs.is_ogl and not (attachment.rights_holder or shared):
            yield _no_rights_holder(("attachments", number, "licence"), theirs)


def _no_rights_holder(where: Where, named: Licence) -> Fault:
    return Fault(
        "licence-no-rights-holder",
        where,
        f"{named.id} needs to say whose work it is; only the Open Government Licence can go "
        "without.",
        "Add “rights_holder” below it with the name of the organisation that owns the rights.",
    )


def _contradiction(response: Response, _context: Context) -> Iterator[Fault]:
    named = licence(response.licence)
    if named is None or not named.open:
        return
    for where, text in _texts(response):
        for found in contradictions(text):
            yield Fault(
                "licence-contradiction",
                where,
                f"This wording {found.says}, but the record is published under the {named.name}, "
                "which lets anyone re-use it for any purpose.",
                "Take the sentence out: it belongs to the letter, not to the answer. If it is "
                "about material of somebody else, attach that with a “licence” of its own.",
                Severity.WARNING,
                offset=found.offset,
                length=found.length,
            )


def _texts(response: Response) -> Iterator[tuple[Where, str]]:
    yield ("summary",), response.summary
    for number, question in enumerate(response.questions):
        yield ("questions", number, "response"), question.response


RULES: tuple[Rule, ...] = (
    Rule("a record is open", ("licence",), _not_open),
    Rule(
        "a licence other than OGL has a rights holder",
        ("licence", "rights_holder", "attachments"),
        _rights_holder,
    ),
    Rule(
        "the words agree with the licence",
        ("licence", "summary", "questions.*.response"),
        _contradiction,
    ),
)
