"""What a person sees in a text, and that every character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.leaks.text.see import see

SEEN = {
    "john [at] exampleshire dot gov dot uk": "john@exampleshire.gov.uk",
    "john (at) exampleshire.gov.uk": "john@exampleshire.gov.uk",
    "john.doe AT example.org": "john.doe@example.org",
    "john.doe at example dot org": "john.doe@example.org",
    "john@exam\u00adple.org": "john@example.org",
    "jo\u200bhn@\u2060example.org": "john@example.org",
    "john&#64;example.org": "john@example.org",
    "john&commat;example&#46;org": "john@example.org",
    "john%40example.org": "john@example.org",
    "john\\@example.org": "john@example.org",
    "john @ example . org": "john@example.org",
    "john\n@example.org": "john@example.org",
    "john@\r\nexample.org": "john@example.org",
    "john@example.\n  gov.uk": "john@example.gov.uk",
    "јоhn@ехаmple.соm": "john@example.com",
    "ｊｏｈｎ＠ｅｘａｍｐｌｅ．ｏｒｇ": "john@example.org",
    "𝐣𝐨𝐡𝐧@𝚎𝚡𝚊𝚖𝚙𝚕𝚎.𝒐𝒓𝒈": "john@example.org",
    "０７７００ ９００１２３": "07700 900123",
    "٠٧٧٠٠ ٩٠٠١٢٣": "07700 900123",
    "0️⃣7️⃣7️⃣": "077",
    "07700\u00a0900\u202f123": "07700 900 123",
    "07700–900—123": "07700-900-123",
    "call 07700\n900123": "call 07700 900123",
    "EX1\r\n1AA": "EX1\n1AA",
    "hyphen\ufffe\r\nated": "hyphenated",
    "\x02\nexample": "example",
    "ﬁnance": "finance",
    "07700 **900** 123": "07700 900 123",
}

SAME = (
    "",
    "See exampleshire.gov.uk for the report at www.exampleshire.gov.uk.",
    "The report is at exampleshire.gov.uk/reports.",
    "PUBLISHED AT EXAMPLESHIRE.GOV.UK",
    "2019\n2020\n2021",
    "12\n14\n9\n",
    "Ring 01632 960145\n07700 900123",
    "Write to foi@example.org.\nThe council answers.",
    "3 @ £4.50",
    "Section 12(4)(a) of the Regulations",
    "Café, façade, ŵyl, £12 and ½",
    "a footnote² stays",
)


@pytest.mark.parametrize("raw", SEEN)
def test_a_disguise_is_seen_through(raw: str) -> None:
    assert see(raw).plain == SEEN[raw]


@pytest.mark.parametrize("raw", SAME)
def test_ordinary_words_stay_as_they_are(raw: str) -> None:
    assert see(raw).plain == raw


def test_a_plain_text_is_the_same_object_and_counts_its_own_offsets() -> None:
    raw = "Nothing to see in 2024."
    seen = see(raw)
    assert seen.plain is raw
    assert seen.origin == range(len(raw) + 1)


def test_the_underscores_of_a_file_name_part_its_words() -> None:
    assert see("letter_QQ123456C_final.pdf", "name").plain == "letter QQ123456C final.pdf"


def test_what_is_found_lies_where_it_stood() -> None:
    raw = "Write to s\u200bam [at] example dot org, please."
    seen = see(raw)
    start = seen.plain.index("sam@")
    first, last = seen.span(start, start + len("sam@example.org"))
    assert raw[first:last] == "s\u200bam [at] example dot org"


_SIGNS = st.text(
    st.sampled_from([*"ab1 0@.\n-([)]&#;64%\\", "\u200b", "\u00ad", "\ufffe", "ﬁ", "–", "é", "а"])
    | st.characters(codec="utf-8"),
    max_size=60,
)


@given(_SIGNS)
def test_offsets_only_grow_and_end_at_the_end(raw: str) -> None:
    seen = see(raw)
    origin = list(seen.origin)
    assert len(origin) == len(seen.plain) + 1
    assert origin == sorted(origin)
    assert origin[-1] == len(raw)
    assert all(0 <= at < len(raw) for at in origin[:-1])


@given(_SIGNS)
def test_seeing_twice_changes_no_plain_word(raw: str) -> None:
    if raw.isascii() and raw.isalnum():
        assert see(raw).plain == raw
