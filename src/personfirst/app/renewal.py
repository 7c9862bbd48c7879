"""Checking what a baseline says against what is found today."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from personfirst.app.baseline import Baseline, Known, renewed
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import shown_path
from personfirst.app.in_turn import Progress
from personfirst.app.patterns import absolute
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked


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
    checked = check_paths(_to_check(baseline, paths), settings, progress=progress)
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
    scope = Scope(known=Known(baseline))
    return check_paths(_to_check(baseline, paths), settings, progress=progress, scope=scope)


def _to_check(baseline: Baseline, paths: Sequence[str]) -> list[str]:
    """The paths but for those that are gone and in the baseline: of these there is no more to say
    than that they are gone.
    """
    held = [Path(key[0]) for key in baseline.counts]

    def is_known(path: str) -> bool:
        return any(file.is_relative_to(baseline.inside(path)) for file in held)

    return [path for path in paths or ["."] if Path(path).exists() or not is_known(path)]
