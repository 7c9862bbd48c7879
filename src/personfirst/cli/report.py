"""Writing the reports of a check, and to standard error what they do not say themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

import typer

from personfirst.cli.output import warn, write, write_file
from personfirst.model.choices import Severity
from personfirst.model.report import Problem
from personfirst.reporters import reporter
from personfirst.reporters.view import View, printable

if TYPE_CHECKING:
    from pathlib import Path

    from personfirst.app.config import Settings
    from personfirst.app.tally import Checked
    from personfirst.cli.outputs import Output
    from personfirst.model.audit import Audit
    from personfirst.rulebook.ruleset import RuleSet

NAME_FILES = "name files or folders with documents"


def write_reports(
    checked: Checked,
    outputs: Sequence[Output],
    view: Callable[[bool], View],
    rules: Callable[[], RuleSet],
    *,
    audit: Audit | None = None,
    err: bool = False,
) -> None:
    """Write the reports to their files, then to standard output, or with `err` to standard error.

    Paths that do not exist are always named on standard error, and so are the other problems unless
    the report beside it lists them. `view` is asked how to show a report, with whether it goes to a
    file; `rules` for the rules, where a report explains them. `audit` is for formats that show one.
    Raises `OSError`.
    """
    rulebook = rules() if any(one.form.explains for one in outputs) else None
    for output in sorted(outputs, key=lambda one: one.file is None):
        shown = view(output.file is not None)._replace(rulebook=rulebook, audit=audit)
        render = reporter(output.form)
        if output.file is not None:
            write_file(render(checked.report, shown), output.file)
            continue
        report = checked.report
        if output.form.for_people:
            others = (one for one in report.problems if one not in checked.broken)
            report = report._replace(problems=tuple(others))
        _warn_besides(checked, lists_problems=output.form.problems)
        write(render(report, shown), color=shown.color, utf8=not output.form.for_people, err=err)
    if all(one.file is not None for one in outputs):
        _warn_besides(checked, lists_problems=False)


def asked_for(settings: Settings) -> str:
    """What settings narrow a run to, in words; nothing where all is looked for."""
    parts = []
    if settings.select:
        parts.append(", ".join((*settings.select, *settings.extend_select)))
    left_out = dict.fromkeys((*settings.ignore, *settings.disabled))
    if left_out:
        parts.append(f"all but {', '.join(left_out)}")
    if settings.severity is not Severity.SUGGESTION:
        parts.append(f"severity {settings.severity} or worse")
    return "; ".join(parts)


def finish(text: str, checked: Checked, output: Path | None, view: View, *, utf8: bool) -> NoReturn:
    """Write what a command made of a run to a file or to standard output, and end: with status 2 if
    something could not be read. Raises `OSError`.
    """
    warn_of_broken(checked)
    if output is not None:
        write_file(text, output)
    else:
        write(text, color=view.color, utf8=utf8)
    raise typer.Exit(2 if checked.failing() else 0)


def _warn_besides(checked: Checked, *, lists_problems: bool) -> None:
    if lists_problems:
        warn_of_broken(checked)
    else:
        warn_of_all(checked)


def warn_of_all(checked: Checked) -> None:
    """Name every problem on standard error, what always fails a run as an error."""
    warn_of_broken(checked)
    warn_of(problem for problem in checked.report.problems if problem not in checked.broken)


def warn_of_broken(checked: Checked) -> None:
    """Name on standard error the paths that do not exist, and faults of our own."""
    warn_of(
        (problem for problem in checked.report.problems if problem in checked.broken),
        "personfirst: error: ",
    )


def warn_of_nothing(checked: Checked) -> None:
    """Say on standard error what to do where there was nothing to read."""
    if not (checked.report.files or checked.report.problems):
        warn(f"nothing to read here; {NAME_FILES}")


def warn_of(problems: Iterable[Problem], lead: str = "") -> None:
    """Name problems on standard error, each with its file and line."""
    for problem in problems:
        line = f":{problem.line}" if problem.line else ""
        warn(f"{lead}{printable(problem.path)}{line}: {printable(problem.reason)}")
