"""The report for programs: one JSON object, whose fields docs/json.md promises to keep."""

from __future__ import annotations

import json
from typing import Any

from personfirst.model.finding import Finding, Problem, Report, Severity, Suggestion
from personfirst.reporters.view import View

VERSION = 1
"""The version of the format; it rises only when a reader of the old one would go wrong."""


def render(report: Report, view: View) -> str:
    """The report as indented JSON. A lone surrogate in a file name is written as an escape."""
    value = {
        "version": VERSION,
        "tool": {"name": "personfirst", "version": view.version},
        "findings": [_finding(finding) for finding in view.findings(report)],
        "problems": [_problem(problem) for problem in report.problems],
        "summary": {
            "files": report.files,
            "words": report.words,
            "seconds": round(report.seconds, 3),
            "findings": {severity.value: report.count(severity) for severity in Severity},
            "fixed": report.fixed,
            "muted": len(report.findings) - len(report.unmuted),
            "problems": len(report.problems),
            "exit_status": view.exit_status,
        },
    }
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "path": place.path,
        "rule": finding.rule,
        "category": finding.category,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "label": place.label,
        "text": finding.text,
        "excerpt": finding.excerpt,
        "message": finding.message,
        **_narrative(finding),
        "suggestions": [_suggestion(one) for one in finding.suggestions],
        "muted": None
        if finding.muted is None
        else {"filter": finding.muted.filter, "cue": finding.muted.cue},
    }


def _narrative(finding: Finding) -> dict[str, Any]:
    """What a narrative says besides; nothing for a term."""
    if not finding.roles:
        return {}
    return {
        "roles": [
            {"role": one.role, "about": one.about, "text": one.text, "meaning": one.meaning or None}
            for one in finding.roles
        ],
        "confidence": finding.confidence,
        "why": finding.why,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "text": suggestion.text,
        "style": suggestion.style,
        "safety": suggestion.safety.value,
        "replaces": suggestion.replaces,
        "result": suggestion.result,
        "edits": [
            {"start": edit.start, "end": edit.end, "new_text": edit.new_text}
            for edit in suggestion.edits
        ],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line, "reason": problem.reason}
