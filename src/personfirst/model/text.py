"""Spans of a block's text and the map from that text back to its source.

A block knows where each of its characters came from, so a position is never searched for again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

MASK = "\ufffc"
"""Stands in a block's text for something that is not read: code, template code, an image."""
PLAIN_SIGNS = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\t\n\r\v\f\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
}
"""Curly quotes and odd spaces, and the plain ones that expressions are written in."""
WORD_PART = re.compile(r"\w+(?=n't\b)|n't\b|'(?:m|re|ve|ll|d|s)\b|[\w.]+|\S", re.IGNORECASE)
"""How a stretch without spaces falls into words: contractions and possessive marks stand alone."""


class Span(NamedTuple):
    """Half-open range, in code points of a block's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class TextAnchor(NamedTuple):
    """Half-open range, in code points of the document's text: the decoded file (a byte order mark
    is not counted), or the transcript of a file that is not text.
    """

    start: int
    end: int


class Piece(NamedTuple):
    """Where a stretch of block text comes from.

    `exact` says that the source slice equals the text, character by character; only then may an
    edit cut inside the piece.
    """

    start: int
    end: int
    anchor: TextAnchor
    exact: bool


def locate(pieces: Sequence[Piece], span: Span) -> TextAnchor:
    """The source range of a span of block text.

    `pieces` are contiguous and in order. A span that begins or ends inside a piece that is not
    exact is widened to the whole of that piece. Raises `ValueError` where no piece covers the span.
    """
    if not pieces or span.start < pieces[0].start or span.end > pieces[-1].end:
        raise ValueError(f"no source for {span}")
    starts = [piece.start for piece in pieces]
    first = pieces[bisect_right(starts, span.start) - 1]
    last = pieces[bisect_right(starts, max(span.end - 1, span.start)) - 1]
    start = first.anchor.start + (span.start - first.start if first.exact else 0)
    end = last.anchor.start + span.end - last.start if last.exact else last.anchor.end
    return TextAnchor(start, end)


def is_exact(pieces: Sequence[Piece], span: Span) -> bool:
    """Whether every piece that the span touches is exact and the source range is unbroken."""
    touched = [p for p in pieces if p.start < span.end and span.start < p.end]
    return all(p.exact for p in touched) and all(
        before.anchor.end == after.anchor.start for before, after in pairwise(touched)
    )
