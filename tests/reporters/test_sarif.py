"""SARIF: held against the standard's schema, its fixes put in, and what it says about rules."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft4Validator

import personfirst
from personfirst.model.finding import Muted, Place, RoleWords
from personfirst.model.report import Problem, Report
from personfirst.reporters.sarif import render
from personfirst.reporters.view import View
from personfirst.rulebook.ruleset import RuleSet, load_ruleset
from tests.reporters.conftest import HOSTILE, HOSTILE_PATH

SCHEMA_FILE = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
NOTES = """\
# Notes 🏠

Drug users gather behind the library after dark. We must keep them away from our
children. Über die Brücke: the café serves heroin
addicts. An addict’s dog.
"""


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    value = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(value)
    return Draft4Validator(value)


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_ruleset()


@pytest.fixture(scope="module")
def notes(ruleset: RuleSet) -> Report:
    """A real report with terms and a narrative."""
    return personfirst.check_text(NOTES, filename="notes.md", rules=ruleset)


def rendered(report: Report, view: View | None = None) -> dict[str, Any]:
    """The only run."""
    value = json.loads(render(report, view or View()))
    assert value["version"] == "2.1.0"
    (run,) = value["runs"]
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize(
    "name", ["report", "hostile", "letter", "wrapped", "story", "clean", "notes"]
)
def test_it_keeps_the_schema(
    name: str, schema: Draft4Validator, ruleset: RuleSet, request: pytest.FixtureRequest
) -> None:
    given: Report = request.getfixturevalue(name)
    views = (
        View(),
        View(show_muted=True, rulebook=ruleset, exit_status=1),
        View(failing=given.problems, exit_status=2),
    )
    for view in views:
        schema.validate(json.loads(render(given, view)))


def test_the_schema_refuses_what_is_wrong(clean: Report, schema: Draft4Validator) -> None:
    value = json.loads(render(clean, View()))
    value["runs"][0]["columnKind"] = "letters"
    assert not schema.is_valid(value)


def test_each_result_points_at_its_rule(notes: Report, ruleset: RuleSet) -> None:
    run = rendered(notes, View(show_muted=True, rulebook=ruleset))
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(notes.findings) > 3
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert {rule["id"] for rule in rules} == {finding.rule for finding in notes.findings}


def test_a_rule(notes: Report, ruleset: RuleSet) -> None:
    rules = rendered(notes, View(rulebook=ruleset))["tool"]["driver"]["rules"]
    (rule,) = (one for one in rules if one["id"] == "us-vs-them")
    assert rule["shortDescription"]["text"] == "Sets “us” against people who use drugs."
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == snapshot(
        {"tags": ["narratives", "narrative", "scorn"], "problem.severity": "error"}
    )
    for form in ("text", "markdown"):
        assert rule["fullDescription"]["text"] in rule["help"][form]
        assert "What to write" in rule["help"][form]
        assert "Sources" in rule["help"][form]


def test_a_rule_that_is_not_known_is_told_by_its_finding(report: Report, ruleset: RuleSet) -> None:
    found = report.findings[0]._replace(rule="house-rule")
    run = rendered(report._replace(findings=(found,)), View(rulebook=ruleset))
    assert run["tool"]["driver"]["rules"] == snapshot(
        [
            {
                "id": "house-rule",
                "shortDescription": {"text": "Names a person by addiction."},
                "fullDescription": {"text": "Names a person by addiction."},
                "help": {
                    "text": "Names a person by addiction.",
                    "markdown": "Names a person by addiction.",
                },
                "defaultConfiguration": {"level": "error"},
                "properties": {"tags": ["person-label"]},
            }
        ]
    )


def test_a_result(wrapped: Report) -> None:
    assert rendered(wrapped)["results"] == snapshot(
        [
            {
                "ruleId": "drug-addict",
                "level": "warning",
                "message": {"text": "Names a person; write “people”."},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "minutes.md", "uriBaseId": "%SRCROOT%"},
                            "region": {
                                "startLine": 3,
                                "startColumn": 14,
                                "endLine": 4,
                                "endColumn": 8,
                                "charOffset": 113,
                                "charLength": 14,
                                "snippet": {
                                    "text": """\
