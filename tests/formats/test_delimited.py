"""Tables as text: cells with their quotes, their headers, and edits that keep the table whole."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.cells import rows
from personfirst.formats.change import edited
from personfirst.model.document import Document, Role
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, place_of, texts


def read(text: str, path: str = "a.csv") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def change(text: str, old: str, new: str) -> str | None:
    start = text.index(old)
    after = edited(read(text), [Edit(start, start + len(old), new, new)])
    return after.text if after else None


def test_a_survey() -> None:
    document = golden("survey.csv")
    question = "In your own words, what do you call people who use drugs?"
    assert {block.role for block in document.blocks} == {Role.CELL}
    assert [(block.label, block.text) for block in document.blocks[6:]] == [
        (
            "row 2, column “In your own words, what do you call peo…”",
            '"Addicts", I guess. My mother\nsaid "drug users".',
        ),
        ("row 2, column “Notes”", "Called back"),
        ("row 3, column “In your own words, what do you call peo…”", "junkies"),
        ("row 5, column “In your own words, what do you call peo…”", "People"),
        ("row 5, column “Notes”", "Said: drug abusers, then apologized"),
    ]
    junkies = block_with(document, "junkies")
    assert (junkies.column, junkies.row) == (question, "")
    notes = block_with(document, "apologized")
    assert (notes.column, notes.row) == ("Notes", "People")
    assert place_of(document, "junkies") == (4, 23, "junkies")
    assert [block.label for block in document.blocks[:3]] == [
        "row 1, column 1",
        "row 1, column 2",
        "row 1, column 3",
    ]


def test_a_directory_with_semicolons() -> None:
    document = golden("directory.csv")
    assert texts(document)[3:] == [
        "Hope House",
        "Mo, Tu, We",
        "A place for drug users, and for their families",
        "Main Street",
        "Th",
        "No addicts turned away",
    ]
    assert block_with(document, "turned away").column == "About"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_first_lines(sign: str) -> None:
    lines = [
        ["Name", "Notes"],
        ["Ann", "Helps, well"],
        ["Ben", "Waits; stays"],
        ["Cy", "a|b users"],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=sign).writerows(lines)
    assert texts(read(file.getvalue())) == [cell for line in lines for cell in line]


def test_tabs_part_the_cells_of_tsv_whatever_else_there_is() -> None:
    assert texts(read("Na, me\tNo, tes\nA, b; cd\tdrug, users\n", "a.tsv")) == [
        "Na, me",
        "No, tes",
        "A, b; cd",
        "drug, users",
    ]


def test_numbers_dates_and_addresses_are_passed_over() -> None:
    text = (
        "Who,What\n3.5,2024-01-02\nhttps://x.org/addicts,addict@example.org\nwww.addict.org,$ 41\n"
    )
    assert texts(read(text)) == ["Who", "What"]


def test_a_first_row_with_numbers_is_no_header() -> None:
    document = read("Ann,41,Helps many people who come to us\nBen,7,Waits\n")
    assert document.blocks[1].label == "row 1, column 3"


def test_a_table_of_one_column() -> None:
    document = read("Answers\nThey are junkies.\nNo idea\n")
    assert [block.label for block in document.blocks] == [
        "row 1, column 1",
        "row 2, column “Answers”",
        "row 3, column “Answers”",
    ]
    assert read("They are junkies.\nNo idea\n").blocks[1].label == "row 2, column 1"


def test_columns_are_counted_over_cells_that_are_passed_over() -> None:
    document = read("One,Two,Three,Four\n1,2,,drug users\n")
    assert (document.blocks[-1].column, document.blocks[-1].label) == (
        "Four",
        "row 2, column “Four”",
    )


def test_quotes_within_a_cell_and_careless_ones() -> None:
    document = read(
        'Ab,Cd\n"a ""drug"" user",x "odd" quote\n"good" bye,"never closed, on\nnext,line\n'
    )
    assert texts(document)[2:] == [
        'a "drug" user',
        'x "odd" quote',
        "good bye",
        '"never closed',
        "on",
        "next",
        "line",
    ]


def test_tags_in_an_export_are_no_text() -> None:
    assert texts(read("Title,Body\nHelp,<p>For drug users</p><p>and <b>their</b> kin</p>\n"))[
        3:
    ] == [
        "For drug users",
        "and their kin",
    ]


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("A,B\nx,two addicts\n", "people", "A,B\nx,two people\n"),
        ("A,B\nx,two addicts\n", "people, you know", None),
        ("A,B\nx,two addicts\n", "pe\nople", None),
        ("A,B\nx,addicts\n", '"people"', None),
        ('A,B\nx,"two addicts"\n', "people, you know", 'A,B\nx,"two people, you know"\n'),
        ('A,B\nx,"two addicts"\n', 'the "people"', None),
        (
            "A;B\nx, y;two addicts\nz, a;c, d\n",
            "people, all",
            "A;B\nx, y;two people, all\nz, a;c, d\n",
        ),
    ],
)
def test_an_edit_never_breaks_a_cell(text: str, new: str, after: str | None) -> None:
    assert change(text, "addicts", new) == after


@given(
    st.lists(
        st.lists(st.text("ab\"',; \n|\t.é", min_size=0, max_size=8), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_cells_are_those_that_were_written(table: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows(table)
    text = file.getvalue()
    read_back = [
        ["".join(run[0] for run in cell.runs(text)) for cell in row] for row in rows(text, ",")
    ]
    assert read_back == table


def test_a_table_named_by_its_suffix_is_read_only_where_it_is_named() -> None:
    found = registry.kind_for("survey.csv")
    assert found is not None
    assert not found.in_folders


@given(
    st.sampled_from(["x,two addicts,y\n", 'x,"two addicts",y\n', "x;two addicts;y\nz, a;b;c\n"]),
    st.text('",; |\tab\n', min_size=1, max_size=6),
)
def test_what_an_edit_writes_is_what_other_programs_read(text: str, new: str) -> None:
    after = change(text, "addicts", new)
    if after is not None:
        sign = ";" if ";" in text else ","
        before = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
        said = list(csv.reader(io.StringIO(after, newline=""), delimiter=sign))
        assert said == [[cell.replace("addicts", new) for cell in row] for row in before]
