"""Every finding code is explained, and every explanation shows what it says it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure_log.leaks.leak import codes
from record_harness import RECORDS, Judged, judge, over_base

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "disclosure_log"
FAMILIES = (
    *("record", "date", "licence", "redaction", "law", "link", "markup"),
    *("personal-data", "attachment"),
)
EXAMPLE = "responses/2024/example.yaml"
KEYS = {"title", "severity", "why", "failing", "mended", "whole", "vanished", "failing_note"}


@cache
def entries() -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((PACKAGE / "data" / "help").glob("*.yml")):
        if path.stem in FAMILIES:
            found |= yaml.safe_load(path.read_text("utf-8"))
    return found


CODES = sorted(entries())
SHOWN = [code for code in CODES if "failing" in entries()[code]]
TOLD = [code for code in CODES if "failing" not in entries()[code]]


def emitted() -> set[str]:
    """Every code that stands in the package's source as a text of its own."""
    literal = re.compile(rf"\"((?:{'|'.join(FAMILIES)})(?:-[a-z0-9]+)+)\"")
    rooms = [PACKAGE / room for room in ("reading", "checks")]
    return set(codes()) | {
        match[1]
        for room in rooms
        for path in room.rglob("*.py")
        for match in literal.finditer(path.read_text("utf-8"))
    }


def example(entry: Mapping[str, Any], which: str) -> Judged:
    shown = entry[which]
    texts = {EXAMPLE: shown} if isinstance(shown, str) else shown
    is_record = re.compile(r"responses/[^/]+/[^/]+\.ya?ml").fullmatch
    files = {
        path: (over_base(text) if is_record(path) and not entry.get("whole") else text).encode()
        for path, text in texts.items()
    }
    return judge(files, entry.get("vanished", ()))


def test_every_code_that_can_be_found_is_explained() -> None:
    assert emitted() - set(CODES) == set()


def test_every_explanation_is_of_a_code_that_can_be_found() -> None:
    assert set(CODES) - emitted() == set()
    assert len(CODES) > 50


@pytest.mark.parametrize("family", FAMILIES)
def test_a_familys_file_holds_its_own_codes(family: str) -> None:
    path = PACKAGE / "data" / "help" / f"{family}.yml"
    own = yaml.safe_load(path.read_text("utf-8"))
    assert own
    assert [code for code in own if not code.startswith(f"{family}-")] == []


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_what_it_must(code: str) -> None:
    entry = entries()[code]
    assert set(entry) <= KEYS
    assert entry["severity"] in ("error", "warning")
    assert re.fullmatch(r"[A-Z“].*[^.\s]", entry["title"])
    assert len(entry["why"].split()) >= 8
    assert ("failing" in entry and "mended" in entry) != ("failing_note" in entry)


def test_an_entry_is_as_grave_as_the_leak() -> None:
    grave = {code: known.severity.value for code, known in codes().items()}
    assert grave == {code: entries()[code]["severity"] for code in grave}


@pytest.mark.parametrize("code", SHOWN)
def test_the_failing_example_has_this_problem_and_no_other(code: str) -> None:
    judged = example(entries()[code], "failing")
    assert judged.codes == {code}, judged.findings
    severities = {finding.severity.value for finding in judged.findings}
    assert severities == {entries()[code]["severity"]}


@pytest.mark.parametrize("code", SHOWN)
def test_the_mended_example_has_no_problem(code: str) -> None:
    judged = example(entries()[code], "mended")
    assert judged.findings == ()
    assert judged.sources


@pytest.mark.parametrize("code", TOLD)
def test_a_problem_no_text_can_show_is_shown_by_a_case(code: str) -> None:
    cases = [
        *(RECORDS / "invalid").rglob("*expected"),
        *(RECORDS.parent / "reading").glob("*.py"),
        *(RECORDS.parent / "leaks").rglob("*.py"),
        RECORDS.parent / "test_cli_files.py",
    ]
    assert any(re.search(rf"\b{code}\b", path.read_text("utf-8")) for path in cases)
