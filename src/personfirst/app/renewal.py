"""Checking what a baseline says against what is found today."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from personfirst.app.baseline import Baseline, Known, renewed
from personfirst.app.check import Checked, Progress, check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import shown_path
from personfirst.app.patterns import absolute
from personfirst.app.scope import Scope


def renew(
    baseline: Baseline,
    paths: Sequence[str],
    settings: Settings,
    *,
    progress: Progress | None = None,
) -> tuple[Baseline, Checked]:
    """The baseline with what is found today in some files and folders, and the check.

    What it holds of a file stays where that file lies outside of the paths, or could not be read.
    """
    checked = check_paths(paths or ["."], settings, progress=progress)
    unread = {problem.path for problem in checked.failing()}
    named = [absolute(path) for path in paths or ["."]]

    def is_kept(file: Path) -> bool:
        outside = not any(file.is_relative_to(one) for one in named)
        return file.exists() and (outside or shown_path(file) in unread)

    return renewed(baseline, checked.report.findings, is_kept), checked


def stale_in(
    baseline: Baseline,
    paths: Sequence[str],
    settings: Settings,
    *,
    progress: Progress | None = None,
) -> Checked:
    """A check whose `stale` holds what the baseline holds too much."""
    return check_paths(
        paths or ["."], settings, progress=progress, scope=Scope(known=Known(baseline))
    )
