"""Findings as SARIF 2.1.0: for code scanning, and for editors that show it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from personfirst.model.choices import Severity
from personfirst.model.finding import Edit, Finding, Place, RoleWords, Safety, Suggestion
from personfirst.model.fingerprint import fingerprints
from personfirst.model.report import Problem, Report
from personfirst.model.rule import Rule
from personfirst.reporters.fields import json_text
from personfirst.reporters.markup import markdown_text
from personfirst.reporters.regions import Region, region_of_edit, region_of_place
from personfirst.reporters.rule_help import help_markdown, help_text
from personfirst.reporters.view import View, headline, located

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_GITHUB_LEVELS = {Severity.SUGGESTION: "recommendation"}
_INLINE = "suppression"
_LINK_SIGN = re.compile(r"[\\\[\]]")
_ESCAPED = r"\\\g<0>"


def render(report: Report, view: View) -> str:
    """One run with the rules that were found, a result for each finding, and the problems.

    Muted findings, if they are shown, are results with a suppression.
    """
    found = view.findings(report)
    first = {one.rule: one for one in reversed(found)}
    rules = {name: index for index, name in enumerate(sorted(first))}
    marks = fingerprints(found)
    run = {
        "tool": {
            "driver": {
                "name": "personfirst",
                "semanticVersion": view.version,
                "rules": [_rule(first[name], view) for name in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which personfirst ran."}}
        },
        "invocations": [_invocation(report, view)],
        "results": [
            {
                **_result(one, report.sources.get(one.place.path, {})),
                "ruleIndex": rules[one.rule],
                "partialFingerprints": {"personfirst/v1": mark},
                **({"suppressions": _suppressions(one)} if view.show_muted else {}),
            }
            for one, mark in zip(found, marks, strict=True)
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding, view: View) -> dict[str, Any]:
    """The rule of a finding; as far as the finding tells where the rule is not known."""
    rule = _known(finding.rule, view)
    if rule is None or view.rulebook is None:
        text = _sentence(headline(finding))
        return {
            "id": finding.rule,
            "shortDescription": {"text": text},
            "fullDescription": {"text": text},
            "help": {"text": text, "markdown": markdown_text(text)},
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
            "properties": {"tags": [finding.category]},
        }
    sources = view.rulebook.sources
    severity = rule.severity
    return {
        "id": rule.id,
        "shortDescription": {"text": _sentence(rule.title)},
        "fullDescription": {"text": rule.why},
        "help": {"text": help_text(rule, sources), "markdown": help_markdown(rule, sources)},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {
            "tags": list(dict.fromkeys((rule.category, rule.kind, *rule.tags))),
            "problem.severity": _GITHUB_LEVELS.get(severity, severity.value),
        },
    }


def _known(name: str, view: View) -> Rule | None:
    if view.rulebook is None:
        return None
    try:
        return view.rulebook.rule(name)
    except KeyError:
        return None


def _result(finding: Finding, lines: Mapping[int, str]) -> dict[str, Any]:
    place = finding.place
    whole = [
        made
        for suggestion in finding.suggestions
        if (made := _fix(suggestion, finding, lines)) is not None
    ]
    related = list(_related(finding))
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(place, finding.text)],
        **({"relatedLocations": related} if related else {}),
        **({"fixes": whole} if whole else {}),
        "properties": _properties(finding),
    }


def _location(place: Place, text: str | None = None) -> dict[str, Any]:
    """A place; in a file that is not text its first line, and the label as a logical location."""
    region: dict[str, Any] = {"startLine": 1}
    if not place.transcript:
        region = _lines(region_of_place(place)) | _characters(place.start, place.end)
        region |= {"snippet": {"text": text}} if text else {}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}
    }
    if place.label:
        location["logicalLocations"] = [{"fullyQualifiedName": place.label}]
    return location


def _message(finding: Finding) -> str:
    """What is wrong; of a narrative also which words were read as what, linked to their places."""
    message = _sentence(_literal(located(finding, finding.message)))
    roles = "; ".join(_role(role, number) for number, role in enumerate(finding.roles, start=1))
    return f"{message} Read as: {roles}." if roles else message


def _role(role: RoleWords, number: int) -> str:
    words = f"“{_unnumbered(role.text)}”"
    if role.place is not None:
        words = f"[{_LINK_SIGN.sub(_ESCAPED, words)}]({number})"
    meaning = f" ({_literal(role.meaning)})" if role.meaning else ""
    return f"{_literal(role.about)} {words}{meaning}"


def _related(finding: Finding) -> Iterator[dict[str, Any]]:
    """The words that were read as the roles of a narrative, numbered as its message has them."""
    for number, role in enumerate(finding.roles, start=1):
        if role.place is not None:
            said = {"text": _literal(role.about)}
            yield {"id": number, **_location(role.place, role.text), "message": said}


def _fix(
    suggestion: Suggestion, finding: Finding, lines: Mapping[int, str]
) -> dict[str, Any] | None:
    """A suggestion that a program can put in; None for one that only a person can, or only
    personfirst, in a file that is not text.
    """
    if not suggestion.edits or finding.place.transcript:
        return None
    change = {
        "artifactLocation": _artifact(finding.place.path),
        "replacements": [
            {
                "deletedRegion": _deleted(edit, finding, lines),
                "insertedContent": {"text": edit.new_text},
            }
            for edit in suggestion.edits
        ],
    }
    warning = "" if suggestion.safety is Safety.SAFE else "; read the sentence first"
    text = f"Write “{suggestion.text}”{warning}" if suggestion.text else "Take it out"
    return {"description": {"text": _sentence(_literal(text))}, "artifactChanges": [change]}


def _deleted(edit: Edit, finding: Finding, lines: Mapping[int, str]) -> dict[str, Any]:
    region = region_of_edit(edit, finding, lines)
    return (_lines(region) if region else {}) | _characters(edit.start, edit.end)


def _lines(region: Region) -> dict[str, Any]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _characters(start: int | None, end: int | None) -> dict[str, Any]:
    if start is None or end is None:
        return {}
    return {"charOffset": start, "charLength": end - start}


def _properties(finding: Finding) -> dict[str, Any]:
    values: dict[str, Any] = {
        "category": finding.category,
        "excerpt": finding.excerpt,
        "suggestions": [one.text for one in finding.suggestions],
    }
    if finding.confidence:
        values["confidence"] = finding.confidence
    return values


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    """Why a finding does not count; an empty list says that it does."""
    if finding.muted is None:
        return []
    kind = "inSource" if finding.muted.filter == _INLINE else "external"
    reason = f"{finding.muted.filter}: {finding.muted.cue}"
    return [{"kind": kind, "status": "accepted", "justification": reason}]


def _invocation(report: Report, view: View) -> dict[str, Any]:
    """How the run went: whether all could be checked, its status, and the problems."""
    value: dict[str, Any] = {"executionSuccessful": not view.failing}
    if view.exit_status is not None:
        value["exitCode"] = view.exit_status
    value["toolExecutionNotifications"] = [
        _notification(problem, failing=problem in view.failing) for problem in report.problems
    ]
    return value


def _notification(problem: Problem, *, failing: bool) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(problem.path)}
    if problem.line:
        physical["region"] = {"startLine": problem.line}
    return {
        "level": "error" if failing else "warning",
        "message": {"text": _sentence(_literal(problem.reason))},
        "locations": [{"physicalLocation": physical}],
    }


def _artifact(path: str) -> dict[str, Any]:
    """A file: from the folder of the run on, or from the root, which may be another computer's."""
    uri = quote(os.fsencode(path), safe="/")
    drive = re.match(r"[A-Za-z]:/", path)
    if path.startswith("//"):
        return {"uri": f"file:{uri}"}
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if drive:
        return {"uri": f"file:///{path[:2]}{uri[4:]}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _literal(text: str) -> str:
    """Text in which nothing is a link or a placeholder of a SARIF message."""
    return _unnumbered(text).replace("](", "] (")


def _unnumbered(text: str) -> str:
    """Text without placeholders such as `{0}`; SARIF writes braces that mean themselves twice."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", text)


def _sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
