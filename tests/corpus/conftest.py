"""Where the real files lie, and what is known of each."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Labelled:
    """A real file and what a person said of it."""

    path: Path
    type: str
    verdict: str
    blocking: frozenset[str]
    advisory: frozenset[str]

    @property
    def name(self) -> str:
        return self.path.name


def _classes(cell: str) -> frozenset[str]:
    return frozenset(cell.split(",")) - {"-", ""}


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder in CORPUS; a run without it fails, lest nothing be proven unseen."""
    folder = Path(os.environ.get("CORPUS", ROOT / ".." / "shared" / "corpus"))
    if not (folder / "expected.tsv").is_file():
        pytest.fail("The corpus is not there: name its folder in the variable CORPUS.")
    return folder


@pytest.fixture(scope="session")
def labelled(corpus: Path) -> tuple[Labelled, ...]:
    """Every file of the corpus with its labels."""
    with (corpus / "expected.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Labelled(
            corpus / row["path"],
            row["type"],
            row["verdict"],
            _classes(row["blocking_classes"]),
            _classes(row["advisory_classes"]),
        )
        for row in rows
    )
