"""Text that a file holds twice for programs of different age: a change to one is made to both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from personfirst.formats.plan import Change
from personfirst.formats.word.names import chosen, name_of, tags
from personfirst.formats.word.nodes import CHARACTERS, Part
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORDS = tags("w:t", "w:sym", *CHARACTERS)
_GRAPHICS = frozenset(("w:drawing", "w:pict", "w:object"))


class Twins:
    """Finds the twins of the text nodes of a part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._known: dict[_Element, dict[int, list[int]]] = {}

    def of(self, change: Change) -> Iterator[Change]:
        """A change as it is made in what says the same."""
        anchors = change.removed or tuple(anchor for anchor, _ in change.sides)
        for way in range(len(self._of(anchors[0].run))):
            moved = [self._moved(one, way) for one in change.removed]
            removed = tuple(one for one in moved if one is not None)
            like = self._moved(change.like, way) or change.like
            before, after = self._moved(change.before, way), self._moved(change.after, way)
            if len(removed) == len(moved) and (removed or before or after):
                yield Change(removed, change.text, like, before, after, change.ahead)

    def _moved(self, anchor: RunAnchor | None, way: int) -> RunAnchor | None:
        """An anchor in the twin of its text node; None where that has none."""
        if anchor is None:
            return None
        runs = self._of(anchor.run)
        return replace(anchor, run=runs[way]) if way < len(runs) else None

    def _of(self, run: int) -> list[int]:
        """The text nodes that say the same as one."""
        node = self._part.nodes[run]
        if node.attribute:
            return self._descriptions(run)
        found: list[int] = []
        for one in node.element.iterancestors():
            if name_of(one) == "mc:AlternateContent":
                if one not in self._known:
                    self._known[one] = self._pairs(one)
                found += self._known[one].get(run, ())
        return found

    def _pairs(self, alternatives: _Element) -> dict[int, list[int]]:
        """The text nodes of what is read, and those of the other ways where these say the same."""
        read = chosen(alternatives)
        if read is None:
            return {}
        own = self._runs(read)
        pairs: dict[int, list[int]] = {}
        for way in alternatives:
            runs = self._runs(way) if way is not read else []
            if runs and self._texts(runs) == self._texts(own):
                for one, other in zip(own, runs, strict=True):
                    pairs.setdefault(one, []).append(other)
        return pairs

    def _runs(self, element: _Element) -> list[int]:
        return [self._part.run(one) for one in element.iter(*_WORDS)]

    def _texts(self, runs: list[int]) -> list[str]:
        nodes = [self._part.nodes[run] for run in runs]
        return [node.text or name_of(node.element) for node in nodes]

    def _descriptions(self, run: int) -> list[int]:
        """The other descriptions of a picture that say the same."""
        node = self._part.nodes[run]
        around = list(node.element.iterancestors())
        outer = [one for one in around if name_of(one) in (*_GRAPHICS, "mc:AlternateContent")]
        return [
            other
            for element in (outer[-1].iter() if outer else ())
            for other in self._part.attributes(element)
            if other != run and self._part.nodes[other].text == node.text
        ]
