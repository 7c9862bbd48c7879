"""Opens a PDF and its pages with pdfium, and closes them again whatever happens."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_ushort
from typing import Any

from personfirst.formats.pdf.streams import check_streams
from personfirst.model.errors import UnreadableDocumentError

MOST_PAGES = 5_000
ENCRYPTED = "is encrypted; save a copy without protection and review that"
"""Why nothing is added to a file that everybody may read and nobody may change."""

_LONGEST_STRING = 20_000
_HEAD = 1_024
_SAMPLES = 50

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of the page's own space."""


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, Any]]:
    """The library and a document; raises `UnreadableDocumentError` where it cannot be opened."""
    import pypdfium2.raw as pdfium

    if b"%PDF" not in data[:_HEAD]:
        raise UnreadableDocumentError("is not a PDF: its first bytes are those of something else")
    check_streams(data)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDocumentError("is locked with a password: save a copy without one")
        if error == pdfium.FPDF_ERR_SECURITY:
            raise UnreadableDocumentError(
                "is protected in a way that is not known here: save a copy without protection"
            )
        raise UnreadableDocumentError("is damaged: open it in a PDF viewer and save it again")
    try:
        yield pdfium, document
    finally:
        pdfium.FPDF_CloseDocument(document)


def locked(data: bytes) -> str:
    """Why nothing can be added to a PDF: it is encrypted, if only so that all may read it."""
    with opened(data) as (pdfium, document):
        revision = pdfium.FPDF_GetSecurityHandlerRevision(document)
    return ENCRYPTED if revision != -1 else ""


@contextmanager
def opened_page(pdfium: Any, document: Any, number: int) -> Iterator[tuple[Any, Any]]:
    """A page, counted from 0, and its text; None for what cannot be opened.

    The page is turned so that most of its text is upright: pdfium takes letters that are shown
    upside down for ones that run from right to left.
    """
    page = pdfium.FPDF_LoadPage(document, number)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if text_page:
        turn = _turn(pdfium, text_page)
        if turn is not None and turn != pdfium.FPDFPage_GetRotation(page):
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDFPage_SetRotation(page, turn)
            text_page = pdfium.FPDFText_LoadPage(page)
    try:
        yield page or None, text_page or None
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        if page:
            pdfium.FPDF_ClosePage(page)


def _turn(pdfium: Any, text_page: Any) -> int | None:
    """How most text is turned on its page, in quarters against the clock."""
    count = pdfium.FPDFText_CountChars(text_page)
    matrix = pdfium.FS_MATRIX()
    turns: Counter[int] = Counter()
    for index in range(0, max(count, 0), max(count // _SAMPLES, 1)):
        if (
            not pdfium.FPDFText_IsGenerated(text_page, index)
            and pdfium.FPDFText_GetMatrix(text_page, index, byref(matrix))
            and math.isfinite(matrix.a + matrix.b)
        ):
            turns[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4] += 1
    return turns.most_common(1)[0][0] if turns else None


def box_of(pdfium: Any, page: Any) -> Box:
    """What can be seen of a page."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, byref(box)):
        return 0.0, 0.0, 612.0, 792.0
    return box.left, box.bottom, box.right, box.top


def string(ask: Callable[[Any, int], int]) -> str:
    """What pdfium answers when it is asked for a string.

    `ask` takes a buffer and its length in bytes, and returns the length of the whole string.
    """
    length = min(ask(None, 0), 2 * _LONGEST_STRING)
    if length <= 2:
        return ""
    buffer = (c_ushort * (length // 2 + 1))()
    ask(buffer, length)
    raw = bytes(memoryview(buffer).cast("B"))[:length]
    return raw.decode("utf-16-le", "replace").partition("\0")[0].strip()
