"""The Code Quality report that GitLab reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from personfirst.model.report import Report
from personfirst.reporters.gitlab import render
from personfirst.reporters.view import View

SCHEMA_FILE = Path(__file__).parent / "schemas" / "gitlab.json"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    value = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(value)
    return Draft202012Validator(value)


def rendered(report: Report, view: View | None = None) -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(render(report, view or View()))
    return value


@pytest.mark.parametrize("name", ["report", "hostile", "letter", "wrapped", "story", "clean"])
def test_it_keeps_the_documented_shape(
    name: str, schema: Draft202012Validator, request: pytest.FixtureRequest
) -> None:
    given: Report = request.getfixturevalue(name)
    value = rendered(given)
    schema.validate(value)
    assert len(value) == len(given.unmuted)


def test_an_issue(report: Report) -> None:
    assert rendered(report)[-1] == snapshot(
        {
            "description": "Names a person by drug use; write “people who use heroin”",
            "check_name": "drug-user",
            "fingerprint": "5e3f7141148a42837adc92b0bceb4154",
            "severity": "info",
            "location": {"path": "minutes.md", "lines": {"begin": 1, "end": 2}},
        }
    )


def test_no_finding_is_an_empty_list(clean: Report) -> None:
    # GitLab takes an empty file for a broken report.
    assert render(clean, View()) == "[]\n"


def test_two_alike_have_fingerprints_of_their_own(report: Report) -> None:
    twice = report._replace(findings=(report.findings[0], report.findings[0]))
    first, second = rendered(twice)
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fingerprint_does_not_go_by_the_line(report: Report) -> None:
    found = report.findings[0]
    moved = found._replace(place=found.place._replace(line=70, end_line=70, start=900, end=907))
    before = rendered(report)[0]
    after = rendered(report._replace(findings=(moved, *report.findings[1:])))[0]
    assert before["fingerprint"] == after["fingerprint"]
    assert after["location"]["lines"]["begin"] == 70


def test_a_file_that_is_not_text_says_where_in_its_description(letter: Report) -> None:
    (issue,) = rendered(letter)
    assert issue["description"].startswith("table 1, row 2: ")
    assert issue["location"]["lines"] == {"begin": 1, "end": 1}


def test_muted_findings_are_left_out(report: Report) -> None:
    assert len(rendered(report, View(show_muted=True))) == 3
