"""The report for a reader at a terminal: each finding with its line, its reason, its way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from personfirst.model.report import Report
from personfirst.reporters.view import (
    View,
    headline,
    most_first,
    printable,
    problem_line,
    skipped_lines,
    summary,
)

if TYPE_CHECKING:
    from personfirst.model.finding import Finding, RoleWords

_MOST_LETTERS = 60
_GOOD = "Nothing here needs to change. Thank you for words that put people first."


def render(report: Report, view: View) -> str:
    """Findings, then problems, then the summary and what can be fixed, an empty line between."""
    parts = ["\n".join(_finding(finding, report, view)) for finding in view.findings(report)]
    if report.problems:
        parts.append("\n".join(problem_line(problem, view) for problem in report.problems))
    if not view.quiet:
        style = "bold" if report.unmuted or report.problems else "good"
        lines = [view.paint(summary(report), style), *_fixable(report), *_read(report, view)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _read(report: Report, view: View) -> Iterator[str]:
    """Where nothing was found: a good word, and what was read and what not."""
    if report.unmuted or report.fixed:
        return
    if report.files and not (report.findings or report.problems):
        yield f"Only this was looked for: {printable(view.asked)}" if view.asked else _GOOD
    told = ", ".join(f"{count:,} {kind}" for kind, count in most_first(report.kinds))
    if told:
        yield f"Read: {told}"
    yield from (f"Not read: {line}" for line in skipped_lines(report))


def _fixable(report: Report) -> Iterator[str]:
    """How many findings could be fixed, where nothing was to be."""
    if report.fixes is not None:
        return
    text = [one for one in report.findings if not one.place.transcript]
    safe = sum(finding.fix() is not None for finding in text)
    every = sum(finding.fix(unsafe=True) is not None for finding in text)
    more = f", {every - safe:,} more with --unsafe-fixes" if every > safe else ""
    if safe:
        yield f"{safe:,} fixable with --fix{more}"
    elif every:
        yield f"{every:,} fixable with --fix --unsafe-fixes"
    rest = sum(one.fix(unsafe=True) is not None for one in report.findings) - every
    if rest:
        yield f"{rest:,} in files that are not text: 'personfirst review' writes copies"


def _finding(finding: Finding, report: Report, view: View) -> Iterator[str]:
    yield from finding_lines(finding, report.sources.get(finding.place.path, {}), view)
    if finding.wordings and not finding.muted:
        yield f"  write instead: {_alternatives(finding, view)}"
    if finding.roles and not finding.muted:
        yield f"  read as: {'; '.join(_role(one, view) for one in finding.roles)}"
        yield f"  confidence {finding.confidence}; why it harms: {printable(finding.why)}"


def _role(role: RoleWords, view: View) -> str:
    meaning = f" ({role.meaning})" if role.meaning else ""
    return f"{role.about} {view.paint(printable(f'“{role.text}”{meaning}'), 'bold')}"


def _alternatives(finding: Finding, view: View) -> str:
    """What to write, each once; and for which words, where they are more than the finding's."""
    by_words: dict[str, list[str]] = {}
    own = " ".join(finding.text.split())
    for one in finding.wordings:
        texts = by_words.setdefault(one.replaces or own, [])
        if one.text not in texts:
            texts.append(one.text)
    parts = []
    for words, texts in by_words.items():
        shown = view.paint(printable(" / ".join(texts)), "bold")
        parts.append(shown if words == own else f"{shown}  (for “{printable(_short(words))}”)")
    return " / ".join(parts)


def _short(words: str) -> str:
    """Words without their middle, if they are many."""
    if len(words) <= _MOST_LETTERS:
        return words
    half = _MOST_LETTERS // 2
    return f"{words[:half].rpartition(' ')[0]} … {words[-half:].partition(' ')[2]}"


def finding_lines(finding: Finding, lines: Mapping[int, str], view: View) -> Iterator[str]:
    """Where a finding stands, its source lines underlined, and what is wrong with it."""
    place = finding.place
    label = f" ({printable(place.label)})" if place.label else ""
    where = f"{printable(place.path)}:{place.line}:{place.column}"
    yield view.paint(where, "dim" if finding.muted else "bold") + label
    yield from _source(finding, lines, view)
    text = f"{printable(headline(finding))} [{finding.rule}]"
    if finding.muted:
        yield view.paint(f"  {finding.severity}: {text}", "dim")
        reason = f"{finding.muted.filter}: {printable(finding.muted.cue)}"
        yield view.paint(f"  not counted: {reason}", "dim")
        return
    yield f"  {view.paint(finding.severity, finding.severity)}: {text}"


def _source(finding: Finding, known: Mapping[int, str], view: View) -> Iterator[str]:
    """The source lines; the excerpt for a format that has none."""
    from personfirst.reporters.source import columns, underlined

    place = finding.place
    gutter = len(str(place.end_line))
    lines = underlined(known, place, max(view.width - gutter - 6, 40))
    if not lines:
        excerpt = printable(finding.excerpt)
        yield f"  | {excerpt if columns(excerpt) <= 400 else excerpt[:400] + '...'}"
    for line in lines:
        number = f"{line.number or '':>{gutter}}"
        yield f"  {view.paint(f'{number} |', 'dim')} {line.text}"
        if line.marks:
            style = "dim" if finding.muted else finding.severity.value
            bar = view.paint(f"{'':>{gutter}} |", "dim")
            indent = len(line.marks) - len(line.marks.lstrip())
            yield f"  {bar} {' ' * indent}{view.paint(line.marks[indent:], style)}"
