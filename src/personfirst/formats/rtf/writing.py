"""Writes down what was read of an RTF file."""

from __future__ import annotations

from personfirst.formats.outline import Outline, joined
from personfirst.formats.rtf.content import CellEnd, Content, Paragraph, Story
from personfirst.formats.style_names import Kind, heading_level, kind_of
from personfirst.formats.transcript import Transcript, is_ours
from personfirst.model.document import Role
from personfirst.model.text import MASK

_NOTES = ("footnote", "endnote")
_COMMENT = "comment"


def write(content: Content, transcript: Transcript) -> None:
    """Write down a file: what it says of itself, the body with its notes, headers and footers."""
    flow = transcript.flow
    handle = flow.begin_role(Role.METADATA, "document properties")
    for text in content.about:
        transcript.write(" ".join(text.split()))
        flow.end_block()
    flow.end_role(handle)
    flow.forget_lead()
    writer = _Writer(content, transcript)
    writer.write(content.body)
    seen: set[str] = set()
    for story in content.beside:
        said = _said(story)
        if said not in seen:
            seen.add(said)
            flow.heading = ""
            writer.write(story)


class _Writer:
    """Writes stories; those that hang on a paragraph wait until the running text has gone on."""

    def __init__(self, content: Content, transcript: Transcript) -> None:
        self._content = content
        self._transcript = transcript
        self._flow = transcript.flow
        self._outline = Outline()
        self._looks: dict[int, tuple[Kind, int | None]] = {}
        self._apart: list[tuple[Story, str]] = []
        self._counts: dict[str, int] = {}
        self._where: str | None = None
        self._runs_on = True
        self._lists: list[tuple[int, int]] = []
        self._table: int | None = None
        self._in_row = self._in_cell = False
        self._tables = self._row = self._column = 0

    def write(self, story: Story) -> None:
        """Write a story, and then those that hang on it and are not written yet."""
        self._items(story, self._label(story))
        self._write_apart()

    def _items(self, story: Story, where: str | None) -> None:
        self._where = where
        for item in story.items:
            if isinstance(item, Paragraph):
                self._paragraph(item)
            elif isinstance(item, CellEnd):
                self._end_cell()
            else:
                self._end_row(header=item.header)
        self._end_lists(0)
        self._end_table()

    def _write_apart(self) -> None:
        where, heading = self._where, self._flow.heading
        self._runs_on = False
        while self._apart:
            waiting, self._apart = self._apart, []
            for story, above in waiting:
                self._flow.heading = above
                if story.kind != _COMMENT:
                    self._items(story, self._label(story))
                elif not is_ours(story.author):
                    with self._transcript.comment(story.author) as label:
                        self._items(story, label)
            self._flow.forget_lead()
        self._runs_on = True
        self._where, self._flow.heading = where, heading

    def _label(self, story: Story) -> str | None:
        if story.kind not in _NOTES:
            return story.kind or None
        self._counts[story.kind] = self._counts.get(story.kind, 0) + 1
        return f"{story.kind} {self._counts[story.kind]}"

    # Paragraphs

    def _paragraph(self, paragraph: Paragraph) -> None:
        properties = paragraph.properties
        kind, level = self._look(properties.style)
        level = level if properties.level is None else properties.level + 1
        in_cell, has_text = properties.cell, any(text.strip() for text, _ in paragraph.stretches)
        if not in_cell:
            self._end_table()
        is_item = properties.listed and level is None and kind is not Kind.TITLE
        if has_text and kind is not Kind.CONTENTS:
            if is_item:
                self._enter_list(properties.depth)
            else:
                self._end_lists(0)
            if self._runs_on and not in_cell and not is_item:
                self._write_apart()
            if in_cell:
                self._begin_cell(header=kind is Kind.TABLE_HEADING)
            self._text(paragraph, self._role(kind, level, is_item=is_item), kind, level)
        self._apart += [(story, self._flow.heading) for story in paragraph.apart]

    def _text(self, paragraph: Paragraph, role: Role, kind: Kind, level: int | None) -> None:
        flow, transcript = self._flow, self._transcript
        enters = role is Role.HEADING and level and self._where is None and self._table is None
        if enters and level:
            self._outline.leave(level)
        flow.quotes += kind is Kind.QUOTE
        handle = flow.begin_role(role, self._place())
        for text, marks in paragraph.stretches:
            if text == MASK:
                transcript.mask()
            else:
                transcript.wear(marks)
                transcript.write(text)
        flow.end_role(handle)
        transcript.wear(())
        flow.quotes -= kind is Kind.QUOTE
        if enters and level:
            self._outline.enter(level, flow.heading)

    def _look(self, style: int) -> tuple[Kind, int | None]:
        """What a paragraph is by its style, and the level of its heading, from 1."""
        if style not in self._looks:
            chain = list(self._content.chain(style))
            names = [one.name for one in chain]
            levels = (one.level + 1 for one in chain if one.level is not None)
            self._looks[style] = kind_of(names), next(levels, heading_level(names))
        return self._looks[style]

    def _role(self, kind: Kind, level: int | None, *, is_item: bool) -> Role:
        if self._where is not None and self._where.startswith((*_NOTES, _COMMENT)):
            return Role.NOTE
        if self._where == "image description":
            return Role.ALT_TEXT
        if level is not None or kind is Kind.TITLE:
            return Role.HEADING
        if is_item:
            return Role.LIST_ITEM
        if self._table is not None:
            return Role.CELL
        return Role.CAPTION if kind is Kind.CAPTION else Role.PARAGRAPH

    def _place(self) -> str | None:
        if self._table is None:
            return self._where or self._outline.label
        cell = f"table {self._tables}, row {self._row}, column {self._column}"
        return joined(self._where, cell)

    # Lists

    def _enter_list(self, depth: int) -> None:
        while self._lists and self._lists[-1][0] > depth:
            self._flow.end_list(self._lists.pop()[1])
        if not self._lists or self._lists[-1][0] < depth:
            self._lists.append((depth, self._flow.begin_list()))

    def _end_lists(self, kept: int) -> None:
        while len(self._lists) > kept:
            self._flow.end_list(self._lists.pop()[1])

    # Tables

    def _begin_cell(self, *, header: bool) -> None:
        """The cell that a paragraph stands in, where it is the first in it."""
        if self._in_cell:
            return
        if self._table is None:
            self._table = self._flow.begin_table()
            self._tables += 1
            self._row = 0
        if not self._in_row:
            self._flow.begin_row()
            self._in_row = True
            self._row, self._column = self._row + 1, 0
        self._flow.begin_cell(header=header)
        self._in_cell = True
        self._column += 1

    def _end_cell(self) -> None:
        self._begin_cell(header=False)
        self._end_lists(0)
        self._flow.end_cell()
        self._in_cell = False

    def _end_row(self, *, header: bool) -> None:
        if self._in_cell:
            self._end_cell()
        if self._in_row:
            self._flow.in_head(header)
            self._flow.end_row()
            self._flow.in_head(False)
        self._in_row = False

    def _end_table(self) -> None:
        if self._table is not None:
            self._end_row(header=False)
            self._flow.end_table(self._table)
        self._table = None


def _said(story: Story) -> str:
    paragraphs = (item for item in story.items if isinstance(item, Paragraph))
    return "".join(text for paragraph in paragraphs for text, _ in paragraph.stretches)
