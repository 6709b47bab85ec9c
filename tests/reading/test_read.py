"""A record read: everything it says, everything wrong with it, and never an exception."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_log.model import Outcome, PublicationStatus, RedactionStatus, Regime
from disclosure_log.reading import Reading, nodes, read, record
from disclosure_log.reduced_date import ReducedDate

RECORDS = Path(__file__).parents[1] / "records"
BASE = (RECORDS / "base.yaml").read_text("utf-8")
EVERY_KEY = RECORDS / "valid" / "every-key" / "responses" / "2024" / "notices.yaml"
LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


def read_text(text: str | bytes, record_id: str = "2024/example") -> Reading:
    raw = text.encode() if isinstance(text, str) else text
    return read(record_id, f"responses/{record_id}.yaml", raw)


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers, since a machine may have only the slower one."""
    monkeypatch.setattr(nodes, "_LOADER", nodes.typeless(request.param))


@pytest.mark.usefixtures("loader")
def test_every_key_of_the_contract_is_read() -> None:
    reading = read_text(EVERY_KEY.read_bytes(), "2024/notices")
    response = reading.response
    assert reading.findings == ()
    assert reading.broken == frozenset()
    assert response is not None
    assert response.id == "2024/notices"
    assert response.reference == "FOI-2024-0131"
    assert response.legislation is Regime.FOIA
    assert response.received == ReducedDate(2024, 3, 4)
    assert (response.clock[0].start, response.clock[0].end) == (
        ReducedDate(2024, 3, 6),
        ReducedDate(2024, 3, 8),
    )
    assert response.extended is not None
    assert response.extended.why == "public-interest-test"
    assert response.as_at == ReducedDate(2024, 2, 29)
    assert response.topics == ("parking", "finance")
    assert [question.outcome for question in response.questions] == [
        Outcome.PARTLY_DISCLOSED,
        Outcome.ALREADY_AVAILABLE,
    ]
    assert response.questions[0].response.startswith("| Year | Notices |\n|---")
    assert response.questions[1].answered_by == ("2023/parking-income",)
    assert response.redaction is not None
    assert response.redaction.status is RedactionStatus.REDACTED
    assert response.redaction.items[0].count == 1
    assert response.redaction.allowed[0].text == "parking.appeals@exampleshire.gov.uk"
    assert response.attachments[1].rights_holder == "Sample Surveys Ltd"
    assert response.relations.follows == ("2023/parking-income",)
    assert response.internal_review is not None
    assert response.internal_review.completed == ReducedDate(2024, 5, 10)
    assert response.regulator_review is not None
    assert response.regulator_review.reference == "IC-000000-A0B1"
    assert response.publication.status is PublicationStatus.PUBLISHED
    assert response.changes[0].note == "Corrected the 2022 total."
    assert response.language == "en"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("typed", ["No", "0131", "12:30", "1.10", "2024-03-28", "1e3", "0x1F"])
def test_a_value_stays_as_it_was_typed_and_is_said_to_be_ambiguous(typed: str) -> None:
    reading = read_text(BASE.replace("authority:", f"department: {typed}\nauthority:"))
    assert reading.response is not None
    assert reading.response.department == typed
    assert "record-ambiguous-value" in {finding.code for finding in reading.findings}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "typed", ["78", "0", "-5", "20240131", '"0131"', "'No'", "1.2.3", "no one"]
)
def test_a_plain_whole_number_and_anything_in_quotes_is_not_ambiguous(typed: str) -> None:
    assert read_text(f"reference: {typed}\n{BASE}").findings == ()


def test_a_broken_value_gets_a_stand_in_and_is_listed() -> None:
    reading = read_text(
        BASE.replace("outcome: disclosed", "outcome: given").replace("2024-03-28", "2024-02-30")
    )
    assert reading.broken == {("responded",), ("questions", 0, "outcome")}
    assert reading.response is not None
    assert reading.response.responded == ReducedDate(2024)
    assert reading.response.title == "Penalty charge notices issued in car parks"


