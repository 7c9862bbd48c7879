"""Reads the comments on slides: those of the classic kind, and the newer threads with answers.

Both keep their authors in a part of their own (ECMA-376 19.4; MS-PPTX 2.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from personfirst.formats.drawing import child, children, local
from personfirst.formats.ooxml import relationships
from personfirst.formats.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_AUTHORS = ("commentAuthors", "authors")
_COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody has noted on a slide, by paragraph."""

    author: str
    paragraphs: tuple[str, ...]


def comments_on(package: Package, slide: str, main: str) -> Iterator[Comment]:
    """The comments on a slide, an answer behind what it answers; `main` is the part that lists the
    slides. Raises `UnreadableDocumentError` for a part that is damaged.
    """
    lists = [one.target for one in relationships(package, slide) if one.kind == _COMMENTS]
    authors = _authors(package, main) if lists else {}
    for name in lists:
        for one in package.xml(name).iter("{*}cm", "{*}reply"):
            yield Comment(authors.get(one.get("authorId", ""), ""), tuple(_paragraphs(one)))


def _authors(package: Package, main: str) -> dict[str, str]:
    """The names of those who comment, by their ids."""
    lists = (one.target for one in relationships(package, main) if one.kind in _AUTHORS)
    return {
        author.get("id", ""): author.get("name", "")
        for name in lists
        for author in package.xml(name)
        if isinstance(author.tag, str)
    }


def _paragraphs(comment: _Element) -> Iterator[str]:
    classic = child(comment, "text")
    if classic is not None:
        yield from (classic.text or "").splitlines()
    body = child(comment, "txBody")
    for paragraph in children(body) if body is not None else ():
        if local(paragraph) == "p":
            yield "".join(
                "\n" if local(one) == "br" else one.text or ""
                for one in paragraph.iter("{*}t", "{*}br")
            )
