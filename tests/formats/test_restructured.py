"""reStructuredText: blocks by their signs and indents, and inline markup."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str) -> Document:
    document = registry.parse(text, "a.rst")
    assert_lawful(document)
    return document


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.role.value, block.text) for block in read(text).blocks]


def test_a_guide() -> None:
    document = golden("guide.rst")
    assert texts(document, Role.HEADING) == ["Writing about drugs", "1. Words that hurt"]
    assert texts(document, Role.LIST_ITEM) == [
        "addict",
        "drug abuser, or\n  drug fiend",
        "junkie, in a nested list",
        "user",
        "First",
        "Second",
        "What a headline calls a person\n    who smokes crack.",
    ]
    assert texts(document, Role.CELL) == [
        *("Avoid", "Say", "addict", "person with an\naddiction", "both of these columns"),
        *("Word", "Better", "user", "person who\n        uses", "junkie", "person"),
        *("Term", "Count", "drug addict", "41 times"),
        *("Said", "Meant", "addict, the", "person"),
    ]
    assert texts(document, Role.PARAGRAPH) == [
        "The Coalition",
        'Why we do not\n   say "addict".',
        "Most drug users who read \ufffc see our list,\n\ufffc and the drug\nabuser of old . \ufffc A"
        " junkie is a person, *always*. As in:",
        "Do not say:",
        "Crackhead",
        "Addicts are people. A note\n   may run on.",
        "And on.",
        "The junkie song.",
        "The addict, they wrote.",
        "A poem\nby addicts",
        "Lists every addict.",
        "End of the guide.",
    ]
    assert texts(document, Role.ALT_TEXT) == ["An addict waits\n      at the door"]
    assert texts(document, Role.NOTE) == ["In 1988 an addict was\n   an addict."]
    assert not document.problems


def test_what_stands_around_a_block() -> None:
    document = golden("guide.rst")
    assert block_with(document, "drug fiend").lead == "Do not say:"
    assert block_with(document, "nested list").lead == "Do not say: drug abuser, or\n  drug fiend"
    assert block_with(document, "Addicts are").heading == "1. Words that hurt"
    assert block_with(document, "smokes crack").lead == "Crackhead"
    assert block_with(document, "they wrote").quoted
    assert not block_with(document, "End of").quoted
    assert block_with(document, "In 1988").label == "footnote 1"
    cell = block_with(document, "drug addict")
    assert (cell.column, cell.row) == ("Term", "41 times")
    cell = block_with(document, "who\n        uses")
    assert (cell.column, cell.row) == ("Better", "user")
    assert place_of(document, "person with an\naddiction")[:2] == (78, 19)


def test_a_comment_silences_the_line_below_it() -> None:
    document = golden("guide.rst")
    [one] = document.suppressions
    assert document.lines.line_text(one.first) == "The junkie song."
    assert (one.rules, one.reason) == (("junkie",), "the name of a song")


def test_inline_marks() -> None:
    block = block_with(golden("guide.rst"), "Most drug users")
    assert marked(block, MarkKind.STRONG) == ["drug\nabuser"]
    assert marked(block, MarkKind.LINK) == ["drug users", "our list", "junkie"]
    assert marked(block, MarkKind.FIXED) == ["junkie"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ``drug user`` b", "a \ufffc b"),
        ("a `drug user` b", "a \ufffc b"),
        (":code:`drug user` b", "\ufffc b"),
        ("a `drug user`:emphasis: b", "a drug user b"),
        (":ref:`drug users <x>` b", "drug users b"),
        (":ref:`drug-users` b", "\ufffc b"),
        (":term:`drug user` b", "drug user b"),
        ("`drug users`__ b", "drug users b"),
        ("`<https://x>`_ b", "\ufffc b"),
        ("_`drug users` b", "drug users b"),
        ("see [1]_ and [#a]_ b", "see  and  b"),
        ("|drug| user", "\ufffc user"),
        ("a | b | c", "a | b | c"),
        ("2 * 3 * 4 drug users", "2 * 3 * 4 drug users"),
        ("*drug users", "*drug users"),
        ("snake_case_name users", "snake_case_name users"),
        ("drug\\ users \\*so\\*", "drugusers *so*"),
        ('users\' "*" sign', 'users\' "*" sign'),
        ("**drug** *users*, `x <y>`__.", "drug users, x."),
    ],
)
def test_inline_markup(text: str, expected: str) -> None:
    assert texts(read(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n=====\nText", [("heading", "Title"), ("paragraph", "Text")]),
        ("=====\nTitle\n=====\n", [("heading", "Title")]),
        ("1. Title\n--------\n", [("heading", "1. Title")]),
        ("A longer title\n----\n", [("heading", "A longer title")]),
        ("Title\n--\n", [("paragraph", "Title\n--")]),
        ("One\n\n----\n\nTwo", [("paragraph", "One"), ("paragraph", "Two")]),
        ("...\n\nTwo", [("paragraph", "..."), ("paragraph", "Two")]),
    ],
)
def test_headings_and_lines(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "1.", "12)", "#.", "a.", "(b)", "iv."])
def test_every_bullet_begins_an_item(bullet: str) -> None:
    gap = " " * (len(bullet) + 1)
    assert shape(f"{bullet} addict\n{gap}waits\n{bullet} user\n\nAfter") == [
        ("list item", f"addict\n{gap}waits"),
        ("list item", "user"),
        ("paragraph", "After"),
    ]


def test_lists_in_lists_on_one_line_and_below() -> None:
    document = read("Say:\n\n- - one\n  - two\n\n    more\n- three\n")
    assert texts(document, Role.LIST_ITEM) == ["one", "two", "more", "three"]


def test_lines_with_bars_may_begin_in_an_item() -> None:
    text = "- | drug\n  | users\n- more\n"
    assert shape(text) == [("list item", "drug\nusers"), ("list item", "more")]


def test_an_indented_list_is_no_quotation_and_an_indented_text_is() -> None:
    document = read("Say:\n\n  - addict\n\n   An addict.\n\nAfter\n")
    assert [(block.text, block.quoted) for block in document.blocks] == [
        ("Say:", False),
        ("addict", False),
        ("An addict.", True),
        ("After", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Read::\n\n  addict\n\n  addict\n\nAfter",
        "Read::\n\n> addict\n> addict\n\nAfter",
        "Read ::\n\n\taddict\n\nAfter",
        "Read\n\n.. code-block:: python\n   :linenos:\n\n   addict\n\nAfter",
        "Read\n\n.. math::\n\n   addict\n\nAfter",
        "Read\n\n.. toctree::\n   :caption: addict\n\n   addict\n\nAfter",
        "Read\n\n.. a comment on addicts\n   runs on\n\nAfter",
        "Read\n\n..\n   addict\n\nAfter",
        "Read\n\n.. _addict: https://x\n\nAfter",
        "Read\n\n>>> addict\naddict\n\nAfter",
        "Read\n\n.. |addict| image:: addict.png\n\nAfter",
        "Read\n\n__ https://addict\n\nAfter",
    ],
)
def test_what_is_no_text_is_passed_over(text: str) -> None:
    assert [one.rstrip(":") for one in texts(read(text))] == ["Read", "After"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".. note:: Two addicts\n   came.\n\n   More.\n", ["Two addicts\n   came.", "More."]),
        (".. warning::\n   :class: x\n\n   Two addicts.\n", ["Two addicts."]),
        (".. admonition:: Two\n   words\n\n   Addicts.\n", ["Two\n   words", "Addicts."]),
        (".. versionadded:: 1.2 Two addicts.\n", ["Two addicts."]),
        (".. versionadded:: 1.2\n", []),
        (".. image:: x.png\n   :alt: Two addicts\n", ["Two addicts"]),
        (".. |two| replace:: drug users\n", ["drug users"]),
        (".. unknown:: an argument\n\n   Two addicts.\n", ["Two addicts."]),
        (".. unknown::\n   Two addicts.\n", ["Two addicts."]),
        (".. meta::\n   :description: Two addicts\n", ["Two addicts"]),
        (".. [#a] Two\n   addicts.\n", ["Two\n   addicts."]),
        (".. [Smith] Two addicts.\n", ["Two addicts."]),
        (":field: Two\n   addicts.\n\n   More.\n", ["Two\n   addicts.", "More."]),
        ("-f FILE, --file=FILE  Two addicts.\n", ["Two addicts."]),
        ("-x\n  Two addicts.\n", ["Two addicts."]),
    ],
)
def test_directives_notes_and_fields(text: str, expected: list[str]) -> None:
    assert texts(read(f"{text}\nAfter\n")) == [*expected, "After"]


def test_a_text_that_begins_with_a_role_is_no_field() -> None:
    assert texts(read(":ref:`x` gained addicts, including:\n\n- one\n")) == [
        "\ufffc gained addicts, including:",
        "one",
    ]


def test_tables_that_never_end_are_text() -> None:
    assert texts(read("=== ===\ndrug users\n")) == ["=== ===\ndrug users"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("+---+\n| drug users |\n+---+\n", 2, ["drug users"]),
        ("+---+----+\n| ab | drug users |\n+---+----+\n", 2, ["ab | drug users"]),
        ("===  ===\ndrug users\n===  ===\n", 2, ["drug users"]),
    ],
)
def test_a_table_that_falls_apart_is_read_and_told(text: str, line: int, words: list[str]) -> None:
    document = read(text)
    assert texts(document) == words
    assert [(one.line, one.reason) for one in document.problems] == [
        (line, "has a table here that falls apart: a line is too long or too short")
    ]


def test_tables_of_wide_letters_and_of_spans_are_whole() -> None:
    document = read(
        "+------+----+\n| 薬物 | ab |\n+------+----+\n\n===  ===\ndrug users\n--------\nab   cd\n===  ===\n"
    )
    assert texts(document) == ["薬物", "ab", "drug users", "ab", "cd"]
    assert not document.problems


def test_a_cell_over_rows_and_empty_cells() -> None:
    document = read(
        "+------+-------+\n| Word | Say   |\n+======+=======+\n| user | person|\n|      +-------+\n"
        "|      | guest |\n+------+-------+\n|      | empty |\n+------+-------+\n"
    )
    assert [(block.text, block.column) for block in document.blocks] == [
        ("Word", ""),
        ("Say", ""),
        ("user", "Word"),
        ("person", "Say"),
        ("guest", "Say"),
        ("empty", "Say"),
    ]


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("Two *addicts* came", "people", "Two *people* came"),
        ("Two addicts came", "*people*", None),
        ("Two addicts came", "people::", "Two people:: came"),
        ("addicts\n=======\n", "people who use", None),
        ("addicts\n==========\n", "people who", "people who\n==========\n"),
        ("=======  ===\nab       cd\naddicts\n=======  ===\n", "people who use", None),
        ("addicts\n=======\n", "people", "people\n=======\n"),
        ("| Two addicts\n| came", "people", "| Two people\n| came"),
        ("+---------+\n| addicts |\n+---------+\n", "people who", None),
    ],
)
def test_an_edit_holds_only_if_it_reads_as_planned(text: str, new: str, after: str | None) -> None:
    start = text.index("addicts")
    renewed = edited(read(text), [Edit(start, start + 7, new, new)])
    assert (renewed.text if renewed else None) == after


def fixed(document: Document) -> list[str]:
    return [block.text for block in document.blocks if marked(block, MarkKind.FIXED)]


def test_terms_of_a_glossary_are_referred_to_from_anywhere() -> None:
    document = read(
        ".. glossary::\n   :sorted:\n\n   drug addict\n   addict : noun\n      A person.\n\n      More.\n\n"
        "addict\n   No term of a glossary.\n"
    )
    assert fixed(document) == ["drug addict", "addict : noun"]
    assert texts(document)[2:] == ["A person.", "More.", "addict", "No term of a glossary."]


@pytest.mark.parametrize(
    "reference",
    [
        "See `Drug addicts`_.",
        "See `drug\naddicts`__.",
        "See `those <Drug addicts_>`_.",
        "See :ref:`Drug addicts`.",
        "See :ref:`those <drug-addicts>`.",
        "See drug-addicts_.",
    ],
)
def test_a_title_that_is_referred_to_stays(reference: str) -> None:
    title = "Drug addicts\n============\n\n"
    assert "Drug addicts" in fixed(read(f"{title}{reference}\n"))
    assert "Drug addicts" not in fixed(read(f"{title}See `other addicts`_ and ``Drug addicts``.\n"))


def test_what_is_in_an_unknown_directive_is_left_to_a_person() -> None:
    document = read(
        ".. drawing:: a\n\n   drug addicts -> help\n\n   - addicts\n\n"
        ".. note:: Addicts\n\n.. py:function:: f\n\n   Of addicts.\n\nAfter.\n"
    )
    assert fixed(document) == ["drug addicts -> help", "addicts"]
    assert texts(document)[2:] == ["Addicts", "Of addicts.", "After."]
