"""Findings as tests that failed, in the XML that Jenkins, GitLab and other CI systems read.

There is no standard. This keeps to what they agree on: suites of cases, each of which passes or
has a failure, an error or a reason why it was skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from personfirst.model.finding import Finding
from personfirst.model.report import Problem, Report
from personfirst.reporters.view import View, located, plural, printable

_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Case:
    """One finding or problem of a file."""

    path: str
    name: str
    line: int
    outcome: Literal["failure", "error", "skipped"]
    kind: str
    message: str
    details: str = ""


def render(report: Report, view: View) -> str:
    """A suite for each file with findings or problems; one with a case that passes for none.

    Findings that do not fail the run, and muted ones if they are shown, are skipped cases.
    """
    suites: dict[str, list[_Case]] = {}
    for case in _cases(report, view):
        suites.setdefault(case.path, []).append(case)
    cases = [case for suite in suites.values() for case in suite]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="personfirst" {_counts(cases)} time="{report.seconds:.3f}">',
    ]
    for path, suite in suites.items():
        lines += _suite(path, suite)
    if not suites:
        lines += _passed(report)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _cases(report: Report, view: View) -> Iterator[_Case]:
    for problem in report.problems:
        yield _of_problem(problem, failing=problem in view.failing)
    for finding in view.findings(report):
        yield _of_finding(finding, view)


def _of_problem(problem: Problem, *, failing: bool) -> _Case:
    outcome: Literal["error", "skipped"] = "error" if failing else "skipped"
    return _Case(problem.path, "problem", problem.line or 1, outcome, "problem", problem.reason)


def _of_finding(finding: Finding, view: View) -> _Case:
    place = finding.place
    line = 1 if place.transcript else place.line
    where = place.label if place.transcript and place.label else f"{place.line}:{place.column}"
    name = f"{finding.rule} ({where})"
    if finding.muted is not None:
        message = f"not counted: {finding.muted.filter}: {finding.muted.cue}"
        return _Case(place.path, name, line, "skipped", finding.severity, message)
    details = [f"{place.path}, {where}", finding.excerpt]
    details += [f"write instead: {one.text}" for one in finding.wordings]
    return _Case(
        place.path,
        name,
        line,
        "failure" if finding.severity.rank >= view.fail_on.rank else "skipped",
        finding.severity,
        f"{finding.severity}: {located(finding, finding.message)}",
        "\n".join(map(printable, details)),
    )


def _suite(path: str, cases: list[_Case]) -> Iterator[str]:
    yield f'  <testsuite name={_attribute(path)} {_counts(cases)} skipped="{_skipped(cases)}">'
    for case in cases:
        place = f'file={_attribute(path)} line="{case.line}"'
        yield f"    <testcase name={_attribute(case.name)} classname={_attribute(path)} {place}>"
        message = f"message={_attribute(case.message)}"
        if case.outcome == "skipped":
            yield f"      <skipped {message}/>"
        else:
            opening = f"{case.outcome} type={_attribute(case.kind)} {message}"
            yield f"      <{opening}>{_text(case.details)}</{case.outcome}>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _passed(report: Report) -> Iterator[str]:
    """A case that passes, since some readers take a report without any for a broken one."""
    name = f"no findings in {plural(report.files, 'file')}"
    yield '  <testsuite name="personfirst" tests="1" failures="0" errors="0" skipped="0">'
    yield f"    <testcase name={_attribute(name)} classname={_attribute('personfirst')}/>"
    yield "  </testsuite>"


def _counts(cases: list[_Case]) -> str:
    failures = sum(case.outcome == "failure" for case in cases)
    errors = sum(case.outcome == "error" for case in cases)
    return f'tests="{len(cases) or 1}" failures="{failures}" errors="{errors}"'


def _skipped(cases: list[_Case]) -> int:
    return sum(case.outcome == "skipped" for case in cases)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", printable(text)))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
