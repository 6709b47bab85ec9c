"""Findings in the dialects people and machines read: terminal, JSON, GitHub, GitLab, Azure.

Paths and messages are strangers' words here. A build log obeys lines such as `::error::` and
`##vso[…]`, and a terminal obeys escape codes, so whatever is not plain text is shown, not sent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import groupby
from textwrap import wrap

from disclosure_log.finding import Finding, Severity


class Format(StrEnum):
    """The dialects that `disclosure-log check --format` speaks."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    AZURE = "azure"


def report(
    findings: Sequence[Finding],
    files: int,
    format: Format,  # noqa: A002 - the word on the command line
    *,
    site_url: str = "",
    colour: bool = False,
    width: int = 80,
) -> str:
    """All findings of one run over so many files, in the dialect asked for, with a final newline.

    `site_url` is where the log's help pages are; `colour` and `width` are the terminal's.
    """
    match format:
        case Format.TEXT:
            return as_text(findings, files, site_url=site_url, colour=colour, width=width)
        case Format.JSON:
            return as_json(findings, files)
        case Format.GITHUB:
            return as_github(findings, files)
        case Format.GITLAB:
            return as_gitlab(findings)
        case Format.AZURE:
            return as_azure(findings, files)


def help_address(code: str, site_url: str = "") -> str:
    """Where a finding's code is explained; on the site itself while its address is unknown."""
    return f"{site_url.rstrip('/')}/help/{code}/"


def tally(findings: Sequence[Finding], files: int) -> str:
    """The run in one line: `33 files, 2 errors, 1 warning`."""
    if not files and not findings:
        return "No files to check"
    return f"{_count(files, 'file')}, {_wrong(findings)}"


def as_text(
    findings: Sequence[Finding],
    files: int,
    *,
    site_url: str = "",
    colour: bool = False,
    width: int = 80,
) -> str:
    """For a person at a terminal: by file, the offending line, and what to type instead."""
    paint = partial(_paint, colour)
    lines: list[str] = []
    for path, of_file in groupby(sorted(findings, key=_place), key=lambda finding: finding.path):
        group = list(of_file)
        lines += [f"{paint(_BOLD, printable(path))}: {_wrong(group)}", ""]
        for finding in group:
            lines += [*_text_lines(finding, site_url, paint, width), ""]
    lines.append(paint(_worst(findings), tally(findings, files)))
    return "\n".join(lines) + "\n"


def as_json(findings: Sequence[Finding], files: int) -> str:
    """One object for other programs; its keys are part of the log's contract."""
    number = _severities(findings)
    return _json(
        {
            "files": files,
            "errors": number[Severity.ERROR],
            "warnings": number[Severity.WARNING],
            "findings": [
                {
                    "path": finding.path,
                    "line": finding.line,
                    "column": finding.column,
                    "code": finding.code,
                    "severity": str(finding.severity),
                    "message": finding.message,
                    "remedy": finding.remedy,
                }
                for finding in sorted(findings, key=_place)
            ],
        }
    )


def as_github(findings: Sequence[Finding], files: int) -> str:
    """Workflow commands that GitHub shows beside the changed lines.

    GitHub displays ten errors and ten warnings of a step, so a notice says where the rest are;
    `github_summary` holds them all. Format: docs.github.com, "Workflow commands".
    """
    lines = [
        f"::{finding.severity} "
        f"file={_github_property(printable(finding.path))},"
        f"line={finding.line},col={finding.column},"
        f"title={_github_property(finding.code)}"
        f"::{_github_data(_message_and_remedy(finding))}"
        for finding in sorted(findings, key=_place)
    ]
    if max(_severities(findings).values(), default=0) > _GITHUB_SHOWS:
        lines.append(
            f"::notice::GitHub shows {_GITHUB_SHOWS} of each kind beside the changed lines. "
            "This log and the job's summary have all of them."
        )
    return "\n".join([*lines, tally(findings, files)]) + "\n"


