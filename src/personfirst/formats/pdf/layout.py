"""From the words of a page to its passages and tables, in the order of reading."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from personfirst.formats.pdf.grid import Grid
from personfirst.formats.pdf.lines import Stretch, stretches_of
from personfirst.formats.pdf.paragraphs import paragraphs_of
from personfirst.formats.pdf.regions import regions_of
from personfirst.formats.pdf.rules import Drawing, rules_at, turned
from personfirst.formats.pdf.sequence import Item, Table
from personfirst.formats.pdf.spelling import Passage, spelled
from personfirst.formats.pdf.words import PageWords, Style, Word

_BULLET_REACH = 2.5


def laid_out(
    page: PageWords,
    number: int,
    drawing: Drawing,
    box: tuple[float, float, float, float],
) -> list[Item]:
    """What a page says, in the order of reading; `box` is what can be seen of it.

    Text that is turned is read after the rest, each direction by itself.
    """
    directions: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        directions[word.angle].append(word)
    found: list[Item] = []
    for angle, words in sorted(directions.items(), key=lambda one: -len(one[1])):
        words = _with_bullets(words, drawing, angle)
        rules = rules_at(drawing, angle)
        top, bottom = _limits(box, angle, words)
        for region in regions_of(stretches_of(words, rules.upright), rules):
            if isinstance(region, Grid):
                rows = tuple(
                    tuple(_passages(cell, page, number, top, bottom) for cell in row)
                    for row in region.rows
                )
                found.append(Table(rows))
            else:
                found.extend(_passages(region.stretches, page, number, top, bottom))
    return found


def _with_bullets(words: list[Word], drawing: Drawing, angle: int) -> list[Word]:
    """The words and, before those that drawn bullets stand in front of, a written one."""
    if not drawing.dots:
        return words
    dots = sorted((y, x) for x, y in (turned(point, angle) for point in drawing.dots))
    heights = [y for y, _ in dots]
    result: list[Word] = []
    used: set[int] = set()
    for word in words:
        middle, reach = word.base - 0.3 * word.size, 0.4 * word.size
        first, last = bisect_left(heights, middle - reach), bisect_left(heights, middle + reach)
        for index in range(first, last):
            x = dots[index][1]
            if index not in used and 0 < word.left - x < _BULLET_REACH * word.size:
                used.add(index)
                bullet = word._replace(end=word.start, text="•", left=x, right=x, style=Style())
                result.append(bullet)
                break
        result.append(word)
    return result


def _passages(
    stretches: Sequence[Stretch], page: PageWords, number: int, top: float, bottom: float
) -> tuple[Passage, ...]:
    paragraphs = paragraphs_of(stretches, number)
    written = (spelled(paragraph, page, top, bottom) for paragraph in paragraphs)
    return tuple(passage for passage in written if passage is not None)


def _limits(
    box: tuple[float, float, float, float], angle: int, words: Sequence[Word]
) -> tuple[float, float]:
    """The upper and the lower edge of the page for a reader of a direction."""
    left, bottom, right, top = box
    edges = {0: (-top, -bottom), 90: (left, right), 180: (bottom, top), 270: (-right, -left)}
    if angle in edges:
        return edges[angle]
    return min(word.base - word.size for word in words), max(word.base for word in words)
