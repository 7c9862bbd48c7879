"""Reads what people have noted on the cells of a sheet: notes, and threads of comments.

A thread is stored a second time as a note, for older programs (ECMA-376 18.7; MS-XLSX 2.6.202).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.drawing import child, local
from personfirst.formats.ooxml import Relationship, whole_number
from personfirst.formats.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_THREAD = "tc="
"""Begins the author of a note that repeats a thread."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody has noted on a cell, which is named as in B4."""

    cell: str
    author: str
    text: str


def notes_on(
    package: Package, related: Iterable[Relationship], people: Mapping[str, str]
) -> Iterator[Note]:
    """The notes in what belongs to a sheet; `people` are the authors of threads by their ids.

    Raises `UnreadableDocumentError` for a part that is damaged.
    """
    for one in related:
        if one.kind == "comments":
            yield from _notes(package.xml(one.target))
        elif one.kind == "threadedComment":
            for comment in package.xml(one.target).iter("{*}threadedComment"):
                author = people.get(comment.get("personId", ""), "")
                yield Note(comment.get("ref", ""), author, _text(child(comment, "text")))


def people_in(root: _Element) -> dict[str, str]:
    """The names in a workbook's list of people, by their ids."""
    return {one.get("id", ""): one.get("displayName", "") for one in root if local(one) == "person"}


def _notes(root: _Element) -> Iterator[Note]:
    authors = [one.text or "" for one in root.iter("{*}author")]
    for comment in root.iter("{*}comment"):
        number = whole_number(comment.get("authorId"))
        author = authors[number] if 0 <= number < len(authors) else ""
        if not author.startswith(_THREAD):
            yield Note(comment.get("ref", ""), author, _text(child(comment, "text")))


def _text(element: _Element | None) -> str:
    """The text in an element, without how it is pronounced."""
    if element is None:
        return ""
    runs = [one for one in element.iter("{*}t") if next(one.iterancestors("{*}rPh"), None) is None]
    return "".join(one.text or "" for one in (element, *runs))
