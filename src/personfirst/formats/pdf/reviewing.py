"""Makes a copy of a PDF with remarks in it: highlights over the words and what there is to say."""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from personfirst.formats.pdf import objects
from personfirst.formats.pdf.extras import own_notes
from personfirst.formats.pdf.highlights import Marked, marked
from personfirst.formats.pdf.library import opened, opened_page
from personfirst.formats.pdf.rules import Point
from personfirst.formats.pdf.update import Update
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError, UnwritableDocumentError
from personfirst.model.finding import Remark
from personfirst.model.origin import PageAnchor, trace

_NEAR = 0.5
"""How far from each other, in points, two marks may be that are the same."""
_LABEL = re.compile(r"page (\d+)")
_FAILED = "could not be reviewed: its parts do not fit together; open it, save it and review that"


@dataclass(slots=True)
class _Marks:
    """What is to be said on a page: remarks, each with the characters that it is about; none for
    what stands nowhere on the page.
    """

    contents: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    stretches: list[list[tuple[int, int]]] = field(default_factory=list)

    def add(self, contents: str, subject: str, stretches: list[tuple[int, int]]) -> None:
        self.contents.append(contents)
        self.subjects.append(subject)
        self.stretches.append(stretches)

    def without(self, said: Sequence[tuple[str, Point | None]], places: Marked) -> _Marks:
        """What of it is not said on the page already, at the same words."""
        rest = _Marks()
        known = [(" ".join(text.split()), corner) for text, corner in said]
        marks = zip(self.contents, self.subjects, self.stretches, places.quads, strict=True)
        for contents, subject, stretches, quads in marks:
            text, corner = " ".join(contents.split()), quads[0][0] if quads else None
            if not any(one == text and _is_near(at, corner) for one, at in known):
                rest.add(contents, subject, stretches)
        return rest


def _is_near(one: Point | None, other: Point | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.dist(one, other) < _NEAR


def review(document: Document, remarks: Sequence[Remark], *, when: datetime | None = None) -> bytes:
    """The file with a highlight and a note for each remark behind its own bytes; what an earlier
    review has noted there is not noted again.

    `when` is the time that the remarks bear; now, if it is left out. Raises
    `UnwritableDocumentError` where the file cannot be added to.
    """
    if not remarks:
        return document.data
    moment = when or datetime.now(UTC).replace(microsecond=0)
    update = Update(document.data)
    pages, places = _placed(document, _by_page(document, remarks), update.page_count)
    if not pages:
        return document.data
    unique = hashlib.sha256(document.data).hexdigest()[:12]
    count = 0
    for number, marks in sorted(pages.items()):
        count = _annotate(update, number, marks, places[number], unique, count, moment)
    data = update.written()
    _check(data, pages, places)
    return data


def _by_page(document: Document, remarks: Sequence[Remark]) -> dict[int, _Marks]:
    """What is to be said on each page, counted from 0."""
    pages: dict[int, _Marks] = defaultdict(_Marks)
    for remark in sorted(remarks, key=lambda one: (one.start, one.end)):
        stretches: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for origin in trace(document.origins, remark.start, remark.end):
            if isinstance(origin.anchor, PageAnchor):
                anchor = origin.anchor
                stretches[anchor.page].append((anchor.start, anchor.end))
        said = f"{remark.heading}\n{remark.text}".strip()
        if not stretches:
            pages[_page_of(document, remark)].add(said, remark.heading, [])
        for page, found in stretches.items():
            pages[page].add(said, remark.heading, found)
            said = f"{remark.heading} (goes on from the page before)"
    return dict(pages)


def _page_of(document: Document, remark: Remark) -> int:
    """The page of a remark about what no characters show, by its block's label; else the first."""
    blocks = document.passages
    starts = [block.pieces[0].anchor.start for block in blocks]
    at = bisect_right(starts, remark.start) - 1
    found = _LABEL.match(blocks[at].label or "") if 0 <= at < len(blocks) else None
    return int(found[1]) - 1 if found else 0


def _placed(
    document: Document, pages: Mapping[int, _Marks], known: int
) -> tuple[dict[int, _Marks], dict[int, Marked]]:
    """What is new to be said on each page, and where the words stand; also makes sure that both
    libraries count the same pages.
    """
    new: dict[int, _Marks] = {}
    places: dict[int, Marked] = {}
    try:
        with opened(document.data) as (pdfium, file):
            if pdfium.FPDF_GetPageCount(file) != known:
                raise UnwritableDocumentError(_FAILED)
            for number, marks in pages.items():
                with opened_page(pdfium, file, number) as (page, text_page):
                    if page is None or text_page is None:
                        raise UnwritableDocumentError(_FAILED)
                    found = marked(pdfium, page, text_page, marks.stretches)
                    rest = marks.without(own_notes(pdfium, page), found)
                    if rest.contents:
                        new[number] = rest
                        places[number] = marked(pdfium, page, text_page, rest.stretches)
    except UnreadableDocumentError as error:
        raise UnwritableDocumentError(str(error)) from error
    return new, places


def _annotate(
    update: Update,
    number: int,
    marks: _Marks,
    places: Marked,
    unique: str,
    count: int,
    moment: datetime,
) -> int:
    """Add the annotations of a page; returns how many there are so far."""
    page = update.page(number)
    added: list[str] = []
    notes = 0
    for contents, subject, quads in zip(marks.contents, marks.subjects, places.quads, strict=True):
        count += 1
        mark, look, window = (update.reference() for _ in range(3))
        said = objects.details(contents, subject, f"personfirst-{unique}-{count}", moment)
        if quads:
            body, box = objects.highlight(quads, page=page, look=look, popup=window, details=said)
            update.add(look, objects.highlight_look(quads, box))
        else:
            box = objects.note_place(notes, places.box)
            notes += 1
            body = objects.note(box, page=page, look=look, popup=window, details=said)
            update.add(look, objects.note_look(box))
        update.add(mark, body)
        update.add(window, objects.popup(mark, page, box, places.box))
        added += [mark, window]
    update.annotate(number, added)
    return count


def _check(data: bytes, pages: Mapping[int, _Marks], places: Mapping[int, Marked]) -> None:
    """Make sure that the copy can be opened and shows every remark at its place."""
    try:
        with opened(data) as (pdfium, document):
            for number, marks in pages.items():
                with opened_page(pdfium, document, number) as (page, text_page):
                    if page is None or text_page is None:
                        raise UnwritableDocumentError(_FAILED)
                    count = places[number].annotations + 2 * len(marks.contents)
                    expected = replace(places[number], annotations=count)
                    if marked(pdfium, page, text_page, marks.stretches) != expected:
                        raise UnwritableDocumentError(_FAILED)
    except UnreadableDocumentError as error:
        raise UnwritableDocumentError(_FAILED) from error
