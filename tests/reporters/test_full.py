"""The full report, as it reads in a terminal and in a log."""

from __future__ import annotations

from inline_snapshot import snapshot

from personfirst.model.finding import Edit, Finding, Muted, Place, Safety, Suggestion
from personfirst.model.report import Problem, Report
from personfirst.reporters.full import render
from personfirst.reporters.view import View


def test_a_report(report: Report) -> None:
    assert render(report, View()) == snapshot("""\
site/van.html:1:24 (alt text)
  1 | <img src="van.jpg" alt="Addicts wait at the county van">
    |                        ^^^^^^^
  error: Names a person by addiction [addict]
  write instead: People who use drugs / People with substance use disorders

minutes.md:1:26
  1 | Sheriff Ortiz called it “a junkie’s paradise” — the board asked that heroin
    |                          ^^^^^^^^^^
  warning: Insults people who use drugs. Leave it out. [junkie]

minutes.md:1:70
  1 | Sheriff Ortiz called it “a junkie’s paradise” — the board asked that heroin
    |                                                                      ^^^^^^
  2 | users be invited next time.
    | ^^^^^
  suggestion: Names a person by drug use [drug-user]
  write instead: people who use heroin

scan.txt: looks like a binary file, not text
minutes.md:7: unknown directive "ignor"

Found 3 findings (1 error, 1 warning, 1 suggestion) in 2 of 9 files, 3,201 words, 0.8 s; 1 not counted; 2 problems
""")


def test_what_is_muted_is_shown_when_asked(report: Report) -> None:
    only = report._replace(findings=report.findings[1:2], problems=())
    assert render(only, View(show_muted=True)) == snapshot("""\
site/van.html:1:24 (alt text)
  1 | <img src="van.jpg" alt="Addicts wait at the county van">
    |                        ^^^^^^^
  error: Names a person by addiction [abuse]
  not counted: mention: avoid terms like

No findings in 9 files, 3,201 words, 0.8 s; 1 not counted
""")


def test_colour_paints_severities_and_dims_what_is_muted(report: Report) -> None:
    only = report._replace(findings=report.findings[:2], problems=())
    assert render(only, View(color=True, show_muted=True)) == snapshot("""\
\x1b[1msite/van.html:1:24\x1b[0m (alt text)
  \x1b[2m1 |\x1b[0m <img src="van.jpg" alt="Addicts wait at the county van">
  \x1b[2m  |\x1b[0m                        \x1b[1;31m^^^^^^^\x1b[0m
  \x1b[1;31merror\x1b[0m: Names a person by addiction [addict]
  write instead: \x1b[1mPeople who use drugs / People with substance use disorders\x1b[0m

\x1b[2msite/van.html:1:24\x1b[0m (alt text)
  \x1b[2m1 |\x1b[0m <img src="van.jpg" alt="Addicts wait at the county van">
  \x1b[2m  |\x1b[0m                        \x1b[2m^^^^^^^\x1b[0m
\x1b[2m  error: Names a person by addiction [abuse]\x1b[0m
\x1b[2m  not counted: mention: avoid terms like\x1b[0m

\x1b[1mFound 1 finding (1 error) in 1 of 9 files, 3,201 words, 0.8 s; 1 not counted\x1b[0m
""")


def test_nothing_to_report(clean: Report) -> None:
    assert render(clean, View()) == snapshot(
        """\
No findings in 9 files, 3,201 words, 0.8 s
Nothing here needs to change. Thank you for words that put people first.
"""
    )
    assert render(clean, View(quiet=True)) == ""


def test_no_files(clean: Report) -> None:
    none = clean._replace(files=0, words=0)
    assert render(none, View()) == snapshot("No files were checked\n")
    skipped = {("unknown", ".png"): 2, ("unknown", ".bin"): 1}
    assert render(none._replace(skipped=skipped), View()) == snapshot("""\
No files were checked
Not read: 3 files of kinds that hold no text we know how to read (.png, .bin)
""")


def test_one_of_each_is_singular(report: Report) -> None:
    single = report._replace(
        findings=report.findings[:1], problems=report.problems[:1], files=1, words=1
    )
    assert render(single, View()).splitlines()[-1] == snapshot(
        "Found 1 finding (1 error) in 1 of 1 file, 1 word, 0.8 s; 1 problem"
    )


def test_quiet_keeps_findings_and_problems(report: Report) -> None:
    text = render(report, View(quiet=True))
    assert "site/van.html:1:24" in text
    assert "scan.txt: looks like a binary file" in text
    assert "Found" not in text


