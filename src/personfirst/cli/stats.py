"""`personfirst stats`: findings per 1,000 words, and how they change over time."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    QuietOption,
    StdinFilenameOption,
    TimeoutOption,
    base_settings,
    expanded,
)
from personfirst.cli.output import fail, make_view, read_stdin, warn
from personfirst.cli.outputs import OutputOption, refuse_documents
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import finish, warn_of_nothing
from personfirst.model.choices import Severity
from personfirst.reporters.view import plural

EXAMPLES = """\b
Examples:
  personfirst stats materials/
  personfirst stats materials/ --history-git 12
  personfirst stats --history march.json --history june.json --csv > trend.csv"""


class StatsFormat(StrEnum):
    """How numbers are shown."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def stats(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            callback=expanded,
            help="Files and folders; '-' is standard input. Default: this folder.",
        ),
    ] = None,
    output_format: Annotated[
        StatsFormat,
        typer.Option(
            "--output-format",
            help="Text to read, JSON for programs, or an HTML page with the findings.",
        ),
    ] = StatsFormat.TEXT,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a table for a spreadsheet.")] = False,
    output: OutputOption = None,
    history: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A JSON report of an earlier check, the oldest first; may be repeated.",
        ),
    ] = None,
    history_git: Annotated[
        int | None,
        typer.Option(
            "--history-git", metavar="N", min=1, help="The last N commits that touched the paths."
        ),
    ] = None,
    severity: Annotated[
        Severity | None, typer.Option(help="Lowest severity to count. Default: suggestion.")
    ] = None,
    stdin_filename: StdinFilenameOption = "stdin.txt",
    quiet: QuietOption = False,
    color: ColorOption = Color.AUTO,
    timeout: TimeoutOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Count findings per 1,000 words by folder, category and rule, and comments that silence them.

    The numbers are for seeing whether materials change, not for comparing people. A baseline is
    not looked at.

    Exit status: 0 counted, 2 something could not be read.
    """
    from personfirst.app.config import override_settings
    from personfirst.app.history import git_points, report_points
    from personfirst.app.stats import measure
    from personfirst.reporters.stats import render, render_csv, render_json

    if as_csv and output_format is not StatsFormat.TEXT:
        fail(f"--csv and --output-format {output_format} are two forms; choose one")
    if history and history_git:
        fail("--history and --history-git are two sources; choose one")
    settings = override_settings(
        base_settings(config, isolated), severity=severity, timeout=timeout
    )
    named = paths or ["."]
    if history_git and "-" in named:
        fail("--history-git is for files; '-' has no commits")
    refuse_documents([output], [*named, *(history or ())])
    trend = report_points(history or (), settings.severity)
    if history_git:
        with ProgressBar(enabled=not quiet, what="commits") as progress:
            trend = git_points(named, settings, history_git, progress=progress)
    if trend.cut_off:
        warn(
            f"this clone is shallow, so the history is cut off after "
            f"{plural(len(trend.points), 'commit')}; 'git fetch --unshallow' brings the rest"
        )
    stdin = read_stdin(stdin_filename) if "-" in named else None
    with ProgressBar(enabled=not quiet) as progress:
        measured = measure(named, settings, stdin=stdin, progress=progress, history=trend.points)
    view = make_view(color, to_file=output is not None, quiet=quiet)
    if as_csv:
        text = render_csv(measured.statistics)
    elif output_format is StatsFormat.JSON:
        text = render_json(measured.statistics, view)
    elif output_format is StatsFormat.HTML:
        from personfirst.app.rules import load_rules
        from personfirst.reporters.html import render as render_page

        page = view._replace(rulebook=load_rules(settings), statistics=measured.statistics)
        text = render_page(measured.checked.report, page)
    else:
        text = render(measured.statistics, view)
    utf8 = as_csv or output_format is not StatsFormat.TEXT
    if not quiet:
        warn_of_nothing(measured.checked)
    finish(text, measured.checked, output, view, utf8=utf8)
