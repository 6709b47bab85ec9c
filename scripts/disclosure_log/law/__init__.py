"""What the law says, as data: provisions, licences, working days. None of it is legal advice."""

from __future__ import annotations

from disclosure_log.law.citations import equivalent, is_cost_limit, suggest_provision
from disclosure_log.law.licences import (
    Contradiction,
    Licence,
    contradictions,
    licence,
    licences,
)
from disclosure_log.law.provisions import (
    Kind,
    Law,
    Provision,
    PublicInterestTest,
    law,
    provision,
    provision_of_slug,
    provision_slug,
    provisions,
)
from disclosure_log.law.working_days import (
    STANDARD_LIMIT,
    TimeLimit,
    count_working_days,
    day_due,
    due_day,
    is_working_day,
    lawful_extension,
    longest_extension,
    time_limit,
    working_days_taken,
)

__all__ = [
    "STANDARD_LIMIT",
    "Contradiction",
    "Kind",
    "Law",
    "Licence",
    "Provision",
    "PublicInterestTest",
    "TimeLimit",
    "contradictions",
    "count_working_days",
    "day_due",
    "due_day",
    "equivalent",
    "is_cost_limit",
    "is_working_day",
    "law",
    "lawful_extension",
    "licence",
    "licences",
    "longest_extension",
    "provision",
    "provision_of_slug",
    "provision_slug",
    "provisions",
    "suggest_provision",
    "time_limit",
    "working_days_taken",
]
