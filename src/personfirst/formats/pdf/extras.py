"""What a PDF says besides the text of its pages: its title, descriptions of images, what is filled
into its forms, what its readers have noted on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref
from dataclasses import dataclass
from functools import partial
from typing import Any

from personfirst.formats.pdf.library import string
from personfirst.formats.pdf.rules import Point
from personfirst.formats.transcript import is_ours
from personfirst.model.document import Role

_MOST_ELEMENTS = 5_000
_MOST_ANNOTATIONS = 2_000


@dataclass(frozen=True, slots=True)
class Extra:
    """Text that no characters of a page show."""

    text: str
    role: Role
    label: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody has noted on a page, counted from 0."""

    page: int
    author: str
    text: str


def title_of(pdfium: Any, document: Any) -> str:
    """The title in the document's properties; what programs write for none is left out."""
    title = string(partial(pdfium.FPDF_GetMetaText, document, b"Title"))
    return "" if title.lower() == "untitled" else title


def language_of(pdfium: Any, document: Any) -> str | None:
    """The language that the document says it is in, such as `en-US`."""
    return (
        string(lambda to, size: pdfium.FPDFCatalog_GetLanguage(document, to, size // 2) * 2) or None
    )


def extras_of(pdfium: Any, page: Any, number: int, *, tagged: bool) -> list[Extra]:
    """What a page, counted from 0, says besides its text."""
    label = f"page {number + 1}"
    found = [
        Extra(text, Role.PARAGRAPH, f"{label}, form field")
        for text in _fields(pdfium, page)
        if text
    ]
    if tagged:
        found.extend(
            Extra(text, Role.ALT_TEXT, f"{label}, image description")
            for text in _descriptions(pdfium, page)
        )
    return found


def _descriptions(pdfium: Any, page: Any) -> Iterator[str]:
    """The alternative texts of a tagged page's elements."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        stack = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in range(min(count, _MOST_ELEMENTS) - 1, -1, -1)
        ]
        for _ in range(_MOST_ELEMENTS):
            if not stack:
                return
            element = stack.pop()
            if not element:
                continue
            text = string(partial(pdfium.FPDF_StructElement_GetAltText, element))
            if text:
                yield text
            count = min(pdfium.FPDF_StructElement_CountChildren(element), _MOST_ELEMENTS)
            stack.extend(
                pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
                for index in range(count - 1, -1, -1)
            )
            del stack[_MOST_ELEMENTS:]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _fields(pdfium: Any, page: Any) -> Iterator[str]:
    """What is filled into the text fields of a page."""
    for kind, said, _ in _annotations(pdfium, page):
        if kind == pdfium.FPDF_ANNOT_WIDGET:
            yield said(b"V")


def comments_of(pdfium: Any, page: Any, number: int) -> Iterator[Comment]:
    """What others have noted on a page, counted from 0."""
    for author, text, _ in _notes(pdfium, page):
        if not is_ours(author):
            yield Comment(number, author, text)


def own_notes(pdfium: Any, page: Any) -> list[tuple[str, Point | None]]:
    """What an earlier review has noted on a page, and the first corner of what it marks."""
    return [
        (text, _corner(pdfium, annotation))
        for author, text, annotation in _notes(pdfium, page)
        if is_ours(author)
    ]


def _corner(pdfium: Any, annotation: Any) -> Point | None:
    quad = pdfium.FS_QUADPOINTSF()
    found = pdfium.FPDFAnnot_GetAttachmentPoints(annotation, 0, byref(quad))
    return (quad.x1, quad.y1) if found else None


def _notes(pdfium: Any, page: Any) -> Iterator[tuple[str, str, Any]]:
    """What is noted on a page: by whom, what, and the annotation."""
    silent = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
    for kind, said, annotation in _annotations(pdfium, page):
        text = said(b"Contents") if kind not in silent else ""
        if text:
            yield said(b"T"), text, annotation


def _annotations(pdfium: Any, page: Any) -> Iterator[tuple[int, Callable[[bytes], str], Any]]:
    """The annotations of a page: the kind of each, how to ask what one of its entries says, and the
    annotation itself, which is open until the next is asked for.
    """
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue

        def said(key: bytes, annotation: Any = annotation) -> str:
            return string(partial(pdfium.FPDFAnnot_GetStringValue, annotation, key))

        try:
            yield pdfium.FPDFAnnot_GetSubtype(annotation), said, annotation
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
