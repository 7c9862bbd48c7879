"""Numbers about some files: findings per 1,000 words, and what comments silence for what reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import Target
from personfirst.app.in_turn import Progress
from personfirst.app.mend import Look, Opened
from personfirst.app.tally import Checked
from personfirst.model.statistics import Count, Point, Statistics, SuppressionCount

ALL_RULES = "all rules"
"""What a comment silences that names no rule."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Numbers, and the run that they rest on."""

    statistics: Statistics
    checked: Checked


def measure(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    stdin: Target | None = None,
    progress: Progress | None = None,
    history: Sequence[Point] = (),
) -> Measured:
    """Check files and folders and count; `history` is put beside the numbers.

    Findings that do not count are not counted, and no baseline is looked at, for it hides what is
    to be measured. Raises as `check_paths`.
    """
    tally = _Tally()
    checked = check_paths(paths, settings, stdin=stdin, progress=progress, mend=Look(tally.add))
    return Measured(tally.statistics(checked, history), checked)


class _Tally:
    """Counts the words, findings and suppressions of the files of a check."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._files: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()
        self._files_of: dict[str, set[str]] = {}
        self._category: dict[str, str] = {}
        self._silenced: Counter[tuple[str, str]] = Counter()

    def add(self, opened: Opened) -> None:
        document = opened.document
        folder = folder_of(document.path)
        self._words[folder] += document.words
        self._files[folder] += 1
        for finding in opened.findings:
            if finding.muted is None and finding.severity.rank >= opened.lowest.rank:
                self._found[folder] += 1
                self._rules[finding.rule] += 1
                self._category[finding.rule] = finding.category
                for name in (finding.rule, f"{finding.category}/"):
                    self._files_of.setdefault(name, set()).add(document.path)
        for one in document.suppressions:
            for rule in one.rules or (ALL_RULES,):
                self._silenced[rule, " ".join(one.reason.split())] += 1

    def statistics(self, checked: Checked, history: Sequence[Point]) -> Statistics:
        """What was counted, the most findings for the words first."""
        words, files = self._words.total(), self._files.total()
        categories: Counter[str] = Counter()
        for rule, count in self._rules.items():
            categories[self._category[rule]] += count
        return Statistics(
            total=Count("all", self._found.total(), words, files),
            folders=_sorted(
                Count(name, self._found[name], self._words[name], count)
                for name, count in self._files.items()
            ),
            categories=_sorted(
                Count(name, count, words, len(self._files_of[f"{name}/"]))
                for name, count in categories.items()
            ),
            rules=_sorted(
                Count(name, count, words, len(self._files_of[name]), self._category[name])
                for name, count in self._rules.items()
            ),
            suppressions=tuple(
                SuppressionCount(rule, reason, count)
                for (rule, reason), count in sorted(
                    self._silenced.items(), key=lambda one: (-one[1], one[0])
                )
            ),
            problems=checked.report.problems,
            history=tuple(history),
        )


def folder_of(path: str) -> str:
    """The folder of a file as it is shown; `.` for the current one."""
    return PurePosixPath(path).parent.as_posix()


def _sorted(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: (-(one.rate or 0), -one.findings, one.name)))
