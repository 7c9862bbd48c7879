"""Annotations on GitHub: workflow commands, which its runner takes out of a step's log.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.report import Problem, Report
from personfirst.reporters.view import View, headline, located, plural, printable, summary

MOST = 10
"""Annotations of each level that GitHub shows for a step; it drops further ones without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    properties: dict[str, str]
    message: str


def render(report: Report, view: View) -> str:
    """Problems, then findings that count, at most ten of each level; then how many more there are.

    Whether muted findings are shown makes no difference: an annotation asks somebody to act.
    """
    shown: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    lines = []
    for annotation in _annotations(report, view):
        if shown[annotation.level] < MOST:
            shown[annotation.level] += 1
            lines.append(_command(annotation))
        else:
            hidden[annotation.level] += 1
    if not view.quiet:
        lines.append(summary(report))
    if hidden:
        more = ", ".join(plural(count, level) for level, count in hidden.items())
        lines.append(
            f"Not annotated, for GitHub shows {MOST} of each level in a step: {more}; "
            "'--output-format markdown:FILE' lists them"
        )
    return "".join(f"{line}\n" for line in lines)


def _annotations(report: Report, view: View) -> Iterator[_Annotation]:
    for problem in report.problems:
        yield _of_problem(problem, failing=problem in view.failing)
    for finding in report.unmuted:
        yield _of_finding(finding)


def _of_problem(problem: Problem, *, failing: bool) -> _Annotation:
    where = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return _Annotation(
        "error" if failing else "warning",
        {"file": problem.path, "line": str(problem.line or 1), "title": "personfirst"},
        f"{where}: {problem.reason}",
    )


def _of_finding(finding: Finding) -> _Annotation:
    """A finding at its place; in a file that is not text at line 1, its message says where.

    Columns are left out where there are several lines: GitHub takes them for one line only.
    """
    place = finding.place
    properties = {"file": place.path, "line": "1"}
    where = f"{place.path}, " if place.transcript and place.label else f"{place.path}: "
    if not place.transcript:
        where = f"{place.path}:{place.line}:{place.column}: "
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"personfirst ({finding.rule})"
    texts = dict.fromkeys(one.text for one in finding.wordings)
    lines = [where + located(finding, headline(finding))]
    lines += [f"write instead: {' / '.join(texts)}"] if texts else []
    lines += [f"why it harms: {finding.why}"] if finding.why else []
    return _Annotation(_LEVELS[finding.severity], properties, "\n".join(lines))


def _command(annotation: _Annotation) -> str:
    properties = ",".join(f"{name}={_property(it)}" for name, it in annotation.properties.items())
    return f"::{annotation.level} {properties}::{_data(annotation.message)}"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    """Text that stays on its line, steers no terminal and is read by the runner as it was."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)
