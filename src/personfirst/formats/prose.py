"""Reads text as people type it: paragraphs, lists, headings and tables without markup.

Everything is decided line by line, from what a line looks like and what stands above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from personfirst.formats.base import GAP
from personfirst.formats.directives import is_directive, names_verb
from personfirst.formats.flow import Flow
from personfirst.formats.suppressions import Comment, suppressions_in
from personfirst.model.document import Document, Role

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAG = re.compile(
    r"</?(p|br|div|span|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|th|hr)"
    r"(?:\s[^<>\r\n]{0,200})?/?>",
    re.IGNORECASE,
)
_INLINE = frozenset(("b", "i", "u", "em", "strong", "span"))
_BULLET = re.compile(
    r"[ \t]*(?:(?:[-*+•·‣◦▪●■□☐☑☒✓✔➢–—]|o(?=\t)|\d{1,3}[.)]|[A-Za-z]\)|[ivx]{2,4}\)"
    r"|\((?:\d{1,3}|[A-Za-z])\))(?:[ \t]+|$)(?:\[[ xX]?\][ \t]+)?|\[[ xX]?\][ \t]+)"
)
_DOUBTFUL = re.compile(r"[ \t]*(?:[–—]|\d{1,3}[.)]|[A-Za-z]\)|\()")
_QUOTE = re.compile(r"[ \t]*>(?![\d=])(?:[ \t]*>)*[ \t]?")
_RULE = re.compile(r"[ \t]*([=\-_*~#])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,})[ \t]*")
_COMMENT = re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL)
_DIRECTIVE_LINE = re.compile(
    r"^[ \t>]*(#+|//+|\(|\[|;+|--)[ \t]*(personfirst\b[^\r\n]*)", re.IGNORECASE | re.MULTILINE
)
_NAME = re.compile("personfirst", re.IGNORECASE)
_LONGEST_RULE = 300
_LONGEST_HEADING = 72
_MOST_HEADING_WORDS = 10
_MOST_CELLS = 200
_ENDS = ".!?;:,…"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its range without the line end, and its text without white space at the ends."""

    start: int
    end: int
    text: str


def read_prose(text: str, path: str, name: str) -> Document:
    """Read text that is decoded already; `name` is the format's that it is read for."""
    comments = list(_comments(text))
    flow = Flow(text)
    _Reader(_without(text, comments) if comments else text, flow).read()
    suppressions, problems = suppressions_in(comments, text, path)
    return Document(path, name, text, flow.finish(), suppressions, problems)


class _Reader:
    """Walks the lines of a text; `view` is the text with its directives blanked by `GAP`."""

    def __init__(self, view: str, flow: Flow) -> None:
        self._view = view
        self._flow = flow
        self._list: int | None = None
        self._item: int | None = None
        self._cells = 0
        self._table = 0
        self._at: int | None = None
        self._quoted = False

    def read(self) -> None:
        before: _Line | None = None
        for line, after in _with_next(_lines(self._view)):
            self._read_line(line, before if before and before.text else None, after)
            before = line
        self._end_block()
        self._end_list()

    def _read_line(self, line: _Line, above: _Line | None, below: _Line | None) -> None:
        """Read a line; `above` is None where a blank line or nothing stands there."""
        if not line.text:
            self._end_block()
            return
        bullet = _BULLET.match(self._view, line.start, line.end)
        if bullet and self._at is not None and self._item is None and _is_prose(above, bullet):
            bullet = None
        start = bullet.end() if bullet else line.start
        quote = None if bullet else _QUOTE.match(self._view, line.start, line.end)
        if self._cells and not _is_row(self._view[start : line.end].strip()):
            self._end_table()
        if len(line.text) < _LONGEST_RULE and _RULE.fullmatch(line.text):
            self._end_block()
            self._flow.forget_lead()
        elif quote:
            self._quote_line(line, quote.end())
        elif _is_row(self._view[start : line.end].strip()) and not bullet:
            self._row(line)
        elif bullet:
            self._bullet(line, bullet.end())
        elif self._at is None and _is_heading(line, below):
            self._end_list()
            handle = self._flow.begin_role(Role.HEADING)
            self._text(line.start, line.end)
            self._flow.end_role(handle)
        else:
            self._continue(line)

    def _continue(self, line: _Line) -> None:
        """A line of a paragraph or of an item, or the first line of a paragraph."""
        if self._quoted:
            self._end_block()
        if self._at is None:
            indented = self._view[line.start] in " \t"
            if self._list is not None and not indented:
                self._end_list()
            if self._list is not None:
                self._item = self._flow.begin_role(Role.LIST_ITEM)
            self._text(line.start, line.end)
        elif GAP in self._view[self._at : line.start]:
            self._flow.text("\n", self._at, line.start)
            self._text(line.start, line.end)
        else:
            self._text(self._at, line.end)
        self._at = line.end

    def _bullet(self, line: _Line, start: int) -> None:
        self._end_block()
        if self._list is None:
            self._list = self._flow.begin_list()
        self._item = self._flow.begin_role(Role.LIST_ITEM)
        self._text(start, line.end)
        self._at = line.end

    def _quote_line(self, line: _Line, start: int) -> None:
        if not self._quoted:
            self._end_block()
            self._end_list()
            self._quoted = True
            self._flow.quotes += 1
        if not self._view[start : line.end].strip():
            self._flow.end_block()
            self._at = None
            return
        if self._at is not None:
            self._flow.text("\n", self._at, start)
        self._text(start, line.end)
        self._at = line.end

    def _row(self, line: _Line) -> None:
        """A line of cells; lines with as many cells in a row make one table."""
        self._end_block(keep_table=True)
        self._end_list()
        cells = self._view[line.start : line.end].split("\t")
        if self._cells != len(cells):
            self._end_table()
            self._cells, self._table = len(cells), self._flow.begin_table()
        self._flow.begin_row()
        position = line.start
        for cell in cells:
            self._flow.begin_cell(header=False)
            handle = self._flow.begin_role(Role.CELL, "table cell")
            self._text(position, position + len(cell))
            self._flow.end_role(handle)
            position += len(cell) + 1
        self._flow.end_row()

    def _text(self, start: int, end: int) -> None:
        """Add text; a stray HTML tag in it is no text, and one of a block ends the block."""
        if self._view.find("<", start, end) >= 0:
            for tag in _TAG.finditer(self._view, start, end):
                self._flow.view(self._view, start, tag.start())
                if tag[1].lower() not in _INLINE:
                    self._flow.end_block()
                start = tag.end()
        self._flow.view(self._view, start, end)

    def _end_block(self, *, keep_table: bool = False) -> None:
        if self._cells and not keep_table:
            self._end_table()
        if self._item is not None:
            self._flow.end_role(self._item)
        self._flow.end_block()
        if self._quoted:
            self._flow.quotes -= 1
        self._item, self._at, self._quoted = None, None, False

    def _end_list(self) -> None:
        if self._list is not None:
            self._flow.end_list(self._list)
        self._list = None

    def _end_table(self) -> None:
        if self._cells:
            self._flow.end_table(self._table)
        self._cells = 0


