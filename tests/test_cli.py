"""What an officer or a build service types, and what comes back."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Copy

RECORD = "2024/contracts-over-100000-pounds"


def run(
    copy: Copy, *words: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "disclosure_log.cli", *words],
        cwd=cwd or copy.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
    )


def spoil(copy: Copy, old: str, new: str, record_id: str = RECORD) -> None:
    path = copy.record(record_id)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_sample_log_has_no_errors(log_copy: Copy) -> None:
    done = run(log_copy, "check", "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert found["files"] > 40
    assert found["errors"] == 0


def test_an_error_is_said_once_with_its_place_and_what_to_type(log_copy: Copy) -> None:
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    done = run(log_copy, "check")
    assert done.returncode == 1
    assert f"responses/{RECORD}.yaml" in done.stdout
    assert "licence-unknown" in done.stdout
    assert "OGL-UK-3.0" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert "\x1b" not in done.stdout


def test_json_is_one_object_of_the_agreed_shape(log_copy: Copy) -> None:
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    done = run(log_copy, "check", "--format", "json")
    found = json.loads(done.stdout)
    assert {"files", "errors", "warnings", "findings"} == found.keys()
    finding = next(each for each in found["findings"] if each["severity"] == "error")
    assert finding["code"] == "licence-unknown"
    assert finding["path"] == f"responses/{RECORD}.yaml"
    lines = log_copy.record(RECORD).read_text("utf-8").splitlines()
    assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith("OGL")


def test_one_bad_file_never_hides_another(log_copy: Copy) -> None:
    log_copy.record("2024/street-lights-by-parish").write_bytes(b"\xff\xfe\x00broken")
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    found = json.loads(run(log_copy, "check", "--format", "json").stdout)
    paths = {each["path"] for each in found["findings"] if each["severity"] == "error"}
    assert paths == {f"responses/{RECORD}.yaml", "responses/2024/street-lights-by-parish.yaml"}


def test_only_the_paths_named_are_reported(log_copy: Copy) -> None:
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    good = run(log_copy, "check", "responses/2022")
    assert (good.returncode, "licence-unknown" in good.stdout) == (0, False)
    bad = run(log_copy, "check", f"responses/{RECORD}.yaml", "--format", "json")
    assert (bad.returncode, json.loads(bad.stdout)["files"]) == (1, 1)


def test_a_record_outside_the_log_is_checked_by_itself(log_copy: Copy, tmp_path: Path) -> None:
    loose = tmp_path / "2024" / "a-draft.yaml"
    loose.parent.mkdir()
    loose.write_text("title: Bins\n")
    done = run(log_copy, "check", str(loose), "--format", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["files"]) == (1, 1)
    assert {"licence-missing", "redaction-missing"} <= {each["code"] for each in found["findings"]}


def test_warnings_fail_only_when_strict(log_copy: Copy) -> None:
    assert json.loads(run(log_copy, "check", "--format", "json").stdout)["warnings"] > 0
    assert run(log_copy, "check").returncode == 0
    assert run(log_copy, "check", "--strict").returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "no-such-file.yaml"),
        ("check", "docs/no-such-folder"),
        ("check", "--words", "no-such-list.txt"),
        ("check", "--base", "no-such-revision"),
        ("check", "--format", "morse"),
        ("render", "docs"),
    ],
)
def test_what_can_not_run_says_so_in_plain_words(log_copy: Copy, words: tuple[str, ...]) -> None:
    done = run(log_copy, *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_log(log_copy: Copy, tmp_path: Path) -> None:
    done = run(log_copy, "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "No log was found here" in done.stderr


def test_certain_mends_are_made_and_named(log_copy: Copy) -> None:
    spoil(log_copy, "responded: 2024-08-16", "responded: 16/08/2024  ")
    before = log_copy.record(RECORD).read_text("utf-8")
    done = run(log_copy, "check", "--fix")
    assert done.returncode == 0, done.stdout
    assert f"Mended responses/{RECORD}.yaml" in done.stderr
    after = log_copy.record(RECORD).read_text("utf-8")
    assert after == before.replace("responded: 16/08/2024  ", "responded: 2024-08-16")
    assert "Mended" not in run(log_copy, "check", "--fix").stderr


def test_what_only_looks_like_a_record_is_not_mended(log_copy: Copy) -> None:
    (log_copy.root / "responses/2024/folder.yaml").mkdir()
    done = run(log_copy, "check", "--fix")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "responses/2024/folder.yaml/: 1 error" in done.stdout


def test_github_gets_annotations_and_a_summary(log_copy: Copy, tmp_path: Path) -> None:
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    summary = tmp_path / "summary.md"
    done = run(log_copy, "check", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert "::error file=responses/" in done.stdout
    assert "licence-unknown" in html.unescape(summary.read_text("utf-8"))


def test_a_record_that_vanished_since_a_revision_is_an_error(log_copy: Copy) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(
            ["git", *identity, *words], cwd=log_copy.root, check=True, capture_output=True
        )

    git("init", "-q")
    git("add", "responses")
    git("commit", "-qm", "First")
    old, new = log_copy.record("2025/flood-defence-inspections"), log_copy.record("2025/floods")
    old.rename(new)
    moved = run(log_copy, "check", "--base", "HEAD", "--format", "json")
    codes = {each["code"] for each in json.loads(moved.stdout)["findings"]}
    assert (moved.returncode, "link-moved" in codes) == (1, True)
    redirects = log_copy.root / "redirects.yml"
    line = "2025/flood-defence-inspections: 2025/floods\n"
    redirects.write_text(redirects.read_text("utf-8") + line, "utf-8")
    assert run(log_copy, "check", "--base", "HEAD").returncode == 0


def test_a_moved_record_that_arrives_nowhere_is_placed_at_its_line(log_copy: Copy) -> None:
    redirects = log_copy.root / "redirects.yml"
    redirects.write_text("# Moved.\n\n2020/one: 2021/another\n", "utf-8")
    (found,) = json.loads(run(log_copy, "check", "redirects.yml", "--format", "json").stdout)[
        "findings"
    ]
    assert (found["path"], found["line"], found["code"]) == ("redirects.yml", 3, "link-redirect")


def test_render_writes_pages_and_takes_back_those_of_records_that_are_gone(
    log_copy: Copy, tmp_path: Path
) -> None:
    target = tmp_path / "markdown"
    assert run(log_copy, "render", str(target)).returncode == 0
    page = target / "responses" / "2025" / "drones-bought-or-hired.md"
    assert page.read_text("utf-8").startswith("---\ntitle: ")
    (target / "mine.md").write_text("kept")
    log_copy.record("2025/drones-bought-or-hired").unlink()
    assert run(log_copy, "render", str(target)).returncode == 0
    assert not page.exists()
    assert (target / "mine.md").exists()


def test_nothing_is_rendered_while_there_are_errors(log_copy: Copy, tmp_path: Path) -> None:
    spoil(log_copy, "licence: OGL-UK-3.0", "licence: OGL")
    done = run(log_copy, "render", str(tmp_path / "markdown"))
    assert done.returncode == 1
    assert not (tmp_path / "markdown").exists()


@pytest.mark.parametrize("words", [("--help",), ("check", "--help"), ("render", "--help")])
def test_help_fits_a_narrow_terminal(log_copy: Copy, words: tuple[str, ...]) -> None:
    done = run(log_copy, *words)
    assert done.returncode == 0
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
