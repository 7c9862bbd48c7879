"""EPUB: what EbookLib and LibreOffice wrote, and what shops do to books."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from personfirst.formats import registry
from personfirst.formats.epub import read
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.mutants import damaged, part_of, read_share, repacked, well_formed
from tests.formats.support import GOLDEN, assert_lawful, block_with, exact_share, marked, texts

FOLDER = GOLDEN / "epub"
CONTAINER = "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>"
ENCRYPTION = (
    "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData>"
    "<e:EncryptionMethod Algorithm='{}'/><e:CipherData><e:CipherReference URI='{}'/>"
    "</e:CipherData></e:EncryptedData></encryption>"
)
DRM = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


def book(
    pages: Mapping[str, str], *, more: Mapping[str, str] | None = None, guide: str = ""
) -> bytes:
    """A book of pages in the order of the mapping, with other parts."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine>{guide}"
        "</package>",
        **{f"OPS/{name}": page for name, page in pages.items()},
        **(more or {}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def opened(data: bytes) -> Document:
    document = read(data, "a.epub")
    assert_lawful(document)
    return document


def test_a_book_is_read_chapter_by_chapter_without_its_contents() -> None:
    document = opened((FOLDER / "book.epub").read_bytes())
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "document properties", "Life with addicts"),
        ("metadata", "document properties", "About drug abusers & more"),
        ("heading", "chapter “Intro”", "Intro"),
        ("paragraph", "chapter “Intro”", "We help drug users."),
        ("heading", "chapter “Intro”", "Words"),
        ("paragraph", "chapter “Intro”, under “Words”", "Avoid:"),
        ("list item", "chapter “Intro”, under “Words”", "addict"),
        ("paragraph", "chapter “Intro”, under “Words”", "quoted junkie"),
        ("heading", "chapter “Deux”", "Deux"),
        ("paragraph", "chapter “Deux”", "Les toxicomanes"),
        ("cell", "chapter “Deux”, table cell", "Say"),
        ("cell", "chapter “Deux”, table cell", "abuser"),
        ("paragraph", "chapter “Deux”", "A clean x.\ufffc"),
        ("alt text", "chapter “Deux”, alt text", "An addict"),
    ]
    assert exact_share(document) > 0.98
    assert block_with(document, "toxicomanes").language == "fr"
    assert block_with(document, "quoted").quoted
    assert [block.column for block in document.blocks if block.text == "abuser"] == ["Say"]
    [item] = [block for block in document.blocks if block.role is Role.LIST_ITEM]
    assert (item.lead, item.heading) == ("Avoid:", "Words")
    assert marked(block_with(document, "clean"), MarkKind.EMPHASIS) == ["clean"]


def test_a_book_of_libreoffice_is_read() -> None:
    document = opened((FOLDER / "minutes.epub").read_bytes())
    assert block_with(document, "We serve drug users").label == "chapter 2"
    assert block_with(document, "Figure 1").label == "chapter 3"


def test_a_page_may_have_a_document_type_and_names_with_spaces() -> None:
    page = (
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html><head>"
        "<title/><script/><meta name='description' content='about'/></head><body><p>A&nbsp;user"
        "</p></body></html>"
    )
    document = opened(
        book({"a%20b/../c%20d.xhtml": "", "x.xhtml": page}, more={"OPS/c d.xhtml": "<p>spaced"})
    )
    assert texts(document) == ["spaced", "A\xa0user"]


def test_contents_that_are_named_in_the_guide_are_left_out() -> None:
    guide = "<guide><reference type='toc' href='toc.xhtml#a'/></guide>"
    pages = {"toc.xhtml": "<p>Chapter 1", "one.xhtml": "<p>Text"}
    assert texts(opened(book(pages, guide=guide))) == ["Text"]


def test_a_chapter_that_cannot_be_read_is_a_problem() -> None:
    pages = {"a.xhtml": "<p>Text", "b.xhtml": "\0\1\2" * 50, "c.xhtml": "\0" * 100}
    document = opened(book(pages))
    assert texts(document) == ["Text"]
    assert [problem.reason for problem in document.problems] == [
        "chapter 2, 3 could not be read: looks like a binary file, not text"
    ]


def test_a_book_that_is_too_long_says_so() -> None:
    pages = {"a.xhtml": "<p>Text", "b.xhtml": "<p>" * 1_600_000}
    [problem] = opened(book(pages)).problems
    assert "too long" in problem.reason


@pytest.mark.parametrize(
    ("method", "name", "readable"),
    [
        (DRM, "OPS/a.xhtml", False),
        (DRM, "OPS/a%2Exhtml", False),
        (DRM, "OPS/picture.jpg", True),
        ("http://www.idpf.org/2008/embedding", "OPS/font.otf", True),
        ("http://ns.adobe.com/pdf/enc#RC", "OPS/a.xhtml", True),
    ],
)
def test_only_protected_text_is_refused(method: str, name: str, readable: bool) -> None:
    data = book(
        {"a.xhtml": "<p>Text"}, more={"META-INF/encryption.xml": ENCRYPTION.format(method, name)}
    )
    if readable:
        assert texts(opened(data)) == ["Text"]
    else:
        with pytest.raises(UnreadableDocumentError, match="DRM"):
            read(data, "a.epub")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "damaged"),
        (book({}), "holds no chapters"),
        (repacked(book({}), {"META-INF/container.xml": None}), "no EPUB"),
        (repacked(book({}), {"OPS/book.opf": None}), "list of chapters is missing"),
        (repacked(book({}), {"OPS/book.opf": b"<!DOCTYPE a [ ]><a/>"}), "document type"),
        (book({"a.xhtml": "\0" * 99}), "binary"),
    ],
)
def test_what_is_no_book_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, "a.epub")


@pytest.mark.parametrize(
    ("name", "list_of_chapters"),
    [("book.epub", "EPUB/content.opf"), ("minutes.epub", "OEBPS/content.opf")],
)
def test_damaged_books_are_read_or_refused(name: str, list_of_chapters: str) -> None:
    file = FOLDER / name
    data = file.read_bytes()
    lists = well_formed(part_of(data, list_of_chapters), 60)
    assert read_share(file, (repacked(data, {list_of_chapters: one}) for one in lists)) > 0.3
    assert read_share(file, damaged(data, 60, scraps=[b"PK\x03\x04", b"PK\x01\x02"])) < 1
