"""Puts edits of a deck's transcript into its parts; all other parts keep their bytes.

Some text stands in a file twice, for programs that cannot show what it is part of: that copy is
changed along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from personfirst.formats import drawing_looks
from personfirst.formats.drawing import TEXTS, TextNode, local, text_nodes
from personfirst.formats.node_edits import run_edits
from personfirst.formats.ooxml import (
    SIGNED,
    is_core,
    is_signed,
    property_nodes,
    relationships,
    to_xml,
)
from personfirst.formats.package import Package
from personfirst.formats.plan import Look
from personfirst.formats.runs import RunEdit, with_edits
from personfirst.formats.slides_reader import main_part
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit
from personfirst.model.origin import RunAnchor

if TYPE_CHECKING:
    from lxml.etree import _Element

_Paragraphs = Mapping["_Element", tuple[str, ...]]
"""Paragraphs that were changed, and the texts of their runs before."""


def apply(document: Document, edits: Sequence[Edit]) -> bytes:
    """The deck with edits of its transcript made.

    Raises `UnreadableDocumentError` where an edit means something that no text of a slide says,
    such as the name of a chart's series, which is a copy of a cell, where something around the
    words would be lost, such as a link, and for a file that is signed.
    """
    if not edits:
        return document.data
    package = Package(document.data)
    if is_signed(package):
        raise UnreadableDocumentError(SIGNED)
    deck = _Texts(package)
    changes: dict[str, bytes] = {}
    for part, runs in run_edits(document, edits, deck).items():
        root, nodes = deck.of(part)
        if part in deck.core:
            _change(nodes, runs)
        else:
            before = {
                paragraph: _texts(paragraph)
                for run in runs
                for paragraph in nodes[run].element.iterancestors("{*}p")
            }
            _change(nodes, runs)
            alternatives = {
                one for each in before for one in each.iterancestors("{*}AlternateContent")
            }
            for one in alternatives:
                _follow(one, before)
            for drawing in _drawings(package, part, root):
                copy = package.xml(drawing)
                _follow(copy, before)
                changes[drawing] = to_xml(copy)
        changes[part] = to_xml(root)
    return package.rewritten(changes)


class _Texts:
    """The text nodes of a deck, part by part. `core` are the parts of its properties."""

    def __init__(self, package: Package) -> None:
        self.core = {one.target for one in relationships(package, "") if is_core(one)}
        self._package = package
        self._read: dict[str, tuple[_Element, list[TextNode]]] = {}

    def of(self, part: str) -> tuple[_Element, list[TextNode]]:
        """The root of a part and its text nodes, as its runs are counted."""
        if part not in self._read:
            root = self._package.xml(part)
            properties = property_nodes(root) if part in self.core else ()
            nodes = [TextNode(element) for element in properties] or text_nodes(root)
            self._read[part] = root, nodes
        return self._read[part]

    def look_of(self, anchor: RunAnchor) -> Look:
        """How the text at an anchor looks."""
        return drawing_looks.look_of(self._node(anchor))

    def is_whole(self, anchors: Sequence[RunAnchor]) -> bool:
        """Whether nothing else stands between these stretches."""
        return drawing_looks.is_whole([self._node(one) for one in anchors])

    def are_together(self, one: RunAnchor, other: RunAnchor) -> bool:
        """Whether two stretches stand in one paragraph."""
        return drawing_looks.are_together(self._node(one), self._node(other))

    def _node(self, anchor: RunAnchor) -> TextNode:
        return self.of(anchor.part)[1][anchor.run]


def _change(nodes: Sequence[TextNode], runs: Mapping[int, Sequence[RunEdit]]) -> None:
    for run, edits in runs.items():
        nodes[run].change(with_edits(nodes[run].text, edits))


def _texts(paragraph: _Element) -> tuple[str, ...]:
    return tuple(element.text or "" for element in paragraph.iter(*TEXTS))


def _follow(root: _Element, before: _Paragraphs) -> None:
    """Change the paragraphs that read as others did before those were changed."""
    after = {texts: _texts(paragraph) for paragraph, texts in before.items()}
    whole = {"".join(old): "".join(new) for old, new in after.items()}
    for paragraph in root.iter("{*}p"):
        texts = _texts(paragraph)
        if paragraph in before or not any(texts):
            continue
        elements = list(paragraph.iter(*TEXTS))
        if texts in after:
            for element, text in zip(elements, after[texts], strict=True):
                element.text = text
        elif "".join(texts) in whole:
            elements[0].text = whole["".join(texts)]
            for element in elements[1:]:
                element.text = ""


def _drawings(package: Package, part: str, root: _Element) -> Iterator[str]:
    """The parts with a drawing of the diagram whose data this part holds, as it was last shown."""
    if local(root) != "dataModel":
        return
    identifiers = {element.get("relId") for element in root.iter("{*}dataModelExt")}
    for one in relationships(package, main_part(package)):
        if one.kind == "slide":
            related = list(relationships(package, one.target))
            if any(each.target == part for each in related):
                yield from (
                    each.target
                    for each in related
                    if each.id in identifiers and each.kind == "diagramDrawing"
                )
