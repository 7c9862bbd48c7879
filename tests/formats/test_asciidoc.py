"""AsciiDoc: blocks, lists, tables, macros."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str) -> Document:
    document = registry.parse(text, "a.adoc")
    assert_lawful(document)
    return document


def test_a_manual() -> None:
    document = golden("manual.adoc")
    assert texts(document, Role.HEADING) == ["Outreach manual", "Words to avoid", "Old title"]
    assert texts(document, Role.LIST_ITEM) == [
        *("addict", "drug abuser, or\n  drug fiend", "Joined to the item.", "junkie"),
        *("first", "second", "Crackhead", "What a headline says.", "Dope fiend"),
        "An old word,\n  still read.",
    ]
    assert texts(document, Role.CELL) == [
        *("Avoid", "Say", "addict", "person with an\naddiction", "both columns"),
        *("Word", "Better", "user, the", "person"),
    ]
    assert texts(document, Role.PARAGRAPH) == [
        "The junkie song opens. Most drug\nabusers who use \ufffc see our page, the addict list\n"
        "and \ufffc. “Quoted addicts” & *more*.",
        "Do not say:",
        "After the list.",
        "The addict is a sick man.",
        "He is an addict.",
        "They wrote.",
        "Addicts are people.",
        "An example about junkies.",
        "Last words on drug users.",
    ]
    assert texts(document, Role.CAPTION) == ["An addict in code", "What to say"]
    assert texts(document, Role.METADATA) == ["How we talk with drug users"]
    assert texts(document, Role.NOTE) == ["In 1988 an addict was that."]
    assert texts(document, Role.ALT_TEXT) == ["An addict waits"]
    assert not document.problems


def test_what_stands_around_a_block() -> None:
    document = golden("manual.adoc")
    assert block_with(document, "drug fiend").lead == "Do not say:"
    assert block_with(document, "After the").lead == ""
    assert block_with(document, "What to say").lead == ""
    assert block_with(document, "He is").quoted
    assert block_with(document, "sick man").quoted
    assert not block_with(document, "are people").quoted
    cell = block_with(document, "addiction")
    assert (cell.column, cell.row) == ("Say", "addict")
    opening = block_with(document, "junkie song")
    assert marked(opening, MarkKind.STRONG) == ["drug\nabusers"]
    assert marked(opening, MarkKind.LINK) == ["our page", "the addict list"]
    assert place_of(document, "abusers")[:2] == (9, 1)


def test_a_comment_silences_the_line_below_it() -> None:
    document = golden("manual.adoc")
    [one] = document.suppressions
    assert document.lines.line_text(one.first).startswith("The junkie song")
    assert (one.rules, one.line) == (("junkie",), 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `drug user` b", "a \ufffc b"),
        ("a ``drug`` b", "a \ufffc b"),
        ("drug**user**s", "drugusers"),
        ("*drug _users_*", "drug users"),
        ("2 * 3 * 4 users", "2 * 3 * 4 users"),
        ("snake_case_name users", "snake_case_name users"),
        ("\\*drug* users", "*drug* users"),
        ("#drug# [.line-through]#users#", "drug users"),
        ("users^1^ H~2~O", "users H2O"),
        ("++drug++ +++<b>+++ users", "\ufffc \ufffc users"),
        ("xref:a.adoc#b[drug users] b", "drug users b"),
        ("xref:a.adoc[] b", "\ufffc b"),
        ("<<a>> b", "\ufffc b"),
        ("https://x.org[drug users,role=x] b", "drug users b"),
        ("https://x.org b", "https://x.org b"),
        ("mailto:a@b.org[drug users] b", "drug users b"),
        ("image:x.png[] drug users", "\ufffc drug users"),
        ("kbd:[Ctrl] menu:File[Save] b", "\ufffc \ufffc b"),
        ("[[drug]]users ((drug)) (((a,b)))b", "users drug b"),
        ("{drug} users &amp; &#8217;", "\ufffc users & ’"),
        ("drug +\nusers", "drug\nusers"),
        ("'`drug`' users'", "‘drug’ users'"),
        ("link:x[drug users", "link:x[drug users"),
    ],
)
def test_inline_markup(text: str, expected: str) -> None:
    assert texts(read(text)) == [expected]


def test_notes_and_images_in_a_line_stand_apart() -> None:
    document = read("Two footnote:[an *addict* https://x[there]] image:x.png[a user, 30] came.\n")
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.PARAGRAPH, "Two  \ufffc came."),
        (Role.NOTE, "an addict there"),
        (Role.ALT_TEXT, "a user"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Read\n\n----\naddict\n\naddict\n----\n\nAfter",
        "Read\n\n....\naddict\n....\n\nAfter",
        "Read\n\n```ruby\naddict\n```\n\nAfter",
        "Read\n\n++++\naddict\n++++\n\nAfter",
        "Read\n\n////\naddict\n////\n\nAfter",
        "Read\n\n[source]\n--\naddict\n--\n\nAfter",
        "Read\n\n[source]\naddict = 1\n\nAfter",
        "Read\n\n addict\n\nAfter",
        "Read\n\n// addict\nAfter",
        "Read\n\n:addict: addict\n\nAfter",
        "Read\n\ninclude::addict.adoc[]\n\nAfter",
        "Read\n\nimage::addict.png[]\n\nAfter",
        "Read\n\nvideo::addict.mp4[addict]\n\nAfter",
        "Read\n\n[[addict]]\nAfter",
        "Read\n\n'''\n\nAfter",
        "Read\n\nifdef::addict[]\nendif::[]\nAfter",
    ],
)
def test_what_is_no_text_is_passed_over(text: str) -> None:
    assert texts(read(text)) == ["Read", "After"]


@pytest.mark.parametrize("sign", ["====", "****", "--", "======"])
def test_blocks_are_read_between_their_delimiters(sign: str) -> None:
    document = read(f"{sign}\nTwo\n\n* addict\n{sign}\n\nAfter\n")
    assert [(block.role, block.text) for block in document.blocks] == [
        (Role.PARAGRAPH, "Two"),
        (Role.LIST_ITEM, "addict"),
        (Role.PARAGRAPH, "After"),
    ]


@pytest.mark.parametrize("marker", ["*", "-", ".", "1.", "a.", "i)", "<1>", "* [ ]", "* [x]"])
def test_every_marker_begins_an_item(marker: str) -> None:
    document = read(f"Avoid:\n\n{marker} addict\n{marker} drug\nuser\n\nAfter\n")
    assert [(block.role.value, block.text, block.lead) for block in document.blocks] == [
        ("paragraph", "Avoid:", ""),
        ("list item", "addict", "Avoid:"),
        ("list item", "drug\nuser", "Avoid:"),
        ("paragraph", "After", ""),
    ]


def test_lists_in_lists_and_back() -> None:
    document = read(
        "* one\n** two\n*** three\n* four\n+\n----\naddict\n----\n+\nStill four\n\n* five\n"
    )
    assert texts(document, Role.LIST_ITEM) == ["one", "two", "three", "four", "Still four", "five"]


def test_a_title_is_followed_by_its_authors_and_then_by_text() -> None:
    assert texts(read("= Title\nAnn Lee <a@b.org>\nv1.0, 2024\n:x: y\n\nText\n")) == [
        "Title",
        "Text",
    ]
    assert texts(read("= Title\nWe help drug users and their families.\n")) == [
        "Title",
        "We help drug users and their families.",
    ]


def test_front_matter_of_a_site() -> None:
    document = read("---\ntitle: Drug users\nlayout: page\n---\n= Help\n\nText\n")
    assert [(block.label, block.text) for block in document.blocks] == [
        ("front matter: title", "Drug users"),
        (None, "Help"),
        (None, "Text"),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("|===\n|Ab |Cd\n\n|addict |user\n|===\n", [("addict", "Ab"), ("user", "Cd")]),
        (
            '[cols="1,1", options="header"]\n|===\n|Ab\n|Cd\n|addict\n|user\n|===\n',
            [("addict", "Ab"), ("user", "Cd")],
        ),
        (
            "[%header,cols=2*]\n|===\n|Ab |Cd\n.2+^|addict a|user\n|===\n",
            [("addict", "Ab"), ("user", "Cd")],
        ),
        (
            '[%header,format=csv]\n|===\nAb,Cd\n"ad, dict",user\n|===\n',
            [("ad, dict", "Ab"), ("user", "Cd")],
        ),
        (":===\nAb:Cd\n\naddict:user\n:===\n", [("addict", "Ab"), ("user", "Cd")]),
        (
            "|===\n|Ab |Cd\n\n|a\\|b c |banana|x yz\n|===\n",
            [("a\\|b c", "Ab"), ("banana", "Cd"), ("x yz", "Ab")],
        ),
    ],
)
def test_tables(text: str, cells: list[tuple[str, str]]) -> None:
    document = read(text)
    assert [(block.text, block.column) for block in document.blocks[2:]] == cells


def test_quotations_of_every_kind() -> None:
    text = "[quote, Ann]\nOne.\n\n____\nTwo.\n____\n\n> Three\n> goes on.\n\n[verse]\n--\nFour.\n--\n\nFive.\n"
    assert [(block.text, block.quoted) for block in read(text).blocks] == [
        ("One.", True),
        ("Two.", True),
        ("Three\ngoes on.", True),
        ("Four.", True),
        ("Five.", False),
    ]


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("Two *addicts* came", "people", "Two *people* came"),
        ("Two addicts came", "*people*", None),
        ("|===\n|two addicts |b\n|===\n", "people | all", None),
        ("|===\n|two addicts |b\n|===\n", "people", "|===\n|two people |b\n|===\n"),
        ("* addicts\n", "people\n* x", None),
        ("https://x[addicts, come]", "people, role=x", None),
    ],
)
def test_an_edit_holds_only_if_it_reads_as_planned(text: str, new: str, after: str | None) -> None:
    start = text.index("addicts")
    renewed = edited(read(text), [Edit(start, start + 7, new, new)])
    assert (renewed.text if renewed else None) == after


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("<<_drug_addicts_friends>>", True),
        ("<<Drug addicts' friends>>", True),
        ("<<_drug_addicts_friends_2,those>>", True),
        ("xref:drug-addicts-friends[those]", True),
        ("xref:page.adoc#_drug_addicts_friends[]", True),
        ("link:#_drug_addicts_friends[those]", True),
        ("<<_addicts>>", False),
        ("drug addicts' friends", False),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "== Drug *addicts'* friends",
        "Drug addicts' friends\n---------------------",
        ".Drug addicts' friends",
    ],
)
def test_a_title_that_is_referred_to_stays(title: str, reference: str, named: bool) -> None:
    document = read(f"{title}\n\nSee {reference}.\n")
    assert bool(marked(document.blocks[0], MarkKind.FIXED)) is named


def test_addresses_of_titles_may_have_a_prefix() -> None:
    document = read(":idprefix: sec-\n\n== Drug addicts\n\nSee <<sec-drug_addicts>>.\n")
    assert marked(document.blocks[0], MarkKind.FIXED) == ["Drug addicts"]


@pytest.mark.parametrize("delimiter", ["", "--\n", "....\n"])
def test_what_a_drawing_is_made_from_is_not_read(delimiter: str) -> None:
    document = read(f"[mermaid, help]\n{delimiter}addicts --> help\n{delimiter}\nAfter.\n")
    assert texts(document) == ["After."]
