"""Walks through the paragraphs and tables of a part and writes down what they say.

Text boxes and pictures are read where a paragraph, a list and a table have ended, so that none of
these is torn apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.outline import joined
from personfirst.formats.word.inline import Inline, Line, shows_placeholder
from personfirst.formats.word.kinds import kind_of
from personfirst.formats.word.names import (
    DELETED,
    child,
    chosen,
    is_drop_cap,
    is_on,
    name_of,
    number,
    value,
)
from personfirst.formats.word.nodes import Part
from personfirst.formats.word.pen import Pen
from personfirst.formats.word.styles import Styles
from personfirst.model.document import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset(
    ("w:customXml", "w:sdtContent", "w:ins", "w:moveTo", "w:txbxContent", "w:smartTag", "w:tbl")
)
_WIDEST = 50


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a footnote or an endnote, and the heading that it stands under."""

    kind: str
    id: str
    heading: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that is read later, and what stood around it: the heading above, its label."""

    element: _Element
    heading: str
    where: str | None


@dataclass(slots=True)
class _Table:
    """A table while it is read: the label of what it stands in, and how far reading has come."""

    number: int
    outer: str | None
    row: int = 0
    column: int = 0


Draw = Callable[["Walk", Drawing], None]
"""Reads a drawing, called with the walk that has come to it."""


class Walk:
    """Reads a part with a pen. `notes` are the references to notes that it met, in their order;
    `inserted` are other documents that stand in it, which only Word can read.
    """

    def __init__(self, pen: Pen, part: Part, styles: Styles, draw: Draw) -> None:
        self.pen = pen
        self.part = part
        self.notes: list[Note] = []
        self.inserted: list[_Element] = []
        self._styles = styles
        self._draw = draw
        self._flow = pen.flow
        self._inline = Inline(part, styles)
        self._tables: list[_Table] = []
        self._drawings: list[Drawing] = []
        self._held: Line | None = None
        self._count = 0

    def read(self, container: _Element) -> None:
        """Read all that stands in an element, to its end."""
        with self._inline.aside():
            self._read(container)
            self.pen.end_lists()
            self._read_drawings()

    def read_box(self, container: _Element, where: str, heading: str) -> None:
        """Read a box that stands apart, with its own tables, lists and headings."""
        saved = self._tables, self._drawings
        self._tables, self._drawings = [], []
        with self.pen.box(where, heading):
            self.read(container)
        self._tables, self._drawings = saved

    def describe(self, element: _Element, label: str | None) -> None:
        """Write what an element says for those who do not see it."""
        for text, anchor in self.part.described(element):
            self.pen.apart(text, anchor, Role.ALT_TEXT, label)

    def _read(self, container: _Element) -> None:
        stack: list[tuple[Iterator[_Element], Callable[[], None] | None]]
        stack = [(iter(container), None)]
        while stack:
            element = next(stack[-1][0], None)
            if element is None:
                end = stack.pop()[1]
                if end is not None:
                    end()
                continue
            name = name_of(element)
            if name == "w:p":
                self._paragraph(element)
            elif name == "w:sdt":
                if not shows_placeholder(element):
                    stack.append((iter(element), None))
            elif name == "mc:AlternateContent":
                way = chosen(element)
                if way is not None:
                    stack.append((iter(way), None))
            elif name in ("w:altChunk", "w:subDoc"):
                self.inserted.append(element)
            elif name in ("w:tr", "w:tc"):
                if self._tables and not _is_deleted(element):
                    begin = self._begin_row if name == "w:tr" else self._begin_cell
                    stack.append((iter(element), begin(element)))
            elif name in _CONTAINERS:
                end = self._begin_table(element) if name == "w:tbl" else None
                stack.append((iter(element), end))

    # Tables

    def _begin_table(self, element: _Element) -> Callable[[], None]:
        self.pen.end_lists()
        if not self._tables:
            self._read_drawings()
        self._count += 1
        table = _Table(self._count, self.pen.cell)
        where = joined(self.pen.place.where, f"table {table.number}", "description")
        properties = child(element, "w:tblPr")
        for one in properties if properties is not None else ():
            if name_of(one) in ("w:tblCaption", "w:tblDescription"):
                self.describe(one, where)
        handle = self._flow.begin_table()
        self._tables.append(table)

        def end() -> None:
            self._tables.pop()
            self._flow.end_table(handle)

        return end

    def _begin_row(self, element: _Element) -> Callable[[], None]:
        table = self._tables[-1]
        table.row, table.column = table.row + 1, 0
        properties = child(element, "w:trPr")
        head = child(properties, "w:tblHeader")
        self._flow.in_head(head is not None and is_on(head))
        self._flow.begin_row()
        before = number(value(properties, "w:gridBefore"))
        if before:
            self._flow.begin_cell(header=False, columns=min(before, _WIDEST))
        return self._flow.end_row

    def _begin_cell(self, element: _Element) -> Callable[[], None]:
        table = self._tables[-1]
        table.column += 1
        wide = number(value(child(element, "w:tcPr"), "w:gridSpan")) or 1
        self._flow.begin_cell(header=False, columns=min(wide, _WIDEST))
        place = f"table {table.number}, row {table.row}, column {table.column}"
        self.pen.cell = joined(self.pen.place.where, place)
        handle = self._flow.begin_role(Role.CELL, self.pen.cell)

        def end() -> None:
            self.pen.end_lists()
            self._flow.end_cell()
            self._flow.end_role(handle)
            self.pen.cell = table.outer

        return end

    # Paragraphs

    def _paragraph(self, element: _Element) -> None:
        """Read a paragraph; where it is one with the next, it goes on there."""
        properties = child(element, "w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        line = self._inline.read(element, style)
        if self._held is not None:
            self._held.extend(line)
            line, self._held = self._held, None
        if _is_joined(element, properties):
            self._held = line
            return
        stretches = line.worded()
        pen = self.pen
        if stretches and style.contents:
            pen.contents.add(stretches)
        elif stretches and not pen.knows(stretches):
            kind = kind_of(element, properties, style, stretches, pen.role, in_list=pen.in_list)
            if kind.item is not None:
                pen.item(kind.item)
            elif not kind.goes_on:
                pen.end_lists()
            if not pen.in_list and not self._tables:
                self._read_drawings()
            pen.line(stretches, kind, line.language())
        heading, where = self._flow.heading, pen.where
        self.notes += (Note(*note, heading) for note in line.notes)
        self._drawings += (Drawing(one, heading, where) for one in line.drawings)

    def _read_drawings(self) -> None:
        """Read the drawings that have been met since the last time."""
        while self._drawings:
            waiting, self._drawings = self._drawings, []
            for one in waiting:
                self._draw(self, one)
            self._flow.forget_lead()


def _is_joined(element: _Element, properties: _Element | None) -> bool:
    """Whether a paragraph is one with the paragraph below: its end is deleted, or it is a drop cap
    in a frame of its own.
    """
    mark = child(properties, "w:rPr")
    is_deleted = mark is not None and any(name_of(one) in DELETED for one in mark)
    if not is_deleted and not is_drop_cap(element):
        return False
    after = element.getnext()
    while after is not None and not name_of(after):
        after = after.getnext()
    return after is not None and name_of(after) == "w:p"


def _is_deleted(element: _Element) -> bool:
    """Whether a row or a cell of a table is deleted."""
    if name_of(element) == "w:tr":
        return child(child(element, "w:trPr"), "w:del") is not None
    return child(child(element, "w:tcPr"), "w:cellDel") is not None
