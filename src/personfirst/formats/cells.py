"""Cells of delimited text, such as CSV: where each stands and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from personfirst.formats.values import Run

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_SPACE = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A cell: the range of what it says, without its quotes, and of the rest that stands behind a
    closing quote where the file is careless; `doubled` says that quotes in it are doubled.
    """

    start: int
    end: int
    rest_end: int
    doubled: bool

    def runs(self, text: str) -> list[Run]:
        """What the cell says, with the place of each piece."""
        found = list(_runs(text, self.start, self.end, self.doubled))
        if self.rest_end > self.end + 1:
            found.append((text[self.end + 1 : self.rest_end], self.end + 1, self.rest_end))
        return found


def _runs(text: str, start: int, end: int, doubled: bool) -> Iterator[Run]:
    position = start
    while doubled and (at := text.find('""', position, end)) >= 0:
        if position < at:
            yield text[position:at], position, at
        yield '"', at, at + 2
        position = at + 2
    if position < end:
        yield text[position:end], position, end


def rows(
    text: str, delimiter: str, start: int = 0, end: int | None = None, *, spaced: bool = False
) -> Iterator[list[Cell]]:
    """The rows of `text[start:end]`; a blank line is a row without cells.

    `spaced` says that spaces may stand before the quote that begins a cell. A quote that is never
    closed is a sign like any other, so that it does not swallow the file.
    """
    size = len(text) if end is None else end
    stop = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    position = start
    while position < size:
        cells: list[Cell] = []
        while True:
            if spaced and (space := _SPACE.match(text, position, size)):
                position = space.end()
            cell = _cell(text, position, size, stop)
            position = cell.rest_end
            if text.startswith(delimiter, position, size):
                cells.append(cell)
                position += len(delimiter)
                continue
            if cells or cell.start < cell.end or text[cell.start - 1 : cell.start] == '"':
                cells.append(cell)
            break
        yield cells
        line_end = _LINE_END.match(text, position, size)
        position = line_end.end() if line_end else size


def _cell(text: str, start: int, size: int, stop: re.Pattern[str]) -> Cell:
    if text.startswith('"', start, size) and (quoted := _QUOTED.match(text, start, size)):
        first, last = quoted.span(1)
        rest = stop.match(text, last + 1, size)
        until = rest.end() if rest else last + 1
        return Cell(first, last, until, '""' in quoted[1])
    found = stop.match(text, start, size)
    last = found.end() if found else start
    return Cell(start, last, last, False)
