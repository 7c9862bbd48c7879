"""Reads a deck: slide after slide its shapes, tables, charts and diagrams, then its notes.

What cannot be read is a problem of the document; the rest is read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from personfirst.formats.drawing import (
    TextPart,
    child,
    children,
    local,
    reference,
    write_body,
    write_description,
)
from personfirst.formats.drawing_graphics import graphic, write_chart, write_diagram, write_table
from personfirst.formats.ooxml import Relationship, core_properties, relationships
from personfirst.formats.package import MOST_PARTS, Package
from personfirst.formats.slides_layouts import TITLES, Inherited, Layouts
from personfirst.formats.slides_order import Box, stands_above
from personfirst.formats.slides_shapes import Shape, shapes_of
from personfirst.formats.slides_threads import comments_on
from personfirst.formats.transcript import Transcript, is_ours
from personfirst.model.document import Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_Found = TypeVar("_Found")
_GRAPHICS = {"chart": write_chart, "relIds": write_diagram}


@dataclass(frozen=True, slots=True)
class Spot:
    """From where on a transcript speaks of a slide, and of which place on it."""

    start: int
    slide: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a deck: `spots` in the order of the transcript, `slides` the parts of those
    that could be read, in the order of the presentation.
    """

    transcript: Transcript
    problems: tuple[Problem, ...]
    spots: tuple[Spot, ...]
    slides: tuple[str, ...]


def read_deck(package: Package, path: str) -> Reading:
    """Read a whole deck. Raises `UnreadableDocumentError` where the package holds none."""
    main = main_part(package)
    root = package.xml(main)
    if local(root) != "presentation":
        raise _no_deck()
    reader = _Reader(package, path, main)
    reader.properties()
    reader.slides(root)
    return Reading(
        reader.transcript, tuple(reader.problems), tuple(reader.spots), tuple(reader.read)
    )


def main_part(package: Package) -> str:
    """The name of the part that lists the slides."""
    for one in relationships(package, ""):
        if one.kind == "officeDocument":
            return one.target
    raise _no_deck()


def _no_deck() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "is no PowerPoint file; give it the ending of what it is, or save it as .pptx"
    )


@dataclass(slots=True)
class _Slide:
    """The slide at hand: its part, how its blocks are labelled, what belongs to it by id."""

    part: TextPart
    label: str
    related: Mapping[str, Relationship]
    tables: int = 0


