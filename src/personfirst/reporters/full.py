"""The report for a reader at a terminal: each finding with its line, its reason, its way out."""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.model.finding import Finding, Problem, Report
from personfirst.reporters.source import columns, underlined
from personfirst.reporters.view import View, headline, printable, summary


def render(report: Report, view: View) -> str:
    """Findings, then problems, then the summary, with an empty line between."""
    parts = ["\n".join(_finding(finding, report, view)) for finding in view.findings(report)]
    if report.problems:
        parts.append("\n".join(problem_line(problem, view) for problem in report.problems))
    if not view.quiet:
        style = "bold" if report.unmuted or report.problems else "good"
        parts.append(view.paint(summary(report), style))
    return "\n\n".join(parts) + "\n" if parts else ""


def problem_line(problem: Problem, view: View) -> str:
    """`path:line: reason`."""
    line = f":{problem.line}" if problem.line else ""
    return f"{view.paint(printable(problem.path) + line, 'bold')}: {printable(problem.reason)}"


def _finding(finding: Finding, report: Report, view: View) -> Iterator[str]:
    place = finding.place
    label = f" ({printable(place.label)})" if place.label else ""
    where = f"{printable(place.path)}:{place.line}:{place.column}"
    yield view.paint(where, "dim" if finding.muted else "bold") + label
    yield from _source(finding, report, view)
    text = f"{printable(headline(finding))} [{finding.rule}]"
    if finding.muted:
        yield view.paint(f"  {finding.severity}: {text}", "dim")
        reason = f"{finding.muted.filter}: {printable(finding.muted.cue)}"
        yield view.paint(f"  not counted: {reason}", "dim")
        return
    yield f"  {view.paint(finding.severity, finding.severity)}: {text}"
    if finding.suggestions:
        texts = dict.fromkeys(printable(one.text) for one in finding.suggestions)
        yield f"  write instead: {view.paint(' / '.join(texts), 'bold')}"


def _source(finding: Finding, report: Report, view: View) -> Iterator[str]:
    """The source lines; the excerpt for a format that has none."""
    place = finding.place
    gutter = len(str(place.end_line))
    lines = underlined(report.sources.get(place.path, {}), place, max(view.width - gutter - 6, 40))
    if not lines:
        excerpt = printable(finding.excerpt)
        yield f"  | {excerpt if columns(excerpt) <= 400 else excerpt[:400] + '...'}"
    for line in lines:
        number = f"{line.number or '':>{gutter}}"
        yield f"  {view.paint(f'{number} |', 'dim')} {line.text}"
        if line.marks:
            style = "dim" if finding.muted else finding.severity.value
            bar = view.paint(f"{'':>{gutter}} |", "dim")
            indent = len(line.marks) - len(line.marks.lstrip())
            yield f"  {bar} {' ' * indent}{view.paint(line.marks[indent:], style)}"
