"""Books in EPUB: the chapters in the order in which they are read (EPUB 3.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.outline import shown
from personfirst.formats.package import Package
from personfirst.formats.page import read_page, without_head
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 1_500_000
"""Tags of all chapters; a long book has some ten thousand."""

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Ways to scramble fonts, which protect no text."""
_ABOUT = ("title", "subject", "description")
_PROTECTED = "is protected against copying (DRM); ask who made it for a copy without it"


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package document says: the texts about the book, and its chapters' parts."""

    about: tuple[str, ...]
    chapters: tuple[str, ...]


def read(data: bytes, path: str) -> Document:
    """Read a book; raises `UnreadableDocumentError` where none of it can be read."""
    package = Package(data)
    book = _book(package)
    protected = _protected(package)
    if protected.intersection(book.chapters):
        raise UnreadableDocumentError(_PROTECTED)
    transcript = Transcript()
    for text in book.about:
        _write_about(transcript, text, path)
    faults: dict[str, list[int]] = {}
    tags = 0
    for number, name in enumerate(book.chapters, start=1):
        try:
            text = decode(package.read(name), declared=True).text
            tags += text.count("<")
            if tags > MOST_TAGS:
                raise UnreadableDocumentError("the book is too long; split it")
            chapter = without_head(read_page(text, path, FORMAT.name, xml=True))
        except UnreadableDocumentError as error:
            faults.setdefault(str(error), []).append(number)
        else:
            transcript.take(chapter, f"chapter {_title(chapter) or number}")
    if sum(map(len, faults.values())) == len(book.chapters):
        raise UnreadableDocumentError(next(iter(faults), "holds no chapters"))
    problems = tuple(
        Problem(path, f"chapter {_listed(numbers)} could not be read: {reason}")
        for reason, numbers in faults.items()
    )
    return transcript.finish(path, FORMAT.name, data, problems)


def _book(package: Package) -> _Book:
    name = _package_document(package)
    root = package.xml(name)
    manifest = {
        item.get("id", ""): item for item in _named(root, "item") if item.get("href") is not None
    }
    contents = {
        reference.get("href", "").split("#")[0]
        for reference in _named(root, "reference")
        if reference.get("type") == "toc"
    }
    chapters: dict[str, None] = {}
    for reference in _named(root, "itemref"):
        item = manifest.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in item.get("properties", "").split() or item.get("href") in contents:
            continue
        part = posixpath.normpath(
            posixpath.join(posixpath.dirname(name), unquote(item.get("href", "").split("#")[0]))
        )
        chapters[part] = None
    about = ("".join(map(str, one.itertext())) for one in _named(root, *_ABOUT))
    return _Book(tuple(about), tuple(chapters))


def _package_document(package: Package) -> str:
    """The name of the part that lists all others."""
    if _CONTAINER not in package:
        raise UnreadableDocumentError("is no EPUB book: it says nowhere what is in it")
    for element in _named(package.xml(_CONTAINER), "rootfile"):
        if (name := element.get("full-path", "")) in package:
            return name
    raise UnreadableDocumentError("is damaged: its list of chapters is missing")


def _protected(package: Package) -> set[str]:
    """The parts that cannot be read without a key."""
    if _ENCRYPTION not in package:
        return set()
    found = set()
    for encrypted in _named(package.xml(_ENCRYPTION), "EncryptedData"):
        methods = {one.get("Algorithm") for one in _named(encrypted, "EncryptionMethod")}
        if not methods.intersection(_FONT_SCRAMBLING):
            references = _named(encrypted, "CipherReference")
            found |= {posixpath.normpath(unquote(one.get("URI", ""))) for one in references}
    return found


def _named(root: _Element, *names: str) -> Iterator[_Element]:
    """The elements of these names, in whatever name space."""
    return root.iter(*(f"{{*}}{name}" for name in names))


def _write_about(transcript: Transcript, text: str, path: str) -> None:
    """A text about the book; shops want the description to be a page of its own."""
    handle = transcript.flow.begin_role(Role.METADATA, "document properties")
    page = read_page(text, path, FORMAT.name) if "<" in text else None
    for line in [block.text for block in page.blocks] if page else [text]:
        transcript.write(" ".join(line.split()))
        transcript.flow.end_block()
    transcript.flow.end_role(handle)
    transcript.flow.forget_lead()


def _title(chapter: Document) -> str:
    heading = next((block.text for block in chapter.blocks if block.role is Role.HEADING), "")
    return f"“{shown(heading)}”" if heading else ""


def _listed(numbers: list[int]) -> str:
    first = ", ".join(map(str, numbers[:5]))
    return f"{first} and {len(numbers) - 5} more" if len(numbers) > 5 else first


FORMAT = Format("epub", read)
