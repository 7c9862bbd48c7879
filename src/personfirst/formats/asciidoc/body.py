"""The structure of an AsciiDoc file: what its lines are, by the signs that they begin with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from personfirst.formats.asciidoc import signs
from personfirst.formats.asciidoc.inline import alternative, read_inline
from personfirst.formats.asciidoc.tables import Range, table
from personfirst.formats.flow import Flow
from personfirst.formats.stretch import Line, Stretch, lines_of
from personfirst.formats.suppressions import Comment
from personfirst.formats.titles import Titles
from personfirst.model.document import Role

_LONGEST_ATTRIBUTES = 2_000
_PLUS, _TERM_BODY = "+", "term"


@dataclass(slots=True)
class _Open:
    """A block between delimiters, or a list, that is open; `list` and `item` are its handles."""

    sign: str
    end: Callable[[], None] | None = None
    list: int = -1
    item: int = -1


class Body:
    """Walks the lines of a text, from an offset on, into a flow; `comments` are its comments.

    `_attributes` is the line in brackets that stands above what is read next, `_joined` says that
    this belongs to the item above.
    """

    def __init__(self, text: str, flow: Flow, *, start: int = 0) -> None:
        self.comments: list[Comment] = []
        self._text = text
        self._flow = flow
        self._lines = [line for line in lines_of(text) if line.begin >= start]
        self._at = 0
        self._open: list[_Open] = []
        self._attributes = ""
        self._joined = ""
        self._titles = Titles(signs.references(text))

    def read(self) -> None:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.blank:
                self._at += 1
            elif not self._passed(line):
                joined, self._joined = self._joined, ""
                self._block(line, joined)
                self._attributes = ""
        while self._open:
            self._pop()
        self._flow.end_block()

    # Lines that are no text of their own

    def _passed(self, line: Line) -> bool:
        """Pass over a comment, an attribute, a condition; remember what is said of the next."""
        text = self._text
        if self._comment(line) or signs.LINE_MACRO.fullmatch(text, line.start, line.end):
            self._at += 1
        elif (entry := signs.ENTRY.match(text, line.start, line.end)) and line.start == line.begin:
            self._at += 1
            if entry[1] in signs.READ_ENTRIES and entry.end() < line.end:
                self._whole(Role.METADATA, entry[1], [(entry.end(), line.end)])
        elif signs.is_attributes(text, line):
            self._at += 1
            if not text.startswith("[[", line.start):
                self._attributes = text[line.start : line.end][:_LONGEST_ATTRIBUTES]
        elif text[line.start : line.end] == "+":
            self._at += 1
            self._joined = _PLUS
        elif title := signs.TITLE.match(text, line.start, line.end):
            self._at += 1
            if not self._joined:
                self._end_lists()
            self._whole(Role.CAPTION, None, [(title.end(), line.end)])
        else:
            return False
        return True

    def _comment(self, line: Line) -> bool:
        text = self._text
        if not signs.is_comment(text, line):
            return False
        self.comments.append(Comment(line.start, line.end, text[line.start + 2 : line.end]))
        return True

    # What is open

    def _pop(self) -> None:
        flow, one = self._flow, self._open.pop()
        flow.end_block()
        if one.list >= 0:
            if one.item >= 0:
                flow.end_role(one.item)
            flow.end_list(one.list)
        if one.end is not None:
            one.end()

    def _end_lists(self) -> None:
        while self._open and self._open[-1].list >= 0:
            self._pop()

    def _end_quote(self) -> None:
        self._flow.quotes -= 1

    # Blocks

    def _block(self, line: Line, joined: str) -> None:
        """Read what begins on a line; `joined` says that it belongs to the item above."""
        text, found = self._text, signs.STYLE.match(self._attributes)
        style = found[1].lower() if found else ""
        if (item := signs.ITEM.match(text, line.start, line.end)) and style not in signs.CODE:
            self._list_item(item, line)
            return
        term = signs.TERM.match(text, line.start, line.end)
        if not joined and not term:
            self._end_lists()
        if signs.DELIMITER.fullmatch(text, line.start, line.end):
            self._delimited(line, style)
        elif style in signs.CODE or (line.start > line.begin and joined != _TERM_BODY):
            self._skip_while(lambda line: not line.blank)
            self._flow.forget_lead()
        elif heading := signs.HEADING.match(text, line.start, line.end):
            self._heading(heading.end(), line, 1)
            if heading[1] == "=":
                self._skip_while(lambda line: signs.names_author(text, line))
        elif signs.is_underlined(text, line, self._lines[self._at + 1 : self._at + 2]):
            self._heading(line.start, line, 2)
        elif signs.RULE.fullmatch(text, line.start, line.end):
            self._flow.forget_lead()
            self._at += 1
        elif macro := signs.BLOCK_MACRO.fullmatch(text, line.start, line.end):
            self._macro(macro)
        elif term:
            self._term(term, line)
        else:
            self._paragraph(line, quoted=style in signs.QUOTES)

    def _skip_while(self, holds: Callable[[Line], bool]) -> None:
        while self._at < len(self._lines) and holds(self._lines[self._at]):
            self._at += 1

    def _heading(self, start: int, line: Line, lines: int) -> None:
        sign = self._text[line.start : start].strip()
        words = self._text[start : line.end]
        if sign and words.endswith(f" {sign}"):
            words = words.removesuffix(sign).rstrip()
        self._whole(Role.HEADING, None, [(start, start + len(words))])
        self._at += lines

    def _whole(self, role: Role, label: str | None, ranges: list[Range]) -> None:
        """Read a block that has a role of its own; a title that is referred to is fixed."""
        titled = role in (Role.HEADING, Role.CAPTION)
        named = titled and any(self._text[slice(*one)] in self._titles for one in ranges)
        end = self._flow.begin_fixed(fixed=named)
        handle = self._flow.begin_role(role, label)
        read_inline(self._flow, Stretch(self._flow, ranges))
        self._flow.end_role(handle)
        end()

    def _words(self, ranges: list[Range]) -> None:
        read_inline(self._flow, Stretch(self._flow, ranges))
        self._flow.end_block()

    def _macro(self, macro: re.Match[str]) -> None:
        start, end = macro.span(2)
        self._flow.forget_lead()
        self._at += 1
        if macro[1] == "image":
            start, end = alternative(self._text, start, end)
            if start < end:
                self._whole(Role.ALT_TEXT, "alt text", [(start, end)])

    def _delimited(self, line: Line, style: str) -> None:
        """Read or pass over a block between delimiters, or end one."""
        text, flow = self._text, self._flow
        sign = text[line.start : line.end]
        self._at += 1
        if sign[0] in "|,:":
            self._table(sign)
            return
        if (sign[0] in "-.+/`" and sign != "--") or style in signs.CODE:
            closing = sign[: len(sign) - len(sign.lstrip("`"))] if sign[0] == "`" else sign
            self._skip_while(lambda line: text[line.start : line.end] != closing)
            self._at += 1
            flow.forget_lead()
            return
        if any(one.sign == sign for one in self._open):
            while self._open[-1].sign != sign:
                self._pop()
            self._pop()
            return
        flow.end_block()
        quoted = sign[0] == "_" or style in signs.QUOTES
        flow.quotes += quoted
        self._open.append(_Open(sign, self._end_quote if quoted else None))

    def _table(self, sign: str) -> None:
        first, flow = self._at, self._flow
        self._skip_while(lambda line: self._text[line.start : line.end] != sign)
        lines = self._lines[first : self._at]
        self._at += 1
        if not lines:
            return
        drawn = table(self._text, lines, sign, self._attributes)
        handle = flow.begin_table()
        for number, row in enumerate(drawn.rows):
            flow.begin_row()
            flow.in_head(number == 0 and drawn.head)
            for cell in row:
                flow.begin_cell(header=False, columns=cell.columns)
                role = flow.begin_role(Role.CELL, "table cell")
                for paragraph in cell.paragraphs:
                    self._words(list(paragraph))
                flow.end_role(role)
            flow.end_row()
        flow.end_table(handle)

    # Lists and paragraphs

    def _list_item(self, item: re.Match[str], line: Line) -> None:
        """Begin an item, of a list that is open, by its sign, or of a new one."""
        flow = self._flow
        sign = "1" if signs.NUMBERED.match(item[1]) else item[1]
        self._begin_item(sign)
        ranges = self._gather(item.end(), line, in_item=True)
        read_inline(flow, Stretch(flow, ranges))
        flow.end_block()

    def _begin_item(self, sign: str) -> None:
        flow, depth = self._flow, len(self._open)
        while depth and self._open[depth - 1].list >= 0 and self._open[depth - 1].sign != sign:
            depth -= 1
        if depth and self._open[depth - 1].list >= 0:
            while len(self._open) > depth:
                self._pop()
            flow.end_role(self._open[-1].item)
        else:
            self._open.append(_Open(sign, list=flow.begin_list()))
        self._open[-1].item = flow.begin_role(Role.LIST_ITEM)

    def _term(self, term: re.Match[str], line: Line) -> None:
        """A term of a list that explains terms; the explanation follows on its line or below."""
        sign = term[2]
        self._begin_item(sign)
        self._words([term.span(1)])
        if term.end() < line.end:
            self._words(self._gather(term.end(), line, in_item=True))
        else:
            self._at += 1
            self._joined = _TERM_BODY

    def _paragraph(self, line: Line, *, quoted: bool) -> None:
        admonition = signs.ADMONITION.match(self._text, line.start, line.end)
        start = admonition.end() if admonition else line.start
        if self._text[start] == ">" and signs.QUOTE.match(self._text, start, line.end):
            quoted = True
        self._flow.quotes += quoted
        in_list = bool(self._open) and self._open[-1].list >= 0
        self._words(self._gather(start, line, in_item=in_list))
        self._flow.quotes -= quoted

    def _gather(self, start: int, first: Line, *, in_item: bool) -> list[Range]:
        """The lines of a paragraph that begins at `start` of the line at hand, without comments."""
        text = self._text
        ranges: list[Range] = []
        sign = signs.QUOTE.match(text, start, first.end)
        ranges.append((sign.end() if sign and not in_item else start, first.end))
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.blank or signs.interrupts(text, line, in_item=in_item):
                break
            self._at += 1
            if self._comment(line) or signs.LINE_MACRO.fullmatch(text, line.start, line.end):
                continue
            quote = signs.QUOTE.match(text, line.start, line.end) if sign and not in_item else None
            begin = quote.end() if quote else line.start
            if begin < line.end:
                ranges.append((begin, line.end))
        return ranges
