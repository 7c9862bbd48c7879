"""The structure of a reStructuredText file: what its lines are, by their signs and indents."""

from __future__ import annotations

import re
from functools import partial

from personfirst.formats.flow import Flow
from personfirst.formats.restructured.cursor import Cursor, Nest
from personfirst.formats.restructured.explicit import FIELD, GLOSSARY, Explicit
from personfirst.formats.restructured.inline import read_inline, references
from personfirst.formats.restructured.tables import (
    GRID,
    SIMPLE,
    Drawn,
    Range,
    grid,
    simple,
    width,
)
from personfirst.formats.stretch import Line, Stretch
from personfirst.formats.suppressions import Comment
from personfirst.formats.titles import Titles
from personfirst.model.document import Role

_RULE = re.compile(r"([!-/:-@\[-`{-~])\1*")
_BULLET = re.compile(
    r"(?:[-*+•‣⁃]|(?:\d{1,4}|\#|[a-z]|[ivxlcdm]{2,8})[.)]"
    r"|\((?:\d{1,4}|\#|[A-Za-z]|[ivxlcdm]{2,8})\))(?:[ \t]+|(?![^\r\n]))"
)
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|(?![^\r\n]))")
_OPTION = re.compile(
    r"(?:(?:--?|/)[A-Za-z][\w-]{0,40}(?:[ =][<\[]?[A-Za-z][\w-]{0,40}[>\]]?)?(?:,[ ])?){1,5}"
    r"(?:[ ]{2,}|(?![^\r\n]))"
)
_BAR = re.compile(r"\|(?:[ \t]+|(?![^\r\n]))")
_LISTS = {"list": "item", "rows": "row", "cells": "cell"}
"""Kinds of lists, and of what is in them."""
_TABLE_LISTS = {"table": "rows", "row": "cells"}
"""What a list is in a list-table: its rows, or the cells of a row."""
_SHORTEST_LINE = 4
_SHORTEST_OVERLINE = 3
_MOST_OPEN = 200
_SHORT = "heading, longer than its line"


