"""What a record must satisfy, one module a family; every rule is a function that yields faults."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_log.checks import dates, law, licence, links, markup, record, redaction
from disclosure_log.checks.contacts import known_to
from disclosure_log.checks.links import check_files, check_log
from disclosure_log.checks.personal_data import (
    allowed_texts,
    check_attachments,
    check_words,
)
from disclosure_log.checks.rule import Context, Rule
from disclosure_log.finding import Fault, Where
from disclosure_log.model import Response

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "allowed_texts",
    "check_attachments",
    "check_files",
    "check_log",
    "check_response",
    "check_words",
    "known_to",
]

RULES: tuple[Rule, ...] = (
    *record.RULES,
    *dates.RULES,
    *licence.RULES,
    *redaction.RULES,
    *law.RULES,
    *markup.RULES,
    *links.RULES,
)


def check_response(
    response: Response, broken: frozenset[Where], context: Context
) -> Iterator[Fault]:
    """Every fault of one record, by every rule that can judge it."""
    for rule in RULES:
        if not broken or rule.can_judge(broken):
            yield from rule.check(response, context)
