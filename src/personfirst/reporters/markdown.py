"""The findings as Markdown: for a comment on a pull request, or the summary of a CI step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from personfirst.model.finding import Finding, Place
from personfirst.model.report import Problem, Report
from personfirst.reporters.markup import markdown_code, markdown_text, shortened
from personfirst.reporters.view import View, headline, plural, summary

MOST_BYTES = 60_000
"""GitHub takes comments of 65,536 characters; bytes are never fewer than those."""

_OPEN_ROWS = 20
"""With more findings the tables are folded up."""

_TAIL = 2_000
_HEAD = """\
| line | severity | words | what is wrong | write instead |
| ---: | --- | --- | --- | --- |"""
_MOST_PROBLEM_BYTES = 10_000


def render(report: Report, view: View) -> str:
    """A heading, the summary, a table for each file, and problems; what is too much is counted."""
    found = view.findings(report)
    count = len(report.unmuted)
    title = plural(count, "finding") if count else "no findings"
    parts = [f"### personfirst: {title}", markdown_text(summary(report))]
    parts += _problems(report.problems)
    folded = len(found) > _OPEN_ROWS
    room = MOST_BYTES - _TAIL - sum(map(_size, parts))
    shown = 0
    for path, group in groupby(found, key=lambda one: one.place.path):
        rows = _fitting(map(_row, group), room - _size(_table(path, [], folded=True)))
        if not rows:
            break
        shown += len(rows)
        parts.append(_table(path, rows, folded=folded))
        room -= _size(parts[-1])
    if shown < len(found):
        parts.append(f"{plural(len(found) - shown, 'more finding')} not shown here")
    return "\n\n".join(parts) + "\n"


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    """The first lines that fit into so many bytes."""
    taken: list[str] = []
    for line in lines:
        room -= _size(line)
        if room < 0:
            break
        taken.append(line)
    return taken


def _size(text: str) -> int:
    """How many bytes a line or a part takes, with the line ends behind it."""
    return len(text.encode("utf-8", "replace")) + 2


def _table(path: str, rows: list[str], *, folded: bool) -> str:
    table = "\n".join([_HEAD, *rows])
    name = markdown_code(shortened(path, 300))
    if not folded:
        return f"{name}\n\n{table}"
    title = f"{name}: {plural(len(rows), 'finding')}"
    return f"<details><summary>{title}</summary>\n\n{table}\n\n</details>"


def _row(finding: Finding) -> str:
    cells = [
        _where(finding.place),
        finding.severity.value,
        markdown_code(shortened(finding.text, 120)),
        _message(finding),
        _suggestions(finding),
    ]
    return f"| {' | '.join(cells)} |"


def _where(place: Place) -> str:
    """The line, and the place in the document if there is one; alone in a file that is not text."""
    label = markdown_text(shortened(place.label or "", 120))
    if place.transcript and label:
        return label
    return f"{place.line} ({label})" if label else str(place.line)


def _message(finding: Finding) -> str:
    message = f"{markdown_text(shortened(headline(finding), 400))} ({markdown_code(finding.rule)})"
    if finding.muted is None:
        return message
    reason = shortened(f"{finding.muted.filter}: {finding.muted.cue}", 200)
    return f"{message}; not counted: {markdown_text(reason)}"


def _suggestions(finding: Finding) -> str:
    texts = dict.fromkeys(one.text for one in finding.wordings)
    return "<br>".join(markdown_text(shortened(text, 160)) for text in list(texts)[:3])


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    if not problems:
        return
    lines = _fitting(map(_problem, problems), _MOST_PROBLEM_BYTES)
    if len(lines) < len(problems):
        lines.append(f"- {plural(len(problems) - len(lines), 'more problem')} not shown here")
    yield "**Problems**\n\n" + "\n".join(lines)


def _problem(problem: Problem) -> str:
    line = f", line {problem.line}" if problem.line else ""
    name = markdown_code(shortened(problem.path, 300))
    return f"- {name}{line}: {markdown_text(shortened(problem.reason, 300))}"