class Body:
    """Walks the lines of a text into a flow.

    `comments` are its comments, `broken` the lines (1-based) on which a table falls apart.
    """

    def __init__(self, text: str, flow: Flow) -> None:
        self.comments: list[Comment] = []
        self.broken: list[int] = []
        self._text = text
        self._flow = flow
        self._cursor = Cursor(text)
        self._nest = Nest(flow)
        self._titles = Titles(references(text))
        self._explicit = Explicit(flow, self._cursor, self._nest, self._begin_text, self.comments)

    def read(self) -> None:
        while line := self._cursor.line():
            if line.blank:
                self._cursor.at += 1
                continue
            self._nest.leave(line.indent)
            self._element(line)
        self._nest.leave(-1)
        self._flow.end_block()

    def _element(self, line: Line) -> None:
        """Read what begins on a line: a heading, or the items that begin there and what is in the
        innermost.
        """
        if line.indent == 0 and self._heading(line):
            return
        start, indent, nest = line.start, line.indent, self._nest
        while True:
            bullet = _BULLET.match(self._text, start, line.end)
            top = nest.top
            if top and top.kind in _LISTS and (bullet is None or indent > top.indent):
                nest.pop()
                continue
            if start == line.start and indent > (top.indent if top else 0):
                self._indented(indent, quoted=not bullet and (top is None or top.kind != "item"))
            if bullet is None or len(nest) > _MOST_OPEN:
                break
            inner = indent + bullet.end() - start
            self._item(indent, inner)
            start, indent = bullet.end(), inner
            if start >= line.end:
                self._cursor.at += 1
                return
        self._block(line, start, indent)

    def _indented(self, indent: int, *, quoted: bool) -> None:
        """What is indented is a quotation, unless it is a list or belongs to an item."""
        holder = self._nest.push("quote", indent)
        if quoted:
            self._flow.quotes += 1
            holder.end = self._explicit.end_quote

    def _item(self, indent: int, inner: int) -> None:
        """Begin an item, and its list where none is open; in a list-table these are the rows, and
        in them the cells.
        """
        flow, nest = self._flow, self._nest
        if nest.top is None or nest.top.kind not in _LISTS:
            kind = _TABLE_LISTS.get(nest.top.kind if nest.top else "", "list")
            holder = nest.push(kind, indent)
            if kind == "list":
                holder.end = partial(flow.end_list, flow.begin_list())
        kind = nest.top.kind if nest.top else "list"
        table = nest.below_top
        item = nest.push(_LISTS[kind], inner)
        if kind == "rows" and table:
            flow.begin_row()
            flow.in_head(table.head_rows > 0)
            table.head_rows -= 1
            item.end = flow.end_row
        elif kind == "cells":
            flow.begin_cell(header=False)
            item.end = partial(flow.end_role, flow.begin_role(Role.CELL, "table cell"))
        else:
            item.end = partial(flow.end_role, flow.begin_role(Role.LIST_ITEM))

    # Headings

    def _heading(self, line: Line) -> bool:
        """Read a title with a line below it or lines around it, or a line that divides."""
        below, last = self._cursor.line(1), self._cursor.line(2)
        length = self._rule(line)
        if length:
            if not below or below.blank:
                if length < _SHORTEST_LINE:
                    return False
                self._flow.forget_lead()
                self._cursor.at += 1
                return True
            if last is None or not self._rule(last) or length < _SHORTEST_OVERLINE:
                return False
            if self._text[last.start] != self._text[line.start]:
                return False
            self._title(below, 3, min(line, last, key=lambda rule: rule.end - rule.start))
            return True
        if below is None or below.indent:
            return False
        under = self._rule(below)
        if not under or under < min(line.end - line.start, _SHORTEST_LINE):
            return False
        self._title(line, 2, below)
        return True

    def _rule(self, line: Line) -> int:
        """The length of a line that is made of one sign; 0 for any other."""
        found = _RULE.fullmatch(self._text, line.start, line.end)
        return len(found[0]) if found else 0

    def _title(self, line: Line, lines: int, rule: Line) -> None:
        """Read a title. One that is longer than its line is told apart, so that an edit which
        makes it so is seen.
        """
        self._nest.leave(-1)
        title = self._text[line.start : line.end]
        short = width(title) > rule.end - rule.start
        end = self._flow.begin_fixed(fixed=title in self._titles)
        handle = self._flow.begin_role(Role.HEADING, _SHORT if short else None)
        read_inline(self._flow, Stretch(self._flow, [(line.start, line.end)]))
        self._flow.end_role(handle)
        end()
        self._cursor.at += lines

    # Other blocks

    def _block(self, line: Line, start: int, indent: int) -> None:
        """Read what begins at `start` and is no heading and no item."""
        text, sign = self._text, self._text[start]
        whole = start == line.start
        if sign == "." and (found := _EXPLICIT.match(text, start, line.end)):
            self._explicit.read(start, found.end(), indent)
        elif sign == "_" and text.startswith("__ ", start):
            self._cursor.at += 1
        elif sign == "|" and _BAR.match(text, start, line.end):
            self._line_block(start, indent)
        elif sign == "+" and whole and GRID.fullmatch(text, start, line.end):
            self._table(grid(text, self._cursor.lines, self._cursor.at))
        elif sign == "=" and whole and SIMPLE.fullmatch(text, start, line.end):
            table = simple(text, self._cursor.lines, self._cursor.at)
            if table is None:
                self._paragraph(start, indent)
            else:
                self._table(table)
        elif text.startswith(">>> ", start, line.end):
            self._cursor.skip_while(lambda line: not line.blank)
        elif (sign == ":" and (found := FIELD.match(text, start, line.end))) or (
            sign in "-/" and (found := _OPTION.match(text, start, line.end))
        ):
            inner = self._cursor.inner(indent)
            self._nest.push("field", inner)
            self._begin_text(found.end(), inner)
        else:
            self._paragraph(start, indent)

    def _begin_text(self, start: int, indent: int) -> None:
        """Read the first paragraph of something whose text begins on its own line, if it does."""
        if start < self._cursor.current().end:
            self._paragraph(start, indent)
        else:
            self._cursor.at += 1

    def _paragraph(self, start: int, indent: int) -> None:
        """Read a paragraph that goes on in the lines below, from the column `indent` on."""
        cursor, text, first = self._cursor, self._text, self._cursor.current()
        ranges = [(start, first.end)]
        cursor.at += 1
        term = False
        glossary = self._nest.top is not None and self._nest.top.kind == GLOSSARY
        while (line := cursor.line()) and not line.blank and line.indent >= indent:
            if text[line.start] == ":" and start != first.start and FIELD.match(text, line.start):
                break
            term = line.indent > indent and len(ranges) == 1 and start == first.start
            if term or glossary:
                break
            ranges.append((line.start, line.end))
            cursor.at += 1
        begin, end = ranges[-1]
        literal = text.endswith("::", begin, end)
        if literal:
            words = text[begin : end - 2]
            ranges[-1] = begin, end - 2 + (bool(words) and not words[-1].isspace())
        end_fixed = self._flow.begin_fixed(fixed=glossary)
        self._words(ranges)
        end_fixed()
        if literal:
            self._literal(indent)
        elif term and line:
            self._definition(line.indent)

    def _words(self, ranges: list[Range]) -> None:
        read_inline(self._flow, Stretch(self._flow, ranges))
        self._flow.end_block()

    def _definition(self, indent: int) -> None:
        """What is indented directly below a line explains it."""
        flow = self._flow
        lead = flow.begin_list()
        self._nest.push("lead", indent, partial(flow.end_list, lead))
        role = flow.begin_role(Role.LIST_ITEM)
        self._nest.push("item", indent, partial(flow.end_role, role))

    def _literal(self, indent: int) -> None:
        """Pass over the block behind `::`: what is indented, or lines that begin with one sign."""
        cursor = self._cursor
        cursor.skip_while(lambda line: line.blank)
        line = cursor.line()
        if line is None:
            return
        sign = self._text[line.start]
        if line.indent > indent:
            cursor.skip_extent(indent)
        elif line.indent == indent and _RULE.fullmatch(sign):
            cursor.skip_while(lambda line: self._text.startswith(sign, line.start, line.end))
        self._flow.forget_lead()

    def _line_block(self, start: int, indent: int) -> None:
        """Lines that each begin with a bar, as in a poem or an address; a bar alone parts them. The
        first begins at `start`, which may be behind the sign of an item.
        """
        ranges: list[Range] = []
        first = self._cursor.current()
        while (line := self._cursor.line()) and not line.blank:
            if line is not first and line.indent < indent:
                break
            begin = start if line is first else line.start
            found = _BAR.match(self._text, begin, line.end)
            if not found or found.end() < line.end:
                ranges.append((found.end() if found else begin, line.end))
            elif ranges:
                self._words(ranges)
                ranges = []
            self._cursor.at += 1
        if ranges:
            self._words(ranges)

    def _table(self, table: Drawn) -> None:
        flow = self._flow
        if table.broken is not None:
            self.broken.append(table.broken + 1)
        handle = flow.begin_table()
        for number, row in enumerate(table.rows):
            flow.begin_row()
            flow.in_head(number < table.head)
            following = [*(column for column, _ in row[1:]), row[-1][0] + 1]
            for (column, paragraphs), after in zip(row, following, strict=True):
                flow.begin_cell(header=False, columns=after - column)
                cell = flow.begin_role(Role.CELL, "table cell")
                for ranges in filter(None, paragraphs):
                    self._words(ranges)
                flow.end_role(cell)
            flow.end_row()
        flow.end_table(handle)
        self._cursor.at = table.end
