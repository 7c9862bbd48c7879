"""JSON lines: each line is a finding as docs/json-schema.json has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from personfirst.model.report import Report
from personfirst.reporters import json as whole
from personfirst.reporters.json_lines import render
from personfirst.reporters.view import View

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "json-schema.json"


@pytest.fixture(scope="module")
def finding_schema() -> Draft202012Validator:
    """The published schema of one finding."""
    value = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/finding", "$defs": value["$defs"]})


def parsed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.mark.parametrize("name", ["report", "hostile", "letter", "wrapped", "story"])
def test_each_line_is_a_finding_of_the_schema(
    name: str, finding_schema: Draft202012Validator, request: pytest.FixtureRequest
) -> None:
    given: Report = request.getfixturevalue(name)
    values = parsed(render(given, View(show_muted=True)))
    assert len(values) == len(given.findings)
    for value in values:
        finding_schema.validate(value)


def test_a_remark_on_a_suppression_is_a_finding_of_the_schema(
    report: Report, finding_schema: Draft202012Validator
) -> None:
    remark = report.findings[0]._replace(rule="unused-suppression", kind="suppression")
    (value,) = parsed(render(report._replace(findings=(remark,)), View()))
    finding_schema.validate(value)


def test_the_lines_say_what_the_json_report_says(report: Report) -> None:
    for view in (View(), View(show_muted=True)):
        assert parsed(render(report, view)) == json.loads(whole.render(report, view))["findings"]


def test_a_line_end_in_a_name_does_not_end_the_line(hostile: Report) -> None:
    (value,) = parsed(render(hostile, View()))
    assert value["path"] == hostile.findings[0].place.path


def test_nothing_found_is_nothing_written(clean: Report) -> None:
    assert render(clean, View()) == ""


def test_a_transcript_has_no_offsets_and_no_edits(letter: Report) -> None:
    (value,) = parsed(render(letter, View()))
    assert (value["start"], value["end"], value["label"]) == (None, None, "table 1, row 2")
    assert value["suggestions"][0]["edits"] == []
