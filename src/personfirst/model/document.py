"""What a format reader hands on: blocks of text, each with its way back to the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.lines import Lines
from personfirst.model.report import Problem
from personfirst.model.text import Piece, Span

if TYPE_CHECKING:
    from personfirst.model.origin import Origin
    from personfirst.model.suppression import Suppression


class Role(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CELL = "cell"
    CAPTION = "caption"
    ALT_TEXT = "alt text"
    NOTE = "note"
    METADATA = "metadata"


class MarkKind(StrEnum):
    """Inline markup that context filters look at; `FIXED` is text that is also a name, such as a
    link's label that is defined elsewhere, and must stay. `RAISED` is set above the line.
    """

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    QUOTE = "quote"
    CITE = "cite"
    LINK = "link"
    FIXED = "fixed"
    RAISED = "raised"


class Mark(NamedTuple):
    """A span of block text inside inline markup."""

    kind: MarkKind
    span: Span


class Block(NamedTuple):
    """A stretch of text that reads as one: a paragraph, a heading, a list item, a cell.

    Line breaks inside it are kept as line ends (a soft wrap), `MASK` stands for what is not read.
    `heading` is the text of the nearest heading above, `lead` the text that leads into a list
    ("Avoid these words:"), `column` the header of a cell's column, `row` the text of the other
    cells in its row; each is empty where there is none.
    """

    text: str
    pieces: tuple[Piece, ...]
    role: Role = Role.PARAGRAPH
    label: str | None = None
    language: str | None = None
    marks: tuple[Mark, ...] = ()
    quoted: bool = False
    heading: str = ""
    lead: str = ""
    column: str = ""
    row: str = ""


@dataclass(frozen=True)
class Document:
    """A file that was read. `text` is the decoded file, without a byte order mark.

    Of a file that is not text, such as a Word document, `text` is a transcript: what a reader of
    the file reads, a line for each line or paragraph. `data` then is the file itself, and `origins`
    say where each stretch of the transcript stands in it, in order; a format that only reads leaves
    them out. `comments` are what people have noted beside the text; they are no part of `blocks`,
    and their words stay theirs, so that no edit can be placed in them. `problems` are things in the
    file that its author should mend, such as a suppression that is misspelled.
    """

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    suppressions: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()
    origins: tuple[Origin, ...] = ()
    data: bytes = b""
    comments: tuple[Block, ...] = ()

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def passages(self) -> tuple[Block, ...]:
        """The blocks and the comments, in the order of the text."""
        if not self.comments:
            return self.blocks
        found = (*self.blocks, *self.comments)
        return tuple(sorted(found, key=lambda block: block.pieces[0].anchor.start))

    def line_text(self, line: int) -> str:
        """The text of a 1-based line, without its line end."""
        return self.lines.line_text(line)

    @cached_property
    def words(self) -> int:
        """Words in the text that is read, counted between white space."""
        return sum(len(block.text.split()) for block in self.blocks)


def texts_around(block: Block) -> tuple[str, ...]:
    """The heading, lead-in, column header and row of a block, those that there are."""
    return tuple(filter(None, (block.heading, block.lead, block.column, block.row)))
