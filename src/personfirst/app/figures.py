"""Figures of a scored corpus: tallies by what they share, and how far chance moves them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

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


def _is_sure(event: Event) -> bool:
    return event.stream is Stream.WORDING and event.severity in _SURE


def _is_wording(event: Event) -> bool:
    return event.stream is Stream.WORDING


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
) -> tuple[Tally, ...]:
    """A tally for each value of the key, by name; events without one are left out."""
    counted: dict[str, Counter[Outcome]] = {}
    for document in documents:
        for event in filter(wanted, document.events):
            if name := key(document, event):
                counted.setdefault(name, Counter())[event.outcome] += 1
    return tuple(
        Tally(name, *(counts[outcome] for outcome in _OUTCOMES))
        for name, counts in sorted(counted.items())
    )


def _headline(name: str, documents: Sequence[Scored], wanted: Callable[[Event], bool]) -> Headline:
    counts = [_counts(document, wanted) for document in documents]
    tally = Tally(name, *map(sum, zip(*counts, strict=True)))
    drawn = list(_drawn(counts))
    return Headline(
        tally,
        _interval([one.precision for one in drawn]),
        _interval([one.recall for one in drawn]),
        _interval([one.f1 for one in drawn]),
    )


def _counts(document: Scored, wanted: Callable[[Event], bool]) -> Counts:
    counts = Counter(event.outcome for event in document.events if wanted(event))
    return tuple(counts[outcome] for outcome in _OUTCOMES)


def _drawn(counts: Sequence[Counts]) -> Iterable[Tally]:
    """The tallies of as many documents, drawn with replacement: documents and not events, for what
    stands in one document is alike.
    """
    chance = random.Random(_SEED)
    for _ in range(DRAWS if len(counts) > 1 else 0):
        some = chance.choices(counts, k=len(counts))
        yield Tally("", *map(sum, zip(*some, strict=True)))


def _interval(figures: Iterable[float | None]) -> Interval | None:
    known = sorted(figure for figure in figures if figure is not None)
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
