"""What begins with two dots in reStructuredText: directives, notes, targets and comments."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from personfirst.formats.cells import rows
from personfirst.formats.flow import Flow
from personfirst.formats.restructured.cursor import Cursor, Nest
from personfirst.formats.restructured.inline import read_inline
from personfirst.formats.stretch import Stretch
from personfirst.formats.suppressions import Comment
from personfirst.model.document import Role

FIELD = re.compile(r":(?![: ])((?:[^:\\\r\n]|\\.|:(?=[^\s`])){1,100}):(?:[ \t]+|(?![^\r\n]))")
_NOTE = re.compile(r"\[(\d{1,6}|\#[\w-]{0,60}|\*|[A-Za-z][\w.-]{0,60})\](?:[ \t]+|(?![^\r\n]))")
_DIRECTIVE = re.compile(
    r"(?:\|[^|\r\n]{1,100}\|[ \t]+)?([A-Za-z][\w+.-]{0,60}(?::[\w+.-]{1,60}){0,2})[ \t]?::"
    r"(?:[ \t]+|(?![^\r\n]))"
)


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _words(
    "code code-block sourcecode highlight literalinclude parsed-literal math raw include toctree"
    " contents index productionlist graphviz digraph graph inheritance-diagram mermaid plantuml uml"
    " doctest testcode testsetup testcleanup testoutput ipython plot prompt console jsonschema"
    " program-output command-output bibliography autosummary currentmodule module role default-role"
    " sectnum section-numbering target-notes date unicode tabularcolumns exec click"
)
"""Directives whose content is code, or made by a program."""
_TEXTS = _words(
    "note warning tip hint important caution danger error attention seealso todo replace centered"
    " pull-quote epigraph highlights"
)
"""Directives whose argument is the beginning of their text."""
_VERSIONED = _words("versionadded versionchanged deprecated versionremoved")
"""Directives whose argument is a version and then a text."""
_TITLED = _words(
    "admonition topic sidebar rubric dropdown tab tab-item card grid-item-card table list-table"
    " csv-table collapse details"
)
"""Directives whose argument is a title."""
_CONTENT = _words(
    "acks attribute autoattribute autoclass autodata autodecorator autoexception autofunction"
    " automethod automodule autoproperty card-carousel class classmethod cmdoption compound concept"
    " confval container cssclass data decorator decoratormethod describe directive enum enumerator"
    " envvar exception figure footer function glossary grid grid-item group-tab header hlist"
    " ifconfig image line-block macro member meta method namespace object only option program"
    " property rst-class setting staticmethod struct tab-set tabs type typevar union var"
)
"""Directives whose content is text. What is in others, which an extension defines, may be code, so
that it is shown and left to a person.
"""
_QUOTED = _words("epigraph highlights pull-quote")
_ROLES = {"figure": (Role.CAPTION, None), "meta": (Role.METADATA, "meta")}
"""Directives that give the text in them a role and a label."""

_KNOWN = _CONTENT | _TEXTS | _VERSIONED | _TITLED
_OPTIONS: dict[str, tuple[Role, str | None]] = {
    "alt": (Role.ALT_TEXT, "alt text"),
    "caption": (Role.CAPTION, None),
}
"""Options that people read."""
GLOSSARY = "glossary"
"""A directive, and what it opens: its terms are referred to by their words, from any file."""


class Explicit:
    """Reads explicit markup; `text` reads a paragraph from an offset, and from a column, on."""

    def __init__(
        self,
        flow: Flow,
        cursor: Cursor,
        nest: Nest,
        text: Callable[[int, int], None],
        comments: list[Comment],
    ) -> None:
        self._flow = flow
        self._cursor = cursor
        self._nest = nest
        self._begin_text = text
        self._comments = comments
        self._header: tuple[int, int] | None = None

    def end_quote(self) -> None:
        self._flow.quotes -= 1

    def read(self, begin: int, start: int, indent: int) -> None:
        """Read what begins at `begin` of the line at hand and says at `start` what it is."""
        cursor, text, line = self._cursor, self._cursor.text, self._cursor.current()
        if note := _NOTE.match(text, start, line.end):
            inner = cursor.inner(indent)
            label = f"footnote {note[1]}" if note[1].isdigit() else "footnote"
            holder = self._nest.push("note", inner)
            holder.end = partial(self._flow.end_role, self._flow.begin_role(Role.NOTE, label))
            self._begin_text(note.end(), inner)
        elif found := _DIRECTIVE.match(text, start, line.end):
            self._directive(found[1].lower().rpartition(":")[2], found.end(), indent)
        else:
            cursor.at += 1
            below = cursor.line()
            if start < line.end or (below and not below.blank):
                cursor.skip_extent(indent)
            end = max(cursor.last_end(), start)
            self._comments.append(Comment(begin, end, text[start:end]))

    def _directive(self, name: str, start: int, indent: int) -> None:
        cursor, flow = self._cursor, self._flow
        if name in _SKIPPED:
            flow.forget_lead()
            cursor.at += 1
            cursor.skip_extent(indent)
            return
        inner = cursor.inner(indent)
        kind = "table" if name == "list-table" else GLOSSARY if name == GLOSSARY else "directive"
        holder = self._nest.push(kind, inner)
        if name in _QUOTED:
            flow.quotes += 1
            holder.end = self.end_quote
        elif name in _ROLES:
            holder.end = partial(flow.end_role, flow.begin_role(*_ROLES[name]))
        elif name == "list-table":
            holder.end = partial(flow.end_table, flow.begin_table())
        elif name not in _KNOWN:
            holder.end = flow.begin_fixed()
        if name in _TITLED:
            self._title(start, inner, heading=name == "rubric")
        elif name in _TEXTS:
            self._begin_text(start, inner)
        elif name in _VERSIONED:
            words = cursor.text[start : cursor.current().end].split(maxsplit=1)
            behind = len(words[1]) if len(words) > 1 else 0
            self._begin_text(cursor.current().end - behind, inner)
        else:
            has_argument = start < cursor.current().end
            cursor.at += 1
            if has_argument:
                self._more(inner)
        if name != "meta":
            holder.head_rows = self._options()
        if name == "csv-table":
            self._csv(indent)

    def _title(self, start: int, indent: int, *, heading: bool) -> None:
        """Read an argument that is a title; it may run over several lines."""
        line = self._cursor.current()
        ranges = [(start, line.end)] if start < line.end else []
        self._cursor.at += 1
        if ranges:
            ranges += self._more(indent)
        handle = self._flow.begin_role(Role.HEADING if heading else Role.CAPTION)
        read_inline(self._flow, Stretch(self._flow, ranges))
        self._flow.end_role(handle)

    def _more(self, indent: int) -> list[tuple[int, int]]:
        """The lines of an argument behind its first."""
        found = []
        while (line := self._cursor.line()) and not line.blank and line.indent >= indent:
            if FIELD.match(self._cursor.text, line.start, line.end):
                break
            found.append((line.start, line.end))
            self._cursor.at += 1
        return found

    def _options(self) -> int:
        """Pass over a directive's options; one that describes an image is read.

        Returns how many rows of a table are its head.
        """
        cursor, text = self._cursor, self._cursor.text
        head = 0
        while (line := cursor.line()) and not line.blank:
            option = FIELD.match(text, line.start, line.end)
            if option is None:
                break
            ranges = [(option.end(), line.end)] if option.end() < line.end else []
            cursor.at += 1
            while (below := cursor.line()) and not below.blank and below.indent > line.indent:
                ranges.append((below.start, below.end))
                cursor.at += 1
            value = text[ranges[0][0] : ranges[0][1]] if ranges else ""
            if option[1] in _OPTIONS and ranges:
                handle = self._flow.begin_role(*_OPTIONS[option[1]])
                read_inline(self._flow, Stretch(self._flow, ranges))
                self._flow.end_role(handle)
            elif option[1] == "header-rows" and re.fullmatch(r"\d{1,2}", value):
                head = int(value)
            elif option[1] == "header" and ranges:
                self._header = ranges[0]
        return head

    def _csv(self, indent: int) -> None:
        """The rows of a table whose cells stand between commas, one row to a line."""
        cursor, flow = self._cursor, self._flow
        handle = flow.begin_table()
        if self._header:
            flow.in_head(True)
            self._row(*self._header)
            flow.in_head(False)
            self._header = None
        while (line := cursor.line()) and (line.blank or line.indent > indent):
            cursor.at += 1
            if not line.blank:
                self._row(line.start, line.end)
        flow.end_table(handle)

    def _row(self, start: int, end: int) -> None:
        flow = self._flow
        flow.begin_row()
        for cell in next(rows(self._cursor.text, ",", start, end, spaced=True), []):
            flow.begin_cell(header=False)
            handle = flow.begin_role(Role.CELL, "table cell")
            read_inline(flow, Stretch(flow, [(cell.start, cell.end)]))
            flow.end_role(handle)
        flow.end_row()
