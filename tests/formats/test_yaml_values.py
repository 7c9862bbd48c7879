"""YAML: values in every style, with the place of each word."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.model.document import Document
from personfirst.model.finding import Edit
from tests.formats.support import (
    assert_lawful,
    block_with,
    exact_share,
    golden,
    place_of,
    texts,
)


def read(text: str, path: str = "a.yaml") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def test_the_data_of_a_site() -> None:
    document = golden("resources.yaml")
    assert [(block.label, block.text) for block in document.blocks] == [
        ("title", "Help for drug users"),
        ("lead", "The addict's family\nis welcome too"),
        ("quote", 'They said "junkie" to his face, naïve as they were.'),
        ("about", "We help heroin\naddicts.\n\n  An indented line."),
        ("story", "Forty drug\nabusers came, and\nwent home.\nA second paragraph."),
        ("song", "Junkie\nTown"),
        ("places[0].name", "Hope House"),
        ("places[0].notes", "No addicts turned away"),
        ("places[1].name", "Main Street"),
        ("tags[0]", "harm reduction"),
        ("tags[1]", "drug users"),
    ]
    assert not document.problems
    assert place_of(document, "abusers came") == (14, 3, "abusers came")
    assert place_of(document, "addict's") == (3, 12, "addict''s")
    assert place_of(document, "turned away") == (26, 29, "turned away")


def test_a_comment_silences_the_whole_value_below_it() -> None:
    document = golden("resources.yaml")
    [one] = document.suppressions
    assert one.rules == ("junkie",)
    said = [document.lines.line_text(line).strip() for line in range(one.first, one.last + 1)]
    assert said == ["song: >", "Junkie", "Town"]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("a:\n  - Junkies here.\n  - More of them.\nb: Junkies.\n", (2, 4)),
        (
            "a:\n  b: Junkies here.\n  c:\n    - d: >\n        Junkies\n        there.\ne: x\n",
            (2, 7),
        ),
        ("a: {b: Junkies,\n  c: [Junkies]\n}\nd: Junkies\n", (2, 4)),
        ("- b:\n    - Junkies\n  c: Junkies\n", (2, 3)),
        ("a: Junkies\nb:\n  - Junkies\n", (2, 2)),
    ],
)
def test_a_comment_silences_the_whole_mapping_or_list_below_it(
    text: str, reach: tuple[int, int]
) -> None:
    [one] = read(f"# personfirst: ignore[junkie] -- why\n{text}").suppressions
    assert (one.first, one.last) == reach


def test_a_region_that_ends_in_a_list_ends_there() -> None:
    text = (
        "a:\n  # personfirst: ignore-start\n  - Junkies\n  # personfirst: ignore-end\n  - Junkies\n"
    )
    [one] = read(text).suppressions
    assert (one.first, one.last) == (2, 4)


def test_a_sign_within_a_value_is_no_comment() -> None:
    document = read("a: |\n  # personfirst: ignore-file\nb: 'x # personfirst: ignore'\n")
    assert document.suppressions == ()
    same_line = read("a: two junkies # personfirst: ignore[junkie] -- why\n")
    assert [(one.first, one.last) for one in same_line.suppressions] == [(1, 1)]


@pytest.mark.parametrize("style", ["", "'", '"', "|", ">"])
@pytest.mark.parametrize("width", [20, 1_000])
@given(
    value=st.lists(
        st.sampled_from(
            ["drug", "users", "naïve", "it's", '"so"', "a\\b", "-", "no:", "#1", "😀", "\n"]
        ),
        min_size=2,
        max_size=12,
    ).map(lambda words: "Words " + " ".join(words).replace(" \n ", "\n"))
)
def test_values_say_what_yaml_says(style: str, width: int, value: str) -> None:
    text = yaml.safe_dump(
        {"a": [value]}, default_style=style or None, width=width, allow_unicode=True
    )
    document = read(text)
    assert not document.problems
    [said] = texts(document)
    assert said.split() == value.split()


def test_each_style_is_exact_but_for_its_breaks_and_escapes() -> None:
    document = read(
        "a: Two drug\n  users\nb: 'It''s a user'\nc: \"A \\\"user\\\" \\u00e9t\\xe9 \\\n  here\"\n"
        "d: |-\n    Two\n    users\n"
    )
    assert texts(document) == ["Two drug\nusers", "It's a user", 'A "user" été here', "Two\nusers"]
    for block in document.blocks:
        inexact = [block.text[p.start : p.end] for p in block.pieces if not p.exact]
        assert all(len(one) == 1 for one in inexact)
    assert exact_share(document) > 0.8


def test_what_is_no_text_is_passed_over() -> None:
    text = "a: yes\nb: 12\nc: 2024-01-02\nd: arrow-left\ne: /a/b\nf: ~\ng: Yes\nh: 'Yes'\n"
    assert [block.label for block in read(text).blocks] == ["h"]


def test_keys_anchors_tags_and_aliases() -> None:
    text = "? two words\n: &x !!str drug users\nb: *x\n? [Odd key, b]\n: more words\n"
    document = read(text)
    assert texts(document) == ["drug users", "more words"]
    assert document.blocks[0].label == "two words"
    assert place_of(document, "drug users") == (2, 12, "drug users")


def test_several_documents_in_a_file() -> None:
    assert texts(read("--- \na: Drug users\n...\n---\n- Two more words\n")) == [
        "Drug users",
        "Two more words",
    ]


@pytest.mark.parametrize(
    ("text", "line", "read_texts"),
    [
        ("a: two words\nb: [\n", 3, ["two words"]),
        ("a: two words\nb: {{ x }} words\n", 2, ["two words"]),
        ("a: two words\nb: c\n\td: e\n", 3, ["two words"]),
    ],
)
def test_broken_yaml_is_read_up_to_the_break(text: str, line: int, read_texts: list[str]) -> None:
    document = read(text)
    assert [one.line for one in document.problems] == [line]
    assert document.problems[0].reason.startswith("is not valid YAML here (")
    assert texts(document) == read_texts


def test_odd_characters_are_told() -> None:
    [problem] = read("a: two\x00 words").problems
    assert problem.reason.endswith("what stands below was not read")


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("a: two addicts\n", "people", "a: two people\n"),
        ("a: two addicts\n", "people: us", None),
        ("a: two addicts\n", "people #1", None),
        ("a: [two addicts, b c]\n", "people, us", None),
        ("a: 'two addicts'\n", "people's kin", None),
        ('a: "two addicts"\n', 'the "people"', None),
        ("a: |\n  two addicts\n", "people: us", "a: |\n  two people: us\n"),
    ],
)
def test_an_edit_never_breaks_a_value(text: str, new: str, after: str | None) -> None:
    start = text.index("addicts")
    renewed = edited(read(text), [Edit(start, start + 7, new, new)])
    assert (renewed.text if renewed else None) == after


def test_the_name_of_a_file_tells_its_language() -> None:
    assert read("es:\n  a: Los adictos\n", "config/locales/es.yml").blocks[0].language == "es"
    assert block_with(read("a: The addicts\n"), "addicts").language is None


@given(
    st.sampled_from(
        ["a: two addicts came\nb: c d\n", "- 'two addicts came'\n", '- "two addicts came"\n']
    ),
    st.text("\"'\\:#,[]{}&*!|>%@ ab-", min_size=1, max_size=5),
)
def test_what_an_edit_writes_is_what_other_programs_read(text: str, new: str) -> None:
    start = text.index("addicts")
    after = edited(read(text), [Edit(start, start + 7, new, new)])
    if after is not None:
        before = _items(yaml.safe_load(text))
        said = _items(yaml.safe_load(after.text))
        assert said == [one.replace("addicts", new) for one in before]


def _items(value: dict[str, str] | list[str]) -> list[str]:
    return value if isinstance(value, list) else [*value, *value.values()]
