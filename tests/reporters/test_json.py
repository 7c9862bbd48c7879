"""The JSON report: what docs/json-schema.json promises, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator, ValidationError

from personfirst.model.finding import Place
from personfirst.model.report import Problem, Report
from personfirst.reporters.json import render
from personfirst.reporters.view import View

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "json-schema.json"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The published schema, itself checked."""
    value = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(value)
    return Draft202012Validator(value)


def rendered(report: Report, view: View) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(report, view))
    return value


def test_a_report_keeps_the_schema(report: Report, schema: Draft202012Validator) -> None:
    for view in (View(), View(show_muted=True, exit_status=1), View(color=True, quiet=True)):
        schema.validate(rendered(report, view))


def test_a_clean_report_keeps_the_schema(clean: Report, schema: Draft202012Validator) -> None:
    schema.validate(rendered(clean, View(exit_status=0)))


def test_a_place_without_offsets_keeps_the_schema(
    report: Report, schema: Draft202012Validator
) -> None:
    place = Place("report.docx", None, None, 3, 1, 3, 8, "page 2")
    only = report._replace(findings=(report.findings[0]._replace(place=place),))
    schema.validate(rendered(only, View()))


def test_the_schema_refuses_what_is_not_promised(
    clean: Report, schema: Draft202012Validator
) -> None:
    value = rendered(clean, View())
    with pytest.raises(ValidationError):
        schema.validate({**value, "extra": 1})
    with pytest.raises(ValidationError):
        schema.validate({**value, "version": 2})


def test_the_fields_of_a_finding(report: Report) -> None:
    assert rendered(report, View())["findings"][0] == snapshot(
        {
            "path": "site/van.html",
            "rule": "addict",
            "category": "person-label",
            "kind": "term",
            "severity": "error",
            "start": 23,
            "end": 30,
            "line": 1,
            "column": 24,
            "end_line": 1,
            "end_column": 31,
            "label": "alt text",
            "text": "Addicts",
            "excerpt": "… Addicts …",
            "message": "Names a person by addiction; write “People who use drugs”",
            "suggestions": [
                {
                    "text": "People who use drugs",
                    "style": "harm-reduction",
                    "safety": "review",
                    "replaces": "",
                    "result": "",
                    "edits": [],
                },
                {
                    "text": "People with substance use disorders",
                    "style": "harm-reduction",
                    "safety": "review",
                    "replaces": "",
                    "result": "",
                    "edits": [],
                },
            ],
            "muted": None,
        }
    )


def test_problems_and_summary(report: Report) -> None:
    value = rendered(report, View(exit_status=2))
    assert (value["problems"], value["summary"]) == snapshot(
        (
            [
                {"path": "scan.txt", "line": None, "reason": "looks like a binary file, not text"},
                {"path": "minutes.md", "line": 7, "reason": 'unknown directive "ignor"'},
            ],
            {
                "files": 9,
                "words": 3201,
                "seconds": 0.84,
                "findings": {"error": 1, "warning": 1, "suggestion": 1},
                "fixed": 0,
                "muted": 1,
                "problems": 2,
                "exit_status": 2,
            },
        )
    )


def test_muted_findings_are_counted_but_shown_only_when_asked(report: Report) -> None:
    assert len(rendered(report, View())["findings"]) == 3
    shown = rendered(report, View(show_muted=True))
    assert [one["muted"] for one in shown["findings"]] == snapshot(
        [None, {"filter": "mention", "cue": "avoid terms like"}, None, None]
    )
    assert shown["summary"]["muted"] == 1


def test_a_file_name_that_is_not_text_is_escaped(clean: Report) -> None:
    problem = Problem("caf\udce9.txt", "permission denied")
    text = render(clean._replace(problems=(problem,)), View())
    assert json.loads(text.encode("utf-8"))["problems"][0]["path"] == "caf\udce9.txt"
