"""The concise report: one line for each finding, as editors and scripts read it."""

from __future__ import annotations

import re

from inline_snapshot import snapshot

from personfirst.model.report import Report
from personfirst.reporters.concise import render
from personfirst.reporters.view import View


def test_a_report(report: Report) -> None:
    # The summary is tested with the full report.
    assert render(report, View(show_muted=True, quiet=True)) == snapshot("""\
site/van.html:1:24: error addict Names a person by addiction; write “People who use drugs”
site/van.html:1:24: error abuse Names a person by addiction (not counted: mention: avoid terms like)
minutes.md:1:26: warning junkie Insults people who use drugs. Leave it out.
minutes.md:1:70: suggestion drug-user Names a person by drug use; write “people who use heroin”
""")


def test_every_line_but_the_last_can_be_taken_apart(report: Report) -> None:
    *lines, last = render(report, View()).splitlines()
    shape = re.compile(r"[^:]+:\d+:\d+: (error|warning|suggestion) [a-z-]+ \S.*")
    assert all(shape.fullmatch(line) for line in lines)
    assert last.startswith("Found 3 findings")
    assert render(report, View(quiet=True)).splitlines() == lines


def test_nothing_to_report(clean: Report) -> None:
    assert render(clean, View()) == snapshot("No findings in 9 files, 3,201 words, 0.8 s\n")
    assert render(clean, View(quiet=True)) == ""
