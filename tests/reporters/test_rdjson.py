"""What reviewdog reads: columns in bytes, and suggestions that it can put in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

import personfirst
from personfirst.model.report import Report
from personfirst.reporters.rdjson import render
from personfirst.reporters.view import View

SCHEMA_FILE = Path(__file__).parent / "schemas" / "rdjson.json"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    value = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(value)
    return Draft202012Validator(value)


def rendered(report: Report, view: View | None = None) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(report, view or View()))
    return value


@pytest.mark.parametrize("name", ["report", "hostile", "letter", "wrapped", "story", "clean"])
def test_it_keeps_the_documented_shape(
    name: str, schema: Draft202012Validator, request: pytest.FixtureRequest
) -> None:
    given: Report = request.getfixturevalue(name)
    value = rendered(given, View(show_muted=True))
    schema.validate(value)
    assert len(value["diagnostics"]) == len(given.unmuted)


def test_a_diagnostic(wrapped: Report) -> None:
    assert rendered(wrapped)["diagnostics"] == snapshot(
        [
            {
                "message": "Names a person; write “people”",
                "location": {
                    "path": "minutes.md",
                    "range": {"start": {"line": 3, "column": 17}, "end": {"line": 4, "column": 8}},
                },
                "severity": "WARNING",
                "code": {"value": "drug-addict"},
                "suggestions": [
                    {
                        "range": {
                            "start": {"line": 3, "column": 13},
                            "end": {"line": 4, "column": 8},
                        },
                        "text": """\
some heroin
people\
""",
                    }
                ],
            }
        ]
    )


def test_a_file_that_is_not_text_says_where_and_suggests_nothing(letter: Report) -> None:
    assert rendered(letter)["diagnostics"] == snapshot(
        [
            {
                "message": "table 1, row 2: Names a person; write “people”",
                "location": {"path": "letter.docx", "range": {"start": {"line": 1}}},
                "severity": "ERROR",
                "code": {"value": "addict"},
            }
        ]
    )


def test_lines_alone_where_the_source_is_not_known(wrapped: Report) -> None:
    (one,) = rendered(wrapped._replace(sources={}))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 3}, "end": {"line": 4}}
    assert "suggestions" not in one


def put_in(text: str, change: dict[str, Any]) -> str:
    """A suggestion put into a text as reviewdog does: by line, and by byte in it."""
    data = text.encode("utf-8")
    starts = [0]
    for index, byte in enumerate(data):
        if byte == ord("\n"):
            starts.append(index + 1)

    def at(position: dict[str, int]) -> int:
        return starts[position["line"] - 1] + position["column"] - 1

    start, end = (at(change["range"][name]) for name in ("start", "end"))
    return (data[:start] + change["text"].encode("utf-8") + data[end:]).decode("utf-8")


def test_suggestions_put_in_by_bytes_are_those_put_in_by_characters() -> None:
    text = "Über 🏠: the café serves heroin\naddicts — ‘junkies’. An addict’s dog.\nÄ addicts."
    report = personfirst.check_text(text, filename="notes.md")
    tried = 0
    for finding, one in zip(report.unmuted, rendered(report)["diagnostics"], strict=True):
        with_edits = [each for each in finding.suggestions if each.edits]
        for suggestion, change in zip(with_edits, one.get("suggestions", []), strict=True):
            expected = text
            for edit in reversed(suggestion.edits):
                expected = expected[: edit.start] + edit.new_text + expected[edit.end :]
            assert put_in(text, change) == expected
            tried += 1
    assert tried >= 3
