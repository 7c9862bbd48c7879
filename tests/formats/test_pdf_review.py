"""Reviewed copies of PDFs: highlights over the right words, and no byte of the file changed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pdfplumber
import pytest

from personfirst.formats.pdf import FORMAT
from personfirst.formats.pdf.reviewing import review
from personfirst.model.document import Document
from personfirst.model.errors import UnwritableDocumentError
from personfirst.model.finding import Remark
from tests.formats.pdf_files import (
    FOLDER,
    drawn,
    entry,
    leaflet_items,
    lines,
    parsed,
    read,
    rewritten,
    set_in_columns,
    shown,
)
from tests.formats.support import texts

WHEN = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
TWO_COLUMNS = set_in_columns(leaflet_items(), 2, justified=True)
PHRASES = ("every drug user", "hopeless addicts", "substance abuser", "junkie or clean")


def remark(document: Document, words: str, heading: str = "drug-user") -> Remark:
    """A remark about words, wherever lines end in them."""
    found = re.search(r"-?\s+".join(words.split()), document.text)
    assert found, words
    return Remark(found.start(), found.end(), heading, "Write “people (who)…”\nor \\ leave it.")


def reviewed(data: bytes, *phrases: str) -> bytes:
    document = read(data)
    return review(document, [remark(document, words) for words in phrases], when=WHEN)


def highlights(data: bytes) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(parsed(data).pages):
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            if annotation["/Subtype"] == "/Highlight":
                yield number, annotation


def words_under(data: bytes) -> list[str]:
    """The letters under each highlight, by another library; it must see pages as they are stored,
    so whatever turns and cuts them is taken away.
    """

    def flatten(writer: Any) -> None:
        for page in writer.pages:
            for key in ("/Rotate", "/CropBox", "/Annots"):
                page.pop(key, None)
            page.update(entry("/MediaBox", (0, 0, 2000, 2000)))

    found = []
    with pdfplumber.open(io.BytesIO(rewritten(data, flatten))) as flat:
        for number, annotation in highlights(data):
            corners = [float(value) for value in annotation["/QuadPoints"]]
            shown = ""
            for index in range(0, len(corners), 8):
                xs, ys = corners[index : index + 8 : 2], corners[index + 1 : index + 8 : 2]
                for one in flat.pages[number].chars:
                    x, y = (one["x0"] + one["x1"]) / 2, (one["y0"] + one["y1"]) / 2
                    if min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys):
                        shown += one["text"]
            found.append(re.sub(r"\s", "", shown))
    return found


def first_page(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A PDF with its first page changed."""
    return rewritten(data, lambda writer: change(writer.pages[0]))


def turned(angle: int) -> bytes:
    return first_page(TWO_COLUMNS, lambda page: page.update(entry("/Rotate", angle)))


def cut_out(page: Any) -> None:
    page.update(entry("/MediaBox", (-50, -30, 700, 900)))
    page.update(entry("/CropBox", (20, 20, 590, 780)))


def with_note(writer: Any) -> None:
    """Give the first page a note, in an array that is an object of its own."""
    from pypdf.generic import ArrayObject, DictionaryObject

    note = DictionaryObject()
    for name, value in [
        ("/Type", "/Annot"),
        ("/Subtype", "/Text"),
        ("/Contents", "An older note about addicts"),
        ("/Rect", (10, 10, 30, 30)),
    ]:
        note.update(entry(name, value))
    notes = writer._add_object(ArrayObject([writer._add_object(note)]))
    writer.pages[0].update(entry("/Annots", notes))


FILES = {
    "reportlab": TWO_COLUMNS,
    "turned": turned(90),
    "upside down": turned(180),
    "turned back": turned(270),
    "cut out": first_page(TWO_COLUMNS, cut_out),
    "with a note": rewritten(TWO_COLUMNS, with_note),
    "garbage behind": TWO_COLUMNS + b"\n\n<!-- served in 12 ms -->",
    "garbage before": b"HTTP/1.1 200 OK\r\n\r\n" + TWO_COLUMNS,
    **{
        name: (FOLDER / f"leaflet-{name}.pdf").read_bytes()
        for name in ("writer", "chromium", "typst")
    },
}


@pytest.mark.parametrize("name", FILES)
def test_highlights_stand_over_the_words_and_the_file_is_a_prefix(name: str) -> None:
    data = FILES[name]
    result = reviewed(data, *PHRASES)
    assert result.startswith(data)
    assert words_under(result) == [words.replace(" ", "") for words in PHRASES]
    again = read(result)
    assert texts(again) == texts(read(data))
    for page in shown(result):
        page.render(scale=0.2)


def test_a_remark_over_two_lines_has_a_box_on_each() -> None:
    data = drawn(lines("The clinic sees every drug", "user without an appointment."))
    [(_, annotation)] = highlights(reviewed(data, "drug user"))
    assert len(annotation["/QuadPoints"]) == 16
    assert words_under(reviewed(data, "drug user")) == ["druguser"]


