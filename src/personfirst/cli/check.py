"""`personfirst check`: options to settings, a check, a report, an exit status."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.mending import make_mend, write_diff, write_fixed, write_rest
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
from personfirst.cli.output import fail, make_view
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import write_report
from personfirst.model.finding import Severity

if TYPE_CHECKING:
    from personfirst.app.config import Settings
    from personfirst.app.discover import Target
    from personfirst.cli.interactive import Terminal

EXAMPLES = """\b
Examples:
  personfirst check
  personfirst check minutes.md site/ --style news
  personfirst check --diff; personfirst check --fix
  personfirst check --output-format json -o findings.json
  pbpaste | personfirst check - --stdin-filename draft.md"""
"""Shown under the command's help."""


def check(
    ctx: typer.Context,
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
    fix: Annotated[
        bool, typer.Option("--fix", help="Put in the suggestions that are safe, in the files.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="With --fix or --diff, also those that ask for a second look."
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Ask what to do about each finding.")
    ] = False,
    exit_non_zero_on_fix: Annotated[
        bool,
        typer.Option("--exit-non-zero-on-fix", help="Exit with status 1 if something was fixed."),
    ] = False,
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
    checked or written: a wrong option, a path that does not exist, an unreadable file.
    After --fix the findings that remain count, with --diff whether it would change anything.
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
    if diff or (interactive and output is None):
        _refuse_format(ctx)
    named = paths or ["."]
    mend = make_mend(
        fix=fix,
        diff=diff,
        interactive=interactive,
        unsafe=unsafe_fixes,
        stdin="-" in named,
        terminal=lambda: _terminal(color, settings),
    )
    with ProgressBar(enabled=not quiet and not interactive) as progress:
        stdin = _read_stdin(stdin_filename) if "-" in named else None
        checked = check_paths(named, settings, stdin=stdin, progress=progress, mend=mend)
    status = checked.exit_status(
        None if diff else settings.fail_on,
        exit_zero=exit_zero,
        skip_unreadable=skip_unreadable,
        fail_on_fix=exit_non_zero_on_fix or (diff and not exit_zero),
    )
    err = write_fixed(mend, stdin)
    view = make_view(color, to_file=output is not None, err=err, show_muted=show_muted, quiet=quiet)
    view = replace(view, exit_status=status)
    if diff:
        write_diff(mend, checked, output, view)
    elif interactive and output is None:
        write_rest(checked, view)
    else:
        write_report(checked, output_format, output, view, err=err)
    raise typer.Exit(status)


def _refuse_format(ctx: typer.Context) -> None:
    """End the run with status 2 where a report's format is asked for and there is no report."""
    source = ctx.get_parameter_source("output_format")
    if source is not None and source.name == "COMMANDLINE":
        fail("--output-format is for reports; leave it out with --diff and --interactive")


def _terminal(color: Color, settings: Settings) -> Terminal:
    """A person at this terminal; all rules are read only if they ask why one is there."""
    from personfirst.app.rules import find_rule, load_rules
    from personfirst.cli.interactive import Terminal

    return Terminal(make_view(color), lambda name: find_rule(load_rules(settings), name).why)


def _read_stdin(name: str) -> Target:
    from personfirst.app.discover import Target

    return Target(name.replace("\\", "/"), data=sys.stdin.buffer.read())
