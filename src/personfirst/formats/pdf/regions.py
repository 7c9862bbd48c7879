"""Parts a page into columns and tables, in the order in which they are read.

The white between columns decides: the tallest upright strip that no line crosses parts a region
into what stands left and right of it, and what stands above and below is read before and after.
Each part is parted again, so that a heading over three columns, a box beside the text and a table
in a column all find their place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from personfirst.formats.pdf.grid import Grid, grid_of, ruled_grid_of
from personfirst.formats.pdf.lines import Stretch
from personfirst.formats.pdf.rules import Rules

_DEEPEST = 24
_MOST_WORK = 8_000
_MOST_STRETCHES = 3_000
_NARROWEST_GAP = 0.5
_NARROWEST_STRIP = 0.3
_WIDE_STRIP = 1.0
_SAME_HEIGHT = 0.6


class Column(NamedTuple):
    """Stretches that are read from top to bottom."""

    stretches: tuple[Stretch, ...]


class _Strip(NamedTuple):
    """White that is higher than wide, in points."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def regions_of(stretches: Sequence[Stretch], rules: Rules) -> list[Column | Grid]:
    """The columns and tables that stretches of one direction make, in reading order."""
    if len(stretches) > _MOST_STRETCHES:
        return [Column(tuple(stretches))]
    return _parted(list(stretches), rules, 0)


def _parted(stretches: list[Stretch], rules: Rules, depth: int) -> list[Column | Grid]:
    if not stretches:
        return []
    deep = depth >= min(_DEEPEST, _MOST_WORK // len(stretches))
    strips = [] if deep or len(stretches) < 4 else _strips(stretches)
    if not strips:
        return [Column(tuple(stretches))]
    best = max(strips, key=lambda one: (round(one.height), one.right - one.left))
    above, beside, below = _around(stretches, best)
    equal = [one for one in strips if _shared(one, best) > _SAME_HEIGHT * best.height]
    apart = next((one for one in equal if _is_drawn_apart(stretches, one)), None)
    if apart is not None:
        best = apart
        above, beside, below = _around(stretches, best)
    borders = sorted(one.middle for one in equal)
    grid = (grid_of if apart is None else ruled_grid_of)(beside, borders, rules)
    if grid is not None:
        above, below = above + grid.above, grid.below + below
        middle: list[Column | Grid] = [grid.grid]
    else:
        left = [one for one in beside if one.left + one.right < 2 * best.middle]
        right = [one for one in beside if one.left + one.right >= 2 * best.middle]
        middle = _parted(left, rules, depth + 1) + _parted(right, rules, depth + 1)
    return _parted(above, rules, depth + 1) + middle + _parted(below, rules, depth + 1)


def _around(
    stretches: Iterable[Stretch], strip: _Strip
) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """What stands above, beside and below a strip."""
    above, beside, below = [], [], []
    for one in stretches:
        if one.middle < strip.top:
            above.append(one)
        elif one.middle > strip.bottom:
            below.append(one)
        else:
            beside.append(one)
    return above, beside, below


def _is_drawn_apart(stretches: list[Stretch], strip: _Strip) -> bool:
    """Whether all on one side of a strip is drawn before all on the other, as columns are."""
    _, beside, _ = _around(stretches, strip)
    beside.sort(key=lambda one: one.words[0].start)
    sides = [one.left + one.right < 2 * strip.middle for one in beside]
    return sum(one != other for one, other in pairwise(sides)) == 1


def _shared(one: _Strip, other: _Strip) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _strips(stretches: list[Stretch]) -> list[_Strip]:
    """The strips with lines on both sides."""
    ordered = sorted(stretches, key=lambda one: one.middle)
    middles = [one.middle for one in ordered]
    found: list[_Strip] = []
    for index, one in enumerate(ordered):
        beside = _right_of(one, ordered, middles)
        if beside is None:
            continue
        size = min(one.size, beside.size)
        if beside.left - one.right < _NARROWEST_GAP * size or any(
            strip.top <= one.middle <= strip.bottom
            and strip.left >= one.right - 0.1
            and strip.right <= beside.left + 0.1
            for strip in found
        ):
            continue
        strip = _grown(ordered, index, one.right, beside.left, _NARROWEST_STRIP * size)
        if strip is not None and _has_both_sides(stretches, strip, size):
            found.append(strip)
    return found


def _right_of(one: Stretch, ordered: list[Stretch], middles: list[float]) -> Stretch | None:
    """The nearest stretch to the right on about the same height."""
    reach = one.size / 2
    nearest: Stretch | None = None
    for index in range(bisect_left(middles, one.middle - reach), len(ordered)):
        other = ordered[index]
        if other.middle > one.middle + reach:
            break
        if other.left > one.right - 0.1 * one.size and other is not one:
            nearest = other if nearest is None or other.left < nearest.left else nearest
    return nearest


def _grown(
    ordered: list[Stretch], index: int, left: float, right: float, narrowest: float
) -> _Strip | None:
    """The strip between two stretches, as high as it gets; it gives way to lines at its sides."""
    ends = [ordered[0].top, max(one.bottom for one in ordered)]
    for direction, others in ((0, ordered[index - 1 :: -1] if index else []), (1, ordered[index:])):
        for one in others:
            if one.right <= left or one.left >= right:
                continue
            if right - one.right >= max(one.left - left, narrowest):
                left = one.right
            elif one.left - left >= narrowest:
                right = one.left
            else:
                ends[direction] = one.top if direction else one.bottom
                break
    return _Strip(left, right, ends[0], ends[1]) if ends[0] < ends[1] else None


def _has_both_sides(stretches: list[Stretch], strip: _Strip, size: float) -> bool:
    """Whether enough lines stand to the left and to the right, beside each other."""
    sides: tuple[list[Stretch], list[Stretch]] = ([], [])
    for one in stretches:
        if strip.top <= one.middle <= strip.bottom:
            sides[one.left >= strip.middle].append(one)
    if not all(sides):
        return False
    first = max(min(one.top for one in side) for side in sides)
    last = min(max(one.bottom for one in side) for side in sides)
    before, behind = ([one for one in side if first <= one.middle <= last] for side in sides)
    if not before or not behind:
        return False
    white = min(one.left for one in behind) - max(one.right for one in before)
    counts = [len({round(one.base) for one in side}) for side in (before, behind)]
    needed = 2 if white > _WIDE_STRIP * size else 3
    return min(counts) >= needed or (max(counts) >= 2 and _is_drawn_apart(stretches, strip))
