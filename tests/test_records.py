"""Sample records, each judged as it lies: adding a file to tests/records adds a test.

- `valid/<name>.yaml` must have no finding at all, nor must the small log in `valid/<name>/`.
- `invalid/<name>.yaml` must have exactly those of `invalid/<name>.expected`, a line `line code` for
  each finding. A first line `path: responses/…` gives the place to read it at.
- `invalid/<name>/` is a small log with its files in their places; each line of its file `expected`
  is `path line code`.

Where no path is given a record is read as `responses/2024/<name>.yaml`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from record_harness import RECORDS, Judged, judge, judge_one, over_base

VALID = sorted((RECORDS / "valid").glob("*.yaml"))
INVALID = sorted((RECORDS / "invalid").glob("*.yaml"))
VALID_LOGS = sorted(path for path in (RECORDS / "valid").iterdir() if path.is_dir())
INVALID_LOGS = sorted(path for path in (RECORDS / "invalid").iterdir() if path.is_dir())


def log(folder: Path) -> Judged:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "expected"
    }
    return judge(files)


def name(path: Path) -> str:
    return path.stem


def test_there_are_samples() -> None:
    assert len(VALID) >= 10
    assert len(INVALID) >= 40
    assert VALID_LOGS
    assert INVALID_LOGS


def test_the_base_record_has_no_finding() -> None:
    assert judge_one(over_base("")).findings == ()


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_record_has_no_finding(path: Path) -> None:
    judged = judge_one(path.read_bytes(), f"responses/2024/{path.name}")
    assert judged.findings == ()
    assert judged.sources


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_record_has_the_findings_beside_it(path: Path) -> None:
    expected = path.with_suffix(".expected").read_text("utf-8").splitlines()
    place = f"responses/2024/{path.name}"
    if expected[0].startswith("path: "):
        place = expected.pop(0).removeprefix("path: ")
    judged = judge_one(path.read_bytes(), place)
    assert judged.lines == expected, judged.findings
    assert expected


@pytest.mark.parametrize("folder", VALID_LOGS, ids=name)
def test_a_valid_log_has_no_finding(folder: Path) -> None:
    judged = log(folder)
    assert judged.findings == ()
    assert judged.sources


@pytest.mark.parametrize("folder", INVALID_LOGS, ids=name)
def test_an_invalid_log_has_the_findings_beside_it(folder: Path) -> None:
    expected = (folder / "expected").read_text("utf-8").splitlines()
    judged = log(folder)
    found = [f"{each.path} {each.line} {each.code}" for each in judged.findings]
    assert found == expected
    assert expected


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_a_finding_of_an_invalid_record_tells_an_officer_what_to_do(path: Path) -> None:
    for finding in judge_one(path.read_bytes(), f"responses/2024/{path.name}").findings:
        for words in (finding.message, finding.remedy):
            assert words[0].isupper() or words[0] in "“0123456789", words
            assert words.endswith((".", "?", "]")), words  # a marker to copy takes no stop
            for jargon in ("YAML", "JSON", "schema", "scalar", "mapping", "parse", "None", "null"):
                assert jargon not in words, words
