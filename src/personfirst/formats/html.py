"""HTML pages, and templates that produce them."""

from __future__ import annotations

from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.encoding import Decoded, decode
from personfirst.formats.page import read_page
from personfirst.model.document import Document

_XML = (".xhtml", ".vue", ".svelte")


def parse(text: str, path: str) -> Document:
    """Read a page that is decoded already; template code in it is masked."""
    suffix = PurePath(path).suffix.lower()
    return read_page(text, path, FORMAT.name, xml=suffix in _XML, svelte=suffix == ".svelte")


def decode_page(data: bytes) -> Decoded:
    """Decode a page; a charset that it declares is honoured where its bytes are not UTF-8."""
    return decode(data, declared=True)


def read(data: bytes, path: str) -> Document:
    """Read a page in whatever encoding it is in."""
    return parse(decode_page(data).text, path)


def escape(text: str) -> str:
    """Words as they are written in HTML, in running text and between double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


FORMAT = Format("html", read, parse, escape, decode_page)
