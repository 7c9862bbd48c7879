"""Fixes: which suggestions go in together, and what the file reads after them. Nothing is written.

Suggestions go in round by round until a round changes nothing, so that fixing twice is fixing once.
A round counts only if the file, read again, has every planned word and no other change, and if the
findings that were fixed are gone; a suggestion that would break this is left out.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from personfirst.formats.change import edited
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding

MOST_ROUNDS = 20
MOST_TRIALS = 200
"""How often a file is changed, read and checked again before it is left alone."""

_REFUSED = "would not read as planned after the fixes; left alone, mend it by hand"

Check = Callable[[Document], tuple[Finding, ...]]
"""The findings of a document that count for a report."""


@dataclass(frozen=True, slots=True)
class Application:
    """Edits that are made together or not at all, and the findings that they fix."""

    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]

    @property
    def start(self) -> int:
        return self.edits[0].start

    @property
    def end(self) -> int:
        return self.edits[-1].end


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a document: how it reads, what is still found in it, how many were fixed.

    `kept` are the findings whose fix would not have read as planned. `refused` says why nothing
    was fixed at all.
    """

    document: Document
    findings: tuple[Finding, ...]
    count: int = 0
    kept: tuple[Finding, ...] = ()
    refused: str = ""


def fix(
    document: Document, findings: tuple[Finding, ...], check: Check, *, unsafe: bool = False
) -> Fixed:
    """Put in the first suggestion of each finding if it is safe; `unsafe` also one to review."""
    fixer = _Fixer(check)
    state = _State(document, findings)
    count = 0
    for _ in range(MOST_ROUNDS):
        chosen = plan(state.findings, unsafe=unsafe)
        try:
            state, made = fixer.best(state, chosen)
        except _GivenUpError:
            return Fixed(document, findings, refused=_REFUSED)
        if not made:
            return Fixed(
                state.document,
                state.findings,
                count,
                tuple(finding for one in chosen for finding in one.findings),
            )
        count += sum(len(one.findings) for one in made)
    return Fixed(document, findings, refused=_REFUSED)


def plan(findings: Iterable[Finding], *, unsafe: bool) -> tuple[Application, ...]:
    """The suggestions that can go in at the same time, in the order of the file.

    Two findings with the same edits share one application. Where two meet, the earlier goes in and
    the other waits for the next round: its sentence will read otherwise then.
    """
    by_edits: dict[tuple[Edit, ...], list[Finding]] = {}
    for finding in findings:
        suggestion = finding.fix(unsafe=unsafe)
        if suggestion is not None:
            by_edits.setdefault(suggestion.edits, []).append(finding)
    taken: list[tuple[int, int]] = []
    chosen = []
    for edits, found in by_edits.items():
        one = Application(edits, tuple(found))
        at = bisect_left(taken, (one.start, one.end))
        free_before = not at or taken[at - 1][1] < one.start
        if free_before and (at == len(taken) or one.end < taken[at][0]):
            insort(taken, (one.start, one.end))
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _State:
    """A document between two rounds, and its findings."""

    document: Document
    findings: tuple[Finding, ...]


class _GivenUpError(Exception):
    """So much of a plan did not read as planned that the file is better left alone."""


class _Fixer:
    """Makes applications on trial, a bounded number of times.

    What it says of a state depends on that state alone, so a second run would say the same.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._trials = 0

    def best(
        self, state: _State, chosen: tuple[Application, ...]
    ) -> tuple[_State, tuple[Application, ...]]:
        """The state after all applications, or after those that work; and which were made.

        Where they do not work together they are halved, down to the one that is to blame.
        """
        if not chosen:
            return state, ()
        after = self._tried(state, chosen)
        if after is not None:
            return after, chosen
        if len(chosen) == 1:
            return state, ()
        half = len(chosen) // 2
        after, first = self.best(state, chosen[:half])
        alone, second = self.best(state, chosen[half:])
        if not first or not second:
            return (after, first) if first else (alone, second)
        both = self._tried(state, (*first, *second))
        return (both, (*first, *second)) if both is not None else (after, first)

    def _tried(self, state: _State, chosen: tuple[Application, ...]) -> _State | None:
        """The state after some applications; None where it is not what was planned."""
        self._trials += 1
        if self._trials > MOST_TRIALS:
            raise _GivenUpError
        document = edited(state.document, [edit for one in chosen for edit in one.edits])
        if document is None:
            return None
        findings = self._check(document)
        fixed = Counter(finding.rule for one in chosen for finding in one.findings)
        before, now = _counted(state.findings), _counted(findings)
        if any(now[rule] > before[rule] - count for rule, count in fixed.items()):
            return None
        return _State(document, findings)


def _counted(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings of each rule count."""
    return Counter(finding.rule for finding in findings if finding.muted is None)
