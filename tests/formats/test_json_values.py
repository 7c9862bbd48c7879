"""JSON: which strings are read, what they say, and where they stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.registry import escape_for
from personfirst.formats.values import is_prose
from personfirst.model.document import Document
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, place_of, texts


def read(text: str, path: str = "a.json") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def test_the_texts_of_a_site() -> None:
    document = golden("site.json")
    assert [(block.label, block.text) for block in document.blocks] == [
        ("hero.title", 'Help for "drug users" and their families'),
        ("hero.alt", "Two addicts at the door’s step 😀"),
        ("nav[0]", "Home"),
        ("nav[1]", "Addicts"),
        ("nav[3]", "https://example.org/a b"),
        ("faq[0].q", "Are you an addict?"),
        ("faq[0].a", "Call us.\nWe help heroin addicts every day, \ufffc."),
        ("faq[1].q", "What is free?"),
        ("faq[1].a", "Naloxone\nand test strips."),
    ]
    assert not document.problems
    assert place_of(document, "addicts at") == (5, 17, "addicts at")
    assert place_of(document, '"drug users"') == (3, 24, '\\"drug users\\"')


def test_keys_are_not_read_and_escapes_in_them_are() -> None:
    document = read('{"drug \\"addict\\"": {"": "Two words"}}')
    assert [(block.label, block.text) for block in document.blocks] == [
        ('drug "addict".', "Two words")
    ]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("drug users", True),
        ("Addicts", True),
        ("Addicts!", True),
        ("Co-op", True),
        ("addict", False),
        ("addict-list", False),
        ("ADDICT", False),
        ("addictList", False),
        ("/img/Addict.png", False),
        ("https://example.org/Addicts", False),
        ("#ffcc00", False),
        ("2024-03-02 10:15", False),
        ("M 10 20 L 3 4", False),
        ("", False),
        ("ジャンキー", True),
    ],
)
def test_what_people_read(text: str, prose: bool) -> None:
    assert is_prose(text) is prose
    assert bool(read(json.dumps({"a": text})).blocks) is prose


@given(
    st.recursive(
        st.text(max_size=12).map(lambda text: f"Words {text} here"),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_strings_say_what_json_says(value: object, escaped: bool) -> None:
    document = read(json.dumps(value, ensure_ascii=escaped))
    assert not document.problems

    def strings(one: object) -> list[str]:
        if isinstance(one, str):
            return [one]
        items = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        return [text for item in items for text in strings(item)]

    said = [one for one in strings(value) if not set("<{%$").intersection(one)]
    read_texts = texts(document)
    assert [one for one in said if one not in read_texts] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": "two words",\n "b: "more words"}', 2),
        ('{"a": "two words"', 1),
        ('{"a": "two words"]\n}', 1),
        ("\nnothing here", 2),
        ('{"a": "two words\nand more"}', 1),
        ("/* never closed", 1),
    ],
)
def test_broken_json_is_read_as_well_as_it_can_be(text: str, line: int) -> None:
    document = read(text)
    assert [one.line for one in document.problems] == [line]
    assert "two words" not in text or "two words" in texts(document)


def test_a_file_with_comments_and_one_with_lines_of_json_are_read() -> None:
    document = read(
        '// personfirst: ignore[junkie] -- a song\n{"a": "Junkie Town"} {"b": "Two words"}\n'
    )
    assert texts(document) == ["Junkie Town", "Two words"]
    assert [(one.first, one.rules) for one in document.suppressions] == [(2, ("junkie",))]
    assert not document.problems


def test_a_deep_nest_has_a_short_label() -> None:
    document = read('{"a":' * 50_000 + '"Two words"' + "}" * 50_000)
    assert document.blocks[0].label == "…a.a.a.a.a.a.a.a"


def test_what_is_filled_in_later_is_masked() -> None:
    document = read('{"a": "For {name} and {{ count }} users, 50% off %s or %(who)s, %1$d"}')
    assert texts(document) == ["For \ufffc and \ufffc users, 50% off \ufffc or \ufffc, \ufffc"]


def test_tags_break_and_join() -> None:
    text = '<p>Drug users</p><p>and <a href=\\"/x y\\">their</a> kin<br/>too</p> 1 < 2'
    assert texts(read(f'["{text}"]')) == ["Drug users", "and their kin\ntoo", "1 < 2"]


@pytest.mark.parametrize(
    ("new", "written"),
    [("people", "people"), ('the "people"', 'the \\"people\\"'), ("a\\b", "a\\\\b")],
)
def test_an_edit_is_escaped(new: str, written: str) -> None:
    text = '{"a": "Two addicts came"}'
    start = text.index("addicts")
    edit = Edit(start, start + 7, escape_for("json")(new), new)
    after = edited(read(text), [edit])
    assert after is not None
    assert after.text == text.replace("addicts", written)
    assert json.loads(after.text) == {"a": f"Two {new} came"}
    assert edited(read(text), [Edit(start, start + 7, '"', '"')]) is None


def test_the_name_of_a_file_tells_its_language() -> None:
    assert read('["Los adictos"]', "locales/es.json").blocks[0].language == "es"
    assert read('["Os viciados"]', "app.pt-BR.json").blocks[0].language == "pt-BR"
    assert block_with(read('["The addicts"]', "strings.json"), "addicts").language is None
