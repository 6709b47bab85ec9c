"""How long an answer took, said only where every date is known to the day."""

from __future__ import annotations

from disclosure_log.law import STANDARD_LIMIT, day_due, lawful_extension, working_days_taken
from disclosure_log.model import Response
from disclosure_log.pages.words import counted
from disclosure_log.reduced_date import ReducedDate

__all__ = ["CLOCK_REASONS", "EXTENSION_REASONS", "time_taken", "working_days_taken"]

CLOCK_REASONS = {
    "clarification": "while the request was being made clear",
    "fees": "while a fee was awaited",
}
EXTENSION_REASONS = {
    "public-interest-test": "to weigh the public interest",
    "complex-and-voluminous": "because the request was large and complex",
}


def time_taken(response: Response, days: int | None) -> str:
    """`18 working days, within the 20 working day limit`; empty where it cannot be known."""
    responded = response.responded.exact
    if days is None or responded is None:
        return ""
    taken = counted(days, "working day")
    due = day_due(response)
    if due is None:
        return taken
    limit = f"the {STANDARD_LIMIT} working day limit"
    if lawful_extension(response):
        limit = f"the extended limit of {ReducedDate.of(due).in_words()}"
    return f"{taken}, {'within' if responded <= due else 'after'} {limit}"
