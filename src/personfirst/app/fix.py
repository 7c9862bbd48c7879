"""Fixes: which suggestions go in together, and what the file reads after them. Nothing is written.

Suggestions go in round by round until a round changes nothing, so that fixing twice is fixing once.
A round counts only if the file, read again, has every planned word and no other change, if the
findings that were fixed are gone, and if no rule of theirs, and none that is as severe in the new
words, finds more than before. A suggestion that would break this is left out of the rounds that
follow; the last round tries all of those once more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from personfirst.context import framing, mention
from personfirst.formats.change import edited
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding
from personfirst.rulebook.housekeeping import SUPPRESSION

MOST_ROUNDS = 20
MOST_READINGS = 200
"""How often a file is changed and read again to find the edits that upset it."""
MOST_CHECKS = 40
"""How often it is checked again for findings, which takes far longer."""

_SHOWN = frozenset({mention.NAME, framing.CRITIQUE})
_UNREADABLE = "would not read as planned here"
_UNTRIED = "was not tried, for too many others failed"

Check = Callable[[Document], tuple[Finding, ...]]
"""All findings of a document, those that are not reported too."""

Change = Callable[[Document, Sequence[Edit]], Document | None]
"""As `edited`, which it may call in another process."""

_Key = tuple[str, int]
"""A rule and where its finding begins."""


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
class Kept:
    """A finding whose fix was not made, and why: `why` goes on after "the fix"."""

    finding: Finding
    why: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a document: how it reads, what is still found in it, how many were fixed."""

    document: Document
    findings: tuple[Finding, ...]
    count: int = 0
    kept: tuple[Kept, ...] = ()


def fix(
    document: Document,
    findings: tuple[Finding, ...],
    check: Check,
    change: Change = edited,
    *,
    unsafe: bool = False,
    lowest: Severity = Severity.SUGGESTION,
) -> Fixed:
    """Put in the first suggestion of each finding if it is safe; `unsafe` also one to review.

    What is below `lowest` is not fixed, but counts as found.
    """
    fixer = _Fixer(document, findings, check, change)
    count = 0
    for _ in range(MOST_ROUNDS):
        wanted = [one for one in fixer.findings if one.severity.rank >= lowest.rank]
        made = fixer.make(plan(fixer.untried(wanted), unsafe=unsafe))
        if not made and not fixer.tries_again():
            break
        count += sum(len(one.findings) for one in made)
    return Fixed(fixer.document, fixer.findings, count, fixer.kept())


def together(
    document: Document,
    findings: tuple[Finding, ...],
    check: Check,
    change: Change,
    takes: Callable[[Sequence[Edit]], bool],
    *,
    lowest: Severity = Severity.SUGGESTION,
) -> tuple[Application, ...]:
    """The safe suggestions that go in at the same time, in one round, and were tried so.

    Their edits are ranges of the document as it stands, for a copy that only proposes them, and
    that `takes` these.
    """
    wanted = [
        one
        for one in findings
        if one.severity.rank >= lowest.rank and (fix := one.fix()) is not None and takes(fix.edits)
    ]
    return _Fixer(document, findings, check, change).make(plan(wanted, unsafe=False))


def plan(findings: Iterable[Finding], *, unsafe: bool) -> tuple[Application, ...]:
    """The suggestions that can go in at the same time, in the order of the file.

    Those that take out comments are for `tidy`.

    Two findings with the same edits share one application. Where two meet, the earlier goes in and
    the other waits for the next round: its sentence will read otherwise then.
    """
    by_edits: dict[tuple[Edit, ...], list[Finding]] = {}
    for finding in findings:
        suggestion = finding.fix(unsafe=unsafe)
        if suggestion is not None and finding.kind != SUPPRESSION:
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