def _lines(view: str) -> Iterator[_Line]:
    """The lines of a view, without those that hold a directive and nothing else."""
    position = 0
    while position < len(view):
        found = _LINE_END.search(view, position)
        end, following = found.span() if found else (len(view), len(view))
        whole = view[position:end]
        text = whole.strip()
        if text or GAP not in whole:
            yield _Line(position, end, text)
        position = following


def _with_next(lines: Iterator[_Line]) -> Iterator[tuple[_Line, _Line | None]]:
    line = next(lines, None)
    while line is not None:
        after = next(lines, None)
        yield line, after
        line = after


def _is_row(text: str) -> bool:
    """Whether a line without its bullet is made of cells: a tab stands between words."""
    return "\t" in text and text.count("\t") < _MOST_CELLS


def _is_prose(above: _Line | None, bullet: re.Match[str]) -> bool:
    """Whether what looks like a bullet is a wrapped line that begins with a dash or a number."""
    return (
        above is not None and above.text[-1] not in _ENDS and _DOUBTFUL.match(bullet[0]) is not None
    )


def _is_heading(line: _Line, below: _Line | None) -> bool:
    """Whether the first line of a paragraph is a heading, by its look and by what stands below."""
    if len(line.text) > 2 * _LONGEST_HEADING or below is None:
        return False
    if _UNDERLINE.fullmatch(below.text[:_LONGEST_RULE]):
        return True
    text = _TAG.sub("", line.text).strip()
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS:
        return False
    first = next((character for character in text if character.isalnum()), "")
    if not first or (text[-1] in _ENDS and not (text.isupper() and text[-1] in "!?")):
        return False
    if text.isupper() and len(text) > 2:
        return not below.text or not below.text.isupper()
    return not below.text and (first.isupper() or first.isdigit())


def _comments(text: str) -> Iterator[Comment]:
    """The directives in a text: in an HTML comment, or on a line of their own after a sign."""
    if not _NAME.search(text):
        return
    for found in _COMMENT.finditer(text):
        if is_directive(found[1]):
            yield Comment(found.start(), found.end(), found[1])
    for found in _DIRECTIVE_LINE.finditer(text):
        body = found[2].rstrip()
        if found[1] in "([":
            body = body.removesuffix(")" if found[1] == "(" else "]")
        if is_directive(body) and names_verb(body):
            yield Comment(found.start(1), found.end(), body)


def _without(text: str, comments: list[Comment]) -> str:
    """The text with its directives blanked, at the same length."""
    parts, position = [], 0
    for comment in sorted(comments, key=lambda one: one.start):
        if comment.start >= position:
            parts += [text[position : comment.start], GAP * (comment.end - comment.start)]
            position = comment.end
    return "".join((*parts, text[position:]))
