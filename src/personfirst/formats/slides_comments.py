"""Writes remarks on a deck as comments on its slides.

They are comments of the classic kind, which every PowerPoint and LibreOffice opens. Comments that a
deck has already, of this kind or of the newer one, stay as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from personfirst.formats.drawing import local
from personfirst.formats.ooxml import (
    SIGNED,
    TYPES,
    is_signed,
    relationships,
    relationships_part,
    to_xml,
    whole_number,
    with_content_types,
    with_relationship,
)
from personfirst.formats.package import Package
from personfirst.formats.runs import xml_text
from personfirst.formats.slides_order import Box
from personfirst.formats.slides_reader import Reading, Spot, main_part, read_deck
from personfirst.formats.slides_threads import comments_on
from personfirst.formats.transcript import AUTHOR, is_ours
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Remark
from personfirst.model.text import MASK

if TYPE_CHECKING:
    from lxml.etree import _Element

_INITIALS = "pf"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONSHIP = {
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
}
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_COMMENTS = "comments"
_AUTHORS = "commentAuthors"
_UNIT = 1587.5
"""English Metric Units in one unit of a comment's place: there are 576 to an inch."""
_MARGIN = 10
_STEP = 24
_MOST_STEPS = 20
_FURTHEST = 40_000.0
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class _Note:
    """A comment on a slide."""

    slide: str
    x: int
    y: int
    text: str


def review(document: Document, remarks: Sequence[Remark], now: datetime | None = None) -> bytes:
    """A copy of the deck with a comment for each remark, at the shape that it is about.

    What is remarked on in notes, descriptions and properties is said on the slide, on the first
    slide for properties. What an earlier review has said there is not said again. `now` is the time
    that the comments bear. Raises `UnwritableDocumentError` for a file that is signed, and where
    comments have no place.
    """
    if not remarks:
        return document.data
    package = Package(document.data)
    if is_signed(package):
        raise UnwritableDocumentError(SIGNED)
    reading = read_deck(package, document.path)
    if not reading.slides:
        raise UnwritableDocumentError("has no slide that could take a comment")
    try:
        writer = _Writer(package, now or datetime.now(UTC))
        said = Counter(_said_before(package, reading))
        for note in _notes(document, remarks, reading):
            key = note.slide, " ".join(note.text.split())
            if said[key]:
                said[key] -= 1
            else:
                writer.add(note)
        return package.rewritten(writer.changes())
    except UnreadableDocumentError as error:
        raise UnwritableDocumentError(f"takes no comments: it {error}") from error


def _said_before(package: Package, reading: Reading) -> Iterator[tuple[str, str]]:
    """What comments of ours say already, each with its slide."""
    main = main_part(package)
    for slide in reading.slides:
        for one in comments_on(package, slide, main):
            if is_ours(one.author):
                yield slide, " ".join(" ".join(one.paragraphs).split())


def _notes(document: Document, remarks: Sequence[Remark], reading: Reading) -> list[_Note]:
    """The comments that say what remarks do; those at one place are moved apart."""
    at_place: Counter[tuple[str, Box | None]] = Counter()
    starts = [block.pieces[0].anchor.start for block in document.passages]
    notes = []
    for remark in sorted(remarks, key=lambda one: one.start):
        spot = _spot(reading, remark.start)
        index = bisect_right(starts, remark.start) - 1
        label = (document.passages[index].label or "") if index >= 0 else ""
        moved = _MARGIN + _STEP * min(at_place[spot.slide, spot.box], _MOST_STEPS)
        at_place[spot.slide, spot.box] += 1
        left, top = (spot.box.left, spot.box.top) if spot.box else (0.0, 0.0)
        notes.append(
            _Note(
                spot.slide,
                _units(left) + moved,
                _units(top) + moved,
                _said(remark, document.text[remark.start : remark.end], label),
            )
        )
    return notes


def _spot(reading: Reading, start: int) -> Spot:
    at = bisect_right(reading.spots, start, key=lambda spot: spot.start) - 1
    return reading.spots[at] if at >= 0 else Spot(0, reading.slides[0], None)


def _units(length: float) -> int:
    units = length / _UNIT
    return round(units) if 0 <= units <= _FURTHEST else 0


def _said(remark: Remark, words: str, label: str) -> str:
    """The text of a comment: what was found, in which words and where on the slide, and why."""
    quoted = " ".join(words.replace(MASK, "…").split())
    if len(quoted) > _LONGEST_QUOTE:
        quoted = f"{quoted[:_LONGEST_QUOTE]}…"
    place = label.partition(", ")[2] if label.startswith("slide ") else label
    where = f" ({place})" if place else ""
    return xml_text(f"{remark.heading}\n“{quoted}”{where}\n{remark.text}".strip())


