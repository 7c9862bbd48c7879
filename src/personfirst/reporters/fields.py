"""Findings, problems and summaries as docs/json.md promises them, for all formats of JSON."""

from __future__ import annotations

import json
from typing import Any

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Suggestion
from personfirst.model.report import Problem, Report
from personfirst.reporters.view import View


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """A value as JSON. A lone surrogate in a file name is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding. Offsets into a transcript are left out, for its reader has only the file."""
    place = finding.place
    return {
        "path": place.path,
        "rule": finding.rule,
        "category": finding.category,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "start": None if place.transcript else place.start,
        "end": None if place.transcript else place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "label": place.label,
        "text": finding.text,
        "excerpt": finding.excerpt,
        "message": finding.message,
        **_narrative(finding),
        **_site(finding),
        "suggestions": [_suggestion(one, place.transcript) for one in finding.suggestions],
        "muted": None
        if finding.muted is None
        else {"filter": finding.muted.filter, "cue": finding.muted.cue},
    }


def problem_fields(problem: Problem) -> dict[str, Any]:
    """A problem."""
    return {"path": problem.path, "line": problem.line, "reason": problem.reason}


def summary_fields(report: Report, view: View) -> dict[str, Any]:
    """What a run came to."""
    return {
        "files": report.files,
        "words": report.words,
        "seconds": round(report.seconds, 3),
        "findings": {severity.value: report.count(severity) for severity in Severity},
        "fixed": report.fixed,
        "muted": len(report.findings) - len(report.unmuted),
        "problems": len(report.problems),
        "exit_status": view.exit_status,
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


def _site(finding: Finding) -> dict[str, Any]:
    """What only a finding on a built site says."""
    pages = {"pages": list(finding.pages)} if finding.pages else {}
    return {**pages, **({"built": finding.built} if finding.built else {})}


def _suggestion(suggestion: Suggestion, transcript: bool) -> dict[str, Any]:
    edits = () if transcript else suggestion.edits
    return {
        "text": suggestion.text,
        "style": suggestion.style,
        "safety": suggestion.safety.value,
        "replaces": suggestion.replaces,
        "result": suggestion.result,
        "edits": [
            {"start": edit.start, "end": edit.end, "new_text": edit.new_text} for edit in edits
        ],
    }