def counted(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings of each rule count."""
    return Counter(finding.rule for finding in findings if finding.muted is None)


class _Fixer:
    """A document between rounds, its findings, and which of those cannot be fixed, with reasons."""

    def __init__(
        self, document: Document, findings: tuple[Finding, ...], check: Check, change: Change
    ) -> None:
        self.document = document
        self.findings = findings
        self._check = check
        self._change = change
        self._readings = MOST_READINGS
        self._checks = MOST_CHECKS
        self._failed: dict[_Key, str] = {}
        self._last = False

    def untried(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those whose fix has not failed yet."""
        return [one for one in findings if _key(one) not in self._failed]

    def kept(self) -> tuple[Kept, ...]:
        """The findings whose fix failed."""
        return tuple(
            Kept(one, self._failed[_key(one)])
            for one in self.findings
            if one.muted is None and _key(one) in self._failed
        )

    def tries_again(self) -> bool:
        """Give what has failed a last chance, now that others are out of its way."""
        if self._last or not self._failed or self._readings <= 0 or self._checks <= 0:
            return False
        self._last = True
        self._failed.clear()
        return True

    def make(self, chosen: tuple[Application, ...]) -> tuple[Application, ...]:
        """Make all applications, or those that work; which were made."""
        while chosen:
            document, good = self._readable(chosen)
            if not good:
                break
            if self._checks <= 0:
                self._fail(good, _UNTRIED)
                break
            self._checks -= 1
            findings = self._check(document)
            blamed = _to_blame(self.findings, findings, good)
            if not blamed:
                self._move_on(document, findings, good)
                return good
            for at, rule in blamed.items():
                self._fail([good[at]], f"would make a new finding of {rule}")
            chosen = tuple(one for at, one in enumerate(good) if at not in blamed)
        return ()

    def _move_on(
        self, document: Document, findings: tuple[Finding, ...], made: tuple[Application, ...]
    ) -> None:
        moved = _moves(made)
        self._failed = {(rule, moved(at)): why for (rule, at), why in self._failed.items()}
        self.document, self.findings, self._last = document, findings, False

    def _fail(self, applications: Iterable[Application], why: str) -> None:
        self._failed.update((_key(one), why) for each in applications for one in each.findings)

    def _readable(
        self, chosen: tuple[Application, ...]
    ) -> tuple[Document, tuple[Application, ...]]:
        """The document after the applications that read as planned, and which these are."""
        groups = list(self._sound(chosen))
        if not groups:
            return self.document, ()
        together = tuple(one for _, group in groups for one in group)
        document = groups[0][0] if len(groups) == 1 else self._edited(together)
        if document is not None:
            return document, together
        return max(groups, key=lambda group: len(group[1]))

    def _sound(
        self, chosen: tuple[Application, ...]
    ) -> Iterator[tuple[Document, tuple[Application, ...]]]:
        """Groups that read as planned, halved down to the applications that do not."""
        if self._readings <= 0:
            self._fail(chosen, _UNTRIED)
            return
        self._readings -= 1
        document = self._edited(chosen)
        if document is not None:
            yield document, chosen
        elif len(chosen) == 1:
            self._fail(chosen, _UNREADABLE)
        else:
            half = len(chosen) // 2
            yield from self._sound(chosen[:half])
            yield from self._sound(chosen[half:])

    def _edited(self, chosen: tuple[Application, ...]) -> Document | None:
        return self._change(self.document, [edit for one in chosen for edit in one.edits])


def _to_blame(
    before: Iterable[Finding], after: Iterable[Finding], made: tuple[Application, ...]
) -> dict[int, str]:
    """The applications after which a rule finds more than it should, and that rule, by their index.

    A finding that was not there before is laid to the application that stands nearest. Of a rule
    that nothing was fixed for, it counts only in words that were put in and did not stand there,
    and where it is no lesser matter: these words may well tell that a passage is about drugs. Words
    that were shown as words stay so: a list of them may not lose what shows it.
    """
    moved = _moves(made)
    fixed = {_key(one) for each in made for one in each.findings}
    stays = [one for one in before if one.muted is None and _key(one) not in fixed]
    known = {(one.rule, moved(_key(one)[1])) for one in stays}
    should, now = counted(stays), counted(after)
    places = [(moved(one.start), moved(one.end)) for one in made]
    shown = {
        (one.rule, moved(_key(one)[1]))
        for one in before
        if one.muted is not None and one.muted.filter in _SHOWN
    }
    blamed: dict[int, str] = {}
    rules = {rule for rule, _ in fixed}
    for one in after:
        if one.muted is None and now[one.rule] > should[one.rule] and _key(one) not in known:
            at = _nearest(places, _key(one)[1])
            inside = (one.place.start or 0) < places[at][1] and places[at][0] < (one.place.end or 0)
            stood = any(one.text.lower() in _replaced(each) for each in made[at].findings)
            lesser = all(one.severity.rank < each.severity.rank for each in made[at].findings)
            unveiled = _key(one) in shown
            if one.rule in rules or unveiled or (inside and not stood and not lesser):
                blamed.setdefault(at, one.rule)
    return blamed


def _nearest(places: list[tuple[int, int]], offset: int) -> int:
    """The index of the stretch that is nearest to an offset; they stand apart and in order."""
    at = bisect_right(places, offset, key=lambda place: place[0])
    around = range(max(at - 1, 0), min(at + 1, len(places)))
    return min(around, key=lambda index: max(offset - places[index][1], places[index][0] - offset))


def _moves(made: Iterable[Application]) -> Callable[[int], int]:
    """Where an offset of the document stands after some applications."""
    edits = [edit for one in made for edit in one.edits]
    ends = [edit.end for edit in edits]
    added = (len(edit.new_text) - (edit.end - edit.start) for edit in edits)
    shifts = list(accumulate(added, initial=0))
    return lambda offset: offset + shifts[bisect_right(ends, offset)]


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.place.start or 0


def _replaced(finding: Finding) -> str:
    """The words that a finding's first suggestion takes the place of, in small letters."""
    return finding.suggestions[0].replaces.lower()
