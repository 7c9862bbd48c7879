"""Where in the body of a document a comment stands that is about words elsewhere.

Word has no comments in notes, headers, text boxes, charts and properties. What is said of those
stands at the paragraph that refers to them, or at the first one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextNode
from personfirst.formats.word.looks import is_in_run
from personfirst.formats.word.names import attribute, child, name_of, tags
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.reader import Reading
from personfirst.model.text import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOUND = ("w:dataBinding", "w:dropDownList", "w:date")
_NOTES = {"w:footnote": "w:footnoteReference", "w:endnote": "w:endnoteReference"}


def is_trackable(node: TextNode) -> bool:
    """Whether a change to a text node can be tracked: it stands in a run, and no program writes
    the words anew from elsewhere.
    """
    run = node.element.getparent()
    if run is None or not is_in_run(node):
        return False
    inside_line = True
    for one in run.iterancestors():
        name = name_of(one)
        inside_line = inside_line and name != "w:p"
        if (name == "w:r" and inside_line) or (name == "w:sdt" and _is_bound(one)):
            return False
    return True


def takes_comment(reading: Reading, anchor: RunAnchor) -> bool:
    """Whether a comment can stand at the very words of an anchor."""
    if anchor.part != reading.parts.main.name:
        return False
    node = reading.parts.main.nodes[anchor.run]
    inner = (name_of(one) == "w:txbxContent" for one in node.element.iterancestors())
    return is_trackable(node) and not any(inner)


class Homes:
    """Finds the paragraphs of the body that comments stand at."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
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
        return next(self._root.iter(*tags("w:p")), None) if home is None else home

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


def _is_bound(control: _Element) -> bool:
    """Whether a content control shows what stands elsewhere, such as the file's title, or one of
    some choices.
    """
    properties = child(control, "w:sdtPr")
    return any(child(properties, name) is not None for name in _BOUND)
