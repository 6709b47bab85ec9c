"""What happens to a log in a day: a record corrected, added, taken out or withdrawn."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.records import Plan, Record

_FIRST_ANSWER = re.compile(r"^    response: \|\n", re.MULTILINE)
_PUBLISHED = re.compile(r"^publication: .*\n", re.MULTILINE)
_QUESTIONS = re.compile(r"^questions:\n(?:[ \n].*\n|\n)*", re.MULTILINE)
_TAKEN_BACK = re.compile(
    r"^(?:summary: .*\n|(?:attachments|relations|review|changes):\n(?: .*\n)*)", re.MULTILINE
)


def write_record(root: Path, record: Record) -> Path:
    """Put a record and its attachments where the log keeps them."""
    path = root / record.head.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record.text, "utf-8")
    for name, raw in record.attachments.items():
        folder = path.with_suffix("")
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(raw)
    return path


def change(root: Path, record_id: str, figure: int) -> Path:
    """Correct the answer to the first question and say so, as an officer would."""
    path = root / "responses" / f"{record_id}.yaml"
    text = path.read_text("utf-8")
    told = f"      We have corrected this answer. The right number is {figure:,}.\n\n"
    text, answers = _FIRST_ANSWER.subn(lambda m: m[0] + told, text, count=1)
    note = f'  - {{on: 2026-07-01, note: "Corrected the number to {figure:,}."}}\n'
    if "\nchanges:\n" in text:
        text = text.rstrip("\n") + "\n" + note
    else:
        text = _PUBLISHED.sub(lambda m: f"{m[0]}changes:\n{note}", text, count=1)
    if not answers:
        raise ValueError(f"{record_id} has no answer to correct")
    path.write_text(text, "utf-8")
    return path


def add(root: Path, plan: Plan, more: int = 0) -> Path:
    """Add a record that the log did not have: the next one after its last, or one further on."""
    return write_record(root, plan.record(plan.records + more))


def remove(root: Path, record_id: str) -> None:
    """Take a record and its attachments out of the log."""
    path = root / "responses" / f"{record_id}.yaml"
    path.unlink()
    shutil.rmtree(path.with_suffix(""), ignore_errors=True)


def withdraw(root: Path, record_id: str) -> Path:
    """Leave a tombstone where a record was."""
    path = root / "responses" / f"{record_id}.yaml"
    text = _QUESTIONS.sub("", path.read_text("utf-8"))
    text = _TAKEN_BACK.sub("", text)
    text = re.sub(r"  status: redacted\n", "  status: nothing-to-redact\n", text)
    text = re.sub(r"^  items:\n(?:    .*\n)*", "", text, flags=re.MULTILINE)
    gone = (
        "publication:\n  status: withdrawn\n  on: 2026-07-01\n  reason: error\n"
        "  note: The figures were those of another year.\n"
    )
    text = _PUBLISHED.sub(gone, text)
    path.write_text(text, "utf-8")
    shutil.rmtree(path.with_suffix(""), ignore_errors=True)
    return path