class _Reader:
    """A deck while it is read."""

    def __init__(self, package: Package, path: str, main: str) -> None:
        self.transcript = Transcript()
        self.problems: list[Problem] = []
        self.spots: list[Spot] = []
        self.read: list[str] = []
        self._package = package
        self._path = path
        self._main = main
        self._layouts = Layouts(package)
        self._seen: set[str] = set()

    def properties(self) -> None:
        flow = self.transcript.flow
        found = self._tried("the document properties", lambda: core_properties(self._package))
        for one in found or ():
            handle = flow.begin_role(Role.METADATA, "document properties")
            self.transcript.write(one.text, one.anchor)
            flow.end_role(handle)

    def slides(self, presentation: _Element) -> None:
        """Read the slides that the presentation lists, in its order."""
        targets = {one.id: one.target for one in relationships(self._package, self._main)}
        listed = child(presentation, "sldIdLst")
        for number, one in enumerate(children(listed) if listed is not None else (), start=1):
            if number > MOST_PARTS:
                self._problem(f"only the first {MOST_PARTS:,} slides were read")
                break
            self._slide(number, targets.get(reference(one)))

    def _slide(self, number: int, name: str | None) -> None:
        if name is None:
            self._problem(f"slide {number} was not read; the file does not hold it")
            return
        part = self._part(name, f"slide {number}")
        if part is None:
            return
        self.read.append(name)
        hidden = part.root.get("show") in ("0", "false")
        label = f"slide {number} (hidden)" if hidden else f"slide {number}"
        related = (
            self._tried(
                f"what belongs to slide {number}",
                lambda: tuple(relationships(self._package, name)),
            )
            or ()
        )
        layout = next((one.target for one in related if one.kind == "slideLayout"), None)
        flow = self.transcript.flow
        flow.heading = ""
        flow.forget_lead()
        slide = _Slide(part, label, {one.id: one for one in related})
        above: Shape | None = None
        for shape in shapes_of(part.root, lambda one: self._layouts.inherited(layout, one)):
            self.spots.append(Spot(self.transcript.length, name, shape.box))
            if above is None or not _leads(above.box, shape.box):
                flow.forget_lead()
            if self._shape(slide, shape):
                above = shape
        self.spots.append(Spot(self.transcript.length, name, None))
        flow.forget_lead()
        for one in related:
            if one.kind == "notesSlide":
                self._notes(one.target, number, f"{label}, speaker notes")
        self._tried(f"the comments on slide {number}", lambda: self._comments(name, label))

    def _shape(self, slide: _Slide, shape: Shape) -> bool:
        """Write what a shape says; whether it holds paragraphs with text."""
        start = self.transcript.length
        properties = shape.properties
        unseen = properties is not None and properties.get("hidden") in ("1", "true")
        label = f"{slide.label}, hidden shape" if unseen else slide.label
        body = child(shape.element, "txBody")
        if body is not None:
            role = Role.HEADING if shape.kind in TITLES else Role.PARAGRAPH
            place = f"{label}, footer" if shape.kind == "ftr" else label
            write_body(self.transcript, slide.part, body, role, place, shape.bulleted)
        has_text = self.transcript.length > start
        if body is None and local(shape.element) == "graphicFrame":
            self._graphic(slide, shape.element, label)
        if properties is not None:
            write_description(
                self.transcript, slide.part, properties, f"{label}, image description"
            )
        return has_text

    def _graphic(self, slide: _Slide, frame: _Element, label: str) -> None:
        shown = graphic(frame)
        if shown is None:
            return
        name = local(shown)
        if name == "tbl":
            slide.tables += 1
            write_table(self.transcript, slide.part, shown, f"{label}, table {slide.tables}")
        elif name in _GRAPHICS:
            what = "chart" if name == "chart" else "diagram"
            found = slide.related.get(reference(shown, "id" if name == "chart" else "dm"))
            if found is None:
                self._problem(f"a {what} of {label} was not read; the file does not hold it")
                return
            part = self._part(found.target, f"a {what} of {label}")
            if part is not None:
                _GRAPHICS[name](self.transcript, part, f"{label}, {what}")

    def _notes(self, name: str, number: int, label: str) -> None:
        part = self._part(name, f"the notes of slide {number}")
        if part is None:
            return
        for shape in shapes_of(part.root, lambda _: Inherited()):
            body = child(shape.element, "txBody")
            if body is not None and shape.kind != "ftr":
                write_body(self.transcript, part, body, Role.NOTE, label)
        self.transcript.flow.forget_lead()

    def _comments(self, slide: str, label: str) -> None:
        for one in comments_on(self._package, slide, self._main):
            if not is_ours(one.author):
                with self.transcript.comment(one.author, label) as place:
                    self.transcript.write_apart(one.paragraphs, Role.NOTE, place)

    def _part(self, name: str, what: str) -> TextPart | None:
        """A part, each only once; None where it was read already or cannot be read."""
        if name in self._seen:
            return None
        self._seen.add(name)
        return self._tried(what, lambda: TextPart(name, self._package.xml(name)))

    def _tried(self, what: str, read: Callable[[], _Found]) -> _Found | None:
        """What reading gives; None and a problem where it fails."""
        try:
            return read()
        except UnreadableDocumentError as error:
            self._problem(f"{what} could not be read: the file {error}")
            return None

    def _problem(self, reason: str) -> None:
        self.problems.append(Problem(self._path, reason))


def _leads(above: Box | None, below: Box | None) -> bool:
    """Whether the last words of a shape may lead into a list in another: it stands above, or of
    neither shape the place is known.
    """
    if above is None or below is None:
        return above is below
    return stands_above(above, below)
