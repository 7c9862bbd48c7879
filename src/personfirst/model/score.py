"""How right findings are: what labelled documents should give, what they gave, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from personfirst.model.choices import Severity
from personfirst.model.report import Problem


class Verdict(StrEnum):
    """What a label says of its words; the values are the keys of a label file."""

    FLAG = "flag"
    OK = "ok"
    TELLS = "tells"
    TELLS_NOT = "tells-not"


class Stream(StrEnum):
    """What is scored apart: words to change, and passages that tell a narrative."""

    WORDING = "wording"
    NARRATIVE = "narrative"


class Outcome(StrEnum):
    """What became of a finding (`RIGHT`, `WRONG`) or of a label (`FOUND`, `MISSED`)."""

    RIGHT = "right"
    WRONG = "wrong"
    FOUND = "found"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a document and what a reader said of them.

    `inside` is the stretch by which the words were found, often the words themselves. `about` is
    the category of a `flag`, the reason of an `ok`, the narrative of the others.
    `start` and `end` are code points of the document's text, half-open; `line` is 1-based.
    `disputed` labels were made by one of two readers: they are neither asked for nor held against
    a finding.
    """

    verdict: Verdict
    words: str
    inside: str
    about: str
    start: int
    end: int
    line: int
    severity: Severity = Severity.WARNING
    rewrites: tuple[str, ...] = ()
    because: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that counts: a finding that is right or wrong, a label that is found or missed.

    `about` is the category or the narrative, `rule` that of the finding, of a missed label that of
    what was muted there, if anything was. `text` are the words,
    `excerpt` their sentence, `note` what explains it: what muted a miss, why a false alarm was
    labelled as fine, as what a label was found.
    """

    path: str
    line: int
    stream: Stream
    outcome: Outcome
    severity: Severity
    about: str
    text: str
    rule: str = ""
    excerpt: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """The rule of a finding; what a label is about."""
        of_finding = self.outcome in (Outcome.RIGHT, Outcome.WRONG)
        return self.rule if of_finding else self.about


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts under one name. `precision`, `recall` and `f1` are None where there is nothing to
    divide by.
    """

    name: str
    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of findings that are right."""
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of labels that are found."""
        return _share(self.found, self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high` a figure lies in 95 of 100 draws of documents."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that stands for the whole, with the intervals of its precision, recall and F1."""

    tally: Tally
    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


@dataclass(frozen=True, slots=True)
class Rewrites:
    """Of `asked` found labels that have rewrites: how often the `first` suggestion, or `some` of
    them, makes a text that a reader accepts; `silent` have no suggestion.
    """

    asked: int = 0
    first: int = 0
    some: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """One labelled document and what counted in it.

    `muted` are the filters that muted findings, each with whether it was right to; `counts` how
    many labels there are of each verdict, those in dispute apart under `disputed`.
    """

    path: str
    genre: str
    format: str
    words: int
    events: tuple[Event, ...]
    rewrites: Rewrites = Rewrites()
    muted: tuple[tuple[str, bool], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some documents, those of a folder or all. `false_alarms` are those of every
    severity and stream.
    """

    name: str
    documents: int
    words: int
    headlines: tuple[Headline, ...]
    false_alarms: int

    @property
    def false_alarm_rate(self) -> float | None:
        """False alarms per 10,000 words."""
        return self.false_alarms * 10_000 / self.words if self.words else None


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a corpus: of the whole, and of each folder.

    `groups` are tables of figures by their title. `sure` says of each document how many errors and
    warnings, and how many narratives, are right or found. `filters` say how often a filter muted
    rightly (`right`) and wrongly (`wrong`). `labels` counts labels by their verdict, those in
    dispute under `disputed`.
    """

    whole: Part
    folders: tuple[Part, ...]
    groups: tuple[tuple[str, tuple[Headline, ...]], ...]
    filters: tuple[Tally, ...]
    rewrites: Rewrites
    labels: Mapping[str, int]
    errors: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()
    sure: Mapping[str, int] = field(default_factory=dict)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
