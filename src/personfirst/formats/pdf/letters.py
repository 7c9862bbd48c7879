"""Asks pdfium which letters a page has and where they stand.

It is asked through its plain functions, a few times for each word: its Python objects, or a call
for each property of each character, would take several times as long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from ctypes import addressof, byref, c_double, c_ulong, c_ushort, create_string_buffer
from typing import Any, NamedTuple

from personfirst.formats.pdf.library import Box, box_of
from personfirst.formats.pdf.words import PageWords, Style, Word, evened

_WORD = re.compile(r"[^\s\x00-\x1f]+\x02?|\x02")
_NOTE = re.compile(r"(?<=[^\W\d_]|[.,;:!?”\"’)\]])\d{1,3}\Z")
_NOTE_FIRST = re.compile(r"\d{1,3}(?=[^\W\d_])")
_ODD = re.compile("[\ud800-\udfff\ufffe]")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_FILL_AND_STROKE, _INVISIBLE = 2, 3
_FURTHEST = 1e5
_MOST_CHARACTERS = 200_000
_SKEW = 5


class _Turn(NamedTuple):
    """How a line of text is turned on its page: in degrees against the clock."""

    angle: int
    cosine: float
    sine: float


def words_of(pdfium: Any, page: Any, text_page: Any) -> PageWords:
    """The words that can be seen on a page, upright or not, also those of an invisible text layer.

    `pdfium` is `pypdfium2.raw`; the page and its text page are open.
    """
    counted = max(pdfium.FPDFText_CountChars(text_page), 0)
    count = min(counted, _MOST_CHARACTERS)
    text = _characters(pdfium, text_page, 0, count)
    reader = _Reader(pdfium, text_page, box_of(pdfium, page))
    words = tuple(
        word for found in _WORD.finditer(text) for word in reader.read(text, *found.span())
    )
    return PageWords(text, evened(words), counted > count)


def words_in(
    pdfium: Any, page: Any, text_page: Any, stretches: Iterable[tuple[int, int]]
) -> list[Word]:
    """The words, and parts of words, among some of a page's characters."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    reader = _Reader(pdfium, text_page, box_of(pdfium, page))
    words: list[Word] = []
    for start, end in stretches:
        last = min(end, count)
        text = "\x00" * start + _characters(pdfium, text_page, start, last)
        for found in _WORD.finditer(text, start):
            words.extend(reader.read(text, *found.span()))
    return words


def _characters(pdfium: Any, text_page: Any, start: int, end: int) -> str:
    """Characters of a page, read at once where pdfium's text has one for each that it counts; it
    leaves some out, and says of a hyphen at the end of a line only which character it is.
    """
    read, count = pdfium.FPDFText_GetUnicode, end - start
    units = (c_ushort * (2 * count + 1))()
    length = max(pdfium.FPDFText_GetText(text_page, start, count, units) - 1, 0)
    text = bytes(units)[: 2 * length].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not _ODD.search(text):
        return text
    return "".join(map(_character, [read(text_page, index) for index in range(start, end)]))


def _character(code: int) -> str:
    """A character as text; one that stands for nothing is a control character, which is skipped."""
    return "\x00" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0xFFFE else chr(code)


