"""What a PDF says besides the text of its pages: its title, descriptions of images, what is filled
into its forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from personfirst.formats.pdf.library import string
from personfirst.model.document import Role

_MOST_ELEMENTS = 5_000
_MOST_ANNOTATIONS = 2_000


@dataclass(frozen=True, slots=True)
class Extra:
    """Text that no characters of a page show."""

    text: str
    role: Role
    label: str


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
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                text = string(partial(pdfium.FPDFAnnot_GetStringValue, annotation, b"V"))
                if text:
                    yield text
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
