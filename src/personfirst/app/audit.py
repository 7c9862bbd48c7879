"""The audit that the founding handout asks for: do these materials reflect harm reduction?

Files are read and checked as `check` does it; their passages are then judged together, since a
folder is one body of material.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.discover import Target
from personfirst.app.document_kind import Subject, kind_of
from personfirst.app.evidence import SHORT, WHOLE, Finder, Found
from personfirst.app.in_turn import Progress
from personfirst.app.mend import Look, Opened
from personfirst.app.rules import rules_to_run
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked
from personfirst.model.audit import (
    READS_LIKE,
    Audit,
    AuditedFile,
    AuditedItem,
    Evidence,
    Status,
    Strength,
)
from personfirst.model.errors import ConfigError, did_you_mean
from personfirst.model.report import Report
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import Principle, Principles, load_principles
from personfirst.rulebook.ruleset import RuleSet

_REPEATED = 3
"""In as many files a block is a footer or a menu, and counts for none but the first."""
LANGUAGE = "en"
_IN_GENERAL = {
    Status.MIXED: "The text speaks for this, and also holds words that speak against it.",
    Status.CONTRADICTED: "The text holds words that speak against this, and little was found that "
    "speaks for it.",
}
"""Said where only findings or the second opinion speak against an item: its own wording says more
than they show."""
_DENIED = "What was looked for stands in the text only with a “not”."


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit, and the run that it rests on."""

    audit: Audit
    checked: Checked


def audit_paths(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    stdin: Target | None = None,
    kind: str | None = None,
    rules: RuleSet | None = None,
    progress: Progress | None = None,
) -> Audited:
    """Audit files and folders as one body of material; `-` among the paths stands for `stdin`.

    `kind` says what kind of document each is, where the guess would be wrong; `rules` saves loading
    them. Raises `RuleError` and `ConfigError` as `check_paths`.
    """
    auditor = Auditor(settings or Settings(), kind, rules)
    checked = auditor.check(paths, stdin=stdin, progress=progress)
    return Audited(auditor.audit(checked.report), checked)


def audit_each(
    paths: Sequence[str | Path], settings: Settings | None = None
) -> dict[str, tuple[AuditedItem, ...]]:
    """The items of each file on its own, by its path, where a folder is no one body of material."""
    auditor = Auditor(settings or Settings())
    auditor.check(paths)
    return auditor.each()


def audit_text(text: str, *, filename: str = "text.txt", kind: str | None = None) -> Audit:
    """Audit one text, read as the format of `filename`; nothing is opened."""
    target = Target(filename, data=text.encode())
    return audit_paths(["-"], stdin=target, kind=kind).audit


class Auditor:
    """Looks at the files of a check, and keeps what they say for and against the items.

    Raises `RuleError` for rules that cannot be used and `ConfigError` for a kind of document that
    there is not.
    """

    def __init__(
        self, settings: Settings, kind: str | None = None, rules: RuleSet | None = None
    ) -> None:
        self._settings = settings
        self._rules = rules or rules_to_run(settings)
        self._principles = load_principles(builtin_folder() / LANGUAGE, self._rules.pack)
        self._finder = Finder(self._principles, self._rules.pack)
        self._subject = Subject(self._rules.pack)
        self._kind = kind
        self._files: list[AuditedFile] = []
        self._off_topic: list[str] = []
        self._found: list[Found] = []
        kinds = [one.name for one in self._principles.kinds]
        if kind is not None and kind not in kinds:
            hint = did_you_mean(kind, kinds)
            there = ", ".join(kinds)
            raise ConfigError(f"{kind!r} is no kind of document; choose {there}{hint}")

    def check(
        self,
        paths: Sequence[str | Path],
        *,
        stdin: Target | None = None,
        progress: Progress | None = None,
        scope: Scope | None = None,
    ) -> Checked:
        """Check some files as `check_paths` does, and look at each."""
        return check_paths(
            paths,
            self._settings,
            stdin=stdin,
            rules=self._rules,
            progress=progress,
            mend=Look(self._add),
            scope=scope,
        )

    def audit(self, report: Report) -> Audit:
        """The audit of all files that were looked at, as one body of material."""
        files = tuple(self._files)
        items = judge(self._principles, files, _without_repeats(self._found)) if files else ()
        return Audit(
            items, files, report.problems, report.seconds, report.skipped, tuple(self._off_topic)
        )

    def each(self) -> dict[str, tuple[AuditedItem, ...]]:
        """The items of each file on its own, by its path."""
        found: dict[str, list[Found]] = {}
        for one in self._found:
            found.setdefault(one.evidence.place.path, []).append(one)
        return {
            file.path: judge(self._principles, [file], found.get(file.path, ()))
            for file in self._files
        }

    def _add(self, opened: Opened) -> None:
        document = opened.document
        if (
            document.words >= WHOLE
            and all(one.muted for one in opened.findings)
            and not self._subject.is_of(document, opened.target.shown)
        ):
            self._off_topic.append(document.path)
            return
        kind = self._kind or kind_of(document, opened.target.shown, self._principles.kinds)
        self._files.append(AuditedFile(document.path, kind, document.words))
        self._found += self._finder.find(document, opened.findings)


