"""The figures of a labelled corpus as text, as JSON, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from personfirst.model.score import Event, Headline, Interval, Outcome, Part, Score, Tally
from personfirst.reporters.fields import json_text, problem_fields
from personfirst.reporters.markup import markdown_code, markdown_text
from personfirst.reporters.view import View, plural, printable, problem_line

VERSION = 1
"""The version of the JSON; it rises only when a reader of the old one would go wrong."""
_HEADS = ("precision", "recall", "F1", "right", "wrong", "found", "missed")


def render(score: Score, view: View, *, errors: bool = True) -> str:
    """Tables, then with `errors` every miss and false alarm with its sentence, then the whole."""
    parts = ["\n".join(_part(score.whole, view))]
    if len(score.folders) > 1:
        parts += ["\n".join(_part(one, view)) for one in score.folders]
    parts += ["\n".join(_table(title, rows, view)) for title, rows in score.groups if rows]
    if score.filters:
        parts.append("\n".join(_filters(score, view)))
    if score.rewrites.asked:
        parts.append(_rewrites(score))
    if errors and score.errors:
        lines = [view.paint("Misses and false alarms", "bold")]
        parts.append("\n".join([*lines, *(_error(one, view) for one in score.errors)]))
    if score.problems:
        parts.append("\n".join(problem_line(one, view) for one in score.problems))
    parts.append(_closing(score))
    return "\n\n".join(parts) + "\n"


def _part(part: Part, view: View) -> Iterator[str]:
    size = f"{plural(part.documents, 'document')}, {plural(part.words, 'word')}"
    name = "All" if part.name == "all" else printable(part.name)
    yield f"{view.paint(name, 'bold')} ({size}, {_rate(part)} false alarms per 10,000 words)"
    for headline in part.headlines:
        figures = ", ".join(
            f"{name} {_with_interval(figure, between)}"
            for name, figure, between in _named(headline)
        )
        yield f"  {headline.tally.name}: {figures} ({_counts(headline.tally)})"


def _named(headline: Headline) -> Iterator[tuple[str, float | None, Interval | None]]:
    tally = headline.tally
    yield "precision", tally.precision, headline.precision
    yield "recall", tally.recall, headline.recall
    yield "F1", tally.f1, headline.f1


def _with_interval(figure: float | None, interval: Interval | None) -> str:
    between = f" ({_figure(interval.low)} to {_figure(interval.high)})" if interval else ""
    return _figure(figure) + between


def _figure(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def _counts(tally: Tally) -> str:
    return (
        f"{tally.right:,} right, {tally.wrong:,} wrong, {tally.found:,} found, "
        f"{tally.missed:,} missed"
    )


def _rate(part: Part) -> str:
    return "–" if part.false_alarm_rate is None else f"{part.false_alarm_rate:.1f}"


def _table(title: str, rows: Iterable[Headline], view: View) -> Iterator[str]:
    yield view.paint(f"By {title}", "bold") + view.paint(
        "  (precision, recall, F1 and its interval, right, wrong, found, missed)", "dim"
    )
    for one in rows:
        row = one.tally
        counts = "".join(f"{each:>7,}" for each in (row.right, row.wrong, row.found, row.missed))
        figures = f"{_figure(row.precision):>5}  {_figure(row.recall):>5}"
        f1 = f"{_with_interval(row.f1, one.f1):<22}"
        yield f"  {figures}  {f1}{counts}  {printable(row.name)}"


def _filters(score: Score, view: View) -> Iterator[str]:
    yield view.paint("By filter", "bold") + view.paint("  (right in, rightly, wrongly)", "dim")
    for row in score.filters:
        share = f"{_figure(row.precision):>5}"
        yield f"  {share}{row.right:>9,}{row.wrong:>7,}  {printable(row.name)}"


def _rewrites(score: Score) -> str:
    """One line on the suggestions."""
    rewrites = score.rewrites
    first, some = (f"{count / rewrites.asked:.0%}" for count in (rewrites.first, rewrites.some))
    return (
        f"Rewrites: of {plural(rewrites.asked, 'label')} with rewrites, {first} have one as the "
        f"first suggestion, {some} among the suggestions; {rewrites.silent:,} have no suggestion"
    )


def _error(event: Event, view: View) -> str:
    what = "false alarm" if event.outcome is Outcome.WRONG else "missed"
    note = f"; {event.note}" if event.note else ""
    return (
        f"  {view.paint(f'{printable(event.path)}:{event.line}', 'bold')}: {what}, "
        f"{event.severity.value} {printable(event.title)}: "
        f"“{printable(event.text)}”{printable(note)}\n"
        f"      {view.paint(printable(event.excerpt), 'dim')}"
    )


def _closing(score: Score) -> str:
    labels = ", ".join(f"{count:,} {name}" for name, count in sorted(score.labels.items()))
    whole = score.whole
    size = f"{plural(whole.documents, 'document')}, {plural(whole.words, 'word')}"
    return f"Scored {size}; labels: {labels or 'none'}"


def render_markdown(score: Score, view: View, *, errors: bool = True) -> str:
    """Tables for a page or a comment, then with `errors` what was missed and flagged wrongly."""
    parts = ["\n".join(_markdown_parts([score.whole, *score.folders]))]
    for title, rows in score.groups:
        if rows:
            parts.append("\n".join(_markdown_rows(title, rows)))
    if score.filters:
        head = ["| filter | muted rightly | wrongly |", "| --- | --: | --: |"]
        rows_ = (
            f"| {markdown_text(one.name)} | {one.right} | {one.wrong} |" for one in score.filters
        )
        parts.append("\n".join([*head, *rows_]))
    if score.rewrites.asked:
        parts.append(f"{_rewrites(score)}.")
    if errors and score.errors:
        parts.append("\n".join(map(_markdown_error, score.errors)))
    parts.append(f"{_closing(score)}.")
    return "\n\n".join(parts) + "\n"


def _markdown_parts(parts: Iterable[Part]) -> Iterator[str]:
    """A row for each folder and headline, with intervals."""
    yield ("| documents | words | what | precision | recall | F1 | false alarms per 10,000 words |")
    yield "| --- | --: | --- | --- | --- | --- | --: |"
    for part in parts:
        for number, headline in enumerate(part.headlines):
            figures = " | ".join(
                _with_interval(figure, between) for _, figure, between in _named(headline)
            )
            lead = (markdown_text(part.name), f"{part.words:,}", _rate(part))
            name, words, rate = lead if not number else ("", "", "")
            yield f"| {name} | {words} | {headline.tally.name} | {figures} | {rate} |"


def _markdown_rows(title: str, rows: Iterable[Headline]) -> Iterator[str]:
    yield f"| {title} | {' | '.join(_HEADS)} |"
    yield "| --- |" + " --: |" * len(_HEADS)
    for one in rows:
        row = one.tally
        figures = (_with_interval(figure, between) for _, figure, between in _named(one))
        counts = (f"{one:,}" for one in (row.right, row.wrong, row.found, row.missed))
        yield f"| {markdown_text(row.name)} | {' | '.join((*figures, *counts))} |"


def _markdown_error(event: Event) -> str:
    what = "false alarm" if event.outcome is Outcome.WRONG else "missed"
    note = f" ({markdown_text(event.note)})" if event.note else ""
    return (
        f"- {what}: {markdown_code(event.text)}, {markdown_text(event.title)}, "
        f"{markdown_text(f'{event.path}:{event.line}')}{note}"
    )


def render_json(score: Score, view: View, *, errors: bool = True) -> str:
    """The figures as one JSON object."""
    value: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "personfirst", "version": view.version},
        "whole": _part_fields(score.whole),
        "folders": [_part_fields(one) for one in score.folders],
        "groups": {title: list(map(_headline_fields, rows)) for title, rows in score.groups},
        "filters": [
            {
                "name": one.name,
                "precision": _rounded(one.precision),
                "right": one.right,
                "wrong": one.wrong,
            }
            for one in score.filters
        ],
        "rewrites": {
            "labels": score.rewrites.asked,
            "first": score.rewrites.first,
            "any": score.rewrites.some,
            "none": score.rewrites.silent,
        },
        "labels": dict(sorted(score.labels.items())),
        "problems": [problem_fields(one) for one in score.problems],
    }
    if errors:
        value["errors"] = [_event_fields(one) for one in score.errors]
    return json_text(value)


def _part_fields(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "documents": part.documents,
        "words": part.words,
        "false_alarms": part.false_alarms,
        "false_alarms_per_10000_words": _rounded(part.false_alarm_rate),
        "headlines": list(map(_headline_fields, part.headlines)),
    }


def _headline_fields(headline: Headline) -> dict[str, Any]:
    return {
        **_tally_fields(headline.tally),
        "intervals": {
            name.lower(): [_rounded(between.low), _rounded(between.high)]
            for name, _, between in _named(headline)
            if between
        },
    }


def _tally_fields(tally: Tally) -> dict[str, Any]:
    return {
        "name": tally.name,
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
        "right": tally.right,
        "wrong": tally.wrong,
        "found": tally.found,
        "missed": tally.missed,
    }


def _event_fields(event: Event) -> dict[str, Any]:
    return {
        "path": event.path,
        "line": event.line,
        "stream": event.stream.value,
        "outcome": event.outcome.value,
        "severity": event.severity.value,
        "about": event.about,
        "rule": event.rule or None,
        "text": event.text,
        "excerpt": event.excerpt,
        "note": event.note or None,
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
