"""Tells running heads and feet from text that happens to begin or end pages alike.

A running head stands in the margin: at the same place on several pages, in the same words but for
numbers, in few lines, and apart from the text: by more white than there is between paragraphs, or
by smaller letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from personfirst.formats.pdf.spelling import Passage

_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_MARGIN = 0.15
_SAME_PLACE = 0.02
_OFTEN = 3
_MOST_LINES = 3
_DEEPEST = 4.5
_LONGEST = 300
_UNLIKE_PARAGRAPHS = 1.5
_UNLIKE_LINES = 0.8
_SMALL = 0.94


def running(pages: Sequence[Sequence[Passage]]) -> dict[int, bool]:
    """The running heads and feet among the passages of pages, by identity; True for the first of
    those that are the same.

    Text that is turned runs up a margin, and needs no white around it.
    """
    found: dict[str, list[list[Passage]]] = defaultdict(list)
    apart: set[int] = set()
    for page in pages:
        apart.update(map(id, _standing_off(page)))
        earlier: dict[str, list[list[Passage]]] = {}
        for passage in page:
            if not _is_in_margin(passage) or len(passage.text) >= _LONGEST:
                continue
            text = _FIGURES.sub("#", passage.text.lower())
            groups = earlier.setdefault(text, found[text][:])
            for index, group in enumerate(groups):
                if _is_at_same_place(group[-1], passage):
                    group.append(passage)
                    del groups[index]
                    break
            else:
                found[text].append([passage])
    needed = min(_OFTEN, max((len(pages) + 1) // 2, 2))
    return {
        id(passage): not index
        for groups in found.values()
        for group in groups
        if len(group) >= needed and sum(id(one) in apart for one in group) >= len(group) / 2
        for index, passage in enumerate(group)
    }


def _is_in_margin(passage: Passage) -> bool:
    return passage.bottom < _MARGIN or passage.top > 1 - _MARGIN or not passage.upright


def _is_at_same_place(one: Passage, other: Passage) -> bool:
    return abs(one.top - other.top) < _SAME_PLACE and one.upright == other.upright


def _standing_off(page: Sequence[Passage]) -> Iterator[Passage]:
    """What stands at the edges of a page, with white between it and the text."""
    upright = sorted((one for one in page if one.upright), key=lambda one: one.top)
    usual, size = _usual_gap(page), _usual_size(page)
    yield from _outermost([(one.top, one.bottom, one) for one in upright], usual, size)
    upright.sort(key=lambda one: -one.bottom)
    yield from _outermost([(1 - one.bottom, 1 - one.top, one) for one in upright], usual, size)
    yield from (one for one in page if not one.upright)


def _outermost(
    placed: Sequence[tuple[float, float, Passage]], gap: float, size: float
) -> list[Passage]:
    """The passages before the first wide gap, given with where they begin and end, from the edge of
    the page inwards; none where that is too many lines. `gap` and `size` are those that are usual
    on the page.
    """
    taken: list[Passage] = []
    end = 0.0
    for begin, until, passage in placed:
        line = (until - begin) / len(passage.lines)
        wide = max(_UNLIKE_PARAGRAPHS * gap, _UNLIKE_LINES * line)
        small = all(one.size < _SMALL * size for one in taken)
        if taken and begin - end > (wide / 2 if small else wide):
            return taken
        end = max(end, until)
        if len(passage.lines) > _MOST_LINES or end - placed[0][0] > _DEEPEST * line:
            return []
        taken.append(passage)
    return taken


def _usual_size(page: Sequence[Passage]) -> float:
    """The size that most letters of a page have."""
    counts: Counter[float] = Counter()
    for passage in page:
        counts[passage.size] += len(passage.text)
    return max(counts, key=lambda one: counts[one], default=0.0)


def _usual_gap(page: Sequence[Passage]) -> float:
    """The white that is usual between a passage and the next below, as a share of the page's
    height; what stands in the margins is left out.
    """
    order = [one for one in page if not _is_in_margin(one)]
    gaps = sorted(
        after.top - before.bottom for before, after in pairwise(order) if after.top > before.bottom
    )
    return gaps[len(gaps) // 2] if gaps else 0.0
