"""`personfirst check`: options to settings, a check, a report, an exit status."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    OutputFormat,
    Quotation,
    Style,
    base_settings,
    split_commas,
)
from personfirst.cli.output import make_view, warn, write, write_file
from personfirst.cli.progress import ProgressBar
from personfirst.model.finding import Problem, Severity
from personfirst.reporters.view import View, printable

if TYPE_CHECKING:
    from personfirst.app.check import Checked
    from personfirst.app.discover import Target

EXAMPLES = """\b
Examples:
  personfirst check
  personfirst check minutes.md site/ --style news
  personfirst check --output-format json -o findings.json
  pbpaste | personfirst check - --stdin-filename draft.md"""
"""Shown under the command's help."""


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            help="Files and folders to check; '-' is standard input. Default: this folder.",
        ),
    ] = None,
    style: Annotated[
        Style | None, typer.Option(help="House style of the suggestions. Default: harm-reduction.")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Only these rules or categories (a,b or repeated)."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Not these rules or categories (a,b or repeated)."),
    ] = None,
    severity: Annotated[
        Severity | None, typer.Option(help="Lowest severity to report. Default: suggestion.")
    ] = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on", help="Lowest severity that gives exit status 1. Default: warning."
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with status 0 even if there are findings.")
    ] = False,
    output_format: Annotated[
        OutputFormat,
        typer.Option(
            "--output-format", envvar="PERSONFIRST_OUTPUT_FORMAT", help="How to show the findings."
        ),
    ] = OutputFormat.FULL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the report to a file, in UTF-8."
        ),
    ] = None,
    show_muted: Annotated[
        bool, typer.Option("--show-muted", help="Also show what does not count, and why.")
    ] = False,
    quotation: Annotated[
        Quotation | None,
        typer.Option(
            help="Findings in quotations: as they are, one severity lower, or muted. "
            "Default: lower."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print findings and problems, nothing else.")
    ] = False,
    color: ColorOption = Color.AUTO,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Leave these out, as in .gitignore; may be repeated."),
    ] = None,
    respect_gitignore: Annotated[
        bool,
        typer.Option(
            "--respect-gitignore/--no-respect-gitignore",
            help="Leave out what .gitignore files name.",
        ),
    ] = True,
    skip_unreadable: Annotated[
        bool, typer.Option("--skip-unreadable", help="List unreadable files, but do not fail.")
    ] = False,
    stdin_filename: Annotated[
        str,
        typer.Option(
            "--stdin-filename",
            metavar="NAME",
            help="Name for standard input; its suffix says how to read it.",
        ),
    ] = "stdin.txt",
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Check documents for words that stigmatize people who use drugs.

    Exit status: 0 nothing to report, 1 findings (see --fail-on), 2 something could not be
    checked: a wrong option, a path that does not exist, an unreadable file.
    """
    from personfirst.app.check import check_paths
    from personfirst.app.config import Excludes, override_settings

    settings = base_settings(config, isolated)
    excludes = (Excludes(Path.cwd(), tuple(exclude)),) if exclude else ()
    settings = override_settings(
        settings,
        style=style and style.value,
        select=split_commas(select),
        ignore=split_commas(ignore),
        severity=severity,
        fail_on=fail_on,
        quotation=quotation and quotation.value,
        excludes=(*settings.excludes, *excludes),
        respect_gitignore=respect_gitignore,
    )
    named = paths or ["."]
    with ProgressBar(enabled=not quiet) as progress:
        stdin = _read_stdin(stdin_filename) if "-" in named else None
        checked = check_paths(named, settings, stdin=stdin, progress=progress)
    status = checked.exit_status(
        settings.fail_on, exit_zero=exit_zero, skip_unreadable=skip_unreadable
    )
    view = make_view(color, to_file=output is not None, show_muted=show_muted, quiet=quiet)
    _print(checked, output_format, output, replace(view, exit_status=status))
    raise typer.Exit(status)


def _read_stdin(name: str) -> Target:
    from personfirst.app.discover import Target

    return Target(name.replace("\\", "/"), data=sys.stdin.buffer.read())


def _print(checked: Checked, form: OutputFormat, output: Path | None, view: View) -> None:
    """Write the report, and to standard error what it does not say itself.

    Paths that do not exist are always named on standard error. The full report lists the other
    problems, the concise one none, JSON all of them.
    """
    from personfirst.reporters import reporter

    report = checked.report
    missing = [problem for problem in report.problems if problem in checked.broken]
    others = tuple(problem for problem in report.problems if problem not in checked.broken)
    _warn_of(missing, "personfirst: error: ")
    if form is OutputFormat.FULL:
        report = replace(report, problems=others)
    elif form is OutputFormat.CONCISE:
        _warn_of(others)
    text = reporter(form.value)(report, view)
    if output is None:
        write(text, color=view.color, utf8=form is OutputFormat.JSON)
    else:
        write_file(text, output)


def _warn_of(problems: list[Problem] | tuple[Problem, ...], lead: str = "") -> None:
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        warn(f"{lead}{printable(problem.path)}{line}: {printable(problem.reason)}")
