"""One finding, several dialects; and no stranger's words are ever obeyed by a log or a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.finding import Finding, Severity
from disclosure_log.report import Format, as_text, github_summary, printable, report

UNSIGNED = Finding(
    path="responses/2024/car-parks.yaml",
    line=14,
    column=3,
    code="redaction-unsigned",
    severity=Severity.ERROR,
    message="Nobody has signed for the redaction: the record does not say which role checked it.",
    remedy="Add checked_by with the role that checked, such as Information Governance Manager.",
    excerpt="  status: redacted",
    caret=2,
    length=6,
)
VAGUE = Finding(
    path="responses/2024/car-parks.yaml",
    line=3,
    column=8,
    code="record-title-vague",
    severity=Severity.WARNING,
    message="This title could be the title of any request.",
    remedy="Say what was asked about.",
    excerpt="title: FOI request",
    caret=7,
    length=11,
)
MISSING = Finding(
    path="responses/2023/potholes.yaml",
    line=1,
    column=1,
    code="licence-missing",
    severity=Severity.ERROR,
    message="The record does not say under which licence it is published.",
    remedy="Add the line licence: OGL-UK-3.0",
)
ALL = (UNSIGNED, VAGUE, MISSING)

HOSTILE_PATHS = (
    "responses/2024/::error::owned.yaml",
    "::set-output name=x::y.yaml",
    ":",
    " :error::x.yaml",
    "responses/##[group]x.yaml",
    "responses/##vso[task.setvariable variable=a]b.yaml",
    "responses/2024/a\n::error::second line.yaml",
    "responses/2024/a\r##VSO[task.complete result=Succeeded;]b.yaml",
    "responses/2024/\x1b]0;owned\x07\x1b[2J.yaml",
    "responses/2024/\u202elmay.exe",
    "responses/2024/zero\u200bwidth.yaml",
    "responses/2024/undecodable-\udcff.yaml",
    "responses/2024/a,line=1::b%0A]c;d.yaml",
    "responses/2024/<script>alert(1)</script>|[x](javascript:y)`.yaml",
    "responses/2024/c1-\x9b31m.yaml",
)


def test_text_is_grouped_by_file_and_points_at_the_line() -> None:
    assert report(ALL, 33, Format.TEXT) == (
        """\
responses/2023/potholes.yaml: 1 error

  responses/2023/potholes.yaml:1:1 error licence-missing
    The record does not say under which licence it is published.
    Instead: Add the line licence: OGL-UK-3.0
    Help: /help/licence-missing/

responses/2024/car-parks.yaml: 1 error, 1 warning

  responses/2024/car-parks.yaml:3:8 warning record-title-vague
    This title could be the title of any request.
        3 | title: FOI request
          |        ^^^^^^^^^^^
    Instead: Say what was asked about.
    Help: /help/record-title-vague/

  responses/2024/car-parks.yaml:14:3 error redaction-unsigned
    Nobody has signed for the redaction: the record does not say which role
    checked it.
       14 |   status: redacted
          |   ^^^^^^
    Instead: Add checked_by with the role that checked, such as Information
             Governance Manager.
    Help: /help/redaction-unsigned/

