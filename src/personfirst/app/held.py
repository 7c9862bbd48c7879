"""The findings of a document held against its labels.

A finding is right where it overlaps words that a reader would change, or a passage that tells a
narrative; a label is found where a finding overlaps it. What only one of two readers marked counts
for nothing, and neither does a finding that was made milder because its words are a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from personfirst.model.document import Document
from personfirst.model.finding import Edit, Finding, Suggestion
from personfirst.model.rule import Rule
from personfirst.model.score import Event, Label, Outcome, Rewrites, Stream, Verdict

_NARRATIVE = "narrative"
_TAG = "narrative:"
"""Begins the tag of a rule whose words alone tell a narrative."""
_QUOTATION = "quotation"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


class Held:
    """The findings of one document held against its labels."""

    def __init__(
        self,
        document: Document,
        labels: Sequence[Label],
        findings: Sequence[Finding],
        rules: Mapping[str, Rule],
    ) -> None:
        self._document = document
        self._labels = labels
        self._rules = rules
        self._shown = [one for one in findings if one.muted is None]
        self._muted = [one for one in findings if one.muted is not None]

    def judged_findings(self) -> Iterator[Event]:
        """Each finding that is shown and counts, as right or wrong."""
        for finding in self._shown:
            over = [label for label in self._labels if _overlaps(label, finding)]
            right = any(_supports(label, finding) for label in over if not label.disputed)
            if not right and any(label.disputed or self._is_mild(label, finding) for label in over):
                continue
            reasons = (f"labelled {one.about}" for one in over if one.verdict is Verdict.OK)
            yield Event(
                path=finding.place.path,
                line=finding.place.line,
                stream=Stream.NARRATIVE if finding.kind == _NARRATIVE else Stream.WORDING,
                outcome=Outcome.RIGHT if right else Outcome.WRONG,
                severity=finding.severity,
                about=finding.rule if finding.kind == _NARRATIVE else finding.category,
                text=" ".join(finding.text.split()),
                rule=finding.rule,
                excerpt=finding.excerpt,
                note="" if right else next(reasons, ""),
            )

    def judged_labels(self) -> Iterator[Event]:
        """Each label that asks for a finding, as found or missed."""
        for label in self._labels:
            if label.disputed or label.verdict not in (Verdict.FLAG, Verdict.TELLS):
                continue
            finding = next(self._found(label, self._shown), None)
            muted = next(self._found(label, self._muted), None)
            there = finding or muted
            yield Event(
                path=self._document.path,
                line=label.line,
                stream=Stream.WORDING if label.verdict is Verdict.FLAG else Stream.NARRATIVE,
                outcome=Outcome.FOUND if finding else Outcome.MISSED,
                severity=label.severity,
                about=label.about,
                text=label.words,
                rule=there.rule if there else "",
                excerpt="" if finding else self._line(label),
                note=_shown_as(finding) if finding else _silencer(muted),
            )

    def judged_mutes(self) -> Iterator[tuple[str, bool]]:
        """The filter of each finding that was muted, and whether rightly: wrongly where nothing
        else is shown on words that a reader would change.
        """
        for finding in self._muted:
            over = [
                label
                for label in self._labels
                if _overlaps(label, finding) and _supports(label, finding)
            ]
            if finding.muted is None or any(label.disputed for label in over):
                continue
            wrong = any(next(self._found(label, self._shown), None) is None for label in over)
            yield finding.muted.filter, not wrong

    def rewrites(self) -> Rewrites:
        """How the suggestions for found labels compare with the rewrites that a reader accepts."""
        asked = first = some = silent = 0
        for label in self._labels:
            if label.disputed or not label.rewrites:
                continue
            finding = next(self._found(label, self._shown), None)
            if finding is None or label.verdict is not Verdict.FLAG:
                continue
            asked += 1
            fits = [self._fits(label, one) for one in finding.wordings]
            silent += not fits
            first += fits[:1] == [True]
            some += any(fits)
        return Rewrites(asked, first, some, silent)

    def _found(self, label: Label, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that speak of a label."""
        for finding in findings:
            fits = (
                self._tells(finding)
                if label.verdict is Verdict.TELLS
                else _is_about(label, finding)
            )
            if fits and _overlaps(label, finding):
                yield finding

    def _tells(self, finding: Finding) -> bool:
        """Whether a finding's rule speaks of a narrative."""
        rule = self._rules.get(finding.rule)
        tags = rule.tags if rule else ()
        return finding.kind == _NARRATIVE or any(tag.startswith(_TAG) for tag in tags)

    def _is_mild(self, label: Label, finding: Finding) -> bool:
        """Whether the words are a quotation, and the finding below its rule's severity."""
        rule = self._rules.get(finding.rule)
        lowered = rule is not None and finding.severity.rank < rule.severity.rank
        return label.about == _QUOTATION and lowered

    def _fits(self, label: Label, suggestion: Suggestion) -> bool:
        """Whether a suggestion makes the same text as one of the label's rewrites."""
        start = min([label.start, *(edit.start for edit in suggestion.edits)])
        end = max([label.end, *(edit.end for edit in suggestion.edits)])
        made = self._made(start, end, suggestion.edits) if suggestion.edits else ""
        for rewrite in label.rewrites:
            wanted = self._made(start, end, (Edit(label.start, label.end, rewrite, rewrite),))
            if wanted == made or (not made and _plain(rewrite) == _plain(suggestion.text)):
                return True
        return False

    def _made(self, start: int, end: int, edits: Iterable[Edit]) -> str:
        """What stands from `start` to `end` of the document after some edits."""
        parts, at = [], start
        for edit in edits:
            parts += [self._document.text[at : edit.start], edit.reads]
            at = edit.end
        return _plain("".join(parts) + self._document.text[at:end])

    def _line(self, label: Label) -> str:
        return " ".join(self._document.line_text(label.line).split())


def _shown_as(finding: Finding) -> str:
    return _NARRATIVE if finding.kind == _NARRATIVE else finding.severity.value


def _overlaps(label: Label, finding: Finding) -> bool:
    start, end = finding.place.start, finding.place.end
    return start is not None and end is not None and label.start < end and start < label.end


def _supports(label: Label, finding: Finding) -> bool:
    """Whether a label that a finding overlaps says that it is right."""
    return label.verdict is Verdict.TELLS or (
        label.verdict is Verdict.FLAG and _is_about(label, finding)
    )


def _is_about(label: Label, finding: Finding) -> bool:
    """Whether a finding speaks of the words of a label: a narrative's may be a whole sentence, and
    then does so only where the words are half of it.
    """
    place = finding.place
    if finding.kind != _NARRATIVE or place.start is None or place.end is None:
        return True
    shared = min(label.end, place.end) - max(label.start, place.start)
    return 2 * shared >= place.end - place.start


def _silencer(finding: Finding | None) -> str:
    muted = finding.muted if finding else None
    return f"muted by {muted.filter} ({muted.cue})" if muted else ""


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())
