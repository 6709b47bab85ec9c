"""The redaction is signed off in time by another role, and the text bears it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from disclosure_log.checks.redaction import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Allowance,
    Attachment,
    Catalogue,
    Change,
    Exemption,
    Outcome,
    Publication,
    PublicationStatus,
    PublicInterest,
    Question,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

CONTEXT = Context(date(2026, 11, 23), Catalogue({}, {}))
NAME = "[redacted: FOIA-s40(2) name of a junior officer]"
PRICE = "[redacted: FOIA-s43(2) price per visit]"
SIGNED = Redaction(
    RedactionStatus.NOTHING_TO_REDACT, "Information Governance Manager", ReducedDate(2024, 3, 27)
)


def item(
    provision: str = "FOIA-s40(2)", count: int = 1, where: str = "question 1"
) -> RedactionItem:
    return RedactionItem("Name of a junior officer", where, provision, count)


def record(
    response: str = "The council issued 4,312 notices.",
    *items: RedactionItem,
    request: str = "How many?",
    redaction: Redaction | None = SIGNED,
    attachments: tuple[str, ...] = (),
) -> Response:
    if items:
        redaction = replace(SIGNED, status=RedactionStatus.REDACTED, items=items)
    return Response(
        id="2024/example",
        title="Penalty charge notices issued in car parks",
        authority="exampleshire-council",
        legislation=Regime.FOIA,
        responded=ReducedDate(2024, 3, 28),
        questions=(Question(request, response, Outcome.DISCLOSED),),
        redaction=redaction,
        licence="OGL-UK-3.0",
        attachments=tuple(Attachment(file, "Contract (redacted)", "") for file in attachments),
        publication=Publication(on=ReducedDate(2024, 4, 2)),
    )


def faults(response: Response) -> list[Fault]:
    return [fault for rule in RULES for fault in rule.check(response, CONTEXT)]


def codes(response: Response) -> list[str]:
    return [fault.code for fault in faults(response)]


class TestSignOff:
    def test_a_record_with_nothing_to_redact_is_well(self) -> None:
        assert faults(record()) == []

    def test_a_missing_block_is_the_shapes_business(self) -> None:
        assert faults(record(redaction=None)) == []

    @pytest.mark.parametrize(
        ("checked_on", "expected"),
        [
            ("2024-04-02", []),
            ("2024-04-03", ["redaction-after-publication"]),
            ("2024-04", []),
            ("2024-05", ["redaction-after-publication"]),
            ("2024", []),
            ("2025", ["redaction-after-publication"]),
            ("2026-11-23", ["redaction-after-publication"]),
            ("2026-11-24", ["redaction-in-future"]),
            ("2026-11", ["redaction-after-publication"]),
            ("2027", ["redaction-in-future"]),
        ],
    )
    def test_the_check_is_made_by_the_day_of_publication(
        self, checked_on: str, expected: list[str]
    ) -> None:
        signed = replace(SIGNED, checked_on=ReducedDate.parse(checked_on))

        assert codes(record(redaction=signed)) == expected

    def test_the_check_may_follow_the_response_where_publication_is_not_dated(self) -> None:
        signed = replace(SIGNED, checked_on=ReducedDate(2025, 1, 6))

        assert codes(replace(record(redaction=signed), publication=Publication())) == []

    @pytest.mark.parametrize(
        "prepared_by",
        [
            "Information Governance Manager",
            "information  governance manager ",
            "Information-Governance Manager.",
        ],
    )
    def test_the_same_role_does_not_check_its_own_work(self, prepared_by: str) -> None:
        signed = replace(SIGNED, prepared_by=prepared_by)

        (fault,) = faults(record(redaction=signed))

        assert fault.code == "redaction-same-role"
        assert fault.where == ("redaction", "checked_by")

    @pytest.mark.parametrize("prepared_by", ["", "FOI Officer"])
    def test_another_role_does(self, prepared_by: str) -> None:
        assert codes(record(redaction=replace(SIGNED, prepared_by=prepared_by))) == []


class TestMarkersAndItems:
    def test_markers_with_their_items_are_well(self) -> None:
        assert faults(record(f"{NAME} at {PRICE}", item(), item("FOIA-s43(2)"))) == []

    def test_counts_add_up_over_items_of_one_provision_and_over_all_texts(self) -> None:
        response = record(f"{NAME}, {NAME}", item(count=2), item(), request=f"Who is {NAME}?")

        assert faults(response) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"title": f"Contract signed by {NAME}"},
            {"summary": NAME},
            {"department": NAME},
            {"changes": (Change(ReducedDate(2024), NAME),)},
        ],
    )
    def test_markers_count_wherever_the_page_shows_them(self, change: dict[str, object]) -> None:
        assert faults(replace(record("None.", item()), **change)) == []  # type: ignore[arg-type]

    def test_markers_in_reasons_count_too(self) -> None:
        question = Question(
            "Who?",
            "None.",
            Outcome.REFUSED,
            (Exemption("FOIA-s43(2)", NAME, PublicInterest(NAME, NAME, NAME)),),
        )

        response = record("", item(count=4))

        assert faults(replace(response, questions=(question,))) == []

    def test_a_marker_without_item_is_pointed_at_without_its_words(self) -> None:
        text = f"Signed by {NAME} at {PRICE}."

        (fault,) = faults(record(text, item()))

        assert fault.code == "redaction-marker-without-item"
        assert fault.where == ("questions", 0, "response")
        assert fault.offset == text.index(PRICE)
        assert text[fault.offset :][: fault.length] == "[redacted: FOIA-s43(2)"
        assert "FOIA-s43(2)" in fault.message

    def test_a_marker_of_another_law_is_to_be_corrected_not_listed(self) -> None:
        environmental = replace(record(NAME, item("EIR-r12(5)(e)")), legislation=Regime.EIR)

        fault = next(f for f in faults(environmental) if "marker-without" in f.code)

        assert "type EIR-r13(1) in the marker" in fault.remedy
        assert "Add an entry" not in fault.remedy

    def test_each_marker_without_item_is_found(self) -> None:
        assert codes(record(f"{NAME} {PRICE} {PRICE}", item())) == (
            ["redaction-marker-without-item"] * 2
        )

    def test_an_item_without_marker_is_pointed_at(self) -> None:
        (fault,) = faults(record(NAME, item(), item("FOIA-s43(2)")))

        assert fault.code == "redaction-item-without-marker"
        assert fault.where == ("redaction", "items", 1)

    @pytest.mark.parametrize("count", [1, 3])
    def test_counts_that_disagree_are_found(self, count: int) -> None:
        (fault,) = faults(record(f"{NAME} {NAME}", item(count=count)))

        assert fault.code == "redaction-count"
        assert f"count {count} removal" in fault.message
        assert "marks 2" in fault.message

    def test_a_section_is_not_its_subsection(self) -> None:
        assert sorted(codes(record(NAME, item("FOIA-s40")))) == [
            "redaction-item-without-marker",
            "redaction-marker-without-item",
        ]

    @pytest.mark.parametrize("title", ["1", "Quest", "on"])
    def test_a_short_title_within_other_words_names_no_attachment(self, title: str) -> None:
        attached = (Attachment("contract.pdf", title, "OGL-UK-3.0"),)

        assert faults(replace(record(NAME, item()), attachments=attached)) == []

    @pytest.mark.parametrize(
        "where",
        ["contract.pdf", "Contract.PDF, page 2", "Contract (redacted)", "attachment 1", "Annex A"],
    )
    def test_what_was_removed_in_an_attachment_needs_no_marker(self, where: str) -> None:
        response = record("None.", item(count=7, where=where), attachments=("contract.pdf",))

        assert faults(response) == []

    def test_an_attachment_that_is_not_there_excuses_nothing(self) -> None:
        assert codes(record("None.", item(where="contract.pdf"))) == [
            "redaction-item-without-marker"
        ]

    def test_removals_in_an_attachment_do_not_account_for_markers(self) -> None:
        response = record(
            f"{NAME} {NAME}",
            item(),
            item(count=7, where="contract.pdf"),
            attachments=("contract.pdf",),
        )

        (fault,) = faults(response)

        assert fault.code == "redaction-count"
        assert "outside attachments" in fault.message

    def test_a_redacted_record_has_items(self) -> None:
        signed = replace(SIGNED, status=RedactionStatus.REDACTED)

        assert codes(record(NAME, redaction=signed)) == ["redaction-no-items"]

    def test_nothing_to_redact_has_neither_markers_nor_items(self) -> None:
        assert codes(record(NAME)) == ["redaction-unexpected"]
        assert codes(record(redaction=replace(SIGNED, items=(item(),)))) == ["redaction-unexpected"]

    def test_a_withdrawn_record_keeps_its_items_though_its_text_is_gone(self) -> None:
        withdrawn = replace(
            record("", item(count=3)),
            questions=(),
            publication=Publication(PublicationStatus.WITHDRAWN, ReducedDate(2024, 5, 1), "error"),
        )

        assert faults(withdrawn) == []


class TestMarkers:
    @pytest.mark.parametrize(
        ("typed", "code", "shown"),
        [
            ("[redacted: Jane Example]", "redaction-malformed-marker", "[redacted:"),
            ("[redacted: FOIA-s40(2) Jane Example", "redaction-malformed-marker", "[redacted:"),
            (
                "[Redacted: FOIA-s40(2) Jane]",
                "redaction-malformed-marker",
                "[Redacted: FOIA-s40(2)",
            ),
            ("[Jane Example redacted]", "redaction-leftover", "["),
            ("[REDACTED – Jane]", "redaction-leftover", "[REDACTED"),
            ("(redacted)", "redaction-leftover", "(redacted)"),
            ("REDACTED", "redaction-leftover", "REDACTED"),
        ],
    )
    def test_what_is_no_marker_is_pointed_at_without_its_words(
        self, typed: str, code: str, shown: str
    ) -> None:
        text = f"Signed by {typed}"

        (fault,) = faults(record(text))

        assert fault.code == code
        assert fault.offset is not None
        assert text[fault.offset :][: fault.length] == shown
        assert "Jane" not in fault.message + fault.remedy

    def test_a_marker_out_of_sight_is_malformed(self) -> None:
        text = f"{NAME} [here](https://www.exampleshire.gov.uk/{NAME})"

        (fault,) = faults(record(text, item(count=2)))

        assert fault.code == "redaction-malformed-marker"
        assert fault.offset == text.rindex("[redacted")

    def test_a_marker_in_code_can_be_read_there(self) -> None:
        assert faults(record(f"    server = {NAME}", item())) == []

    @pytest.mark.parametrize(
        ("code", "meant"),
        [
            ("FOIA-s40(9)", "FOIA-s40"),
            ("FOIA-40(2)", "FOIA-s40(2)"),
            ("EIR-s12.5.e", "EIR-r12(5)(e)"),
        ],
    )
    def test_an_unknown_provision_names_the_one_meant(self, code: str, meant: str) -> None:
        (marker, listed) = faults(record(f"[redacted: {code} name]", item(code)))

        assert {marker.code, listed.code} == {"redaction-unknown-provision"}
        assert f"“{code}”" in marker.message
        assert f"Type {meant} instead" in marker.remedy
        assert listed.where == ("redaction", "items", 0, "provision")

    def test_what_is_hardly_a_provision_is_not_repeated(self) -> None:
        (fault,) = faults(record(f"{NAME} [redacted: jane-example1985 name]", item()))

        assert fault.code == "redaction-unknown-provision"
        assert "jane" not in fault.message + fault.remedy
        assert fault.length == len("[redacted:")

    def test_an_item_under_another_law_names_what_this_one_calls_it(self) -> None:
        code = "FOISA-s38(1)(b)"

        (fault,) = faults(record(f"[redacted: {code} name]", item(code)))

        assert fault.code == "law-wrong-regime"
        assert "FOIA-s40(2)" in fault.remedy

    def test_a_marker_without_words_is_a_warning(self) -> None:
        (fault,) = faults(record("[redacted: FOIA-s40(2)]", item()))

        assert (fault.code, fault.severity) == ("redaction-marker-wordless", Severity.WARNING)

    def test_a_redacted_document_may_be_called_so(self) -> None:
        assert faults(record(attachments=("contract.pdf",))) == []


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (fault.code, text[fault.offset or 0 :][: fault.length]) for fault in faults(record(text))
    ]


class TestBlackouts:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("signed by █ in May", "█"),
            ("signed by ██████ ███.", "██████ ███"),
            ("signed by ▇▇▇▇", "▇▇▇▇"),
            ("signed by ■■■■■", "■■■■■"),
            ("signed by ●●●●●", "●●●●●"),
            ("signed by xxxx", "xxxx"),
            ("signed by Xxxxx Xxxxxxxx in May", "Xxxxx Xxxxxxxx"),
            ("signed by XXXXXX.", "XXXXXX"),
            ("email: xxxxx@exampleshire.gov.uk", "xxxxx"),
            ("| Name |\n|---|\n| xxxx |", "xxxx"),
            ("signed by ***** in May", "*****"),
            ("signed by \\*\\*\\*\\*\\*", "\\*\\*\\*\\*\\*"),
            ("| Name |\n|---|\n| ***** |", "*****"),
            ("the officer, ______, signed", "______"),
            ("was signed by ________.", "________"),
            ("was signed by \\_\\_\\_\\_\\_, who left", "\\_\\_\\_\\_\\_"),
        ],
    )
    def test_words_typed_over_are_found(self, text: str, found: str) -> None:
        assert _found(text) == [("redaction-blackout", found)]

    @pytest.mark.parametrize(
        "text",
        [
            "Sizes XL, XXL and XXXL were bought.",
            "Louis XXX of nowhere; chapter xxx.",
            "The log holds 0xxxxx and a3xxxxf.",
            "Enter the date as DD/MM/XXXX or xx/xx/xxxx or xx-xx-xxxx.",
            "https://www.exampleshire.gov.uk/xxxx?a=xxxx",
            "The reference has the form `xxxx-XXXX`.",
            "```\npassword = ****\nname = ____\n```",
            "***\n\nA line across the page\n\n*****\n\n* * * * *\n\n________",
            "****strong twice**** and **strong** and ***both***",
            "| Name | Date |\n|---|---|\n| ________ | ____ |",
            "Name: ________ Date: ________",
            "Signed ____________",
            "I ________ (name) confirm",
            "snake__case____word and a_b",
            "■ yes □ no, and • one",
            "The dots ... and … and ---- and ====",
            "4 ** 2 = 16; rated ***",
        ],
    )
    def test_what_means_something_is_not(self, text: str) -> None:
        assert _found(text) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "Contract with xxxx"},
            {"summary": "Signed by █████."},
            {"changes": (Change(ReducedDate(2024), "Removed XXXXX."),)},
            {"attachments": (Attachment("a.csv", "Letter to xxxxx", "OGL-UK-3.0"),)},
        ],
    )
    def test_every_text_is_read(self, change: dict[str, object]) -> None:
        response = replace(record(), **change)  # type: ignore[arg-type]

        assert codes(response) == ["redaction-blackout"]

    def test_an_allowance_may_repeat_them(self) -> None:
        signed = replace(SIGNED, allowed=(Allowance("A pattern", text="xxxxx"),))

        assert faults(record(redaction=signed)) == []


class TestLeftovers:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("TODO", "TODO"),
            ("Figures: TODO check", "TODO"),
            ("FIXME: see above", "FIXME"),
            ("The price is TBC.", "TBC"),
            ("The price is [TBC].", "[TBC]"),
            ("| Price |\n|---|\n| (TBC) |", "(TBC)"),
            ("It was [to be confirmed]", "[to be confirmed]"),
            ("signed by [insert Jane's name]", "[insert"),
            ("signed by <insert name>", "<insert"),
            ("Please insert the date here.", "insert"),
            ("INSERT NAME", "INSERT"),
            ("Signed by: name removed", "name removed"),
            ("| Name |\n|---|\n| Name removed |", "Name removed"),
            ("Address withheld.", "Address withheld"),
        ],
    )
    def test_notes_to_the_writer_are_found(self, text: str, found: str) -> None:
        assert _found(text) == [("redaction-leftover", found)]

    @pytest.mark.parametrize(
        "text",
        [
            "Todo el mundo, and a to do list.",
            "| Contract | Ends |\n|---|---|\n| Cleaning | TBC |",
            "He had his name removed from the register.",
            "Insert your card and the date of birth.",
            "(inserting a new paragraph)",
            "The field `TODO` in the table",
            "The figures are to be confirmed in May.",
            "TBCs and STBC",
        ],
    )
    def test_ordinary_words_are_not(self, text: str) -> None:
        assert _found(text) == []

    def test_a_marker_may_say_that_something_was_removed(self) -> None:
        assert faults(record("[redacted: FOIA-s40(2) name removed]", item())) == []

    def test_the_items_are_read_too(self) -> None:
        listed = replace(item(), what="TODO")

        assert codes(record(NAME, listed)) == ["redaction-leftover"]
