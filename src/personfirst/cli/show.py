"""`check --show-settings` and `--show-files`: what a run would go by, and what it would read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.output import warn, write
from personfirst.reporters.view import View, printable

if TYPE_CHECKING:
    from personfirst.app.config import Settings

ShowSettingsOption = Annotated[
    bool,
    typer.Option(
        "--show-settings",
        help="Show the settings, for the files that are named if any are, and where each was set.",
    ),
]
ShowFilesOption = Annotated[
    bool, typer.Option("--show-files", help="List the files that would be checked.")
]


def show_settings(settings: Settings, paths: Sequence[str], view: View) -> None:
    """Write the settings of a run, or those for each of some files."""
    from personfirst.app.config_view import setting_rows, settings_head
    from personfirst.app.rules import check_settings, rules_to_run
    from personfirst.reporters.settings import settings_text

    check_settings(settings, rules_to_run(settings))
    head = tuple(settings_head(settings))
    if not paths:
        write(settings_text(head, setting_rows(settings), view), color=view.color)
    for number, path in enumerate(paths):
        text = settings_text((f"for {path}", *head), setting_rows(settings, path), view)
        write("\n" * (number > 0) + text, color=view.color)


def show_files(
    settings: Settings, paths: Sequence[str], *, stdin_filename: str, staged: bool
) -> int:
    """Write the files that a check of some paths reads, one on each line.

    Returns the exit status: 2 where a path does not exist or a folder cannot be opened.
    """
    from personfirst.app.check import files_to_check
    from personfirst.app.patterns import is_forced_out

    named = [path for path in paths if path != "-"]
    found = files_to_check(named, settings, staged=staged)
    shown = [target.shown for target in found.targets]
    if len(named) < len(paths) and not is_forced_out(stdin_filename, settings):
        shown.insert(0, stdin_filename)
    write("".join(f"{printable(path)}\n" for path in shown))
    for folder in found.reviewed:
        warn(f"{printable(folder)}: left out, for it holds reviewed copies; name it to check it")
    problems = (*found.missing, *found.unreadable)
    for problem in problems:
        warn(f"personfirst: error: {printable(problem.path)}: {printable(problem.reason)}")
    return 2 if problems else 0
