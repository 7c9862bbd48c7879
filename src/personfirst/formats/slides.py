"""PowerPoint files: slides with their tables, charts, diagrams, descriptions and speaker notes."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.ooxml import locked
from personfirst.formats.package import Package
from personfirst.formats.slides_comments import review
from personfirst.formats.slides_edits import apply
from personfirst.formats.slides_reader import read_deck
from personfirst.model.document import Document


def read(data: bytes, path: str) -> Document:
    """Read a deck; raises `UnreadableDocumentError` where the bytes hold none."""
    reading = read_deck(Package(data), path)
    return reading.transcript.finish(path, FORMAT.name, data, reading.problems)


FORMAT = Format("powerpoint", read, apply=apply, review=review, locked=locked)
