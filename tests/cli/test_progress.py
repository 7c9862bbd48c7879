"""The progress bar: only in a terminal, only on long runs, only on standard error."""

from __future__ import annotations

import io
import sys

import pytest

from personfirst.cli import progress
from personfirst.cli.progress import ProgressBar


class Stream(io.StringIO):
    """Standard error that is a terminal, or is not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, enabled: bool, delay: float) -> str:
    """What a run over three files leaves on standard error."""
    stream = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_DELAY", delay)
    monkeypatch.setenv("TERM", "xterm")
    with ProgressBar(enabled=enabled) as bar:
        for done in range(4):
            bar(done, 3)
    return stream.getvalue()


def test_a_long_run_in_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "files" in shown(monkeypatch, terminal=True, enabled=True, delay=-1)


@pytest.mark.parametrize(
    ("terminal", "enabled", "delay"), [(False, True, -1), (True, False, -1), (True, True, 60)]
)
def test_else_nothing_is_shown(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, enabled: bool, delay: float
) -> None:
    assert shown(monkeypatch, terminal=terminal, enabled=enabled, delay=delay) == ""
