"""The report for programs: one JSON object, whose fields docs/json.md promises to keep."""

from __future__ import annotations

from personfirst.model.report import Report
from personfirst.reporters.fields import (
    finding_fields,
    json_text,
    problem_fields,
    summary_fields,
)
from personfirst.reporters.view import View

VERSION = 1
"""The version of the format; it rises only when a reader of the old one would go wrong."""


def render(report: Report, view: View) -> str:
    """The report as indented JSON."""
    return json_text(
        {
            "version": VERSION,
            "tool": {"name": "personfirst", "version": view.version},
            "findings": [finding_fields(finding) for finding in view.findings(report)],
            "problems": [problem_fields(problem) for problem in report.problems],
            "summary": summary_fields(report, view),
        }
    )
