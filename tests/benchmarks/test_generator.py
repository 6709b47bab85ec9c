"""The generated log: the same every time, without an error, and shaped like a real one."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.generate import generate  # noqa: E402
from benchmarks.records import LAST_YEAR, Plan, scalar  # noqa: E402
from benchmarks.words import TOPICS, coined  # noqa: E402

from benchmarks import edits  # noqa: E402
from disclosure_log.finding import Severity  # noqa: E402
from disclosure_log.law import is_working_day  # noqa: E402
from disclosure_log.model import Outcome, PublicationStatus, Regime  # noqa: E402
from disclosure_log.project import open_project  # noqa: E402
from disclosure_log.publishing.overview import scanned  # noqa: E402
from disclosure_log.publishing.survey import Survey, survey  # noqa: E402
from disclosure_log.reading import read  # noqa: E402

PLAN = Plan(60, seed=7)
MANY = Plan(400, seed=7)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    generate(tmp_path / "log", PLAN)
    return tmp_path / "log"


def look_over(root: Path) -> Survey:
    project = open_project(root)
    return survey(project, date(2026, 11, 23), scanned(project), processes=1)


def errors(found: Survey) -> list[str]:
    return [f"{f.path} {f.code}" for f in found.findings if f.severity is Severity.ERROR]


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in (root / "responses").rglob("*")
        if path.is_file()
    }


def test_one_seed_makes_one_log(log: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again", PLAN)
    generate(tmp_path / "other", Plan(60, seed=8))
    assert files_of(log) == files_of(tmp_path / "again")
    assert files_of(log) != files_of(tmp_path / "other")


def test_a_record_is_the_same_whichever_others_are_written(log: Path) -> None:
    record = Plan(60, seed=7).record(41)
    assert (log / record.head.path).read_text("utf-8") == record.text


def test_a_log_is_never_written_over_another(log: Path) -> None:
    with pytest.raises(ValueError, match="not empty"):
        generate(log, PLAN)


def test_the_checks_find_no_error(log: Path) -> None:
    found = look_over(log)
    assert len(found.lines) == 60
    assert errors(found) == []


def test_a_log_that_lived_a_while_has_no_error_either(log: Path) -> None:
    standing = [PLAN.head(number) for number in range(60) if not PLAN.head(number).withdrawn]
    named = {target for e in look_over(log).lines.values() for target in _named(e)}
    loose = [head for head in standing if head.id not in named]
    for number, head in enumerate(standing):
        edits.change(log, head.id, 1_000 + number)
    edits.change(log, standing[0].id, 5)
    edits.withdraw(log, standing[1].id)
    edits.remove(log, loose[-1].id)
    edits.add(log, PLAN)
    edits.add(log, PLAN, 1)
    found = look_over(log)
    assert errors(found) == []
    assert len(found.lines) == 61
    assert found.lines[standing[1].id].status is PublicationStatus.WITHDRAWN
    assert loose[-1].id not in found.lines


def _named(entry: object) -> tuple[str, ...]:
    lists = (getattr(entry, key) for key in ("follows", "supersedes", "answered_by"))
    return tuple(target for each in lists for target in each)


def test_a_correction_changes_the_answer_and_says_so(log: Path) -> None:
    head = next(PLAN.head(n) for n in range(60) if not PLAN.head(n).withdrawn)
    path = edits.change(log, head.id, 4321)
    response = read(head.id, head.path, path.read_bytes()).response
    assert response is not None
    assert "4,321" in response.questions[0].response
    assert "4,321" in response.changes[-1].note


def test_no_two_records_share_an_id_or_a_reference() -> None:
    heads = [MANY.head(number) for number in range(MANY.records)]
    assert len({head.id for head in heads}) == len({head.reference for head in heads}) == 400


def test_answers_are_spread_over_all_years_and_given_on_working_days() -> None:
    days = [MANY.days[MANY.responded(number)] for number in range(MANY.records)]
    assert days == sorted(days)
    assert {day.year for day in days} == set(range(LAST_YEAR - 9, LAST_YEAR + 1))
    assert all(is_working_day(day, Regime.FOIA) for day in days)


def test_the_log_is_shaped_like_a_real_one() -> None:
    records = [MANY.record(number) for number in range(MANY.records)]
    responses = [read(r.head.id, r.head.path, r.text.encode()).response for r in records]
    given = [r for r in responses if r is not None and r.questions]
    answers = [" ".join(q.response for q in r.questions) for r in given]
    lengths = sorted(map(len, answers))
    speaking = sum(bool(re.search(r"\bcouncil\b", answer, re.IGNORECASE)) for answer in answers)
    assert {r.outcome for r in given} >= set(Outcome) - {Outcome.NEITHER_CONFIRM_NOR_DENY}
    assert {r.legislation for r in given} == set(Regime)
    assert len({r.department for r in given}) >= 20
    assert len({t for r in given for t in r.topics}) == len(TOPICS)
    assert 0.80 <= speaking / len(answers) <= 0.97
    assert lengths[0] < 500 < lengths[len(lengths) // 2] < 3_000 < 6_000 < lengths[-1]
    assert 0.3 < sum("| --- |" in answer for answer in answers) / len(answers) < 0.8
    assert 0.05 < sum(bool(record.attachments) for record in records) / len(records) < 0.25
    assert any(r.redaction and r.redaction.items for r in given)
    assert any(e.public_interest for r in given for q in r.questions for e in q.exemptions)
    assert any(r.relations.follows for r in given)


def test_a_few_words_are_everywhere_and_most_are_seldom() -> None:
    texts = (MANY.record(number).text for number in range(200))
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]+", text.lower()))
    by_rank = [count for _, count in counts.most_common()]
    assert by_rank[0] > 5 * by_rank[50] > 20 * by_rank[1_000]
    assert sum(count == 1 for count in by_rank) > len(by_rank) / 4


def test_coined_names_do_not_run_out() -> None:
    assert len({coined(rank) for rank in range(30_000)}) == 30_000


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("Plain words, 2024", '"Plain words, 2024"'),
        ("Plain words", "Plain words"),
        ("Costs: all", '"Costs: all"'),
        ('Say "so"', '"Say \\"so\\""'),
        ("ends:", '"ends:"'),
    ],
)
def test_text_is_quoted_where_yaml_would_misread_it(text: str, yaml: str) -> None:
    assert scalar(text) == yaml
