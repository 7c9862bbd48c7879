"""Findings for reviewdog, which writes them into a review with suggestions to accept: rdjson.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.report import Report
from personfirst.reporters.fields import json_text
from personfirst.reporters.regions import Region, region_of_place, replacement
from personfirst.reporters.view import View, located

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}


def render(report: Report, view: View) -> str:
    """The findings that count, with their suggestions as far as a program can put them in.

    The format has no place for muted findings and for problems.
    """
    return json_text(
        {
            "source": {"name": "personfirst"},
            "diagnostics": [
                _diagnostic(finding, report.sources.get(finding.place.path, {}))
                for finding in report.unmuted
            ],
        }
    )


def _diagnostic(finding: Finding, lines: Mapping[int, str]) -> dict[str, Any]:
    place = finding.place
    transcript = place.transcript
    whole = {"start": {"line": 1}} if transcript else _range(region_of_place(place), lines)
    suggestions = [] if transcript else list(_suggestions(finding, lines))
    return {
        "message": located(finding, finding.message),
        "location": {"path": place.path, "range": whole},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _suggestions(finding: Finding, lines: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Each of the suggestions that has edits, as the one replacement that the format allows."""
    for suggestion in finding.suggestions:
        made = replacement(suggestion, finding, lines)
        if made is not None:
            region, text = made
            yield {"range": _range(region, lines), "text": text}


def _range(region: Region, lines: Mapping[int, str]) -> dict[str, Any]:
    """A range; whole lines where the source lines that columns need are not known."""
    if region.line not in lines or region.end_line not in lines:
        return {"start": {"line": region.line}, "end": {"line": region.end_line}}
    return {
        "start": _position(region.line, region.column, lines),
        "end": _position(region.end_line, region.end_column, lines),
    }


def _position(line: int, column: int, lines: Mapping[int, str]) -> dict[str, int]:
    """A position, whose column counts bytes of UTF-8."""
    before = lines[line][: column - 1].encode("utf-8", "replace")
    return {"line": line, "column": len(before) + 1}