def test_places_in_a_list_hold_where_an_entry_is_broken() -> None:
    text = BASE.replace("questions:\n", "questions:\n  - just words\n").replace(
        "outcome: disclosed", "outcome: given"
    )
    reading = read_text(text)
    assert reading.response is not None
    assert len(reading.response.questions) == 2
    assert ("questions", 0) in reading.broken
    assert ("questions", 1, "outcome") in reading.broken


def test_a_mistyped_key_does_not_also_count_as_missing() -> None:
    reading = read_text(BASE.replace("licence:", "license:"))
    assert [finding.code for finding in reading.findings] == ["record-unknown-key"]
    assert ("licence",) in reading.broken


def test_the_sole_body_of_a_log_need_not_be_named() -> None:
    text = BASE.replace("authority: exampleshire-council\n", "").encode()
    reading = read("2024/a", "responses/2024/a.yaml", text, sole_authority="exampleshire-council")
    assert reading.response is not None
    assert reading.response.authority == "exampleshire-council"


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "bomb",
    [
        "title: " + "[" * 100_000,
        "title: " + "{a: " * 100_000,
        "title:\n  " + "- " * 300_000 + "x",
        "? " * 200_000,
        "title: " + "[" * 250 + "]" * 250,
        "".join(" " * depth + "a:\n" for depth in range(900)),
        "a: &a [x]\n" + "b: [" + "*a, " * 5_000 + "]",
        "a: &a [*a]\n",
    ],
    ids=lambda bomb: bomb[:12],
)
def test_a_file_made_to_explode_is_a_finding(bomb: str) -> None:
    reading = read_text(bomb)
    assert {"record-syntax", "record-alias"} & {finding.code for finding in reading.findings}
    assert len(reading.findings) < 20


def test_aliases_are_never_expanded() -> None:
    laughs = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    reading = read_text(laughs)
    assert {finding.code for finding in reading.findings} == {"record-alias"}
    assert reading.response is None


def test_a_fault_of_ours_is_a_finding_and_hides_no_other_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Alex Example")

    monkeypatch.setattr(record, "build", fail)
    reading = read_text(BASE)
    (finding,) = reading.findings
    assert finding.code == "record-unreadable"
    assert "RuntimeError" in finding.message
    assert "Alex" not in finding.message


@given(st.binary(max_size=300))
def test_any_bytes_at_all_can_be_read(raw: bytes) -> None:
    reading = read_text(raw)
    assert "record-unreadable" not in {
        finding.code for finding in reading.findings if "does not know" in finding.message
    }
    assert reading.findings


@settings(max_examples=100)
@given(st.data())
def test_a_record_with_anything_changed_in_it_can_be_read(data: st.DataObject) -> None:
    text = EVERY_KEY.read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        typed = data.draw(st.text(alphabet="\n \t-:[]{}\"'|>&*!%@#?,aZ0£\r~", max_size=5))
        text = text[:start] + typed + text[end:]
    reading = read_text(text, "2024/notices")
    assert all("does not know" not in finding.message for finding in reading.findings)
    lines = len(text.splitlines()) + 1
    assert all(1 <= finding.line <= lines for finding in reading.findings)
    assert reading.response is not None or reading.findings


@pytest.mark.parametrize("path", sorted((RECORDS / "invalid").glob("*.yaml")), ids=lambda p: p.stem)
def test_both_parsers_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for loader in LOADERS:
        monkeypatch.setattr(nodes, "_LOADER", nodes.typeless(loader))
        reading = read(f"2024/{path.stem}", f"responses/2024/{path.name}", path.read_bytes())
        assert reading.findings or reading.response
        found.append((reading.findings, reading.response, reading.broken))
    assert all(each == found[0] for each in found)


def test_a_text_beyond_all_measure_is_refused_and_not_looked_into() -> None:
    long = "*_[" * 20_000
    base = (RECORDS / "base.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^    response: .*$", f'    response: "{long}"', base)
    reading = read_text(text)
    assert [finding.code for finding in reading.findings] == ["record-too-large"]
    assert ("questions", 0, "response") in reading.broken
    assert long[:9] not in "".join(f.message + f.excerpt for f in reading.findings)
