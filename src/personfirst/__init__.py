"""Finds stigmatizing words about drug use in documents and says what to write instead.

The library's three calls import what they need when they are called, so that `import personfirst`
and `personfirst --version` cost next to nothing. Everything that a user can mend is raised as a
`personfirst.model.errors.PersonfirstError`; a file that cannot be read is a problem of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from personfirst.model.report import Report
    from personfirst.rulebook.ruleset import RuleSet

__all__ = ["__version__", "check_paths", "check_text", "load_rules"]
__version__ = "0.1.0"


def check_text(
    text: str,
    *,
    filename: str = "text.txt",
    style: str = "harm-reduction",
    rules: RuleSet | None = None,
) -> Report:
    """The findings in a text, read as the format that `filename` names; no file is opened.

    The report also holds muted findings; `Report.unmuted` leaves them out. Give `rules` (from
    `load_rules`) when you check many texts, so that they are loaded once. Raises `ConfigError` for
    a style that does not exist.
    """
    from personfirst.app.check import check_text
    from personfirst.app.config import style_settings

    return check_text(text, style_settings(style), filename=filename, rules=rules).report


def check_paths(
    paths: Sequence[str | Path],
    *,
    style: str = "harm-reduction",
    rules: RuleSet | None = None,
) -> Report:
    """The findings in files and folders. Configuration files are not read.

    A path that does not exist or cannot be read is among the report's problems. The report also
    holds muted findings; `Report.unmuted` leaves them out. Raises `ConfigError` for a style that
    does not exist.
    """
    from personfirst.app.check import check_paths
    from personfirst.app.config import style_settings

    return check_paths(paths, style_settings(style), rules=rules).report


def load_rules(folders: Sequence[Path] = ()) -> RuleSet:
    """The built-in rules and those in local folders. Raises `RuleError` with file and line."""
    from personfirst.rulebook.ruleset import load_ruleset

    return load_ruleset(folders)
