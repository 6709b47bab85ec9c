"""The page that stands in a preview where a record's own can not be shown: what to mend in it."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure_log.finding import Finding, Severity
from disclosure_log.pages import links
from disclosure_log.pages.list_pages import HOME_TRAIL
from disclosure_log.pages.page import HIDE, Page
from disclosure_log.pages.templates import render

_SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning"}


def problem_page(record_id: str, findings: Sequence[Finding]) -> Page:
    """What the checks found in a record, for the officer who is editing it; never published."""
    url = links.response_url(record_id)
    body = render(
        "problems.html",
        url,
        trail=(*HOME_TRAIL, ("Responses", links.RESPONSES)),
        path=findings[0].path,
        findings=[(_SEVERITIES[each.severity], each) for each in findings],
    )
    title = "This response can not be shown yet"
    return Page(f"{url}index.md", title, "What to mend in this record.", body, {"hide": HIDE})
