"""HTML pages, and templates that produce them."""

from __future__ import annotations

from pathlib import PurePath

from personfirst.formats.base import Format
from personfirst.formats.encoding import Decoded, decode
from personfirst.formats.flow import Flow
from personfirst.formats.markup import Markup
from personfirst.formats.mdx import expressions
from personfirst.formats.suppressions import suppressions_in
from personfirst.formats.template import mask
from personfirst.model.document import Document

_XML = (".xhtml", ".vue", ".svelte")


def parse(text: str, path: str) -> Document:
    """Read a page that is decoded already; template code in it is masked."""
    suffix = PurePath(path).suffix.lower()
    masked = mask(text, code=expressions(text) if suffix == ".svelte" else ())
    flow = Flow(text)
    markup = Markup(flow, xml=suffix in _XML)
    markup.feed(masked.view, 0, len(text))
    markup.unwind(0)
    suppressions, problems = suppressions_in((*markup.comments, *masked.comments), text, path)
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


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


_SUFFIXES = (
    ".html .htm .xhtml .njk .liquid .hbs .handlebars .mustache .ejs .jinja .jinja2 .j2 .twig .erb"
    " .php .vue .svelte"
)
FORMAT = Format("html", tuple(_SUFFIXES.split()), read, parse, escape, decode_page)
