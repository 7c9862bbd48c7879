"""Writes down what a file that is not text says, so that it is checked as any other text is.

A reader walks through its file and says what stands there and where. The transcript is the
document's text, and the anchors of its blocks are ranges of it; `Origin`s lead from there into the
file. So a position is never searched for, and matching, rewriting and reporting know one kind of
document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from personfirst.formats.flow import Flow
from personfirst.formats.outline import joined, shown
from personfirst.model.document import Block, Document, Mark, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.origin import Origin, PageAnchor, RunAnchor
from personfirst.model.report import Problem
from personfirst.model.text import MASK, Piece, Span, TextAnchor

AUTHOR = "personfirst"
"""The author of the comments and changes in reviewed copies."""
MOST_LINES = 500_000
"""Paragraphs and cells of one file: several thousand pages, and as many hundred bytes each."""

_STRETCH = re.compile(f"{MASK}+|[^{MASK}]+")


class Transcript:
    """A transcript while it grows. What begins and ends (headings, lists, cells, marks) is told to
    its `flow`; what is read is written here.
    """

    def __init__(self) -> None:
        self.flow = Flow("")
        self._parts: list[str] = []
        self._length = self._lines = 0
        self._origins: list[Origin] = []
        self._worn: frozenset[MarkKind] = frozenset()
        self._comments: list[tuple[int, int]] = []
        self._counts: Counter[str | None] = Counter()

    @property
    def length(self) -> int:
        """How many characters are written."""
        return self._length

    def write(self, text: str, anchor: RunAnchor | PageAnchor | None = None) -> None:
        """Add text, which stands at `anchor`; without one it is there for the reader only, such as
        a line break or a tab. White space alone begins no block. A block begins on a line of its
        own.
        """
        if cut := self.flow.left_out(text):
            text = text[cut:]
            anchor = anchor and replace(anchor, start=anchor.start + cut)
        if not text or (not self.flow.in_block and text.isspace()):
            return
        self._begin_line()
        start = self._length
        self.flow.write(text, start)
        self._append(text)
        if anchor is not None:
            self._origins.append(Origin(start, self._length, anchor))

    def mask(self) -> None:
        """Something that is not read but keeps its neighbours apart: an image, a formula."""
        self._begin_line()
        self.flow.mask(self._length, self._length + 1)
        self._append(MASK)

    def wear(self, marks: Collection[MarkKind]) -> None:
        """What is written from here on has these marks and no others."""
        for kind in self._worn.difference(marks):
            self.flow.close_mark(kind)
        for kind in frozenset(marks).difference(self._worn):
            self.flow.open_mark(kind)
        self._worn = frozenset(marks)

    @contextmanager
    def comment(self, author: str, where: str | None = None) -> Iterator[str]:
        """What is written within is a comment on the text; its label, "comment 2 by Ana"."""
        flow, heading = self.flow, self.flow.heading
        flow.end_block()
        flow.forget_lead()
        start = self._length
        self._counts[where] += 1
        by = f" by {shown(author)}" if author.strip() else ""
        yield joined(where, f"comment {self._counts[where]}{by}") or ""
        flow.end_block()
        flow.forget_lead()
        flow.heading = heading
        self._comments.append((start, self._length))

    def write_apart(self, paragraphs: Iterable[str], role: Role, label: str) -> None:
        """Write paragraphs that are there for the reader only."""
        handle = self.flow.begin_role(role, label)
        for text in paragraphs:
            self.write(text)
            self.flow.end_block()
        self.flow.end_role(handle)

    def aside(self, text: str) -> int:
        """Write down something that is not read as text, such as a comment, on lines of its own;
        the offset at which it begins.
        """
        self.flow.end_block()
        self._begin_line()
        start = self._length
        self._append(text)
        return start

    def take(self, document: Document, label: str | None = None) -> None:
        """Write down what another reader has read: the page in a mail, a chapter of a book.

        Its blocks keep their roles, marks and surroundings. `label` stands before each block's own;
        a block that has none is told by the heading that it stands under.
        """
        for block in document.blocks:
            self.flow.end_block()
            self._begin_line()
            start = self._length
            self._append(block.text)
            pieces = tuple(
                Piece(*found.span(), _shifted(found, start), exact=found[0][0] != MASK)
                for found in _STRETCH.finditer(block.text)
            )
            under = shown(block.heading) if block.role is not Role.HEADING else ""
            own = f"under “{under}”" if under and f"“{under}”" not in (label or "") else None
            self.flow.place(block._replace(pieces=pieces, label=joined(label, block.label or own)))

    def finish(
        self, path: str, name: str, data: bytes, problems: tuple[Problem, ...] = ()
    ) -> Document:
        """The document that was written down; `name` is its format's."""
        found = self.flow.finish()
        comments = tuple(block for block in found if self._is_comment(block))
        return Document(
            path,
            name,
            blocks=tuple(block for block in found if not self._is_comment(block)),
            text="".join(self._parts),
            problems=problems,
            origins=tuple(self._origins),
            data=data,
            comments=tuple(map(_kept_as_it_is, comments)),
        )

    def _is_comment(self, block: Block) -> bool:
        start = block.pieces[0].anchor.start
        at = bisect_right(self._comments, start, key=lambda one: one[0]) - 1
        return at >= 0 and start < self._comments[at][1]

    def _begin_line(self) -> None:
        if self.flow.in_block:
            return
        self._lines += 1
        if self._lines > MOST_LINES:
            raise UnreadableDocumentError(
                f"has more than {MOST_LINES:,} paragraphs; split it into several files"
            )
        if self._length:
            self._append("\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _kept_as_it_is(block: Block) -> Block:
    """A block the words of which stay: they are what somebody has said."""
    whole = Mark(MarkKind.FIXED, Span(0, len(block.text)))
    return block._replace(marks=(whole, *block.marks))


def is_ours(author: str) -> bool:
    """Whether an author is personfirst, whose comments on a text are no part of it. In a PDF that a
    program has made of such a copy, the time may stand behind the name.
    """
    return author.partition(",")[0].strip().lower() == AUTHOR


def _shifted(found: re.Match[str], start: int) -> TextAnchor:
    return TextAnchor(start + found.start(), start + found.end())
