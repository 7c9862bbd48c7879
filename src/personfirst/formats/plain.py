"""Plain text: paragraphs, lists, headings and tables as people type them.

Everything is decided line by line, from what a line looks like and what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from personfirst.formats.base import BlockBuilder, Format
from personfirst.formats.encoding import decode
from personfirst.formats.flow import Flow
from personfirst.formats.suppressions import Comment, is_directive, suppressions_in
from personfirst.model.document import Document, Role

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|th|hr)(?:\s[^<>\r\n]{0,200})?/?>",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"[ \t]*(?:[-*+•·‣◦▪●■□☐☑☒✓✔➢–—]|o(?=\t)|\d{1,3}[.)]|[A-Za-z]\)|[ivx]{2,4}\)|\((?:\d{1,3}|[A-Za-z])\))"
    r"(?:[ \t]+|(?=\[[ xX]\]))(?:\[[ xX]\][ \t]+)?"
)
_BOX = re.compile(r"[ \t]*\[[ xX]\][ \t]+")
_DOUBTFUL = re.compile(r"[ \t]*(?:[–—]|\d{1,3}[.)]|[A-Za-z]\)|\()")
_QUOTE = re.compile(r"[ \t]*>[> \t]*")
_RULE = re.compile(r"[ \t]*([=\-_*~#])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*")
_COMMENT = re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL)
_DIRECTIVE_LINE = re.compile(r"[ \t>]*(?:#+|//+|\(|\[|;+|--)[ \t]*(personfirst\b.*)", re.IGNORECASE)
_TABBED = re.compile(r"[^\s].*?\t.*?[^\s]")
_LONGEST_HEADING = 72
_MOST_HEADING_WORDS = 10
_ENDS = ".!?;:,…\"”'’)"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's range without its line end, where the next one begins, and whether it is blank."""

    start: int
    end: int
    next: int
    blank: bool


def parse(text: str, path: str) -> Document:
    """Read text that is decoded already."""
    comments = list(_comments(text))
    flow = Flow(text)
    _Reader(text, flow, _without_directives(text, comments)).read()
    suppressions, problems = suppressions_in(comments, text, path)
    return Document(path, FORMAT.name, text, flow.finish(), suppressions, problems)


def read(data: bytes, path: str) -> Document:
    """Read a text file in whatever encoding it is in."""
    return parse(decode(data).text, path)


FORMAT = Format("text", (".txt", ".text"), read, parse)
