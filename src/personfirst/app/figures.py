"""Figures of a scored corpus: tallies by what they share, and how far chance moves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from personfirst.app.stats import folder_of
from personfirst.model.choices import Severity
from personfirst.model.report import Problem
from personfirst.model.score import (
    Event,
    Headline,
    Interval,
    Outcome,
    Part,
    Rewrites,
    Score,
    Scored,
    Stream,
    Tally,
)

DRAWS = 1_000
"""How often documents are drawn anew for an interval."""
_SEED = 2026
_SURE = (Severity.ERROR, Severity.WARNING)
BAD = (Outcome.WRONG, Outcome.MISSED)
_OUTCOMES = (Outcome.RIGHT, Outcome.WRONG, Outcome.FOUND, Outcome.MISSED)

Counts = tuple[int, ...]
"""Events of each of `_OUTCOMES`."""
Figures = NDArray[np.float64]
"""A figure of each draw, NaN where there is nothing to divide by."""


def summed_up(documents: Sequence[Scored], problems: Iterable[Problem] = ()) -> Score:
    """The figures of some documents."""
    folders: dict[str, list[Scored]] = {}
    for document in documents:
        folders.setdefault(folder_of(document.path), []).append(document)
    labels: Counter[str] = Counter()
    for document in documents:
        labels.update(document.counts)
    return Score(
        whole=_part("all", documents),
        folders=tuple(_part(name, some) for name, some in sorted(folders.items())),
        groups=tuple((title, _tallies(documents, wanted, key)) for title, wanted, key in _GROUPS),
        filters=_filters(documents),
        rewrites=_rewrites(documents),
        labels=labels,
        sure={one.path: _sure(one) for one in documents},
        errors=tuple(event for one in documents for event in one.events if event.outcome in BAD),
        problems=tuple(problems),
    )


def _part(name: str, documents: Sequence[Scored]) -> Part:
    return Part(
        name=name,
        documents=len(documents),
        words=sum(one.words for one in documents),
        headlines=tuple(_headline(title, documents, wanted) for title, wanted in _HEADLINES),
        false_alarms=sum(
            event.outcome is Outcome.WRONG for one in documents for event in one.events
        ),
    )


def _sure(document: Scored) -> int:
    """How many errors and warnings of a document are right or found, and narratives."""
    good = (event for event in document.events if event.outcome not in BAD)
    return sum(_is_sure(event) or _is_narrative(event) for event in good)


def _is_sure(event: Event) -> bool:
    return event.stream is Stream.WORDING and event.severity in _SURE


def _is_wording(event: Event) -> bool:
    return event.stream is Stream.WORDING


def _is_found(event: Event) -> bool:
    return event.stream is Stream.WORDING and event.outcome is Outcome.FOUND


def _is_narrative(event: Event) -> bool:
    return event.stream is Stream.NARRATIVE


def _is_any(event: Event) -> bool:
    return True


_HEADLINES = (
    ("wording, errors and warnings", _is_sure),
    ("wording, all", _is_wording),
    ("narratives", _is_narrative),
)
_GROUPS: tuple[tuple[str, Callable[[Event], bool], Callable[[Scored, Event], str]], ...] = (
    ("severity", _is_wording, lambda _, event: event.severity.value),
    ("found as", _is_found, lambda _, event: f"{event.severity.value} as {event.note}"),
    ("category", _is_wording, lambda _, event: event.about),
    ("narrative", _is_narrative, lambda _, event: event.about),
    ("rule", _is_any, lambda _, event: event.rule),
    ("genre", _is_any, lambda document, _: document.genre),
    ("format", _is_any, lambda document, _: document.format),
)


def _tallies(
    documents: Iterable[Scored],
    wanted: Callable[[Event], bool],
    key: Callable[[Scored, Event], str],
) -> tuple[Headline, ...]:
    """The figures of each value of the key, by name, over the documents that have one; events
    without one are left out.
    """
    counted: dict[str, list[Counter[Outcome]]] = {}
    for document in documents:
        here: dict[str, Counter[Outcome]] = {}
        for event in filter(wanted, document.events):
            if name := key(document, event):
                here.setdefault(name, Counter())[event.outcome] += 1
        for name, counts in here.items():
            counted.setdefault(name, []).append(counts)
    return tuple(
        _figures(name, list(map(_in_order, some))) for name, some in sorted(counted.items())
    )


def _headline(name: str, documents: Sequence[Scored], wanted: Callable[[Event], bool]) -> Headline:
    outcomes = (
        Counter(event.outcome for event in one.events if wanted(event)) for one in documents
    )
    return _figures(name, list(map(_in_order, outcomes)))


def _in_order(counts: Counter[Outcome]) -> Counts:
    return tuple(counts[outcome] for outcome in _OUTCOMES)


def _figures(name: str, counts: Sequence[Counts]) -> Headline:
    """The sum of some documents, with intervals: documents are drawn with replacement and not
    events, for what stands in one document is alike.
    """
    tally = Tally(name, *map(sum, zip(*counts, strict=True)))
    size = len(counts)
    if size < 2:
        return Headline(tally, None, None, None)
    chance = np.random.default_rng(_SEED)
    times = chance.multinomial(size, np.full(size, 1 / size), size=DRAWS)
    right, wrong, found, missed = (times @ np.array(counts)).astype(float).T
    precision, recall = _share(right, right + wrong), _share(found, found + missed)
    f1 = _share(2 * precision * recall, precision + recall)
    f1[(precision == 0) & (recall == 0)] = 0.0
    return Headline(tally, _interval(precision), _interval(recall), _interval(f1))


def _share(part: Figures, whole: Figures) -> Figures:
    """One by the other, where there is something to divide by."""
    shares: Figures = np.full(part.shape, np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def _interval(figures: Figures) -> Interval | None:
    known = np.sort(figures[~np.isnan(figures)]).tolist()
    if not known:
        return None
    return Interval(known[int(0.025 * len(known))], known[int(0.975 * (len(known) - 1))])


def _filters(documents: Iterable[Scored]) -> tuple[Tally, ...]:
    judged = Counter(one for document in documents for one in document.muted)
    names = sorted({name for name, _ in judged})
    return tuple(Tally(name, judged[name, True], judged[name, False]) for name in names)


def _rewrites(documents: Iterable[Scored]) -> Rewrites:
    every = [one.rewrites for one in documents]
    return Rewrites(
        asked=sum(one.asked for one in every),
        first=sum(one.first for one in every),
        some=sum(one.some for one in every),
        silent=sum(one.silent for one in every),
    )
