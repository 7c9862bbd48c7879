"""How often each rule was found."""

from __future__ import annotations

import json

from inline_snapshot import snapshot

from personfirst.model.choices import Severity
from personfirst.model.finding import Edit, Finding, Safety
from personfirst.model.report import Report
from personfirst.reporters.statistics import render, render_json
from personfirst.reporters.view import View


def fixable(finding: Finding) -> Finding:
    """The same with a first suggestion that --fix would put in."""
    first = finding.suggestions[0]._replace(safety=Safety.SAFE, edits=(Edit(0, 1, "a", "a"),))
    return finding._replace(suggestions=(first,))


def counted(report: Report) -> Report:
    """Many of one rule of which some can be fixed and some were lowered, few of the others."""
    addict, muted, junkie, users = report.findings
    lowered = addict._replace(severity=Severity.SUGGESTION)
    findings = (users, *[lowered] * 1000, fixable(addict), *[addict] * 10, muted, junkie)
    return report._replace(findings=(*findings, fixable(users)), problems=report.problems[:1])


def test_the_most_frequent_first_with_the_worst_severity(report: Report) -> None:
    assert render(counted(report), View(show_muted=True)) == snapshot("""\
1,011  error       [-]  addict
    2  suggestion  [-]  drug-user
    1  warning          junkie
scan.txt: looks like a binary file, not text
[-] some can be fixed with --fix
Found 1,014 findings (11 errors, 1 warning, 1,002 suggestions) in 2 of 9 files, 3,201 words, 0.8 s; 1 not counted; 1 problem
""")


def test_all_of_a_rule_can_be_fixed(report: Report) -> None:
    only = report._replace(findings=(fixable(report.findings[3]),), problems=())
    assert render(only, View(quiet=True)) == snapshot("1  suggestion  [*]  drug-user\n")


def test_nothing_to_count(clean: Report) -> None:
    assert render(clean, View()) == "No findings in 9 files, 3,201 words, 0.8 s\n"
    assert json.loads(render_json(clean, View()))["statistics"] == []


def test_as_json(report: Report) -> None:
    value = json.loads(render_json(counted(report), View(exit_status=1)))
    assert (value["version"], value["summary"]["findings"]["error"]) == (1, 11)
    assert value["statistics"] == snapshot(
        [
            {
                "rule": "addict",
                "category": "person-label",
                "severity": "error",
                "count": 1011,
                "fixable": 1,
            },
            {
                "rule": "drug-user",
                "category": "person-label",
                "severity": "suggestion",
                "count": 2,
                "fixable": 1,
            },
            {
                "rule": "junkie",
                "category": "person-label",
                "severity": "warning",
                "count": 1,
                "fixable": 0,
            },
        ]
    )
