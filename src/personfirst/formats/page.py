"""Reads a page of HTML, wherever it stands: in a file of its own, with the front matter of a site
generator or without, in a mail or a book.
"""

from __future__ import annotations

from dataclasses import replace

from personfirst.formats.flow import Flow
from personfirst.formats.frontmatter import read_front_matter
from personfirst.formats.markup import Markup
from personfirst.formats.mdx import expressions
from personfirst.formats.suppressions import suppressions_in
from personfirst.formats.template import mask
from personfirst.model.document import Document, Role


def read_page(
    text: str, path: str, name: str, *, xml: bool = False, svelte: bool = False
) -> Document:
    """Read a page that is decoded already; template code in it is masked.

    `name` is the format's that it is read for. `xml` says that `<script/>` is closed, `svelte` that
    `{ }` holds code.
    """
    masked = mask(text, code=expressions(text) if svelte else ())
    flow = Flow(text)
    markup = Markup(flow, xml=xml)
    markup.feed(masked.view, read_front_matter(text, masked.view, flow), len(text))
    markup.unwind(0)
    suppressions, problems = suppressions_in((*markup.comments, *masked.comments), text, path)
    return Document(path, name, text, flow.finish(), suppressions, problems)


def without_head(document: Document) -> Document:
    """A page without its title and its `<meta>` tags, which only a browser shows."""
    return replace(
        document,
        blocks=tuple(
            block
            for block in document.blocks
            if block.role is not Role.METADATA
            or not (block.label or "").startswith(("page title", "meta "))
        ),
    )
