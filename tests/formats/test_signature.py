"""Wrong names: a file is read as what it is."""

from __future__ import annotations

import io

import docx
import pptx
import pytest

from personfirst.formats import registry
from personfirst.formats.signature import format_name
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import GOLDEN


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("Naloxone is free at the library.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def deck() -> bytes:
    target = io.BytesIO()
    pptx.Presentation().save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word_file(), "word"),
        (deck(), "powerpoint"),
        ((GOLDEN / "opendocument" / "minutes.odt").read_bytes(), "opendocument"),
        ((GOLDEN / "opendocument" / "data.ods").read_bytes(), "opendocument sheet"),
        ((GOLDEN / "epub" / "book.epub").read_bytes(), "epub"),
        ((GOLDEN / "pdf" / "leaflet-writer.pdf").read_bytes(), "pdf"),
        ((GOLDEN / "rtf" / "minutes.rtf").read_bytes(), "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<title>a</title>", "html"),
        (b"Minutes of 4 May", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str | None) -> None:
    assert format_name(data) == name


@pytest.mark.parametrize("path", ["minutes.txt", "minutes.pdf", "minutes.odt", "minutes.pptx"])
def test_a_word_file_by_another_name_is_read_as_one(path: str) -> None:
    document = registry.read(word_file(), path)
    assert document.format == "word"
    assert document.blocks[0].text == "Naloxone is free at the library."


def test_a_web_page_that_is_called_a_word_file_is_read_as_a_page() -> None:
    document = registry.read(b"<html><body><p>Ask &amp; learn</p></body></html>", "page.docx")
    assert (document.format, document.blocks[0].text) == ("html", "Ask & learn")


@pytest.mark.parametrize(
    ("data", "name"), [(b"{\\rtf1 Ask here.\\par}", "rtf"), (b"<html>Ask here.</html>", "html")]
)
def test_what_an_old_program_called_doc_is_read_as_what_it_is(data: bytes, name: str) -> None:
    document = registry.read(data, "letter.doc")
    assert (document.format, document.blocks[0].text) == (name, "Ask here.")


@pytest.mark.parametrize("path", ["minutes", "minutes.backup"])
def test_a_file_whose_name_says_nothing_is_read_by_its_content(path: str) -> None:
    assert registry.read(word_file(), path).format == "word"
    page = b"<!doctype html><p>Naloxone is free.</p>"
    assert registry.read(page, path).format == "html"
    assert registry.decode(page, path).encoding == "utf-8"
    with pytest.raises(UnreadableDocumentError, match="not a kind of file"):
        registry.read(b"Naloxone is free.", path)


@pytest.mark.parametrize("path", ["a.docx", "a.pptx", "a.odt", "a.epub", "a.xlsx"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Minutes of 4 May\r\n", "is plain text, whatever its name says"),
        ("Protokoll für Mai".encode(), "is plain text"),
        (("é" * 4000).encode()[1:-1], "is damaged or cut short"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG picture"),
        (b"PK\x03\x04 cut off", "is damaged or cut short"),
        (b"\x00\x01\x02\x03", "is damaged or cut short"),
    ],
)
def test_what_only_has_the_name_of_a_package_is_told_by_what_it_is(
    path: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, path)


def test_a_page_of_markup_in_a_text_file_stays_text() -> None:
    assert registry.read(b"<html><body>a</body></html>", "notes.md").format == "markdown"


def test_a_picture_that_is_called_text_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError):
        registry.read(b"\x89PNG\r\n\x1a\n" + bytes(200), "notes.txt")
