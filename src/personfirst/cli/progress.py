"""A progress bar on standard error for runs that take longer than a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY = 1.0
"""Seconds before the bar appears; shorter runs never import rich."""


class ProgressBar:
    """Shows how many files are done. Call it with (done, total); nothing without a terminal."""

    def __init__(self, *, enabled: bool, what: str = "files") -> None:
        self._what = what
        self._enabled = enabled and sys.stderr is not None and sys.stderr.isatty()
        self._since = monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        if not self._enabled:
            return
        if self._bar is None and done < total and monotonic() - self._since > _DELAY:
            self._start(total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bar = Progress(
            TextColumn("Checking"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(self._what),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=total)
        self._bar.start()
