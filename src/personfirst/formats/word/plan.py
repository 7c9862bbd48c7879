"""From edits of the transcript to changes of text nodes: which words go, which come, and where.

Words that stay keep their place and their look. New words look like those that they replace, or
else like those beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from personfirst.formats.runs import changed_words, xml_text
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import Origin, RunAnchor, trace

_WORD = re.compile(r"\w+(?:['’-]\w+)*")

LookOf = Callable[[RunAnchor], object]
"""Tells how the text at an anchor looks: equal for equal looks."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that go, node by node, and the words that come: `text` in the look of `like`.

    They stand in the place of `like` where that is one of those that go. Else they stand between
    the characters that end `before` and begin `after`, of which one may be None: `ahead` of what
    follows, rather than behind what stands before.
    """

    removed: tuple[RunAnchor, ...]
    text: str
    like: RunAnchor
    before: RunAnchor | None = None
    after: RunAnchor | None = None
    ahead: bool = False

    @property
    def sides(self) -> tuple[tuple[RunAnchor, int], ...]:
        """Where words may be put in, as a text node and an offset, the better place first."""
        if self.removed:
            return ((self.like, self.like.end),)
        left = ((self.before, self.before.end),) if self.before is not None else ()
        right = ((self.after, self.after.start),) if self.after is not None else ()
        return right + left if self.ahead else left + right

    @property
    def anchors(self) -> tuple[RunAnchor, ...]:
        """All places that it stands at, and the one whose look it takes."""
        return (self.like, *self.removed, *(anchor for anchor, _ in self.sides))


class Places:
    """Where the stretches of a transcript stand: once each, and where the same text is repeated."""

    def __init__(self, origins: Sequence[Origin], repeats: Sequence[tuple[Origin, ...]]) -> None:
        self._origins = origins
        self._repeats = sorted((one for one in repeats if one), key=lambda one: one[0].start)
        self._begins = [one[0].start for one in self._repeats]

    def of(self, start: int, end: int) -> Iterator[Sequence[Origin]]:
        """The origins of a stretch, first those that were read."""
        yield self._origins
        last = bisect_right(self._begins, start)
        first = bisect_left(self._begins, self._begins[last - 1]) if last else 0
        for origins in self._repeats[first:last]:
            if end <= origins[-1].end:
                yield origins


def near(origins: Sequence[Origin], start: int, end: int) -> Sequence[Origin]:
    """The origins of a stretch and of the characters beside it."""
    first = bisect_right(origins, start - 1, key=lambda one: one.start)
    return origins[max(first - 1, 0) : bisect_right(origins, end, key=lambda one: one.start)]


def planned(
    text: str, origins: Sequence[Origin], edit: Edit, look_of: LookOf
) -> tuple[Change, ...]:
    """The changes that make an edit of a transcript.

    Raises `UnreadableDocumentError` where it means something that no text node holds.
    """
    origins = near(origins, edit.start, edit.end)
    old, new = text[edit.start : edit.end], xml_text(edit.new_text)
    words = list(changed_words(old, new))
    looks = {look_of(_run(one.anchor)) for one in trace(origins, edit.start, edit.end)}
    if len(looks) > 1:
        words = list(_kept_words(old, new))
    gone = [_removed(origins, edit.start + start, edit.start + end) for start, end, _ in words]
    like = _longest(
        [
            one
            for (start, end, comes), each in zip(words, gone, strict=True)
            if comes.lower() != old[start:end].lower()
            for one in each
        ]
    )
    changes = []
    for (start, _, comes), removed in zip(words, gone, strict=True):
        if removed:
            changes.append(Change(removed, comes, _longest(removed) or removed[0]))
        elif comes:
            changes.append(_insertion(origins, edit.start + start, comes, like, look_of))
    return tuple(changes)


def _kept_words(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Like `changed_words`, but a word stays also where only its capitals change."""
    small_old, small_new = old.lower(), new.lower()
    if len(small_old) != len(old) or len(small_new) != len(new):
        yield from changed_words(old, new)
        return
    at = at_new = 0
    for start, end, text in (*changed_words(small_old, small_new), (len(old), len(old), "")):
        for word in _WORD.finditer(old, at, start):
            begin = word.start() - at + at_new
            same = new[begin : begin + len(word[0])]
            if same != word[0]:
                yield word.start(), word.end(), same
        at_new += start - at
        if text or start < end:
            yield start, end, new[at_new : at_new + len(text)]
        at, at_new = end, at_new + len(text)


def _removed(origins: Sequence[Origin], start: int, end: int) -> tuple[RunAnchor, ...]:
    """The stretches of text nodes that a stretch of a transcript stands for."""
    anchors, position = [], start
    for one in trace(origins, start, end):
        if one.start != position:
            break
        anchors.append(_run(one.anchor))
        position = one.end
    if position != end:
        raise _unchangeable()
    return tuple(anchors)


def _longest(anchors: Sequence[RunAnchor]) -> RunAnchor | None:
    return max(anchors, key=lambda one: one.end - one.start, default=None)


def _insertion(
    origins: Sequence[Origin], at: int, text: str, like: RunAnchor | None, look_of: LookOf
) -> Change:
    """Words that are put in where none go: beside those of their look, or else those that they
    belong to by the space between.
    """
    before = next(trace(origins, at - 1, at), None) if at else None
    after = next(trace(origins, at, at + 1), None)
    ends = _run(before.anchor) if before is not None else None
    begins = _run(after.anchor) if after is not None else None
    sides = (begins, ends) if text[-1].isspace() else (ends, begins)
    near = next((one for one in sides if one is not None), None)
    if near is None:
        raise _unchangeable()
    like = like or near
    look = look_of(like)
    alike = (one for one in sides if one is not None and look_of(one) == look)
    return Change((), text, like, ends, begins, ahead=next(alike, near) == begins)


def _run(anchor: object) -> RunAnchor:
    if not isinstance(anchor, RunAnchor):
        raise _unchangeable()
    return anchor


def _unchangeable() -> UnreadableDocumentError:
    return UnreadableDocumentError("holds words here that only a person can change")
