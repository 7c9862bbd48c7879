"""From edits of a transcript to changes of text nodes: which words go, which come, and where.

Words that stay keep their place and their look. New words look like those that they replace, or
else like those beside them. What stands around words, such as a link, keeps the words that it has,
or gets the whole of the new ones; where neither can be, the words are left to a person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Protocol

from personfirst.formats.runs import changed_words, xml_text
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import Origin, RunAnchor, trace

_BESIDE = 30
"""How many characters beside words are looked at for what else stands in their link."""
_BREAKS = "\t\n"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Look(NamedTuple):
    """How text looks and where it stands; equal for equal looks.

    `home` is what it stands in, from the outside in, such as a link; `ranges` are what begins and
    ends among the text around it, such as a bookmark; `style` is its formatting.
    """

    home: tuple[object, ...]
    ranges: frozenset[object]
    style: object

    @property
    def place(self) -> tuple[object, ...]:
        """All that holds it."""
        return self.home, self.ranges


class Source(Protocol):
    """A file whose text is to be changed."""

    def look_of(self, anchor: RunAnchor) -> Look:
        """How the text at an anchor looks."""

    def is_whole(self, anchors: Sequence[RunAnchor]) -> bool:
        """Whether these stretches, which follow one another, are text that a program may change,
        with nothing else between them.
        """

    def are_together(self, one: RunAnchor, other: RunAnchor) -> bool:
        """Whether two stretches stand in one paragraph."""


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


def near(origins: Sequence[Origin], start: int, end: int) -> Sequence[Origin]:
    """The origins of a stretch and of the characters beside it."""
    first = bisect_right(origins, start - 1, key=lambda one: one.start)
    return origins[max(first - 1, 0) : bisect_right(origins, end, key=lambda one: one.start)]


def planned(
    text: str,
    edits: Sequence[Edit],
    places: Callable[[Edit], Iterable[Sequence[Origin]]],
    source: Source,
) -> Iterator[Change]:
    """The changes that make edits of a transcript, apart and in order; `places` gives the origins
    of an edit's words, as often as they stand in the file.

    Raises `UnreadableDocumentError` where an edit means something that no text node holds, and
    where something would be lost that stands around the words or among them: new words that were
    dealt out over a line break must look alike on both sides.
    """
    end, above = -1, list[Change]()
    for edit in edits:
        found = [one for origins in places(edit) for one in _planned(text, origins, edit, source)]
        if end >= 0 and text[end : edit.start].isspace() and above and found:
            looks = {source.look_of(one.like) for one in (*above, *found)}
            if len(looks) > 1 and source.are_together(above[0].like, found[0].like):
                raise unchangeable()
        end, above = edit.end, found
        yield from found


def _planned(text: str, origins: Sequence[Origin], edit: Edit, source: Source) -> Sequence[Change]:
    """The changes that make one edit, where its words stand at some origins."""
    origins = near(origins, edit.start - _BESIDE, edit.end + _BESIDE)
    anchors = [_run(one.anchor) for one in trace(origins, edit.start, edit.end)]
    if not source.is_whole(anchors):
        raise unchangeable()
    old, new = text[edit.start : edit.end], xml_text(edit.new_text)
    words = list(changed_words(old, new))
    if len({source.look_of(one) for one in anchors}) > 1:
        words = list(_kept_words(old, new))
    gone = [
        _removed(text, origins, edit.start + start, edit.start + end) for start, end, _ in words
    ]
    like = _longest(
        [
            one
            for (_, _, comes), went in zip(words, gone, strict=True)
            if comes.lower() != "".join(went.values()).lower()
            for one in went
        ]
    )
    changes = [
        Change(tuple(went), comes, _longest(went) or next(iter(went)))
        if went
        else _insertion(origins, edit.start + start, comes, like, source)
        for (start, _, comes), went in zip(words, gone, strict=True)
    ]
    if not _keeps_whole(gone, changes, source):
        raise unchangeable()
    if not any(change.text for change in changes):
        places = [(edit.start + start, edit.start + end) for start, end, _ in words]
        _refuse_emptying(text, origins, places, source)
    return changes


def _keeps_whole(
    gone: Sequence[Mapping[RunAnchor, str]],
    changes: Sequence[Change],
    source: Source,
) -> bool:
    """Whether changes keep whole what the words that are `gone` stand in: breaks go only where
    others come, and words of two looks do not become one.

    A link holds all that changes or nothing of it, words with another capital aside.
    """
    places: set[tuple[object, ...]] = set()
    styles: set[object] = set()
    for went, change in zip(gone, changes, strict=True):
        words = "".join(went.values())
        if any(words.count(one) > change.text.count(one) for one in _BREAKS):
            return False
        looks = {one: source.look_of(one) for one in went or (change.like,)}
        own = {look.place for look in looks.values()}
        worn = {look.style for one, look in looks.items() if not went.get(one, "x").isspace()}
        if len(own) > 1 or len(worn) > 1:
            return False
        if words.lower() != change.text.lower():
            places |= own
            styles |= worn
    moved = len({bool(change.text) for change in changes}) > 1
    return len(places) <= 1 and (len(styles) <= 1 or not moved)


def _refuse_emptying(
    text: str, origins: Sequence[Origin], gone: Sequence[tuple[int, int]], source: Source
) -> None:
    """Raise where words only go, from these places, and a link may be left without any."""
    edges = [max(gone[0][0] - _BESIDE, 0), *chain(*gone), gone[-1][1] + _BESIDE] if gone else []
    stays = {
        source.look_of(_run(one.anchor)).place
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        for one in trace(origins, start, end)
        if not text[one.start : one.end].isspace()
    }
    for one in (one for start, end in gone for one in trace(origins, start, end)):
        place = source.look_of(_run(one.anchor)).place
        if any(place) and place not in stays:
            raise unchangeable()


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


def _removed(text: str, origins: Sequence[Origin], start: int, end: int) -> dict[RunAnchor, str]:
    """The stretches of text nodes that a stretch of a transcript stands for, and what they say."""
    found, position = {}, start
    for one in trace(origins, start, end):
        if one.start != position:
            break
        found[_run(one.anchor)] = text[one.start : one.end]
        position = one.end
    if position != end:
        raise unchangeable()
    return found


def _longest(anchors: Iterable[RunAnchor]) -> RunAnchor | None:
    return max(anchors, key=lambda one: one.end - one.start, default=None)


def _insertion(
    origins: Sequence[Origin], at: int, text: str, like: RunAnchor | None, source: Source
) -> Change:
    """Words that are put in where none go: beside those of their look, or else those that they
    belong to by the space between, but in nothing else than those that they replace.
    """
    before = next(trace(origins, at - 1, at), None) if at else None
    after = next(trace(origins, at, at + 1), None)
    ends = _run(before.anchor) if before is not None else None
    begins = _run(after.anchor) if after is not None else None
    ordered = (begins, ends) if text[-1].isspace() else (ends, begins)
    sides = [(one, source.look_of(one)) for one in ordered if one is not None]
    if not sides:
        raise unchangeable()
    like = like or sides[0][0]
    look = source.look_of(like)
    alike = [one for one, each in sides if each == look]
    alike += [one for one, each in sides if each.place == look.place]
    for at, (one, each) in enumerate(sides):
        other = sides[1 - at][1] if len(sides) > 1 else None
        alike += [one] if _leads_out(each, other, look) else []
    if not alike:
        raise unchangeable()
    return Change((), text, like, ends, begins, ahead=alike[0] == begins)


def _leads_out(side: Look, other: Look | None, look: Look) -> bool:
    """Whether text begins or ends something that stands where a look is, such as a link; `other`
    is the text on the other side.
    """
    depth = len(look.home)
    inner = side.home[: depth + 1]
    begins = other is None or other.home[: depth + 1] != inner
    return side.ranges == look.ranges and side.home[:depth] == look.home and begins


def _run(anchor: object) -> RunAnchor:
    if not isinstance(anchor, RunAnchor):
        raise unchangeable()
    return anchor


def unchangeable() -> UnreadableDocumentError:
    """The error for words that are left to a person."""
    return UnreadableDocumentError("holds words here that only a person can change")
