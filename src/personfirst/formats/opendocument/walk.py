"""Walks through the content of an OpenDocument file: what texts, slides and sheets have in common.

Depth is bounded, since `parse_xml` refuses elements that are nested deeper than 256.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.opendocument.charts import Charts
from personfirst.formats.opendocument.line import COMMENTS, NOT_READ, Line, is_hidden, language_of
from personfirst.formats.opendocument.names import (
    attribute,
    child,
    children,
    descendants,
    name_of,
    number,
    text_of,
    words,
)
from personfirst.formats.opendocument.styles import Look, Styles
from personfirst.formats.outline import Outline, joined
from personfirst.formats.style_names import Kind
from personfirst.formats.transcript import Transcript, is_ours
from personfirst.model.document import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CITATION = 5
_WIDEST = 1_000_000

_CONTAINERS = words(
    "text:section text:list-item text:list-header text:numbered-paragraph text:bibliography"
    " text:alphabetical-index text:index-body draw:text-box"
)
"""Elements that hold paragraphs and mean nothing else."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """A footnote, a comment or a frame, which is read once the paragraph that it stands in has
    ended.
    """

    element: _Element
    heading: str
    where: str | None


class Walk:
    """Reads elements into a transcript. `where` is the label of what is read, `role` the role of
    its paragraphs, where they have none of their own; `box` is the label of a text box.
    """

    def __init__(
        self,
        transcript: Transcript,
        styles: Styles,
        charts: Charts,
        *,
        box: str | None = "text box",
    ) -> None:
        self.where: str | None = None
        self.role = Role.PARAGRAPH
        self._styles = styles
        self._charts = charts
        self._box = box
        self._transcript = transcript
        self._flow = transcript.flow
        self._outline = Outline()
        self._apart: list[_Apart] = []
        self._notes = self._tables = self._within = 0
        self._line = Line(transcript, styles)
        self._kept: int | None = None

    @contextmanager
    def at(self, where: str | None, role: Role = Role.PARAGRAPH) -> Iterator[None]:
        """What is read now stands there; headings in it are none of the running text's."""
        saved = self.where, self.role, self._flow.heading
        self.where, self.role = where, role
        yield
        self.read_apart()
        self.where, self.role, self._flow.heading = saved

    def restart(self) -> None:
        """A new slide or sheet begins: tables are counted anew, and no heading holds."""
        self._flow.forget_lead()
        self._flow.heading = ""
        self._tables = 0

    # Blocks

    def blocks(self, parent: _Element) -> None:
        for element in parent:
            self.block(element)

    def block(self, element: _Element) -> None:
        name = name_of(element)
        if name in ("text:p", "text:h"):
            self.paragraph(element)
        elif name == "text:list":
            self._list(element)
        elif name == "table:table":
            self._tables += 1
            table = joined(self.where, f"table {self._tables}")
            self.table(element, lambda row, column: f"{table}, row {row}, column {column}")
        elif name in COMMENTS:
            self._apart.append(_Apart(element, self._flow.heading, self.where))
        elif name in NOT_READ or is_hidden(element) or _is_number(element):
            return
        elif name in _CONTAINERS:
            self.blocks(element)
        elif name == "draw:object":
            self._chart(element)
        elif name.startswith("draw:"):
            self.frame(element)

    def paragraph(self, element: _Element) -> None:
        """A paragraph or a heading."""
        look = self._styles.paragraph(attribute(element, "text:style-name"))
        if look.hidden or look.kind is Kind.CONTENTS or _hides(element):
            return
        if not self._within:
            self.read_apart()
        level = number(element, "text:outline-level") if name_of(element) == "text:h" else 0
        counts = level > 0 and self.where is None
        if counts:
            self._outline.leave(level)
        flow = self._flow
        flow.language = language_of(element, look, self._styles)
        flow.quotes += look.kind is Kind.QUOTE
        role = Role.HEADING if level else self._role_of(look)
        handle = flow.begin_role(role, self.where or self._outline.label)
        for one in self._line.read(element, look):
            self._apart.append(_Apart(one, flow.heading, self.where))
        flow.end_role(handle)
        flow.quotes -= look.kind is Kind.QUOTE
        flow.language = None
        if counts and text_of(element).strip():
            self._outline.enter(level, flow.heading)

    def _role_of(self, look: Look) -> Role:
        if self.role is not Role.PARAGRAPH:
            return self.role
        if look.kind is Kind.TITLE:
            return Role.HEADING
        return Role.CAPTION if look.kind is Kind.CAPTION else Role.PARAGRAPH

    def _list(self, element: _Element) -> None:
        """A list. One that holds headings only is there for their numbers; one right behind another
        goes on with it, as LibreOffice writes a list that changes its bullets.
        """
        kept, self._kept = self._kept, None
        first = next(descendants(element, "text:p", "text:h"), None)
        if first is None or name_of(first) == "text:h":
            if kept is not None:
                self._flow.end_list(kept)
            for item in element:
                self.blocks(item)
            return
        handle = self._flow.begin_list() if kept is None else kept
        role = self.role
        if role in (Role.PARAGRAPH, Role.CELL):
            self.role = Role.LIST_ITEM
        self._within += 1
        for item in children(element, "text:list-header", "text:list-item"):
            self.blocks(item)
        self._within -= 1
        self.role = role
        following = element.getnext()
        if following is not None and name_of(following) == "text:list":
            self._kept = handle
        else:
            self._flow.end_list(handle)

    # Tables

    def table(self, element: _Element, place: Callable[[int, int], str | None]) -> None:
        """A table or a sheet; `place` is the label of the cell in a row and a column, from 1."""
        handle = self._flow.begin_table()
        saved = self.where, self.role
        self._describe(element)
        self._within += 1
        row = 1
        for one, is_header in _rows(element, in_head=False):
            self._flow.in_head(is_header)
            self._flow.begin_row()
            column = 1
            for cell in children(one, "table:table-cell", "table:covered-table-cell"):
                if name_of(cell) == "table:table-cell":
                    self.where, self.role = place(row, column), Role.CELL
                    self._cell(cell)
                column += number(cell, "table:number-columns-repeated")
            self._flow.end_row()
            row += number(one, "table:number-rows-repeated")
        self._within -= 1
        self.where, self.role = saved
        self._flow.end_table(handle)

    def _cell(self, element: _Element) -> None:
        wide = number(element, "table:number-columns-spanned")
        self._flow.begin_cell(
            header=self._names_column(element),
            columns=min(wide * number(element, "table:number-columns-repeated"), _WIDEST),
            rows=number(element, "table:number-rows-spanned"),
        )
        self.blocks(element)

    def _names_column(self, cell: _Element) -> bool:
        first = child(cell, "text:p")
        if first is None:
            return False
        look = self._styles.paragraph(attribute(first, "text:style-name"))
        return look.kind is Kind.TABLE_HEADING

    # Notes and frames

    def read_apart(self) -> None:
        """Read the notes, comments and frames that have been met since the last time."""
        while self._apart:
            waiting, self._apart = self._apart, []
            for one in waiting:
                saved = self._within, self.where, self._flow.heading
                self._within, self.where, self._flow.heading = 1, one.where, one.heading
                if name_of(one.element) == "text:note":
                    self._note(one.element)
                elif name_of(one.element) in COMMENTS:
                    self._comment(one.element)
                else:
                    self.frame(one.element)
                self._within, self.where, self._flow.heading = saved
            self._flow.forget_lead()

    def _note(self, element: _Element) -> None:
        body = child(element, "text:note-body")
        if body is None:
            return
        self._notes += 1
        citation = child(element, "text:note-citation")
        sign = "" if citation is None else text_of(citation).strip()
        if not 0 < len(sign) <= _LONGEST_CITATION:
            sign = str(self._notes)
        kind = "endnote" if attribute(element, "text:note-class") == "endnote" else "footnote"
        saved = self.where, self.role
        self.where, self.role = joined(self.where, f"{kind} {sign}"), Role.NOTE
        self.blocks(body)
        self.where, self.role = saved

    def _comment(self, element: _Element) -> None:
        creator = child(element, "dc:creator")
        author = "" if creator is None else text_of(creator)
        if is_ours(author):
            return
        saved = self.where, self.role
        with self._transcript.comment(author, self.where) as label:
            self.where, self.role = label, Role.NOTE
            self.blocks(element)
        self.where, self.role = saved

    def frame(self, element: _Element) -> None:
        """A text box, a picture, a shape or a group of them; what describes it, then its text."""
        self._describe(element)
        saved = self.where, self.role
        if self.role is not Role.HEADING:
            self.role = Role.PARAGRAPH
        for one in element:
            if name_of(one) in ("draw:text-box", "text:p", "text:list"):
                self.where = joined(saved[0], self._box)
            self.block(one)
            self.where = saved[0]
        self.where, self.role = saved

    def _describe(self, element: _Element) -> None:
        """Read what stands for a picture or a table where it cannot be seen."""
        for one in children(element, "svg:title", "svg:desc", "table:title", "table:desc"):
            self._aside(one, Role.ALT_TEXT, "image description")

    def _aside(self, element: _Element, role: Role, label: str) -> None:
        """All text of an element as one block, which leads into no list."""
        handle = self._flow.begin_role(role, joined(self.where, label))
        self._transcript.write(" ".join(text_of(element).split()))
        self._flow.end_role(handle)
        self._flow.forget_lead()

    def _chart(self, element: _Element) -> None:
        """The titles of a chart and the names of what it shows."""
        chart = self._charts.open(element)
        if chart is None:
            return
        for title in descendants(chart, "chart:title", "chart:subtitle"):
            self._aside(title, Role.CAPTION, "chart")
        where = joined(self.where, "chart")
        for table in descendants(chart, "table:table"):
            self.table(table, lambda row, column: where)


def _rows(element: _Element, *, in_head: bool) -> Iterator[tuple[_Element, bool]]:
    """The rows of a table, and whether each is in its head."""
    for one in element:
        name = name_of(one)
        if name == "table:table-row":
            yield one, in_head
        elif name in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(one, in_head=in_head or name == "table:table-header-rows")


def _is_number(element: _Element) -> bool:
    """Whether a frame is there for the number of a slide or for the date."""
    return attribute(element, "presentation:class") in ("page-number", "date-time")


def _hides(paragraph: _Element) -> bool:
    """Whether a paragraph holds a field that hides it."""
    return any(map(is_hidden, children(paragraph, "text:hidden-paragraph")))
