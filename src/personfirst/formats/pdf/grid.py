"""Tells a table from columns of text.

The cells of a table's row begin at the same height, and lines are drawn between the rows, or white
runs across, or the cells are so short that each line is a row. Columns of text do none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from personfirst.formats.pdf.cells import Row, column_of, filled, flat, rows_as_drawn, wrapped_share
from personfirst.formats.pdf.lines import Stretch, rows_of
from personfirst.formats.pdf.rules import Rules

_ENDS = ".!?:;"
_RULED_WORDS = 40
_BAND_WORDS = 14
_BAND_GAP = 1.3
_SPACED = 1.6
_SAME_LINE = 0.3
_TEXT_WORDS = 3.5
_TEXT_FILL = 0.7
_ROUGHLY_ALL = 0.8
_MOST = 0.6
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, each with the stretches of every column."""

    rows: tuple[tuple[tuple[Stretch, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and what of the region stands above and below it."""

    above: list[Stretch]
    grid: Grid
    below: list[Stretch]


def grid_of(stretches: Sequence[Stretch], borders: Sequence[float], rules: Rules) -> Found | None:
    """The table that stretches make whose columns end at `borders`; None where it is no table."""
    lines = [_by_column(row, borders) for row in rows_of(stretches)]
    ruled = _ruled(lines, _heights(borders, rules))
    if ruled is not None:
        return ruled
    drawn = _as_drawn(stretches, borders)
    if drawn is not None:
        return drawn
    first = next((index for index, line in enumerate(lines) if filled(line) > 1), len(lines))
    above, lines = lines[:first], lines[first:]
    last = next((i for i in range(len(lines), 0, -1) if filled(lines[i - 1]) > 1), 0)
    if last < len(lines) and not _is_tail(lines, last):
        last = len(lines)
    lines, below = lines[:last], lines[last:]
    rows = _banded(lines) or _line_by_line(lines)
    return _found(above, rows, below) if rows else None


def ruled_grid_of(
    stretches: Sequence[Stretch], borders: Sequence[float], rules: Rules
) -> Found | None:
    """The table that lines are drawn through from its left to its right, in whatever order its
    cells are; None without one. The cells of a row begin at one height: beside a table in one of
    two columns there is text, which does not.
    """
    lines = [_by_column(row, borders) for row in rows_of(stretches)]
    sides = min(one.left for one in stretches), max(one.right for one in stretches)
    found = _ruled(lines, _heights((*borders, *sides), rules))
    return found if found is not None and all(map(_is_level, found.grid.rows)) else None


def _as_drawn(stretches: Sequence[Stretch], borders: Sequence[float]) -> Found | None:
    """A table whose rows the order of drawing tells."""
    found = rows_as_drawn(stretches, borders)
    if found is None:
        return None
    above, table, below = found
    rows = [[row] for row in table]
    if wrapped_share(table) < _MOST:
        lines = [_by_column(line, borders) for line in rows_of(flat(table))]
        texts = [column for column in range(len(borders) + 1) if _is_text(lines, column)]
        if len(texts) > 1 and not all(_ends_with_rows(rows, column) for column in texts):
            return None
    most = _BAND_WORDS if len(rows) < _FEW_ROWS else _RULED_WORDS
    several = sum(filled(row) > 1 for row in table)
    if several < _MOST * len(table) or _words_in_cell(rows) > most:
        return None
    return Found(above, _grid(rows), below)


def _found(above: list[Row], rows: list[list[Row]], below: list[Row]) -> Found:
    return Found(flat(above), _grid(rows), flat(below))


def _grid(rows: Iterable[list[Row]]) -> Grid:
    """A table of rows, each of which has several lines."""
    return Grid(tuple(tuple(map(tuple, _merged(row))) for row in rows))


def _by_column(row: Iterable[Stretch], borders: Sequence[float]) -> Row:
    columns: Row = [[] for _ in range(len(borders) + 1)]
    for one in sorted(row, key=lambda one: one.left):
        columns[column_of(one, borders)].append(one)
    return columns


def _base(line: Row) -> float:
    return next(column[0].base for column in line if column)


def _size(line: Row) -> float:
    return next(column[0].size for column in line if column)


def _is_tail(lines: list[Row], last: int) -> bool:
    """Whether lines behind the last full one are text of their own and no end of its cells."""
    gaps = _gaps(lines)
    return gaps[last - 1] > _BAND_GAP * _pitch(lines)


def _gaps(lines: list[Row]) -> list[float]:
    return [_base(after) - _base(before) for before, after in pairwise(lines)]


def _pitch(lines: list[Row]) -> float:
    """How far lines of one cell are apart."""
    gaps = sorted(_gaps(lines))
    size = max(_size(line) for line in lines)
    return max(gaps[len(gaps) // 5], size) if gaps else 1.2 * size


def _is_level(row: Iterable[Sequence[Stretch]]) -> bool:
    """Whether the cells of a row begin at one height."""
    first = [cell[0] for cell in row if cell]
    bases = [one.base for one in first]
    return not first or max(bases) - min(bases) < _SAME_LINE * max(one.size for one in first)


def _ruled(lines: list[Row], heights: Sequence[float]) -> Found | None:
    """A table with lines drawn between its rows, at some heights."""
    if len(heights) < 3 or not lines:
        return None
    groups: dict[int, list[Row]] = {}
    for line in lines:
        groups.setdefault(sum(height < _base(line) for height in heights), []).append(line)
    above, below = groups.pop(0, []), groups.pop(len(heights), [])
    rows = [groups[key] for key in sorted(groups)]
    while rows and filled(_merged(rows[0])) < 2:
        above = above + rows.pop(0)
    while rows and filled(_merged(rows[-1])) < 2:
        below = rows.pop() + below
    if len(rows) < 2 or sum(filled(_merged(row)) > 1 for row in rows) < 0.6 * len(rows):
        return None
    if len(rows) <= _FEW_ROWS:
        rows = [
            part
            for row in rows
            for part in _banded(row) or _line_by_line(row) or _spaced(row) or [row]
        ]
    return _found(above, rows, below) if _words_in_cell(rows) <= _RULED_WORDS else None


def _heights(borders: Sequence[float], rules: Rules) -> list[float]:
    """Where lines run across all borders of columns."""
    heights: list[float] = []
    pieces = sorted(rules.level, key=lambda rule: rule.at)
    index = 0
    while index < len(pieces):
        last = index
        while last + 1 < len(pieces) and pieces[last + 1].at - pieces[last].at < 2:
            last += 1
        group = pieces[index : last + 1]
        reached = sum(
            any(rule.first - 4 <= border for rule in group)
            and any(rule.last + 4 >= border for rule in group)
            for border in borders
        )
        if reached == len(borders):
            heights.append((group[0].at + group[-1].at) / 2)
        index = last + 1
    return heights


def _merged(row: list[Row]) -> Row:
    return [[one for line in row for one in line[column]] for column in range(len(row[0]))]


def _words_in_cell(rows: list[list[Row]]) -> float:
    cells = [column for row in rows for column in _merged(row) if column]
    return sum(len(one.words) for cell in cells for one in cell) / len(cells)


def _banded(lines: list[Row]) -> list[list[Row]] | None:
    """Rows with white between them that runs across all columns."""
    if len(lines) < 3:
        return None
    pitch = _pitch(lines)
    rows = [[lines[0]]]
    for before, line in pairwise(lines):
        if _base(line) - _base(before) > _BAND_GAP * pitch:
            rows.append([line])
        else:
            rows[-1].append(line)
    level = sum(filled(row[0]) == filled(_merged(row)) > 1 for row in rows)
    if len(rows) < 3 or level < _ROUGHLY_ALL * len(rows) or _words_in_cell(rows) > _BAND_WORDS:
        return None
    return rows if any(len(row) > 1 for row in rows) else None


def _line_by_line(lines: list[Row]) -> list[list[Row]] | None:
    """Rows of short cells: each line is one, unless it goes on with a cell of the line above."""
    if sum(filled(line) > 1 for line in lines) < 0.6 * len(lines):
        return None
    if len(lines) < 3 and (len(lines) < 2 or any(filled(line) < 3 for line in lines)):
        return None
    columns = range(len(lines[0]))
    texts = [column for column in columns if _is_text(lines, column)]
    if len(texts) > 1:
        return None
    rows = [[lines[0]]]
    for line in lines[1:]:
        if line[0] or filled(line) > 1:
            rows.append([line])
        else:
            rows[-1].append(line)
    if texts and not _ends_with_rows(rows, texts[0]):
        return None
    return rows


def _spaced(lines: list[Row]) -> list[list[Row]] | None:
    """Rows of one line each: they stand further apart than lines of text, and all are full."""
    if len(lines) < 2 or any(filled(line) < len(line) for line in lines):
        return None
    nearest = min(_gaps(lines)) / max(_size(line) for line in lines)
    return [[line] for line in lines] if nearest > _SPACED else None


def _is_text(lines: list[Row], column: int) -> bool:
    """Whether a column's lines are long and fill it."""
    cells = [line[column] for line in lines if line[column]]
    if len(cells) < 3:
        return False
    left = min(cell[0].left for cell in cells)
    width = max(max(cell[-1].right for cell in cells) - left, 1)
    words = sum(len(one.words) for cell in cells for one in cell) / len(cells)
    fill = sum(cell[-1].right - cell[0].left for cell in cells) / len(cells) / width
    return words >= _TEXT_WORDS and fill >= _TEXT_FILL


def _ends_with_rows(rows: list[list[Row]], column: int) -> bool:
    """Whether the text of a column ends where a row does, so that no sentence is cut: no line of a
    sentence is the same as the one before, or ends where the next word has room.
    """
    cells = [_merged(row)[column] for row in rows]
    right = max((one.right for cell in cells for one in cell), default=0.0)
    judged = [
        cell[-1].words[-1].text[-1] in _ENDS
        or [word.text for word in cell[0].words] == [word.text for word in after[0].words]
        or cell[-1].right + after[0].words[0].right - after[0].words[0].left < right
        for cell, after in pairwise(cells)
        if cell and after
    ]
    return sum(judged) >= _MOST * len(judged)
