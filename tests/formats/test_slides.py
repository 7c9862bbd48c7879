"""Decks as python-pptx writes them: what is read of a slide, in which order, under which label."""

from __future__ import annotations

import io
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from personfirst.formats import registry, slides
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.decks import pack
from tests.formats.support import assert_lawful, block_with, exact_share, marked, texts

TITLE, BULLETS, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 4, 5, 6


def saved(deck: Deck) -> bytes:
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def read(deck: Deck, name: str = "a.pptx") -> Document:
    document = registry.read(saved(deck), name)
    assert_lawful(document)
    return document


def add(deck: Deck, layout: int, title: str = "") -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    return slide


def add_box(slide: Slide, text: str, left: float, top: float, width: float = 3) -> None:
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(0.4))
    box.text_frame.text = text


def rich_deck() -> Deck:
    """A deck with one of everything that people put on slides."""
    deck = Presentation()
    deck.core_properties.title = "Helping addicts"
    slide = add(deck, TITLE, "Drug abuse in our town")
    slide.placeholders[1].text = "A talk for everyone"
    slide = add(deck, BULLETS, "Words to avoid")
    body = slide.placeholders[1].text_frame
    body.text = "junkie"
    inner = body.add_paragraph()
    inner.text, inner.level = "crackhead", 1
    slide.notes_slide.notes_text_frame.text = "Tell them about the addicts.\nThen pause."
    slide = add(deck, TITLE_ONLY, "Figures")
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(1.5), Inches(6), Inches(1)).table
    for row, words in enumerate((("Instead of", "Say"), ("addicts", "people with addiction"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    data = CategoryChartData()
    data.categories = ["Drug users", "2019"]
    data.add_series("Addicts treated", (1, 2))
    place = (Inches(1), Inches(4), Inches(5), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Overdoses of abusers"
    chart.category_axis.has_title = True
    chart.category_axis.axis_title.text_frame.text = "Kinds of addicts"
    slide = add(deck, BLANK)
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(picture, "PNG")
    shape = slide.shapes.add_picture(picture, Inches(5), Inches(3))
    shape._element.nvPicPr.cNvPr.set("descr", "An addict sleeps in a doorway")
    slide._element.set("show", "0")
    return deck


def test_a_deck_is_read_slide_by_slide() -> None:
    document = read(rich_deck())
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "document properties", "Helping addicts"),
        ("metadata", "document properties", "generated using python-pptx"),
        ("heading", "slide 1", "Drug abuse in our town"),
        ("paragraph", "slide 1", "A talk for everyone"),
        ("heading", "slide 2", "Words to avoid"),
        ("list item", "slide 2", "junkie"),
        ("list item", "slide 2", "crackhead"),
        ("note", "slide 2, speaker notes", "Tell them about the addicts."),
        ("note", "slide 2, speaker notes", "Then pause."),
        ("heading", "slide 3", "Figures"),
        ("cell", "slide 3, table 1, row 1, column 1", "Instead of"),
        ("cell", "slide 3, table 1, row 1, column 2", "Say"),
        ("cell", "slide 3, table 1, row 2, column 1", "addicts"),
        ("cell", "slide 3, table 1, row 2, column 2", "people with addiction"),
        ("caption", "slide 3, chart", "Overdoses of abusers"),
        ("caption", "slide 3, chart", "Kinds of addicts"),
        ("cell", "slide 3, chart", "Addicts treated"),
        ("cell", "slide 3, chart", "Drug users"),
        ("alt text", "slide 4 (hidden), image description", "An addict sleeps in a doorway"),
    ]
    assert document.problems == ()
    assert exact_share(document) == 1
    cell = document.blocks[12]
    assert (cell.column, cell.row) == ("Instead of", "people with addiction")
    item = block_with(document, "crackhead")
    assert (item.heading, item.lead) == ("Words to avoid", "junkie")
    assert block_with(document, "Tell them").heading == "Words to avoid"
    assert document.blocks[-1].heading == ""


@pytest.mark.parametrize("suffix", [".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"])
def test_decks_of_all_kinds_are_read(suffix: str) -> None:
    deck = Presentation()
    add(deck, TITLE, "Drug abuse")
    assert "Drug abuse" in texts(read(deck, f"a{suffix}"))


def test_slides_are_read_in_the_order_of_the_presentation() -> None:
    deck = Presentation()
    for word in ("one", "two", "three"):
        add(deck, TITLE, word)
    listed = deck.slides._sldIdLst
    listed.insert(0, listed[2])
    document = read(deck)
    assert texts(document, Role.HEADING) == ["three", "one", "two"]
    assert block_with(document, "three").label == "slide 1"


def test_columns_with_headings_are_read_one_after_the_other() -> None:
    deck = Presentation()
    slide = add(deck, COMPARISON, "Language")
    slide.shapes.title.text = "Language"
    for index, words in ((3, "Say this:"), (1, "Not this:"), (4, "person"), (2, "addict")):
        slide.placeholders[index].text = words
    document = read(deck)
    assert texts(document)[1:] == ["Language", "Not this:", "addict", "Say this:", "person"]
    assert block_with(document, "addict").lead == "Not this:"
    assert block_with(document, "person").lead == "Say this:"
    assert block_with(document, "addict").role is Role.LIST_ITEM
    assert block_with(document, "Not this:").role is Role.PARAGRAPH


def test_boxes_are_read_from_the_top_left_whatever_their_order_of_making() -> None:
    deck = Presentation()
    slide = add(deck, BLANK)
    add_box(slide, "below", 1, 5, 8)
    add_box(slide, "right", 5, 1.1)
    add_box(slide, "left", 1, 1.2)
    add_box(slide, "right, second", 5, 3)
    add_box(slide, "left, second", 1, 3.05)
    assert texts(read(deck))[1:] == ["left", "right", "left, second", "right, second", "below"]


def test_a_group_is_read_as_one_where_it_stands() -> None:
    deck = Presentation()
    slide = add(deck, BLANK)
    add_box(slide, "after", 1, 5)
    group = slide.shapes.add_group_shape()
    for words, top in (("second", 3.0), ("first", 2.0)):
        box = group.shapes.add_textbox(Inches(1), Inches(top), Inches(3), Inches(0.4))
        box.text_frame.text = words
    add_box(slide, "before", 1, 1)
    assert texts(read(deck))[1:] == ["before", "first", "second", "after"]


def test_a_paragraph_of_several_runs_is_one_text_with_its_marks() -> None:
    deck = Presentation()
    slide = add(deck, BLANK)
    add_box(slide, "", 1, 1)
    paragraph = slide.shapes[0].text_frame.paragraphs[0]
    for words in ("Every drug ", "us", "ers", " family"):
        paragraph.add_run().text = words
    paragraph.runs[1].font.bold = paragraph.runs[2].font.bold = True
    paragraph.runs[2].font.italic = True
    paragraph.runs[3]._r.get_or_add_rPr().set("strike", "sngStrike")
    paragraph.runs[3].hyperlink.address = "https://example.org/"
    paragraph.add_line_break()
    paragraph.add_run().text = "matters"
    document = read(deck)
    block = block_with(document, "drug users")
    assert block.text == "Every drug users family\nmatters"
    assert len(block.pieces) == 1
    assert marked(block, MarkKind.STRONG) == ["users"]
    assert marked(block, MarkKind.EMPHASIS) == ["ers"]
    assert marked(block, MarkKind.STRIKE) == marked(block, MarkKind.LINK) == [" family\n"]


def test_merged_cells_keep_their_columns() -> None:
    deck = Presentation()
    slide = add(deck, BLANK)
    place = (Inches(1), Inches(1), Inches(6), Inches(2))
    table = slide.shapes.add_table(3, 3, *place).table
    for column, words in enumerate(("Avoid", "Why", "Say")):
        table.cell(0, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 0).text = "addict"
    table.cell(1, 1).merge(table.cell(1, 2))
    table.cell(1, 1).text = "labels people"
    table.cell(2, 2).text = "person"
    document = read(deck)
    assert block_with(document, "addict").column == "Avoid"
    assert block_with(document, "labels people").column == "Why"
    person = block_with(document, "person")
    assert (person.column, person.label) == ("Say", "slide 1, table 1, row 3, column 3")


def test_a_deck_without_text_has_no_blocks_but_its_properties() -> None:
    deck = Presentation()
    assert texts(read(deck)) == ["generated using python-pptx"]
    add(deck, BULLETS)
    assert texts(read(deck)) == ["generated using python-pptx"]


def test_300_slides_are_read_in_seconds() -> None:
    deck = Presentation()
    for number in range(300):
        slide = add(deck, BULLETS, f"Slide {number}")
        frame = slide.placeholders[1].text_frame
        for _ in range(8):
            frame.add_paragraph().text = "Every point says something about drug users."
    data = saved(deck)
    start = perf_counter()
    document = registry.read(data, "a.pptx")
    assert perf_counter() - start < 60
    assert document.blocks[-1].label == "slide 300"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"text", "is plain text, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "has a password or is in an old Office format"),
    ],
)
def test_what_is_no_package_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason):
        registry.read(data, "a.pptx")


def test_another_kind_of_package_is_told_apart(tmp_path: Path) -> None:
    from docx import Document as WordDocument

    WordDocument().save(str(tmp_path / "a.docx"))
    for data in ((tmp_path / "a.docx").read_bytes(), pack({"mimetype": "application/epub+zip"})):
        with pytest.raises(UnreadableDocumentError, match=r"is no PowerPoint file"):
            slides.FORMAT.read(data, "a.pptx")
