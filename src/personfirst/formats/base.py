"""What every format shares: the `Format` type and the builder of a block's text and source map."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from personfirst.formats.encoding import Decoded, decode
from personfirst.formats.reference_marks import REACH, is_ahead
from personfirst.model.document import Block, Document, Mark, MarkKind, Role
from personfirst.model.text import MASK, Piece, Span, TextAnchor

if TYPE_CHECKING:
    from personfirst.formats.glance import Glance
    from personfirst.model.finding import Edit, Remark

FILL = "\ufdd0"
"""Stands, character for character, where template code was masked: a code point that Unicode
reserves for such private use. A run of it becomes one `MASK` in a block's text."""

GAP = "\x1f"
"""Stands where a stretch of source is no part of the text at all (the `> ` of a wrapped quote). It
counts as white space and leaves nothing in a block's text."""

_MASKED = re.compile(f"{FILL}+|{GAP}+")
_ADDRESS = re.compile(
    r"""(?<![^\r\n])[<(]?[A-Za-z][A-Za-z0-9+.-]{1,20}://\S{1,300}(?:[ ]\S{1,60}){1,5}(?![^\r\n])
    |mailto:[^\s?]{1,200}\?[^\r\n()<>"]{1,300}
    |\]\([^\r\n()]{1,300}\)""",
    re.VERBOSE,
)
"""Addresses that go on behind a space: alone on a line, of a letter to write, behind `[words]`."""


class Format(NamedTuple):
    """A kind of file: its name, its reader, and how it is changed.

    `read` takes the file's bytes and its path and raises `UnreadableDocumentError` where they hold
    nothing that can be read.

    A file of text has `parse`, which takes text that is decoded already; `escape` writes words as
    the format does, and `decode` says how the bytes are stored, so that the file can be written
    back the same way. Any other file may have `apply`, which gives the file with the edits of its
    transcript made, and `review`, which gives a copy with remarks in it. Where that proposes edits
    in the text, so that a person can accept them, `tracks` tells of a document which edits those
    are, so that the others do not stand in their way. `locked` says why a file takes neither edits
    nor remarks, such as one that is signed, and "" of one that does. `glance` gives the words of a
    file without reading it, where that is sure.
    """

    name: str
    read: Callable[[bytes, str], Document]
    parse: Callable[[str, str], Document] | None = None
    escape: Callable[[str], str] = str
    decode: Callable[[bytes], Decoded] = decode
    apply: Callable[[Document, Sequence[Edit]], bytes] | None = None
    review: Callable[[Document, Sequence[Remark]], bytes] | None = None
    tracks: Callable[[Document], Callable[[Sequence[Edit]], bool]] | None = None
    glance: Callable[[bytes, str], Glance | None] | None = None
    locked: Callable[[bytes], str] | None = None


