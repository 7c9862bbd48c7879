"""What comes of a check: findings and problems while they are gathered, and the whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from personfirst.app.discover import Discovery, Target
from personfirst.formats.registry import kind_for
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.report import Problem, Report

if TYPE_CHECKING:
    from personfirst.app.baseline import Key
    from personfirst.app.kept import Kept
    from personfirst.model.finding import Finding


class Checked(NamedTuple):
    """A report, and which of its problems fail a run.

    `broken` always do: paths that do not exist, and faults of our own. `unreadable` do unless they
    may be skipped. `unmended` do: files that were to be changed and could not be. The other
    problems of the report are remarks, such as a suppression comment that is malformed. The report
    holds muted findings too; reporters leave them out unless asked. `stale` is what a baseline
    holds that is found no more.
    """

    report: Report
    broken: tuple[Problem, ...] = ()
    unreadable: tuple[Problem, ...] = ()
    unmended: tuple[Problem, ...] = ()
    stale: Mapping[Key, int] = {}

    def failing(self, *, skip_unreadable: bool = False) -> tuple[Problem, ...]:
        """The problems that give a run the exit status 2."""
        unreadable = () if skip_unreadable else self.unreadable
        return (*self.broken, *unreadable, *self.unmended)

    def exit_status(
        self,
        fail_on: Severity | None,
        *,
        exit_zero: bool = False,
        skip_unreadable: bool = False,
        fail_on_fix: bool = False,
    ) -> int:
        """0 clean, 1 findings of `fail_on` or worse, 2 something could not be checked or changed.

        With `fail_on_fix` also 1 where something was fixed; without `fail_on` only that counts.
        """
        if self.failing(skip_unreadable=skip_unreadable):
            return 2
        failing = fail_on is not None and any(
            finding.severity.rank >= fail_on.rank for finding in self.report.unmuted
        )
        return int((failing and not exit_zero) or (fail_on_fix and self.report.fixed > 0))


class Tally:
    """A report while it grows; `wrote` says whether anything was added to the cache."""

    def __init__(self, broken: Iterable[Problem] = ()) -> None:
        self.findings: list[Finding] = []
        self.remarks: list[Problem] = []
        self.broken = list(broken)
        self.unreadable: list[Problem] = []
        self.unmended: list[Problem] = []
        self.fixes: dict[str, int] = {}
        self.sources: dict[str, dict[int, str]] = {}
        self.files = 0
        self.words = 0
        self.wrote = False

    def add(self, other: Tally) -> None:
        """What came of other files, which come after."""
        self.findings += other.findings
        self.remarks += other.remarks
        self.broken += other.broken
        self.unreadable += other.unreadable
        self.sources |= other.sources
        self.files += other.files
        self.words += other.words
        self.wrote = self.wrote or other.wrote

    def count(self, findings: Iterable[Finding], source: Document | Kept) -> None:
        """Add a document as it stands now, with the source lines its findings point at."""
        self.files += 1
        self.words += source.words
        self.remarks += source.problems
        for finding in findings:
            self.findings.append(finding)
            place = finding.place
            if place.start is not None:
                lines = self.sources.setdefault(place.path, {})
                for line in range(place.line, place.end_line + 1):
                    lines.setdefault(line, source.line_text(line))


def checked(
    tally: Tally,
    targets: Iterable[Target],
    found: Discovery,
    seconds: float,
    stale: Mapping[Key, int],
    *,
    mending: bool,
) -> Checked:
    """The whole of a run over `targets`, which `found` led to; `mending` says that files may have
    been changed.
    """
    broken = (*found.missing, *tally.broken)
    unreadable = (*found.unreadable, *tally.unreadable)
    report = Report(
        tuple(tally.findings),
        (*broken, *unreadable, *tally.unmended, *tally.remarks),
        tally.files,
        tally.words,
        seconds,
        tally.sources,
        tally.fixes if mending else None,
        skipped=found.skipped,
        kinds=_kinds(targets, (*broken, *unreadable, *tally.unmended)),
    )
    return Checked(report, broken, unreadable, tuple(tally.unmended), stale)


def _kinds(targets: Iterable[Target], failing: Iterable[Problem]) -> Mapping[str, int]:
    """How many files of each format were read."""
    unread = {one.path for one in failing}
    kinds = (kind_for(one.shown) for one in targets if one.shown not in unread)
    return Counter(kind.name if kind else "text" for kind in kinds)
