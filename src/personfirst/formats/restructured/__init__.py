"""reStructuredText, as Sphinx and docutils read it: headings, lists, directives, tables, links."""

from __future__ import annotations

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.suppressions import first_label, lines_of_blocks, suppressions_in, widened
from personfirst.model.document import Document
from personfirst.model.lines import Lines
from personfirst.model.report import Problem

_BROKEN = "has a table here that falls apart: a line is too long or too short"


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    # Imported here: its patterns take longer to prepare than most files take to read.
    from personfirst.formats.restructured.body import Body

    flow = Flow(text)
    body = Body(text, flow)
    body.read()
    suppressions, problems = suppressions_in(body.comments, text, path)
    problems += tuple(Problem(path, _BROKEN, line) for line in body.broken)
    blocks = flow.finish()
    if suppressions:
        lines = Lines(text)
        ranges = [(first_label(lines, one), last) for one, last in lines_of_blocks(blocks, text)]
        suppressions = widened(suppressions, ranges)
    return Document(path, FORMAT.name, text, blocks, suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read a file in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("restructuredtext", read, parse)
