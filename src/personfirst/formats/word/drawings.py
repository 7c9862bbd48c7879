"""Reads what stands in drawings: text boxes, descriptions of pictures, charts and diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextPart, reference
from personfirst.formats.drawing_graphics import write_chart, write_diagram
from personfirst.formats.outline import joined
from personfirst.formats.word.names import SHAPES, chosen, name_of
from personfirst.formats.word.parts import Parts
from personfirst.formats.word.walk import Drawing, Walk
from personfirst.model.document import Role
from personfirst.model.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DESCRIBED = SHAPES | {"wp:docPr", "pic:cNvPr", "wps:cNvPr", "wpg:cNvPr"}


class Drawings:
    """Reads drawings. `hosts` are the drawings that the parts of charts and diagrams belong to."""

    def __init__(self, parts: Parts) -> None:
        self.hosts: dict[str, tuple[str, _Element]] = {}
        self.graphics: dict[str, TextPart] = {}
        self._parts = parts

    def read(self, walk: Walk, drawing: Drawing) -> None:
        """Read a drawing: what describes it, then its text boxes, charts and diagrams."""
        described: set[str] = set()
        flow = walk.pen.flow
        saved, flow.heading = flow.heading, drawing.heading
        for element in _within(drawing.element):
            name = name_of(element)
            if name == "w:txbxContent":
                where = joined(drawing.where, "text box") or ""
                walk.read_box(element, where, drawing.heading)
            elif name in _DESCRIBED:
                label = joined(drawing.where, "image description")
                for text, anchor in walk.part.described(element):
                    if text not in described:
                        described.add(text)
                        walk.pen.apart(text, anchor, Role.ALT_TEXT, label)
            elif name == "v:textpath":
                for text, anchor in walk.part.described(element):
                    label = joined(drawing.where, "text box")
                    walk.pen.apart(text, anchor, Role.PARAGRAPH, label)
            elif name in ("c:chart", "dgm:relIds"):
                self._graphic(walk, drawing, element, name)
        flow.heading = saved

    def _graphic(self, walk: Walk, drawing: Drawing, element: _Element, name: str) -> None:
        """Read a chart or a diagram, which is a part of its own."""
        identity = reference(element, "id" if name == "c:chart" else "dm")
        target = self._parts.related(walk.part.name).get(identity)
        if target is None or target in self.hosts:
            return
        self.hosts[target] = walk.part.name, drawing.element
        try:
            part = TextPart(target, self._parts.package.xml(target))
        except UnreadableDocumentError as error:
            self._parts.report(target, error)
            return
        self.graphics[target] = part
        if name == "c:chart":
            write_chart(walk.pen.transcript, part, joined(drawing.where, "chart") or "")
        else:
            write_diagram(walk.pen.transcript, part, joined(drawing.where, "diagram") or "")


def _within(drawing: _Element) -> Iterator[_Element]:
    """The elements in a drawing, in their order; those in a text box are left to it."""
    stack = [iter(drawing)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = name_of(element)
        if name == "mc:AlternateContent":
            way = chosen(element)
            if way is not None:
                stack.append(iter(way))
            continue
        yield element
        if name != "w:txbxContent":
            stack.append(iter(element))
