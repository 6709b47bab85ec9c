"""Progress of long work, for a person at a terminal and for nobody else."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

#: Work that is over before a person could read about it is not announced.
_WORTH_SHOWING = 200


class TerminalProgress:
    """Shows each kind of long work as a bar on standard error, with how much was reused.

    Use as a context manager; where standard error is no terminal it shows nothing.
    """

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[reused]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> TerminalProgress:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()
        sys.stderr.flush()

    def start(self, what: str, total: int, reused: int) -> None:
        if total >= _WORTH_SHOWING:
            note = f"{reused:,} reused" if reused else ""
            self._tasks[what] = self._bars.add_task(what, total=total, reused=note)

    def advance(self, what: str, done: int) -> None:
        if what in self._tasks:
            self._bars.advance(self._tasks[what], done)