heroin
addicts\
"""
                                },
                            },
                        }
                    }
                ],
                "fixes": [
                    {
                        "description": {"text": "Write “people”."},
                        "artifactChanges": [
                            {
                                "artifactLocation": {"uri": "minutes.md", "uriBaseId": "%SRCROOT%"},
                                "replacements": [
                                    {
                                        "deletedRegion": {
                                            "startLine": 3,
                                            "startColumn": 10,
                                            "endLine": 3,
                                            "endColumn": 13,
                                            "charOffset": 109,
                                            "charLength": 3,
                                        },
                                        "insertedContent": {"text": "some"},
                                    },
                                    {
                                        "deletedRegion": {
                                            "startLine": 4,
                                            "startColumn": 1,
                                            "endLine": 4,
                                            "endColumn": 8,
                                            "charOffset": 120,
                                            "charLength": 7,
                                        },
                                        "insertedContent": {"text": "people"},
                                    },
                                ],
                            }
                        ],
                    }
                ],
                "properties": {
                    "category": "person-label",
                    "excerpt": """\
… heroin
addicts …\
""",
                    "suggestions": ["people", "those people"],
                },
                "ruleIndex": 0,
                "partialFingerprints": {"personfirst/v1": "5d794b151fb7d1f5d73758bcae965b8b"},
            }
        ]
    )


def test_a_file_that_is_not_text_says_where_and_has_no_fixes(letter: Report) -> None:
    assert rendered(letter)["results"] == snapshot(
        [
            {
                "ruleId": "addict",
                "level": "error",
                "message": {"text": "table 1, row 2: Names a person; write “people”."},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "letter.docx", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 1},
                        },
                        "logicalLocations": [{"fullyQualifiedName": "table 1, row 2"}],
                    }
                ],
                "properties": {
                    "category": "person-label",
                    "excerpt": "… addicts …",
                    "suggestions": ["people"],
                },
                "ruleIndex": 0,
                "partialFingerprints": {"personfirst/v1": "7be5b1dea3804ea14b3dbd798c84a92d"},
            }
        ]
    )


def put_in(text: str, fix: dict[str, Any]) -> tuple[str, str]:
    """A fix put into a text twice: by its characters, and by its lines and columns."""
    (change,) = fix["artifactChanges"]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    by_characters = by_lines = text
    for one in reversed(change["replacements"]):
        region, new = one["deletedRegion"], one["insertedContent"]["text"]
        first = region["charOffset"]
        last = first + region["charLength"]
        by_characters = by_characters[:first] + new + by_characters[last:]
        first = starts[region["startLine"] - 1] + region["startColumn"] - 1
        last = starts[region["endLine"] - 1] + region["endColumn"] - 1
        by_lines = by_lines[:first] + new + by_lines[last:]
    return by_characters, by_lines


def test_fixes_put_in_give_what_the_suggestions_give(notes: Report) -> None:
    tried = 0
    for finding, result in zip(notes.unmuted, rendered(notes)["results"], strict=True):
        with_edits = [one for one in finding.suggestions if one.edits]
        for suggestion, fix in zip(with_edits, result.get("fixes", []), strict=True):
            expected = NOTES
            for edit in reversed(suggestion.edits):
                expected = expected[: edit.start] + edit.new_text + expected[edit.end :]
            assert put_in(NOTES, fix) == (expected, expected)
            tried += 1
    assert tried >= 4


def test_regions_hold_the_words_that_were_found(notes: Report) -> None:
    results = rendered(notes)["results"]
    places = [place for result in results for place in result["locations"]]
    places += [place for result in results for place in result.get("relatedLocations", [])]
    assert len(places) > len(results)
    for place in places:
        region = place["physicalLocation"]["region"]
        start = region["charOffset"]
        words = NOTES[start : start + region["charLength"]]
        assert " ".join(words.split()) == " ".join(region["snippet"]["text"].split())


def test_the_roles_of_a_narrative_are_linked_to_their_places(story: Report) -> None:
    (result,) = rendered(story)["results"]
    assert (result["message"]["text"], result["relatedLocations"]) == snapshot(
        (
            "Sets “us” against people. Read as: keeping out [“keep”](1); “those people” [“\\[them\\]”](2) (users); drugs “Drug users”.",
            [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "minutes.md", "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": 1,
                            "startColumn": 9,
                            "endLine": 1,
                            "endColumn": 13,
                            "charOffset": 8,
                            "charLength": 4,
                            "snippet": {"text": "keep"},
                        },
                    },
                    "message": {"text": "keeping out"},
                },
                {
                    "id": 2,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "minutes.md", "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": 1,
                            "startColumn": 14,
                            "endLine": 1,
                            "endColumn": 18,
                            "charOffset": 13,
                            "charLength": 4,
                            "snippet": {"text": "[them]"},
                        },
                    },
                    "message": {"text": "“those people”"},
                },
            ],
        )
    )


def test_words_make_no_link_and_no_placeholder(story: Report) -> None:
    (found,) = story.findings
    role = RoleWords("x", "a [b](c)", "](2) {0}", "", Place("m.md", 0, 1, 1, 1, 1, 2))
    crafted = found._replace(message="see [here](http://x) {0} and {b}.", roles=(role,))
    (result,) = rendered(story._replace(findings=(crafted,)))["results"]
    assert result["message"]["text"] == snapshot(
        "see [here] (http://x) {{0}} and {b}. Read as: a [b] (c) [“\\](2) {{0}}”](1)."
    )


def test_muted_findings_are_suppressed_results(report: Report) -> None:
    assert all("suppressions" not in one for one in rendered(report)["results"])
    inline = report.findings[0]._replace(muted=Muted("suppression", "a band's name"))
    more = report._replace(findings=(*report.findings, inline))
    shown = rendered(more, View(show_muted=True))["results"]
    assert [one["suppressions"] for one in shown] == snapshot(
        [
            [],
            [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": "mention: avoid terms like",
                }
            ],
            [],
            [],
            [
                {
                    "kind": "inSource",
                    "status": "accepted",
                    "justification": "suppression: a band's name",
                }
            ],
        ]
    )


def test_fingerprints_are_unlike_and_stay(report: Report) -> None:
    twice = report._replace(findings=(report.findings[0], report.findings[0]))
    marks = [one["partialFingerprints"]["personfirst/v1"] for one in rendered(twice)["results"]]
    assert len(set(marks)) == 2
    assert marks[0] == snapshot("45ad991d0c9d8aa5c8e95219ede8e667")


def test_problems_are_notifications(report: Report) -> None:
    view = View(failing=report.problems[:1], exit_status=2)
    assert rendered(report, view)["invocations"] == snapshot(
        [
            {
                "executionSuccessful": False,
                "exitCode": 2,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": "looks like a binary file, not text."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "scan.txt",
                                        "uriBaseId": "%SRCROOT%",
                                    }
                                }
                            }
                        ],
                    },
                    {
                        "level": "warning",
                        "message": {"text": 'unknown directive "ignor".'},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "minutes.md",
                                        "uriBaseId": "%SRCROOT%",
                                    },
                                    "region": {"startLine": 7},
                                }
                            }
                        ],
                    },
                ],
            }
        ]
    )
    assert rendered(report, View(exit_status=1))["invocations"][0]["executionSuccessful"] is True


def uri(path: str) -> dict[str, Any]:
    report = Report((), (Problem(path, "gone"),), 0, 0, 0.0, {})
    (invocation,) = rendered(report)["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    found: dict[str, Any] = notification["locations"][0]["physicalLocation"]["artifactLocation"]
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("site/van.html", "site/van.html"),
        ("a b/50%.md", "a%20b/50%25.md"),
        ("c:d.md", "c%3Ad.md"),
        ("ä#1?.md", "%C3%A4%231%3F.md"),
        ("caf\udce9.txt", "caf%E9.txt"),
        ("/srv/a b.md", "file:///srv/a%20b.md"),
        ("C:/Users/a b.md", "file:///C:/Users/a%20b.md"),
        ("//server/minutes/a b.md", "file://server/minutes/a%20b.md"),
    ],
)
def test_a_path_is_an_address(path: str, expected: str) -> None:
    assert uri(path)["uri"] == expected
    assert uri(path).get("uriBaseId") == (None if ":/" in expected else "%SRCROOT%")


def test_half_a_sign_in_a_name_as_windows_allows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsencode", lambda path: path.encode("utf-8", "surrogatepass"))
    assert uri("a\ud83d.md")["uri"] == "a%ED%A0%BD.md"


def test_names_and_words_come_through_whole(hostile: Report) -> None:
    (result,) = rendered(hostile)["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9/%._~-]+", address)
    assert unquote(address) == HOSTILE_PATH
    assert HOSTILE.replace("](", "] (") in result["message"]["text"]
