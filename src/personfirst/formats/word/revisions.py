"""Writes changes into a part of a Word file as tracked changes, and marks the ranges of comments.

A deletion is `w:del` around runs of its own, an insertion `w:ins` around a new run. Where another
person has inserted the words around the mark of a comment, their insertion is split.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from personfirst.formats.plan import Change
from personfirst.formats.word.cuts import Cuts, new_run, run_of, text_elements
from personfirst.formats.word.looks import CHANGES, container
from personfirst.formats.word.names import attributes_of, name_of
from personfirst.formats.word.nodes import Part
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element


class Signature:
    """Whose the changes are, and the next number for one; numbers are unique in a document."""

    def __init__(self, author: str, date: str, last: int) -> None:
        self.author = author
        self.date = date
        self._last = last

    def attributes(self, space: str) -> dict[str, str]:
        """The attributes of a new change, in a namespace as lxml writes it: `{…}`."""
        return {
            f"{space}id": self.number(),
            f"{space}author": self.author,
            f"{space}date": self.date,
        }

    def number(self) -> str:
        """The next number."""
        self._last += 1
        return str(self._last)


class Revisions:
    """Writes tracked changes into a part, whose runs are cut where they need to be."""

    def __init__(self, part: Part, cuts: Cuts, signature: Signature) -> None:
        self._part = part
        self._cuts = cuts
        self._signature = signature
        self._insertions: set[_Element] = set()
        tag = str(part.root.tag)
        self._space = tag[: tag.index("}") + 1]

    def track(self, change: Change) -> list[_Element]:
        """Write a change; returns the elements that were made for it."""
        made: list[_Element] = []
        replaced = None
        for anchor in change.removed:
            for run in self._runs(anchor):
                deletion = self._delete(run, made[-1] if made else None)
                made += [deletion] if deletion not in made else []
                replaced = deletion if anchor == change.like else replaced
        if change.text:
            like = run_of(self._part.nodes[change.like.run].element)
            insertion = self._insertion(change.text, like)
            if replaced is not None:
                while (below := replaced.getnext()) is not None and below in made:
                    replaced = below
                element, after = replaced, True
            else:
                element, after = self._cuts.beside(change, container(like))
            edge = self._edge(element, after=after)
            if after:
                while (below := edge.getnext()) is not None and below in self._insertions:
                    edge = below
                edge.addnext(insertion)
            else:
                edge.addprevious(insertion)
            self._insertions.add(insertion)
            made.append(insertion)
        return made

    def begin(self, anchor: RunAnchor) -> _Element:
        """The outermost element that begins with an anchor and holds nothing before it."""
        first = next(self._runs(anchor))
        return self._edge(first, after=False)

    def end(self, anchor: RunAnchor) -> _Element:
        """The outermost element that ends with an anchor and holds nothing behind it."""
        *_, last = self._runs(anchor)
        return self._edge(last, after=True)

    def _runs(self, anchor: RunAnchor) -> Iterator[_Element]:
        return map(run_of, self._cuts.within(anchor.run, anchor.start, anchor.end))

    def _insertion(self, text: str, like: _Element) -> _Element:
        run = new_run(like)
        run.extend(text_elements(text, like))
        insertion = self._new("ins")
        insertion.append(run)
        return insertion

    def _delete(self, run: _Element, above: _Element | None) -> _Element:
        """Mark a run as deleted, together with those right above it; returns the deletion."""
        for element in run:
            if name_of(element) == "w:t":
                element.tag = f"{self._space}delText"
        if above is not None and run.getprevious() is above and name_of(above) == "w:del":
            above.append(run)
            return above
        deletion = self._new("del")
        run.addprevious(deletion)
        deletion.append(run)
        return deletion

    def _edge(self, element: _Element, *, after: bool) -> _Element:
        """What an element ends, or begins, once the changes that it stands in are split there."""
        parent = element.getparent()
        while parent is not None and name_of(parent) in CHANGES:
            others = list(element.itersiblings(preceding=not after))
            if others:
                rest = self._new(name_of(parent).partition(":")[2], parent)
                if after:
                    rest.extend(others)
                    parent.addnext(rest)
                else:
                    rest.extend(reversed(others))
                    parent.addprevious(rest)
            element, parent = parent, parent.getparent()
        return element

    def _new(self, name: str, like: _Element | None = None) -> _Element:
        """A new change; a part of another's that was split keeps its author and date."""
        from lxml import etree

        own = self._signature.attributes(self._space)
        if like is not None:
            own = {**attributes_of(like), f"{self._space}id": own[f"{self._space}id"]}
        return etree.Element(f"{self._space}{name}", own)