class _Writer:
    """The parts that comments are written into, while they are written."""

    def __init__(self, package: Package, now: datetime) -> None:
        self._package = package
        self._main = main_part(package)
        self._space = str(package.xml(self._main).tag).rpartition("}")[0].lstrip("{")
        self._kinds = _RELATIONSHIP[self._space.startswith(_STRICT)]
        self._new: dict[str, str] = {}
        self._changes: dict[str, bytes] = {}
        self._lists: dict[str, tuple[str, _Element]] = {}
        self._taken = {name.lower() for name in package.names} | {
            element.get("PartName", "").lower().lstrip("/") for element in package.xml(TYPES)
        }
        self._authors_part, self._authors = self._authors_list()
        self._author = self._own_author()
        self._last = int(self._author.get("lastIdx", "0"))
        self._when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000")

    def add(self, note: _Note) -> None:
        """Add a comment to its slide's list."""
        from lxml import etree

        if note.slide not in self._lists:
            self._lists[note.slide] = self._comments_of(note.slide)
        self._last += 1
        attributes = {
            "authorId": self._author.get("id", ""),
            "dt": self._when,
            "idx": str(self._last),
        }
        comment = etree.SubElement(self._lists[note.slide][1], self._name("cm"), attributes)
        place = {"x": str(note.x), "y": str(note.y)}
        etree.SubElement(comment, self._name("pos"), place)
        etree.SubElement(comment, self._name("text")).text = note.text

    def changes(self) -> dict[str, bytes]:
        """The parts that are new or changed."""
        self._author.set("lastIdx", str(self._last))
        changes = dict(self._changes)
        for name, root in (*self._lists.values(), (self._authors_part, self._authors)):
            changes[name] = to_xml(root)
        if self._new:
            changes[TYPES] = with_content_types(self._package, self._new)
        return changes

    def _name(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _authors_list(self) -> tuple[str, _Element]:
        for one in relationships(self._package, self._main):
            if one.kind == _AUTHORS:
                return one.target, self._package.xml(one.target)
        return self._added(self._main, "ppt/commentAuthors{}.xml", _AUTHORS, "cmAuthorLst")

    def _own_author(self) -> _Element:
        """The author of the remarks; one by its name from an earlier review goes on counting."""
        from lxml import etree

        authors = [one for one in self._authors if local(one) == "cmAuthor"]
        for one in authors:
            if one.get("name") == AUTHOR:
                last = max(whole_number(one.get("lastIdx")), self._last_index(one.get("id", "")))
                one.set("lastIdx", str(last))
                return one
        number = max((whole_number(one.get("id")) for one in authors), default=-1) + 1
        attributes = {
            "id": str(number),
            "name": AUTHOR,
            "initials": _INITIALS,
            "lastIdx": "0",
            "clrIdx": str(len(authors)),
        }
        return etree.SubElement(self._authors, self._name("cmAuthor"), attributes)

    def _last_index(self, author: str) -> int:
        """The highest number of an author's comments in the deck."""
        slides = (one for one in relationships(self._package, self._main) if one.kind == "slide")
        return max(
            (
                whole_number(comment.get("idx"))
                for slide in slides
                for root in [self._own_list(slide.target)[1]]
                for comment in (root if root is not None else ())
                if comment.get("authorId") == author
            ),
            default=0,
        )

    def _comments_of(self, slide: str) -> tuple[str, _Element]:
        name, root = self._own_list(slide)
        if root is not None:
            return name, root
        return self._added(slide, "ppt/comments/comment{}.xml", _COMMENTS, "cmLst")

    def _own_list(self, slide: str) -> tuple[str, _Element | None]:
        """A slide's list of classic comments, if it has one; the newer kind has another name."""
        for one in relationships(self._package, slide):
            if one.kind == _COMMENTS:
                root = self._package.xml(one.target)
                if root.tag == self._name("cmLst"):
                    return one.target, root
        return "", None

    def _added(self, owner: str, pattern: str, kind: str, root: str) -> tuple[str, _Element]:
        """A new part and its root element; it is told to the part that it belongs to."""
        from lxml import etree

        numbers = ("" if kind == _AUTHORS else "1", *map(str, range(2, len(self._taken) + 3)))
        names = (pattern.format(number) for number in numbers)
        name = next(one for one in names if one.lower() not in self._taken)
        self._taken.add(name.lower())
        self._new[name] = f"{_TYPE}{kind}+xml"
        _, related = with_relationship(self._package, owner, self._kinds + kind, name)
        self._changes[relationships_part(owner)] = related
        return name, etree.Element(self._name(root), nsmap={"p": self._space})
