"""Work on many items with every core, or at once where there are few.

Both ways call the same function on the same batches in the same order, so that which of them ran
never shows in what comes out.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from disclosure_log.publishing.garbage import collect_seldom

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
C = TypeVar("C")
R = TypeVar("R")

#: Below this many items a second process costs more than it saves.
FEW = 400
BATCH = 100
_PACKAGES = str(Path(__file__).resolve().parents[2])


class Progress(Protocol):
    """Told of long work; the command line and MkDocs each show it in their own way."""

    def start(self, what: str, total: int, reused: int) -> None: ...

    def advance(self, what: str, done: int) -> None: ...


class Silent:
    """No progress shown."""

    def start(self, what: str, total: int, reused: int) -> None: ...

    def advance(self, what: str, done: int) -> None: ...


class Workers(Generic[C]):
    """Runs `function(context, batch)` over items; processes start when first worth it.

    Use as a context manager. The context is pickled once a process.
    """

    def __init__(self, context: C, *, processes: int | None = None) -> None:
        self._context = context
        self._processes = os.cpu_count() or 1 if processes is None else processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers[C]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)
            self._pool = None

    def map(
        self,
        function: Callable[[C, Sequence[T]], R],
        items: Sequence[T],
        *,
        batch: int = BATCH,
        few: int = FEW,
    ) -> Iterator[R]:
        """`function` over batches of the items, results in order; fewer than `few` stay here."""
        batches = (items[start : start + batch] for start in range(0, len(items), batch))
        if len(items) < few or self._processes < 2:
            for each in batches:
                yield function(self._context, each)
            return
        pool = self._started()
        waiting: deque[Future[R]] = deque()
        for each in islice(batches, 4 * self._processes):
            waiting.append(pool.submit(_call, function, each))
        while waiting:
            yield waiting.popleft().result()
            for each in islice(batches, 1):
                waiting.append(pool.submit(_call, function, each))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # MkDocs takes the hook's folder off the path again; a fresh process needs it.
            if _PACKAGES not in sys.path:
                sys.path.append(_PACKAGES)
            self._pool = ProcessPoolExecutor(
                self._processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_keep,
                initargs=(self._context,),
            )
        return self._pool


_kept: object = None


def _keep(context: object) -> None:
    global _kept
    _kept = context
    collect_seldom()


def _call(function: Callable[[C, Sequence[T]], R], batch: Sequence[T]) -> R:
    return function(_kept, batch)  # type: ignore[arg-type]
