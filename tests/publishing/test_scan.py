"""The scan finds every record, and never takes a changed file for the one it knew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure_log.publishing.memo import digest
from disclosure_log.publishing.scan import read_checked, scan


@pytest.fixture
def log(tmp_path: Path) -> Path:
    year = tmp_path / "responses" / "2024"
    (year / "bins").mkdir(parents=True)
    (year / "bins.yaml").write_text("title: Bins\n")
    (year / "bins" / "rounds.csv").write_text("Round\n1\n")
    (year / "art.yaml").write_text("title: Art\n")
    return tmp_path


def test_records_come_in_order_with_their_attachments(log: Path) -> None:
    art, bins = scan(log).records
    assert (art.id, art.path, art.attachments) == ("2024/art", "responses/2024/art.yaml", ())
    assert art.digest == digest(b"title: Art\n")
    assert [(file.name, file.size) for file in bins.attachments] == [("rounds.csv", 8)]


def test_what_belongs_to_no_record_is_named(log: Path) -> None:
    (log / "responses" / "notes.txt").write_text("x")
    (log / "responses" / "2024" / "gone").mkdir()
    (log / "responses" / "2024" / "old.yml").write_text("x")
    assert scan(log).strays == (
        "responses/2024/old.yml",
        "responses/2024/gone/",
        "responses/notes.txt",
    )


def test_a_link_is_never_followed(log: Path) -> None:
    (log / "secret.yaml").write_text("title: Secret\n")
    (log / "responses" / "2024" / "link.yaml").symlink_to(log / "secret.yaml")
    (log / "responses" / "2024" / "bins" / "link.csv").symlink_to(log / "secret.yaml")
    found = scan(log)
    assert "responses/2024/link.yaml" in found.strays
    assert "link.csv/" in [file.name for file in found.records[1].attachments]


def test_a_name_that_is_no_text_is_refused_and_hides_nothing(log: Path) -> None:
    year = log / "responses" / "2024"
    try:
        for folder in (log / "responses", year, year / "bins"):
            Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yaml")).write_text("x")
    except OSError:  # some systems refuse such a name themselves
        return
    found = scan(log, log / "scan.msgpack")
    assert found.strays == ("responses/2024/caf\ufffd.yaml", "responses/caf\ufffd.yaml")
    assert [file.name for file in found.records[1].attachments] == ["caf\ufffd.yaml/", "rounds.csv"]


def test_a_log_without_responses_is_empty(tmp_path: Path) -> None:
    assert scan(tmp_path).records == ()


def test_an_edit_of_the_same_size_and_time_is_seen(log: Path) -> None:
    memory = log / "scan.msgpack"
    path = log / "responses" / "2024" / "art.yaml"
    before = scan(log, memory).records[0].digest
    status = path.stat()
    path.write_text("title: Oil\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = scan(log, memory).records[0].digest
    assert after == digest(b"title: Oil\n") != before


def test_a_memory_that_is_corrupt_is_not_believed(log: Path) -> None:
    memory = log / "scan.msgpack"
    first = scan(log, memory)
    memory.write_bytes(memory.read_bytes()[:-1] + b"x")
    assert scan(log, memory) == first
    memory.write_bytes(b"")
    assert scan(log, memory) == first


def test_a_file_that_changed_after_the_scan_is_not_used(log: Path) -> None:
    record = scan(log).records[0]
    path = log / record.path
    assert read_checked(path, record.digest) == b"title: Art\n"
    path.write_text("title: Ant\n")
    with pytest.raises(OSError, match="changed"):
        read_checked(path, record.digest)
