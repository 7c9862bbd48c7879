"""How right the rules are on documents that somebody labelled, in several processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import shown_path
from personfirst.app.figures import summed_up
from personfirst.app.held import Held
from personfirst.app.in_turn import OUR_FAULT, Progress
from personfirst.app.labels import LabelFile, labelled_documents, place_labels, read_labels
from personfirst.app.mend import Look, Opened
from personfirst.app.rules import load_rules
from personfirst.app.workers import Lost, Workers, processors
from personfirst.model.errors import ConfigError, PersonfirstError
from personfirst.model.report import Problem
from personfirst.model.rule import Rule
from personfirst.model.score import Score, Scored
from personfirst.rulebook.ruleset import RuleSet

_LEAST = 40
"""Documents of a task at least: fewer are not worth another process."""
_PARTS = 3
"""Tasks for each process: more are evener, and each begins the rules anew."""


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
    found = list(labelled_documents(paths).items())
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
        held = Held(document, labels, findings, self._rules)
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
