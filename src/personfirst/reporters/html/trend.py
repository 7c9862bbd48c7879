"""Numbers per 1,000 words as a part of the HTML report: how they changed, and in which folders."""

from __future__ import annotations

from collections.abc import Sequence

from personfirst.model.statistics import Count, Point, Statistics
from personfirst.reporters.html.escaping import shown, shown_path
from personfirst.reporters.html.part import Part, card
from personfirst.reporters.stats import rate_text
from personfirst.reporters.view import plural

_MOST_ROWS = 20


def trend_part(statistics: Statistics) -> Part:
    """The section of the page that holds the numbers. Each bar has its figure beside it."""
    total = statistics.total
    lead = (
        f"<p>{rate_text(total.rate)} findings per 1,000 words, in {plural(total.words, 'word')} of "
        f"{plural(total.files, 'file')}. Numbers show whether materials change, not who wrote "
        "them.</p>"
    )
    cards = []
    if statistics.history:
        cards.append(card("trend", "How it changed", _points(statistics.history)))
    if len(statistics.folders) > 1:
        cards.append(card("rates", "By folder", _counts(statistics.folders)))
    return Part("numbers", "Numbers", f'{lead}<div class="cards">{"".join(cards)}</div>')


def _points(points: Sequence[Point]) -> str:
    """The oldest first. A point without words has no bar."""
    rows = [(" ".join(filter(None, (one.day, one.label))), one.rate) for one in points]
    return _bars([(shown(name), rate) for name, rate in rows])


def _counts(counts: Sequence[Count]) -> str:
    most = counts[:_MOST_ROWS]
    rest = len(counts) - len(most)
    note = f'<p class="note">and {plural(rest, "more folder")}</p>' if rest else ""
    return _bars([(shown_path(one.name), one.rate) for one in most]) + note


def _bars(rows: Sequence[tuple[str, float | None]]) -> str:
    top = max((rate or 0.0 for _, rate in rows), default=0.0)
    items = "".join(
        f"<li><bdi>{name}</bdi> <b>{rate_text(rate)}</b>"
        '<svg aria-hidden="true" focusable="false" height="10">'
        f'<rect class="suggestion" width="{100 * (rate or 0) / (top or 1):.2f}%" height="100%"/>'
        "</svg></li>"
        for name, rate in rows
    )
    return f'<ol class="bars">{items}</ol>'