def github_summary(findings: Sequence[Finding], files: int, *, site_url: str = "") -> str:
    """All findings as a Markdown table for the file that `GITHUB_STEP_SUMMARY` names.

    GitHub drops a summary over 1 MiB whole, so a longer table is cut and says how many are left.
    """
    errors = _severities(findings)[Severity.ERROR]
    heading = "What needs mending" if errors else "Worth a look" if findings else "Nothing wrong"
    lines = [f"## {heading}", "", f"{tally(findings, files)}."]
    if not findings:
        return "\n".join(lines) + "\n"
    lines += ["", "| Where | What is wrong | Instead | Code |", "| --- | --- | --- | --- |"]
    size = len("\n".join(lines).encode())
    for shown, finding in enumerate(sorted(findings, key=_place)):
        row = _summary_row(finding, site_url)
        size += len(row.encode()) + 1
        if size > _GITHUB_SUMMARY_LIMIT:
            left = len(findings) - shown
            lines += ["", f"And {left} more: run `disclosure-log check` to see all of them."]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def as_gitlab(findings: Sequence[Finding]) -> str:
    """GitLab's code quality report, shown in the merge request.

    A fingerprint knows the file, the code and the words, never the line, so that a finding stays
    the same one while text above it comes and goes. Format: docs.gitlab.com, "Code Quality".
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    issues = []
    for finding in sorted(findings, key=_place):
        identity = (finding.path, finding.code, finding.message)
        seen[identity] += 1
        print_of = json.dumps([*identity, seen[identity]])
        issues.append(
            {
                "description": _message_and_remedy(finding).replace("\n", " "),
                "check_name": finding.code,
                "fingerprint": hashlib.sha256(print_of.encode()).hexdigest(),
                "severity": "major" if finding.severity is Severity.ERROR else "minor",
                "location": {"path": finding.path, "lines": {"begin": finding.line}},
            }
        )
    return _json(issues)


def as_azure(findings: Sequence[Finding], files: int) -> str:
    """Logging commands of Azure Pipelines. Format: learn.microsoft.com, "Logging commands"."""
    lines = [
        f"##vso[task.logissue type={finding.severity}"
        f";sourcepath={_azure_property(printable(finding.path))}"
        f";linenumber={finding.line};columnnumber={finding.column}"
        f";code={_azure_property(finding.code)}]"
        f"{_azure_data(_message_and_remedy(finding))}"
        for finding in sorted(findings, key=_place)
    ]
    return "\n".join([*lines, tally(findings, files)]) + "\n"


def printable(text: str) -> str:
    r"""Text that neither a terminal nor a build log obeys: `\x1b` is shown, not sent.

    Control, format (bidirectional, zero-width), unassigned and undecodable characters appear as
    escapes, and the openings of workflow commands lose their meaning.
    """
    shown = "".join(char if _is_plain(char) else _escape(char) for char in text)
    return _COMMAND_OPENING.sub(lambda match: match[0][:-1] + _escape(match[0][-1]), shown)


_GITHUB_SHOWS = 10
_GITHUB_SUMMARY_LIMIT = 1_000_000
#: `::` begins a GitHub command at the start of a line, `##[` and `##vso[` anywhere in one. A single
#: colon in front would become one with the colon that a report writes after a path.
_COMMAND_OPENING = re.compile(r"::|\A\s*:|##(?=\[|vso\[)", re.IGNORECASE)
_ASCII_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_MESSAGE_INDENT = " " * 4

#: Select Graphic Rendition parameters of ECMA-48.
_BOLD, _FAINT, _GREEN = "1", "2", "1;32"
_SEVERITY_STYLE = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
_Paint = Callable[[str, str], str]


def _is_plain(char: str) -> bool:
    return char.isprintable() or char == "\N{NO-BREAK SPACE}"


def _escape(char: str) -> str:
    named = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
    number = ord(char)
    if char in named:
        return named[char]
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of a message, each printable; a message may have several, a path never."""
    return (printable(line) for line in text.splitlines())


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.path, finding.line, finding.column, finding.code, finding.message)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _severities(findings: Sequence[Finding]) -> Counter[Severity]:
    return Counter(finding.severity for finding in findings)