def _without_repeats(found: Sequence[Found]) -> list[Found]:
    """Without what stands word for word in three or more files, but for the first time."""
    files: dict[str, set[str]] = {}
    for one in found:
        if one.block:
            files.setdefault(one.block, set()).add(one.evidence.place.path)
    firsts: dict[str, str] = {}
    return [
        one
        for one in found
        if len(files.get(one.block, ())) < _REPEATED
        or firsts.setdefault(one.block, one.evidence.place.path) == one.evidence.place.path
    ]


def judge(
    principles: Principles, files: Sequence[AuditedFile], found: Iterable[Found]
) -> tuple[AuditedItem, ...]:
    """The status of each item for some files and what was found in them."""
    by_item: dict[str, list[Found]] = {}
    for one in found:
        by_item.setdefault(one.item, []).append(one)
    return tuple(_judged(item, files, by_item.get(item.id, [])) for item in principles.items)


def _judged(item: Principle, files: Sequence[AuditedFile], found: Sequence[Found]) -> AuditedItem:
    named = [one for one in found if not one.against]
    evidence = [one for one in named if one.evidence.strength is not Strength.DENIED]
    signs = {one.concept for one in evidence if one.evidence.strength is Strength.CLEAR}
    counter = [one for one in found if one.against and not (one.alone and signs)]
    counter = _named_once(counter) if item.spoken_of else counter
    status = status_of(item, files, len(signs), hinted=bool(evidence), against=bool(counter))
    names = {one.concept for one in evidence}
    looked_for = tuple(dict.fromkeys(one.says for one in item.evidence))
    denied = {one.concept for one in named} - names
    return AuditedItem(
        id=item.id,
        kind=item.kind,
        title=item.title,
        question=item.question,
        asks=item.asks,
        status=status,
        wording=_wording(item, status, counter, denied=bool(denied)),
        evidence=_sorted(evidence),
        counter=_sorted(counter),
        looked_for=looked_for,
        found=tuple(one for one in looked_for if one in names),
        denied=tuple(one for one in looked_for if one in denied),
        add=item.add,
    )


def _named_once(counter: Sequence[Found]) -> list[Found]:
    """Without the words of lists that a finding names in the same sentence."""
    ruled: dict[tuple[str, int, str], list[str]] = {}
    for one in counter:
        if one.evidence.rule:
            ruled.setdefault(_sentence(one.evidence), []).append(one.evidence.text)
    return [
        one
        for one in counter
        if one.evidence.rule
        or not any(
            text in one.evidence.text or one.evidence.text in text
            for text in ruled.get(_sentence(one.evidence), ())
        )
    ]


def _sentence(evidence: Evidence) -> tuple[str, int, str]:
    return evidence.place.path, evidence.place.line, evidence.sentence


def _wording(item: Principle, status: Status, counter: Sequence[Found], *, denied: bool) -> str:
    """What a status means, and no more than what the passages show."""
    if counter and all(
        one.evidence.rule or one.evidence.shows.startswith(READS_LIKE) for one in counter
    ):
        return _IN_GENERAL[status]
    return _DENIED if denied and status is Status.MISSING else item.wording[status]


def status_of(
    item: Principle, files: Sequence[AuditedFile], signs: int, *, hinted: bool, against: bool
) -> Status:
    """What follows from how many different signs there are, and whether there is a hint or
    something against the item.
    """
    enough = signs >= item.needs
    if against:
        return Status.MIXED if enough else Status.CONTRADICTED
    if enough:
        return Status.REFLECTED
    if hinted:
        return Status.PARTLY
    return Status.MISSING if is_expected(item, files) else Status.NOT_EXPECTED


def is_expected(item: Principle, files: Sequence[AuditedFile]) -> bool:
    """Whether an item applies to one of the files by its kind. Of a text of a few lines only what
    is asked of the shortest is expected.
    """
    short = sum(one.words for one in files) < SHORT
    return any(one.kind in item.expected for one in files) and (item.in_short or not short)


def _sorted(found: Sequence[Found]) -> tuple[Evidence, ...]:
    """The strongest first, and each concept's first passage before any second. A sentence that
    shows the same several times is one passage, a rule's if it can be.
    """
    seen: dict[str, int] = {}
    ranked: list[tuple[int, bool, int, Evidence]] = []
    for number, one in enumerate(found):
        turn = seen[one.concept] = seen.get(one.concept, -1) + 1
        ranked.append((turn, one.evidence.strength is Strength.HINT, number, one.evidence))
    ranked.sort(key=lambda entry: entry[:3])
    unique: dict[tuple[object, ...], Evidence] = {}
    for *_, passage in ranked:
        key = (*_sentence(passage), passage.shows)
        if key not in unique or (passage.rule and not unique[key].rule):
            unique[key] = passage
    return tuple(unique.values())
