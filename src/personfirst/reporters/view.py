"""What every text reporter needs: how to show a report, words for counts, colours, safe text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.choices import Severity
from personfirst.model.report import Problem, Report

if TYPE_CHECKING:
    from personfirst.model.audit import Audit
    from personfirst.model.finding import Finding
    from personfirst.model.statistics import Statistics
    from personfirst.rulebook.ruleset import RuleSet

CONTROL = r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
"""A sign that steers a terminal or turns the reading direction, as a regular expression."""
_CODES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "suggestion": "1;36",
    "good": "32",
}
_MOST_SUFFIXES = 5
_SKIPPED = {
    "data": "of data; name them to have them checked",
    "unknown": "of kinds that hold no text we know how to read",
}


class View(NamedTuple):
    """How to show a report.

    `width` is in columns; `exit_status` is the run's, if known, `failing` are the problems and
    `fail_on` the lowest severity that fail it; `version` is the program's, `today` the day of the
    run for formats that are kept. `rulebook` holds the rules, for formats that explain them;
    `audit` and `statistics` are for formats that show them beside the findings. `asked` says in
    words what a run was narrowed to, and is empty where it looked for everything.
    """

    color: bool = False
    width: int = 100
    show_muted: bool = False
    quiet: bool = False
    exit_status: int | None = None
    failing: tuple[Problem, ...] = ()
    fail_on: Severity = Severity.SUGGESTION
    version: str = "unknown"
    today: date | None = None
    rulebook: RuleSet | None = None
    audit: Audit | None = None
    statistics: Statistics | None = None
    asked: str = ""

    def findings(self, report: Report) -> tuple[Finding, ...]:
        """The findings to show."""
        return report.findings if self.show_muted else report.unmuted

    def paint(self, text: str, style: str) -> str:
        """Text in a style of `_CODES`, or as it is where there is no colour."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.color else text


def printable(text: str) -> str:
    """Text in which no character can steer a terminal or turn its reading direction."""
    return text if text.isprintable() else re.sub(CONTROL, "\ufffd", text)


def plural(count: int, noun: str) -> str:
    """`1 file`, `1,204 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def problem_line(problem: Problem, view: View) -> str:
    """`path:line: reason`."""
    line = f":{problem.line}" if problem.line else ""
    return f"{view.paint(printable(problem.path) + line, 'bold')}: {printable(problem.reason)}"


def located(finding: Finding, message: str) -> str:
    """A message, with the place in the document before it where lines do not tell it, and where
    else it is seen behind it.
    """
    place = finding.place
    message = message.removesuffix(finding.elsewhere) + finding.elsewhere
    return f"{place.label}: {message}" if place.transcript and place.label else message


def skipped_lines(report: Report) -> Iterator[str]:
    """The files of folders that were passed over, by the reason, with their commonest suffixes."""
    skipped: dict[str, dict[str, int]] = {}
    for (reason, suffix), count in report.skipped.items():
        skipped.setdefault(reason, {})[suffix or "no suffix"] = count
    for reason, text in _SKIPPED.items():
        if reason in skipped:
            suffixes = [printable(suffix) for suffix, _ in most_first(skipped[reason])]
            more = ", …" if len(suffixes) > _MOST_SUFFIXES else ""
            files = plural(sum(skipped[reason].values()), "file")
            yield f"{files} {text} ({', '.join(suffixes[:_MOST_SUFFIXES])}{more})"


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Names with what they count, the most first."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def headline(finding: Finding) -> str:
    """What is wrong, without what to write instead, for reporters that list that by itself; with
    where else it is seen on a built site.
    """
    return finding.headline + finding.elsewhere


def summary(report: Report) -> str:
    """The last line: what was found, in how much, in what time."""
    scope = f"{plural(report.words, 'word')}, {report.seconds:.1f} s"
    counted = len(report.unmuted)
    found = counted + report.fixed
    if found:
        pages = {finding.built or finding.place.path for finding in report.unmuted}
        touched = pages.union(report.fixes or ())
        where = f"{len(touched):,} of {plural(report.files, 'file')}"
        line = f"Found {plural(found, 'finding')} ({_parts(report)}) in {where}, {scope}"
    elif report.files:
        line = f"No findings in {plural(report.files, 'file')}, {scope}"
    else:
        line = "No files were checked"
    muted = len(report.findings) - counted
    tail = f"; {muted:,} not counted" if muted else ""
    notes = sum(problem.note for problem in report.problems)
    for count, noun in ((len(report.problems) - notes, "problem"), (notes, "note")):
        tail += f"; {plural(count, noun)}" if count else ""
    return line + tail


def _parts(report: Report) -> str:
    """The findings by severity; where some were to be fixed, by whether they were."""
    if report.fixes is not None:
        return f"{report.fixed:,} fixed, {len(report.unmuted):,} remaining"
    counts = ((report.count(severity), severity) for severity in Severity)
    return ", ".join(plural(count, severity) for count, severity in counts if count)