def _wrong(findings: Sequence[Finding]) -> str:
    number = _severities(findings)
    return (
        ", ".join(_count(number[severity], severity) for severity in Severity if number[severity])
        or "nothing wrong"
    )


def _message_and_remedy(finding: Finding) -> str:
    remedy = f"\nInstead: {finding.remedy}" if finding.remedy else ""
    return "\n".join(_paragraphs(finding.message + remedy))


def _paint(colour: bool, style: str, text: str) -> str:
    """Text in a terminal's style, or as it is; the words alone always say the same."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text


def _worst(findings: Sequence[Finding]) -> str:
    if not findings:
        return _GREEN
    error = any(finding.severity is Severity.ERROR for finding in findings)
    return _SEVERITY_STYLE[Severity.ERROR if error else Severity.WARNING]


def _text_lines(finding: Finding, site_url: str, paint: _Paint, width: int) -> Iterator[str]:
    place = f"{printable(finding.path)}:{finding.line}:{finding.column}"
    severity = paint(_SEVERITY_STYLE[finding.severity], finding.severity)
    yield f"  {place} {severity} {finding.code}"
    yield from _wrapped("", finding.message, width)
    yield from _excerpt_lines(finding, paint, width)
    if finding.remedy:
        yield from _wrapped("Instead: ", finding.remedy, width)
    yield from _wrapped("Help: ", help_address(finding.code, site_url), width)


def _wrapped(label: str, text: str, width: int) -> Iterator[str]:
    """The text at the width, its lines hanging under the word after the label."""
    first = _MESSAGE_INDENT + label
    hanging = " " * len(first)
    for paragraph in _paragraphs(text):
        yield from wrap(
            paragraph,
            width,
            initial_indent=first,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = hanging


def _excerpt_lines(finding: Finding, paint: _Paint, width: int) -> Iterator[str]:
    """The line in question under its number, with carets below what is meant."""
    if not finding.excerpt.strip():
        return
    start = len(printable(finding.excerpt[: finding.caret]))
    end = len(printable(finding.excerpt[: finding.caret + finding.length]))
    shown = printable(finding.excerpt)
    gutter = f"{_MESSAGE_INDENT}{finding.line:>5} | "
    room = max(width - len(gutter), 20)
    cut = max(0, min(start - room // 2, len(shown) - room)) if len(shown) > room else 0
    carets = max(1, min(end, cut + room) - start)
    blank = f"{_MESSAGE_INDENT}{'':>5} | "
    yield paint(_FAINT, gutter) + shown[cut : cut + room].rstrip()
    underline = paint(_SEVERITY_STYLE[finding.severity], "^" * carets)
    yield paint(_FAINT, blank) + " " * (start - cut) + underline


def _json(data: object) -> str:
    """JSON that keeps hostile names whole and is still inert in a terminal and a build log."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    text = "".join(char if _is_plain(char) or char == "\n" else _json_escape(char) for char in text)
    return text.replace("##", "#\\u0023") + "\n"


def _json_escape(char: str) -> str:
    """The character's JSON escape; half a surrogate pair, which no JSON has, is spelt out."""
    if "\ud800" <= char <= "\udfff":
        return f"\\{_escape(char)}"
    return json.dumps(char)[1:-1]


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def _azure_data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _azure_property(text: str) -> str:
    return _azure_data(text).replace("]", "%5D").replace(";", "%3B")


def _summary_row(finding: Finding, site_url: str) -> str:
    place = _markdown(f"{finding.path}:{finding.line}")
    code = _markdown(finding.code)
    if site_url:
        code = f'<a href="{_markdown(help_address(finding.code, site_url))}">{code}</a>'
    severity = "Error" if finding.severity is Severity.ERROR else "Warning"
    message, remedy = (
        "<br>".join(_markdown(line) for line in text.splitlines())
        for text in (finding.message, finding.remedy)
    )
    return f"| <code>{place}</code> | **{severity}:** {message} | {remedy} | {code} |"


def _markdown(text: str) -> str:
    """Text that is nothing but text in a Markdown table: all punctuation as entities."""
    return _ASCII_PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", printable(text))
