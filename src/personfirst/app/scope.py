"""What of a run's findings counts, besides what the rules say: new ones, on new lines, today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from personfirst.app.discover import Target
from personfirst.model.document import Document
from personfirst.pipeline import Options

if TYPE_CHECKING:
    from personfirst.app.baseline import Key, Known
    from personfirst.app.changes import Changes
    from personfirst.app.suppressions import Housekeeper
    from personfirst.model.finding import Finding


class Scope(NamedTuple):
    """What a caller wants to hear of.

    `today` is the day on which comments expire, the real one unless given. `known` mutes what is in
    a baseline, `changes` what is not on new lines; files without new lines are not checked.
    `staged` says that what git has staged is checked, not what lies in the folders. With
    `passes_over` they want nothing of what is muted on pages that never mention drugs.
    """

    today: date | None = None
    known: Known | None = None
    changes: Changes | None = None
    staged: bool = False
    passes_over: bool = False


class Counting(NamedTuple):
    """A scope at work in a run. `housekeeper` is asked for when a file is checked."""

    scope: Scope
    today: date
    housekeeper: Callable[[], Housekeeper]

    def takes(self, target: Target) -> bool:
        """Whether a file is checked at all."""
        changes = self.scope.changes
        return changes is None or changes.has(target)

    def options(self, options: Options) -> Options:
        """How a file is checked, today."""
        return options._replace(today=self.today, passes_over=self.scope.passes_over)

    def counted(
        self, target: Target, document: Document, found: Sequence[Finding], options: Options
    ) -> tuple[Finding, ...]:
        """All findings of a document, with those about its comments; what does not count is muted.

        `found` must be all that the rules find.
        """
        return self.marked(target, document, self.with_own(document, found, options))

    def with_own(
        self, document: Document, found: Sequence[Finding], options: Options
    ) -> tuple[Finding, ...]:
        """All findings of a document, with those about its comments."""
        if not any(one.comments for one in document.suppressions):
            return tuple(found)
        own = self.housekeeper().findings(document, found, options)
        return tuple(sorted((*found, *own), key=_place)) if own else tuple(found)

    def marked(
        self,
        target: Target,
        document: Document | None,
        findings: tuple[Finding, ...],
        *,
        complete: bool = True,
    ) -> tuple[Finding, ...]:
        """Findings, those muted that are in the baseline or not on new lines.

        Which lines are new cannot be told without the document.
        """
        if self.scope.known is not None:
            findings = self.scope.known.mark(target.shown, findings, complete=complete)
        if self.scope.changes is not None and document is not None:
            findings = self.scope.changes.mark(target, document, findings)
        return findings

    def stale(self) -> Mapping[Key, int]:
        """What the baseline holds too much, of the rules that ran."""
        if self.scope.known is None:
            return {}
        return self.scope.known.stale(lambda rule: self.housekeeper().ran(rule))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.place.line, finding.place.column, finding.rule
