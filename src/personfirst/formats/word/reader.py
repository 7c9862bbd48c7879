"""Reads a Word file from its first paragraph to its last note, header and property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from personfirst.formats.drawing import TextNode, reference, text_nodes
from personfirst.formats.ooxml import core_properties, property_nodes
from personfirst.formats.transcript import Transcript, is_ours
from personfirst.formats.word.drawings import Drawings
from personfirst.formats.word.names import attribute, child, is_on, name_of, tags
from personfirst.formats.word.nodes import MOST_NODES, Part
from personfirst.formats.word.parts import Parts
from personfirst.formats.word.pen import Pen, Place
from personfirst.formats.word.repeats import Repeats
from personfirst.formats.word.styles import Styles
from personfirst.formats.word.walk import Note, Walk
from personfirst.model.document import Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.origin import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "word"

_NOTES = ("footnote", "endnote")
_COMMENT = "comment"
_EDGES = ("header", "footer")
_PROPERTIES = "document properties"
_INSERTED = "was read without a document that is inserted in it; open it in Word and save it again"


class Reading:
    """A Word file that was read, its parts still open so that they can be changed.

    `repeats` are origins of texts that stand in several parts and were read in one of them,
    `listed` those of headings in a table of contents. Raises `UnreadableDocumentError` where the
    text cannot be read; what else cannot be read is a problem of the document.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.parts = Parts(data, path)
        self.styles = Styles(self.parts.xml("styles"))
        self.words = {self.parts.main.name: self.parts.main}
        self.drawings = Drawings(self.parts)
        self.repeats: list[tuple[Origin, ...]] = []
        self._transcript = Transcript()
        self._flow = self._transcript.flow
        main = self._walk(self.parts.main, Place())
        body = child(self.parts.main.root, "w:body")
        if body is not None:
            main.read(body)
        for kind in _NOTES:
            self._read_notes(kind, [note for note in main.notes if note.kind == kind])
        for kind in _EDGES:
            self._read_edges(kind)
        self._flow.heading = ""
        main.pen.rest()
        self.listed = main.pen.contents.origins
        self._read_properties()
        self._read_comments([note for note in main.notes if note.kind == _COMMENT])
        if main.inserted:
            self.parts.problem(_INSERTED)
        problems = tuple(self.parts.problems)
        self.document = self._transcript.finish(path, NAME, data, problems)

    def root(self, part: str) -> _Element:
        """The root element of a part that was read."""
        if part in self.words:
            return self.words[part].root
        if part in self.drawings.graphics:
            return self.drawings.graphics[part].root
        return self.parts.package.xml(part)

    def nodes(self, part: str, root: _Element) -> Sequence[TextNode]:
        """The text nodes of a part that was read, as its runs are counted."""
        if part in self.words:
            return self.words[part].nodes
        if part in self.drawings.graphics:
            return text_nodes(root)
        return [TextNode(element) for element in property_nodes(root)]

    def _walk(self, part: Part, place: Place) -> Walk:
        return Walk(Pen(self._transcript, place), part, self.styles, self.drawings.read)

    def _part(self, name: str) -> Part | None:
        """A part with text besides the main one; where it cannot be read, that is a problem."""
        left = MOST_NODES - sum(len(part.nodes) for part in self.words.values())
        try:
            part = Part(name, self.parts.package.xml(name), left)
        except UnreadableDocumentError as error:
            self.parts.report(name, error)
            return None
        self.words[name] = part
        return part

    def _read_notes(self, kind: str, notes: Iterable[Note]) -> None:
        """Read the notes of a kind in the order in which the text refers to them."""
        for number, (walk, element) in enumerate(self._noted(kind, notes), start=1):
            walk.pen.place = Place(f"{kind} {number}", Role.NOTE)
            walk.read(element)

    def _read_comments(self, notes: Iterable[Note]) -> None:
        """Read what others have noted on the text, in the order of the text."""
        for walk, element in self._noted(_COMMENT, notes):
            author = attribute(element, "author")
            if not is_ours(author):
                with self._transcript.comment(author) as label:
                    walk.pen.place = Place(label, Role.NOTE)
                    walk.read(element)

    def _noted(self, kind: str, notes: Iterable[Note]) -> Iterator[tuple[Walk, _Element]]:
        """The elements that hold notes of a kind, each once, and a walk to read them with; a note
        stands under the heading that its reference stands under.
        """
        name = self.parts.kinds.get(f"{kind}s")
        part = self._part(name) if name is not None else None
        if part is None:
            return
        elements = {
            attribute(element, "id"): element
            for element in part.root
            if name_of(element) == f"w:{kind}" and attribute(element, "type") in ("", "normal")
        }
        walk = self._walk(part, Place())
        for note in notes:
            element = elements.pop(note.id, None)
            if element is not None:
                self._flow.heading = note.heading
                yield walk, element

    def _read_edges(self, kind: str) -> None:
        """Read the headers or the footers of the pages, each text once."""
        repeats = Repeats()
        for name in dict.fromkeys(self._edges(kind)):
            part = self._part(name) if name not in self.words else None
            if part is not None:
                self._flow.heading = ""
                self._walk(part, Place(kind, repeats=repeats)).read(part.root)
        self.repeats += repeats.origins

    def _edges(self, kind: str) -> Iterator[str]:
        """The names of the parts that hold the headers or the footers that are shown."""
        related = self.parts.related(self.parts.main.name)
        sections = [
            section
            for section in self.parts.main.root.iter(*tags("w:sectPr"))
            if name_of(next(section.iterancestors(), section)) != "w:sectPrChange"
        ]
        shown = {"default", ""}
        if any(_says(section, "w:titlePg") for section in sections):
            shown.add("first")
        if "settings" in self.parts.kinds and sections:
            settings = self.parts.xml("settings")
            if settings is not None and _says(settings, "w:evenAndOddHeaders"):
                shown.add("even")
        for section in sections:
            for one in section:
                if name_of(one) == f"w:{kind}Reference" and attribute(one, "type") in shown:
                    name = related.get(reference(one))
                    if name is not None:
                        yield name

    def _read_properties(self) -> None:
        try:
            found = core_properties(self.parts.package)
        except UnreadableDocumentError as error:
            self.parts.report("docProps/core.xml", error)
            return
        for one in found:
            handle = self._flow.begin_role(Role.METADATA, _PROPERTIES)
            self._transcript.write(one.text, one.anchor)
            self._flow.end_role(handle)


def _says(element: _Element, name: str) -> bool:
    """Whether an element has a property that is on."""
    found = child(element, name)
    return found is not None and is_on(found)
