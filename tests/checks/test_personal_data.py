"""Personal data in a record: found in its words and comments, allowed by a person or never."""

from __future__ import annotations

import pytest

from disclosure_log.checks import check_attachments
from disclosure_log.finding import Fault
from disclosure_log.leaks.leak import Leak, leak
from disclosure_log.reading import read
from record_harness import judge_one, over_base

MAILBOX = "appeals.desk@sampleton-trust.example"
NUMBER = "QQ 12 34 56 C"


def record(answer: str, *allowed: str) -> str:
    entries = "".join(f"    - {{{each}}}\n" for each in allowed)
    return over_base(
        "questions:\n"
        "  - request: Who decides about appeals?\n"
        f"    response: {answer}\n"
        "    outcome: disclosed\n"
        "redaction:\n"
        "  status: nothing-to-redact\n"
        "  checked_by: Information Governance Manager\n"
        "  checked_on: 2024-03-27\n" + (f"  allowed:\n{entries}" if allowed else "")
    )


def test_the_authoritys_own_contacts_pass() -> None:
    text = record("Write to info.requests@exampleshire.gov.uk or call 01632 960100.")
    assert judge_one(text).findings == ()


def test_a_regulators_contacts_pass() -> None:
    assert (
        judge_one(record("You may write to casework@ico.org.uk or call 0303 123 1113.")).codes
        == set()
    )


def test_what_is_found_is_pointed_at_and_never_shown() -> None:
    (finding,) = judge_one(
        record(f"The claimant's National Insurance number is {NUMBER}.")
    ).findings
    assert finding.code == "personal-data-ni-number"
    assert finding.line == 9
    assert "12 34" not in f"{finding.message}{finding.remedy}{finding.excerpt}"


def test_an_exact_text_is_allowed() -> None:
    text = record(f"Write to {MAILBOX}.", f"text: {MAILBOX}, reason: Team mailbox")
    assert judge_one(text).findings == ()


def test_a_text_that_is_not_there_any_more_is_no_longer_allowed() -> None:
    text = record("Write to the appeals desk.", f"text: {MAILBOX}, reason: Team mailbox")
    assert judge_one(text).codes == {"personal-data-allowance-stale"}


def test_an_allowance_that_could_mean_many_things_is_too_wide() -> None:
    text = record(f"Write to {MAILBOX}.", 'text: "@", reason: Team mailbox')
    assert "personal-data-allowance-wide" in judge_one(text).codes


def test_what_can_never_be_allowed_stays_an_error() -> None:
    text = record(
        f"The National Insurance number is {NUMBER}.", f"text: {NUMBER}, reason: It is harmless"
    )
    assert judge_one(text).codes == {"personal-data-ni-number"}


def test_comments_of_the_file_count() -> None:
    text = record("The council.") + "# the requester is alex.sample@mail.example\n"
    (finding,) = judge_one(text).findings
    assert finding.code == "personal-data-email"
    assert finding.line == text.count("\n")
    assert "sample" not in f"{finding.message}{finding.excerpt}"


def test_an_allowance_does_not_find_itself() -> None:
    text = record(f"Write to {MAILBOX}.", f"text: {MAILBOX}, reason: Team mailbox")
    assert judge_one(f"{text}# {MAILBOX} is allowed\n").findings == ()


def test_a_small_number_about_people_is_pointed_out() -> None:
    rows = ("| Team | Staff dismissed |", "| --- | --- |", "| Parking | 2 |", "| Roads | 14 |")
    table = "|\n" + "".join(f"      {row}\n" for row in rows)
    assert "personal-data-small-number" in judge_one(record(table)).codes


LEAK = leak("attachment-comment", "sheet 1, cell B7", "There is a comment.")
NEVER = leak("attachment-hidden-sheet", "sheet 2", "The sheet is hidden.")
OFFICE = leak("attachment-type-office", "the file", "The file is a workbook.")


def told(*leaks: Leak, allowed: str = "", accepts: tuple[str, ...] = ()) -> list[str]:
    """The codes that are left of an attachment's leaks, and of the record itself."""
    text = record("The council.", *([allowed] if allowed else ()))
    response = read("2024/example", "responses/2024/example.yaml", text.encode()).response
    assert response is not None
    found = check_attachments(response, [("staff.xlsx", each) for each in leaks], accepts)
    return [each.code if isinstance(each, Fault) else each[1].code for each in found]


def test_a_place_in_an_attachment_is_allowed() -> None:
    allowed = "file: staff.xlsx, place: 'Sheet 1, cell B7', reason: It explains the figure"
    assert told(LEAK, allowed=allowed) == []


@pytest.mark.parametrize(
    ("allowed", "left"),
    [
        ("file: staff.xlsx, place: sheet 3, reason: x", "personal-data-allowance-stale"),
        ("file: other.xlsx, place: 'sheet 1, cell B7', reason: x", "personal-data-allowance-stale"),
        ("file: staff.xlsx, reason: x", "personal-data-allowance-wide"),
    ],
)
def test_an_allowance_of_another_place_or_of_everything_is_refused(allowed: str, left: str) -> None:
    assert told(LEAK, allowed=allowed) == ["attachment-comment", left]


def test_a_hidden_sheet_can_not_be_allowed() -> None:
    allowed = "file: staff.xlsx, place: sheet 2, reason: It is harmless"
    assert told(NEVER, allowed=allowed) == ["attachment-hidden-sheet"]


def test_an_office_file_passes_where_the_authority_accepts_its_kind() -> None:
    assert told(OFFICE) == ["attachment-type-office"]
    assert told(OFFICE, accepts=("docx",)) == ["attachment-type-office"]
    assert told(OFFICE, LEAK, accepts=("xlsx",)) == ["attachment-comment"]
