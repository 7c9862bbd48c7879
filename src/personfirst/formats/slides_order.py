"""In which order the shapes of a slide are read, from where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ROW = 228_600
"""Tops that are no further apart make one row: a quarter of an inch."""
_MOST_CUT = 100
"""With more shapes than this on one level, they are read row by row."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape stands, in English Metric Units (914,400 to an inch)."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indexes of boxes from the top left to the bottom right.

    What stands close together is read together: boxes are cut apart at the widest gap that runs
    straight through them, again and again. So two columns, each with its heading, are read one
    after the other, and where nothing sets columns apart, row by row.
    """
    every = list(range(len(boxes)))
    return _by_rows(boxes, every) if len(boxes) > _MOST_CUT else _cut(boxes, every)


def stands_above(upper: Box, lower: Box) -> bool:
    """Whether a box begins higher than another and shares a part of its width."""
    return upper.top < lower.top and upper.left < lower.right and lower.left < upper.right


def _cut(boxes: Sequence[Box], some: list[int]) -> list[int]:
    if len(some) < 2:
        return some
    bands, height = _apart([(boxes[i].top, boxes[i].bottom, i) for i in some])
    columns, width = _apart([(boxes[i].left, boxes[i].right, i) for i in some])
    groups = bands if len(columns) == 1 or (len(bands) > 1 and height >= width) else columns
    if len(groups) == 1:
        return _by_rows(boxes, some)
    return [index for group in groups for index in _cut(boxes, group)]


def _apart(ranges: list[tuple[float, float, int]]) -> tuple[list[list[int]], float]:
    """The groups whose ranges do not meet, in order, and the widest gap between two of them.

    Only the widest gaps cut.
    """
    ranges.sort()
    gaps: list[tuple[float, int]] = []
    reach = ranges[0][1]
    for position, (start, end, _) in enumerate(ranges):
        if position and start >= reach:
            gaps.append((start - reach, position))
        reach = max(reach, end)
    widest = max((gap for gap, _ in gaps), default=-1.0)
    cuts = [0, *(position for gap, position in gaps if gap >= widest), len(ranges)]
    groups = [[index for _, _, index in ranges[first:last]] for first, last in pairwise(cuts)]
    return groups, widest


def _by_rows(boxes: Sequence[Box], some: list[int]) -> list[int]:
    """Boxes row by row, in each from the left; a row begins at the top of its first box."""
    ordered: list[int] = []
    row: list[int] = []
    for index in sorted(some, key=lambda i: (boxes[i].top, boxes[i].left)):
        if row and boxes[index].top > boxes[row[0]].top + _ROW:
            ordered += sorted(row, key=lambda i: boxes[i].left)
            row = []
        row.append(index)
    return ordered + sorted(row, key=lambda i: boxes[i].left)
