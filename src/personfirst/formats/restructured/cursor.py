"""Where a reader of reStructuredText stands: the line at hand, and what is open around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from personfirst.formats.flow import Flow
from personfirst.formats.stretch import Line, lines_of


class Cursor:
    """The lines of a text, and the index of the one at hand."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self.text = text
        self._lines = list(lines_of(text))

    @property
    def lines(self) -> list[Line]:
        return self._lines

    def line(self, ahead: int = 0) -> Line | None:
        """The line at hand, or one further down; None behind the last."""
        at = self.at + ahead
        return self._lines[at] if at < len(self._lines) else None

    def current(self) -> Line:
        """The line at hand, where there is one."""
        return self._lines[self.at]

    def inner(self, indent: int) -> int:
        """The column in which the content of something begins that stands at `indent`."""
        at = self.at + 1
        while at < len(self._lines) and self._lines[at].blank:
            at += 1
        below = self._lines[at].indent if at < len(self._lines) else 0
        return below if below > indent else indent + 1

    def skip_while(self, holds: Callable[[Line], bool]) -> None:
        while self.at < len(self._lines) and holds(self._lines[self.at]):
            self.at += 1

    def skip_extent(self, indent: int) -> None:
        """Pass over all lines that are indented further than `indent`."""
        self.skip_while(lambda line: line.blank or line.indent > indent)

    def last_end(self) -> int:
        """Where the last line above that holds text ends."""
        at = self.at - 1
        while at > 0 and self._lines[at].blank:
            at -= 1
        return self._lines[at].end


@dataclass(slots=True)
class Holder:
    """Something that is open: what it is, the column its content begins in, how it is closed.

    `head_rows` counts the rows to come of a list-table's head.
    """

    kind: str
    indent: int
    end: Callable[[], None] | None = None
    head_rows: int = 0


class Nest:
    """What is open, the innermost last; it is a stack, so no nest is too deep."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._open: list[Holder] = []

    def __len__(self) -> int:
        return len(self._open)

    @property
    def top(self) -> Holder | None:
        return self._open[-1] if self._open else None

    @property
    def below_top(self) -> Holder | None:
        return self._open[-2] if len(self._open) > 1 else None

    def push(self, kind: str, indent: int, end: Callable[[], None] | None = None) -> Holder:
        self._flow.end_block()
        self._open.append(Holder(kind, indent, end))
        return self._open[-1]

    def pop(self) -> None:
        self._flow.end_block()
        end = self._open.pop().end
        if end is not None:
            end()

    def leave(self, indent: int) -> None:
        """Close what has its content further to the right."""
        while self._open and self._open[-1].indent > indent:
            self.pop()
