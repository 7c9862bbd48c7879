"""Numbers as text with a sparkline of the trend, as JSON, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from personfirst.model.statistics import Count, Point, Statistics
from personfirst.reporters.fields import json_text, problem_fields
from personfirst.reporters.view import View, plural, printable, problem_line

VERSION = 1
"""The version of the JSON; it rises only when a reader of the old one would go wrong."""
_BARS = "▁▂▃▄▅▆▇█"
_MOST_ROWS = 15
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(statistics: Statistics, view: View) -> str:
    """Tables by folder, category, rule and suppression, then the trend and the whole."""
    tables = (
        ("By folder", statistics.folders),
        ("By category", statistics.categories),
        ("By rule", statistics.rules),
    )
    parts = [_table(title, rows, view) for title, rows in tables if rows]
    if statistics.suppressions:
        parts.append("\n".join(_suppressions(statistics, view)))
    if statistics.history:
        parts.append("\n".join(_trend(statistics.history, view)))
    if statistics.problems:
        parts.append("\n".join(problem_line(one, view) for one in statistics.problems))
    total = statistics.total
    line = (
        f"{plural(total.findings, 'finding')} in {plural(total.files, 'file')}, "
        f"{plural(total.words, 'word')}: {rate_text(total.rate)} per 1,000 words"
    )
    parts.append(view.paint(line, "good" if not total.findings else "bold"))
    return "\n\n".join(parts) + "\n"


def _table(title: str, rows: Sequence[Count], view: View) -> str:
    shown = rows[:_MOST_ROWS]
    lines = [view.paint(f"{title} (per 1,000 words, findings)", "bold")]
    rates = [rate_text(one.rate) for one in shown]
    left = max(map(len, rates))
    middle = max(len(f"{one.findings:,}") for one in shown)
    for rate, one in zip(rates, shown, strict=True):
        scope = (
            f" ({plural(one.words, 'word')}, {plural(one.files, 'file')})"
            if title == "By folder"
            else f" (in {plural(one.files, 'file')})"
        )
        name = printable(one.name)
        lines.append(
            f"  {rate:>{left}}  {one.findings:>{middle},}  {name}{view.paint(scope, 'dim')}"
        )
    if len(rows) > _MOST_ROWS:
        lines.append(f"  and {len(rows) - _MOST_ROWS:,} more; --csv and json have all")
    return "\n".join(lines)


def _suppressions(statistics: Statistics, view: View) -> Iterator[str]:
    yield view.paint("Comments that silence findings", "bold")
    width = max(len(f"{one.comments:,}") for one in statistics.suppressions)
    for one in statistics.suppressions[:_MOST_ROWS]:
        reason = printable(one.reason) if one.reason else "no reason given"
        yield f"  {one.comments:>{width},}  {printable(one.rule)}: {reason}"
    rest = len(statistics.suppressions) - _MOST_ROWS
    if rest > 0:
        yield f"  and {rest:,} more; --csv and json have all"


def _trend(points: Sequence[Point], view: View) -> Iterator[str]:
    yield view.paint("Findings per 1,000 words over time", "bold")
    rates = [point.rate for point in points]
    known = [rate for rate in rates if rate is not None]
    if len(known) > 1:
        change = f"from {rate_text(known[0])} to {rate_text(known[-1])}"
        yield f"  {sparkline(rates)}  {change}"
    label = max(len(printable(point.label)) for point in points)
    width = max(len(rate_text(rate)) for rate in rates)
    for point, rate in zip(points, rates, strict=True):
        day = f"{point.day}  " if point.day else ""
        counts = f"{plural(point.findings, 'finding')}, {plural(point.words, 'word')}, "
        yield (
            f"  {day}{printable(point.label):<{label}}  {rate_text(rate):>{width}}  "
            f"{view.paint(counts + plural(point.files, 'file'), 'dim')}"
        )


def sparkline(rates: Sequence[float | None]) -> str:
    """A bar for each number, from nothing to the highest; a space where there is none."""
    top = max((rate for rate in rates if rate is not None), default=0.0)
    return "".join(" " if rate is None else _BARS[_step(rate, top)] for rate in rates)


def _step(rate: float, top: float) -> int:
    return round(rate / top * (len(_BARS) - 1)) if top else 0


def rate_text(rate: float | None) -> str:
    """Findings per 1,000 words as they are shown."""
    return "–" if rate is None else f"{rate:.1f}"


def render_json(statistics: Statistics, view: View) -> str:
    """The numbers as one JSON object."""
    return json_text(
        {
            "version": VERSION,
            "tool": {"name": "personfirst", "version": view.version},
            "total": _fields(statistics.total),
            "folders": [_fields(one) for one in statistics.folders],
            "categories": [_fields(one) for one in statistics.categories],
            "rules": [{**_fields(one), "category": one.category} for one in statistics.rules],
            "suppressions": [
                {"rule": one.rule, "reason": one.reason, "comments": one.comments}
                for one in statistics.suppressions
            ],
            "history": [
                {
                    "label": one.label,
                    "day": one.day or None,
                    "files": one.files,
                    "words": one.words,
                    "findings": one.findings,
                    "per_1000_words": _rounded(one.rate),
                }
                for one in statistics.history
            ],
            "problems": [problem_fields(one) for one in statistics.problems],
        }
    )


def _fields(count: Count) -> dict[str, Any]:
    return {
        "name": count.name,
        "findings": count.findings,
        "words": count.words,
        "files": count.files,
        "per_1000_words": _rounded(count.rate),
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 3)


def render_csv(statistics: Statistics) -> str:
    """One table: what is counted, its name, findings, words, files, findings per 1,000 words.

    For a suppression `findings` is how many comments there are, and `detail` the reason.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("what", "name", "detail", "findings", "words", "files", "per_1000_words"))
    groups = (
        ("total", (statistics.total,)),
        ("folder", statistics.folders),
        ("category", statistics.categories),
        ("rule", statistics.rules),
    )
    for what, counts in groups:
        for one in counts:
            row = (what, one.name, one.category, one.findings, one.words, one.files, one.rate)
            writer.writerow(map(_cell, row))
    for comment in statistics.suppressions:
        row_ = ("suppression", comment.rule, comment.reason, comment.comments, "", "", "")
        writer.writerow(map(_cell, row_))
    for point in statistics.history:
        counted = (point.findings, point.words, point.files, point.rate)
        writer.writerow(map(_cell, ("history", point.label, point.day, *counted)))
    return stream.getvalue()


def _cell(value: object) -> str:
    """A cell as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    text = printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
