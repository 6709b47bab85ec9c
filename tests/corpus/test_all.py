"""All real files at once: none that leaks passes, and next to no clean one is blocked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b

import pytest

from corpus.conftest import Labelled
from disclosure_log.finding import Severity
from disclosure_log.leaks.guard import inspect_files
from disclosure_log.leaks.text.rule import Known

pytestmark = pytest.mark.corpus

#: Says no more than that an office file is none of the accepted types; an authority may allow it.
ALLOWABLE = "attachment-type-office"


@dataclass(frozen=True)
class Judged:
    """A file, its labels and the errors that block it."""

    label: Labelled
    errors: tuple[str, ...]

    @property
    def blocked(self) -> bool:
        return bool(self.errors)


@pytest.fixture(scope="module")
def judged(labelled: tuple[Labelled, ...]) -> tuple[Judged, ...]:
    inspected = inspect_files(
        [(one.name, one.path) for one in labelled],
        Known(),
        digest=lambda raw: blake2b(raw).digest(),
        loose=True,
    )
    return tuple(
        Judged(
            label,
            tuple(
                sorted(
                    {
                        leak.code
                        for leak in each.leaks
                        if leak.severity is Severity.ERROR and leak.code != ALLOWABLE
                    }
                )
            ),
        )
        for label, each in zip(labelled, inspected, strict=True)
    )


def table(judged: tuple[Judged, ...]) -> str:
    """A line a class: how many files have it, and how many of them are blocked."""
    rows: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for one in judged:
        for name in one.label.blocking or {"-"}:
            rows[one.label.verdict, name][one.blocked] += 1
    lines = [f"{'verdict':8} {'class':24} {'files':>5} {'blocked':>7} {'passed':>6}"]
    lines += [
        f"{verdict:8} {name:24} {sum(count.values()):5} {count[True]:7} {count[False]:6}"
        for (verdict, name), count in sorted(rows.items())
    ]
    lines += [
        f"clean but blocked: {one.label.name} {', '.join(one.errors)}"
        for one in judged
        if one.label.verdict == "clean" and one.blocked
    ]
    lines += [
        f"{one.label.verdict} but passed: {one.label.name} {', '.join(sorted(one.label.blocking))}"
        for one in judged
        if one.label.verdict in {"leak", "refuse"} and not one.blocked
    ]
    return "\n".join(lines)


def names(judged: tuple[Judged, ...], verdict: str, *, blocked: bool) -> list[str]:
    return [x.label.name for x in judged if x.label.verdict == verdict and x.blocked is blocked]


def test_the_table_by_class(judged: tuple[Judged, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{table(judged)}")  # noqa: T201 -- this is what the test is for
    assert len(judged) >= 140


def test_no_file_that_leaks_passes(judged: tuple[Judged, ...]) -> None:
    assert names(judged, "leak", blocked=False) == []


def test_no_file_to_be_refused_passes(judged: tuple[Judged, ...]) -> None:
    assert names(judged, "refuse", blocked=False) == []


def test_at_most_two_clean_files_are_blocked(judged: tuple[Judged, ...]) -> None:
    blocked = names(judged, "clean", blocked=True)
    assert len(blocked) <= 2, blocked
