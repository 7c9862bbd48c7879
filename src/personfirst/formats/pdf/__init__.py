"""PDF files: read with pdfium, reviewed with highlights.

What reads and reviews is imported when it is needed: most runs meet no PDF.
"""

from __future__ import annotations

from collections.abc import Sequence

from personfirst.formats.base import Format
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Remark


def read(data: bytes, path: str) -> Document:
    """Read a PDF; raises `UnreadableDocumentError` where it holds no text."""
    if not data:
        raise UnreadableDocumentError("is empty")
    from personfirst.formats.pdf import reading

    return reading.read(data, path)


def review(document: Document, remarks: Sequence[Remark]) -> bytes:
    """A copy with a highlight for each remark; raises `UnwritableDocumentError`."""
    from personfirst.formats.pdf import reviewing

    return reviewing.review(document, remarks)


def locked(data: bytes) -> str:
    """Why nothing can be added to a PDF; "" where it can."""
    from personfirst.formats.pdf import library

    return library.locked(data)


FORMAT = Format("pdf", read, review=review, locked=locked)
