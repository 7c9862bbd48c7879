"""PDFs of several producers read in the order of reading, each sentence in one block."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from personfirst.formats.pdf.ocr import recognizer
from personfirst.formats.pdf.reading import read_with
from personfirst.model.document import MarkKind, Role
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.origin import PageAnchor
from tests.formats.pdf_files import (
    FOLDER,
    drawn,
    leaflet_items,
    line_by_line,
    lines,
    plain,
    raw_page,
    raw_pdf,
    read,
    rewritten,
    set_in_columns,
    shown,
    together,
    unfound,
)
from tests.formats.support import assert_lawful, block_with, marked, texts

ITEMS = leaflet_items()
HEADINGS = [text for sign, text in ITEMS if sign in ("#", "##")]
UNQUOTED = [(sign, text) for sign, text in ITEMS if not sign and "“" not in text]
ROWS = [
    ("Avoid", "Say instead", "Where"),
    ("addict", "person with an addiction", "leaflets and the website of the county"),
    ("junkie", "person who uses heroin", "minutes"),
    ("clean", "in recovery", "speeches that are given at the yearly meeting"),
]


@pytest.mark.parametrize("producer", ["writer", "chromium", "typst"])
def test_a_leaflet_in_columns_is_read_sentence_by_sentence(producer: str) -> None:
    document = read((FOLDER / f"leaflet-{producer}.pdf").read_bytes())
    assert_lawful(document)
    assert unfound(document, ITEMS) == []
    assert [plain(text) for text in texts(document, Role.HEADING)] == HEADINGS
    signs = [block for block in document.blocks if block.role is Role.LIST_ITEM]
    assert len(signs) == 3
    assert {block.lead for block in signs} == {"Look for these signs:"}
    assert {block.heading for block in signs} == {"Signs of an overdose"}


@pytest.mark.parametrize(
    ("columns", "wide", "justified", "gutter"),
    [(1, False, True, 0), (2, False, True, 14), (3, True, False, 30), (3, True, True, 12)],
)
def test_columns_of_any_number_are_read_one_after_the_other(
    columns: int, wide: bool, justified: bool, gutter: float
) -> None:
    data = set_in_columns(
        ITEMS * 3, columns, wide=wide, justified=justified, gutter=gutter, head="County of Marlow"
    )
    document = read(data)
    assert_lawful(document)
    assert unfound(document, ITEMS) == []
    assert len(texts(document, Role.HEADING)) == 3 * len(HEADINGS)


def test_columns_that_are_written_line_by_line_are_kept_apart() -> None:
    left = [
        "People who use drugs deserve the",
        "same care as everyone else in this",
        "county, and our staff will see to it.",
        "Nobody is turned away at the door.",
    ]
    right = [
        "The board meets on the second",
        "Tuesday of every month, and all",
        "meetings are open to the public.",
        "Minutes are on the website.",
    ]
    document = read(line_by_line([left, right], [72, 260]))
    assert texts(document) == ["\n".join(left), "\n".join(right)]


def test_a_heading_over_all_columns_parts_what_stands_above_and_below() -> None:
    column = [
        "words in a column of",
        "text that goes on for",
        "several lines, so that",
        "it is one.",
    ]
    data = drawn(
        together(
            *(
                lines(f"The {name}", *column, x=x, y=y)
                for name, x, y in [
                    ("first", 72, 700),
                    ("second", 320, 700),
                    ("third", 72, 560),
                    ("fourth", 320, 560),
                ]
            ),
            lines("A heading that reaches over both of the columns", x=120, y=605, size=18),
        )
    )
    starts = [text.split("\n")[0] for text in texts(read(data))]
    assert starts == [
        "The first",
        "The second",
        "A heading that reaches over both of the columns",
        "The third",
        "The fourth",
    ]


def test_a_box_beside_the_text_stays_out_of_the_sentence_around_it() -> None:
    around = lines(
        "A sentence that is wrapped around a box which",
        "stands at the right edge of the page and goes",
        "on below it",
        y=700,
    )
    below = lines(
        "over the full width of the page, where nothing stands beside it, to its end.", y=658.75
    )
    box = lines("Call us at any", "time, day or night:", "1-800-555-0142.", x=400, y=702)
    document = read(drawn(together(around, below, box)))
    assert plain(texts(document)[0]).endswith(
        "goes on below it over the full width of the page, where nothing stands beside it, to its end."
    )
    assert plain(texts(document)[1]) == "Call us at any time, day or night: 1-800-555-0142."


@pytest.mark.parametrize("ruled", [True, False])
def test_cells_of_a_table_know_their_column_and_their_row(ruled: bool) -> None:
    def grid(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, cells in enumerate(ROWS):
            for x, cell in zip((72, 180, 330), cells, strict=True):
                canvas.drawString(x, 700 - 20 * row, cell)
        if ruled:
            canvas.grid([68, 176, 326, 540], [714 - 20 * row for row in range(len(ROWS) + 1)])

    document = read(drawn(together(grid, lines("Text behind the table.", y=560))))
    cell = block_with(document, "person who uses heroin")
    assert (cell.role, cell.column, cell.row) == (Role.CELL, "Say instead", "junkie | minutes")
    assert block_with(document, "behind the table").role is Role.PARAGRAPH


def test_wrapped_cells_of_a_table_with_borders_are_whole() -> None:
    document = read(set_in_columns(ITEMS[:3], 2, rows=ROWS))
    cells = [plain(text) for text in texts(document, Role.CELL)]
    assert cells == [cell for row in ROWS for cell in row]


def test_what_stands_on_every_page_is_read_once_and_never_amid_a_sentence() -> None:
    document = read(set_in_columns(ITEMS * 4, 1, size=12, head="Opioid Advisory Board"))
    assert texts(document).count("Opioid Advisory Board") == 1
    assert texts(document).count("Page 1") == 1
    assert not [text for text in texts(document) if text.startswith(("Page 2", "Page 3"))]
    assert unfound(document, ITEMS) == []
    assert {block.label for block in document.blocks} >= {"page 1", "page 2", "page 3"}


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("She began treat-", "ment in the spring.", "treatment"),
        ("We use person-", "first language here.", "person-first"),
        ("It is an evidence-", "based program.", "evidence-based"),
        ("Naloxone for over-", "doses is free.", "overdoses"),
        ("The state-of-the-", "art clinic opened.", "state-of-the-art"),
        ("Deaths from COVID-", "19 have fallen.", "COVID-19"),
        ("Ask for NALOX-", "ONE at the desk.", "NALOXONE"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_is_one_again(
    end: str, start: str, joined: str
) -> None:
    [text] = texts(read(drawn(lines(end, start))))
    assert text == f"{end.rpartition(' ')[0]} {joined} {start.partition(' ')[2]}"


def test_other_words_of_the_document_decide_about_a_hyphen() -> None:
    kept = drawn(
        lines(
            "A walk-",
            "through is planned.",
        ),
        lines("The walk-through is today."),
    )
    gone = drawn(lines("A walk-", "through is planned."), lines("The walkthrough is today."))
    assert texts(read(kept))[0] == "A walk-through is planned."
    assert texts(read(gone))[0] == "A walkthrough is planned."


def test_a_sentence_goes_on_on_the_next_page() -> None:
    first = lines(
        "The board asked every agency to review what it prints", "about people who use", y=80
    )
    second = lines("drugs, and to report back.", "A second paragraph follows.", y=700)
    document = read(drawn(first, second))
    assert "people who use\ndrugs, and to report back." in document.blocks[0].text
    assert document.blocks[0].label == "page 1"


def test_paragraphs_end_at_gaps_indents_and_short_lines() -> None:
    indented = together(
        lines("The first paragraph goes over two lines of the", "column and ends here.", y=700),
        lines("The second begins with an indent and goes on to", x=90, y=672.5),
        lines("the next line.", y=658.75),
        lines("A third stands behind a gap.", y=620),
    )
    assert [text[:10] for text in texts(read(drawn(indented)))] == [
        "The first ",
        "The second",
        "A third st",
    ]


def test_lists_have_their_lead_and_items_lose_their_bullets() -> None:
    data = drawn(
        together(
            lines("Do not write:", y=700),
            lines("• junkie or any other word that is a slur and wraps", x=80, y=680),
            lines("onto a second line", x=88, y=666.25),
            lines("• addict", x=80, y=652.5),
            lines("1. Read the text aloud.", "2. Ask someone else.", y=620),
        )
    )
    document = read(data)
    items = [block for block in document.blocks if block.role is Role.LIST_ITEM]
    assert items[0].text == "junkie or any other word that is a slur and wraps\nonto a second line"
    assert [item.text for item in items[1:]] == [
        "addict",
        "Read the text aloud.",
        "Ask someone else.",
    ]
    assert items[1].lead == "Do not write:"


def test_bold_words_are_strong_and_a_bold_line_is_a_heading() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for font, words in [("Helvetica-Bold", "A short heading"), ("Helvetica", "")]:
            text.setFont(font, 11)
            text.textLine(words)
        text.setFont("Helvetica", 11)
        text.textOut("Please avoid the word ")
        text.setFont("Helvetica-Oblique", 11)
        text.textOut("addict")
        text.setFont("Helvetica", 11)
        text.textOut(" in everything that we print and post.")
        canvas.drawText(text)

    document = read(drawn(draw))
    assert texts(document, Role.HEADING) == ["A short heading"]
    assert marked(block_with(document, "avoid"), MarkKind.EMPHASIS) == ["addict"]


def test_a_heading_of_two_lines_over_a_column_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(
            72, 740, "This letter goes out to all of our neighbors four times a year."
        )
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 700, "Stories of our recovering")
        canvas.drawString(72, 681, "Addicts")
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(
            (
                "When the van came to town,",
                "nobody believed that it would",
                "stay for a whole summer.",
            )
        ):
            canvas.drawString(72, 660 - 14 * number, line)

    assert texts(read(drawn(draw)), Role.HEADING) == ["Stories of our recovering\nAddicts"]


@pytest.mark.parametrize("mark", ["12", "a", "3,4", "*"])
def test_the_mark_of_a_note_is_no_part_of_the_word(mark: str) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 11)
        text.textOut("There were 41 addicts")
        text.setFont("Helvetica", 7)
        text.setRise(4)
        text.textOut(mark)
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut(" in the report.")
        canvas.drawText(text)

    assert texts(read(drawn(draw))) == ["There were 41 addicts in the report."]


def test_letters_that_are_set_apart_make_words() -> None:
    content = b"BT /F 10 Tf 5 Tc 72 700 Td (SERVICES AND SUPPORT) Tj ET"
    assert texts(read(raw_page(content))) == ["SERVICES AND SUPPORT"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_as_it_does_upright(turn: int) -> None:
    content = b"BT /F 11 Tf 14 TL 72 600 Td (People who use drugs) Tj (deserve care.) ' ET"
    [text] = texts(read(raw_page(content, b"/Rotate %d" % turn)))
    assert text == "People who use drugs\ndeserve care."


def test_turned_text_is_read_in_its_own_direction() -> None:
    def aside(canvas: Canvas) -> None:
        canvas.translate(560, 300)
        canvas.rotate(90)
        lines("Printed on recycled paper", "by the county's own shop", x=0, y=0)(canvas)

    document = read(
        drawn(
            together(lines("Most of the text of the page", "stands upright, as it should."), aside)
        )
    )
    assert texts(document) == [
        "Most of the text of the page\nstands upright, as it should.",
        "Printed on recycled paper\nby the county's own shop",
    ]


def test_shadows_are_read_once_and_printers_notes_not_at_all() -> None:
    shadow = together(lines("Drug users welcome"), lines("Drug users welcome", x=72.5, y=699.5))
    notes = lines("flyer_v3.indd 1", x=72, y=-300)
    assert texts(read(drawn(together(shadow, notes)))) == ["Drug users welcome"]


def test_properties_fields_and_descriptions_are_read_without_a_place() -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "What happened?")
        canvas.acroForm.textfield(name="a", value="He is an addict", x=72, y=600)

    title = {"/Title": "Help for “addicts”"}
    document = read(rewritten(drawn(form), lambda writer: writer.add_metadata(title)))
    assert [(block.text, block.label) for block in document.blocks] == [
        ("Help for “addicts”", "document properties"),
        ("What happened?", "page 1"),
        ("He is an addict", "page 1, form field"),
    ]
    assert document.blocks[0].role is Role.METADATA


def test_the_description_of_an_image_is_read_from_a_tagged_file() -> None:
    content = b"/P << /MCID 0 >> BDC BT /F 9 Tf 72 700 Td (A bench.) Tj ET EMC /Figure << /MCID 1 >> BDC EMC"
    data = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /StructParents 0"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /StructTreeRoot /K [7 0 R 8 0 R] /ParentTree << /Nums [0 [7 0 R 8 0 R]] >> >>",
        b"<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>",
        b"<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /K 1 /Alt (An addict on a bench) >>",
    )
    alt = block_with(read(data), "addict")
    assert (alt.role, alt.label) == (Role.ALT_TEXT, "page 1, image description")


def test_every_letter_leads_back_to_its_character_on_the_page() -> None:
    data = (FOLDER / "leaflet-typst.pdf").read_bytes()
    document = read(data)
    pages = [page.get_textpage() for page in shown(data)]
    for origin in document.origins:
        assert isinstance(origin.anchor, PageAnchor)
        assert origin.anchor.end - origin.anchor.start == origin.end - origin.start
        page = pages[origin.anchor.page]
        there = page.get_text_range(origin.anchor.start, origin.anchor.end - origin.anchor.start)
        read_as = there.replace("\ufffe", "-").replace("\x02", "-")
        assert document.text[origin.start : origin.end] == read_as
    traced = sum(origin.end - origin.start for origin in document.origins)
    assert traced > 0.97 * len(document.text)


def test_a_scan_without_text_is_refused_and_a_page_without_it_is_named(tmp_path: Path) -> None:
    picture = scan(tmp_path)
    with pytest.raises(UnreadableDocumentError, match="has no text layer: run OCR first"):
        read(drawn(picture))
    document = read(drawn(lines("Some words."), picture, picture, lines("More words.")))
    assert [problem.reason for problem in document.problems] == [
        "pages 2–3 have no text layer and were not read: run OCR first"
    ]
    assert texts(document) == ["Some words.", "More words."]


def test_a_scan_is_recognized_where_that_is_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if recognizer() is None:
        pytest.skip("tesseract is not installed")
    data = drawn(scan(tmp_path))
    monkeypatch.setenv("PERSONFIRST_OCR", "1")
    document = read(data)
    assert unfound(document, UNQUOTED) == []
    assert document.origins == ()
    assert_lawful(document)


def test_a_recognizer_that_fails_leaves_the_page_unread(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="no text layer"):
        read_with(drawn(scan(tmp_path)), "a.pdf", recognizer("/nowhere/tesseract"))


def scan(folder: Path) -> Callable[[Canvas], None]:
    """A page that shows the leaflet as an image."""
    data = set_in_columns(ITEMS, 2)
    image = folder / "scan.png"
    shown(data)[0].render(scale=2.5, grayscale=True).to_pil().save(image)
    return lambda canvas: canvas.drawImage(str(image), 0, 0, 612, 792)


def test_the_layer_of_recognized_text_is_read(tmp_path: Path) -> None:
    if recognizer() is None:
        pytest.skip("tesseract is not installed")
    scan(tmp_path)
    command = ["tesseract", str(tmp_path / "scan.png"), str(tmp_path / "out"), "pdf"]
    subprocess.run(command, check=True, capture_output=True)
    document = read((tmp_path / "out.pdf").read_bytes())
    assert unfound(document, UNQUOTED) == []
    assert document.origins
