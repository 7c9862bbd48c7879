"""From edits of a block's text to edits of the file, and back: nothing is ever searched for.

An edit keeps what it does not mean: line breaks with the signs of a quotation or a list behind
them, emphasis and links that begin or end inside the words. The new words are dealt out over the
stretches between, so that none is left empty and no markup falls apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from personfirst.model.document import Block, MarkKind
from personfirst.model.finding import Edit
from personfirst.model.text import MASK, Span

_WRAP = re.compile(r"[^\S\r\n]*[\r\n]\s*")


class Placed(NamedTuple):
    """Edits of a file. `whole` says that the words stood in one stretch of exact source per line,
    so that nothing about the place is in doubt.
    """

    edits: tuple[Edit, ...]
    whole: bool


class _Stretch(NamedTuple):
    """Block text that stands in the source without a gap: where, there and in the file."""

    start: int
    end: int
    source_start: int
    source_end: int
    exact: bool
    after_markup: bool


def place(
    block: Block, edits: Sequence[tuple[Span, str]], escape: Callable[[str], str]
) -> Placed | None:
    """The edits of the file that make these edits of a block's text, the spans apart and in order.

    None where that cannot be done without touching what is not text, and where markup cuts a word.
    """
    placed: list[Edit] = []
    whole = True
    for span, text in edits:
        stretches = _stretches(block, span)
        if not stretches or any(one.end == two.start for one, two in pairwise(stretches)):
            return None
        shares = list(_shares(text.split(), [one.end - one.start for one in stretches]))
        if any(not share for share in shares):
            return None
        whole = whole and not any(one.after_markup or not one.exact for one in stretches)
        for one, share in zip(stretches, shares, strict=True):
            if share != block.text[one.start : one.end]:
                placed.append(Edit(one.source_start, one.source_end, escape(share), share))
    return Placed(tuple(placed), whole)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """A decoded file with edits made; they are apart and in order."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start], edit.new_text]
        position = edit.end
    return "".join((*parts, text[position:]))


def expected_texts(blocks: Sequence[Block], edits: Sequence[Edit]) -> list[str] | None:
    """What the blocks must read after the edits; None for an edit that is in none of them."""
    found: dict[int, list[tuple[Span, str]]] = {}
    home: tuple[int, Span] | None = None
    for edit in edits:
        home = span_in(blocks, edit.start, edit.end, first=home[0] if home else 0)
        if home is None:
            return None
        found.setdefault(home[0], []).append((home[1], edit.reads))
    texts = [block.text for block in blocks]
    for index, changes in found.items():
        for span, new in sorted(changes, key=lambda change: -change[0].start):
            texts[index] = texts[index][: span.start] + new + texts[index][span.end :]
    return texts


def span_in(
    blocks: Sequence[Block], start: int, end: int, *, first: int = 0
) -> tuple[int, Span] | None:
    """The block that a range of the file stands in, by its index, and the span of its text.

    The search begins at the block `first`, so that one for range after range in a file is quick.
    """
    for index in chain(range(first, len(blocks)), range(first)):
        begin = _offset(blocks[index], start, ends=False)
        until = _offset(blocks[index], end, ends=True)
        if begin is not None and until is not None and begin < until:
            return index, Span(begin, until)
    return None


def _offset(block: Block, position: int, *, ends: bool) -> int | None:
    """Where a position of the file stands in a block's text, as an end or a beginning."""
    for piece in block.pieces:
        start, end = piece.anchor.start, piece.anchor.end
        if piece.exact and (start < position <= end if ends else start <= position < end):
            return piece.start + position - start
        if not piece.exact and position == (end if ends else start):
            return piece.end if ends else piece.start
    return None


def _stretches(block: Block, span: Span) -> list[_Stretch]:
    """The stretches that a span falls into, without white space at their ends; none where the span
    holds something that is not read or cuts into what is not exact.
    """
    fixed = any(m.kind is MarkKind.FIXED and m.span.overlaps(span) for m in block.marks)
    if fixed or MASK in block.text[span.start : span.end]:
        return []
    found: list[_Stretch] = []
    broken = False
    for piece in block.pieces:
        start, end = max(piece.start, span.start), min(piece.end, span.end)
        if start >= end:
            continue
        text = block.text[start:end]
        if not piece.exact and (start, end) != (piece.start, piece.end):
            return []
        if not piece.exact and not text.strip() and _WRAP.search(text):
            broken = True
            continue
        for first, last in _lines(text):
            source = piece.anchor.start + (start + first - piece.start if piece.exact else 0)
            source_end = source + last - first if piece.exact else piece.anchor.end
            before = found[-1] if found else None
            if before and not broken and not first and before.source_end == source:
                found[-1] = _Stretch(
                    before.start,
                    start + last,
                    before.source_start,
                    source_end,
                    before.exact and piece.exact,
                    before.after_markup,
                )
            else:
                markup = before is not None and not broken and not first
                found.append(
                    _Stretch(start + first, start + last, source, source_end, piece.exact, markup)
                )
            broken = False
        broken = bool(_WRAP.search(text[-1:]))
    return [stripped for one in found if (stripped := _stripped(one, block.text))]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text between its line breaks."""
    position = 0
    for wrap in _WRAP.finditer(text):
        if position < wrap.start():
            yield position, wrap.start()
        position = wrap.end()
    if position < len(text):
        yield position, len(text)


def _stripped(one: _Stretch, text: str) -> _Stretch | None:
    words = text[one.start : one.end]
    if not words.strip():
        return None
    if not one.exact:
        return one
    head, tail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return _Stretch(
        one.start + head,
        one.end - tail,
        one.source_start + head,
        one.source_end - tail,
        True,
        one.after_markup,
    )


def _shares(words: list[str], lengths: list[int]) -> Iterator[str]:
    """Words dealt out in order by the lengths of the stretches, one at least to each."""
    total, taken = sum(lengths), 0
    letters = len(" ".join(words))
    for index, _ in enumerate(lengths):
        left = len(lengths) - index - 1
        wanted = letters * sum(lengths[: index + 1]) / total
        count = taken + 1
        while count < len(words) - left and len(" ".join(words[:count])) < wanted - 2:
            count += 1
        if not left:
            count = len(words)
        yield " ".join(words[taken:count])
        taken = count
