"""Assembles a document's blocks while a reader walks through its markup.

A reader says what begins and ends (a heading, a list, a cell, emphasis) and what the text is; the
flow knows which block the text belongs to and what stands around it: the heading above, the words
that lead into a list, the column and row of a cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from personfirst.formats.base import FILL, GAP, BlockBuilder, masked_runs
from personfirst.formats.reference_marks import LONGEST, REACH, reference_mark
from personfirst.model.document import Block, MarkKind, Role

if TYPE_CHECKING:
    from personfirst.formats.tables import Table

_LEAD_LENGTH = 500
_OF_NOTES = (MarkKind.RAISED, MarkKind.LINK)
"""What marks that refer to a note wear."""

Decode = Callable[[BlockBuilder, str, int, int], None]
"""Adds a stretch of a view to a builder, decoding what the format escapes."""


class _Saved(NamedTuple):
    """What is put aside while text goes to a block of its own, such as alt text."""

    builder: BlockBuilder | None
    language: str | None
    depth: Counter[MarkKind]
    role: Role
    label: str


class Flow:
    """The state of one document's assembly; `source` is the decoded file that all offsets mean."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.language: str | None = None
        self.heading = ""
        self.quotes = 0
        self._blocks: list[Block] = []
        self._builder: BlockBuilder | None = None
        self._builder_language: str | None = None
        self._depth: Counter[MarkKind] = Counter()
        self._may_refer = False
        self._roles: list[tuple[Role, str | None]] = []
        self._leads: list[str] = []
        self._last: Block | None = None
        self._tables: list[Table] = []
        self._asides: list[_Saved] = []

    # Text

    def text(self, text: str, start: int, end: int) -> None:
        """Text that stands for `source[start:end]`; white space alone begins no block."""
        if cut := self.left_out(text):
            start, text = start + cut, text[cut:] if end - start == len(text) else ""
        if self._builder is not None or not text.isspace():
            self._current(text).add(text, start, end)

    def write(self, text: str, start: int) -> None:
        """Text that stands at `start` of a transcript, character for character."""
        self._current(text).write(text, start)

    def left_out(self, text: str) -> int:
        """How many characters of a text that comes next are a mark that refers to a note."""
        if not self._may_refer or self._builder is None or len(text) > LONGEST:
            return 0
        worn = [kind for kind in _OF_NOTES if self._depth.get(kind)]
        return reference_mark(self._builder.tail(REACH), text, worn)

    @property
    def in_block(self) -> bool:
        """Whether text that follows would go on with a block."""
        return self._builder is not None

    def mask(self, start: int, end: int) -> None:
        """Source that is not read but keeps its neighbours apart: code, an image."""
        self._current("").mask(start, end)

    def view(self, view: str, start: int, end: int, shift: int = 0) -> None:
        """Text of `view[start:end]`, which stands `shift` further on in the source; masks stay."""
        chunk = view[start:end]
        if FILL not in chunk and GAP not in chunk:
            if (
                self._builder is not None
                and self.language is self._builder_language
                and not self._may_refer
            ):
                self._builder.add(chunk, start + shift, end + shift)
            else:
                self.text(chunk, start + shift, end + shift)
            return
        for kind, first, last in masked_runs(chunk):
            if kind == FILL:
                self.mask(first + start + shift, last + start + shift)
            elif not kind:
                self.text(chunk[first:last], first + start + shift, last + start + shift)

    def _current(self, text: str) -> BlockBuilder:
        if (
            self._builder is not None
            and not self._asides
            and text
            and _differs(self._builder_language, self.language)
            and not text.isspace()
        ):
            self.end_block()
        if self._builder is None:
            self._builder = BlockBuilder(self.source)
            self._builder_language = self.language
            for kind, depth in self._depth.items():
                if depth:
                    self._builder.open_mark(kind)
        return self._builder

    # Blocks

    def end_block(self) -> None:
        """End the block at hand, if there is one; the next text begins a new one."""
        while self._asides:
            self.end_aside()
        if self._builder is None:
            return
        role, label = self._roles[-1] if self._roles else (Role.PARAGRAPH, None)
        block = self._built(self._builder, role, label, self._builder_language)
        self._builder = None
        if block is None:
            return
        self._last = block
        if role is Role.HEADING:
            self.heading = block.text

    def emit(self, builder: BlockBuilder, role: Role, label: str) -> None:
        """Add a block that stands apart from the running text, such as an attribute's."""
        self._built(builder, role, label, self.language)

    def place(self, block: Block) -> None:
        """Add a block that was made elsewhere, as it stands."""
        self.end_block()
        self._blocks.append(block)
        self._last = block
        if block.role is Role.HEADING:
            self.heading = block.text

    def begin_aside(self, role: Role, label: str) -> None:
        """Send the text that follows to a block of its own until `end_aside`."""
        self._asides.append(_Saved(self._builder, self._builder_language, self._depth, role, label))
        self._builder, self._depth, self._may_refer = None, Counter(), False

    def end_aside(self) -> bool:
        """End the innermost aside; False where a block's end has ended it already."""
        if not self._asides:
            return False
        saved = self._asides.pop()
        if self._builder is not None:
            self._built(self._builder, saved.role, saved.label, self._builder_language)
        self._builder, self._builder_language = saved.builder, saved.language
        self._depth = saved.depth
        self._may_refer = any(map(self._depth.get, _OF_NOTES))
        return True

    def _built(
        self, builder: BlockBuilder, role: Role, label: str | None, language: str | None
    ) -> Block | None:
        block = builder.build(
            role,
            label=label,
            language=language,
            quoted=self.quotes > 0,
            heading=self.heading,
            lead=self._leads[-1] if self._leads else "",
        )
        if block is not None:
            table = self._tables[-1] if self._tables else None
            if table and table.row and table.in_cell:
                table.row[-1].blocks.append(len(self._blocks))
            self._blocks.append(block)
        return block

    def begin_role(self, role: Role, label: str | None = None) -> int:
        """Blocks from here on have this role; returns the handle for `end_role`."""
        self.end_block()
        self._roles.append((role, label))
        return len(self._roles) - 1

    def end_role(self, handle: int) -> None:
        self.end_block()
        del self._roles[handle:]

    def begin_fixed(self, *, fixed: bool = True) -> Callable[[], None]:
        """Blocks from here on are known by their words and must stay, if they are `fixed`; returns
        how that ends.
        """
        self.end_block()
        if fixed:
            self.open_mark(MarkKind.FIXED)

        def end() -> None:
            self.end_block()
            if fixed:
                self.close_mark(MarkKind.FIXED)

        return end

    def forget_lead(self) -> None:
        """Something other than text stands here: the paragraph above leads into no list."""
        self.end_block()
        self._last = None

    def open_mark(self, kind: MarkKind) -> None:
        self._depth[kind] += 1
        self._may_refer = self._may_refer or kind in _OF_NOTES
        if self._builder is not None and self._depth[kind] == 1:
            self._builder.open_mark(kind)

    def close_mark(self, kind: MarkKind) -> None:
        if self._depth[kind]:
            self._depth[kind] -= 1
            if self._may_refer:
                self._may_refer = any(map(self._depth.get, _OF_NOTES))
            if self._builder is not None and not self._depth[kind]:
                self._builder.close_mark(kind)

    # Lists

    def begin_list(self) -> int:
        """Text that follows is led into by the paragraph or the item above; returns a handle."""
        self.end_block()
        outer = self._leads[-1] if self._leads else ""
        last = self._last
        lead = ""
        if last is not None and (last.role is not Role.HEADING):
            if last.role is not Role.LIST_ITEM:
                lead = last.text[-_LEAD_LENGTH:]
            elif self._leads and last.lead is outer:
                lead = f"{outer} {last.text}".strip()[-_LEAD_LENGTH:]
        self._leads.append(lead or outer)
        self._last = None
        return len(self._leads) - 1

    def end_list(self, handle: int) -> None:
        self.end_block()
        del self._leads[handle:]
        self._last = None

    # Tables

    def begin_table(self) -> int:
        self.end_block()
        from personfirst.formats.tables import Table

        self._tables.append(Table())
        return len(self._tables) - 1

    def end_table(self, handle: int) -> None:
        self.end_block()
        while len(self._tables) > handle:
            self.end_row()
            self._tables.pop()
        self._last = None

    def in_head(self, inside: bool) -> None:
        """Whether the rows that follow are the table's head."""
        if self._tables:
            self._tables[-1].in_head = inside

    def begin_row(self) -> None:
        self.end_row()
        if self._tables:
            self._tables[-1].begin_row()

    def begin_cell(self, *, header: bool, columns: int = 1, rows: int = 1) -> None:
        """A cell that is `columns` wide and `rows` high begins; its text has the role of a cell."""
        self.end_cell()
        if not self._tables:
            return
        self._tables[-1].begin_cell(header=header, columns=columns, rows=rows)

    def end_cell(self) -> None:
        self.end_block()
        if self._tables:
            self._tables[-1].in_cell = False

    def end_row(self) -> None:
        """Give the row's blocks what stands in their column's header and in the other cells."""
        self.end_cell()
        table = self._tables[-1] if self._tables else None
        if table is None or table.row is None:
            return
        for cell in table.end_row(self._blocks):
            for index in cell.blocks:
                block = self._blocks[index]
                self._blocks[index] = block._replace(row=cell.others, column=cell.above)

    def finish(self) -> tuple[Block, ...]:
        """All blocks, in the order of the source."""
        self.end_block()
        self.end_table(0)
        return tuple(sorted(self._blocks, key=lambda block: block.pieces[0].anchor.start))


def _differs(one: str | None, other: str | None) -> bool:
    """Whether two language tags name two languages; `en-US` and `en` are one."""
    if one is None or other is None or one == other:
        return False
    return one.split("-")[0].lower() != other.split("-")[0].lower()
