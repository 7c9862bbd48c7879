"""PDFs in columns and tables by several programs, with heads that repeat and text that does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.layout_content import Layout
from benchmarks.layout_programs import installed, made
from benchmarks.layouts import unfound
from reportlab.pdfgen.canvas import Canvas

from personfirst.formats.pdf.ocr import _words
from personfirst.model.document import Role
from tests.formats.pdf_files import drawn, line_by_line, lines, plain, read, rewritten, together
from tests.formats.support import assert_lawful, block_with, texts

LAYOUTS = [
    Layout(2, 0.6, justified=True),
    Layout(3, 0.9),
    Layout(3, 2.4, justified=True),
    Layout(4, 0.6),
    Layout(1, table=3, long_cells=True),
    Layout(2, 1.4, table=2),
    Layout(2, 1.4, table=3, borders=True),
    Layout(2, 1.2, box=True),
]
CASE = (
    "Case {0} came to the clinic on day {0} of the survey, and the nurse",
    "who was on duty wrote that an addict had asked for help.",
)


@pytest.mark.parametrize("program", ["reportlab", "writer", "chromium"])
def test_columns_are_read_sentence_by_sentence_and_tables_cell_by_cell(
    program: str, tmp_path: Path
) -> None:
    if program not in installed():
        pytest.skip(f"{program} is not installed")
    counts = [0, 0, 0, 0]
    for _, _, what, data in made(tmp_path, LAYOUTS, [program]):
        document = read(data)
        assert_lawful(document)
        sentences, lost, cells, lost_cells = unfound(document, what)
        for index, number in enumerate((sentences, len(lost), cells, len(lost_cells))):
            counts[index] += number
    sentences_, lost_, cells_, lost_cells_ = counts
    assert sentences_ > 300
    assert cells_ > 60
    assert lost_ <= 0.01 * sentences_
    assert lost_cells_ <= 0.05 * cells_


def test_columns_with_aligned_lines_of_few_words_are_no_table() -> None:
    left = ["We ask", "that staff", "say who a", "person is", "first of all", "and then why."]
    right = ["The board", "of the county", "meets at", "noon to plan", "the week", "ahead."]
    data = drawn(together(lines(*left, x=72), lines(*right, x=150)))
    assert texts(read(data)) == ["\n".join(left), "\n".join(right)]


def test_a_table_without_borders_has_its_wrapped_cells_by_the_order_of_drawing() -> None:
    rows = [
        (["Marlow"], ["syringe exchange with", "testing for hepatitis"], ["Monday"]),
        (["Ashby"], ["training for families", "of former addicts"], ["Friday and", "Sunday"]),
        (["Port", "Clare"], ["rides to the clinic"], ["daily"]),
        (["Linden"], ["help with forms for", "housing and for work"], ["weekends"]),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            for x, cell in zip((72, 140, 260), row, strict=True):
                for line, text in enumerate(cell):
                    canvas.drawString(x, 700 - 26 * number - 12 * line, text)

    document = read(drawn(draw))
    cells = [plain(text) for text in texts(document, Role.CELL)]
    assert cells == [" ".join(cell) for row in rows for cell in row]


WORDING = [
    (["Say less of"], ["Better say"], ["Why we say so"]),
    (["addict"], ["person with an addiction"], ["A person is more than", "what has happened."]),
    (["clean"], ["in recovery, or not", "using any more"], ["Nobody else is dirty."]),
    (["drug abuser"], ["person who uses drugs"], ["Nobody is hurt but they."]),
]


@pytest.mark.parametrize("ruled", ["between all rows", "around the head"])
@pytest.mark.parametrize("wrapped", [True, False])
def test_a_ruled_table_is_one_in_whatever_order_its_cells_are_drawn(
    ruled: str, wrapped: bool
) -> None:
    rows = WORDING if wrapped else [tuple([cell[0]] for cell in row) for row in WORDING]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        tops = [700.0]
        for row in rows:
            tops.append(tops[-1] - 8 - 12 * max(map(len, row)))
        for column, x in enumerate((72, 160, 300)):
            for row, top in zip(rows, tops, strict=False):
                for line, text in enumerate(row[column]):
                    canvas.drawString(x, top - 13 - 12 * line, text)
        for top in tops if ruled == "between all rows" else (*tops[:2], tops[-1]):
            canvas.line(66, top, 450, top)

    document = read(drawn(draw))
    cells = [plain(text) for text in texts(document, Role.CELL)]
    assert cells == [" ".join(cell) for row in rows for cell in row]
    assert block_with(document, "Nobody is hurt").column == "Why we say so"


def test_text_beside_a_table_in_the_other_column_is_no_part_of_it() -> None:
    said = ["The board of the county met at", "noon and heard from people who"] * 8

    def draw(canvas: Canvas) -> None:
        lines(*said, x=72, y=705)(canvas)
        canvas.setFont("Helvetica", 10)
        for number, (place, day) in enumerate(zip("ABCDEFG", "MTWTFSS", strict=True)):
            canvas.drawString(320, 698 - 24 * number, f"Site {place}")
            canvas.drawString(430, 698 - 24 * number, f"on {day}")
            canvas.line(268, 714 - 24 * number, 500, 714 - 24 * number)
        canvas.line(268, 546, 500, 546)

    document = read(drawn(draw))
    assert any(plain(text) == " ".join(said) for text in texts(document, Role.PARAGRAPH))
    assert "Site A" in texts(document, Role.CELL)


def test_columns_between_two_lines_across_the_page_are_no_table() -> None:
    text = ["The board of the county met at", "noon and heard from people who"] * 6
    more = ["use drugs what would help them", "to carry naloxone on each day."] * 6

    def draw(canvas: Canvas) -> None:
        lines(*text, x=72)(canvas)
        lines(*more, x=300)(canvas)
        for height in (720, 716, 500):
            canvas.line(66, height, 520, height)

    assert not texts(read(drawn(draw)), Role.CELL)


def test_columns_drawn_line_by_line_at_other_heights_are_no_table() -> None:
    left = ["People who use drugs and", "their families are asked", "to the meeting in May,", "and"]
    right = [
        "where nurses explain what",
        "naloxone does, how it is",
        "kept, and who may carry",
        "it",
    ]
    data = line_by_line([left * 3, right * 3], [72, 200])
    assert not texts(read(data), Role.CELL)


def test_a_justified_line_of_two_words_is_one_line() -> None:
    rows = [
        ("The", "coalition", "met", "twice"),
        ("Every", "neighborhood"),
        ("sent", "a", "person", "who"),
        ("spoke", "to", "all", "of", "us."),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, words in enumerate(rows):
            widths = [canvas.stringWidth(word, "Helvetica", 10) for word in words]
            gap = (125 - sum(widths)) / (len(words) - 1)
            x = 72.0
            for word, width in zip(words, widths, strict=True):
                canvas.drawString(x, 700 - 12 * number, word)
                x += width + gap

    assert texts(read(drawn(draw))) == ["\n".join(" ".join(words) for words in rows)]


def test_a_paragraph_that_begins_or_ends_every_page_is_no_head() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        cases = [[line.format(10 * number + i) for line in CASE] for i in range(10)]
        return together(*(lines(*case, y=740 - 78 * i) for i, case in enumerate(cases)))

    document = read(drawn(*(page(number) for number in range(6))))
    assert sum(block.text.count("an addict had asked") for block in document.blocks) == 60


@pytest.mark.parametrize("columns", [1, 2])
def test_a_head_of_the_same_words_with_other_numbers_is_read_once(columns: int) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        return together(
            lines(f"Drug abusers seen in week {number}", y=765, size=9),
            *(
                lines(*(line.format(10 * number + i) for line in CASE), x=x, y=720 - 40 * i, size=7)
                for i in range(15)
                for x in (72, 330)[:columns]
            ),
            lines(f"Page {number} of 5", y=30, size=9),
        )

    document = read(drawn(*(page(number) for number in range(5))))
    assert [text for text in texts(document) if "Drug abusers" in text] == [
        "Drug abusers seen in week 0"
    ]
    assert [text for text in texts(document) if text.startswith("Page")] == ["Page 0 of 5"]
    assert sum(text.count("an addict had asked") for text in texts(document)) == 75 * columns


def test_a_sentence_goes_on_in_the_nearest_column_that_fits() -> None:
    filler = ["The board met and heard what the staff"] * 9
    ends = ["A neighbor thanked all the nurses who", "had come on a snowy"]
    left = [*filler, "The clinic asked families to come on a", "day in May or on a snowy"]
    middle = ["Wednesday.", *filler, *ends]
    right = ["evening to help.", *filler[:8], "had said."]
    data = drawn(
        together(*(lines(*c, x=x, size=9) for c, x in ((left, 40), (middle, 220), (right, 400))))
    )
    text = plain(" | ".join(texts(read(data))))
    assert "on a snowy Wednesday." in text
    assert "on a snowy evening to help." in text


@pytest.mark.parametrize("entry", ["/CropBox", "/UserUnit", "/Rotate"])
def test_pages_that_are_cut_scaled_or_turned_read_the_same(entry: str) -> None:
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject

    values = {
        "/CropBox": ArrayObject(map(FloatObject, (40, 300, 560, 760))),
        "/UserUnit": FloatObject(2.5),
        "/Rotate": NumberObject(270),
    }
    left = ["People who use drugs and", "their families are asked", "to come."]
    right = ["The board meets on the", "second Tuesday, and all", "may come."]
    data = drawn(together(lines(*left), lines(*right, x=250)))

    def change(writer: object) -> None:
        for page in writer.pages:  # type: ignore[attr-defined]
            page[NameObject(entry)] = values[entry]

    assert texts(read(rewritten(data, change))) == ["\n".join(left), "\n".join(right)]


def test_recognized_words_without_height_or_width_are_left_out() -> None:
    head = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n"
    table = (
        head
        + "5\t1\t1\t1\t1\t1\t10\t10\t40\t0\t90\tdrug\n5\t1\t1\t1\t2\t1\t10\t30\t40\t12\t90\tusers\n"
    )
    words = _words(table, 2.0, (0, 0, 612, 792)).words
    assert [word.text for word in words] == ["users"]
    assert all(word.size > 0 for word in words)


def test_numbers_of_a_form_stand_beside_their_names() -> None:
    """Short cells drawn row by row are a table, and no columns that run on."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, (name, kits) in enumerate([("Ashby", "12"), ("Wells", "40"), ("Linden", "7")]):
            canvas.drawString(72, 700 - 14 * row, name)
            canvas.drawString(180, 700 - 14 * row, kits)

    assert block_with(read(drawn(draw)), "40").role is Role.CELL
