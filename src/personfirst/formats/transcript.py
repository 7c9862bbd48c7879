"""Writes down what a file that is not text says, so that it is checked as any other text is.

A reader walks through its file and says what stands there and where. The transcript is the
document's text, and the anchors of its blocks are ranges of it; `Origin`s lead from there into the
file. So a position is never searched for, and matching, rewriting and reporting know one kind of
document.
"""

from __future__ import annotations

from personfirst.formats.flow import Flow
from personfirst.model.document import Document
from personfirst.model.finding import Problem
from personfirst.model.text import MASK, Origin, PageAnchor, RunAnchor


class Transcript:
    """A transcript while it grows. What begins and ends (headings, lists, cells, marks) is told to
    its `flow`; what is read is written here.
    """

    def __init__(self) -> None:
        self.flow = Flow("")
        self._parts: list[str] = []
        self._length = 0
        self._origins: list[Origin] = []

    def write(self, text: str, anchor: RunAnchor | PageAnchor | None = None) -> None:
        """Add text, which stands at `anchor`; without one it is there for the reader only, such as
        a line break or a tab. White space alone begins no block. A block begins on a line of its
        own.
        """
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

    def finish(
        self, path: str, name: str, data: bytes, problems: tuple[Problem, ...] = ()
    ) -> Document:
        """The document that was written down; `name` is its format's."""
        return Document(
            path,
            name,
            blocks=self.flow.finish(),
            text="".join(self._parts),
            problems=problems,
            origins=tuple(self._origins),
            data=data,
        )

    def _begin_line(self) -> None:
        if not self.flow.in_block and self._length:
            self._append("\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
