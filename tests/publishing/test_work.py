"""Work in one process and work in several give the same results in the same order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from disclosure_log.publishing.work import FEW, Workers


def scaled(context: int, batch: Sequence[int]) -> list[int]:
    return [context * item for item in batch]


def failing(_context: int, _batch: Sequence[int]) -> list[int]:
    raise RuntimeError("a worker failed")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, 3 * FEW + 7])
def test_results_come_in_order(processes: int, count: int) -> None:
    with Workers(3, processes=processes) as workers:
        found = [each for batch in workers.map(scaled, range(count)) for each in batch]
    assert found == [3 * item for item in range(count)]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_failure_in_a_worker_is_a_failure_of_the_work(processes: int) -> None:
    with Workers(1, processes=processes) as workers, pytest.raises(RuntimeError, match="failed"):
        list(workers.map(failing, range(2 * FEW)))
