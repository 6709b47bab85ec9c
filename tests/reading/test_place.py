"""A finding's line, column and excerpt: right to the character, and never somebody's words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.finding import Fault
from disclosure_log.reading import Source, read
from disclosure_log.reading.nodes import compose
from disclosure_log.reading.scalars import Positions

RECORDS = Path(__file__).parents[1] / "records"
BASE = (RECORDS / "base.yaml").read_text("utf-8")
SECRETS = ("Alex", "Example", "alex@", "960123", "960-123", "Secret Street", "QQ123456C", "123456")


def source(text: str) -> Source:
    found = read("2024/example", "responses/2024/example.yaml", text.encode()).source
    assert found is not None
    return found


def spot(text: str, fault: Fault) -> tuple[int, int]:
    finding = source(text).place(fault)
    return finding.line, finding.column


@pytest.mark.parametrize(
    ("typed", "value_line"),
    [
        ("department: Parking Services of £5 a day", 0),
        ("department: 'Parking ''Services'' of £5 a day'", 0),
        ('department: "Parking \\"Services\\" of \\u00a35 a day"', 0),
        ("department: |\n  Parking Services\n\n    of £5 a day\n", 3),
        ("department: |2-\n    Parking Services\n  of £5 a day\n", 2),
        ("department: >\n  Parking Services\n  of £5\n  a day\n", 2),
        ("department: Parking\n  Services\n  of £5\n  a day", 2),
        ('department: "Parking\n  Services \\\n  of £5\n\n  a day"', 2),
    ],
)
def test_a_place_inside_a_value_is_found_however_it_was_typed(typed: str, value_line: int) -> None:
    text = f"{typed}\n{BASE}"
    root = compose(text).root
    assert isinstance(root, yaml.MappingNode)
    value = root.value[0][1].value
    fault = Fault("x", ("department",), "", "", offset=value.index("of "), length=2)
    finding = source(text).place(fault)
    line = text.split("\n")[value_line]
    assert (finding.line, finding.column) == (value_line + 1, line.index("of ") + 1)


@given(
    st.lists(st.text(alphabet="ab'\"\\:#-£ ", min_size=1, max_size=8), min_size=1, max_size=4),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.data(),
)
def test_every_visible_character_is_found_in_whatever_style(
    lines: list[str], style: str | None, data: st.DataObject
) -> None:
    dumped = yaml.dump({"a": "\n".join(lines)}, default_style=style, allow_unicode=True, width=20)
    root = compose(dumped).root
    assert isinstance(root, yaml.MappingNode)
    ((_, node),) = [(k, v) for k, v in root.value if k.value == "a"]
    visible = [place for place, sign in enumerate(node.value) if sign not in " \n"]
    if visible:
        offset = data.draw(st.sampled_from(visible))
        at = Positions(dumped, node).of(offset)
        assert dumped[at] in (node.value[offset], "\\")


def test_a_missing_key_is_placed_at_the_block_it_is_missing_from() -> None:
    assert spot(BASE, Fault("x", ("redaction", "prepared_by"), "", "")) == (11, 1)
    assert spot(BASE, Fault("x", ("questions", 0, "exemptions"), "", "")) == (8, 5)
    assert spot(BASE, Fault("x", ("licence", "nothing"), "", "")) == (15, 1)
    assert spot(BASE, Fault("x", ("summary",), "", "")) == (1, 1)


def test_a_key_or_its_value_can_be_pointed_at() -> None:
    assert spot(BASE, Fault("x", ("licence",), "", "")) == (15, 10)
    assert spot(BASE, Fault("x", ("licence",), "", "", on_key=True)) == (15, 1)


def test_an_entry_of_a_list_is_placed_at_the_entry() -> None:
    finding = source(BASE).place(Fault("x", ("topics", 0), "", ""))
    assert (finding.line, finding.column, finding.excerpt) == (6, 10, "- parking")


def test_an_excerpt_shows_fixed_words_and_dates_with_the_caret_below_them() -> None:
    finding = source(BASE).place(Fault("x", ("received",), "", ""))
    assert finding.excerpt == "received: 2024-03-04"
    assert finding.excerpt[finding.caret :][: finding.length] == "2024-03-04"


def test_an_excerpt_shows_only_the_fragment_that_is_meant() -> None:
    text = BASE.replace("How many", "Dear Alex Example, TODO how many")
    fault = Fault("x", ("questions", 0, "request"), "", "", offset=19, length=4)
    finding = source(text).place(fault)
    assert finding.excerpt == "request: …TODO…"
    assert finding.excerpt[finding.caret :][: finding.length] == "TODO"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("personal-data-name", "Alex Example"),
        ("markup-raw-html", "<a href=mailto:alex@example.org>"),
        ("redaction-leftover", "TODO call 01632 960123"),
    ],
)
def test_a_fragment_that_may_be_personal_is_masked(code: str, words: str) -> None:
    text = BASE.replace("How many", f"x {words} how many")
    fault = Fault(code, ("questions", 0, "request"), "", "", offset=2, length=len(words))
    excerpt = source(text).place(fault).excerpt
    assert excerpt.startswith(f"request: …{words[:2]}…")
    assert not [secret for secret in SECRETS if secret in excerpt]


PERSONAL = [
    "requester_name: Alex Example",
    "requester: {name: Alex Example, phone: 01632 960123}",
    "Alex Example: who asked",
    '"alex@example.org": hello',
    "title: Alex Example: about fines",
    "title: 'Alex Example's request",
    'title: "Alex Example',
    "title: [Alex Example, Secret Street]",
    "received: Alex Example",
    "received: 01632 960123",
    "received: QQ123456C",
    "responded: alex@example.org",
    "received: 01632-960-123",
    "legislation: 01632-960-123",
    "authority: 01632-960-123",
    "publication: {status: 01632-960-123}",
    "topics: [01632-960-123]",
    "relations: {follows: [2024/01632-960-123]}",
    "2024/01632-960-123: x",
    "language: Alex Example",
    "licence: Alex Example of Secret Street",
    "legislation: alex@example.org",
    "authority: Alex Example",
    "topics: [Alex Example, 01632 960123, alex@example.org]",
    "department:\tAlex Example",
    "department: *Alex Example",
    "department: &Alex Example",
    "department: !Alex Example",
    "department: @Alex Example",
    "department: 01632960123",
    "department: 123456",
    "department: | Alex Example",
    "publication: {status: Alex Example, reason: alex@example.org}",
    "Alex Example lives in Secret Street",
    "relations: {follows: [Alex Example]}",
    "attachments: [{file: Alex Example.pdf, title: Alex Example}]",
    "clock: Alex Example",
    "summary: Alex\u2028Example",
    "summary: PLACEHOLDER for Alex Example",
    "extended: [Alex Example",
    "as_at: 28th of Example 2024",
]


@pytest.mark.parametrize("line", PERSONAL)
@pytest.mark.parametrize("first", [True, False])
def test_no_finding_of_the_reader_repeats_personal_data(line: str, first: bool) -> None:
    key = line.partition(":")[0]
    rest = "".join(each for each in BASE.splitlines(True) if not each.startswith(f"{key}:"))
    text = f"{line}\n{rest}" if first else f"{rest}{line}\n"
    findings = read("2024/example", "responses/2024/example.yaml", text.encode()).findings
    shown = [
        words
        for finding in findings
        for words in (finding.message, finding.remedy, finding.excerpt)
        if any(secret in words for secret in SECRETS)
    ]
    assert shown == []
