"""The provisions of the four access laws: what each is called, what kind it is, what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from disclosure_log.law.data import facts
from disclosure_log.model import Regime


class Kind(StrEnum):
    """What citing a provision does; only the first two are exemptions."""

    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"
    GROUND = "ground"  # for refusing the request as a whole: cost, vexatious, repeated
    NOT_HELD = "not-held"
    PROCEDURAL = "procedural"


class PublicInterestTest(StrEnum):
    """Whether a provision may only be relied on after a public interest test."""

    REQUIRED = "required"
    DEPENDS = "depends"
    NONE = "none"


@dataclass(frozen=True)
class Provision:
    """A section, regulation or sub-division: `name` in plain English, `title` in the law's words.

    Source: `data/exemptions.yml`, which names the provisions that make it absolute or qualified.
    """

    code: str
    regime: Regime
    number: str  # "40(2)"
    name: str
    title: str
    kind: Kind
    explanation: str
    url: str
    parent: str = ""
    public_interest: PublicInterestTest = PublicInterestTest.NONE
    neither_confirm_nor_deny: bool = False
    hands_over_to: Regime | None = None

    @property
    def citation(self) -> str:
        """`section 40(2)` or `regulation 12(5)(e)`, as an answer would write it."""
        return f"{law(self.regime).division} {self.number}"


@dataclass(frozen=True)
class Law:
    """An access law: its full name, where it is published, what it calls its divisions."""

    regime: Regime
    name: str
    url: str
    division: str  # section | regulation


_LETTER = {"section": "s", "regulation": "r"}
_DEFAULT_TEST = {Kind.QUALIFIED: PublicInterestTest.REQUIRED}
_PART = re.compile(r"\([0-9A-Za-z]+\)")


@cache
def law(regime: Regime) -> Law:
    """The law behind a regime's letters."""
    entry = facts("exemptions.yml")[regime]
    return Law(regime, entry["name"], entry["url"], entry["division"])


@cache
def _index() -> Mapping[str, Provision]:
    return {p.code: p for regime in Regime for p in _provisions_of(law(regime))}


def _provisions_of(act: Law) -> list[Provision]:
    found: dict[str, Provision] = {}
    for number, entry in facts("exemptions.yml")[act.regime]["provisions"].items():
        section = f"{act.regime}-{_LETTER[act.division]}{number}"
        found[section] = _made(act, section, number, entry, None)
        for part, words in entry.get("parts", {}).items():
            mapping = {"name": words} if isinstance(words, str) else words
            parent = section + part[: part.rindex("(")]
            found[section + part] = _made(
                act, section + part, number + part, mapping, found[parent]
            )
    return list(found.values())


def _made(
    act: Law, code: str, number: str, entry: Mapping[str, Any], parent: Provision | None
) -> Provision:
    if "kind" in entry:
        kind = Kind(entry["kind"])
        test = _DEFAULT_TEST.get(kind, PublicInterestTest.NONE)
    else:
        assert parent is not None
        kind, test = parent.kind, parent.public_interest
    if "public_interest" in entry:
        test = PublicInterestTest(entry["public_interest"])
    taker = entry.get("hands_over_to") or (parent.hands_over_to if parent else None)
    return Provision(
        code=code,
        regime=act.regime,
        number=number,
        name=entry["name"],
        title=entry.get("title") or (parent.title if parent else ""),
        kind=kind,
        explanation=entry.get("explanation") or (parent.explanation if parent else ""),
        url=f"{act.url}/{act.division}/{_PART.sub('', number)}",
        parent=parent.code if parent else "",
        public_interest=test,
        neither_confirm_nor_deny=bool(
            entry.get("neither") or (parent and parent.neither_confirm_nor_deny)
        ),
        hands_over_to=Regime(taker) if taker else None,
    )


def provision(code: str) -> Provision | None:
    """The provision a code stands for, or None where the law has none of that number."""
    return _index().get(code)


@cache
def provisions(regime: Regime) -> tuple[Provision, ...]:
    """Every provision of a regime, in the law's own order."""
    return tuple(p for p in _index().values() if p.regime is regime)


def provision_slug(code: str) -> str:
    """`FOIA-s40(2)` → `foia-s40-2`, for addresses; different codes never share one."""
    return code.lower().replace(")", "").replace("(", "-")


@cache
def _slugs() -> Mapping[str, Provision]:
    return {provision_slug(code): entry for code, entry in _index().items()}


def provision_of_slug(slug: str) -> Provision | None:
    """The provision whose page has this address."""
    return _slugs().get(slug)
