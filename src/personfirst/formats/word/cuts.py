"""Cuts runs in two, so that a stretch of text stands in runs of its own and can be marked."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING

from personfirst.formats.plan import Change
from personfirst.formats.word.looks import beside
from personfirst.formats.word.names import SPACE, attributes_of, child, name_of
from personfirst.formats.word.nodes import Part
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = " \t\r\n"
_SIGNS = {"\n": "br", "\t": "tab"}


class Cuts:
    """Cuts the runs of a part. Say first where, with `at`, then `make` all cuts at once.

    Offsets are those of anchors, in code points of a text node as it was read.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._wanted: dict[int, set[int]] = {}
        self._pieces: dict[int, list[tuple[int, int, _Element]]] = {}

    def at(self, run: int, *offsets: int) -> None:
        """A cut is wanted in a text node, or at one of its ends."""
        self._wanted.setdefault(run, set()).update(offsets)

    def at_edges(self, change: Change) -> None:
        """Cuts are wanted around the words that go, or else where words come."""
        for one in change.removed:
            self.at(one.run, one.start, one.end)
        if not change.removed:
            for anchor, offset in change.sides:
                self.at(anchor.run, offset)

    def make(self) -> None:
        """Make the cuts; the last one first, so that those before it find their place."""
        for run in sorted(self._wanted, reverse=True):
            node = self._part.nodes[run]
            if node.attribute:
                continue
            element = node.element
            text, lead = self._part.words(element) if name_of(element) == "w:t" else (" ", 0)
            if name_of(element) == "w:t" and text != element.text:
                element.text = text
            end = lead + len(text)
            pieces = []
            for offset in sorted(self._wanted[run], reverse=True):
                right = _cut(element, offset - lead, end - lead)
                if right is not None:
                    pieces.append((offset, end, right))
                    end = offset
            pieces.append((lead, end, element))
            self._pieces[run] = pieces[::-1]

    def pieces(self, run: int) -> list[tuple[int, int, _Element]]:
        """The pieces of a text node that was cut: where each begins and ends, and its element."""
        return self._pieces[run]

    def within(self, run: int, start: int, end: int) -> Iterator[_Element]:
        """The elements of a stretch that begins and ends with a cut."""
        for first, last, element in self._pieces[run]:
            if start <= first and last <= end:
                yield element

    def beside(self, change: Change, home: _Element | None) -> tuple[_Element, bool]:
        """Beside which element new words go that stand in `home`, and whether after it."""
        if change.removed:
            like = change.like
            return run_of(list(self.within(like.run, like.start, like.end))[-1]), True
        runs = {anchor: self._edge(anchor, offset) for anchor, offset in change.sides}
        left = runs.get(change.before) if change.before is not None else None
        right = runs.get(change.after) if change.after is not None else None
        return beside(left, right, home, first=not change.ahead)

    def _edge(self, anchor: RunAnchor, offset: int) -> _Element:
        """The run on the near side of a cut: the one that ends there, or the one that begins."""
        for start, end, element in self._pieces[anchor.run]:
            if offset == (end if offset == anchor.end else start):
                return run_of(element)
        raise LookupError(f"no cut was made at {anchor}")


def run_of(element: _Element) -> _Element:
    """The run that a text node's element stands in."""
    parent = element.getparent()
    assert parent is not None
    return parent


def new_run(like: _Element, *, copies: bool = False) -> _Element:
    """An empty run that looks like another; a copy also keeps what is noted of that look."""
    from lxml import etree

    run = etree.Element(str(like.tag), attributes_of(like) if copies else {})
    look = child(like, "w:rPr")
    if look is not None:
        own = copy(look)
        own.tail = None
        for one in own if not copies else ():
            if name_of(one) == "w:rPrChange":
                own.remove(one)
        run.append(own)
    return run


def put(element: _Element, text: str) -> None:
    """Give a `w:t` a text, and see to it that white space at its ends counts."""
    element.text = text
    if text != text.strip(_SPACES):
        element.set(SPACE, "preserve")


def text_elements(text: str, like: _Element) -> Iterator[_Element]:
    """Elements of a run that say a text; `like` is any element of the document."""
    from lxml import etree

    space = str(like.tag).partition("}")[0] + "}"
    words = ""
    for character in (*text, ""):
        if character and character not in _SIGNS:
            words += character
            continue
        if words:
            element = etree.Element(f"{space}t")
            put(element, words)
            words = ""
            yield element
        if character:
            yield etree.Element(f"{space}{_SIGNS[character]}")


def _cut(element: _Element, offset: int, length: int) -> _Element | None:
    """Cut a run at an offset of one of its text nodes; returns what stands behind the cut of a
    node that was cut in two.
    """
    from lxml import etree

    run = run_of(element)
    right = None
    if 0 < offset < length:
        text = element.text or ""
        right = etree.Element(str(element.tag), attributes_of(element))
        put(right, text[offset:])
        put(element, text[:offset])
        element.addnext(right)
    first = element if offset <= 0 else element.getnext()
    before = first.getprevious() if first is not None else None
    if first is None or before is None or name_of(before) == "w:rPr":
        return right
    behind = new_run(run, copies=True)
    behind.extend([first, *first.itersiblings()])
    run.addnext(behind)
    return right
