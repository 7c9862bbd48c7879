"""The part of a Word file that holds its comments, and the marks in the text that they stand at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from personfirst.formats.ooxml import (
    TYPES,
    relationships_part,
    to_xml,
    with_content_types,
    with_relationship,
)
from personfirst.formats.word.cuts import put
from personfirst.formats.word.names import STRICT, name_of
from personfirst.formats.word.reader import Reading
from personfirst.formats.word.revisions import Signature
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_INITIALS = "pf"
_KIND = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """The comments of a file; those that it has stay as they are.

    Raises `UnwritableDocumentError` where its comments are damaged.
    """

    def __init__(self, reading: Reading, signature: Signature) -> None:
        from lxml import etree

        self._reading = reading
        self._signature = signature
        tag = str(reading.parts.main.root.tag)
        self._space = tag[: tag.index("}") + 1]
        name = reading.parts.kinds.get("comments")
        self._is_new = name is None
        if name is None:
            self.name = _free_name(reading)
            self.root = etree.Element(f"{self._space}comments", nsmap={"w": self._space[1:-1]})
            return
        self.name = name
        try:
            self.root = reading.parts.package.xml(name)
        except UnreadableDocumentError as error:
            reason = f"was not changed, for its comments cannot be read: the file {error}"
            raise UnwritableDocumentError(reason) from error

    def add(self, paragraphs: Sequence[str]) -> str:
        """Add a comment, the first paragraph of which is its heading; returns its number."""
        from lxml import etree

        attributes = self._signature.attributes(self._space)
        attributes[f"{self._space}initials"] = _INITIALS
        comment = etree.SubElement(self.root, f"{self._space}comment", attributes)
        style = self._reading.styles.named("annotation text")
        for number, text in enumerate(paragraphs):
            paragraph = etree.SubElement(comment, f"{self._space}p")
            if style:
                self._valued(self._sub(paragraph, "pPr"), "pStyle", style)
            if number == 0:
                self._mark(paragraph, "annotationRef")
            run = self._sub(paragraph, "r")
            if number == 0:
                self._sub(self._sub(run, "rPr"), "b")
            put(self._sub(run, "t"), text)
        return attributes[f"{self._space}id"]

    def anchor(self, number: str, first: _Element, last: _Element) -> None:
        """Mark what a comment is about: from the beginning of one element to the end of another."""
        first.addprevious(self._made("commentRangeStart", number))
        self._close(number, last)

    def anchor_all(self, number: str, paragraph: _Element) -> None:
        """Mark a whole paragraph as what a comment is about."""
        begin = self._made("commentRangeStart", number)
        has_properties = len(paragraph) > 0 and name_of(paragraph[0]) == "w:pPr"
        paragraph.insert(1 if has_properties else 0, begin)
        self._close(number, paragraph[-1])

    def changes(self) -> dict[str, bytes]:
        """The parts that are new or changed."""
        package, main = self._reading.parts.package, self._reading.parts.main.name
        changes = {self.name: to_xml(self.root)}
        if self._is_new:
            kind = _KIND[self._space == f"{{{STRICT}}}"]
            changes[relationships_part(main)] = with_relationship(package, main, kind, self.name)[1]
            changes[TYPES] = with_content_types(package, {self.name: _TYPE})
        return changes

    def _close(self, number: str, last: _Element) -> None:
        from lxml import etree

        end = self._made("commentRangeEnd", number)
        last.addnext(end)
        holder = etree.Element("holder")
        self._mark(holder, "commentReference").set(f"{self._space}id", number)
        end.addnext(holder[0])

    def _mark(self, parent: _Element, name: str) -> _Element:
        """A run with a sign in the style of signs for comments."""
        run = self._sub(parent, "r")
        style = self._reading.styles.named("annotation reference")
        if style:
            self._valued(self._sub(run, "rPr"), "rStyle", style)
        return self._sub(run, name)

    def _made(self, name: str, number: str) -> _Element:
        from lxml import etree

        return etree.Element(f"{self._space}{name}", {f"{self._space}id": number})

    def _sub(self, parent: _Element, name: str) -> _Element:
        from lxml import etree

        return etree.SubElement(parent, f"{self._space}{name}")

    def _valued(self, parent: _Element, name: str, value: str) -> None:
        self._sub(parent, name).set(f"{self._space}val", value)


def _free_name(reading: Reading) -> str:
    """A name for the part of the comments that no part has."""
    folder = reading.parts.main.name.rpartition("/")[0]
    taken = {name.lower() for name in reading.parts.package.names}
    number = ""
    while f"{folder}/comments{number}.xml".lstrip("/").lower() in taken:
        number = str(int(number or 1) + 1)
    return f"{folder}/comments{number}.xml".lstrip("/")
