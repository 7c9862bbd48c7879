"""LaTeX: headings, lists, tables, footnotes, and the text between them."""

from __future__ import annotations

import re

from personfirst.formats.base import Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.suppressions import suppressions_in
from personfirst.model.document import Document

_SPECIAL = re.compile(r"[%&$#_{}]")


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    # Imported here: its patterns take longer to prepare than most files take to read.
    from personfirst.formats.latex.reader import Reader

    flow = Flow(text)
    reader = Reader(text, flow)
    reader.read()
    suppressions, problems = suppressions_in(reader.comments, text, path)
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read a file in whatever encoding it is in."""
    return parse(decode(data).text, path)


def escape(text: str) -> str:
    """Words with the signs that mean something to LaTeX written as they read."""
    return _SPECIAL.sub(r"\\\g<0>", text)


FORMAT = Format("latex", read, parse, escape)
