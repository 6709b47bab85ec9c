"""A message never repeats what was found, not even a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure_log.leaks.text import emails, phones, places
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text

FILES = sorted((Path(__file__).parent / "sentences").glob("*.yml"))
#: The codes of this family, and the only things that may be said under each.
SAID = {
    "personal-data-email": {emails.PERSONAL, emails.UNSURE},
    "personal-data-phone": {phones.PERSONAL, phones.UNSURE},
    "personal-data-address": {places.HOME, places.UNSURE},
    "personal-data-ni-number": {"A National Insurance number stands here."},
    "personal-data-nhs-number": {"An NHS number stands here."},
    "personal-data-tax-reference": {"A taxpayer's reference stands here."},
    "personal-data-pupil-number": {"A pupil's unique number stands here."},
    "personal-data-driving-licence": {"The number of a driving licence stands here."},
    "personal-data-passport": {"The number of a passport stands here."},
    "personal-data-payment-card": {"The number of a payment card stands here."},
    "personal-data-bank-account": {"The number of a bank account stands here."},
    "personal-data-birth-date": {"A date of birth stands here."},
    "personal-data-property-number": {"The number of a property stands here."},
    "personal-data-vehicle": {"A vehicle's registration stands here."},
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_says_one_of_its_own_sentences_whatever_it_found(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for text in data["positive"]:
        for hit in read_text(text, Known()):
            assert hit.message in SAID.get(hit.code, {hit.message})


_CONSONANTS = st.text("bcdfgjkmpqvxz", min_size=3, max_size=9)
_DIGITS = st.text("0123456789", min_size=3, max_size=9)


@st.composite
def _personal(draw: st.DrawFn) -> tuple[str, set[str]]:
    """A text that must be found, and what its message may not hold."""
    name, other = draw(_CONSONANTS), draw(_CONSONANTS)
    digits = draw(_DIGITS)
    text = draw(
        st.sampled_from(
            [
                f"{name}.{other}@{other}.example",
                f"{name} [at] {other} dot org",
                f"07700 900{digits[:3]}",
                f"tel 01632 960{digits[:3]}",
                f"NI number QQ{digits:0<6.6}C",
                f"Passport number {digits:0<9.9}",
                f"UPRN {digits:0<9.9}",
                f"date of birth 12/03/19{digits[:2]}",
                f"12 {name.title()} Street, EX1 1AA",
                f"car registration AB12 {other.upper():X<3.3}",
                f"bank account number 1{digits:0<7.7}",
            ]
        )
    )
    return text, _triples(name) | _triples(other) | _triples(digits)


@given(_personal())
def test_no_message_holds_three_characters_of_what_was_found(case: tuple[str, set[str]]) -> None:
    text, values = case
    found = read_text(text, Known())
    assert found
    for hit in found:
        assert not values & _triples(hit.message)


def _triples(text: str) -> set[str]:
    low = text.lower()
    return {low[i : i + 3] for i in range(len(low) - 2)}
