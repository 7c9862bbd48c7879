"""Annotations: what GitHub's runner reads, escaped as it unescapes, and no more than it shows."""

from __future__ import annotations

import re

from inline_snapshot import snapshot

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding
from personfirst.model.report import Problem, Report
from personfirst.reporters.github import render
from personfirst.reporters.view import View
from tests.reporters.conftest import HOSTILE, HOSTILE_PATH

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<data>.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Levels, properties and messages, taken apart in the way that the runner does it."""
    found = [COMMAND.fullmatch(line) for line in text.splitlines() if line.startswith("::")]
    assert all(found)
    return [
        (
            one["level"],
            {
                name: unescaped(value)
                for name, value in (part.split("=", 1) for part in one["properties"].split(","))
            },
            unescaped(one["data"]),
        )
        for one in found
        if one is not None
    ]


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_report(report: Report) -> None:
    assert render(report, View(failing=report.problems[:1])) == snapshot("""\
::error file=scan.txt,line=1,title=personfirst::scan.txt: looks like a binary file, not text
::warning file=minutes.md,line=7,title=personfirst::minutes.md:7: unknown directive "ignor"
::error file=site/van.html,line=1,endLine=1,col=24,endColumn=31,title=personfirst (addict)::site/van.html:1:24: Names a person by addiction%0Awrite instead: People who use drugs / People with substance use disorders
::warning file=minutes.md,line=1,endLine=1,col=26,endColumn=36,title=personfirst (junkie)::minutes.md:1:26: Insults people who use drugs. Leave it out.
::notice file=minutes.md,line=1,endLine=2,title=personfirst (drug-user)::minutes.md:1:70: Names a person by drug use%0Awrite instead: people who use heroin
Found 3 findings (1 error, 1 warning, 1 suggestion) in 2 of 9 files, 3,201 words, 0.8 s; 1 not counted; 2 problems
""")


def test_a_file_that_is_not_text_is_annotated_at_line_1_and_says_where(letter: Report) -> None:
    assert render(letter, View(quiet=True)) == snapshot(
        "::error file=letter.docx,line=1,title=personfirst (addict)::letter.docx, table 1, row 2: Names a person%0Awrite instead: people\n"
    )


def test_a_narrative_says_why_it_harms(story: Report) -> None:
    ((_, _, message),) = commands(render(story, View()))
    assert message.splitlines()[-1] == "why it harms: It shuts out."


def test_several_lines_have_no_columns(report: Report) -> None:
    last = commands(render(report, View()))[-1]
    assert last[1] == snapshot(
        {"file": "minutes.md", "line": "1", "endLine": "2", "title": "personfirst (drug-user)"}
    )


def test_names_and_words_come_through_whole_and_start_no_command(hostile: Report) -> None:
    text = render(hostile, View(quiet=True))
    assert "\x1b" not in text
    assert len(text.splitlines()) == 2
    problem, found = commands(text)
    assert found[1]["file"] == HOSTILE_PATH.replace("\x1b", "\ufffd")
    assert HOSTILE.replace("\x1b", "\ufffd") in found[2]
    assert problem[2].endswith(f"reason\r\n{HOSTILE}".replace("\x1b", "\ufffd"))


def many(one: Finding, count: int) -> tuple[Finding, ...]:
    return (one,) * count


def test_no_more_than_ten_of_a_level_and_the_last_line_counts_the_rest(report: Report) -> None:
    error, _, warning, _ = report.findings
    findings = (
        many(error, 12) + many(warning, 10) + many(error._replace(severity=Severity.SUGGESTION), 11)
    )
    text = render(report._replace(findings=findings, problems=()), View(quiet=True))
    levels = [level for level, _, _ in commands(text)]
    assert [levels.count(one) for one in ("error", "warning", "notice")] == [10, 10, 10]
    assert text.splitlines()[-1] == snapshot(
        "Not annotated, for GitHub shows 10 of each level in a step: 2 errors, 1 notice; '--output-format markdown:FILE' lists them"
    )


def test_ten_are_all_shown_and_nothing_is_said(report: Report) -> None:
    text = render(
        report._replace(findings=many(report.findings[0], 10), problems=()), View(quiet=True)
    )
    assert len(commands(text)) == len(text.splitlines()) == 10


def test_problems_come_first_so_that_findings_cannot_push_them_out(report: Report) -> None:
    problem = Problem("scan.txt", "looks like a binary file, not text")
    full = report._replace(findings=many(report.findings[0], 30), problems=(problem,))
    first = commands(render(full, View(failing=(problem,))))[0]
    assert (first[0], first[1]["file"]) == ("error", "scan.txt")


def test_muted_findings_are_never_annotated(report: Report) -> None:
    view = View(show_muted=True)
    assert "abuse" not in render(report, view)


def test_nothing_to_report(clean: Report) -> None:
    assert render(clean, View()) == "No findings in 9 files, 3,201 words, 0.8 s\n"
    assert render(clean, View(quiet=True)) == ""
