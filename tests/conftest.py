"""What every test shares: in CI a skipped test is a failed run, since CI can run them all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from personfirst.app import in_turn

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def faults_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of our own is no problem of a document: it fails the test."""
    monkeypatch.setattr(in_turn, "RAISE_FAULTS", True)


@pytest.fixture
def shared() -> Path:
    """The folder of reference material beside the repository; tests that need it skip without."""
    if not SHARED.is_dir():
        pytest.skip("the reference material is not beside the repository")
    return SHARED


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and exitstatus == 0:
        reporter.write_line(f"{len(skipped)} skipped: CI must run every test", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
