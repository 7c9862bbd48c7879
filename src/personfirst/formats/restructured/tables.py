"""Tables that are drawn with signs in reStructuredText: where their cells stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import combining, east_asian_width

from personfirst.formats.stretch import Line

Range = tuple[int, int]

GRID = re.compile(r"\+(?:[-=]+\+)+")
SIMPLE = re.compile(r"=+(?:[ \t]+=+)+")
_SPANS = re.compile(r"-+(?:[ \t]+-+)*")
_PARTS = re.compile(r"=+")
_DRAWN = frozenset("+-=")


@dataclass(slots=True)
class Drawn:
    """A table: its rows of cells, each with its column, from 0, and its paragraphs, which are
    ranges of the text.

    `head` counts the rows of its head, `end` is the index of the line behind it, `broken` that of
    the first line that docutils would not take.
    """

    end: int
    rows: list[list[tuple[int, list[list[Range]]]]] = field(default_factory=list)
    head: int = 0
    broken: int | None = None

    def breaks(self, index: int) -> None:
        self.broken = index if self.broken is None else self.broken


def grid(text: str, lines: Sequence[Line], first: int) -> Drawn:
    """The grid table that begins on a line with its upper border."""
    border = lines[first]
    bounds = [at for at, sign in enumerate(text[border.start : border.end]) if sign == "+"]
    wide = width(text[border.start : border.end])
    table = Drawn(first + 1)
    row = _Row()
    while table.end < len(lines):
        line = lines[table.end]
        if line.blank or text[line.start] not in "+|":
            break
        if text[line.end - 1] not in "+|" or width(text[line.start : line.end]) != wide:
            table.breaks(table.end)
        table.end += 1
        if text[line.start] == "+" and GRID.fullmatch(text, line.start, line.end):
            row.close(table)
            if "=" in text[line.start : line.end]:
                table.head = len(table.rows)
        else:
            _grid_line(text, line, bounds, row)
    row.close(table)
    return table


def _grid_line(text: str, line: Line, bounds: list[int], row: _Row) -> None:
    words = text[line.start : line.end]
    places = _places(words)
    column = 0
    while column + 1 < len(bounds) and bounds[column] < len(places):
        last = column + 1
        while last + 1 < len(bounds) and not _is_bound(words, places, bounds[last]):
            last += 1
        start = line.start + places[bounds[column]] + 1
        if last + 1 < len(bounds) and bounds[last] < len(places):
            end = line.start + places[bounds[last]]
        else:
            end = line.end - (words[-1] in "+|")
        row.add(text, column, start, max(start, end))
        column = last


def _is_bound(words: str, places: Sequence[int], at: int) -> bool:
    return at >= len(places) or words[places[at]] in "|+"


def _places(words: str) -> Sequence[int]:
    """The index of the letter in each column of a line, where some letters are wider."""
    if words.isascii():
        return range(len(words))
    return [index for index, sign in enumerate(words) for _ in range(width(sign))]


def width(text: str) -> int:
    """How many columns a text takes where each letter has the same width."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )


def simple(text: str, lines: Sequence[Line], first: int) -> Drawn | None:
    """The simple table that begins on a line with its upper border; None where it never ends."""
    border = lines[first]
    parts = _PARTS.finditer(text, border.start, border.end)
    columns = [(part.start() - border.start, part.end() - border.start) for part in parts]
    table = Drawn(first + 1)
    row = _Row()
    borders = 0
    while table.end < len(lines):
        line = lines[table.end]
        table.end += 1
        if line.blank:
            row.pause()
            continue
        if line.indent < border.indent:
            return None
        if text[line.start] == "=" and SIMPLE.fullmatch(text, line.start, line.end):
            row.close(table)
            borders += 1
            if borders == 2 or table.end == len(lines) or lines[table.end].blank:
                return table
            table.head = len(table.rows)
        elif text[line.start] == "-" and _SPANS.fullmatch(text, line.start, line.end):
            continue
        else:
            if line.indent - border.indent < columns[1][0]:
                row.close(table)
            below = lines[table.end] if table.end < len(lines) else line
            spans = below.blank or _SPANS.fullmatch(text, below.start, below.end) is None
            if _simple_line(text, line, border, columns, row) and spans:
                table.breaks(table.end - 1)
    return None


def _simple_line(
    text: str, line: Line, border: Line, columns: list[tuple[int, int]], row: _Row
) -> bool:
    """Add the cells of a line; whether one of them is wider than its column."""
    places = _places(text[line.start : line.end])
    shift = line.indent - border.indent

    def at(column: int) -> int:
        place = column - shift
        if place < 0:
            return line.start
        return line.start + places[place] if place < len(places) else line.end

    column, wide = 0, False
    while column < len(columns) and at(columns[column][0]) < line.end:
        last = column + 1
        while last < len(columns):
            if not text[at(columns[last - 1][1]) : at(columns[last][0])].strip():
                break
            last, wide = last + 1, True
        end = at(columns[last][0]) if last < len(columns) else line.end
        row.add(text, column, at(columns[column][0]), end)
        column = last
    return wide


@dataclass(slots=True)
class _Row:
    """A row while its lines are read: the paragraphs of each column."""

    cells: dict[int, list[list[Range]]] = field(default_factory=dict)

    def add(self, text: str, column: int, start: int, end: int) -> None:
        words = text[start:end]
        inside = words.strip()
        cell = self.cells.setdefault(column, [[]])
        if not inside or _DRAWN.issuperset(inside):
            if cell[-1]:
                cell.append([])
            return
        begin = start + len(words) - len(words.lstrip())
        cell[-1].append((begin, begin + len(inside)))

    def pause(self) -> None:
        """A blank line ends the paragraphs."""
        for cell in self.cells.values():
            if cell[-1]:
                cell.append([])

    def close(self, table: Drawn) -> None:
        if self.cells:
            table.rows.append(sorted(self.cells.items()))
        self.cells = {}
