"""Letters, names, leftovers and listed words: how sure, where exactly, and never what."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
import yaml

from disclosure_log.finding import Severity
from disclosure_log.leaks.text import leftovers, letters, listed, names
from disclosure_log.leaks.text.people import is_person, person_at
from disclosure_log.leaks.text.rule import Hit, Known, hits
from disclosure_log.leaks.text.rules import read_text
from disclosure_log.leaks.text.see import see
from leaks.text.test_sentences import FILES, KNOWN

MINE = {"salutation", "signature", "quoted_mail", "name", "leftover", "listed_word"}
RULES = (*letters.RULES, *names.RULES, *leftovers.RULES, *listed.RULES)


def found(text: str, known: Known | None = None) -> list[tuple[str, str, Severity]]:
    return [
        (hit.code.removeprefix("personal-data-"), text[hit.start : hit.end], hit.severity)
        for hit in read_text(text, known or Known())
    ]


@pytest.mark.parametrize("path", [p for p in FILES if p.stem in MINE], ids=lambda path: path.stem)
def test_no_message_holds_a_word_of_the_text(path: object) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))  # type: ignore[attr-defined]
    invented = ("Exampleton", "Sampleford", "Sampleworth", "Fixture", "Placeholder", "Testina")
    for text in data["positive"]:
        for hit in read_text(text, KNOWN):
            assert not any(word.casefold() in hit.message.casefold() for word in invented)


@pytest.mark.parametrize("path", [p for p in FILES if p.stem in MINE], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The council holds the following.\n\n", "\n\nThe council holds no more."),
        ("# Answer\n\n- one\n- two\n\n", "\n"),
        ("See below:\n", "\n\n[redacted: FOIA-s40(2) name of an officer]"),
    ],
)
def test_what_stands_around_hides_nothing(path: object, before: str, after: str) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))  # type: ignore[attr-defined]
    missed = [
        text
        for text in data["positive"]
        if not any(h.code == data["code"] for h in read_text(before + text + after, KNOWN))
    ]
    assert len(missed) <= 0.05 * len(data["positive"])


def test_an_unsure_leftover_is_a_warning() -> None:
    assert found("The code was XXXX in the file.") == [("leftover", "XXXX", Severity.WARNING)]
    assert found("REDACTED  CRIMINAL MINUTES") == [("leftover", "REDACTED", Severity.WARNING)]
    assert found("We met [REDACTED] there.") == [("leftover", "[REDACTED]", Severity.ERROR)]
    assert found("We met ████ there.") == [("leftover", "████", Severity.ERROR)]


def test_a_memorandum_is_a_warning_and_a_message_an_error() -> None:
    memo = "From: Jane Exampleton\nTo: Owen Fixture\nDate: 3 March 2024\nSubject: Lease"
    mail = memo.replace("Date: 3 March 2024", "Sent: 3 March 2024 10:11")
    assert [severity for _, _, severity in found(memo)] == [Severity.WARNING]
    assert [severity for _, _, severity in found(mail)] == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks\n| Parks | 94 | 328 |",
        "| Best wishes | Jane Exampleton |\n| Thank you | Owen Fixture |",
        "Reason | Days\n--- | ---\nAccess refused, 2013 | 3\nThanks | Jane Exampleton\nParks | 4",
        "| Jane Exampleton |\n| Records Officer |\n| Tel: 01632 |",
    ],
)
def test_lines_of_a_table_are_no_signature(text: str) -> None:
    assert "signature" not in {code for code, _, _ in found(text)}


def test_a_bar_that_quotes_a_letter_hides_no_signature() -> None:
    text = "| Yours sincerely\n| Jane Exampleton"
    assert [code for code, _, _ in found(text)] == ["signature"]


def test_the_place_of_a_known_body_is_no_person() -> None:
    known = Known(domains=frozenset({"exampleshire.gov.uk"}))
    assert found("Kind regards\n\nExampleshire", known) == []
    assert found("Kind regards\n\nExampleton", known) != []


def test_a_hit_points_to_its_words() -> None:
    assert found("Then: Dear Mr Sampleford,\nmore") == [
        ("salutation", "Dear Mr Sampleford", Severity.ERROR)
    ]
    assert found("told by Mrs J Exampleton today") == [
        ("name", "Mrs J Exampleton", Severity.WARNING)
    ]


def test_a_hit_points_into_the_raw_text() -> None:
    text = "by Tes\u200btina Fix\u00adture-Samplew\u00f6rth today"
    known = Known(words=("Testina Fixture-Sampleworth",))
    assert found(text, known) == [("listed-word", text[3:-6], Severity.ERROR)]


@pytest.mark.parametrize(
    ("listed_as", "text"),
    [
        ("Fixture, Testina", "Testina Fixture"),
        ("Mr Owen Sampleford", "O. Sampleford"),
        ("Owen Sampleford", "Mr Sampleford"),
        ("Owen Rhys Sampleford", "Owen Sampleford"),
        ("José Sampleford", "Jose Sampleford"),
        ("Jose Sampleford", "JOSÉ SAMPLEFORD"),
        ("Łukasz Fixture", "Lukasz Fixture"),
        ("Owen Sampleford", "Sampleford,\nOwen"),
        ("Owen Sampleford", "owensampleford@mail.example"),
        ("Owen Sampleford", "osampleford"),
        ("REF/2024/77", "ref-2024-77"),
        ("blue bicycle", "the Blue\nBicycle"),
        ("(Owen) Sampleford", "Owen Sampleford"),
        ("Owen.*", "OWEN"),
    ],
)
def test_a_listed_word_is_found_as_written(listed_as: str, text: str) -> None:
    assert any(code == "listed-word" for code, _, _ in found(text, Known(words=(listed_as,))))


@pytest.mark.parametrize("word", ["", " ", ".", "a", "-", "(", "\n"])
def test_a_listed_word_of_nothing_finds_nothing(word: str) -> None:
    assert found("A text. (And - more)", Known(words=(word,))) == []


HOSTILE = (
    *("Dear Mr ", "_____ ", "XXXX ", "[redacted ", "From: a Sent: b ", "From: a\nSent: b\n"),
    *("On 1 ", "Mr A ", "Yours sincerely\n", "> > ", "A*** ", "(a (", "j-\n", "█ ", "\n>*_|# "),
)


#: What once cost more than its length: long lines, many characters, headers that never end.
SLOW = (
    *("From: a Sent: b To: c ", "Sent: To: From: ", "On 1 wrote ", "On 1 1\n wrote:", "a|"),
    *("\na b", "Dear Mr ", "Jane Fixture\nOfficer\n", "|-", "EX1 1AA ", "07 ", "1-", "a@a."),
    "".join(map(chr, range(0x4E00, 0x9E00))),
)


@pytest.mark.parametrize("unit", SLOW)
def test_the_work_grows_no_faster_than_the_text_by_much(unit: str) -> None:
    def work(length: int) -> float:
        text = (unit * length)[:length] + " e: wrote: Subject: x"
        begun = process_time()
        read_text(text, Known(words=("Jane Smith",)))
        return process_time() - begun

    work(500)  # patterns are compiled and libraries loaded
    assert work(80_000) < 40 * work(8_000) + 0.5


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    seen = replace(see(""), raw=text, plain=text, origin=range(len(text) + 1))
    known = Known(words=("Jane Smith",))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits(seen, known, RULES))


@pytest.mark.parametrize(
    "cell", ["Jane Sampleford", "SAMPLEFORD, Jane", "Dr Fixture", "J. Fixture", "Siân ap Fixture"]
)
def test_a_cell_is_a_person(cell: str) -> None:
    assert is_person(cell)


@pytest.mark.parametrize(
    "cell",
    ["Victoria Road", "Mill Lane", "Finance", "Jane", "George Street School", "Not held", "12", ""],
)
def test_a_cell_is_no_person(cell: str) -> None:
    assert not is_person(cell)


def test_a_line_of_a_post_is_no_person() -> None:
    assert person_at("Jane Sampleford, Records Officer")
    assert not person_at("Records Officer")
    assert not person_at("")


def test_hits_are_ordered() -> None:
    text = "Dear Jane,\n████ Mr Sampleford\nKind regards\nOwen Fixture"
    got: tuple[Hit, ...] = read_text(text, Known())
    assert list(got) == sorted(got)
    assert {hit.code for hit in got} >= {"personal-data-salutation", "personal-data-leftover"}
