"""Writing the report of a check, and to standard error what it does not say itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from personfirst.cli.options import OutputFormat
from personfirst.cli.output import warn, write, write_file
from personfirst.model.finding import Problem
from personfirst.reporters.view import View, printable

if TYPE_CHECKING:
    from personfirst.app.check import Checked


def write_report(
    checked: Checked, form: OutputFormat, output: Path | None, view: View, *, err: bool = False
) -> None:
    """Write the report to a file, to standard output, or with `err` to standard error.

    Paths that do not exist are always named on standard error. The full report lists the other
    problems, the concise one none, JSON all of them.
    """
    from personfirst.reporters import reporter

    report = checked.report
    others = tuple(problem for problem in report.problems if problem not in checked.broken)
    if form is OutputFormat.FULL:
        warn_of_broken(checked)
        report = replace(report, problems=others)
    elif form is OutputFormat.CONCISE:
        warn_of_all(checked)
    else:
        warn_of_broken(checked)
    text = reporter(form.value)(report, view)
    if output is None:
        write(text, color=view.color, utf8=form is OutputFormat.JSON, err=err)
    else:
        write_file(text, output)


def warn_of_all(checked: Checked) -> None:
    """Name every problem on standard error, what always fails a run as an error."""
    warn_of_broken(checked)
    _warn_of(problem for problem in checked.report.problems if problem not in checked.broken)


def warn_of_broken(checked: Checked) -> None:
    """Name on standard error the paths that do not exist, and faults of our own."""
    _warn_of(
        (problem for problem in checked.report.problems if problem in checked.broken),
        "personfirst: error: ",
    )


def _warn_of(problems: Iterable[Problem], lead: str = "") -> None:
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        warn(f"{lead}{printable(problem.path)}{line}: {printable(problem.reason)}")
