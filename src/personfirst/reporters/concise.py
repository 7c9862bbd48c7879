"""One line for each finding, for editors and scripts: `path:line:col: severity rule message`."""

from __future__ import annotations

from personfirst.model.finding import Finding
from personfirst.model.report import Report
from personfirst.reporters.view import View, headline, located, printable, summary


def render(report: Report, view: View) -> str:
    """The findings, then the summary. Problems are left to the caller, who owns standard error."""
    lines = [_line(finding, view) for finding in view.findings(report)]
    if not view.quiet:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding, view: View) -> str:
    place = finding.place
    where = view.paint(f"{printable(place.path)}:{place.line}:{place.column}:", "bold")
    severity = view.paint(finding.severity, "dim" if finding.muted else finding.severity.value)
    message = printable(located(finding, headline(finding)))
    if finding.muted:
        message += f" (not counted: {finding.muted.filter}: {printable(finding.muted.cue)})"
    elif finding.wordings:
        message += f"; write “{printable(finding.wordings[0].text)}”"
    return f"{where} {severity} {finding.rule} {message}"
