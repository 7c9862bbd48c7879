"""Going through findings one at a time with a person who decides what becomes of each.

A decision is made in the text at once and the text is checked again, so the next finding is shown
where it stands then. The file is written when its last finding has been answered, or at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from personfirst.app.fix import counted
from personfirst.app.mend import Mended, Opened, failed
from personfirst.app.write import refuse_read_only, replace_file
from personfirst.formats.change import edited, uncommented, with_ignore
from personfirst.formats.registry import escape_for
from personfirst.formats.splice import place, span_in
from personfirst.model.choices import Severity
from personfirst.model.document import Block, Document
from personfirst.model.errors import UnwritableDocumentError
from personfirst.model.finding import Edit, Finding
from personfirst.model.report import Problem
from personfirst.model.text import Span
from personfirst.rulebook.housekeeping import SUPPRESSION

_UNREADABLE = "that would not read as planned here; mend it by hand"
_NO_SECOND = "this is about a comment; take it out, or turn the rule off"
_NO_COMMENT = (
    "a comment cannot stand here; mend it by hand, or name the words under 'allow' in the "
    "configuration"
)


@dataclass(frozen=True, slots=True)
class Apply:
    """Make these edits."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Ignore:
    """Write a comment that silences the finding, with a reason."""

    reason: str


class Pass(Enum):
    """Leave a finding as it is, or this and all others."""

    SKIP = auto()
    QUIT = auto()


Answer = Apply | Ignore | Pass


class Person(Protocol):
    """Somebody who decides."""

    def ask(self, finding: Finding, document: Document) -> Answer:
        """What to do about a finding, in the document as it reads now."""

    def tell(self, message: str) -> None:
        """Say why an answer could not be carried out; the question comes again."""


@dataclass(frozen=True, slots=True)
class Region:
    """The words that a person may write anew: a stretch of a block's text."""

    block: Block
    span: Span

    @property
    def words(self) -> str:
        return " ".join(self.block.text[self.span.start : self.span.end].split())


def region_of(finding: Finding, document: Document) -> Region | None:
    """The words that the first suggestion takes the place of, else the finding's own.

    None where they do not stand in the file as they read.
    """
    edits = finding.suggestions[0].edits if finding.suggestions else ()
    start = edits[0].start if edits else finding.place.start
    end = edits[-1].end if edits else finding.place.end
    home = None if start is None or end is None else span_in(document.blocks, start, end)
    return None if home is None else Region(document.blocks[home[0]], home[1])


def written(region: Region, words: str, document: Document) -> tuple[Edit, ...]:
    """The edits that write words in the place of others; none where that cannot be done."""
    placed = place(region.block, [(region.span, words)], escape_for(document.format))
    return placed.edits if placed else ()


class WalkThrough:
    """Asks a person about the findings of each file until told to quit.

    An interrupt ends the run, as it should, but what was decided for the file is written first.
    """

    asks = True
    """A person is asked, so that a file may take longer than its time."""
    written = 0
    """How many files were changed."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._quit = False
        self._interrupted = False

    def __call__(self, opened: Opened) -> Mended:
        if self._quit or _next(opened.findings, 0, opened.lowest) is None:
            return Mended(opened.document, opened.findings)
        if not opened.is_text:
            advice = "is not text: 'personfirst review' writes a copy to decide on"
            remark = Problem(opened.target.shown, advice)
            return Mended(opened.document, opened.findings, remarks=(remark,))
        outcome = self._mended(opened)
        if self._interrupted:
            for problem in outcome.failed:
                self._person.tell(f"{problem.path}: {problem.reason}")
            raise KeyboardInterrupt
        return outcome

    def _mended(self, opened: Opened) -> Mended:
        try:
            refuse_read_only(opened.target.path)
            opened.encoded(opened.document)
            outcome = self._walk(opened)
            if outcome.document.text != opened.document.text:
                data = opened.encoded(outcome.document)
                replace_file(opened.target.path, opened.data, data)
                self.written += 1
        except (UnwritableDocumentError, OSError) as error:
            return failed(opened, error)
        return outcome

    def _walk(self, opened: Opened) -> Mended:
        """Ask about each finding in the order of the text; nothing is written yet."""
        document, findings, fixed, position = opened.document, opened.findings, 0, 0
        try:
            while (finding := _next(findings, position, opened.lowest)) is not None:
                answer = self._person.ask(finding, document)
                if answer is Pass.QUIT:
                    self._quit = True
                    break
                start = finding.place.start or 0
                if isinstance(answer, Pass):
                    position = start + 1
                    continue
                changed = self._changed(opened, document, finding, answer)
                if changed is None:
                    continue
                document, edits = changed
                before, findings = findings, opened.check(document)
                if isinstance(answer, Apply):
                    position = min(start, edits[0].start)
                    fixed += counted(before)[finding.rule] > counted(findings)[finding.rule]
                else:
                    added = sum(len(one.new_text) for one in edits if one.start <= start)
                    position = start + added + 1
        except KeyboardInterrupt:
            self._interrupted = True
        return Mended(document, findings, fixed)

    def _changed(
        self, opened: Opened, document: Document, finding: Finding, answer: Apply | Ignore
    ) -> tuple[Document, Sequence[Edit]] | None:
        """The document after an answer, and its edits; None, with a word why, if it cannot be."""
        edits: Sequence[Edit] = ()
        renewed: Document | None = None
        if isinstance(answer, Apply):
            edits, refusal = answer.edits, _UNREADABLE
            change = uncommented if finding.kind == SUPPRESSION else edited
            renewed = change(document, edits) if edits else None
        elif finding.kind == SUPPRESSION:
            refusal = _NO_SECOND
        else:
            refusal = _NO_COMMENT
            start = finding.place.start or 0
            ignored = with_ignore(document, start, finding.rule, answer.reason)
            if ignored is not None and ignored.edits:
                renewed, edits = ignored.document, ignored.edits
        if renewed is not None:
            try:
                opened.encoded(renewed)
            except UnwritableDocumentError as error:
                renewed, refusal = None, str(error)
        if renewed is None:
            self._person.tell(refusal)
            return None
        return renewed, edits


def _next(findings: Sequence[Finding], position: int, lowest: Severity) -> Finding | None:
    """The first finding that counts and is reported, from an offset of the file on."""
    return next(
        (
            finding
            for finding in findings
            if finding.muted is None
            and finding.severity.rank >= lowest.rank
            and finding.place.start is not None
            and finding.place.start >= position
        ),
        None,
    )
