"""Progress of long work, for a person at a terminal and for nobody else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Work that is over before a person could read about it is not announced.
_WORTH_SHOWING = 200


class TerminalProgress:
    """Shows each kind of long work as a bar on standard error, with how much was reused.

    Use as a context manager; where standard error is no terminal it shows nothing.
    """

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars = None
        sys.stderr.flush()

    def start(self, what: str, total: int, reused: int) -> None:
        if total >= _WORTH_SHOWING and sys.stderr.isatty():
            if self._bars is None:
                self._bars = _started_bars()
            note = f"{reused:,} reused" if reused else ""
            self._tasks[what] = self._bars.add_task(what, total=total, reused=note)

    def advance(self, what: str, done: int) -> None:
        if self._bars is not None and what in self._tasks:
            self._bars.advance(self._tasks[what], done)


def _started_bars() -> Progress:
    # Loaded for those who watch long work; to everybody else it would only cost time.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[reused]}"),
        console=Console(stderr=True),
        transient=True,
    )
    bars.start()
    return bars