def test_a_format_without_source_lines_shows_the_excerpt(report: Report) -> None:
    place = Place("report.docx", None, None, 3, 1, 3, 8, "page 2")
    only = report._replace(findings=(report.findings[0]._replace(place=place),), problems=())
    assert render(only, View(quiet=True)) == snapshot("""\
report.docx:3:1 (page 2)
  | … Addicts …
  error: Names a person by addiction [addict]
  write instead: People who use drugs / People with substance use disorders
""")


def test_a_document_cannot_steer_the_terminal(clean: Report) -> None:
    problem = Problem("minutes\x1b[2J.md", "unknown directive \u202eerongi\x07")
    text = render(clean._replace(problems=(problem,)), View())
    assert not any(character in text for character in "\x1b\x07\u202e")


def instead(finding: Finding, *suggestions: tuple[str, str]) -> str:
    """The line that says what to write, for texts and the words they replace."""
    chosen = tuple(
        Suggestion(text, "news", Safety.SAFE, replaces=words) for text, words in suggestions
    )
    report = Report((finding._replace(suggestions=chosen),), (), 1, 9, 0.1, {})
    return render(report, View(quiet=True)).splitlines()[-1]


def test_words_that_are_replaced_with_the_finding_are_named(report: Report) -> None:
    users = report.findings[-1]
    own = "heroin users"
    assert instead(users, ("A", own), ("B", own), ("A", own)) == "  write instead: A / B"
    assert instead(users, ("A", "the " + own), ("B", "the " + own)) == (
        "  write instead: A / B  (for “the heroin users”)"
    )
    assert instead(users, ("A", own), ("B", "the " + own)) == (
        "  write instead: A / B  (for “the heroin users”)"
    )
    long = "one " * 15 + own + " two" * 15
    assert instead(users, ("A", long)) == snapshot(
        "  write instead: A  (for “one one one one one one one … two two two two two two two”)"
    )


def fixable(report: Report, *safeties: Safety) -> Report:
    """The report with findings whose only suggestion can be put in."""
    found = tuple(
        report.findings[0]._replace(
            suggestions=(Suggestion("A", "news", safety, edits=(Edit(0, 1, "A", "A"),)),),
        )
        for safety in safeties
    )
    return report._replace(findings=found, problems=())


def test_what_can_be_fixed_is_counted(report: Report) -> None:
    safe, review = Safety.SAFE, Safety.REVIEW
    assert render(fixable(report, safe, safe), View()).splitlines()[-1] == "2 fixable with --fix"
    assert render(fixable(report, safe, review), View()).splitlines()[-1] == (
        "1 fixable with --fix, 1 more with --unsafe-fixes"
    )
    assert render(fixable(report, review), View()).splitlines()[-1] == (
        "1 fixable with --fix --unsafe-fixes"
    )
    muted = fixable(report, safe)
    muted = muted._replace(findings=(muted.findings[0]._replace(muted=Muted("a", "b")),))
    assert "fixable" not in render(muted, View(show_muted=True))


def test_after_fixes_the_summary_says_how_many(report: Report) -> None:
    after = fixable(report, Safety.SAFE)._replace(fixes={"a.md": 4, "site/van.html": 1})
    assert render(after, View()).splitlines()[-1] == snapshot(
        "Found 6 findings (5 fixed, 1 remaining) in 2 of 9 files, 3,201 words, 0.8 s"
    )
    every = after._replace(findings=(), fixes={"a.md": 2})
    assert render(every, View()).splitlines()[-1] == snapshot(
        "Found 2 findings (2 fixed, 0 remaining) in 1 of 9 files, 3,201 words, 0.8 s"
    )
    assert render(every._replace(fixes={}), View()).splitlines()[0] == snapshot(
        "No findings in 9 files, 3,201 words, 0.8 s"
    )


def test_a_clean_run_says_what_was_read_and_what_was_not(clean: Report) -> None:
    read = {"markdown": 6, "html": 3}
    skipped = {("data", ".csv"): 2, ("data", ".json"): 1, ("unknown", ".\x1b[31m"): 1}
    told = render(clean._replace(kinds=read, skipped=skipped), View()).splitlines()
    assert told[2:] == [
        "Read: 6 markdown, 3 html",
        "Not read: 3 files of data; name them to have them checked (.csv, .json)",
        "Not read: 1 file of kinds that hold no text we know how to read (.\ufffd[31m)",
    ]
