"""All rules about words, and the one way to read a text with them."""

from __future__ import annotations

from functools import lru_cache

from disclosure_log.finding import Severity
from disclosure_log.leaks.text import (
    births,
    contacts,
    identifiers,
    leftovers,
    letters,
    listed,
    money,
    names,
    places,
    vehicles,
)
from disclosure_log.leaks.text.rule import Hit, Known, Rule, hits
from disclosure_log.leaks.text.see import see

#: Every rule that a text goes through.
RULES: tuple[Rule, ...] = (
    *contacts.RULES,
    *identifiers.RULES,
    *money.RULES,
    *births.RULES,
    *vehicles.RULES,
    *places.RULES,
    *letters.RULES,
    *leftovers.RULES,
    *listed.RULES,
    *names.RULES,
)

#: Of two that lie on the same characters the one that stands further up is told. What is not
#: named here is always told.
_RANK = {
    code: rank
    for rank, code in enumerate(
        (
            "personal-data-payment-card",
            "personal-data-bank-account",
            "personal-data-driving-licence",
            "personal-data-ni-number",
            "personal-data-nhs-number",
            "personal-data-pupil-number",
            "personal-data-passport",
            "personal-data-tax-reference",
            "personal-data-email",
            "personal-data-birth-date",
            "personal-data-property-number",
            "personal-data-phone",
            "personal-data-address",
            "personal-data-vehicle",
        )
    )
}


def read_text(text: str, known: Known, kind: str = "prose") -> tuple[Hit, ...]:
    """What a text gives away, as a person would see it; nothing is told twice."""
    return (_read_again if len(text) <= _SHORT else _read)(text, known, kind)


def _read(text: str, known: Known, kind: str) -> tuple[Hit, ...]:
    return _strongest(hits(see(text, kind), known, RULES))


#: Short texts, as titles, departments and the cells of tables, come again and again.
_SHORT = 100
_read_again = lru_cache(maxsize=4096)(_read)


def _strongest(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    if len(found) < 2:
        return found
    kept: list[Hit] = []
    for hit in sorted(found, key=_strength):
        if hit.code in _RANK and any(_covers(other, hit) for other in kept):
            continue
        kept.append(hit)
    return tuple(sorted(kept))


def _strength(hit: Hit) -> tuple[bool, int, Hit]:
    return hit.severity != Severity.ERROR, _RANK.get(hit.code, -1), hit


def _covers(kept: Hit, hit: Hit) -> bool:
    return kept.code in _RANK and kept.start < hit.end and hit.start < kept.end
