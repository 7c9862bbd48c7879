"""Where words stand on a page, for marking them: the corners of each stretch of a line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from personfirst.formats.pdf.letters import words_in
from personfirst.formats.pdf.library import Box, box_of
from personfirst.formats.pdf.lines import ASCENT, DESCENT
from personfirst.formats.pdf.rules import Point
from personfirst.formats.pdf.words import Word

Quad = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower left and lower right corner of words, as their reader sees them,
in points of the page's own space: the order that viewers expect."""

_WIDEST_GAP = 2.0
_SAME_LINE = 0.3


@dataclass(frozen=True, slots=True)
class Marked:
    """The corners of the words that remarks are about, for each remark, what of the page can be
    seen, and how many annotations it has.
    """

    quads: tuple[tuple[Quad, ...], ...]
    box: Box
    annotations: int


def marked(
    pdfium: Any, page: Any, text_page: Any, stretches: Sequence[Sequence[tuple[int, int]]]
) -> Marked:
    """Where the characters of each remark stand on a page."""
    words = [words_in(pdfium, page, text_page, one) for one in stretches]
    quads = tuple(tuple(_quads(one)) for one in words)
    return Marked(quads, box_of(pdfium, page), pdfium.FPDFPage_GetAnnotCount(page))


def _quads(words: Iterable[Word]) -> list[Quad]:
    groups: list[list[Word]] = []
    for word in words:
        if groups and _goes_on(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_quad(group) for group in groups]


def _goes_on(before: Word, word: Word) -> bool:
    size = max(before.size, word.size)
    return (
        before.angle == word.angle
        and abs(before.base - word.base) < _SAME_LINE * size
        and -size < word.left - before.right < _WIDEST_GAP * size
    )


def _quad(words: Sequence[Word]) -> Quad:
    left, right = min(word.left for word in words), max(word.right for word in words)
    top = min(word.base - ASCENT * word.size for word in words)
    bottom = max(word.base + DESCENT * word.size for word in words)
    turn = math.radians(words[0].angle)
    cosine, sine = math.cos(turn), math.sin(turn)

    def placed(x: float, y: float) -> Point:
        return x * cosine + y * sine, x * sine - y * cosine

    return placed(left, top), placed(right, top), placed(left, bottom), placed(right, bottom)
