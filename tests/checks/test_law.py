"""What a record cites is what the law says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from disclosure_log.checks.law import RULES
from disclosure_log.checks.rule import Context
from disclosure_log.finding import Fault, Severity
from disclosure_log.model import (
    Authority,
    Catalogue,
    Exemption,
    Outcome,
    PublicInterest,
    Question,
    Redaction,
    RedactionItem,
    RedactionStatus,
    Regime,
    Response,
)
from disclosure_log.reduced_date import ReducedDate

TEST = PublicInterest("It shows how money is spent.", "A tender is open.", "The tender wins.")
CONTEXT = Context(
    date(2026, 11, 23),
    Catalogue(
        {
            "exampleshire-council": Authority(
                "exampleshire-council", "Exampleshire Council", (Regime.FOIA, Regime.EIR)
            ),
            "glenexample-council": Authority(
                "glenexample-council", "Glenexample Council", (Regime.FOISA, Regime.EISR)
            ),
            "sample-transport": Authority("sample-transport", "Sample Transport", (Regime.FOIA,)),
        },
        {},
    ),
)


def exemption(code: str, *, tested: bool = False) -> Exemption:
    return Exemption(code, "The reason the answer gave.", TEST if tested else None)


def answered(
    outcome: Outcome,
    *exemptions: Exemption,
    regime: Regime = Regime.FOIA,
    response: str = "The answer.",
    answered_by: tuple[str, ...] = (),
) -> Response:
    scottish = regime in (Regime.FOISA, Regime.EISR)
    return Response(
        id="2024/example",
        title="Penalty charge notices issued in car parks",
        authority="glenexample-council" if scottish else "exampleshire-council",
        legislation=regime,
        responded=ReducedDate(2024, 3, 28),
        questions=(Question("How many?", response, outcome, exemptions, answered_by),),
        redaction=Redaction(RedactionStatus.NOTHING_TO_REDACT, "Manager", ReducedDate(2024, 3, 27)),
        licence="OGL-UK-3.0",
    )


def refused(code: str, *, tested: bool = False, regime: Regime = Regime.FOIA) -> Response:
    return answered(Outcome.REFUSED, exemption(code, tested=tested), regime=regime)


def faults(response: Response) -> list[Fault]:
    return [fault for rule in RULES for fault in rule.check(response, CONTEXT)]


def codes(response: Response) -> list[str]:
    return [fault.code for fault in faults(response)]


@pytest.mark.parametrize(
    ("code", "tested", "regime"),
    [
        ("FOIA-s40(2)", False, Regime.FOIA),
        ("FOIA-s40(2)", True, Regime.FOIA),  # where the second or third condition is met
        ("FOIA-s12(1)", False, Regime.FOIA),
        ("FOIA-s43(2)", True, Regime.FOIA),
        ("EIR-r12(5)(e)", True, Regime.EIR),
        ("EIR-r13(1)", False, Regime.EIR),
        ("FOISA-s36(2)", False, Regime.FOISA),
        ("FOISA-s36(1)", True, Regime.FOISA),
        ("EISR-r10(4)(b)", True, Regime.EISR),
        ("FOIA-s39(1)(a)", False, Regime.EIR),  # hands the request over to the Regulations
        ("FOISA-s39(2)", False, Regime.EISR),
    ],
)  # fmt: skip
def test_a_sound_refusal_has_no_fault(code: str, tested: bool, regime: Regime) -> None:
    assert codes(refused(code, tested=tested, regime=regime)) == []


def test_a_tombstone_has_no_fault() -> None:
    assert codes(replace(refused("FOIA-s40(2)"), questions=())) == []


@pytest.mark.parametrize(
    ("typed", "regime", "meant"),
    [
        ("FOIA-s40(9)", Regime.FOIA, "Type FOIA-s40."),
        ("section 40(2)", Regime.FOIA, "Type FOIA-s40(2)."),
        ("EIR-s12(5)(e)", Regime.EIR, "Type EIR-r12(5)(e)."),
        ("section 40(2)", Regime.EIR, "Type EIR-r13(1)."),
        ("FOIA-s99", Regime.FOIA, "such as FOIA-s40(2)"),
    ],
)
def test_an_unknown_provision_names_the_one_meant(typed: str, regime: Regime, meant: str) -> None:
    (fault,) = faults(refused(typed, regime=regime))
    assert fault.code == "law-unknown-provision"
    assert fault.where == ("questions", 0, "exemptions", 0, "provision")
    assert typed in fault.message
    assert meant in fault.remedy


def test_free_text_in_place_of_a_provision_is_not_repeated() -> None:
    (fault,) = faults(refused("personal data of A. Sample <a@example.gov.uk>"))
    assert fault.code == "law-unknown-provision"
    assert "Sample" not in fault.message + fault.remedy


def test_a_provision_of_another_law_names_its_equivalent() -> None:
    (fault,) = faults(refused("FOIA-s40(2)", regime=Regime.EIR))
    assert fault.code == "law-wrong-regime"
    assert "Type EIR-r13(1)" in fault.remedy
    (fault,) = faults(refused("FOIA-s34(1)", regime=Regime.FOISA))
    assert "FOISA-s38(1)(b)" in fault.remedy


@pytest.mark.parametrize(
    ("authority", "regime", "why"),
    [
        ("glenexample-council", Regime.FOIA, "FOIA does not cover Scottish authorities"),
        ("exampleshire-council", Regime.FOISA, "FOISA covers Scottish authorities only"),
        ("sample-transport", Regime.EIR, "does not list EIR"),
    ],
)
def test_an_authority_answers_under_its_own_laws(authority: str, regime: Regime, why: str) -> None:
    response = answered(Outcome.DISCLOSED, regime=regime)
    (fault,) = faults(replace(response, authority=authority))
    assert fault.code == "law-authority-regime"
    assert fault.where == ("legislation",)
    assert why in fault.message


def test_an_authority_that_is_not_known_is_another_rules_business() -> None:
    assert codes(replace(answered(Outcome.DISCLOSED), authority="nowhere")) == []


@pytest.mark.parametrize("code", ["FOIA-s12(1)", "FOIA-s12", "FOIA-s12(2)"])
def test_environmental_information_is_not_refused_under_section_12(code: str) -> None:
    (fault,) = faults(refused(code, regime=Regime.EIR))
    assert fault.code == "law-cost-refusal"
    assert "EIR-r12(4)(b)" in fault.remedy


def test_nor_in_scotland() -> None:
    (fault,) = faults(refused("FOISA-s12(1)", regime=Regime.EISR))
    assert fault.code == "law-cost-refusal"
    assert "EISR-r10(4)(b)" in fault.remedy


SAYS_COST = "Answering would take 40 hours and so exceed the appropriate limit."


def test_nor_because_of_the_appropriate_limit_in_words() -> None:
    (fault,) = faults(
        answered(
            Outcome.REFUSED,
            exemption("EIR-r12(4)(e)", tested=True),
            regime=Regime.EIR,
            response=SAYS_COST,
        )
    )
    assert fault.code == "law-cost-refusal"
    assert fault.where == ("questions", 0, "response")
    assert SAYS_COST[fault.offset :][: fault.length] == "appropriate limit"


def test_an_unreasonable_burden_may_be_measured_against_the_limit() -> None:
    burden = exemption("EIR-r12(4)(b)", tested=True)
    assert codes(answered(Outcome.REFUSED, burden, regime=Regime.EIR, response=SAYS_COST)) == []


def test_foia_may_be_refused_on_cost() -> None:
    assert codes(answered(Outcome.REFUSED, exemption("FOIA-s12(1)"), response=SAYS_COST)) == []


def test_a_disclosed_answer_may_speak_of_a_limit() -> None:
    assert codes(answered(Outcome.DISCLOSED, regime=Regime.EIR, response=SAYS_COST)) == []


@pytest.mark.parametrize("code", ["FOIA-s12(1)", "FOIA-s14(1)", "FOIA-s14(2)"])
def test_a_ground_for_refusal_has_no_public_interest_test(code: str) -> None:
    (fault,) = faults(refused(code, tested=True))
    assert (fault.code, fault.severity) == ("law-public-interest-unneeded", Severity.ERROR)
    assert fault.where == ("questions", 0, "exemptions", 0, "public_interest")


@pytest.mark.parametrize("code", ["FOIA-s21(1)", "FOIA-s41(1)", "FOIA-s44(1)(a)", "FOIA-s40(1)"])
def test_an_absolute_exemption_with_one_is_a_warning(code: str) -> None:
    (fault,) = faults(refused(code, tested=True))
    assert (fault.code, fault.severity) == ("law-public-interest-unneeded", Severity.WARNING)


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("FOIA-s43(2)", Regime.FOIA),
        ("FOIA-s31(3)", Regime.FOIA),
        ("FOIA-s36(2)(b)(i)", Regime.FOIA),
        ("FOIA-s37(1)(b)", Regime.FOIA),
        ("EIR-r12(4)(b)", Regime.EIR),
        ("EIR-r12(5)(b)", Regime.EIR),
        ("FOISA-s30(b)(i)", Regime.FOISA),
        ("FOISA-s18(1)", Regime.FOISA),
        ("EISR-r10(5)(e)", Regime.EISR),
    ],
)
def test_a_qualified_exemption_needs_a_public_interest_test(code: str, regime: Regime) -> None:
    (fault,) = faults(refused(code, regime=regime))
    assert fault.code == "law-public-interest-missing"
    assert fault.where == ("questions", 0, "exemptions", 0)


def test_what_is_disclosed_cites_no_exemption() -> None:
    (fault,) = faults(answered(Outcome.DISCLOSED, exemption("FOIA-s40(2)")))
    assert fault.code == "law-exemption-on-disclosed"
    assert fault.where == ("questions", 0, "exemptions")


def test_what_is_not_held_cites_no_exemption() -> None:
    (fault,) = faults(answered(Outcome.NOT_HELD, exemption("FOIA-s40(2)")))
    assert fault.code == "law-exemption-on-disclosed"


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("EIR-r12(4)(a)", Regime.EIR),
        ("EISR-r10(4)(a)", Regime.EISR),
        ("FOISA-s17(1)", Regime.FOISA),
    ],
)
def test_but_may_cite_the_provision_for_what_is_not_held(code: str, regime: Regime) -> None:
    assert codes(answered(Outcome.NOT_HELD, exemption(code), regime=regime)) == []
    assert codes(answered(Outcome.NOT_HELD, regime=regime)) == []


@pytest.mark.parametrize(
    "outcome", [Outcome.REFUSED, Outcome.PARTLY_DISCLOSED, Outcome.NEITHER_CONFIRM_NOR_DENY]
)
def test_what_is_withheld_cites_an_exemption(outcome: Outcome) -> None:
    (fault,) = faults(answered(outcome))
    assert fault.code == "law-refusal-without-exemption"
    assert fault.where == ("questions", 0, "outcome")


@pytest.mark.parametrize(
    ("regime", "meant"),
    [
        (Regime.FOIA, "FOIA-s21(1)"),
        (Regime.FOISA, "FOISA-s25(1)"),
        (Regime.EIR, "EIR-r6(1)(b)"),
        (Regime.EISR, "EISR-r6(1)(b)"),
    ],
)
def test_what_is_already_available_cites_its_provision(regime: Regime, meant: str) -> None:
    links = ("2023/parking-fines",)
    (fault,) = faults(answered(Outcome.ALREADY_AVAILABLE, regime=regime, answered_by=links))
    assert fault.code == "law-refusal-without-exemption"
    assert meant in fault.remedy
    cited = answered(Outcome.ALREADY_AVAILABLE, exemption(meant), regime=regime, answered_by=links)
    assert codes(cited) == []


def test_what_is_already_available_says_where() -> None:
    (fault,) = faults(answered(Outcome.ALREADY_AVAILABLE, exemption("FOIA-s21(1)")))
    assert fault.code == "law-already-available-without-link"


@pytest.mark.parametrize(
    ("code", "regime"),
    [
        ("FOIA-s1(1)(a)", Regime.FOIA),
        ("FOIA-s10(3)", Regime.FOIA),
        ("FOIA-s16", Regime.FOIA),
        ("FOIA-s17(1)", Regime.FOIA),
        ("FOIA-s25", Regime.FOIA),
        ("FOIA-s45", Regime.FOIA),
        ("FOIA-s50", Regime.FOIA),
        ("EIR-r5", Regime.EIR),
        ("EIR-r7(1)", Regime.EIR),
        ("EIR-r9", Regime.EIR),
        ("EIR-r11", Regime.EIR),
        ("EIR-r12(9)", Regime.EIR),
        ("EIR-r14", Regime.EIR),
        ("FOISA-s16", Regime.FOISA),
        ("EISR-r13", Regime.EISR),
    ],
)
def test_procedure_is_not_an_exemption(code: str, regime: Regime) -> None:
    (fault,) = faults(refused(code, regime=regime))
    assert fault.code == "law-procedural"


@pytest.mark.parametrize("code", ["FOIA-s17(1)", "FOIA-s12(1)", "FOIA-s14(1)"])
def test_nothing_is_removed_under_procedure_or_as_too_costly(code: str) -> None:
    item = RedactionItem("A table", "question 1", code)
    response = replace(
        answered(Outcome.DISCLOSED),
        redaction=Redaction(
            RedactionStatus.REDACTED, "Manager", ReducedDate(2024, 3, 27), items=(item,)
        ),
    )
    (fault,) = faults(response)
    assert fault.code == "law-procedural"
    assert fault.where == ("redaction", "items", 0, "provision")


def test_every_question_is_judged_by_itself() -> None:
    response = answered(Outcome.REFUSED)
    second = replace(response.questions[0], exemptions=(exemption("FOIA-s43(2)"),))
    both = replace(response, questions=(response.questions[0], second))
    assert [(fault.code, fault.where) for fault in faults(both)] == [
        ("law-public-interest-missing", ("questions", 1, "exemptions", 0)),
        ("law-refusal-without-exemption", ("questions", 0, "outcome")),
    ]


def test_a_rule_keeps_quiet_where_what_it_reads_is_broken() -> None:
    broken = frozenset({("questions", 0, "exemptions", 0, "provision")})
    rules = [rule for rule in RULES if rule.can_judge(broken)]
    assert [rule.name for rule in rules] == [
        "an authority answers under its own laws",
        "what is already available says where",
    ]
