"""Word files, .docx and its kin: read, changed, and reviewed with tracked changes and comments."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.ooxml import locked
from personfirst.formats.word.apply import apply
from personfirst.formats.word.proposals import tracks
from personfirst.formats.word.reader import NAME, Reading
from personfirst.formats.word.review import review
from personfirst.model.document import Document


def read(data: bytes, path: str) -> Document:
    """Read a Word file. Raises `UnreadableDocumentError` where its text cannot be read."""
    return Reading(data, path).document


FORMAT = Format(NAME, read, apply=apply, review=review, tracks=tracks, locked=locked)
