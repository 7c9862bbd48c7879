"""Puts the passages of all pages in one row: what is repeated on every page is read once, and a
sentence that goes on in the next column or on the next page is one again.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from personfirst.formats.pdf.extras import Extra
from personfirst.formats.pdf.running import running
from personfirst.formats.pdf.spelling import Passage

_ENDED = re.compile(r"[.!?:…][\"'”’)\]»]*$")
_REACH = 0.2
_SAME_PLACE = 0.02
_FARTHEST = 6
_SAME_SIZE = 1.06
_LETTER = 0.6


class Table(NamedTuple):
    """The rows of a table; each cell has the passages that stand in it."""

    rows: tuple[tuple[tuple[Passage, ...], ...], ...]


Item = Passage | Table | Extra
"""Something that a page says."""


class Edge(Enum):
    """Where something stands on its page; head and foot stand off from the columns between."""

    HEAD = 0
    COLUMNS = 1
    FOOT = 2


class Placed(NamedTuple):
    """Something in the order of reading; `aside` marks running heads and the like."""

    item: Item
    aside: bool = False
    edge: Edge = Edge.COLUMNS


def in_sequence(pages: Sequence[Sequence[Item]]) -> list[Placed]:
    """What the pages say, in order, with each sentence in one passage."""
    repeated = running([list(_passages(page)) for page in pages])
    placed: list[Placed] = []
    for page in pages:
        edges = _edges(page, repeated)
        found = [
            Placed(item, id(item) in repeated, edges.get(id(item), Edge.COLUMNS)) for item in page
        ]
        again = {index for index, item in enumerate(page) if repeated.get(id(item)) is False}
        kept = [one for index, one in enumerate(_with_ends(found)) if index not in again]
        placed.extend(sorted(kept, key=lambda one: one.edge.value))
    return _continued(placed)


def _edges(page: Sequence[Item], repeated: Mapping[int, bool]) -> dict[int, Edge]:
    """The head and the foot of a page, by identity: lines above or below all that it says else."""
    passages = [item for item in page if isinstance(item, Passage) and item.upright]
    lines = sorted((one for one in passages if len(one.lines) == 1), key=lambda one: one.top)
    wrapped = [one for one in passages if len(one.lines) > 1]
    top = min((one.top for one in wrapped), default=math.inf)
    bottom = max((one.bottom for one in wrapped), default=-math.inf)
    reached = list(accumulate((one.bottom for one in lines), max, initial=bottom))
    edges = {}
    for one in passages:
        if id(one) in repeated:
            edges[id(one)] = Edge.HEAD if one.top < 0.5 else Edge.FOOT
        elif len(one.lines) == 1 and (edge := _edge(one, lines, reached, top)):
            edges[id(one)] = edge
    return edges


def _edge(
    one: Passage, lines: Sequence[Passage], reached: Sequence[float], top: float
) -> Edge | None:
    """The edge that one of a page's lines stands at; None for one among the others.

    `lines` are in order of their tops, and those on the same height do not count. `reached` says
    how far down the page goes before each of them, `top` where its longer passages begin.
    """
    room = one.bottom - one.top

    def below(other: Passage) -> float:
        return other.top - one.top

    first = bisect_left(lines, -room / 2, key=below)
    last = bisect_right(lines, room / 2, key=below)
    if one.top > 1 - _REACH and last == len(lines) and room < one.top - reached[first] < math.inf:
        return Edge.FOOT
    following = min(top, lines[last].top) if last < len(lines) else top
    if one.bottom < _REACH and not first and room < following - one.bottom < math.inf:
        return Edge.HEAD
    return None


def _with_ends(placed: list[Placed]) -> list[Placed]:
    """Where columns begin and end, head and foot left out."""
    first = _reached(placed, lambda passage: passage.first)
    last = _reached(placed[::-1], lambda passage: passage.last)[::-1]
    result = []
    for one, begins, ends in zip(placed, first, last, strict=True):
        item = one.item
        if isinstance(item, Passage) and (begins or ends):
            item = item._replace(first=item.first or begins, last=item.last or ends)
        result.append(one._replace(item=item))
    return result


def _reached(placed: list[Placed], at_end: Callable[[Passage], bool]) -> list[bool]:
    """Which of a row stand at the end of a column but for something at the edge."""
    reached, now = [], False
    for one in placed:
        apart = one.edge is not Edge.COLUMNS
        reached.append(now and not apart)
        if isinstance(one.item, Passage):
            now = apart and (now or at_end(one.item))
        elif isinstance(one.item, Table):
            now = False
    return reached


def _passages(page: Sequence[Item]) -> Iterator[Passage]:
    """The passages of a page, also those in tables."""
    for item in page:
        if isinstance(item, Passage):
            yield item
        elif isinstance(item, Table):
            yield from (passage for row in item.rows for cell in row for passage in cell)


def _continued(placed: list[Placed]) -> list[Placed]:
    """Passages that go on elsewhere, joined with what they go on with."""
    taken: set[int] = set()
    result: list[Placed] = []
    for index, one in enumerate(placed):
        if index in taken:
            continue
        item = one.item
        if isinstance(item, Passage) and one.edge is Edge.COLUMNS:
            at = index
            while (following := _continuation(item, placed, at, taken)) is not None:
                taken.add(following)
                other = placed[following].item
                assert isinstance(other, Passage)
                item = _joined(item, other)
                at = max(at, following)
        result.append(one._replace(item=item))
    return result


def _continuation(
    passage: Passage, placed: list[Placed], index: int, taken: set[int]
) -> int | None:
    """The index of the passage that goes on with a sentence which is not ended: one that begins
    small, unless a sentence in between is not ended either; or the next, where its first word had
    no room. What stands below in the same column, behind a box, comes before what stands elsewhere.
    """
    if not passage.last or _is_ended(passage):
        return None
    nearest: int | None = None
    claimed = False
    for at in range(index + 1, min(index + 1 + _FARTHEST, len(placed))):
        other = placed[at].item
        if at in taken or placed[at].edge is not Edge.COLUMNS:
            continue
        fits = isinstance(other, Passage) and other.first and _is_alike(passage, other)
        text = other.lines[0].text if isinstance(other, Passage) and fits else ""
        below = fits and isinstance(other, Passage) and _is_below(passage, other)
        if text[:1].islower() and (below or not claimed):
            return at
        if nearest is None or below:
            nearest = at if text[:1].isalnum() and _has_no_room(passage, text) else -1
        claimed = claimed or (isinstance(other, Passage) and other.last and not _is_ended(other))
    return nearest if nearest is not None and nearest >= 0 else None


def _is_below(one: Passage, other: Passage) -> bool:
    """Whether a passage stands below another in the same column."""
    same_column = one.page == other.page and abs(one.left - other.left) < one.size
    return same_column and other.top > one.bottom - _SAME_PLACE


def _has_no_room(passage: Passage, text: str) -> bool:
    """Whether the first word of a text would not have stood at the end of a passage's last line."""
    return passage.room < _LETTER * passage.size * (len(text.partition(" ")[0]) + 1)


def _is_ended(passage: Passage) -> bool:
    last = passage.lines[-1]
    return last.hyphen is None and _ENDED.search(last.text.rstrip()) is not None


def _is_alike(one: Passage, other: Passage) -> bool:
    small, large = sorted((one.size, other.size))
    same = large < _SAME_SIZE * small and one.bold == other.bold and one.upright == other.upright
    return same and not other.label


def _joined(one: Passage, other: Passage) -> Passage:
    return one._replace(lines=one.lines + other.lines, last=other.last, room=other.room)
