"""What a plain text gives away: its encoding, its unseen characters, and where its words lie."""

from __future__ import annotations

import pytest

from disclosure_log.finding import Severity
from disclosure_log.leaks.leak import CannotInspectError, Leak, Passage
from disclosure_log.leaks.plain_file import inspect_plain

BASES = (
    "Parking in Exampleton\n\nThe council issued 232 notices.\n",
    "# Heading\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "One line",
    "Ffioedd parcio yn Nhref Enghraifft: £5 – dim newid.\n",
    "Windows line ends\r\n\r\nSecond paragraph\r\n",
    "Old Mac line ends\rSecond line\r",
    "\tindented\n\n\tcode\n",
    "form feed\x0cnext page\n",
    "😀 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 pictures\n",
    "ελληνικά, עברית, العربية\n",
    "a long paragraph " * 90 + "\n\nshort\n",
)


def leaks(raw: bytes) -> list[Leak]:
    return [item for item in inspect_plain(raw) if isinstance(item, Leak)]


def passages(text: str) -> list[tuple[str, str]]:
    return [
        (item.text, item.place)
        for item in inspect_plain(text.encode())
        if isinstance(item, Passage)
    ]


@pytest.mark.parametrize("base", BASES)
def test_an_ordinary_text_passes(base: str) -> None:
    assert leaks(base.encode()) == []
    assert leaks(base.encode("utf-8-sig")) == []


@pytest.mark.parametrize("base", BASES)
def test_every_word_is_handed_on_once(base: str) -> None:
    words = " ".join(text for text, _ in passages(base)).split()
    assert words == base.split()


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda name: name
)
def test_another_encoding_is_told(base: str, encoding: str) -> None:
    text = "Plain letters come first, many of them, as in any text of the council. " + base
    assert [leak.code for leak in leaks(text.encode(encoding))] == ["attachment-encoding"]


@pytest.mark.parametrize("base", BASES)
def test_single_bytes_are_told_with_their_line(base: str) -> None:
    text = "first line\n" + base.encode("ascii", "ignore").decode() + "\ncosts \xa35"
    (leak,) = leaks(text.encode("cp1252"))
    assert leak.code == "attachment-encoding"
    assert leak.line == text.count("\n") + 1
    assert "CSV" not in leak.remedy


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("sign", "severity"),
    [
        ("\x1b[8mhidden\x1b[0m", Severity.ERROR),
        ("\x08\x08\x08", Severity.ERROR),
        ("\x7f", Severity.ERROR),
        ("\x9b31m", Severity.ERROR),
        ("\u202etxt", Severity.ERROR),
        ("\u2066a\u2069", Severity.ERROR),
        ("\U000e0041\U000e0042", Severity.ERROR),
        ("Test\u200bina", Severity.WARNING),
        ("Test\u2060ina", Severity.WARNING),
        ("Test\ufeffina", Severity.WARNING),
        ("Test\u200dina", Severity.WARNING),
    ],
)
def test_an_unseen_character_is_told_with_its_line(
    base: str, sign: str, severity: Severity
) -> None:
    before = base.replace("\r\n", "\n").replace("\r", "\n")
    (leak,) = leaks((before + "\nwords " + sign).encode())
    assert (leak.code, leak.severity) == ("attachment-hidden-text", severity)
    assert leak.line == before.count("\n") + 2
    assert leak.column >= 7
    assert "Test" not in repr(leak)


@pytest.mark.parametrize(
    "raw", [b"", b" \n\n", b"a\x00b", b"\xff\xfea"], ids=["empty", "blank", "zero", "broken"]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(CannotInspectError):
        list(inspect_plain(raw))


def test_paragraphs_are_placed_by_their_lines() -> None:
    long = "This paragraph is long enough to stand alone in the list of passages."
    assert passages(f"{long}\n{long}\n\n\n{long}\n") == [
        (f"{long}\n{long}", "lines 1 to 2"),
        (long, "line 5"),
    ]


def test_a_farewell_stays_with_the_name_below_it() -> None:
    (passage,) = passages("Yours sincerely\n\n\nTestina Sample\n\nOfficer\n")
    assert passage == ("Yours sincerely\n\n\nTestina Sample\n\nOfficer", "lines 1 to 6")
