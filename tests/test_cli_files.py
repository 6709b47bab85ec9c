"""Checking, and cleaning, files of any kind: what an officer types, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Copy
from disclosure_log.leaks.canaries import canaries
from disclosure_log.report import Format
from test_cli import run

BAD = {canary.name: canary for canary in canaries()}
ATTACHMENT = "responses/2024/penalty-charge-notices-in-car-parks"
NAME = "Zephyrine Wimpleforth"


def checked(copy: Copy, *words: str) -> dict[str, list[str]]:
    """The codes found, by path."""
    found = json.loads(run(copy, "check", "--format", "json", *words).stdout)
    codes: dict[str, list[str]] = {}
    for each in found["findings"]:
        codes.setdefault(each["path"], []).append(each["code"])
    return codes


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_anywhere_is_found_out(log_copy: Copy, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name].raw)
    assert BAD[name].code in checked(log_copy, str(path))[str(path)]
    assert run(log_copy, "check", str(path)).returncode == 1


def test_a_file_is_checked_where_there_is_no_log_at_all(log_copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(BAD["canary.csv"].raw)
    (tmp_path / "good.csv").write_text("Year,Notices\n2023,4312\n", "utf-8")
    bad = run(log_copy, "check", "bad.csv", cwd=tmp_path)
    good = run(log_copy, "check", "good.csv", cwd=tmp_path)
    assert (bad.returncode, good.returncode) == (1, 0), good.stdout + good.stderr
    assert "personal-data-ni-number" in bad.stdout


def test_a_bad_attachment_stops_the_build_and_is_not_copied(log_copy: Copy) -> None:
    folder = log_copy.root / ATTACHMENT
    target = next(folder.glob("*.csv"))
    target.write_bytes(target.read_bytes() + b"QQ 12 34 56 C is the National Insurance number\r\n")
    done = log_copy.build()
    assert done.returncode != 0
    assert "personal-data-ni-number" in done.stdout + done.stderr
    assert "12 34 56" not in done.stdout + done.stderr
    assert not (log_copy.site / ATTACHMENT / target.name).exists()


@pytest.mark.parametrize("dialect", [each.value for each in Format])
def test_no_dialect_ever_shows_what_was_found(log_copy: Copy, tmp_path: Path, dialect: str) -> None:
    for name, canary in BAD.items():
        (tmp_path / name).write_bytes(canary.raw)
    done = run(log_copy, "check", "--format", dialect, str(tmp_path))
    said = done.stdout + done.stderr
    assert all(canary.code in said for canary in BAD.values())
    for secret in ("12 34 56", "someone.invented", "mail.example"):
        assert secret not in said


def test_the_requesters_name_is_found_and_never_shown(log_copy: Copy) -> None:
    record = log_copy.record("2024/street-lights-by-parish")
    text = record.read_text("utf-8")
    record.write_text(text + "# asked by Wimpleforth, Zephyrine\n", "utf-8")
    assert checked(log_copy).get("responses/2024/street-lights-by-parish.yaml", []) == []
    done = run(log_copy, "check", "--requester", NAME)
    assert done.returncode == 1
    assert "personal-data-listed-word" in done.stdout
    assert "Wimpleforth" not in done.stdout + done.stderr


def test_a_list_of_words_is_looked_for_in_attachments_too(log_copy: Copy, tmp_path: Path) -> None:
    target = next((log_copy.root / ATTACHMENT).glob("*.csv"))
    rows = target.read_text("utf-8").rstrip("\n")
    target.write_text(f"{rows}\n{rows.splitlines()[-1]} Wimpleforth\n", "utf-8")
    words = tmp_path / "words.txt"
    words.write_text("# names in the case\nWimpleforth\n", "utf-8")
    codes = checked(log_copy, "--words", str(words))
    assert codes[f"{ATTACHMENT}/{target.name}"] == ["personal-data-listed-word"]


def test_what_an_officer_looks_for_is_written_nowhere(log_copy: Copy) -> None:
    run(log_copy, "check", "--requester", NAME)
    for path in log_copy.root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert b"Wimpleforth" not in path.read_bytes(), path


def test_an_attachment_alone_is_checked(log_copy: Copy) -> None:
    target = next((log_copy.root / ATTACHMENT).glob("*.csv"))
    done = run(log_copy, "check", f"{ATTACHMENT}/{target.name}")
    assert done.returncode == 0, done.stdout


def test_clean_writes_the_publishable_form_beside_the_file(log_copy: Copy, tmp_path: Path) -> None:
    (folder := tmp_path / "loose").mkdir()
    path = folder / "photo.jpg"
    path.write_bytes(BAD["canary.jpg"].raw)
    done = run(log_copy, "clean", str(path))
    assert done.returncode == 0, done.stderr
    made = folder / "photo-clean.jpg"
    assert str(made) in done.stdout.replace("\n", "")
    assert path.read_bytes() == BAD["canary.jpg"].raw
    assert run(log_copy, "check", str(made)).returncode == 0
    again = run(log_copy, "clean", str(made))
    assert again.returncode == 0
    assert sorted(each.name for each in folder.iterdir()) == ["photo-clean.jpg", "photo.jpg"]


def test_clean_refuses_what_only_a_person_can_redact(log_copy: Copy, tmp_path: Path) -> None:
    (folder := tmp_path / "loose").mkdir()
    path = folder / "scheme.pdf"
    path.write_bytes(BAD["canary.pdf"].raw)
    done = run(log_copy, "clean", str(path))
    assert done.returncode == 1
    assert "edact" in done.stderr
    assert [each.name for each in folder.iterdir()] == ["scheme.pdf"]


def test_clean_writes_over_nothing(log_copy: Copy, tmp_path: Path) -> None:
    (folder := tmp_path / "loose").mkdir()
    path = folder / "photo.jpg"
    path.write_bytes(BAD["canary.jpg"].raw)
    (folder / "photo-clean.jpg").write_bytes(b"mine")
    assert run(log_copy, "clean", str(path)).returncode == 2
    assert (folder / "photo-clean.jpg").read_bytes() == b"mine"
