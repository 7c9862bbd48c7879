"""Taking out comments that silence nothing. Nothing is written.

Comments go only if the file, read again, has the same text, and every other finding of it is as it
was. All are taken out at once; where that does not work, those that upset it are told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from personfirst.app.fix import Check, Fixed, Kept
from personfirst.formats.change import uncommented
from personfirst.formats.uncomment import merged, with_lines
from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding
from personfirst.rulebook.housekeeping import SUPPRESSION

MOST_ROUNDS = 3
"""A comment whose rule's name was put right may turn out to silence nothing."""
MOST_CHECKS = 60
"""How often a file is read and checked again to find comments that cannot go."""

_UPSETS = "would change more than the comment"


def tidy(
    document: Document,
    findings: tuple[Finding, ...],
    check: Check,
    *,
    unsafe: bool = False,
    lowest: Severity = Severity.SUGGESTION,
) -> Fixed:
    """The document without the comments, or parts of comments, that its findings say should go."""
    tidier = _Tidier(check, unsafe)
    done = Fixed(document, findings)
    for _ in range(MOST_ROUNDS):
        wanted = [
            one
            for one in done.findings
            if one.kind == SUPPRESSION
            and one.severity.rank >= lowest.rank
            and one.fix(unsafe=unsafe) is not None
        ]
        made = tidier.take_out(done.document, done.findings, wanted)
        done = replace(made, count=done.count + made.count)
        if not made.count:
            break
    return done


class _Tidier:
    """Takes findings' comments out as long as there are checks left."""

    def __init__(self, check: Check, unsafe: bool) -> None:
        self._check = check
        self._unsafe = unsafe
        self._checks = MOST_CHECKS

    def take_out(
        self, document: Document, findings: tuple[Finding, ...], wanted: Sequence[Finding]
    ) -> Fixed:
        """The later half first, so that the offsets of the earlier stay true; of a comment that is
        left alone the line stays, empty, if it must.
        """
        groups = _by_comment(wanted)
        if not groups:
            return Fixed(document, findings)
        edits = merged(edit for one in wanted for edit in self._edits(one))
        attempts = [with_lines(document, edits), *([edits] if len(groups) == 1 else [])]
        for attempt in dict.fromkeys(attempts):
            done = self._try(document, findings, wanted, attempt)
            if done is not None:
                return done
        if len(groups) == 1:
            return Fixed(document, findings, 0, tuple(Kept(one, _UPSETS) for one in wanted))
        half = len(groups) // 2
        later = self.take_out(document, findings, _flat(groups[half:]))
        earlier = self.take_out(later.document, later.findings, _flat(groups[:half]))
        return Fixed(
            earlier.document,
            earlier.findings,
            earlier.count + later.count,
            (*earlier.kept, *later.kept),
        )

    def _try(
        self,
        document: Document,
        findings: tuple[Finding, ...],
        wanted: Sequence[Finding],
        edits: tuple[Edit, ...],
    ) -> Fixed | None:
        if self._checks <= 0:
            return None
        self._checks -= 1
        renewed = uncommented(document, edits)
        if renewed is None:
            return None
        after = self._check(renewed)
        said, says = _said(findings), _said(after)
        if any(edit.new_text for edit in edits):  # a rule's name was put right: it may silence now
            good = says <= said and _about(after).total() <= _about(findings).total()
        else:
            wished = _about(findings) - Counter(one.rule for one in wanted)
            good = says == said and _about(after) <= wished
        return Fixed(renewed, after, len(wanted)) if good else None

    def _edits(self, finding: Finding) -> tuple[Edit, ...]:
        suggestion = finding.fix(unsafe=self._unsafe)
        return suggestion.edits if suggestion else ()


def _by_comment(wanted: Iterable[Finding]) -> list[list[Finding]]:
    """The findings whose edits do not lie between each other's, in the order of the file."""
    groups: list[list[Finding]] = []
    reach = 0
    for one in sorted(wanted, key=lambda finding: _all(finding)[0].start):
        if groups and _all(one)[0].start < reach:
            groups[-1].append(one)
        else:
            groups.append([one])
        reach = max(reach, _all(one)[-1].end)
    return groups


def _all(finding: Finding) -> tuple[Edit, ...]:
    return finding.suggestions[0].edits


def _flat(groups: Iterable[Sequence[Finding]]) -> list[Finding]:
    return [one for group in groups for one in group]


def _said(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    """What counts of the text itself."""
    return Counter(
        (one.rule, one.severity, one.text)
        for one in findings
        if one.muted is None and one.kind != SUPPRESSION
    )


def _about(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings about comments there are of each rule."""
    return Counter(one.rule for one in findings if one.kind == SUPPRESSION)
