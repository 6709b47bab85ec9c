"""The words of a record can be shown to everybody, as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from disclosure_log.checks.fields import every_text, published_texts
from disclosure_log.checks.markup import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Attachment,
    Catalogue,
    Change,
    Exemption,
    Outcome,
    PublicInterest,
    Question,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

CONTEXT = Context(date(2026, 11, 23), Catalogue({}, {}))


def record(response: str, request: str = "How many?") -> Response:
    return Response(
        id="2024/example",
        title="Penalty charge notices issued in car parks",
        authority="exampleshire-council",
        legislation=Regime.FOIA,
        responded=ReducedDate(2024, 3, 28),
        questions=(Question(request, response, Outcome.DISCLOSED),),
        redaction=None,
        licence="OGL-UK-3.0",
    )


def faults(response: Response) -> list[Fault]:
    return [fault for rule in RULES for fault in rule.check(response, CONTEXT)]


def found(text: str) -> list[tuple[str, str]]:
    """Each fault's code and the fragment it points at."""
    return [
        (fault.code, text[fault.offset or 0 :][: fault.length]) for fault in faults(record(text))
    ]


def test_all_that_an_answer_may_hold_is_well() -> None:
    text = """\
## Notices

We hold **two** lists, and *one* table (a < b, 5 > 3 & c):

- one
  - nested

### By year

| | 2023 |
|:---|---:|
| Issued | [4,312](https://www.exampleshire.gov.uk/notices) |

> [redacted: FOIA-s40(2) name of a junior officer], `<b>` and \\<i>

Write to <foi@exampleshire.gov.uk> or see https://www.exampleshire.gov.uk, \
[an earlier answer](../../2023/parking/), [below](#notices) or [ring](tel:01632960100).

    <code>
"""
    assert faults(record(text, request=text)) == []


class TestRawHtml:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("4,312 <b>notices</b>", "<b"),
            ("4,312<br>notices", "<br"),
            ("<div>\nnotices\n</div>", "<div"),
            ("<script>alert(1)</script>", "<script"),
            ("| a |\n|---|\n| <i>b</i> |", "<i"),
            ("a <!-- Jane Example --> b", "<"),
            ('a <a href="mailto:jane@example.org"> b', "<a"),
            ("a <janeexample> b", "<"),
            ("</p>", "</p"),
        ],
    )
    def test_an_element_is_found_once_and_pointed_at_without_its_words(
        self, text: str, shown: str
    ) -> None:
        assert found(text) == [("markup-raw-html", shown)]

    def test_the_message_names_known_elements_alone(self) -> None:
        known, unknown = faults(record("<b>a</b> <janeexample>"))

        assert "“<b>”" in known.message
        assert "jane" not in unknown.message + unknown.remedy

    def test_plain_fields_hold_none_either(self) -> None:
        response = replace(
            record("None."),
            title="Car parks <b>and</b> more",
            summary="<p>One",
            department="Parking<br/>Services",
            attachments=(Attachment("a.csv", "<i>Notices</i>", "OGL-UK-3.0"),),
            changes=(Change(ReducedDate(2024), "Added <!-- x -->"),),
        )

        assert [(fault.code, fault.where) for fault in faults(response)] == [
            ("markup-raw-html", ("title",)),
            ("markup-raw-html", ("department",)),
            ("markup-raw-html", ("summary",)),
            ("markup-raw-html", ("attachments", 0, "title")),
            ("markup-raw-html", ("changes", 0, "note")),
        ]

    def test_plain_fields_may_hold_signs_and_markdown(self) -> None:
        exemption = Exemption(
            "FOIA-s43(2)", "a < b > c & d", PublicInterest("**a**", "# b", "<a@example.org>")
        )
        question = Question("How many?", "None.", Outcome.REFUSED, (exemption,))

        assert faults(replace(record(""), questions=(question,))) == []


class TestImages:
    @pytest.mark.parametrize(
        "text",
        [
            "![Map](https://www.exampleshire.gov.uk/map.png)",
            "![Map](map.png)",
            "![Map][m]\n\n[m]: /map.png",
        ],
    )
    def test_no_picture_stands_in_an_answer(self, text: str) -> None:
        assert found(text) == [("markup-image", "![")]


