"""Excel files, only read: cells with text, sheet by sheet, and what is drawn or noted on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from personfirst.formats.base import Format
from personfirst.formats.drawing import (
    TextPart,
    child,
    children,
    local,
    reference,
    write_body,
    write_description,
)
from personfirst.formats.drawing_graphics import graphic, write_chart
from personfirst.formats.ooxml import core_properties, relationships
from personfirst.formats.outline import shown
from personfirst.formats.package import MOST_PARTS, Package
from personfirst.formats.sheets_cells import Row, column_name, rows, shared_strings
from personfirst.formats.sheets_notes import notes_on, people_in
from personfirst.formats.transcript import Transcript, is_ours
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 6_000_000
"""Tags of all sheets of a workbook: about a million and a half cells."""
MOST_TEXTS = 200_000
"""Cells with text of a workbook that are read."""
MOST_CHARACTERS = 8_000_000
"""Characters of the text in cells that are read: a few thousand pages."""

_SHAPES = ("sp", "pic", "graphicFrame", "cxnSp")
_Found = TypeVar("_Found")


def read(data: bytes, path: str) -> Document:
    """Read a workbook; raises `UnreadableDocumentError` where the bytes hold none."""
    reader = _Reader(Package(data), path)
    reader.read()
    return reader.transcript.finish(path, FORMAT.name, data, tuple(reader.problems))


class _Reader:
    """A workbook while it is read."""

    def __init__(self, package: Package, path: str) -> None:
        self.transcript = Transcript()
        self.problems: list[Problem] = []
        self._package = package
        self._path = path
        self._strings: list[str] = []
        self._tags, self._texts, self._characters = MOST_TAGS, MOST_TEXTS, MOST_CHARACTERS
        self._seen: set[str] = set()
        self._people: dict[str, str] = {}

    def read(self) -> None:
        main = next(
            (r.target for r in relationships(self._package, "") if r.kind == "officeDocument"), None
        )
        root = None if main is None else self._package.xml(main)
        if main is None or root is None or local(root) != "workbook":
            raise UnreadableDocumentError(
                "is no Excel file; give it the ending of what it is, or save it as .xlsx"
            )
        self._properties()
        targets = {}
        for one in relationships(self._package, main):
            targets[one.id] = one.target
            if one.kind == "person":
                self._people |= self._tried("its list of people", self._persons(one.target)) or {}
            elif one.kind == "sharedStrings":
                self._strings = self._tried("its texts", self._shared(one.target)) or []
        listed = child(root, "sheets")
        for number, sheet in enumerate(children(listed) if listed is not None else (), start=1):
            if number > MOST_PARTS:
                self._problem(f"only the first {MOST_PARTS:,} sheets were read")
                break
            self._sheet(sheet, targets.get(reference(sheet)))

    def _properties(self) -> None:
        flow = self.transcript.flow
        found = self._tried("the document properties", lambda: core_properties(self._package))
        for one in found or ():
            handle = flow.begin_role(Role.METADATA, "document properties")
            self.transcript.write(one.text)
            flow.end_role(handle)

    def _shared(self, name: str) -> Callable[[], list[str]]:
        return lambda: shared_strings(self._part(name), name)

    def _persons(self, name: str) -> Callable[[], dict[str, str]]:
        return lambda: people_in(self._package.xml(name))

    def _sheet(self, sheet: _Element, name: str | None) -> None:
        title = " ".join(sheet.get("name", "").split())
        label = f"sheet “{title}”"
        if sheet.get("state") in ("hidden", "veryHidden"):
            label = f"{label} (hidden)"
        if name is None:
            self._problem(f"{label} was not read; the file does not hold it")
            return
        if name in self._seen:
            return
        self._seen.add(name)
        flow = self.transcript.flow
        flow.forget_lead()
        flow.heading = title
        self._tried(label, lambda: self._cells(name, label))
        flow.end_table(0)
        self._tried(f"what is drawn on {label}", lambda: self._drawings(name, label))
        self._tried(f"the comments on {label}", lambda: self._notes(name, label))

    def _cells(self, name: str, label: str) -> None:
        """Write the cells with text; a title above the cells is no row of their table."""
        flow = self.transcript.flow
        table, is_wide = flow.begin_table(), False
        for row in rows(self._part(name), name, self._strings):
            if self._is_full:
                break
            if not any(cell.text for cell in row.cells):
                continue
            if not is_wide:
                flow.end_table(table)
                table, is_wide = flow.begin_table(), len(row.cells) > 1
            self._row(row, label)
        flow.end_table(table)

    def _row(self, row: Row, label: str) -> None:
        flow = self.transcript.flow
        flow.begin_row()
        column = 0
        for cell in row.cells:
            if cell.column > column:
                flow.begin_cell(header=False, columns=cell.column - column)
            flow.begin_cell(header=False)
            if cell.text and self._take(cell.text, label):
                place = f"{label}, cell {column_name(cell.column)}{row.number}"
                handle = flow.begin_role(Role.CELL, place)
                self.transcript.write(cell.text)
                flow.end_role(handle)
            column = cell.column + 1
        flow.end_row()

    @property
    def _is_full(self) -> bool:
        return self._texts < 0 or self._characters < 0

    def _take(self, text: str, label: str) -> bool:
        """Count a cell's text; whether there is room for it."""
        if not self._is_full:
            self._texts -= 1
            self._characters -= len(text)
            if self._is_full:
                self._problem(
                    f"only the first {MOST_TEXTS:,} cells with text, or {MOST_CHARACTERS:,} "
                    f"characters, were read; the rest begins on {label}"
                )
        return not self._is_full

    def _drawings(self, sheet: str, label: str) -> None:
        """Write text boxes, titles of charts and descriptions of pictures."""
        flow = self.transcript.flow
        for one in relationships(self._package, sheet):
            if one.kind == "drawing" and one.target not in self._seen:
                self._seen.add(one.target)
                part = TextPart(one.target, self._package.xml(one.target))
                charts = {r.id: r.target for r in relationships(self._package, one.target)}
                for shape in _shapes(part.root):
                    flow.forget_lead()
                    self._shape(part, shape, charts, label)

    def _notes(self, sheet: str, label: str) -> None:
        """Write what people have noted on the cells."""
        related = relationships(self._package, sheet)
        for one in notes_on(self._package, related, self._people):
            if not is_ours(one.author) and one.text and self._take(one.text, label):
                where = f"{label}, cell {shown(one.cell)}"
                with self.transcript.comment(one.author, where) as place:
                    self.transcript.write_apart([one.text], Role.NOTE, place)

    def _shape(
        self, part: TextPart, shape: _Element, charts: Mapping[str, str], label: str
    ) -> None:
        body = child(shape, "txBody")
        if body is not None:
            write_body(self.transcript, part, body, Role.PARAGRAPH, f"{label}, text box")
        shown = graphic(shape)
        name = charts.get(reference(shown)) if shown is not None and local(shown) == "chart" else ""
        if name and name not in self._seen:
            self._seen.add(name)
            write_chart(self.transcript, TextPart(name, self._package.xml(name)), f"{label}, chart")
        for one in children(shape):
            properties = child(one, "cNvPr") if local(one).startswith("nv") else None
            if properties is not None:
                write_description(self.transcript, part, properties, f"{label}, image description")

    def _part(self, name: str) -> bytes:
        """The bytes of a part that is read as a stream."""
        data = self._package.read(name)
        self._tags -= data.count(b"<")
        if self._tags < 0:
            raise UnreadableDocumentError(f"is too large (its part {name})")
        return data

    def _tried(self, what: str, read: Callable[[], _Found]) -> _Found | None:
        """What reading gives; None and a problem where it fails."""
        try:
            return read()
        except UnreadableDocumentError as error:
            self._problem(f"{what} could not be read: the file {error}")
            return None

    def _problem(self, reason: str) -> None:
        self.problems.append(Problem(self._path, reason))


def _shapes(drawing: _Element) -> Iterator[_Element]:
    """The shapes of a sheet's drawing, those in groups too, in their order."""
    stack = [children(drawing)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif local(found) in _SHAPES:
            yield found
        else:
            stack.append(children(found))


FORMAT = Format("excel", read)
