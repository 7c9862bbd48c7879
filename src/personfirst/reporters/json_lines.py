"""One JSON object on a line for each finding, for programs that read a stream."""

from __future__ import annotations

from personfirst.model.report import Report
from personfirst.reporters.fields import finding_fields, json_text
from personfirst.reporters.view import View


def render(report: Report, view: View) -> str:
    """The findings, each as the JSON report has it; nothing else, and no line for none."""
    return "".join(
        json_text(finding_fields(finding), indent=None) for finding in view.findings(report)
    )
