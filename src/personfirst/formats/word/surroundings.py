"""What stands around the words of a paragraph and among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from personfirst.formats.word.names import (
    DELETED,
    INSERTED,
    attribute,
    attributes_of,
    child,
    is_drop_cap,
    name_of,
    tags,
    value,
)
from personfirst.formats.word.nodes import CHARACTERS

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHANGES = DELETED | INSERTED
_HOMES = _CHANGES | {
    *("w:r", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple"),
    *("w:bdo", "w:dir", "mc:AlternateContent", "mc:Choice"),
}
"""What stands around words as they are; a ruby does not, for it says how they are read."""
_BEGINS = {
    "w:bookmarkStart": "bookmark",
    "w:commentRangeStart": "comment",
    "w:permStart": "permission",
}
_ENDS = {
    "w:bookmarkEnd": "bookmark",
    "w:commentRangeEnd": "comment",
    "w:permEnd": "permission",
}
_NOTHING = frozenset(
    (
        *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr"),
        *("w:proofErr", "w:lastRenderedPageBreak", "mc:Fallback"),
        *("w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd"),
    )
)
"""What says nothing, where it stands among words."""
_SIGNS = frozenset(
    (
        *("w:footnoteReference", "w:endnoteReference", "w:commentReference"),
        *("w:footnoteRef", "w:endnoteRef", "w:annotationRef"),
    )
)
_BOUND = ("w:dataBinding", "w:dropDownList", "w:comboBox", "w:date")
_LOCKED = ("contentLocked", "sdtContentLocked")
_THING = "\ufffc"


class Item(NamedTuple):
    """Text of a paragraph, deleted text too, or something else among it.

    `home` is what it stands in, from the outside in, and `changed` by which changes it came or
    goes; parts of one change have the same.
    """

    element: _Element
    text: str
    home: tuple[object, ...]
    changed: tuple[object, ...]

    @property
    def is_seen(self) -> bool:
        """Whether it is a word or a thing of the text, rather than white space or the sign of a
        note or a comment, beside which a change is beside the word before as well.
        """
        return bool(self.text.strip()) and name_of(self.element) not in _SIGNS


class _Range(NamedTuple):
    """From which item to which a range reaches, half-open; None where it goes on."""

    start: int
    end: int | None


class Surroundings:
    """What stands in a paragraph, in order: its `items`, and by their elements which these are."""

    def __init__(self, paragraph: _Element) -> None:
        self.items: list[Item] = []
        self.places: dict[_Element, int] = {}
        self.is_drop_cap = is_drop_cap(paragraph)
        self._paragraph = paragraph
        self._ranges: dict[object, _Range] = {}
        self._fields: list[_Element] = []
        self._read()

    def ranges(self, at: int) -> frozenset[object]:
        """The bookmarks, fields, and words of comments that an item stands in."""
        return frozenset(
            key
            for key, (start, end) in self._ranges.items()
            if start <= at and (end is None or at < end)
        )

    def is_whole(self, elements: Sequence[_Element], before: str, after: str) -> bool:
        """Whether nothing but these text nodes stands where they do, and no change begins or ends
        among them or beside them. `before` and `after` are the rest of the first and the last.
        """
        if any(one not in self.places or is_bound(one) for one in elements):
            return False
        begin, end = self.places[elements[0]], self.places[elements[-1]] + 1
        between = self.items[begin:end]
        if any(one.text and one.element not in elements for one in between):
            return False
        changed = {one.changed for one in between}
        if not before.strip():
            changed |= self._beside(range(begin - 1, -1, -1), above=True)
        if not after.strip():
            changed |= self._beside(range(end, len(self.items)), above=False)
        return len(changed) == 1

    def _beside(self, places: Iterable[int], *, above: bool) -> set[tuple[object, ...]]:
        """The changes of the first of some items that is seen, or of the end of the paragraph
        where that is to go.
        """
        seen = next((self.items[at] for at in places if self.items[at].is_seen), None)
        if seen is not None:
            return {seen.changed}
        paragraph = self._paragraph.getprevious() if above else self._paragraph
        mark = child(child(paragraph, "w:pPr"), "w:rPr")
        return {(one,) for one in mark if name_of(one) in DELETED} if mark is not None else set()

    def _read(self) -> None:
        homes: dict[_Element | None, tuple[tuple[object, ...], tuple[object, ...]]]
        homes = {self._paragraph: ((), ())}
        for element in self._paragraph.iter("*"):
            around = homes.get(element.getparent())
            if around is None:
                continue
            name = name_of(element)
            home, changed = around
            if name in _CHANGES:
                homes[element] = home, (*changed, (name, _signature(element)))
            elif name in _HOMES:
                homes[element] = (home if name == "w:r" else (*home, element)), changed
            elif name == "w:fldChar":
                self._field_sign(element)
            elif name in _BEGINS:
                self._begin((_BEGINS[name], attribute(element, "id")))
            elif name in _ENDS:
                self._end((_ENDS[name], attribute(element, "id")))
            elif name not in _NOTHING:
                self.places[element] = len(self.items)
                self.items.append(Item(element, _text(element, name), home, changed))

    def _field_sign(self, element: _Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(element)
            self._begin(element)
        elif kind == "end":
            self._end(self._fields.pop() if self._fields else element)

    def _begin(self, key: object) -> None:
        self._ranges[key] = _Range(len(self.items), None)

    def _end(self, key: object) -> None:
        """A range ends; one that did not begin here began in a paragraph above."""
        start = self._ranges[key].start if key in self._ranges else 0
        self._ranges[key] = _Range(start, len(self.items))


def is_bound(element: _Element) -> bool:
    """Whether a content control holds an element that writes its words anew from elsewhere, such as
    a list to choose from, or lets nobody change them.
    """
    for control in element.iterancestors(*tags("w:sdt")):
        properties = child(control, "w:sdtPr")
        if any(child(properties, name) is not None for name in _BOUND):
            return True
        if value(properties, "w:lock") in _LOCKED:
            return True
    return False


def _signature(change: _Element) -> frozenset[tuple[str, str]]:
    """Whose a change is and of when; programs write one in several pieces."""
    return frozenset(
        (name, text) for name, text in attributes_of(change).items() if not name.endswith("}id")
    )


def _text(element: _Element, name: str) -> str:
    """What an element says; a sign for one that is no text."""
    if name in ("w:t", "w:delText"):
        return "".join(map(str, element.itertext()))
    return CHARACTERS.get(name, _THING)
