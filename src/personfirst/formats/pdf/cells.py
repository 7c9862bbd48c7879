"""Finds the rows of a table by the order in which it is drawn.

Programs draw a table cell by cell and row by row: after a cell comes the one to its right, which
begins beside it, and after the last cell of a row comes one further left and below the whole row.
Columns of text are drawn one after the other, so they make one row at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from personfirst.formats.pdf.lines import Stretch

Row = list[list[Stretch]]
"""The stretches of a line or of a row, by column."""

_SAME_LINE = 0.3
_WRAPPED_SHARE = 0.2


def column_of(one: Stretch, borders: Sequence[float]) -> int:
    """The column that a stretch stands in, where columns end at `borders`."""
    middle = (one.left + one.right) / 2
    return sum(border < middle for border in borders)


def filled(row: Row) -> int:
    """How many columns of a row hold something."""
    return sum(bool(column) for column in row)


def rows_as_drawn(
    stretches: Iterable[Stretch], borders: Sequence[float]
) -> tuple[list[Stretch], list[Row], list[Stretch]] | None:
    """What stands above a table, its rows, and what stands below; None where the order tells of no
    table, or where too few of its cells have several lines to tell it from columns that are drawn
    line by line.
    """
    rows: list[Row] = []
    last, base, bottom = -1, 0.0, 0.0
    for one in sorted(stretches, key=lambda one: one.words[0].start):
        column = column_of(one, borders)
        room = _SAME_LINE * one.size
        beside = column > last and one.base < bottom + room
        if rows and (beside or (column == last and one.base > base - room)):
            bottom = max(bottom, one.base)
        else:
            if one.base < bottom + room and rows:
                return None
            rows.append([[] for _ in range(len(borders) + 1)])
            bottom = one.base
        rows[-1][column].append(one)
        last, base = column, one.base
    first = next((index for index, row in enumerate(rows) if filled(row) > 1), len(rows))
    until = next((i for i in range(len(rows), 0, -1) if filled(rows[i - 1]) > 1), 0)
    above, table, below = flat(rows[:first]), rows[first:until], flat(rows[until:])
    if len(table) < 2 or wrapped_share(table) < _WRAPPED_SHARE:
        return None
    return above + _taken_off(table[0]), table, below


def flat(rows: Iterable[Row]) -> list[Stretch]:
    """All stretches of rows."""
    return [one for row in rows for column in row for one in column]


def wrapped_share(rows: Sequence[Row]) -> float:
    """The share of rows in which a cell has several lines."""
    return sum(map(_is_wrapped, rows)) / len(rows)


def _is_wrapped(row: Row) -> bool:
    """Whether a cell of a row has several lines."""
    return any(
        after.base - before.base > _SAME_LINE * after.size
        for column in row
        for before, after in pairwise(column)
    )


def _taken_off(row: Row) -> list[Stretch]:
    """Take off a first row what stands above it in its first column and was drawn with it."""
    first, second = [column for column in row if column][:2]
    top = second[0].base - _SAME_LINE * second[0].size
    if first[-1].base < top or first[-1].base > second[-1].base + second[-1].size:
        return []
    above = [one for one in first if one.base < top]
    del first[: len(above)]
    return above