class TestLinks:
    @pytest.mark.parametrize(
        ("address", "named"),
        [
            ("javascript:alert(1)", "“javascript:”"),
            ("JAVASCRIPT:alert(1)", "“javascript:”"),
            ("javascript&colon;alert(1)", "“javascript:”"),
            ("java&#10;script:alert(1)", "“javascript:”"),
            ("java&Tab;script&#58;alert(1)", "“javascript:”"),
            ("&#106;avascript:alert(1)", "“javascript:”"),
            ("data:text/html;base64,AAAA", "“data:”"),
            ("file:///S:/policy.docx", "“file:”"),
            ("ftp://ftp.exampleshire.gov.uk", "“ftp:”"),
            ("//www.exampleshire.gov.uk/x", "how to reach"),
            ("\\\\\\\\server\\\\share", "how to reach"),
            ("jane-example:x", "cannot safely open"),
            ("", "leads nowhere"),
        ],
    )
    def test_an_address_that_no_page_may_open_is_found(self, address: str, named: str) -> None:
        text = f"See [Jane Example]({address})."

        (fault,) = faults(record(text))

        assert fault.code == "markup-unsafe-link"
        assert text[fault.offset or 0 :][: fault.length] == "["
        assert named in fault.message
        assert "ane" not in fault.message + fault.remedy

    def test_a_link_defined_elsewhere_is_found_where_it_stands(self) -> None:
        assert found("See [a][b].\n\n[b]: javascript:c") == [("markup-unsafe-link", "[")]


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("# A", ["#"]),
            ("A\n===", ["A"]),
            ("### A", ["###"]),
            ("## A\n\n#### B\n\n##### C", ["####"]),
            ("## A\n\n### B\n\n## C\n\n### D", []),
            ("## A\n\n### B\n\n#### C\n\n## D", []),
            ("## A\n\n# B\n\n## C", ["#"]),
        ],
    )
    def test_levels_follow_one_another_below_the_pages_own(
        self, text: str, shown: list[str]
    ) -> None:
        assert found(text) == [("markup-heading-level", sign) for sign in shown]

    def test_a_level_may_be_meant(self) -> None:
        assert faults(record("# A"))[0].severity is Severity.WARNING


class TestTables:
    @pytest.mark.parametrize(
        "text",
        [
            "| 2022 | 4,104 |\n| 2023 | 4,312 |",
            "| Year | Notices |\n|---|\n| 2023 | 4,312 |",
            "| | |\n|---|---|\n| 2023 | 4,312 |",
            "Notices:\n| 2022 | 4,104 |\n| 2023 | 4,312 |",
        ],
    )
    def test_a_table_names_its_columns(self, text: str) -> None:
        assert found(text) == [("markup-table-header", "|")]


class TestHiddenCharacters:
    @pytest.mark.parametrize(
        "character",
        [
            *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
            *"\ufeff\u00ad\u2060\u2063\u180e\u034f\u061c\u2028\u2029\u3164\u2800\ufffc\ufe00",
            *"\x00\x08\x0b\x1b\x7f\x85\ue000\uf0b7\U000e0041\U000e0100\U0010fffd\ud800",
        ],
    )
    def test_what_cannot_be_seen_is_found_and_not_passed_on(self, character: str) -> None:
        (fault,) = faults(record(f"4,3{character}12"))

        assert fault.code == "markup-hidden-character"
        assert (fault.offset, fault.length) == (3, 0)
        assert f"U+{ord(character):04X}" in fault.message
        assert character not in fault.message + fault.remedy

    def test_a_text_is_named_once_with_all_its_kinds(self) -> None:
        (fault,) = faults(record("a\u200b b\u00ad c\u200b"))

        assert "3 invisible characters" in fault.message
        assert "zero width space" in fault.message
        assert "soft hyphen" in fault.message

    @pytest.mark.parametrize(
        "text",
        [
            "tab\tand\nline, no\u00a0break, thin\u2009space",
            "£4,312 – “quoted” … ✔️ ☎︎ 👍🏽",
            "👩‍👧‍👦 and ❤️‍🔥",
            "Ŷ ŵ Gaeilge ﬁ 中文 العربية עברית हिन्दी",
        ],
    )
    def test_every_visible_writing_is_well(self, text: str) -> None:
        assert found(text) == []

    def test_every_text_is_read(self) -> None:
        response = replace(record("None.", request="a\u200bb"), title="Car\u00adparks")

        assert [fault.where for fault in faults(response)] == [
            ("title",),
            ("questions", 0, "request"),
        ]


def test_the_texts_are_those_of_the_record_asked_about() -> None:
    one, other = record("First."), record("Second.")
    for asked in (one, other, one, replace(one), other):
        shown = [each.text for each in published_texts(asked)]
        assert asked.questions[0].response in shown
        assert every_text(asked)[: len(shown)] == published_texts(asked)
