"""The XML that CI systems read as tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from personfirst.model.choices import Severity
from personfirst.model.report import Report
from personfirst.reporters.junit import render
from personfirst.reporters.view import View
from tests.reporters.conftest import HOSTILE

etree = pytest.importorskip("lxml.etree")
SCHEMA_FILE = Path(__file__).parent / "schemas" / "junit.xsd"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA_FILE)))


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


@pytest.mark.parametrize("name", ["report", "hostile", "letter", "wrapped", "story", "clean"])
def test_it_keeps_the_schema_and_its_counts_are_right(
    name: str, schema: etree.XMLSchema, request: pytest.FixtureRequest
) -> None:
    given: Report = request.getfixturevalue(name)
    view = View(show_muted=True, failing=given.problems[:1], fail_on=Severity.WARNING)
    root = parsed(render(given, view))
    schema.assertValid(root)
    for counted in (root, *root.iter("testsuite")):
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert int(counted.get(attribute, "")) == len(list(counted.iter(tag)))
    for suite in root.iter("testsuite"):
        assert int(suite.get("skipped", "")) == len(list(suite.iter("skipped")))


def test_a_report(report: Report) -> None:
    view = View(show_muted=True, failing=report.problems[:1], fail_on=Severity.WARNING)
    assert render(report, view) == snapshot("""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="personfirst" tests="6" failures="2" errors="1" time="0.840">
  <testsuite name="scan.txt" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="problem" classname="scan.txt" file="scan.txt" line="1">
      <error type="problem" message="looks like a binary file, not text"></error>
    </testcase>
  </testsuite>
  <testsuite name="minutes.md" tests="3" failures="1" errors="0" skipped="2">
    <testcase name="problem" classname="minutes.md" file="minutes.md" line="7">
      <skipped message='unknown directive "ignor"'/>
    </testcase>
    <testcase name="junkie (1:26)" classname="minutes.md" file="minutes.md" line="1">
      <failure type="warning" message="warning: Insults people who use drugs. Leave it out.">minutes.md, 1:26
… a junkie’s …</failure>
    </testcase>
    <testcase name="drug-user (1:70)" classname="minutes.md" file="minutes.md" line="1">
      <skipped message="suggestion: Names a person by drug use; write “people who use heroin”"/>
    </testcase>
  </testsuite>
  <testsuite name="site/van.html" tests="2" failures="1" errors="0" skipped="1">
    <testcase name="addict (1:24)" classname="site/van.html" file="site/van.html" line="1">
      <failure type="error" message="error: Names a person by addiction; write “People who use drugs”">site/van.html, 1:24
… Addicts …
write instead: People who use drugs
write instead: People with substance use disorders</failure>
    </testcase>
    <testcase name="abuse (1:24)" classname="site/van.html" file="site/van.html" line="1">
      <skipped message="not counted: mention: avoid terms like"/>
    </testcase>
  </testsuite>
</testsuites>
""")


def test_what_does_not_fail_the_run_does_not_fail_a_test(report: Report) -> None:
    strict = parsed(render(report, View(fail_on=Severity.SUGGESTION)))
    assert strict.get("failures") == "3"
    assert parsed(render(report, View(fail_on=Severity.ERROR))).get("failures") == "1"


def test_a_clean_run_has_a_test_that_passes(clean: Report) -> None:
    assert render(clean, View()) == snapshot("""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="personfirst" tests="1" failures="0" errors="0" time="0.840">
  <testsuite name="personfirst" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings in 9 files" classname="personfirst"/>
  </testsuite>
</testsuites>
""")


def test_a_file_that_is_not_text_is_named_by_its_place(letter: Report) -> None:
    case = parsed(render(letter, View())).find(".//testcase")
    assert case is not None
    assert (case.get("name"), case.get("line")) == ("addict (table 1, row 2)", "1")


def test_names_and_words_come_through_whole(hostile: Report) -> None:
    root = parsed(render(hostile, View(failing=hostile.problems)))
    shown = HOSTILE.replace("\x1b", "\ufffd")
    failure, error = root.find(".//failure"), root.find(".//error")
    assert failure is not None
    assert error is not None
    assert shown in (failure.text or "")
    assert shown in failure.get("message", "")
    assert shown in error.get("message", "")
    assert root.find(".//b") is None


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_xml_cannot_hold_are_replaced(report: Report, sign: str) -> None:
    found = report.findings[0]._replace(excerpt=f"a{sign}b", message=f"a{sign}b", suggestions=())
    root = parsed(render(report._replace(findings=(found,), problems=()), View()))
    failure = root.find(".//failure")
    assert failure is not None
    assert "a\ufffdb" in (failure.text or "")
    assert failure.get("message") == "error: a\ufffdb"
