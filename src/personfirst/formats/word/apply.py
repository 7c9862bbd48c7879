"""Puts edits of a Word file's transcript into its parts; all other parts keep their bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TEXTS
from personfirst.formats.node_edits import gathered
from personfirst.formats.ooxml import SIGNED, to_xml
from personfirst.formats.plan import Change
from personfirst.formats.runs import RunEdit, with_edits
from personfirst.formats.word.cuts import Cuts, new_run, put, run_of, text_elements
from personfirst.formats.word.looks import container, is_in_run
from personfirst.formats.word.names import is_drop_cap, name_of, tags
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.twins import Twins
from personfirst.formats.word.wholes import Wholes
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = frozenset("\n\t")


def apply(document: Document, edits: Sequence[Edit]) -> bytes:
    """The file with edits of its transcript made, which are apart and in order.

    Raises `UnreadableDocumentError` where an edit means something that no text node says, such as
    a picture, where something around the words would be lost, and for a file that is signed.
    """
    if not edits:
        return document.data
    reading = Reading(document.data, document.path)
    if reading.parts.signed:
        raise UnreadableDocumentError(SIGNED)
    wholes = Wholes(reading)
    changes: dict[str, list[Change]] = {}
    for change in wholes.changes(edits):
        changes.setdefault(change.like.part, []).append(change)
    written: dict[str, bytes] = {}
    for name, found in changes.items():
        root = reading.root(name)
        if name in reading.words:
            _Writer(reading.words[name], wholes).write(found)
        else:
            written |= _change_others(reading, name, root, found, wholes)
        written[name] = to_xml(root)
    return reading.parts.package.rewritten(written)


class _Writer:
    """Makes changes in a part of Word's own."""

    def __init__(self, part: Part, wholes: Wholes) -> None:
        self._part = part
        self._look_of = wholes.look_of
        self._edits: dict[int, list[RunEdit]] = {}
        self._apart: list[Change] = []

    def write(self, changes: Sequence[Change]) -> None:
        twins = Twins(self._part)
        for change in changes:
            for one in (change, *twins.of(change)):
                self._plan(one)
        cuts = Cuts(self._part)
        for one in self._apart:
            cuts.at_edges(one)
        for run in self._edits:
            cuts.at(run)
        cuts.make()
        for one in self._apart:
            self._insert(cuts, one)
        for run, edits in self._edits.items():
            edits.sort(key=lambda edit: (edit.start, edit.end))
            node = self._part.nodes[run]
            if node.attribute:
                node.change(with_edits(node.text, edits))
            else:
                _rewrite(cuts.pieces(run), edits)

    def _plan(self, change: Change) -> None:
        """Decide whether new words go into a text node that is there or a run of their own."""
        like = self._part.nodes[change.like.run]
        apart = is_in_run(like) and not _BREAKS.isdisjoint(change.text)
        texts = {} if apart else self._dealt(change)
        for one in change.removed:
            self._edit(one.run, RunEdit(one.start, one.end, texts.get(one, "")))
        if not change.removed and not apart:
            for anchor, offset in change.sides:
                node = self._part.nodes[anchor.run]
                if not is_in_run(node) or self._look_of(anchor) == self._look_of(change.like):
                    self._edit(anchor.run, RunEdit(offset, offset, change.text))
                    return
        if apart or not change.removed:
            self._apart.append(change)

    def _dealt(self, change: Change) -> dict[RunAnchor, str]:
        """Where the new words go among those that they replace; a drop cap keeps one letter."""
        first, *others = change.removed or (change.like,)
        paragraph = next(self._part.nodes[first.run].element.iterancestors(*tags("w:p")), None)
        if others and paragraph is not None and is_drop_cap(paragraph):
            return {first: change.text[:1], others[0]: change.text[1:]}
        return {change.like: change.text}

    def _edit(self, run: int, edit: RunEdit) -> None:
        self._edits.setdefault(run, []).append(edit)

    def _insert(self, cuts: Cuts, change: Change) -> None:
        """Put in new words in a run of their own."""
        like = run_of(self._part.nodes[change.like.run].element)
        run = new_run(like)
        run.extend(text_elements(change.text, like))
        element, after = cuts.beside(change, container(like))
        if after:
            element.addnext(run)
        else:
            element.addprevious(run)


def _rewrite(pieces: Sequence[tuple[int, int, _Element]], edits: Sequence[RunEdit]) -> None:
    """Make edits of a text node, which was cut into pieces and may stand for one character."""
    waiting = deque(edits)
    for start, end, element in pieces:
        mine = []
        while waiting and waiting[0].end <= end:
            one = waiting.popleft()
            mine.append(RunEdit(one.start - start, one.end - start, one.text))
        if not mine:
            continue
        if name_of(element) == "w:t":
            put(element, with_edits(element.text or "", mine))
            if not element.text:
                _remove(element)
            continue
        before, after = (
            list(text_elements("".join(one.text for one in mine if one.start == at), element))
            for at in (0, 1)
        )
        for new in before:
            element.addprevious(new)
        for new in reversed(after):
            element.addnext(new)
        if any(one.start < one.end for one in mine):
            _remove(element)


def _remove(element: _Element) -> None:
    """Take a text node out, and its run where nothing else stands in it or depends on it."""
    run = run_of(element)
    run.remove(element)
    parent = run.getparent()
    if parent is None or name_of(run) != "w:r" or any(name_of(one) != "w:rPr" for one in run):
        return
    if any(name_of(one) == "w:r" for one in parent if one is not run):
        parent.remove(run)


def _change_others(
    reading: Reading, name: str, root: _Element, changes: Sequence[Change], wholes: Wholes
) -> dict[str, bytes]:
    """Make changes in a chart, a diagram or the properties; returns the other parts that follow."""
    nodes = reading.nodes(name, root)
    edits = gathered(changes, wholes).get(name, {})
    renamed = {}
    for run, found in edits.items():
        before = nodes[run].text
        nodes[run].change(with_edits(before, found))
        renamed[before] = nodes[run].text
    return dict(_drawn(reading, root, renamed))


def _drawn(
    reading: Reading, root: _Element, renamed: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The parts with the drawing of a diagram, as Word last drew it, with texts changed alike."""
    related = reading.parts.related(reading.parts.main.name)
    for one in root.iter("{*}dataModelExt"):
        name = related.get(one.get("relId", ""))
        if name is None:
            continue
        with suppress(UnreadableDocumentError):
            drawing = reading.parts.package.xml(name)
            for node in drawing.iter(*TEXTS):
                node.text = renamed.get(node.text or "", node.text)
            yield name, to_xml(drawing)
