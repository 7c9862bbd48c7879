"""Writes a copy of a Word file with remarks in it: tracked changes, and comments on words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from personfirst.formats.ooxml import SIGNED, to_xml
from personfirst.formats.plan import Change, near
from personfirst.formats.runs import xml_text
from personfirst.formats.splice import apply_edits
from personfirst.formats.transcript import AUTHOR
from personfirst.formats.word.comments import Comments
from personfirst.formats.word.cuts import Cuts
from personfirst.formats.word.earlier import Earlier
from personfirst.formats.word.homes import Homes
from personfirst.formats.word.names import STRICT, TRANSITIONAL, number
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.proposals import Proposals
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.revisions import Revisions, Signature
from personfirst.formats.word.safe_places import SafePlaces, is_trackable
from personfirst.formats.word.twins import Twins
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Edit, Remark
from personfirst.model.origin import RunAnchor, trace
from personfirst.model.text import MASK

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of a remark: `changes` to track, and the `paragraphs` of a comment, if any.

    An `exact` comment stands at the words from `first` to `last`, another at the nearest paragraph.
    """

    changes: tuple[Change, ...]
    paragraphs: tuple[str, ...]
    first: RunAnchor | None
    last: RunAnchor | None
    exact: bool


def review(document: Document, remarks: Sequence[Remark], now: datetime | None = None) -> bytes:
    """A copy of the file with remarks: edits as tracked changes, all else as comments.

    Where an edit cannot be tracked (see `tracks`), a comment says it. A comment that an earlier
    review has left there is not written again. `now` is the time that the
    changes bear. Raises `UnwritableDocumentError` for a file that is signed, and where comments
    have no place.
    """
    if not remarks:
        return document.data
    reading = Reading(document.data, document.path)
    if reading.parts.signed:
        raise UnwritableDocumentError(SIGNED)
    time = (now or datetime.now(UTC)).astimezone(UTC)
    signature = Signature(AUTHOR, time.strftime("%Y-%m-%dT%H:%M:%SZ"), _last_number(reading))
    safe = SafePlaces(reading)
    planner = _Planner(document, reading, safe)
    plans = [planner.plan(remark) for remark in sorted(remarks, key=lambda one: one.start)]
    return reading.parts.package.rewritten(_written(reading, safe, signature, plans))


class _Planner:
    """Decides what becomes of each remark."""

    def __init__(self, document: Document, reading: Reading, safe: SafePlaces) -> None:
        self._document = document
        self._safe = safe
        self._proposals = Proposals(reading, safe)
        self._starts = [block.pieces[0].anchor.start for block in document.passages]
        self._taken: list[tuple[int, int]] = []
        self._tracked: set[tuple[Edit, ...]] = set()

    def plan(self, remark: Remark) -> _Plan:
        start = min([remark.start, *(edit.start for edit in remark.edits)])
        end = max([remark.end, *(edit.end for edit in remark.edits)])
        anchors = [
            one.anchor
            for one in trace(near(self._document.origins, start, end), start, end)
            if isinstance(one.anchor, RunAnchor)
        ]
        changes = self._changes(remark.edits)
        first = anchors[0] if anchors else None
        behind = (one for one in reversed(anchors) if first is None or one.run >= first.run)
        last = next(behind, first)
        exact = all(one is not None and self._safe.take_comment(one) for one in (first, last))
        said = [remark.heading, *remark.text.splitlines()]
        tracked = remark.edits in self._tracked
        if not exact or (remark.edits and not tracked):
            said.insert(1, self._quoted(remark, start, end, placed=not exact))
        if tracked and not remark.text.strip():
            said = []
        paragraphs = tuple(text for text in map(xml_text, said) if text.strip())
        return _Plan(changes, paragraphs, first, last, exact)

    def _changes(self, edits: Sequence[Edit]) -> tuple[Change, ...]:
        """The changes that make edits; none where they cannot be tracked, and where another remark
        changes the same words.
        """
        changes = self._proposals.changes(edits)
        wanted = [(edit.start, edit.end) for edit in edits]
        if changes is None or any(map(self._is_taken, wanted)):
            return ()
        for one in wanted:
            insort(self._taken, one)
        if edits:
            self._tracked.add(tuple(edits))
        return changes

    def _is_taken(self, wanted: tuple[int, int]) -> bool:
        """Whether another remark changes these words."""
        at = bisect_left(self._taken, wanted)
        beside = self._taken[max(at - 1, 0) : at + 1]
        return any(one == wanted or (one[0] < wanted[1] and wanted[0] < one[1]) for one in beside)

    def _quoted(self, remark: Remark, start: int, end: int, *, placed: bool) -> str:
        """The words that a remark is about and those that it proposes, with where they stand."""
        words = self._document.text[start:end]
        moved = [one._replace(start=one.start - start, end=one.end - start) for one in remark.edits]
        quoted = f"“{_short(words)}”"
        if moved:
            quoted += f" → “{_short(apply_edits(words, moved))}”"
        at = bisect_right(self._starts, start) - 1
        label = (self._document.passages[at].label or "") if placed and at >= 0 else ""
        return f"{_place(label)}{quoted}"


