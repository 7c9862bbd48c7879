"""What a run says: its findings, and the files that could not be read.

A module of its own, since a run without findings needs nothing of what a finding is made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.choices import Severity

if TYPE_CHECKING:
    from personfirst.model.finding import Finding


class Problem(NamedTuple):
    """A file that could not be read, with the reason and what to do. `line` is 1-based if known.

    A `note` is nothing that went wrong: it says what was left to a person on purpose.
    """

    path: str
    reason: str
    line: int | None = None
    note: bool = False


class Report(NamedTuple):
    """The outcome of a run. `sources` holds the source lines that findings point at: path to
    {line number: text}, kept so that a reporter never reads a file again. `fixes` is None where
    nothing was to be fixed, else how many findings were, by path; those are not in `findings`.
    `kinds` counts the files that were read by their format; `skipped` those that folders held and
    that were passed over, by the reason ("data" or "unknown") and the suffix.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    files: int
    words: int
    seconds: float
    sources: dict[str, dict[int, str]]
    fixes: Mapping[str, int] | None = None
    kinds: Mapping[str, int] = {}
    skipped: Mapping[tuple[str, str], int] = {}

    @property
    def fixed(self) -> int:
        """Findings that were fixed."""
        return sum((self.fixes or {}).values())

    @property
    def unmuted(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.muted is None)

    def count(self, severity: Severity) -> int:
        """Unmuted findings of one severity."""
        return sum(finding.severity is severity for finding in self.unmuted)