class BlockBuilder:
    """Gathers the text of one block and where each stretch of it comes from.

    Offsets are code points of the decoded file. Neighbouring exact stretches become one piece, and
    a stretch is exact only if the source says the same, so a reader cannot claim too much. Of the
    last piece only the numbers are kept, since it may grow yet.
    """

    __slots__ = ("_last", "_length", "_marks", "_open", "_parts", "_pieces", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._last: tuple[int, int, int, int, bool] | None = None
        self._length = 0
        self._marks: list[Mark] = []
        self._open: dict[MarkKind, int] = {}

    def add(self, text: str, start: int, end: int) -> None:
        """Add text that stands for `source[start:end]`."""
        if text:
            exact = end - start == len(text) and self._source.startswith(text, start)
            self._append(text, start, end, exact)

    def write(self, text: str, start: int) -> None:
        """Add text that stands at `start` of a transcript, character for character."""
        self._append(text, start, start + len(text), True)

    def copy(self, start: int, end: int) -> None:
        """Add `source[start:end]` as it stands."""
        if start < end:
            self._append(self._source[start:end], start, end, True)

    def mask(self, start: int, end: int) -> None:
        """Add one `MASK` for source that is not read; neighbouring masks become one."""
        if self._last and self._parts[-1] == MASK and self._last[3] == start:
            first, last, anchor, _, exact = self._last
            self._last = (first, last, anchor, end, exact)
        else:
            self._append(MASK, start, end, False)

    def _append(self, text: str, start: int, end: int, exact: bool) -> None:
        first, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        if self._last:
            before = self._last
            if exact and before[4] and before[3] == start:
                self._last = (before[0], self._length, before[2], end, True)
                return
            self._pieces.append(_piece(*before))
        self._last = (first, self._length, start, end, exact)

    def tail(self, length: int) -> str:
        """The last characters of the text so far."""
        tail = ""
        for part in reversed(self._parts):
            tail = part[-length:] + tail
            if len(tail) >= length:
                break
        return tail[-length:]

    def open_mark(self, kind: MarkKind) -> None:
        self._open.setdefault(kind, self._length)

    def close_mark(self, kind: MarkKind) -> None:
        start = self._open.pop(kind, None)
        if start is not None and start < self._length:
            self._marks.append(Mark(kind, Span(start, self._length)))

    def build(
        self,
        role: Role = Role.PARAGRAPH,
        *,
        label: str | None = None,
        language: str | None = None,
        quoted: bool = False,
        heading: str = "",
        lead: str = "",
    ) -> Block | None:
        """The block, without white space at its ends; None where nothing is left to read."""
        if self._open:
            for kind in tuple(self._open):
                self.close_mark(kind)
        whole = "".join(self._parts)
        text = whole.strip()
        if not text or (MASK in text and not text.replace(MASK, "").strip()):
            return None
        first = len(whole) - len(whole.lstrip())
        block = Block(
            text=text,
            pieces=self._clipped(first, first + len(text)),
            role=role,
            label=label,
            language=language,
            marks=self._marked(text, first),
            quoted=quoted,
            heading=heading,
            lead=lead,
        )
        return _without_marks_ahead(block) if block.marks else block

    def _marked(self, text: str, first: int) -> tuple[Mark, ...]:
        """The marks of the text that begins at `first`; its addresses must stay as they are."""
        if "://" in text or "mailto:" in text or "](" in text:
            self._marks += (
                Mark(MarkKind.FIXED, Span(first + found.start(), first + found.end()))
                for found in _ADDRESS.finditer(text)
            )
        return _clipped_marks(self._marks, first, first + len(text)) if self._marks else ()

    def _clipped(self, first: int, last: int) -> tuple[Piece, ...]:
        """The pieces of a range of the text; those that it need not move stay as they are."""
        pieces = [*self._pieces, _piece(*self._last)] if self._last else []
        while pieces[-1].end > last and pieces[-1].start >= last:
            pieces.pop()
        if pieces[-1].end > last:
            pieces[-1] = _cut(pieces[-1], 0, last)
        if first:
            pieces = [
                _cut(one, first, last) for one in pieces if one.end > first or one.start == first
            ]
        return tuple(pieces)


def _piece(start: int, end: int, anchor_start: int, anchor_end: int, exact: bool) -> Piece:
    return Piece(start, end, TextAnchor(anchor_start, anchor_end), exact)


def _cut(piece: Piece, first: int, last: int) -> Piece:
    """A piece cut to a range and moved to its beginning; an inexact one keeps its anchor."""
    start, end, (anchor_start, anchor_end), exact = piece
    head, tail = max(first - start, 0), max(end - last, 0)
    if exact:
        anchor_start, anchor_end = anchor_start + head, anchor_end - tail
    return _piece(start + head - first, end - tail - first, anchor_start, anchor_end, exact)


def _without_marks_ahead(block: Block) -> Block:
    """A block without the raised marks that stand ahead of a word and refer to a note."""
    text, kept, length, position = block.text, [], 0, 0
    for kind, (first, last) in block.marks:
        if kind is MarkKind.RAISED and is_ahead(
            text[max(first - 2, 0) : first], text[first:last], text[last : last + REACH]
        ):
            kept.append((position, first, length))
            length, position = length + first - position, last
    return _cut_to(block, [*kept, (position, len(text), length)]) if kept else block


def _cut_to(block: Block, kept: list[tuple[int, int, int]]) -> Block:
    """What is left of a block: ranges of its text, each with its offset in what is left."""
    pieces, index = [], 0
    for first, last, offset in kept:
        while index < len(block.pieces):
            one = block.pieces[index]
            if one.start < last and first < one.end:
                part = _cut(one, first, last)
                pieces.append(part._replace(start=part.start + offset, end=part.end + offset))
            if one.end > last:
                break
            index += 1

    def moved(at: int) -> int:
        first, last, offset = kept[bisect_right(kept, at, key=itemgetter(0)) - 1]
        return offset + min(at, last) - first

    spans = ((kind, Span(moved(start), moved(end))) for kind, (start, end) in block.marks)
    marks = tuple(Mark(kind, span) for kind, span in spans if span.start < span.end)
    text = "".join(block.text[first:last] for first, last, _ in kept)
    return block._replace(text=text, pieces=tuple(pieces), marks=marks)


def masked_runs(chunk: str) -> list[tuple[str, int, int]]:
    """Cut a view's stretch at masked runs: (FILL, GAP or "" for text, start, end)."""
    runs, position = [], 0
    for found in _MASKED.finditer(chunk):
        if position < found.start():
            runs.append(("", position, found.start()))
        runs.append((chunk[found.start()], found.start(), found.end()))
        position = found.end()
    if position < len(chunk):
        runs.append(("", position, len(chunk)))
    return runs


def add_masked(builder: BlockBuilder, view: str, start: int, end: int, shift: int = 0) -> None:
    """Add `view[start:end]`, which stands `shift` further on in the source, with its masks."""
    for kind, first, last in masked_runs(view[start:end]):
        at, until = start + first + shift, start + last + shift
        if kind == FILL:
            builder.mask(at, until)
        elif not kind:
            builder.add(view[start + first : start + last], at, until)


def _clipped_marks(marks: list[Mark], first: int, last: int) -> tuple[Mark, ...]:
    """The marks in a range of the text; those that it need not move stay as they are."""
    clipped = (
        Mark(mark.kind, Span(max(mark.span.start, first) - first, min(mark.span.end, last) - first))
        if first or mark.span.end > last
        else mark
        for mark in marks
        if mark.span.start < last and first < mark.span.end
    )
    return tuple(sorted(clipped, key=lambda mark: (mark.span.start, -mark.span.end)))
