"""How right the rules are on documents that somebody labelled: each finding held against a label.

A finding is right where it overlaps words that a reader would change, or a passage that tells a
narrative; a label is found where a finding overlaps it. What only one of two readers marked counts
for nothing, and neither does a finding that was made milder because its words are a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import shown_path
from personfirst.app.figures import summed_up
from personfirst.app.in_turn import OUR_FAULT, Progress
from personfirst.app.labels import LabelFile, labelled_documents, place_labels, read_labels
from personfirst.app.mend import Look, Opened
from personfirst.app.rules import load_rules
from personfirst.app.workers import Lost, Workers, processors
from personfirst.model.document import Document
from personfirst.model.errors import ConfigError, PersonfirstError
from personfirst.model.finding import Edit, Finding, Suggestion
from personfirst.model.report import Problem
from personfirst.model.rule import Rule
from personfirst.model.score import (
    Event,
    Label,
    Outcome,
    Rewrites,
    Score,
    Scored,
    Stream,
    Verdict,
)
from personfirst.rulebook.ruleset import RuleSet

_LEAST = 40
"""Documents of a task at least: fewer are not worth another process."""
_PARTS = 3
"""Tasks for each process: more are evener, and each begins the rules anew."""
_NARRATIVE = "narrative"
_TAG = "narrative:"
"""Begins the tag of a rule whose words alone tell a narrative."""
_QUOTATION = "quotation"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def score(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    jobs: int = 0,
) -> tuple[Score, Sequence[Problem]]:
    """Check the labelled documents under some paths and hold the findings against the labels; with
    the figures come the problems that are paths that do not exist, and faults of our own.

    Documents without labels are passed over. `jobs` processes work beside each other, with 0 as
    many as there are processors. Raises `ConfigError` where no document has labels, `RuleError` for
    a label file that cannot be used, and as `check_paths`.
    """
    found = list(
        {one.resolve(): (one, two) for one, two in labelled_documents(paths).items()}.values()
    )
    if not found:
        raise ConfigError(
            "no labelled documents; a document notes.md has its labels in notes.md.yaml"
        )
    work = _Work(settings or Settings())
    count = min(jobs or processors(), -(-len(found) // _LEAST))
    size = max(-(-len(found) // (count * _PARTS)), _LEAST)
    parts = [found[at : at + size] for at in range(0, len(found), size)]
    whole = _Part()
    done = 0
    if progress is not None:
        progress(0, len(found))
    for part, result in _results(work, parts, count):
        if isinstance(result, PersonfirstError):
            raise result
        whole.add(result)
        done += len(part)
        if progress is not None:
            progress(done, len(found))
    return summed_up(whole.scored, whole.problems), whole.broken


@dataclass
class _Part:
    """What came of some documents."""

    scored: list[Scored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)

    def add(self, other: _Part) -> None:
        self.scored += other.scored
        self.problems += other.problems
        self.broken += other.broken


_Documents = Sequence[tuple[Path, Path]]
"""Documents, each with its labels."""


@dataclass
class _Work:
    """Scores some documents, and says what came of them, or the error that ends the run."""

    settings: Settings

    @cached_property
    def _rules(self) -> RuleSet:
        return load_rules(self.settings)

    def __call__(self, documents: _Documents) -> _Part | PersonfirstError:
        try:
            files = {shown_path(document): read_labels(labels) for document, labels in documents}
            rules = self._rules
            scorer = _Scorer(files, {rule.id: rule for rule in rules.rules})
            paths = [document for document, _ in documents]
            checked = check_paths(paths, self.settings, rules=rules, mend=Look(scorer.add))
        except PersonfirstError as error:
            return error
        problems = [*scorer.problems, *checked.failing()]
        return _Part(scorer.scored, problems, list(checked.broken))


def _results(
    work: _Work, parts: Sequence[_Documents], count: int
) -> Iterator[tuple[_Documents, _Part | PersonfirstError]]:
    """What comes of each part, in order. Where the process that scores one ends, none of it is."""
    if count < 2:
        yield from ((part, work(part)) for part in parts)
        return
    with Workers[_Documents, _Part | PersonfirstError](count, work) as workers:
        for part, result in workers.results(parts):
            if isinstance(result, Lost):
                reason = f"{OUR_FAULT}: the process that scored it came to its end"
                lost = [Problem(shown_path(document), reason) for document, _ in part]
                result = _Part(problems=lost, broken=lost)
            yield part, result


class _Scorer:
    """Given each file of a check, scores it."""

    def __init__(self, files: Mapping[str, LabelFile], rules: Mapping[str, Rule]) -> None:
        self._files = files
        self._rules = rules
        self.scored: list[Scored] = []
        self.problems: list[Problem] = []

    def add(self, opened: Opened) -> None:
        document = opened.document
        file = self._files[document.path]
        labels, problems = place_labels(file, document)
        self.problems += problems
        findings = [one for one in opened.findings if one.severity.rank >= opened.lowest.rank]
        held = _Held(document, labels, findings, self._rules)
        self.scored.append(
            Scored(
                path=document.path,
                genre=file.genre.replace("-", " "),
                format=document.format,
                words=document.words,
                events=(*held.judged_findings(), *held.judged_labels()),
                rewrites=held.rewrites(),
                muted=tuple(held.judged_mutes()),
                counts=Counter(
                    "disputed" if label.disputed else label.verdict.value for label in labels
                ),
            )
        )


class _Held:
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
                note=self._shown_as(finding) if finding else _silencer(muted),
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

    @staticmethod
    def _shown_as(finding: Finding) -> str:
        return _NARRATIVE if finding.kind == _NARRATIVE else finding.severity.value

    def _line(self, label: Label) -> str:
        return " ".join(self._document.line_text(label.line).split())


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
