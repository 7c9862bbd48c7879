"""Very long blocks cut into stretches that can be tokenized one at a time, in bounded memory."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from personfirst.model.document import Block
from personfirst.model.text import Piece, Span, TextAnchor

MOST_CHARACTERS = 8_000
"""Longer blocks are cut; a block of more than a thousand words is no paragraph."""
_CUT = re.compile(r"[.!?]\s|\s")


def segments(block: Block) -> Iterator[Block]:
    """The block itself, or its cuts at the end of a sentence or word near the limit."""
    if len(block.text) <= MOST_CHARACTERS:
        yield block
        return
    starts = [piece.start for piece in block.pieces]
    ends = [piece.end for piece in block.pieces]
    marks = sorted(block.marks, key=lambda mark: mark.span.start)
    opens = [mark.span.start for mark in marks]
    start = 0
    while start < len(block.text):
        end = _end(block.text, start)
        pieces = block.pieces[bisect_right(ends, start) : bisect_left(starts, end)]
        yield block._replace(
            text=block.text[start:end],
            pieces=tuple(_cut(piece, start, end) for piece in pieces),
            marks=tuple(
                mark._replace(span=Span(mark.span.start - start, mark.span.end - start))
                for mark in marks[bisect_left(opens, start) : bisect_right(opens, end)]
                if mark.span.end <= end
            ),
        )
        start = end


def _end(text: str, start: int) -> int:
    limit = start + MOST_CHARACTERS
    if limit >= len(text):
        return len(text)
    cuts = list(_CUT.finditer(text, limit - MOST_CHARACTERS // 4, limit))
    sentences = [cut for cut in cuts if len(cut[0]) > 1]
    return (sentences or cuts)[-1].end() if cuts else limit


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """A piece cut to a range and moved to its beginning; an inexact one keeps its anchor."""
    first, last = max(piece.start, start), min(piece.end, end)
    anchor = piece.anchor
    if piece.exact:
        anchor = TextAnchor(anchor.start + first - piece.start, anchor.end - (piece.end - last))
    return Piece(first - start, last - start, anchor, piece.exact)
