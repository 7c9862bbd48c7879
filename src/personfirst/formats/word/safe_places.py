"""Where a change can be tracked and a comment can stand, in Word and in LibreOffice alike.

What a program writes anew from elsewhere is no place for a change. Nor is a place where a program
loses changes as it opens a file, for words are lost or doubled with them. LibreOffice 7.4 does so
in the first paragraph of a content control, in plain-text controls, in results of fields, in frames
and right behind them, and behind a drop cap or a frame in a table up to the next other frame.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextNode
from personfirst.formats.word.fields import Results
from personfirst.formats.word.looks import is_in_run
from personfirst.formats.word.names import INSERTED, child, framing, is_drop_cap, name_of, tags
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.surroundings import is_bound
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = tags("w:p")


class SafePlaces:
    """The places of a document that was read where changes and comments are safe."""

    def __init__(self, reading: Reading) -> None:
        self._main = reading.parts.main
        self._parts = {name: _Part(part) for name, part in reading.words.items()}
        unsettling = {name for name, one in self._parts.items() if one.frames.unsettles}
        self._settled = {name for name in self._parts if not unsettling - {name}}
        self._recalculated = any(one.results.recalculated for one in self._parts.values())

    def take_change(self, anchor: RunAnchor) -> bool:
        """Whether a change of the text at an anchor can be tracked."""
        part = self._parts.get(anchor.part)
        return (
            part is not None
            and anchor.part in self._settled
            and not self._recalculated
            and part.takes_change(anchor.run)
        )

    def take_comment(self, anchor: RunAnchor) -> bool:
        """Whether a comment can stand at the very words of an anchor."""
        main = self._main.name
        return anchor.part == main and self._parts[main].takes_comment(anchor.run)

    def take_paragraph(self, paragraph: _Element) -> bool:
        """Whether a comment can stand at a paragraph of the body as a whole."""
        results = self._parts[self._main.name].results
        return paragraph not in results.crossed and not _begins_control(paragraph)


class _Part:
    """What matters of one part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self.results = Results(part.root)
        self.frames = _Frames(part.root)

    def takes_change(self, run: int) -> bool:
        node = self._part.nodes[run]
        return (
            is_trackable(node)
            and node.element not in self.results.computed
            and not _is_in_control(node.element)
            and not _is_inserted(node.element)
            and not any(one in self.frames.unsafe for one in _paragraphs(node.element))
        )

    def takes_comment(self, run: int) -> bool:
        node = self._part.nodes[run]
        inner = (name_of(one) for one in node.element.iterancestors())
        return (
            is_trackable(node)
            and node.element not in self.results.computed
            and not _is_in_control(node.element)
            and not any(name in ("w:txbxContent", "w:smartTag") for name in inner)
        )


class _Frames:
    """The paragraphs that stand in frames, or behind one so that they are `unsafe`. A drop cap, and
    a frame in a cell, `unsettles` what follows, up to the next frame that is neither.
    """

    def __init__(self, root: _Element) -> None:
        self.unsafe: set[_Element] = set()
        self.unsettles = False
        if next(root.iter(*tags("w:framePr")), None) is None:
            return
        follows = unsettled = False
        for paragraph in root.iter(*_PARAGRAPH):
            is_framed = framing(paragraph) is not None
            if is_framed:
                unsettled = is_drop_cap(paragraph) or _is_in_cell(paragraph)
                self.unsettles = self.unsettles or unsettled
            if is_framed or follows or unsettled:
                self.unsafe.add(paragraph)
            follows = is_framed


def is_trackable(node: TextNode) -> bool:
    """Whether a change to a text node can be tracked at all: it stands in a run, and no content
    control writes the words anew from elsewhere or locks them.
    """
    run = node.element.getparent()
    if run is None or not is_in_run(node):
        return False
    inline = takewhile(lambda one: name_of(one) != "w:p", run.iterancestors())
    return not is_bound(run) and all(name_of(one) != "w:r" for one in inline)


def _is_inserted(element: _Element) -> bool:
    """Whether an element stands in words that somebody has inserted. With a change of ours accepted
    and theirs rejected afterwards, our words would be left alone.
    """
    return next(element.iterancestors(*tags(*INSERTED)), None) is not None


def _is_in_control(element: _Element) -> bool:
    """Whether an element stands in a plain-text control, or where a control begins."""
    controls = element.iterancestors(*tags("w:sdt"))
    return any(_has(one, "w:text") for one in controls) or any(
        map(_begins_control, _paragraphs(element))
    )


def _begins_control(paragraph: _Element) -> bool:
    """Whether a paragraph is the first in a content control, other than one for building blocks."""
    return any(
        not _has(control, "w:docPartObj") and next(control.iter(*_PARAGRAPH), None) is paragraph
        for control in paragraph.iterancestors(*tags("w:sdt"))
    )


def _is_in_cell(paragraph: _Element) -> bool:
    return next(paragraph.iterancestors(*tags("w:tc")), None) is not None


def _paragraphs(element: _Element) -> list[_Element]:
    """The paragraphs around an element: its own, and that of the text box that it stands in."""
    return list(element.iterancestors(*_PARAGRAPH))


def _has(control: _Element, *names: str) -> bool:
    """Whether a content control has one of some properties."""
    properties = child(control, "w:sdtPr")
    return any(child(properties, name) is not None for name in names)
