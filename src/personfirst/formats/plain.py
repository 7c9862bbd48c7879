"""Plain text; what it looks like is told in `prose`."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.glance import Glance, glance_at_text
from personfirst.formats.prose import read_prose
from personfirst.model.document import Document


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    return read_prose(text, path, FORMAT.name)


def read(data: bytes, path: str) -> Document:
    """Read a text file in whatever encoding it is in."""
    return parse(decode(data).text, path)


def glance(data: bytes, _: str) -> Glance | None:
    """The words of a text file."""
    return glance_at_text(data)


FORMAT = Format("text", read, parse, glance=glance)
