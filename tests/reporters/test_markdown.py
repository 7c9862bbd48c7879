"""Markdown for a comment or a step summary: read as it stands, and never too long."""

from __future__ import annotations

import html
import re

import pytest
from inline_snapshot import snapshot

from personfirst.model.finding import Finding, Place
from personfirst.model.report import Problem, Report
from personfirst.reporters.markdown import MOST_BYTES, render
from personfirst.reporters.markup import markdown_code, markdown_text, shortened
from personfirst.reporters.view import View
from tests.reporters.conftest import HOSTILE, HOSTILE_PATH


def test_a_report(report: Report) -> None:
    assert render(report, View(show_muted=True)) == snapshot("""\
### personfirst: 3 findings

Found 3 findings (1 error, 1 warning, 1 suggestion) in 2 of 9 files, 3,201 words, 0.8 s; 1 not counted; 2 problems

**Problems**

- <code>scan.txt</code>: looks like a binary file, not text
- <code>minutes.md</code>, line 7: unknown directive "ignor"

<code>site/van.html</code>

| line | severity | words | what is wrong | write instead |
| ---: | --- | --- | --- | --- |
| 1 (alt text) | error | <code>Addicts</code> | Names a person by addiction (<code>addict</code>) | People who use drugs<br>People with substance use disorders |
| 1 (alt text) | error | <code>Addicts</code> | Names a person by addiction (<code>abuse</code>); not counted: mention: avoid terms like | People who use drugs<br>People with substance use disorders |

<code>minutes.md</code>

| line | severity | words | what is wrong | write instead |
| ---: | --- | --- | --- | --- |
| 1 | warning | <code>a junkie’s</code> | Insults people who use drugs. Leave it out. (<code>junkie</code>) |  |
| 1 | suggestion | <code>heroin users</code> | Names a person by drug use (<code>drug-user</code>) | people who use heroin |
""")


def test_a_file_that_is_not_text_says_where_in_words(letter: Report) -> None:
    assert "| table 1, row 2 | error |" in render(letter, View())


def test_nothing_to_report(clean: Report) -> None:
    assert render(clean, View()) == snapshot("""\
### personfirst: no findings

No findings in 9 files, 3,201 words, 0.8 s
""")


def test_names_and_words_are_no_markup(hostile: Report) -> None:
    text = render(hostile, View())
    assert "\x1b" not in text
    assert "\r" not in text
    assert "`" not in text
    assert not re.search(r"<(?!/?code>|br>|!-- -->)", text)
    row = next(line for line in text.splitlines() if line.startswith("| 1 "))
    assert row.count("|") == 6
    assert "@ops" not in html.unescape(text)
    assert not re.search(r"#\d", html.unescape(text))


@pytest.mark.parametrize(
    "text", [HOSTILE, HOSTILE_PATH, "a\n\n# b", "1. x", "![a](b)", "{{ x }} $y$", "~~a~~ **b**"]
)
def test_text_reads_as_it_was(text: str) -> None:
    shown = html.unescape(markdown_text(text).replace("<!-- -->", ""))
    assert shown == " ".join(text.split()).replace("\x1b", "\ufffd")


def test_no_person_is_told_and_no_issue_linked() -> None:
    assert markdown_text("@mayor #12 a@b !7 R&D 100% C#") == snapshot(
        "&#64;<!-- -->mayor &#35;<!-- -->12 a&#64;<!-- -->b !<!-- -->7 R&#38;<!-- -->D 100% C&#35;"
    )


def test_code_cannot_be_left() -> None:
    assert markdown_code("</code><b>`x`") == snapshot(
        "<code>&#60;/code&#62;&#60;b&#62;&#96;x&#96;</code>"
    )


def test_what_is_long_is_cut() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc defg", 6) == "abc d…"
    assert shortened("abcd efg", 6) == "abcd…"


def many(finding: Finding, count: int, path: str) -> tuple[Finding, ...]:
    place = finding.place._replace(path=path)
    return tuple(
        finding._replace(place=place._replace(line=line, end_line=line))
        for line in range(1, count + 1)
    )


def test_many_findings_are_folded_up_file_by_file(report: Report) -> None:
    found = many(report.findings[0], 15, "a.md") + many(report.findings[2], 15, "b.md")
    text = render(report._replace(findings=found, problems=()), View())
    assert text.count("<details>") == text.count("</details>") == 2
    assert "<summary><code>a.md</code>: 15 findings</summary>\n\n|" in text


@pytest.mark.parametrize("long", ["x", "🏠" * 300, "<&|" * 300])
def test_it_always_fits_and_says_how_much_is_left_out(report: Report, long: str) -> None:
    found = report.findings[0]._replace(text=long, message=long, suggestions=())
    paths = [f"{name}{long}.md"[:400] for name in "abcdefgh"]
    findings = tuple(one for path in paths for one in many(found, 500, path))
    problems = tuple(Problem(f"{index}{long}", long) for index in range(1000))
    full = report._replace(findings=findings, problems=problems)
    text = render(full, View())
    assert len(text.encode("utf-8")) <= MOST_BYTES
    rows = len(re.findall(r"^\| \d", text, re.MULTILINE))
    left = re.search(r"([\d,]+) more findings not shown here", text)
    assert left is not None
    assert rows + int(left[1].replace(",", "")) == 4000
    assert text.count("<details>") == text.count("</details>")
    assert len(re.findall("^- ", text, re.MULTILINE)) <= 1001
    assert re.search(r"- \d+ more problems not shown here", text)


def test_the_head_alone_is_not_too_long(report: Report) -> None:
    place = Place("p" * 5000, 0, 1, 1, 1, 1, 2, "l" * 5000)
    one = report.findings[0]._replace(place=place, text="t" * 9000, message="m" * 9000)
    text = render(report._replace(findings=(one,), problems=()), View())
    assert len(text) < 4000
    assert "| 1 (l" in text
