"""Recognizes the words of a scanned page with the program tesseract, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from ctypes import string_at
from dataclasses import dataclass
from typing import Any

from personfirst.formats.pdf.words import PageWords, Style, Word, evened

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_MOST_PIXELS = 25_000_000
_PAGE_SECONDS = 60
_ALL_SECONDS = 600
_MOST_PAGES = 200
_LEAST_SURE = 30.0
_WHITE = 0xFFFFFFFF
_MISREAD = ("e", "o", "¢", "«", "¢«", "©", "®", "°", "*")
"""What tesseract takes bullets for."""

_HIGH, _DEEP = frozenset("bdfhklt()[]"), frozenset("gjpqy,;()[]Q")
_X_HEIGHT, _ASCENT, _DESCENT = 0.53, 0.21, 0.21


@dataclass(frozen=True, slots=True)
class _Cell:
    """A word in tesseract's table; places are in pixels, from the upper left corner."""

    text: str
    left: int
    top: int
    width: int
    height: int


Recognizer = Callable[[Any, Any, tuple[float, float, float, float]], PageWords | None]
"""Tells the words of a page, given pdfium, the page and what can be seen of it; None where it
cannot."""


def recognizer(program: str | None = None) -> Recognizer | None:
    """A recognizer of the words of a document's pages, for one document; None where tesseract is
    not installed. It stops after 200 pages or ten minutes.
    """
    found = program or shutil.which("tesseract")
    if found is None:
        return None
    pages = 0
    until = time.monotonic() + _ALL_SECONDS

    def recognize(
        pdfium: Any, page: Any, box: tuple[float, float, float, float]
    ) -> PageWords | None:
        nonlocal pages
        pages += 1
        left_over = until - time.monotonic()
        if pages > _MOST_PAGES or left_over <= 0:
            return None
        return _recognized(pdfium, page, box, found, min(left_over, _PAGE_SECONDS))

    return recognize


def _recognized(
    pdfium: Any, page: Any, box: tuple[float, float, float, float], program: str, seconds: float
) -> PageWords | None:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    if not (0 < width * height < float("inf")):
        return None
    scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    image = _image(pdfium, page, int(width * scale), int(height * scale))
    if image is None:
        return None
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(round(scale * _POINTS_PER_INCH)), "tsv"],
            input=image,
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return _words(done.stdout.decode("utf-8", "replace"), scale, box)


def _image(pdfium: Any, page: Any, width: int, height: int) -> bytes | None:
    """The page as a gray picture in the format PGM."""
    if width < 1 or height < 1:
        return None
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = b"".join(data[row * stride : row * stride + width] for row in range(height))
    return b"P5\n%d %d\n255\n" % (width, height) + rows


def _words(table: str, scale: float, box: tuple[float, float, float, float]) -> PageWords:
    """The words in tesseract's table, as they would stand on an upright page."""
    parts: list[str] = []
    words: list[Word] = []
    length = 0
    style = Style(hidden=True)
    for line in _lines(table):
        height = _size(line)
        base, size = _base(line, height) / scale - box[3], height / scale
        for index, cell in enumerate(line):
            text = "•" if not index and len(line) > 1 and cell.text in _MISREAD else cell.text
            left = box[0] + cell.left / scale
            right, end = left + cell.width / scale, length + len(text)
            words.append(Word(length, end, text, left, right, base, size, 0, style))
            parts += [text, " "]
            length = end + 1
    return PageWords("".join(parts), evened(words), recognized=True)


def _size(line: Sequence[_Cell]) -> float:
    """The size that letters must have for a line of them to be as high as it is."""
    height = max(cell.top + cell.height for cell in line) - min(cell.top for cell in line)
    letters = {letter for cell in line for letter in cell.text}
    high = any(letter.isupper() or letter.isdigit() for letter in letters) or letters & _HIGH
    share = _X_HEIGHT + (_ASCENT if high else 0) + (_DESCENT if letters & _DEEP else 0)
    return height / share


def _base(line: Sequence[_Cell], size: float) -> float:
    """The line that words stand on, in pixels from the top: the lower edge of most that have no
    letter that reaches below it.
    """
    level = [cell.top + cell.height for cell in line if not set(cell.text) & _DEEP]
    if level:
        return sorted(level)[len(level) // 2]
    return max(cell.top + cell.height for cell in line) - 0.2 * size


def _lines(table: str) -> Iterator[list[_Cell]]:
    """The words of each line."""
    line: list[_Cell] = []
    current: list[str] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            left, top, width, height = map(int, cells[6:10])
            sure = float(cells[10])
        except ValueError:
            continue
        if sure < _LEAST_SURE or width < 1 or height < 1:
            continue
        if cells[1:5] != current and line:
            yield line
            line = []
        current = cells[1:5]
        line.append(_Cell(cells[11].strip(), left, top, width, height))
    if line:
        yield line