def test_a_remark_over_two_pages_is_marked_on_both() -> None:
    data = drawn(lines("The clinic sees every drug", y=80), lines("user without a wait.", y=700))
    found = list(highlights(reviewed(data, "drug user")))
    assert [number for number, _ in found] == [0, 1]
    assert found[1][1]["/Contents"] == "drug-user (goes on from the page before)"


def test_a_divided_word_is_marked_in_both_parts() -> None:
    document = read(drawn(lines("The clinic helps ad-", "dicts without a wait.")))
    start = document.text.index("addicts")
    result = review(document, [Remark(start, start + 7, "addict", "")], when=WHEN)
    assert words_under(result) == ["addicts"]


def test_a_highlight_says_who_says_what_and_is_printed() -> None:
    [(_, one)] = highlights(reviewed(TWO_COLUMNS, "hopeless addicts"))
    assert one["/Contents"] == "drug-user\rWrite “people (who)…”\ror \\ leave it."
    assert (one["/T"], one["/F"], one["/M"]) == ("personfirst", 4, "D:20260314092653Z")
    assert one["/Popup"]["/Parent"]["/NM"] == one["/NM"]
    assert one["/P"]["/Type"] == "/Page"
    assert one["/AP"]["/N"]["/Resources"]["/ExtGState"]["/Over"]["/BM"] == "/Multiply"


def test_a_highlight_can_be_seen_and_the_letters_under_it_too() -> None:
    data = drawn(lines("addict", size=40))
    before, after = (
        shown(one)[0].render(scale=1).to_numpy()[..., :3]
        for one in (data, reviewed(data, "addict"))
    )
    dark = before.max(axis=2) < 40
    assert dark.sum() > 200
    assert (after[dark] < 60).all()
    yellow = (after.max(axis=2) > 200) & (after.min(axis=2) < 150)
    assert yellow.sum() > 1_000
    assert not ((before.max(axis=2) > 200) & (before.min(axis=2) < 150)).any()


def test_annotations_that_a_page_has_are_kept() -> None:
    result = reviewed(FILES["with a note"], "hopeless addicts")
    page = parsed(result).pages[0]
    kinds = [one.get_object()["/Subtype"] for one in page["/Annots"]]
    assert kinds == ["/Text", "/Highlight", "/Popup"]


def test_a_reviewed_copy_can_be_reviewed_again() -> None:
    once = reviewed(TWO_COLUMNS, "hopeless addicts")
    twice = reviewed(once, "substance abuser")
    assert twice.startswith(once)
    assert words_under(twice) == ["hopelessaddicts", "substanceabuser"]
    names = [one["/NM"] for _, one in highlights(twice)]
    assert len(set(names)) == 2


def test_what_a_copy_says_already_is_not_said_twice() -> None:
    once = reviewed(TWO_COLUMNS, "hopeless addicts")
    assert reviewed(once, "hopeless addicts") == once
    twice = reviewed(once, "hopeless addicts", "substance abuser")
    assert words_under(twice) == ["hopelessaddicts", "substanceabuser"]


def test_what_stands_nowhere_on_a_page_gets_a_note_at_its_edge() -> None:
    data = drawn(lines("One."), lines("Two."))
    title = {"/Title": "Help for addicts"}
    result = reviewed(rewritten(data, lambda writer: writer.add_metadata(title)), "addicts")
    annotations = parsed(result).pages[0]["/Annots"]
    assert [one.get_object()["/Subtype"] for one in annotations] == ["/Text", "/Popup"]


def test_the_same_review_gives_the_same_bytes_and_none_gives_the_file() -> None:
    assert reviewed(TWO_COLUMNS, *PHRASES) == reviewed(TWO_COLUMNS, *PHRASES)
    assert FORMAT.review is not None
    assert FORMAT.review(read(TWO_COLUMNS), []) == TWO_COLUMNS


def test_an_encrypted_file_is_read_but_not_added_to() -> None:
    locked = rewritten(TWO_COLUMNS, lambda writer: writer.encrypt("", "owner"))
    with pytest.raises(UnwritableDocumentError, match="is encrypted; save a copy without"):
        reviewed(locked, "hopeless addicts")


def test_a_file_that_pypdf_cannot_decrypt_is_called_encrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pypdf.errors import DependencyError

    def refuse(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr("pypdf.PdfReader", refuse)
    with pytest.raises(UnwritableDocumentError, match="is encrypted; save a copy without"):
        reviewed(TWO_COLUMNS, "hopeless addicts")


def test_what_takes_no_notes_is_known_beforehand() -> None:
    assert FORMAT.locked is not None
    assert FORMAT.locked(TWO_COLUMNS) == ""
    encrypted = rewritten(TWO_COLUMNS, lambda writer: writer.encrypt("", "owner"))
    assert FORMAT.locked(encrypted).startswith("is encrypted")


def test_a_file_whose_cross_references_are_lost_is_not_added_to() -> None:
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n17", TWO_COLUMNS)
    with pytest.raises(UnwritableDocumentError, match="is damaged, so that nothing can be added"):
        reviewed(broken, "hopeless addicts")