class _Reader:
    """Asks pdfium about characters of one page."""

    def __init__(self, pdfium: Any, text_page: Any, limits: Box) -> None:
        self._pdfium = pdfium
        self._page = text_page
        self._limits = limits
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = c_double(), c_double()
        self._box_at, self._matrix_at = byref(self._box), byref(self._matrix)
        self._x_at, self._y_at = byref(self._x), byref(self._y)
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, Style] = {}
        self._turns: dict[tuple[float, float], _Turn] = {}

    def read(self, text: str, start: int, end: int) -> list[Word]:
        """A word that can be seen; where its letters stand apart, each stretch of them."""
        word = self._word(text, start, end)
        if word is None:
            return []
        parts = [(start, end)]
        if end - start > 1 and not self._is_whole(word):
            parts = list(self._stretches(word))
        raised: set[tuple[int, int]] = set()
        mark = _NOTE.search(text, *parts[-1]) if text[end - 1].isdigit() else None
        if mark is not None and mark.start() > start and self._is_raised(mark.start(), word):
            parts[-1:] = [(parts[-1][0], mark.start()), mark.span()]
            raised.add(mark.span())
        mark = _NOTE_FIRST.match(text, start, end) if text[start].isdigit() else None
        if mark is not None and parts[0][1] > mark.end() and self._is_raised(start, word):
            parts[:1] = [mark.span(), (mark.end(), parts[0][1])]
            raised.add(mark.span())
        if len(parts) == 1:
            return [word]
        words = [
            part
            for first, last in parts
            if first < last and (part := self._word(text, first, last)) is not None
        ]
        return [
            one._replace(base=one.base - one.size / 3, size=one.size / 2)
            if (one.start, one.end) in raised
            else one
            for one in words
        ]

    def _word(self, text: str, start: int, end: int) -> Word | None:
        """Characters as a word; None where they are not on the page: notes for the printer stand
        outside of what is cut out.
        """
        pdfium, page, matrix = self._pdfium, self._page, self._matrix
        if not pdfium.FPDFText_GetMatrix(page, start, self._matrix_at):
            return None
        turn = self._turn(matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(page, start) * math.hypot(matrix.c, matrix.d)
        pdfium.FPDFText_GetCharOrigin(page, start, self._x_at, self._y_at)
        x, y = self._x.value, self._y.value
        left, base = x * turn.cosine + y * turn.sine, x * turn.sine - y * turn.cosine
        right = self._right(end - 1, turn, size)
        if not 0.1 <= size <= _FURTHEST:
            size = min(max((right - left) / (end - start), 0.1), _FURTHEST)
        reach = size + abs(right - left)
        first, bottom, last, top = self._limits
        if not (first - reach < x < last + reach and bottom - reach < y < top + reach):
            return None
        if not reach < 4 * _FURTHEST:
            return None
        drawn = pdfium.FPDFText_GetTextObject(page, start)
        style = self._style(drawn) if drawn else Style()
        if style.hidden:
            right = max(right, self._stretched(text, end, turn, size))
        if right < left:
            right = left
        return Word(start, end, text[start:end], left, right, base, size, turn.angle, style)

    def _stretched(self, text: str, end: int, turn: _Turn, size: float) -> float:
        """Where the word before `end` ends in the image that it was recognized in: programs stretch
        a word and the space behind it to the width that the word has there.
        """
        behind = text[end : end + 1] == " "
        if not behind or self._pdfium.FPDFText_IsGenerated(self._page, end):
            return -math.inf
        right = self._right(end, turn, size)
        self._right(end - 1, turn, size)
        return right

    def _turn(self, a: float, b: float) -> _Turn:
        """How a line of text is turned, in whole degrees; a slight skew is not."""
        key = (a, b)
        found = self._turns.get(key)
        if found is None:
            usable = math.isfinite(a) and math.isfinite(b) and (a or b)
            angle = round(math.degrees(math.atan2(b, a))) if usable else 0
            straight = round(angle / 90) * 90
            angle = (straight if abs(angle - straight) <= _SKEW else angle) % 360
            turn = math.radians(angle)
            cosine, sine = round(math.cos(turn), 9), round(math.sin(turn), 9)
            found = self._turns[key] = _Turn(angle, cosine, sine)
        return found

    def _origin(self, index: int, turn: _Turn) -> tuple[float, float]:
        self._pdfium.FPDFText_GetCharOrigin(self._page, index, self._x_at, self._y_at)
        x, y = self._x.value, self._y.value
        return x * turn.cosine + y * turn.sine, x * turn.sine - y * turn.cosine

    def _right(self, index: int, turn: _Turn, size: float) -> float:
        """Where a character ends, along its line."""
        if turn.cosine and turn.sine:
            return self._origin(index, turn)[0] + size / 2
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box_at)
        box = self._box
        if turn.cosine:
            return float(box.right) if turn.cosine > 0 else -float(box.left)
        return float(box.top) if turn.sine > 0 else -float(box.bottom)

    def _is_whole(self, word: Word) -> bool:
        """Whether a word's letters stand one beside the other; asked right after it was read, while
        the box is that of its last letter.
        """
        if not 0 < word.right - word.left < 1.2 * word.size * len(word.text):
            return False
        return bool(word.angle) or self._box.bottom < -word.base + 0.1 < self._box.top

    def _stretches(self, word: Word) -> Iterator[tuple[int, int]]:
        turn = math.radians(word.angle)
        turned = _Turn(word.angle, math.cos(turn), math.sin(turn))
        first, before = word.start, None
        for index in range(word.start, word.end):
            x, base = self._origin(index, turned)
            if before is not None and (
                abs(base - before[1]) > 0.3 * word.size
                or not -0.5 * word.size < x - before[0] < 2 * word.size
            ):
                yield first, index
                first = index
            before = (x, base)
        yield first, word.end

    def _is_raised(self, index: int, word: Word) -> bool:
        """Whether a figure at a word's edge is small and stands high: the number of a note."""
        if word.angle:
            return False
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        self._pdfium.FPDFText_GetCharBox(
            self._page, index, byref(left), byref(right), byref(bottom), byref(top)
        )
        above, height = bottom.value + word.base, top.value - bottom.value
        return above > 0.15 * word.size and 0 < height < 0.58 * word.size

    def _style(self, drawn: Any) -> Style:
        """The style of a text object, which is the same for many words."""
        key = addressof(drawn.contents)
        found = self._styles.get(key)
        if found is None:
            found = self._font(self._pdfium.FPDFTextObj_GetFont(drawn))
            mode = self._pdfium.FPDFTextObj_GetTextRenderMode(drawn)
            if mode in (_FILL_AND_STROKE, _INVISIBLE):
                bold = found.bold or mode == _FILL_AND_STROKE
                found = Style(bold, found.italic, mode == _INVISIBLE)
            self._styles[key] = found
        return found

    def _font(self, font: Any) -> Style:
        if not font:
            return Style()
        key = addressof(font.contents)
        found = self._fonts.get(key)
        if found is None:
            buffer = create_string_buffer(200)
            self._pdfium.FPDFFont_GetBaseFontName(font, buffer, c_ulong(len(buffer)))
            name = buffer.value.decode("latin-1")
            flags = max(self._pdfium.FPDFFont_GetFlags(font), 0)
            found = self._fonts[key] = Style(
                bool(_BOLD.search(name) or flags & _BOLD_FLAG),
                bool(_ITALIC.search(name) or flags & _ITALIC_FLAG),
            )
        return found