33 files, 2 errors, 1 warning
"""
    )


@pytest.mark.parametrize(
    ("findings", "files", "line"),
    [
        ((), 33, "33 files, nothing wrong"),
        ((), 1, "1 file, nothing wrong"),
        ((), 0, "No files to check"),
        ((VAGUE,), 1, "1 file, 1 warning"),
        ((UNSIGNED, MISSING), 2, "2 files, 2 errors"),
    ],
)
def test_the_last_line_says_how_it_went(findings: Sequence[Finding], files: int, line: str) -> None:
    for dialect in (Format.TEXT, Format.GITHUB, Format.AZURE):
        assert report(findings, files, dialect).splitlines()[-1] == line


def test_text_links_to_the_help_pages_of_the_published_site() -> None:
    text = report((MISSING,), 1, Format.TEXT, site_url="https://log.exampleshire.gov.uk/foi/")
    assert "Help: https://log.exampleshire.gov.uk/foi/help/licence-missing/\n" in text


def test_text_keeps_to_eighty_columns() -> None:
    wordy = replace(
        UNSIGNED,
        message="several words " * 40,
        remedy="other words " * 40,
        excerpt="questions: " + "[] " * 80,
        caret=200,
        length=2,
    )
    lines = report((wordy,), 1, Format.TEXT).splitlines()
    assert max(map(len, lines)) <= 80
    below = next(index for index, line in enumerate(lines) if "^" in line)
    start = lines[below].index("^")
    assert lines[below - 1][start : start + 2] == "[]"


def test_the_caret_stays_below_its_word_when_a_tab_is_shown_as_an_escape() -> None:
    tab = replace(VAGUE, excerpt="\ttopics: [parkign]", caret=10, length=7)
    lines = report((tab,), 1, Format.TEXT).splitlines()
    below = next(index for index, line in enumerate(lines) if "^" in line)
    start = lines[below].index("^")
    assert lines[below - 1][start:].startswith("parkign")
    assert lines[below].count("^") == len("parkign")


def test_colour_changes_nothing_but_the_looks() -> None:
    plain = as_text(ALL, 33)
    coloured = as_text(ALL, 33, colour=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_json_is_the_object_of_the_contract() -> None:
    assert json.loads(report(ALL, 33, Format.JSON)) == {
        "files": 33,
        "errors": 2,
        "warnings": 1,
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "code": finding.code,
                "severity": finding.severity.value,
                "message": finding.message,
                "remedy": finding.remedy,
            }
            for finding in (MISSING, VAGUE, UNSIGNED)
        ],
    }


def test_json_of_nothing_wrong_is_the_same_object() -> None:
    assert json.loads(report((), 33, Format.JSON)) == {
        "files": 33,
        "errors": 0,
        "warnings": 0,
        "findings": [],
    }


def test_github_annotates_file_line_and_column() -> None:
    first, *_ = report((UNSIGNED,), 1, Format.GITHUB).splitlines()
    assert first == (
        "::error file=responses/2024/car-parks.yaml,line=14,col=3,title=redaction-unsigned::"
        f"{UNSIGNED.message}%0AInstead: {UNSIGNED.remedy}"
    )
    assert report((VAGUE,), 1, Format.GITHUB).startswith("::warning file=")


def test_github_says_where_the_rest_are_when_it_would_hide_some() -> None:
    many = tuple(replace(UNSIGNED, line=line) for line in range(1, 12))
    assert "::notice::" not in report(many[:10], 1, Format.GITHUB)
    shown = report(many, 1, Format.GITHUB)
    assert shown.count("::error ") == 11
    assert "::notice::GitHub shows 10 of each kind" in shown


def test_the_github_summary_holds_every_finding() -> None:
    many = tuple(replace(UNSIGNED, line=line) for line in range(1, 200))
    rows = [line for line in github_summary(many, 1).splitlines() if line.startswith("| <code>")]
    assert len(rows) == 199


def test_the_github_summary_links_each_code_to_its_help_page() -> None:
    summary = unescape(github_summary((MISSING,), 1, site_url="https://log.exampleshire.gov.uk"))
    assert '<a href="https://log.exampleshire.gov.uk/help/licence-missing/">' in summary


def test_the_github_summary_never_grows_past_what_github_keeps() -> None:
    many = tuple(replace(UNSIGNED, line=line, message="word " * 200) for line in range(1, 2000))
    summary = github_summary(many, 1)
    assert len(summary.encode()) <= 1024 * 1024
    left = re.search(r"And (\d+) more", summary)
    assert left is not None
    assert summary.count("| <code>") + int(left[1]) == len(many)


def test_the_github_summary_does_not_call_a_warning_an_error() -> None:
    assert github_summary((VAGUE,), 33).startswith("## Worth a look\n")
    assert github_summary(ALL, 33).startswith("## What needs mending\n")


def test_the_github_summary_says_when_nothing_is_wrong() -> None:
    assert github_summary((), 33) == "## Nothing wrong\n\n33 files, nothing wrong.\n"


def test_gitlab_gets_its_code_quality_report() -> None:
    report_ = json.loads(report((UNSIGNED, VAGUE), 1, Format.GITLAB))
    assert [(issue["check_name"], issue["severity"]) for issue in report_] == [
        ("record-title-vague", "minor"),
        ("redaction-unsigned", "major"),
    ]
    assert report_[1]["location"] == {
        "path": "responses/2024/car-parks.yaml",
        "lines": {"begin": 14},
    }
    assert report_[1]["description"] == f"{UNSIGNED.message} Instead: {UNSIGNED.remedy}"
    assert json.loads(report((), 33, Format.GITLAB)) == []


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    return [issue["fingerprint"] for issue in json.loads(report(findings, 1, Format.GITLAB))]


def test_a_gitlab_fingerprint_survives_lines_that_move() -> None:
    twice = (UNSIGNED, replace(UNSIGNED, line=30))
    moved = tuple(replace(finding, line=finding.line + 7, column=1) for finding in twice)
    assert fingerprints(moved) == fingerprints(twice)
    assert len(set(fingerprints(twice))) == 2


def test_azure_logs_an_issue_for_each_finding() -> None:
    first, *_ = report((VAGUE,), 1, Format.AZURE).splitlines()
    assert first == (
        "##vso[task.logissue type=warning;sourcepath=responses/2024/car-parks.yaml;linenumber=3;"
        f"columnnumber=8;code=record-title-vague]{VAGUE.message}%0AInstead: {VAGUE.remedy}"
    )


def test_azure_escapes_what_would_end_a_property() -> None:
    hostile = replace(VAGUE, path="a;b]c%d.yaml", message="100%")
    first, *_ = report((hostile,), 1, Format.AZURE).splitlines()
    assert "sourcepath=a%3Bb%5Dc%AZP25d.yaml;linenumber" in first
    assert "]100%AZP25%0AInstead" in first


def test_github_escapes_what_would_end_a_property() -> None:
    hostile = replace(VAGUE, path="a,b:c%d.yaml", message="100%")
    first, *_ = report((hostile,), 1, Format.GITHUB).splitlines()
    assert "file=a%2Cb%3Ac%25d.yaml,line=" in first
    assert "::100%25%0AInstead" in first


def hostile(text: str) -> Finding:
    return replace(UNSIGNED, path=text, message=text, remedy=text, excerpt=text)


def assert_inert(output: str, own_commands: str = "(?!)") -> None:
    """No character a terminal obeys, and no line a build log obeys but the report's own."""
    output.encode("utf-8")
    assert all(char.isprintable() or char in "\n\N{NO-BREAK SPACE}" for char in output)
    for line in output.splitlines():
        rest = re.sub(rf"\A{own_commands}", "", line)
        assert not rest.lstrip().startswith("::")
        assert "##[" not in rest
        assert "##vso[" not in rest.lower()


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_hostile_file_names_and_messages_are_shown_and_never_obeyed(path: str) -> None:
    findings = (hostile(path),)
    for dialect in (Format.TEXT, Format.JSON, Format.GITLAB):
        assert_inert(report(findings, 1, dialect))
    assert_inert(report(findings, 1, Format.GITHUB), own_commands="::(error|notice) ?[^:]*::")
    assert_inert(report(findings, 1, Format.AZURE), own_commands=r"##vso\[task\.logissue [^\]]*\]")
    assert_inert(github_summary(findings, 1))


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_one_hostile_finding_is_one_line_of_a_build_log(path: str) -> None:
    for dialect in (Format.GITHUB, Format.AZURE):
        assert len(report((hostile(path),), 1, dialect).splitlines()) == 2


