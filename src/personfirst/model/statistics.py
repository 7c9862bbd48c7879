"""Numbers about many documents: how many findings for how many words, and how that changes."""

from __future__ import annotations

from dataclasses import dataclass

from personfirst.model.report import Problem


@dataclass(frozen=True, slots=True)
class Count:
    """Findings of one folder, category or rule, and the words and files that they were sought in.

    `category` is that of a rule.
    """

    name: str
    findings: int
    words: int
    files: int
    category: str = ""

    @property
    def rate(self) -> float | None:
        """Findings per 1,000 words; None where there are no words."""
        return per_thousand(self.findings, self.words)


@dataclass(frozen=True, slots=True)
class SuppressionCount:
    """How many comments silence a rule (or a category, or "all rules") for a reason, which may be
    empty.
    """

    rule: str
    reason: str
    comments: int


@dataclass(frozen=True, slots=True)
class Point:
    """What a report or a commit holds. `day` is empty where it is not known."""

    label: str
    day: str
    files: int
    words: int
    findings: int

    @property
    def rate(self) -> float | None:
        """Findings per 1,000 words; None where there are no words."""
        return per_thousand(self.findings, self.words)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a run. `total` counts everything; `history` begins with the oldest."""

    total: Count
    folders: tuple[Count, ...]
    categories: tuple[Count, ...]
    rules: tuple[Count, ...]
    suppressions: tuple[SuppressionCount, ...]
    problems: tuple[Problem, ...] = ()
    history: tuple[Point, ...] = ()


def per_thousand(findings: int, words: int) -> float | None:
    """Findings per 1,000 words; None where there are no words."""
    return findings * 1000 / words if words else None