def _written(
    reading: Reading, safe: SafePlaces, signature: Signature, plans: Sequence[_Plan]
) -> dict[str, bytes]:
    """The parts that the remarks change, new or anew."""
    writers = {name: _Writer(part, signature) for name, part in reading.words.items()}
    main = writers[reading.parts.main.name]
    comments, homes = None, Homes(reading, safe)
    if any(plan.paragraphs for plan in plans):
        comments = Comments(reading, signature)
        earlier = Earlier(comments.root)
        plans = [one for one in plans if not _is_known(earlier, homes, reading, one)]
    for plan in plans:
        for change in plan.changes:
            writers[change.like.part].prepare(change)
        if plan.paragraphs and plan.exact and plan.first and plan.last:
            main.cuts.at(plan.first.run, plan.first.start)
            main.cuts.at(plan.last.run, plan.last.end)
    for writer in writers.values():
        writer.cuts.make()
    made = [
        [one for change in plan.changes for one in writers[change.like.part].track(change)]
        for plan in plans
    ]
    changes: dict[str, bytes] = {}
    if comments is not None and any(plan.paragraphs for plan in plans):
        for plan, elements in zip(plans, made, strict=True):
            if plan.paragraphs:
                _comment(homes, comments, main.revisions, plan, elements)
        main.touched = True
        changes = comments.changes()
    touched = {name: writer for name, writer in writers.items() if writer.touched}
    return {**{name: to_xml(reading.words[name].root) for name in touched}, **changes}


def _is_known(earlier: Earlier, homes: Homes, reading: Reading, plan: _Plan) -> bool:
    """Whether all that is to be written for a remark is there from an earlier review."""
    if plan.changes or not plan.paragraphs:
        return False
    if plan.exact and plan.first and plan.last:
        nodes = reading.parts.main.nodes
        ends = nodes[plan.first.run].element, nodes[plan.last.run].element
        return earlier.stands_at(plan.paragraphs, *ends)
    home = homes.of(plan.first)
    return home is not None and earlier.stands_in(plan.paragraphs, home)


class _Writer:
    """Tracks changes in a part, and in what the part holds twice."""

    def __init__(self, part: Part, signature: Signature) -> None:
        self.touched = False
        self.cuts = Cuts(part)
        self.revisions = Revisions(part, self.cuts, signature)
        self._part = part
        self._twins = Twins(part)
        self._all: dict[Change, list[Change]] = {}

    def prepare(self, change: Change) -> None:
        """Cut what a change needs to be cut."""
        self.touched = True
        twins = (
            one
            for one in self._twins.of(change)
            if all(is_trackable(self._part.nodes[each.run]) for each in one.anchors)
        )
        self._all[change] = [change, *twins]
        for one in self._all[change]:
            self.cuts.at_edges(one)

    def track(self, change: Change) -> list[_Element]:
        """Write a change; returns the elements that were made for it where it was read."""
        own, *_ = [self.revisions.track(one) for one in self._all[change]]
        return own


def _comment(
    homes: Homes,
    comments: Comments,
    revisions: Revisions,
    plan: _Plan,
    made: Sequence[_Element],
) -> None:
    """Write a remark's comment on its words, and on what was changed in them."""
    if plan.exact and plan.first is not None and plan.last is not None:
        first, last = revisions.begin(plan.first), revisions.end(plan.last)
        while (above := first.getprevious()) is not None and above in made:
            first = above
        while (below := last.getnext()) is not None and below in made:
            last = below
        comments.anchor(comments.add(plan.paragraphs), first, last)
        return
    home = homes.of(plan.first)
    if home is None:
        raise UnwritableDocumentError("has no paragraph that a comment could stand at")
    comments.anchor_all(comments.add(plan.paragraphs), home)


def _short(text: str) -> str:
    """Words on one line, cut where they are many."""
    line = " ".join(text.replace(MASK, "…").split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()}…"


def _place(label: str) -> str:
    """A label as it begins a sentence, without the heading that a paragraph stands under."""
    if label.startswith("under “"):
        label = label.rpartition("”, ")[2] if "”, " in label else ""
    return f"{label[:1].upper()}{label[1:]}: " if label else ""


def _last_number(reading: Reading) -> int:
    """The highest number that a change, a comment or a bookmark has."""
    roots = [part.root for part in reading.words.values()]
    name = reading.parts.kinds.get("comments")
    if name is not None:
        with suppress(UnreadableDocumentError):
            roots.append(reading.parts.package.xml(name))
    attributes = [f"{{{space}}}id" for space in (TRANSITIONAL, STRICT)]
    numbers = (
        number(element.get(attribute, ""))
        for root in roots
        for element in root.iter("*")
        for attribute in attributes
    )
    return max((one for one in numbers if one is not None), default=0)
