"""How a comment that silences findings is written in each format, and where it can stand.

A format may know several forms; which works in a place is not worked out but tried, in this order,
and read again (see `change.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from personfirst.formats.suppressions import first_label
from personfirst.model.document import Document
from personfirst.model.finding import Edit

Places = Callable[[Document, int], Iterator[int]]
"""Where a form can stand for an offset of the file: ends of text, or beginnings of lines."""

_MOST_LINES = 40
_FARTHEST = 5_000
"""How many lines a region may begin above a block, or end below it."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_PO_STRING = re.compile(r"\s*(?:#~\s*)?(?:msg|\")")


@dataclass(frozen=True, slots=True)
class Form:
    """The signs around a comment and where it can stand.

    `behind` words it says `ignore`; else it has a line of its own above them, and says
    `ignore-next-line`. One that is `apart` has blank lines above and below.
    """

    opening: str
    closing: str
    places: Places
    behind: bool = False
    apart: bool = False

    def edits(self, document: Document, start: int, says: str) -> Iterator[Edit]:
        """The insertions to try for an offset of the file, the best first."""
        for at in self.places(document, start):
            if self.behind:
                words = f" {self.opening}personfirst: ignore{says}{self.closing}"
                yield Edit(at, at, words, "")
            else:
                yield self.line(document, at, f"ignore-next-line{says}")

    def line(self, document: Document, at: int, directive: str) -> Edit:
        """A line that is inserted where a line begins, indented as that one, or at the end."""
        text, lines = document.text, document.lines
        line = lines.line_text(lines.place(at)[0]) if at < len(text) else ""
        end = line_end(text, at + len(line))
        indent = line[: len(line) - len(line.lstrip(" \t>"))]
        words = f"{indent}{self.opening}personfirst: {directive}{self.closing}{end}"
        blank = indent.rstrip() + end if self.apart else ""
        if at == len(text) > 0:
            words = (end if text[-1] not in "\r\n" else "") + blank + words
        return Edit(at, at, words if at == len(text) else words + blank, "")

    def fits(self, document: Document, at: int) -> bool:
        """Whether a line may be inserted where a line begins, by what stands above it."""
        if not self.apart or at >= len(document.text):
            return True
        return _below_blank(document, at) and _labels_start(document, at) == at


def enclosing_lines(document: Document, start: int) -> tuple[Iterator[int], Iterator[int]]:
    """Where the lines begin, or the text ends, between which the words at an offset stand: above
    their block, and below it, the nearest first.
    """
    first = last = start
    for block in document.blocks:
        begin, end = block.pieces[0].anchor.start, block.pieces[-1].anchor.end
        if begin <= start < end:
            first, last = begin, end
            break
    return _lines_above(document, first, _FARTHEST), _lines_below(document, last)


def forms_for(document: Document) -> tuple[Form, ...]:
    """The forms of a comment in a document's format, the best first; none where it has no comments.

    Of those, forms with lines of their own also serve to enclose a region.
    """
    if document.path.lower().endswith(".mdx"):
        return _MDX
    if document.format == "captions" and document.path.lower().endswith(".srt"):
        return ()
    return _FORMS.get(document.format, ())


def line_end(text: str, end: int) -> str:
    """The line end that stands at an offset; at the end of the file, the one that it uses."""
    for sign in ("\r\n", "\n", "\r"):
        if text.startswith(sign, end) or (end >= len(text) and sign in text):
            return sign
    return "\n"


def _line_start(document: Document, start: int) -> int:
    return start - document.lines.place(start)[1] + 1


def _ends(document: Document, start: int) -> Iterator[int]:
    """The end of the line, before the signs of a hard line break, and the end of the block, as in a
    cell of a table.
    """
    begin = _line_start(document, start)
    end = begin + len(document.lines.line_text(document.lines.place(start)[0]))
    line = document.text[start:end]
    yield start + len(line.rstrip().removesuffix("\\").rstrip())
    for block in document.blocks:
        if block.pieces[0].anchor.start <= start < block.pieces[-1].anchor.end <= end:
            yield block.pieces[-1].anchor.end


def _line_ends(document: Document, start: int) -> Iterator[int]:
    """The end of the line, whatever stands there."""
    begin = _line_start(document, start)
    line = document.lines.line_text(document.lines.place(start)[0])
    yield begin + len(line.rstrip())


def _lines(document: Document, start: int) -> Iterator[int]:
    yield _line_start(document, start)


def _block_lines(document: Document, start: int) -> Iterator[int]:
    """The line on which the block or its labels begin, for formats that have no comments inside
    paragraphs.
    """
    for block in document.blocks:
        begin = block.pieces[0].anchor.start
        if begin <= start < block.pieces[-1].anchor.end:
            at = _labels_start(document, _line_start(document, begin))
            if _below_blank(document, at):
                yield at


def _labels_start(document: Document, at: int) -> int:
    """Where the labels above a line begin, or the line itself, which begins at an offset."""
    line = document.lines.place(at)[0]
    for _ in range(line - first_label(document.lines, line)):
        at = _line_start(document, at - 1)
    return at


def _below_blank(document: Document, at: int) -> bool:
    """Whether nothing stands on the line above an offset."""
    above = document.lines.place(at)[0] - 1
    return not above or not document.lines.line_text(above).strip()


def _lines_above(document: Document, start: int, most: int = _MOST_LINES) -> Iterator[int]:
    """The line and those above it, for a value that is written over several lines."""
    begin = _line_start(document, start)
    for _ in range(most):
        yield begin
        if not begin:
            return
        begin = _line_start(document, begin - 1)


def _lines_below(document: Document, start: int) -> Iterator[int]:
    """The lines below the one of an offset, and the end of the text."""
    position = start
    for _ in range(_FARTHEST):
        found = _LINE_END.search(document.text, position)
        if found is None or found.end() == len(document.text):
            yield len(document.text)
            return
        position = found.end()
        yield position


def _keys_above(document: Document, start: int) -> Iterator[int]:
    """The line, and of those above it each that is indented less than the ones before."""
    indent = None
    for begin in _lines_above(document, start):
        line = document.lines.line_text(document.lines.place(begin)[0])
        own = len(line) - len(line.lstrip())
        if line.strip() and (indent is None or own < indent):
            indent = own
            yield begin


def _entries(document: Document, start: int) -> Iterator[int]:
    """The first line of a message with its translation, behind its comments."""
    begins = list(_lines_above(document, start))
    inside = [at for at in begins if _PO_STRING.match(document.text, at)]
    count = next((n for n, (a, b) in enumerate(zip(begins, inside, strict=False)) if a != b), None)
    yield from inside[:count][-1:]


def _cues(document: Document, start: int) -> Iterator[int]:
    """The first line of a caption, below the blank line above it."""
    for begin in _lines_above(document, start):
        number = document.lines.place(begin)[0]
        if number > 1 and not document.lines.line_text(number - 1).strip():
            yield begin
            return


_TAG = ("<!-- ", " -->")
_MDX = (Form("{/* ", " */}", _ends, behind=True), Form("{/* ", " */}", _lines))
_MARKUP = (Form(*_TAG, _ends, behind=True), Form(*_TAG, _lines))
_FORMS: dict[str, tuple[Form, ...]] = {
    "text": (Form("# ", "", _lines), Form(*_TAG, _ends, behind=True)),
    "markdown": _MARKUP,
    "html": _MARKUP,
    "restructuredtext": (Form(".. ", "", _block_lines, apart=True),),
    "asciidoc": (Form("// ", "", _lines),),
    "latex": (Form("% ", "", _line_ends, behind=True), Form("% ", "", _lines)),
    "yaml": (Form("# ", "", _line_ends, behind=True), Form("# ", "", _keys_above)),
    "po": (Form("# ", "", _entries),),
    "captions": (Form("NOTE ", "", _cues, apart=True),),
    "xliff": (Form(*_TAG, _line_ends, behind=True), Form(*_TAG, _lines_above)),
}