ANY_CHARACTER = st.characters(codec=None, exclude_categories=())
OPENINGS = st.sampled_from(":#[]vso \n\r\t%;,\x1b\x85")


@given(st.text(OPENINGS | ANY_CHARACTER, max_size=20))
def test_no_text_at_all_is_obeyed(text: str) -> None:
    findings = (hostile(text),)
    for dialect in (Format.TEXT, Format.JSON, Format.GITLAB):
        assert_inert(report(findings, 1, dialect))
    assert_inert(github_summary(findings, 1))


@given(st.text(max_size=40))
def test_json_gives_every_path_back_as_it_was(path: str) -> None:
    (finding,) = json.loads(report((hostile(path),), 1, Format.JSON))["findings"]
    assert finding["path"] == path


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_the_github_summary_stays_a_table_of_text(path: str) -> None:
    summary = github_summary((hostile(path),), 1)
    row = summary.splitlines()[-1]
    assert row.count("|") == 5
    assert set(re.findall(r"<[^>]*>", row)) <= {"<code>", "</code>", "<br>"}
    assert not re.search(r"[`\[\]]", row)


def test_printable_shows_escapes_for_what_cannot_be_seen() -> None:
    assert printable("a\tb\x1b[31m\u202ec\U000e0001") == r"a\tb\x1b[31m\u202ec\U000e0001"
    assert printable("Ysgol Gyfun £5 – “tŷ”…") == "Ysgol Gyfun £5 – “tŷ”…"
