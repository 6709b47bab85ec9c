"""The four laws as data: complete, named in plain English, and each with an address of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.law import (
    Kind,
    Provision,
    PublicInterestTest,
    equivalent,
    is_cost_limit,
    law,
    provision,
    provision_of_slug,
    provision_slug,
    provisions,
    suggest_provision,
)
from disclosure_log.model import Regime

ALL = [entry for regime in Regime for entry in provisions(regime)]
CODE = re.compile(r"(FOIA|FOISA)-s\d+[A-Z]?(\(\w+\))*|(EIR|EISR)-r\d+(\(\w+\))*")


def known(code: str) -> Provision:
    found = provision(code)
    assert found is not None, code
    return found


def test_every_regime_holds_its_law() -> None:
    assert {regime: len(provisions(regime)) > 80 for regime in Regime} == dict.fromkeys(
        Regime, True
    )
    assert len(ALL) > 800


def test_every_provision_is_whole() -> None:
    for entry in ALL:
        assert CODE.fullmatch(entry.code), entry
        assert entry.name, entry
        assert entry.title, entry
        assert entry.explanation.endswith("."), entry
        assert known(entry.code) is entry
        assert entry.code.endswith(entry.number)


def test_every_sub_division_stands_under_one_that_exists() -> None:
    for entry in ALL:
        if entry.parent:
            assert entry.code.startswith(known(entry.parent).code + "(")
        else:
            assert "(" not in entry.code


def test_addresses_are_legislation_gov_uk_pages_of_the_section() -> None:
    assert known("FOIA-s40(2)").url == "https://www.legislation.gov.uk/ukpga/2000/36/section/40"
    assert known("FOIA-s22A").url == "https://www.legislation.gov.uk/ukpga/2000/36/section/22A"
    assert (
        known("EIR-r12(5)(e)").url == "https://www.legislation.gov.uk/uksi/2004/3391/regulation/12"
    )
    assert known("FOISA-s38(1)(b)").url == "https://www.legislation.gov.uk/asp/2002/13/section/38"
    assert (
        known("EISR-r10(4)(a)").url == "https://www.legislation.gov.uk/ssi/2004/520/regulation/10"
    )


@pytest.mark.parametrize(
    "code",
    [
        *(f"FOIA-s31(1)({letter})" for letter in "abcdefghi"),
        *(f"FOIA-s31(2)({letter})" for letter in "abcdefghij"),
        *(f"FOIA-s37(1)({part})" for part in ("a", "aa", "ab", "ac", "ad", "b")),
        "FOIA-s36(2)(a)", "FOIA-s36(2)(b)(i)", "FOIA-s36(2)(b)(ii)", "FOIA-s36(2)(c)",
        "FOIA-s40(1)", "FOIA-s40(2)", "FOIA-s40(5A)", "FOIA-s40(5B)", "FOIA-s40(5B)(a)(i)",
        "FOIA-s12(1)", "FOIA-s12(2)", "FOIA-s14(1)", "FOIA-s14(2)", "FOIA-s21(1)", "FOIA-s22",
        "FOIA-s22A", "FOIA-s30(2)(a)(iii)", "FOIA-s35(1)(d)", "FOIA-s38(1)(b)", "FOIA-s41(1)",
        "FOIA-s42", "FOIA-s43(1)", "FOIA-s43(2)", "FOIA-s44(1)(c)",
        *(f"EIR-r12(4)({letter})" for letter in "abcde"),
        *(f"EIR-r12(5)({letter})" for letter in "abcdefg"),
        "EIR-r12(6)", "EIR-r13", "EIR-r13(1)", "EIR-r13(5A)",
        *(f"FOISA-s{number}" for number in range(25, 42)),
        "FOISA-s12(1)", "FOISA-s14(1)", "FOISA-s17(1)", "FOISA-s18(1)", "FOISA-s30(b)(ii)",
        "FOISA-s33(1)(b)", "FOISA-s35(1)(g)", "FOISA-s36(2)", "FOISA-s38(1)(b)",
        *(f"EISR-r10(4)({letter})" for letter in "abcde"),
        *(f"EISR-r10(5)({letter})" for letter in "abcdefg"),
        "EISR-r10(8)", "EISR-r11(2)",
    ],
)  # fmt: skip
def test_what_authorities_cite_is_there(code: str) -> None:
    assert known(code).kind is not Kind.PROCEDURAL


@pytest.mark.parametrize(
    "code",
    ["", "FOIA", "FOIA-s", "FOIA-s99", "FOIA-s40(9)", "FOIA-s40(2", "FOIA-s 40(2)", "foia-s40(2)",
     "FOIA-r12(5)(e)", "EIR-s12", "FOIA-s31(1)(z)", "FOIA-s40(2)\n", "EIR-r12(4)(f)",
     "FOISA-s40(2)", "s40(2)"],
)  # fmt: skip
def test_what_the_law_does_not_have_is_not_there(code: str) -> None:
    assert provision(code) is None


def sections(regime: Regime, kind: Kind) -> set[str]:
    return {
        entry.number
        for entry in provisions(regime)
        if not entry.parent
        and entry.kind is kind
        and entry.public_interest is not PublicInterestTest.DEPENDS
    }


def test_absolute_qualified_and_grounds_are_those_of_the_act() -> None:
    assert sections(Regime.FOIA, Kind.ABSOLUTE) == {"21", "23", "32", "34", "41", "44"}
    assert sections(Regime.FOIA, Kind.QUALIFIED) == {
        "22", "22A", "24", "26", "27", "28", "29", "30", "31", "33", "35", "36", "38", "39", "42",
        "43",
    }  # fmt: skip
    assert sections(Regime.FOIA, Kind.GROUND) == {"12", "14"}
    assert sections(Regime.FOISA, Kind.ABSOLUTE) == {"25", "26", "37"}
    assert sections(Regime.FOISA, Kind.GROUND) == {"12", "14"}
    assert sections(Regime.FOISA, Kind.QUALIFIED) == {
        "18", "27", "28", "29", "30", "31", "32", "33", "34", "35", "39", "40", "41",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "test"),
    [
        ("FOIA-s37(1)(a)", Kind.ABSOLUTE, PublicInterestTest.NONE),
        ("FOIA-s37(1)(ab)", Kind.ABSOLUTE, PublicInterestTest.NONE),
        ("FOIA-s37(1)(ac)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("FOIA-s37(1)(b)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("FOIA-s40(1)", Kind.ABSOLUTE, PublicInterestTest.NONE),
        ("FOIA-s40(2)", Kind.ABSOLUTE, PublicInterestTest.DEPENDS),
        ("FOIA-s40(3B)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("FOIA-s31(3)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("FOISA-s36(1)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("FOISA-s36(2)", Kind.ABSOLUTE, PublicInterestTest.NONE),
        ("FOISA-s38(1)(c)", Kind.ABSOLUTE, PublicInterestTest.NONE),
        ("FOISA-s38(1)(b)", Kind.ABSOLUTE, PublicInterestTest.DEPENDS),
        ("FOISA-s17(1)", Kind.NOT_HELD, PublicInterestTest.NONE),
        ("EIR-r12(4)(a)", Kind.NOT_HELD, PublicInterestTest.DEPENDS),
        ("EIR-r12(4)(b)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
        ("EIR-r13(1)", Kind.ABSOLUTE, PublicInterestTest.DEPENDS),
        ("EIR-r12(9)", Kind.PROCEDURAL, PublicInterestTest.NONE),
        ("EISR-r10(5)(b)", Kind.QUALIFIED, PublicInterestTest.REQUIRED),
    ],
)  # fmt: skip
def test_a_sub_division_may_differ_from_its_section(
    code: str, kind: Kind, test: PublicInterestTest
) -> None:
    assert (known(code).kind, known(code).public_interest) == (kind, test)


@pytest.mark.parametrize(
    "code",
    ["FOIA-s1", "FOIA-s10", "FOIA-s16", "FOIA-s17", "FOIA-s25", "FOIA-s45", "FOIA-s50", "EIR-r5",
     "EIR-r7", "EIR-r9", "EIR-r11", "EIR-r14", "FOISA-s15", "FOISA-s16", "EISR-r13"],
)  # fmt: skip
def test_procedure_is_named_as_such(code: str) -> None:
    assert known(code).kind is Kind.PROCEDURAL


def test_the_limbs_that_neither_confirm_nor_deny() -> None:
    limbs = {entry.code for entry in ALL if entry.neither_confirm_nor_deny}
    assert {"FOIA-s31(3)", "FOIA-s40(5A)", "FOIA-s40(5B)", "FOIA-s40(5B)(a)(i)", "FOIA-s23(5)",
            "EIR-r12(6)", "EIR-r13(5A)", "FOISA-s18", "FOISA-s18(1)", "EISR-r10(8)",
            "EISR-r11(6)"} <= limbs  # fmt: skip
    assert not limbs & {"FOIA-s31(1)", "FOIA-s40(2)", "EIR-r12(5)(a)", "FOISA-s38(1)(b)"}


def test_the_environment_is_handed_over() -> None:
    assert known("FOIA-s39(1)(a)").hands_over_to is Regime.EIR
    assert known("FOISA-s39(2)").hands_over_to is Regime.EISR
    assert known("FOISA-s39(1)").hands_over_to is None


def test_a_citation_reads_as_an_answer_writes_it() -> None:
    assert known("FOIA-s40(2)").citation == "section 40(2)"
    assert known("EIR-r12(5)(e)").citation == "regulation 12(5)(e)"
    assert law(Regime.FOISA).name == "Freedom of Information (Scotland) Act 2002"


def test_slugs_are_fit_for_an_address_and_lead_back() -> None:
    assert provision_slug("FOIA-s40(2)") == "foia-s40-2"
    assert provision_slug("EIR-r12(5)(e)") == "eir-r12-5-e"
    slugs = {provision_slug(entry.code) for entry in ALL}
    assert len(slugs) == len(ALL)
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)
    assert all(provision_of_slug(provision_slug(entry.code)) is entry for entry in ALL)
    assert provision_of_slug("foia-s99") is None


@pytest.mark.parametrize(
    ("typed", "regime", "meant"),
    [
        ("FOIA s.40(2)", Regime.FOIA, "FOIA-s40(2)"),
        ("section 40(2)", Regime.FOIA, "FOIA-s40(2)"),
        ("Section 40 (2) of the Freedom of Information Act 2000", None, "FOIA-s40(2)"),
        ("40(2)", Regime.FOIA, "FOIA-s40(2)"),
        ("s40.2", Regime.FOIA, "FOIA-s40(2)"),
        ("FOIA-s40(2", Regime.FOIA, "FOIA-s40(2)"),
        ("foia-s40(5b)(A)(I)", None, "FOIA-s40(5B)(a)(i)"),
        ("FIOA-s40(2)", Regime.FOIA, "FOIA-s40(2)"),
        ("s22a", Regime.FOIA, "FOIA-s22A"),
        ("Reg 12(5)(e)", Regime.EIR, "EIR-r12(5)(e)"),
        ("Reg 12(5)(e)", Regime.FOIA, "EIR-r12(5)(e)"),
        ("EIR-s12(5)(e)", Regime.EIR, "EIR-r12(5)(e)"),
        ("regulation 12.4.b of the EIRs", None, "EIR-r12(4)(b)"),
        ("FOI(S)A s.38(1)(b)", None, "FOISA-s38(1)(b)"),
        ("section 38(1)(b)", Regime.FOISA, "FOISA-s38(1)(b)"),
        ("Environmental Information (Scotland) Regulations 2004 reg 10(4)(b)", None,
         "EISR-r10(4)(b)"),
        ("section 36(2)(b)(i) and (ii)", Regime.FOIA, "FOIA-s36(2)(b)(i)"),
        ("FOIA-s31(1)(z)", Regime.FOIA, "FOIA-s31(1)"),
        ("FOIA-s99", Regime.FOIA, None),
        ("personal data", Regime.FOIA, None),
        ("40(2)", None, None),
        ("", Regime.FOIA, None),
    ],
)  # fmt: skip
def test_a_near_miss_is_understood(typed: str, regime: Regime | None, meant: str | None) -> None:
    assert suggest_provision(typed, regime) == meant


@given(st.sampled_from(ALL), st.sampled_from([None, *Regime]))
def test_a_right_code_suggests_itself(entry: Provision, regime: Regime | None) -> None:
    assert suggest_provision(entry.code, regime) == entry.code
    assert suggest_provision(entry.code.lower(), regime) == entry.code
    assert suggest_provision(f"{entry.citation} {law(entry.regime).name}") == entry.code


@given(st.text(max_size=60), st.sampled_from([None, *Regime]))
def test_any_text_suggests_a_provision_or_nothing(text: str, regime: Regime | None) -> None:
    meant = suggest_provision(text, regime)
    assert meant is None or provision(meant) is not None


def test_the_same_reason_under_another_law() -> None:
    assert equivalent("FOIA-s40(2)", Regime.EIR) == "EIR-r13(1)"
    assert equivalent("FOIA-s40(2)(a)", Regime.FOISA) == "FOISA-s38(1)(b)"
    assert equivalent("EIR-r12(5)(e)", Regime.FOIA) == "FOIA-s43(2)"
    assert equivalent("FOIA-s43", Regime.EIR) == "EIR-r12(5)(e)"
    assert equivalent("FOIA-s34(1)", Regime.EIR) is None
    assert equivalent("FOIA-s99", Regime.EIR) is None


def test_every_equivalent_exists() -> None:
    for entry in ALL:
        for regime in Regime:
            other = equivalent(entry.code, regime)
            assert other is None or known(other).regime is regime


def test_the_cost_limit_is_section_12_of_the_acts() -> None:
    limits = {entry.code for entry in ALL if is_cost_limit(entry.code)}
    assert {"FOIA-s12(1)", "FOIA-s12(2)", "FOISA-s12(1)"} <= limits
    assert not limits & {"FOIA-s14(1)", "EIR-r12(4)(b)", "EISR-r12"}
