"""AsciiDoc: headings, lists, blocks between delimiters, tables, macros."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.frontmatter import read_front_matter
from personfirst.formats.suppressions import suppressions_in
from personfirst.model.document import Document


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    # Imported here: its patterns take longer to prepare than most files take to read.
    from personfirst.formats.asciidoc.body import Body

    flow = Flow(text)
    body = Body(text, flow, start=read_front_matter(text, text, flow))
    body.read()
    suppressions, problems = suppressions_in(body.comments, text, path)
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read a file in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("asciidoc", read, parse)
