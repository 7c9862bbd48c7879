"""Markdown: what is read, in which role, and where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from personfirst.formats import registry
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.text import MASK
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str, path: str = "a.md") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def test_what_a_block_keeps_is_kept_once() -> None:
    (block,) = read("*people* " * 200).blocks
    for piece, following in pairwise(block.pieces):
        assert piece.end is following.start
    starts = {id(piece.start) for piece in block.pieces}
    assert len(block.marks) == 200
    assert all(id(mark.span.start) in starts for mark in block.marks)


def test_cells_share_what_stands_beside_them() -> None:
    document = read("|a|b|c|\n|-|-|-|\n|people|people|people|\n")
    first, *others = [block.row for block in document.blocks if block.text == "people"]
    assert first == "people | people"
    assert all(other is first for other in others)


def test_the_style_guide() -> None:
    document = golden("style-guide.md")
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "front matter: title", "Words that help: a style guide"),
        (
            "metadata",
            "front matter: description",
            "How we write about drug users and their families.",
        ),
        ("heading", None, "Words that help"),
        (
            "paragraph",
            None,
            "People who inject drugs are people first. We say drug\nuser only in quotations,"
            f" never {MASK}.",
        ),
        ("paragraph", None, "Avoid these:"),
        ("list item", None, "addict"),
        ("list item", None, "drug abuser,\ndrug abusers"),
        ("list item", None, "junkie"),
        ("paragraph", None, 'The report of 1988 spoke of "heroin\naddicts" throughout.'),
        ("cell", "table cell", "Instead of"),
        ("cell", "table cell", "Say"),
        ("cell", "table cell", "addict"),
        ("cell", "table cell", "person with an addiction"),
        ("cell", "table cell", "junkie | dope fiend"),
        ("cell", "table cell", "person who uses drugs"),
        ("alt text", "alt text", "An addict at the old clinic"),
        ("metadata", "image title", "The old clinic"),
        ("paragraph", None, "See our page on drug users, or https://example.org/addict."),
        ("metadata", "link title", "More for addicts"),
        (
            "paragraph",
            None,
            f"Bags cost $5 to $10; dose is {MASK} mg. Price*: {MASK} & more.",
        ),
        ("paragraph", None, "Read what an addict said."),
        (
            "note",
            "footnote",
            'As in the title of the 1988 report,\n"Drug users in Larch County".',
        ),
    ]
    assert {block.language for block in document.blocks} == {"en"}
    leads = {block.text: block.lead for block in document.blocks}
    assert leads["addict"] == ""  # the last of that text is a cell
    assert leads["drug abuser,\ndrug abusers"] == "Avoid these:"
    assert leads["junkie"] == "Avoid these: drug abuser,\ndrug abusers"
    assert block_with(document, "report of 1988").quoted
    dope = block_with(document, "dope fiend")
    assert (dope.column, dope.row) == ("Instead of", "person who uses drugs")
    assert marked(document.blocks[2], MarkKind.EMPHASIS) == ["that"]
    assert marked(block_with(document, "People who inject"), MarkKind.STRONG) == ["drug\nuser"]
    assert marked(document.blocks[11], MarkKind.STRIKE) == ["addict"]
    assert marked(block_with(document, "See our page"), MarkKind.LINK) == [
        "our page on drug users",
        "https://example.org/addict",
    ]
    assert place_of(document, "drug\nuser only") == (12, 52, "drug\nuser** only")
    assert place_of(document, '"heroin\naddicts"') == (22, 31, '"heroin\n> addicts"')
    assert place_of(document, "drug abuser,\ndrug") == (18, 3, "drug abuser,\n  drug")
    [suppression] = document.suppressions
    assert document.lines.line_text(suppression.first).startswith("Read what")
    assert document.problems == ()


@pytest.mark.parametrize(
    ("source", "text", "slice_"),
    [
        ("a drug **addict** b", "drug addict", "drug **addict"),
        ("a <b>drug</b> addict", "drug addict", "drug</b> addict"),
        ("a heroin&nbsp;addict", "heroin\xa0addict", "heroin&nbsp;addict"),
        ("a drug\\_addict", "drug_addict", "drug\\_addict"),
        ("a drug\r\naddict b", "drug\r\naddict", "drug\r\naddict"),
        ("> a drug\r\n> addict b", "drug\naddict", "drug\r\n> addict"),
        ("😀 drug [addict](u)", "drug addict", "drug [addict"),
        ("é\tdrug­ addict", "drug­ addict", "drug­ addict"),
        ("drug  \naddict", "drug\naddict", "drug  \naddict"),
        ("drug[^1] addict\n\n[^1]: x", "drug addict", "drug[^1] addict"),
        ("drug<!-- x --> addict", "drug addict", "drug<!-- x --> addict"),
        ("drug<br>addict", "drug\naddict", "drug<br>addict"),
    ],
)
def test_text_runs_across_inline_markup(source: str, text: str, slice_: str) -> None:
    document = read(source)
    line, column, found = place_of(document, text)
    assert found == slice_
    assert (line, column) == (1, source.index("drug" if "drug" in source else "heroin") + 1)


@pytest.mark.parametrize(
    "source",
    [
        "```\njunkie\n```",
        "~~~ text\njunkie",
        "    junkie",
        "<pre>junkie</pre>",
        "<!-- junkie -->",
        "[a]: http://junkie",
        "<script>\njunkie\n\njunkie</script>",
        "$$\njunkie\n$$",
    ],
)
def test_what_is_not_read(source: str) -> None:
    assert "junkie" not in " ".join(texts(read(f"One.\n\n{source}\n")))


@pytest.mark.parametrize(
    "source", ["`junkie`", "<code>junkie</code>", "$x_{junkie}$", "<kbd>x</kbd>"]
)
def test_inline_code_and_math_leave_a_mask(source: str) -> None:
    assert texts(read(f"a {source} b")) == [f"a {MASK} b"]


@pytest.mark.parametrize(
    "text",
    ["US$5 and A$6 a bag", "It costs $5-$10 a day.", "A $20 bag of heroin is US$ cheap, US$ x"],
)
def test_prices_are_no_math(text: str) -> None:
    assert texts(read(text)) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![drug *user*](a.png)", "drug user"),
        ("![drug user][a]\n\n[a]: b.png", "drug user"),
        ("[![drug user](a)](b)", "drug user"),
        ("<img src=x alt='drug user'>", "drug user"),
        ("text <img alt='drug user'> text", "drug user"),
    ],
)
def test_alt_text(text: str, expected: str) -> None:
    document = read(text)
    assert texts(document, Role.ALT_TEXT) == [expected]
    assert place_of(document, "drug")[:2] == (1, text.index("drug") + 1)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('[a](b "drug user")', "link title"),
        ("[a](b 'drug user')", "link title"),
        ("[a](b (drug user))", "link title"),
        ('![a](b "drug user")', "image title"),
        ('[a]\n\n[a]: b "drug user"', "link title"),
        ('<a title="drug user">a</a>', "title attribute"),
    ],
)
def test_titles(text: str, label: str) -> None:
    block = block_with(read(text), "drug user")
    assert (block.role, block.label) == (Role.METADATA, label)
    assert all(piece.exact for piece in block.pieces)


def test_an_escaped_title_is_read_without_being_exact() -> None:
    document = read('[a](b "a \\"drug\\" &amp; user")')
    block = block_with(document, '"drug" & user')
    assert not any(piece.exact for piece in block.pieces)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: drug users", ["drug users"]),
        ("title: 'It''s drug users'", ["It's drug users"]),
        ("hero:\n  image: a.png\n  alt: drug users", ["drug users"]),
        ("summary: |\n  drug users\n  here", ["drug users\nhere"]),
        ("items:\n- title: one\n- title: two", ["one", "two"]),
        ("title: [one, two]", ["one", "two"]),
        ("title: {{ page.x }} users", [f"{MASK} users"]),
        ("tags: [junkie]\nslug: junkie\ndate: 2020-01-01", []),
        ("title: &a drug users\nother: *a", ["drug users"]),
        ("title: drug: users: {", ["drug: users: {"]),
    ],
)
def test_yaml_front_matter(front: str, expected: list[str]) -> None:
    document = read(f"---\n{front}\n---\nText.\n")
    assert texts(document) == [*expected, "Text."]


def test_toml_front_matter() -> None:
    document = read(
        '+++\ntitle = "drug users"\n[params]\nDescription = \'it\'\nx = "y"\n+++\nText.\n'
    )
    assert texts(document) == ["drug users", "it", "Text."]
    assert document.blocks[1].label == "front matter: Description"


def test_a_line_of_dashes_is_no_front_matter() -> None:
    assert texts(read("---\n\nText.\n\n---\n\nMore.\n\n---\n")) == ["Text.", "More."]
    assert texts(read("Text.\n\n---\ntitle: x\n---\n")) == ["Text.", "title: x"]


def test_the_language_of_the_front_matter() -> None:
    document = read("---\nlang: es-MX\n---\nUno.\n\n<div lang=en>\n\nTwo.\n\n</div>\n\nTres.")
    assert [block.language for block in document.blocks] == ["es-MX", "en", "es-MX"]


def test_html_blocks_and_markdown_between_them() -> None:
    document = read(
        "<details>\n<summary>Drug <b>users</b></summary>\n\nInner *text*\n\n</details>\n\n"
        "> <div>\n> one &amp;\n> two\n> </div>\n\n- <p>item\n  text</p>\n\nAfter <b>open\n\nNext\n"
    )
    assert texts(document) == [
        "Drug users",
        "Inner text",
        "one &\ntwo",
        "item\ntext",
        "After open",
        "Next",
    ]
    assert document.blocks[2].quoted
    assert document.blocks[3].role is Role.LIST_ITEM
    assert document.blocks[5].marks == ()


def test_nested_structure() -> None:
    document = read(
        "# A\n\n## B\n\nUse:\n\n1. one\n   - deep\n\n     more\n2. two\n\n***\n\n- apart\n"
    )
    assert [(block.text, block.heading, block.lead) for block in document.blocks] == [
        ("A", "", ""),
        ("B", "A", ""),
        ("Use:", "B", ""),
        ("one", "B", "Use:"),
        ("deep", "B", "Use: one"),
        ("more", "B", "Use: one"),
        ("two", "B", "Use:"),
        ("apart", "B", ""),
    ]


def test_mdx() -> None:
    document = read(
        "import X from './junkie'\nexport const a = {\n\n  b: 'junkie'\n}\n\n# For {props.junkie}\n\n"
        '<Card title="Drug users" onClick={() => junkie()}>\n  **Drug** addict\n</Card>\n\n'
        "Drug <Tip>users</Tip> here\n\n```jsx\n<Card title='no' />\n```\n",
        "a.mdx",
    )
    assert texts(document) == [f"For {MASK}", "Drug users", "Drug addict", "Drug users here"]
    assert place_of(document, "Drug addict") == (10, 5, "Drug** addict")


def test_containers_and_attribute_lists_are_masked() -> None:
    document = read(
        "::: {.callout-note}\nDrug users\n:::\n\nText\n{: .big}\n\n# Head {#junkie .x}\n"
    )
    assert texts(document) == ["Drug users", "Text", "Head"]


def test_task_lists_alerts_and_strikethrough() -> None:
    document = read("- [x] done\n- [ ] open\n\n> [!NOTE]\n> quoted\n\n~~gone~~ _em_\n")
    assert texts(document) == ["done", "open", "quoted", "gone em"]
    assert marked(document.blocks[3], MarkKind.STRIKE) == ["gone"]
    assert marked(document.blocks[3], MarkKind.EMPHASIS) == ["em"]


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("[[#Drug addicts]]", True),
        ("[[page#drug addicts|those]]", True),
        ("[Drug addicts]", True),
        ("[Drug addicts][]", True),
        ("[those][Drug addicts]", True),
        ("[Drug addicts](page.md)", False),
        ("[Drug addicts]: page.md", False),
        ("[addicts] and drug addicts", False),
    ],
)
@pytest.mark.parametrize("title", ["## Drug *addicts*", "Drug addicts\n------------"])
def test_a_title_that_is_referred_to_by_its_words_stays(
    title: str, reference: str, named: bool
) -> None:
    document = registry.parse(f"{title}\n\nSee:\n\n{reference}\n\nDrug addicts\n", "a.md")
    assert bool(marked(document.blocks[0], MarkKind.FIXED)) is named
    assert not marked(document.blocks[-1], MarkKind.FIXED)
