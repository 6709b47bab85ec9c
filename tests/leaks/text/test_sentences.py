"""Sentences of council letters: what must be found in them, and what must not.

A file of sentences/ is an entity: its code, whether it is a strong identifier, sentences that hold
one and sentences that hold none. Adding a file adds a test; `pytest -s` prints the figures.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from disclosure_log.leaks.leak import codes
from disclosure_log.leaks.text.rule import Known
from disclosure_log.leaks.text.rules import read_text

SENTENCES = Path(__file__).parent / "sentences"
FILES = sorted(SENTENCES.glob("*.yml"))

#: What the rules know while the sentences are read: an invented council's contact points. The
#: words are for the entity of listed words.
KNOWN = Known(
    emails=frozenset({"info.requests@exampleshire.gov.uk", "foi@glenexample.gov.uk"}),
    domains=frozenset({"exampleshire.gov.uk", "glenexample.gov.uk", "ico.org.uk"}),
    phones=frozenset({"+441632960100", "+441632960200", "+443031231113"}),
    addresses=(
        "exampleshire council, county hall, 1 castle street, exampleton aa00 1aa",
        "glenexample council, burgh chambers, inverfixture aa00 2aa",
        "wycliffe house, water lane, wilmslow, cheshire sk9 5af",
    ),
    words=("Testina Fixture-Sampleworth", "O'Examplegate"),
)


@dataclass(frozen=True)
class Entity:
    """The sentences of one file."""

    name: str
    code: str
    strong: bool
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """How an entity fared, with the numbers of the sentences that went wrong."""

    missed: tuple[int, ...]
    wrong: tuple[int, ...]
    positive: int

    @property
    def recall(self) -> float:
        return (self.positive - len(self.missed)) / self.positive

    @property
    def precision(self) -> float:
        found = self.positive - len(self.missed)
        return found / (found + len(self.wrong)) if found else 0.0


def entity(path: Path) -> Entity:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Entity(
        path.stem, data["code"], data["strong"], tuple(data["positive"]), tuple(data["negative"])
    )


def figures(of: Entity) -> Figures:
    return Figures(
        tuple(i for i, text in enumerate(of.positive, 1) if not found(text, of.code)),
        tuple(i for i, text in enumerate(of.negative, 1) if found(text, of.code)),
        len(of.positive),
    )


def found(text: str, code: str) -> bool:
    return any(hit.code == code for hit in read_text(text, KNOWN))


def table() -> Iterator[str]:
    yield f"{'entity':<20}{'+':>5}{'-':>5}{'precision':>11}{'recall':>9}  missed / wrong"
    for path in FILES:
        of = entity(path)
        got = figures(of)
        yield (
            f"{of.name:<20}{len(of.positive):>5}{len(of.negative):>5}"
            f"{got.precision:>11.1%}{got.recall:>9.1%}  {list(got.missed)} / {list(got.wrong)}"
        )


def test_the_figures_are_printed() -> None:
    lines = list(table())
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert len(lines) == len(FILES) + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_entity_has_forty_different_sentences_with_and_without_it(path: Path) -> None:
    of = entity(path)
    assert of.code in codes()
    assert len(set(of.positive)) == len(of.positive) >= 40
    assert len(set(of.negative)) == len(of.negative) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_entity_is_found_and_nothing_is_taken_for_it(path: Path) -> None:
    of = entity(path)
    got = figures(of)
    recall, precision = (0.99, 0.95) if of.strong else (0.95, 0.90)
    assert got.recall >= recall, f"missed sentences {got.missed}"
    assert got.precision >= precision, f"sentences wrongly found {got.wrong}"
