"""Findings for GitLab's merge requests: a Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import Any

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.fingerprint import fingerprints
from personfirst.model.report import Report
from personfirst.reporters.fields import json_text
from personfirst.reporters.view import View, located

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def render(report: Report, view: View) -> str:
    """A list of the findings that count. The format has no place for muted ones and problems."""
    found = report.unmuted
    marks = fingerprints(found)
    return json_text([_issue(one, mark) for one, mark in zip(found, marks, strict=True)])


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = finding.place
    first, last = (1, 1) if place.transcript else (place.line, place.end_line)
    return {
        "description": located(finding, finding.message),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": place.path, "lines": {"begin": first, "end": last}},
    }
