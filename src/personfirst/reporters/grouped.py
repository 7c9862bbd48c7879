"""The findings under the name of their file, one line each, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from personfirst.model.finding import Finding, Place
from personfirst.model.report import Report
from personfirst.reporters.source import columns
from personfirst.reporters.view import View, headline, printable, problem_line, summary


def render(report: Report, view: View) -> str:
    """The files with findings, then problems, then the summary, an empty line between."""
    grouped = groupby(view.findings(report), key=lambda one: one.place.path)
    parts = ["\n".join(_group(path, tuple(found), view)) for path, found in grouped]
    if report.problems:
        parts.append("\n".join(problem_line(problem, view) for problem in report.problems))
    if not view.quiet:
        style = "bold" if report.unmuted or report.problems else "good"
        parts.append(view.paint(summary(report), style))
    return "\n\n".join(parts) + "\n" if parts else ""


def _group(path: str, findings: tuple[Finding, ...], view: View) -> Iterator[str]:
    yield view.paint(printable(path), "bold")
    where = _padded(_where(one.place) for one in findings)
    severities = _padded(one.severity for one in findings)
    rules = _padded(one.rule for one in findings)
    for one, at, severity, rule in zip(findings, where, severities, rules, strict=True):
        severity = view.paint(severity, "dim" if one.muted else one.severity.value)
        yield f"  {view.paint(at, 'dim')}  {severity}  {rule}  {_message(one)}"


def _where(place: Place) -> str:
    """Line and column; in a file that is not text the label, which says more."""
    if place.transcript and place.label:
        return printable(place.label)
    return f"{place.line}:{place.column}"


def _message(finding: Finding) -> str:
    message = printable(headline(finding))
    if finding.muted:
        return f"{message} (not counted: {finding.muted.filter}: {printable(finding.muted.cue)})"
    if finding.wordings:
        return f"{message}; write “{printable(finding.wordings[0].text)}”"
    return message


def _padded(texts: Iterable[str]) -> list[str]:
    """Texts of one width, as a terminal counts columns."""
    given = list(texts)
    width = max(map(columns, given))
    return [text + " " * (width - columns(text)) for text in given]
