"""Where in the body of a document a comment stands that is about words elsewhere.

Word has no comments in notes, headers, text boxes, charts, properties and other comments. What is
said of those stands at the paragraph that refers to them, or at the first one; where that is no
safe place, at the nearest paragraph that is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.word.names import attribute, name_of, tags
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.safe_places import SafePlaces
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = {
    "w:footnote": "w:footnoteReference",
    "w:endnote": "w:endnoteReference",
    "w:comment": "w:commentReference",
}


class Homes:
    """Finds the paragraphs of the body that comments stand at."""

    def __init__(self, reading: Reading, places: SafePlaces) -> None:
        self._reading = reading
        self._places = places
        self._paragraphs: list[_Element] | None = None
        self._root = reading.parts.main.root
        self._references: dict[tuple[str, str], _Element] = {}
        for one in self._root.iter(*tags(*_NOTES.values())):
            self._references.setdefault((name_of(one), attribute(one, "id")), one)

    def of(self, anchor: RunAnchor | None) -> _Element | None:
        """The paragraph for a comment about an anchor, the first one where that is nowhere; None
        for a document that has none.
        """
        element = self._place(anchor) if anchor is not None else None
        home = _paragraph(element) if element is not None else None
        home = next(self._root.iter(*tags("w:p")), None) if home is None else home
        return None if home is None else self._safe(home)

    def _safe(self, home: _Element) -> _Element:
        """A paragraph, or the nearest one that takes comments safely, rather one above."""
        takes = self._places.take_paragraph
        if takes(home):
            return home
        if self._paragraphs is None:
            boxes = tags("w:txbxContent")
            self._paragraphs = [
                one
                for one in self._root.iter(*tags("w:p"))
                if next(one.iterancestors(*boxes), None) is None
            ]
        at = self._paragraphs.index(home)
        return next(filter(takes, [*self._paragraphs[at::-1], *self._paragraphs[at:]]), home)

    def _place(self, anchor: RunAnchor) -> _Element | None:
        """What stands for an anchor in the body: itself, a drawing, the reference to a note."""
        part: Part | None
        if anchor.part in self._reading.drawings.hosts:
            name, element = self._reading.drawings.hosts[anchor.part]
            part = self._reading.words.get(name)
        else:
            part = self._reading.words.get(anchor.part)
            element = part.nodes[anchor.run].element if part is not None else self._root
        if part is self._reading.parts.main:
            return element
        for note in element.iterancestors(*tags(*_NOTES)):
            return self._references.get((_NOTES[name_of(note)], attribute(note, "id")))
        return None


def _paragraph(element: _Element) -> _Element | None:
    """The outermost paragraph around an element, or the first of its table."""
    *_, outermost = (None, *element.iterancestors(*tags("w:p")))
    if outermost is not None:
        return outermost
    table = next(element.iterancestors(*tags("w:tbl")), None)
    return None if table is None else next(table.iter(*tags("w:p")), None)
