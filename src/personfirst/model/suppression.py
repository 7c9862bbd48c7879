"""A comment that silences findings, as a document holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as it stands in the decoded file, signs included, in code points.

    `names` are the ranges of the rules that it names, in their order; empty where their place is
    not known. `alone` says that nothing else stands on its lines.
    """

    start: int
    end: int
    names: tuple[tuple[int, int], ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in the document that silences findings on lines `first` to `last` (1-based).

    `rules` empty means every rule. `line` is where the comment stands. The day `until` is the last
    on which it silences. `comments` are the one or, for a region, the two that say so; empty where
    the document's text is not the file's. They do not count when two are compared: an edit
    elsewhere moves them. `whole` says that it speaks of the file as such.
    """

    first: int
    last: int
    rules: tuple[str, ...]
    reason: str
    line: int
    until: date | None = None
    comments: tuple[Written, ...] = field(default=(), compare=False)
    whole: bool = False

    def in_force(self, today: date | None) -> bool:
        """Whether it silences on a day; without one, nothing expires."""
        return self.until is None or today is None or today <= self.until

    def names(self, rule: str, category: str) -> bool:
        """Whether it speaks of a rule, by its id or its category, or of all."""
        return not self.rules or rule in self.rules or category in self.rules
