"""The grouped report: findings under their file."""

from __future__ import annotations

from inline_snapshot import snapshot

from personfirst.model.report import Report
from personfirst.reporters.grouped import render
from personfirst.reporters.view import View


def test_a_report(report: Report) -> None:
    assert render(report, View(show_muted=True)) == snapshot("""\
site/van.html
  1:24  error  addict  Names a person by addiction; write “People who use drugs”
  1:24  error  abuse   Names a person by addiction (not counted: mention: avoid terms like)

minutes.md
  1:26  warning     junkie     Insults people who use drugs. Leave it out.
  1:70  suggestion  drug-user  Names a person by drug use; write “people who use heroin”

scan.txt: looks like a binary file, not text
minutes.md:7: unknown directive "ignor"

Found 3 findings (1 error, 1 warning, 1 suggestion) in 2 of 9 files, 3,201 words, 0.8 s; 1 not counted; 2 problems
""")


def test_a_file_that_is_not_text_says_where_in_words(letter: Report) -> None:
    assert render(letter, View(quiet=True)) == snapshot("""\
letter.docx
  table 1, row 2  error  addict  Names a person; write “people”
""")


def test_colour_does_not_move_the_columns(report: Report) -> None:
    painted = render(report, View(color=True))
    plain = render(report, View())
    assert "\x1b[1;33mwarning   \x1b[0m" in painted
    for code in ("0", "1", "2", "1;31", "1;33", "1;36"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == plain


def test_nothing_can_steer_the_terminal_or_fake_a_line(hostile: Report) -> None:
    text = render(hostile, View())
    assert "\x1b" not in text
    assert "\r" not in text
    assert [bool(line) for line in text.splitlines()] == [True, True, False, True, False, True]


def test_nothing_to_report(clean: Report) -> None:
    assert render(clean, View()) == snapshot("No findings in 9 files, 3,201 words, 0.8 s\n")
    assert render(clean, View(quiet=True)) == ""
    assert render(clean._replace(files=0, words=0), View()) == snapshot("No files were checked\n")
