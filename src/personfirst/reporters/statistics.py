"""How often each rule was found, in place of the findings."""

from __future__ import annotations

from dataclasses import dataclass

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.report import Report
from personfirst.reporters.fields import json_text, summary_fields
from personfirst.reporters.view import View, problem_line, summary

VERSION = 1
"""The version of the JSON; it rises only when a reader of the old one would go wrong."""

_MARKS = {"[*]": "all can be fixed with --fix", "[-]": "some can be fixed with --fix"}


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The findings of a rule that count; `severity` is the worst of theirs, `fixable` how many
    `--fix` would put right.
    """

    rule: str
    category: str
    severity: Severity
    count: int
    fixable: int


def count_rules(report: Report) -> tuple[RuleCount, ...]:
    """The rules that were found, the most frequent first."""
    found: dict[str, list[Finding]] = {}
    for finding in report.unmuted:
        found.setdefault(finding.rule, []).append(finding)
    counts = [
        RuleCount(
            rule,
            findings[0].category,
            max((one.severity for one in findings), key=lambda one: one.rank),
            len(findings),
            sum(one.fix() is not None for one in findings),
        )
        for rule, findings in found.items()
    ]
    return tuple(sorted(counts, key=lambda one: (-one.count, -one.severity.rank, one.rule)))


def render(report: Report, view: View) -> str:
    """A line for each rule, problems, then the summary."""
    counts = count_rules(report)
    lines = [_line(one, counts, view) for one in counts]
    lines += [problem_line(problem, view) for problem in report.problems]
    if not view.quiet:
        marks = {_mark(one) for one in counts}
        said = [f"{mark} {text}" for mark, text in _MARKS.items() if mark in marks]
        lines += [", ".join(said)] if said else []
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def render_json(report: Report, view: View) -> str:
    """The counts as one JSON object."""
    counts = [
        {
            "rule": one.rule,
            "category": one.category,
            "severity": one.severity.value,
            "count": one.count,
            "fixable": one.fixable,
        }
        for one in count_rules(report)
    ]
    return json_text(
        {
            "version": VERSION,
            "tool": {"name": "personfirst", "version": view.version},
            "statistics": counts,
            "summary": summary_fields(report, view),
        }
    )


def _line(one: RuleCount, counts: tuple[RuleCount, ...], view: View) -> str:
    number = max(len(f"{other.count:,}") for other in counts)
    width = max(len(other.severity) for other in counts)
    severity = view.paint(f"{one.severity:<{width}}", one.severity.value)
    return f"{one.count:>{number},}  {severity}  {_mark(one)}  {one.rule}"


def _mark(one: RuleCount) -> str:
    if not one.fixable:
        return "   "
    return "[*]" if one.fixable == one.count else "[-]"
