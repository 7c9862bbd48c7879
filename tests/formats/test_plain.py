"""Plain text: what its lines are, from how they look and what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.formats import registry
from personfirst.model.document import Document, Role
from tests.formats.support import assert_lawful, block_with, golden, place_of, texts


def read(text: str) -> Document:
    document = registry.parse(text, "a.txt")
    assert_lawful(document)
    return document


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, block.text) for block in read(text).blocks]


def test_the_brochure() -> None:
    document = golden("brochure.txt")
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.HEADING, "FENTANYL IS IN EVERYTHING"),
        (Role.HEADING, "What every drug user should know"),
        (Role.HEADING, "Never Use Alone"),
        (Role.PARAGRAPH, "Most addicts who die of an overdose\nwere alone."),
        (Role.PARAGRAPH, "Do not say:"),
        (Role.LIST_ITEM, "junkie"),
        (Role.LIST_ITEM, "crack head, or\n  crackhead"),
        (Role.LIST_ITEM, "user"),
        (Role.PARAGRAPH, "HEALTH & DIGNITY"),
        (Role.PARAGRAPH, "We treat addicts with respect."),
        (Role.CELL, "Word"),
        (Role.CELL, "Better"),
        (Role.CELL, "addict"),
        (Role.CELL, "person with an addiction"),
        (Role.CELL, "junkie"),
        (Role.CELL, "person who uses heroin"),
        (Role.PARAGRAPH, '"The addict is a sick man,\nand a danger."'),
        (Role.LIST_ITEM, "Carry naloxone."),
        (Role.LIST_ITEM, "Go slow"),
    ]
    item = block_with(document, "crack head")
    assert (item.heading, item.lead) == ("Never Use Alone", "Do not say:")
    cell = document.blocks[14]
    assert (cell.column, cell.row, cell.label) == ("Word", "person who uses heroin", "table cell")
    quote = block_with(document, "sick man")
    assert quote.quoted
    assert not block_with(document, "Most addicts").quoted
    [suppression] = document.suppressions
    assert (suppression.first, suppression.rules) == (23, ("addict",))
    assert document.lines.line_text(23).startswith('> "The addict')
    assert place_of(document, "crack head") == (12, 3, "crack head")


def test_the_minutes_with_crlf() -> None:
    document = golden("minutes.txt")
    assert texts(document, Role.HEADING) == []
    assert texts(document, Role.CELL) == ["Present:", "A. Ortiz, B. Lee", "Absent:", "C. Park"]
    assert document.blocks[2].row == "Present:"
    assert document.blocks[3].column == ""
    speech = block_with(document, "heroin addicts")
    assert speech.text.endswith("come back.\r\nMS. LEE: We call them people.")
    assert place_of(document, "heroin addicts") == (7, 20, "heroin addicts")
    assert place_of(document, "addict in question") == (11, 5, "addict in question")
    assert [(one.first, one.reason) for one in document.suppressions] == [(11, "verbatim")]


@pytest.mark.parametrize(
    "bullet",
    ["-", "*", "•", "·", "–", "1.", "12)", "a)", "(a)", "iv)", "[ ]", "[x]", "- [ ]", "☐", "•\t"],
)
def test_every_bullet_begins_an_item(bullet: str) -> None:
    text = f"Avoid:\n{bullet} addict\n{bullet} drug\nabuser\n\n{bullet} junkie\n"
    document = read(text)
    assert texts(document) == ["Avoid:", "addict", "drug\nabuser", "junkie"]
    assert {block.lead for block in document.blocks[1:]} == {"Avoid:"}


@pytest.mark.parametrize(
    "text",
    [
        "We saw the word\n– or phrase – again.",
        "It stands in chapter\n3. The next says more.",
        "x -not a bullet",
        "-not a bullet",
        "2019 was bad.",
    ],
)
def test_a_dash_or_number_in_running_text_is_no_bullet(text: str) -> None:
    assert shape(text) == [("paragraph", text)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("What we do\n\nText here.", ["heading", "paragraph"]),
        ("WHAT WE DO\nText here.", ["heading", "paragraph"]),
        ("WE SHOUT AND\nSHOUT AGAIN", ["paragraph"]),
        ("the drug addicts", ["paragraph"]),
        ("the drug addicts\n\nText.", ["paragraph", "paragraph"]),
        ("Avoid these words:\n\nText.", ["paragraph", "paragraph"]),
        ("A sentence that ends.\n\nText.", ["paragraph", "paragraph"]),
        ("Title\n=====\nText.", ["heading", "paragraph"]),
        ("A title, with a comma.\n----\nText.", ["heading", "paragraph"]),
        ("One.\n\n* * *\n\nTwo.", ["paragraph", "paragraph"]),
        ("The last line of all\n", ["paragraph"]),
    ],
)
def test_headings(text: str, roles: list[str]) -> None:
    assert [role for role, _ in shape(text)] == roles


def test_what_follows_a_list() -> None:
    document = read("Say:\n- person\n\n  and so on\n\nNo more list.\n\n- apart\n")
    assert [(block.role.value, block.text, block.lead) for block in document.blocks] == [
        ("paragraph", "Say:", ""),
        ("list item", "person", "Say:"),
        ("list item", "and so on", "Say:"),
        ("paragraph", "No more list.", ""),
        ("list item", "apart", "No more list."),
    ]


def test_quoted_lines_have_no_marker_in_their_text() -> None:
    document = read("Mail:\n> the drug\n> > addicts\n>\n> more\nReply.\n\n>50 people\n")
    assert [(block.text, block.quoted) for block in document.blocks] == [
        ("Mail:", False),
        ("the drug\naddicts", True),
        ("more", True),
        ("Reply.", False),
        (">50 people", False),
    ]
    assert place_of(document, "drug\naddicts") == (2, 7, "drug\n> > addicts")


def test_tables_of_tabs() -> None:
    document = read("Avoid\tSay\naddict\tperson\nx\ty\tz\n\tonly indented\n")
    rows = [(block.text, block.column, block.row) for block in document.blocks]
    assert rows == [
        ("Avoid", "", "Say"),
        ("Say", "", "Avoid"),
        ("addict", "Avoid", "person"),
        ("person", "Say", "addict"),
        ("x", "", "y | z"),
        ("y", "", "x | z"),
        ("z", "", "x | y"),
        ("only indented", "", ""),
    ]


def test_a_stray_tag_breaks_a_block_and_is_no_text() -> None:
    assert shape("<p>DRUG USERS</p> <p>We <b>help</b> them</p>\n") == [
        ("paragraph", "DRUG USERS"),
        ("paragraph", "We help them"),
    ]
    assert shape("a <- b and c > d, <addict>\n") == [("paragraph", "a <- b and c > d, <addict>")]


def test_a_directive_within_a_paragraph_does_not_break_it() -> None:
    document = read("The drug\n# personfirst: ignore-next-line[x] -- why\nusers came.\n")
    assert texts(document) == ["The drug\nusers came."]
    assert [(one.first, one.last) for one in document.suppressions] == [(3, 3)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_whatever_the_line_ends(end: str) -> None:
    document = read(f"One 😀 line\tend{end}{end}soft­hyphen drug{end}addicts{end}")
    assert place_of(document, "end")[:2] == (1, 12)
    assert place_of(document, f"drug{end}addicts")[:2] == (3, 13)


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffCafé drug users".encode(),
        "Café drug users".encode("utf-16"),
        "Café drug users".encode("utf-16-be"),
        "Café drug users".encode("cp1252"),
    ],
)
def test_columns_count_characters_of_the_decoded_file(data: bytes) -> None:
    assert place_of(registry.read(data, "a.txt"), "drug users")[:2] == (1, 6)


def test_a_real_handout(shared: Path) -> None:
    path = shared / "samples" / "coalition-handout.txt"
    document = registry.read(path.read_bytes(), str(path))
    assert_lawful(document)
    assert block_with(document, "PARTICIPANT AUTONOMY").role is Role.CELL
    assert block_with(document, "SYRINGE DISPOSAL").role is Role.HEADING
    item = block_with(document, '"drug addict" or "user"')
    assert (item.role, item.heading) == (Role.LIST_ITEM, "WE USE PEOPLE FIRST LANGUAGE")
    assert "<p>" not in " ".join(texts(document))
