"""What the tests of the readers share: the laws of the source map, and short forms of blocks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from personfirst.formats import registry
from personfirst.model.document import Block, Document, MarkKind, Role
from personfirst.model.text import MASK, Span, locate

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> Document:
    return registry.read((GOLDEN / name).read_bytes(), name)


def assert_lawful(document: Document) -> None:
    """Exact slices equal the source, pieces cover the text in order, places are in the file."""
    text, size = document.text, len(document.text)
    for block in document.passages:
        assert block.text
        assert block.text == block.text.strip()
        assert block.text.replace(MASK, "").strip()
        position = 0
        for piece in block.pieces:
            assert piece.start == position < piece.end
            position = piece.end
            assert 0 <= piece.anchor.start < piece.anchor.end <= size
            if piece.exact:
                source = text[piece.anchor.start : piece.anchor.end]
                assert source == block.text[piece.start : piece.end]
        assert position == len(block.text)
        for mark in block.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(block.text)
        step = max(1, len(block.text) // 25)
        for start in range(0, len(block.text), step):
            for length in (1, 7):
                span = Span(start, min(start + length, len(block.text)))
                place = locate(block.pieces, span)
                assert 0 <= place.start < place.end <= size
    starts = [block.pieces[0].anchor.start for block in document.blocks]
    assert starts == sorted(starts)
    lines = len(document.lines)
    for one in document.suppressions:
        assert 1 <= one.first <= one.last <= lines
        assert 1 <= one.line <= lines


def exact_share(document: Document) -> float:
    """The share of the text that an edit may cut into."""
    pieces = [piece for block in document.blocks for piece in block.pieces]
    whole = sum(piece.end - piece.start for piece in pieces)
    return sum(piece.end - piece.start for piece in pieces if piece.exact) / whole


def texts(document: Document, role: Role | None = None) -> list[str]:
    return [block.text for block in document.blocks if role is None or block.role is role]


def block_with(document: Document, words: str) -> Block:
    """The one block whose text has these words."""
    [found] = [block for block in document.blocks if words in block.text]
    return found


def marked(block: Block, kind: MarkKind) -> list[str]:
    return [
        block.text[mark.span.start : mark.span.end] for mark in block.marks if mark.kind is kind
    ]


def place_of(document: Document, words: str) -> tuple[int, int, str]:
    """Line and column where words of a block begin, and the source that they stand for."""
    block = block_with(document, words)
    start = block.text.index(words)
    anchor = locate(block.pieces, Span(start, start + len(words)))
    return *document.lines.place(anchor.start), document.text[anchor.start : anchor.end]


def steps(work: Callable[[], object]) -> int:
    """How many functions some work calls: counted, since seconds vary."""
    count = 0

    def counted(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
