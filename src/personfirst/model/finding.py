"""What a check says: findings, problems, and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How sure the guides are. Compare with `rank`: higher is worse."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    def lowered(self) -> Severity | None:
        """One level down; None below a suggestion."""
        return _LOWERED[self]


_RANKS = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.SUGGESTION: 1}
_LOWERED = {
    Severity.ERROR: Severity.WARNING,
    Severity.WARNING: Severity.SUGGESTION,
    Severity.SUGGESTION: None,
}


class Safety(StrEnum):
    """Whether a suggestion may be put in as it stands."""

    SAFE = "safe"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to write in place of the finding's own, in one house style."""

    text: str
    style: str
    safety: Safety


@dataclass(frozen=True, slots=True)
class Muted:
    """Why a match does not count: the filter that judged it and the words it went by."""

    filter: str
    cue: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands.

    Offsets are code points of the decoded file and None for formats without one; lines and columns
    are 1-based, in characters, the end exclusive.
    """

    path: str
    start: int | None
    end: int | None
    line: int
    column: int
    end_line: int
    end_column: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that a rule found, where, why it matters, and what to write instead."""

    place: Place
    rule: str
    category: str
    kind: str
    severity: Severity
    text: str
    excerpt: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    muted: Muted | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, with the reason and what to do. `line` is 1-based if known."""

    path: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run. `sources` holds the source lines that findings point at: path to
    {line number: text}, kept so that a reporter never reads a file again.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    files: int
    words: int
    seconds: float
    sources: dict[str, dict[int, str]]

    @property
    def unmuted(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.muted is None)

    def count(self, severity: Severity) -> int:
        """Unmuted findings of one severity."""
        return sum(finding.severity is severity for finding in self.unmuted)
