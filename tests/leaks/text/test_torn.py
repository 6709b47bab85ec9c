"""A number or an address that a line break tears apart is found wherever it is torn."""

from __future__ import annotations

import pytest

from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text

BREAKS = (
    "\n",
    "\r\n",
    "\n    ",
    "  \n",
    "\n> ",
    "\n# ",
    "\ufffe\r\n",
    "\u200b",
    "\u00ad",
    "\u2060",
)
VALUES = {
    "personal-data-email": ("Write to {}, please.", "sam.sample@exampleshire.gov.uk"),
    "personal-data-phone": ("Call {} today.", "07700 900123"),
    "personal-data-ni-number": ("NI {} held.", "QQ 12 34 56 C"),
    "personal-data-nhs-number": ("NHS number {}.", "943 476 5919"),
    "personal-data-payment-card": ("Card {} used.", "4111 1111 1111 1111"),
    "personal-data-bank-account": ("Pay {} now.", "GB29 NWBK 6016 1331 9268 19"),
    "personal-data-passport": ("passport number {}", "925665416"),
    "personal-data-tax-reference": ("UTR {}", "1234567890"),
    "personal-data-pupil-number": ("UPN {}", "H801200001001"),
    "personal-data-property-number": ("UPRN {}", "100023336956"),
}
#: Words that run on without a sign of it, as two letters or the end of a domain do.
OUT_OF_REACH = {"Q", "G", "sam.sample@exampleshire.g"}


@pytest.mark.parametrize("gap", BREAKS, ids=ascii)
@pytest.mark.parametrize("code", VALUES)
def test_a_value_is_found_wherever_it_is_torn(code: str, gap: str) -> None:
    sentence, value = VALUES[code]
    missed = [
        at
        for at in range(1, len(value))
        if value[:at] not in OUT_OF_REACH
        and not _finds(code, sentence.format(value[:at] + gap + value[at:]))
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "2019\n2020\n2021\n2022",
        "Visits\n4111\n1111\n1111\n1111\n",
        "12345678\n87654321\n11223344",
        "in the year 2019-\n20 there were\n45 cases",
        "1. 12345\n2. 67890\n3. 11111",
    ],
)
def test_columns_of_figures_are_no_numbers_of_people(text: str) -> None:
    assert read_text(text, Known()) == ()


def _finds(code: str, text: str) -> bool:
    return any(hit.code == code for hit in read_text(text, Known()))
