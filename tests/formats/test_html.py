"""HTML: what is read, in which role and language, and that broken pages are survived."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.text import MASK
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str, path: str = "a.html") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def test_the_health_page() -> None:
    document = golden("health-page.html")
    assert [(block.role.value, block.label, block.text) for block in document.blocks] == [
        ("metadata", "page title", "Overdose prevention – Larch County Health"),
        (
            "metadata",
            "meta description",
            "Where drug users & families can get naloxone in Larch County.",
        ),
        ("metadata", "meta og:image:alt", "A nurse with an addict at the Elm Street clinic"),
        ("heading", None, "Overdose prevention"),
        (
            "paragraph",
            None,
            "Free kits for drug addicts, heroin\xa0addicts and\ntheir families.\n\n"
            f"Ask for {MASK} at the desk. Junkies welcome",
        ),
        ("metadata", "title attribute", "Help for families"),
        ("paragraph", None, "Please avoid these words:"),
        ("list item", None, "addict"),
        ("list item", None, "user abuser"),
        ("list item", None, "drug abuser"),
        ("paragraph", None, "“I was a junkie”, she wrote."),
        ("caption", None, "Words we use"),
        ("cell", "table cell", "Instead of"),
        ("cell", "table cell", "Say"),
        ("cell", "table cell", "addict"),
        ("cell", "table cell", "person with a substance use disorder"),
        ("alt text", "alt text", "An addict’s hands"),
        ("caption", None, "Clinic, 2019"),
        ("metadata", "button", "Find a clinic"),
        ("metadata", "placeholder", "Your town"),
        ("metadata", "aria-label", "Close the drug user survey"),
        ("paragraph", "button", "Close"),
        ("paragraph", None, "Ayuda para adictos"),
        ("paragraph", None, f"Call {MASK} 555 0100."),
        ("alt text", "svg title", "Phone"),
    ]
    body = block_with(document, "Free kits")
    assert marked(body, MarkKind.STRONG) == ["addicts"]
    assert marked(body, MarkKind.LINK) == ["families"]
    assert marked(body, MarkKind.STRIKE) == ["Junkies"]
    assert marked(body, MarkKind.QUOTE) == ["welcome"]
    assert body.heading == "Overdose prevention"
    assert block_with(document, "user abuser").lead == "Please avoid these words:"
    deep = document.blocks[9]
    assert (deep.text, deep.lead) == ("drug abuser", "Please avoid these words: user abuser")
    assert block_with(document, "I was a junkie").quoted
    cell = block_with(document, "person with")
    assert (cell.column, cell.row) == ("Say", "addict")
    assert block_with(document, "adictos").language == "es"
    assert {block.language for block in document.blocks} == {"en-US", "es"}
    assert place_of(document, "drug addicts") == (14, 18, "drug <strong>addicts")
    assert place_of(document, "heroin\xa0addicts") == (14, 49, "heroin&nbsp;addicts")
    [suppression] = document.suppressions
    assert suppression.first == 13


@pytest.mark.parametrize(
    ("source", "text", "slice_"),
    [
        ("<p>drug <b>addict</b>", "drug addict", "drug <b>addict"),
        ("<b>drug</b> addict", "drug addict", "drug</b> addict"),
        ("heroin&nbsp;addict", "heroin\xa0addict", "heroin&nbsp;addict"),
        ("heroin&nbspaddict", "heroin\xa0addict", "heroin&nbspaddict"),
        ("drug&#32;&#x61ddict", "drug addict", None),
        ("drug<wbr>gie", "druggie", "drug<wbr>gie"),
        ("drug&shy;gie", "drug\xadgie", "drug&shy;gie"),
        ("<i>😀 drug</i>\r\naddict", "drug\r\naddict", "drug</i>\r\naddict"),
        ("drug<!-- x --> addict", "drug addict", "drug<!-- x --> addict"),
        ("drug<br/>addict", "drug\naddict", "drug<br/>addict"),
        ("drug <x-tip>addict</x-tip> x", "drug addict", "drug <x-tip>addict"),
    ],
)
def test_text_runs_across_inline_markup(source: str, text: str, slice_: str | None) -> None:
    document = read(source)
    if slice_ is not None:
        line, column, found = place_of(document, text)
        assert found == slice_
        assert (line, column) == (1, source.index(slice_) + 1)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a &amp; b", "a & b"),
        ("a &ampb", "a &b"),
        ("a &notit; b", "a ¬it; b"),
        ("a &nosuch; b", "a &nosuch; b"),
        ("&#8220;a&#x201D", "“a”"),
        ("a&#0;b &#99999999999999999999;", "a\ufffdb \ufffd"),
        ("a &#" + "0" * 5000 + "65; b", "a A b"),
        ("&CounterClockwiseContourIntegral;x", "∳x"),
        ("a & b && c &", "a & b && c &"),
    ],
)
def test_character_references(source: str, text: str) -> None:
    assert texts(read(f"<p>{source}</p>")) == [text]


def test_a_reference_in_an_attribute_needs_its_semicolon_before_a_letter() -> None:
    document = read('<img alt="a&copy=2 &copy b &amp;c">')
    assert texts(document) == ["a&copy=2 © b &c"]


@pytest.mark.parametrize(
    "source",
    [
        "<script>junkie</script>",
        "<SCRIPT>'<p>junkie'</ScRiPt >",
        "<style>junkie</style>",
        "<pre>junkie</pre>",
        "<svg><text>junkie</text></svg>",
        "<math><mi>junkie</mi></math>",
        "<!-- junkie -->",
        "<!--> --> <!junkie> <?junkie?> </ junkie>",
        "<a href='junkie' data-title='junkie' class=junkie></a>",
        "<meta name=keywords content=junkie>",
        "<input value=junkie>",
        "<iframe>junkie</iframe>",
        "<samp>junkie</samp>",
    ],
)
def test_what_is_not_read(source: str) -> None:
    document = read(f"<p>One.</p>{source}<p>Two.</p>")
    assert "junkie" not in " ".join(texts(document)).replace("--> ", "")
    assert texts(document)[0] == "One."
    assert texts(document)[-1] == "Two."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>un<b>closed <i>x</p> <p>next</b> y</i>", ["unclosed x", "next y"]),
        ("<ul><li>a<li>b</ul>c", ["a", "b", "c"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", ["a", "b", "c", "d"]),
        ("a < b <3 and <", ["a < b <3 and <"]),
        ("a </div> b </p> c", ["a", "b", "c"]),
        ("<p>a<!-- unterminated <p>b", ["a"]),
        ("<p>a<b title='unterminated>b</b>", ["ab"]),
        ("<p>a<b", ["a"]),
        ("<script>a", []),
        ("<title>a <p>b", ["a", "b"]),
        ("<td>a</div>b</td>", ["a", "b"]),
        ("<div><td>a</div>b", ["a", "b"]),
        ("<b><p>a</b>b</p>", ["ab"]),
        ("a\0b", ["a\0b"]),
        ("<p title='one' title='two'>x", ["one", "x"]),
        ("<p/class='x'>y<br/ >z", ["y\nz"]),
        ("<h1>a<h2>b<p>c", ["a", "b", "c"]),
        ("<select><option>a<option>b</select>", ["a", "b"]),
        ("<noscript>Call us</noscript>", ["Call us"]),
        ("<a href=x/>y</a>", ["y"]),
        ("<Card>one</Card><Card>two</Card>", ["one", "two"]),
    ],
)
def test_broken_pages_are_survived(source: str, expected: list[str]) -> None:
    assert texts(read(source)) == expected


def test_an_unclosed_heading_is_closed_by_the_next_paragraph() -> None:
    document = read("<h1>Title<p>Text<h2>More")
    assert [block.role for block in document.blocks] == [Role.HEADING, Role.PARAGRAPH, Role.HEADING]


def test_tables() -> None:
    document = read(
        "<table><thead><tr><th>Avoid<th colspan=2>Say</thead><tbody>"
        "<tr><th rowspan=2>people<td>addict<td>person <table><tr><td>inner</table>"
        "<tr><td>user<td>someone</table>"
    )
    rows = {block.text: (block.column, block.row) for block in document.blocks}
    assert rows["addict"] == ("Say", "people | person")
    assert rows["user"] == ("Say", "someone")
    assert rows["people"][0] == "Avoid"
    assert rows["inner"] == ("", "")


def test_a_first_row_of_plain_cells_heads_its_table() -> None:
    document = read("<table><tr><td>Avoid<td>Say<tr><td>addict<td>person</table>")
    assert document.blocks[2].column == "Avoid"
    named = read("<table><tr><th>Name<td>A<tr><th>Town<td>B</table>")
    assert {block.column for block in named.blocks} == {""}


def test_definition_lists() -> None:
    document = read("<p>Words<dl><dt>Avoid<dd>addict<dt>Say<dd>person</dl>")
    leads = [(block.text, block.lead) for block in document.blocks]
    assert leads == [
        ("Words", ""),
        ("Avoid", "Words"),
        ("addict", "Words Avoid"),
        ("Say", "Words"),
        ("person", "Words Say"),
    ]


def test_languages() -> None:
    document = read(
        "<p>a</p><div lang=es><p>b <i lang='en'>c</i> d</p></div><p xml:lang='fr'>e</p>"
        "<html lang=en><p>f <span lang=en-GB>g</span></p>"
    )
    assert [(block.text, block.language) for block in document.blocks] == [
        ("a", None),
        ("b", "es"),
        ("c", "en"),
        ("d", "es"),
        ("e", "fr"),
        ("f g", "en"),
    ]


def test_quotations_and_citations() -> None:
    document = read("<blockquote>a<blockquote>b</blockquote>c</blockquote>d <cite>Report</cite>")
    assert [(block.text, block.quoted) for block in document.blocks] == [
        ("a", True),
        ("b", True),
        ("c", True),
        ("d Report", False),
    ]
    assert marked(document.blocks[3], MarkKind.CITE) == ["Report"]


def test_marks_go_on_in_the_next_block() -> None:
    document = read("<b>one<p>two</p>three</b> four")
    assert [marked(block, MarkKind.STRONG) for block in document.blocks] == [
        ["one"],
        ["two"],
        ["three"],
    ]


@pytest.mark.parametrize("suffix", [".vue", ".svelte", ".xhtml"])
def test_a_script_that_closes_itself_hides_nothing(suffix: str) -> None:
    page = "<script src='x' /><template><p>Drug users</p></template>"
    assert texts(read(page, f"a{suffix}")) == ["Drug users"]


def test_svelte_expressions_are_masked() -> None:
    document = read("<p>Hello {name}, {#if a > 1}drug users{/if}</p>", "a.svelte")
    assert texts(document) == [f"Hello {MASK}, {MASK}drug users{MASK}"]


@pytest.mark.parametrize("path", ["about.html", "about.njk", "about.hbs", "about.html.erb"])
def test_front_matter_of_a_page(path: str) -> None:
    front = "---\nlayout: page\ntitle: Help for {{ site.who }}\npermalink: /drug-users/\n---\n"
    document = read(f"{front}<p>Drug users</p>\n", path)
    assert [(block.role, block.label, block.text) for block in document.blocks] == [
        (Role.METADATA, "front matter: title", f"Help for {MASK}"),
        (Role.PARAGRAPH, None, "Drug users"),
    ]


@pytest.mark.parametrize("name", ["code", "kbd", "samp", "var", "tt"])
def test_names_that_programs_know_are_not_read(name: str) -> None:
    assert texts(read(f"<p>The <{name}>drug addicts</{name}> value.</p>")) == [f"The {MASK} value."]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("<select><option>Drug addicts</option></select>", True),
        ("<select><option selected>Drug addicts<option value=x></select>", True),
        ("<datalist><option>Drug addicts</datalist>", True),
        ("<select><option value='a'>Drug addicts</option></select>", False),
        ("<select><option :value='a'>Drug addicts</option></select>", False),
        ("<select><option [ngValue]='a'>Drug addicts</option></select>", False),
        ("<input type='submit' value='Drug addicts'>", True),
        ("<input type='reset' value='Drug addicts'>", False),
        ("<select><option>a</select><p>Drug addicts</p>", False),
    ],
)
def test_what_a_form_sends_is_left_to_a_person(text: str, fixed: bool) -> None:
    block = block_with(read(text), "Drug addicts")
    assert marked(block, MarkKind.FIXED) == (["Drug addicts"] if fixed else [])
