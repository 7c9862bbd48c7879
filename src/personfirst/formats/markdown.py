"""Markdown files, and MDX."""

from __future__ import annotations

from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.commonmark import read_markdown
from personfirst.formats.encoding import decode
from personfirst.formats.glance import glance_at_markdown
from personfirst.model.document import Document


def parse(text: str, path: str) -> Document:
    """Read Markdown that is decoded already."""
    mdx = PurePath(path).suffix.lower() == ".mdx"
    return read_markdown(text, path, FORMAT.name, mdx=mdx)


def read(data: bytes, path: str) -> Document:
    """Read a Markdown file in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("markdown", read, parse, glance=glance_at_markdown)
