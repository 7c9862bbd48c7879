"""Writes out the words of lines, with the characters of the page that each letter stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from personfirst.formats.pdf.lines import is_spaced, middle_of
from personfirst.formats.pdf.paragraphs import Paragraph
from personfirst.formats.pdf.words import HYPHENS, PageWords, Style, Word
from personfirst.formats.reference_marks import reference_mark
from personfirst.model.document import MarkKind

_INVISIBLE = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\r\n]")
_SPACED_GAP = 1.5
_TOUCHING = 0.12
_RAISED = 0.15


class Run(NamedTuple):
    """Text of a line in one style; it stands at `start` of the page's characters, one for each of
    its own, or nowhere (None).
    """

    text: str
    start: int | None
    style: Style


class Line(NamedTuple):
    """A line of a passage on a page, counted from 0; `hyphen` is what stands at its end for a word
    that may go on, and is not in its runs.
    """

    page: int
    runs: tuple[Run, ...]
    hyphen: Run | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Passage(NamedTuple):
    """A paragraph written out. Places are in points: `left` that of its text without the label,
    `top` and `bottom` as shares of the page's height, where they are known; `room` is what the last
    line leaves free.
    """

    lines: tuple[Line, ...]
    label: Run | None
    size: float
    bold: bool
    left: float
    top: float
    bottom: float
    first: bool
    last: bool
    room: float
    upright: bool

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def text(self) -> str:
        """The text on one line, hyphens at the ends of lines kept; for judging, not for reading."""
        return " ".join(
            line.text + (line.hyphen.text if line.hyphen else "") for line in self.lines
        )


def spelled(paragraph: Paragraph, page: PageWords, top: float, bottom: float) -> Passage | None:
    """A paragraph of a page, whose area reaches from top to bottom; None where it has nothing that
    can be seen.
    """
    lines = []
    height = max(bottom - top, 1.0)
    for index, line in enumerate(paragraph.lines):
        words = line.words[paragraph.label :] if not index else line.words
        written = _line(words, page, paragraph.page)
        if written.runs or written.hyphen:
            lines.append(written)
    if not lines:
        return None
    first, last = paragraph.lines[0], paragraph.lines[-1]
    return Passage(
        lines=tuple(lines),
        label=_label(first.words[0]) if paragraph.label else None,
        size=paragraph.size,
        bold=paragraph.bold,
        left=min([first.words[paragraph.label].left, *(one.left for one in paragraph.lines[1:])]),
        top=(first.top - top) / height,
        bottom=(last.bottom - top) / height,
        first=paragraph.first,
        last=paragraph.last,
        room=paragraph.room,
        upright=first.words[0].angle == 0,
    )


def _label(word: Word) -> Run:
    return Run(word.text, word.start if word.end > word.start else None, word.style)


def _line(words: Sequence[Word], page: PageWords, number: int) -> Line:
    runs = list(_merged(_runs(words, page.text)))
    hyphen = None
    if runs and runs[-1].start is not None and runs[-1].text[-1] in HYPHENS:
        end = runs.pop()
        assert end.start is not None
        if len(end.text) > 1 and end.text[-2].isalnum():
            hyphen = Run(end.text[-1], end.start + len(end.text) - 1, end.style)
            end = Run(end.text[:-1], end.start, end.style)
        runs.append(end)
    cleaned = (part for run in runs for part in _cleaned(run))
    if page.recognized:
        cleaned = (Run(run.text, None, run.style) for run in cleaned)
        hyphen = hyphen and Run(hyphen.text, None, hyphen.style)
    return Line(number, tuple(cleaned), hyphen)


def _runs(words: Sequence[Word], text: str) -> Iterator[Run]:
    """The words of a line, without marks that refer to notes, and the spaces between them."""
    words = _without_notes(words)
    spaced = _spaced(words)
    for index, word in enumerate(words):
        if index:
            before = words[index - 1]
            between = text[before.end : word.start]
            gap = (word.left - before.right) / max(word.size, 0.1)
            joins = (
                not between and gap < _TOUCHING and before.base >= word.base - _RAISED * word.size
            )
            if index in spaced or joins:
                pass
            elif len(between) == 1 and _SPACES.match(between):
                style = before.style if before.style == word.style else Style()
                yield Run(between, before.end, style)
            else:
                yield Run(" ", None, Style())
        yield Run(word.text, word.start if word.end > word.start else None, word.style)


def _without_notes(words: Sequence[Word]) -> list[Word]:
    """Words without marks that refer to notes, small figures or signs raised behind a word, whose
    places they take over.
    """
    kept: list[Word] = []
    right = 0.0
    for word in words:
        before = kept[-1] if kept else word
        raised = before.base - word.base > _RAISED * before.size and word.size < 0.85 * before.size
        touches = word.left - right < _TOUCHING * before.size
        if raised and touches and _is_note(before.text, word.text):
            kept[-1] = before._replace(end=word.end, right=word.right)
        else:
            kept.append(word)
        right = word.right
    return kept


def _is_note(before: str, text: str) -> bool:
    return text.isdigit() or bool(reference_mark(before, text, (MarkKind.RAISED,)))


def _spaced(words: Sequence[Word]) -> set[int]:
    """The words, by index, that go on with the one before: letters that are set apart."""
    if not is_spaced(words):
        return set()
    gaps = [after.left - before.right for before, after in pairwise(words)]
    widest = _SPACED_GAP * middle_of(gaps)
    return {index for index, gap in enumerate(gaps, 1) if gap < widest}


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that follow each other on the page and look alike become one."""
    texts: list[str] = []
    first = end = None
    look = Style()
    for text, start, style in runs:
        if texts and start is not None and start == end and style == look:
            texts.append(text)
        else:
            if texts:
                yield Run("".join(texts), first, look)
            texts, first, look = [text], start, style
        end = None if start is None else start + len(text)
    if texts:
        yield Run("".join(texts), first, look)


def _cleaned(run: Run) -> Iterator[Run]:
    """A run without characters that nobody sees, and with a hyphen where pdfium marks one."""
    if "\x02" in run.text:
        run = Run(run.text.replace("\x02", "-"), run.start, run.style)
    if run.start is None or not _INVISIBLE.search(run.text):
        if run.text:
            yield run
        return
    position = 0
    for found in _INVISIBLE.finditer(run.text):
        if position < found.start():
            yield Run(run.text[position : found.start()], run.start + position, run.style)
        position = found.end()
    if position < len(run.text):
        yield Run(run.text[position:], run.start + position, run.style)
