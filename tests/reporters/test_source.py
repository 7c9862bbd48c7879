"""Underlining: tabs, wide letters, accents that combine, long lines, spans over several lines."""

from __future__ import annotations

import pytest

from personfirst.model.finding import Place
from personfirst.reporters.source import Line, columns, underlined


def underline(text: str, words: str, width: int = 80) -> Line:
    """The shown line of a one-line source, with its first occurrence of some words underlined."""
    start = text.index(words)
    place = Place("a.md", start, start + len(words), 1, start + 1, 1, start + len(words) + 1)
    [line] = underlined({1: text}, place, width)
    assert columns(line.text) <= width
    assert columns(line.marks) <= width
    return line


def under(line: Line) -> str:
    """What stands above the marks, column by column."""
    taken, found = 0, ""
    start, end = len(line.marks) - len(line.marks.lstrip()), len(line.marks)
    for character in line.text:
        if start <= taken < end:
            found += character
        taken += columns(character)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "The addicts waited.",
        "addicts",
        "\tThe\taddicts waited.",
        "Café “São José” — the addicts waited.",
        "Cafe\u0301 visitors and addicts waited.",
        "日本語の資料 and addicts waited.",
        "Naloxone 💉 for addicts 🙏 here.",
        "A zero\u200bwidth space before addicts here.",
    ],
)
def test_the_marks_stand_under_the_words(text: str) -> None:
    assert under(underline(text, "addicts")) == "addicts"


def test_a_tab_inside_the_words_is_wide() -> None:
    line = underline("two heroin\tusers", "heroin\tusers")
    assert line == Line(1, "two heroin    users", "    ^^^^^^^^^^^^^^^")


def test_a_letter_that_takes_no_column_still_gets_a_mark() -> None:
    place = Place("a.md", 3, 3, 1, 4, 1, 4)
    assert underlined({1: "abc"}, place, 80) == (Line(1, "abc", "   ^"),)


@pytest.mark.parametrize("before", [0, 5, 200])
@pytest.mark.parametrize("after", [0, 5, 200])
def test_a_long_line_is_cut_around_the_words(before: int, after: int) -> None:
    line = underline("漢a" * before + " addicts " + "b字" * after, "addicts", 60)
    assert under(line) == "addicts"
    assert line.text.startswith("...") == (before == 200)
    assert line.text.endswith("...") == (after == 200)


def test_words_longer_than_the_screen_are_cut() -> None:
    line = underline("It is a " + "very " * 60 + "long stretch of text.", "very " * 60, 60)
    assert line.text.startswith("It is a very")
    assert "..." in line.text


def test_a_span_over_a_line_wrap_shows_both_lines() -> None:
    lines = {4: "- The board invited heroin", 5: "  users to speak."}
    place = Place("a.md", 0, 0, 4, 21, 5, 8)
    assert underlined(lines, place, 80) == (
        Line(4, "- The board invited heroin", " " * 20 + "^^^^^^"),
        Line(5, "users to speak.", "^^^^^"),
    )


def test_a_span_over_many_lines_shows_its_ends() -> None:
    lines = {number: f"line {number}" for number in range(1, 10)}
    shown = underlined(lines, Place("a.md", 0, 0, 2, 3, 8, 5), 80)
    assert [line.number for line in shown] == [2, 3, 0, 8]
    assert shown[2].text == "..."


def test_columns_past_the_end_of_a_line_do_no_harm() -> None:
    place = Place("a.md", 0, 0, 1, 90, 1, 99)
    [line] = underlined({1: "short"}, place, 80)
    assert line.text == "short"
    assert underlined({}, place, 80) == ()


def test_control_characters_are_shown_as_one_column() -> None:
    line = underline("The \x1b[31maddicts\x07 waited.", "addicts")
    assert under(line) == "addicts"
    assert "\x1b" not in line.text
