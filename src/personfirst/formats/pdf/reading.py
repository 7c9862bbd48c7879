"""Reads a PDF into a transcript, page by page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from ctypes import byref, c_float
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from personfirst.formats.language import foreign, speaks_english
from personfirst.formats.pdf.extras import Comment, comments_of, extras_of, language_of, title_of
from personfirst.formats.pdf.layout import laid_out
from personfirst.formats.pdf.letters import words_of
from personfirst.formats.pdf.library import MOST_PAGES, box_of, opened, opened_page
from personfirst.formats.pdf.ocr import Recognizer, recognizer
from personfirst.formats.pdf.rules import drawing_of
from personfirst.formats.pdf.sequence import Item, in_sequence
from personfirst.formats.pdf.spelling import Passage
from personfirst.formats.pdf.words import PageWords
from personfirst.formats.pdf.writing import write
from personfirst.formats.transcript import Transcript
from personfirst.model.document import Document, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.report import Problem

NAME = "pdf"
_MOST_CHARACTERS = 20_000_000
_SWITCH = "PERSONFIRST_OCR"
_NO_TEXT = (
    "has no text layer: run OCR first, or set PERSONFIRST_OCR=1 where the program tesseract is"
    " installed"
)
_READABLE_SHARE = 0.7
_WIDE_IMAGE = 0.2
_MOST_OBJECTS = 1_000
_SAMPLE = 40


@dataclass(slots=True)
class _Read:
    """What was read, and the pages, counted from 0, that were not."""

    pages: list[list[Item]] = field(default_factory=list)
    without_text: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    characters: int = 0


def read(data: bytes, path: str) -> Document:
    """Read a PDF; pages without a text layer are recognized if the environment variable
    PERSONFIRST_OCR is 1 and the program tesseract is installed.
    """
    return read_with(data, path, recognizer() if os.environ.get(_SWITCH) == "1" else None)


def read_with(data: bytes, path: str, recognize: Recognizer | None) -> Document:
    """Read a PDF; `recognize` tells the words of pages that are images only."""
    transcript = Transcript()
    with opened(data) as (pdfium, document):
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise UnreadableDocumentError("is damaged: it has no pages that can be read")
        found = _pages(pdfium, document, min(count, MOST_PAGES), recognize)
        language, title = foreign(language_of(pdfium, document)), title_of(pdfium, document)
    if not any(found.pages):
        if found.without_text or not found.unreadable:
            raise UnreadableDocumentError(_NO_TEXT)
        raise UnreadableDocumentError("is damaged: none of its pages can be read")
    if language and not speaks_english(_sample(found.pages)):
        transcript.flow.language = language
    if title:
        handle = transcript.flow.begin_role(Role.METADATA, "document properties")
        transcript.write(title)
        transcript.flow.end_role(handle)
    write(transcript, in_sequence(found.pages), found.comments)
    return transcript.finish(path, NAME, data, _problems(path, found, count))


def _sample(pages: Sequence[Sequence[Item]]) -> str:
    """Some text of a document, to tell its language by."""
    passages = (item.text for page in pages for item in page if isinstance(item, Passage))
    return " ".join(islice(passages, _SAMPLE))


def _pages(pdfium: Any, document: Any, count: int, recognize: Recognizer | None) -> _Read:
    found = _Read()
    tagged = bool(pdfium.FPDFCatalog_IsTagged(document))
    for number in range(count):
        if found.characters > _MOST_CHARACTERS:
            found.cut.extend(range(number, count))
            break
        with opened_page(pdfium, document, number) as (page, text_page):
            if page is None or text_page is None:
                found.unreadable.append(number)
                continue
            found.pages.append(
                [
                    *_page(pdfium, page, text_page, number, found, recognize),
                    *extras_of(pdfium, page, number, tagged=tagged),
                ]
            )
            found.comments += comments_of(pdfium, page, number)
    return found


def _page(
    pdfium: Any, page: Any, text_page: Any, number: int, found: _Read, recognize: Recognizer | None
) -> Sequence[Item]:
    """What a page says; one that does not say it in letters is noted in `found`."""
    words = words_of(pdfium, page, text_page)
    found.characters += len(words.text)
    if words.more:
        found.cut.append(number)
    box = box_of(pdfium, page)
    if not _is_text(words) or (not words.words and _shows_image(pdfium, page, box)):
        recognized = recognize(pdfium, page, box) if recognize is not None else None
        if recognized is None:
            found.without_text.append(number)
            return ()
        words = recognized
    return laid_out(words, number, drawing_of(pdfium, page), box)


def _is_text(words: PageWords) -> bool:
    """Whether a page's characters are letters: fonts that do not say which letters they show give
    anything.
    """
    letters = [character for word in words.words for character in word.text]
    odd = sum(
        "\ue000" <= character <= "\uf8ff" or character == "\ufffd" or not character.isprintable()
        for character in letters
        if character != "\x02"
    )
    return odd <= (1 - _READABLE_SHARE) * len(letters) or len(letters) < 20


def _shows_image(pdfium: Any, page: Any, box: tuple[float, float, float, float]) -> bool:
    """Whether a page without words shows something that may hold some: a large image, or letters
    drawn as shapes.
    """
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return True
    sides = [c_float() for _ in range(4)]
    for index in range(count):
        shown = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(shown) if shown else 0
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            if not pdfium.FPDFPageObj_GetBounds(shown, *map(byref, sides)):
                continue
            left, bottom, right, top = (side.value for side in sides)
            if (right - left) * (top - bottom) > _WIDE_IMAGE * area:
                return True
    return False


def _problems(path: str, found: _Read, count: int) -> tuple[Problem, ...]:
    """What of a document was not read, and why."""
    reasons = []
    if found.without_text:
        have, were = ("has", "was") if len(found.without_text) == 1 else ("have", "were")
        reasons.append(
            f"{_named(found.without_text)} {have} no text layer and {were} not read: run OCR first"
        )
    if found.unreadable:
        are = "is" if len(found.unreadable) == 1 else "are"
        reasons.append(f"{_named(found.unreadable)} {are} damaged and could not be read")
    if found.cut:
        reasons.append(f"{_named(found.cut)} could not be read to the end: there is too much text")
    if count > MOST_PAGES:
        rest = f"pages {MOST_PAGES + 1}–{count}"
        reasons.append(f"{rest} were not read: split the file into parts of {MOST_PAGES:,} pages")
    return tuple(Problem(path, reason) for reason in reasons)


def _named(pages: Sequence[int]) -> str:
    """Pages, counted from 0 and in order, as people write them: "pages 3–5, 8"."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and ranges[-1][1] == page - 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    shown = ", ".join(
        f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        for first, last in ranges[:20]
    )
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{' …' if len(ranges) > 20 else ''}"
