"""Markdown files, and MDX."""

from __future__ import annotations

from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.commonmark import read_markdown
from personfirst.formats.encoding import decode
from personfirst.formats.glance import Glance, glance_at_markdown
from personfirst.model.document import Document


def parse(text: str, path: str) -> Document:
    """Read Markdown that is decoded already."""
    return read_markdown(text, path, FORMAT.name, mdx=_is_mdx(path))


def read(data: bytes, path: str) -> Document:
    """Read a Markdown file in whatever encoding it is in."""
    return parse(decode(data).text, path)


def glance(data: bytes, path: str) -> Glance | None:
    """The words of a Markdown file; of MDX none, which may hold modules."""
    return None if _is_mdx(path) else glance_at_markdown(data)


def _is_mdx(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".mdx"


FORMAT = Format("markdown", read, parse, glance=glance)
