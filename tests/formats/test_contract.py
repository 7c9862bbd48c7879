"""The laws that every registered format keeps, whatever the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import GOLDEN, assert_lawful, exact_share

SUFFIXES = sorted(suffix for suffix, one in registry.SUFFIXES.items() if one.load().parse)
PARTS = st.sampled_from(
    [
        *"abé \t\n\r\xa0\xad​😀&<>\"'`*_[]()!|#-+=:;~$\\/{}%1.\0\x1f\ufdd0",
        *("\r\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "| a | b |\n|---|---|\n", "```\n", "~~"),
        *("<p>", "</p>", "<b>", "</b>", "<!--", "-->", "<a title='", "<td>", "<table>", "<li>"),
        *("<ul>", "</ul>", "<br>", "<img alt=x>", "<svg>", "<title>", "</title>", "<code>", "<q>"),
        *("<pre>", "</pre>", "<script>", "</script>", "<span lang=es>", "</span>", "<dl><dt>"),
        *("&amp;", "&nbsp", "&#65;", "&#x41", "&#0;", "&#99999999999999;", "{{ x }}", "{% if %}"),
        *("{%", "{{<", ">}}", "<?php", "?>", "{/* x */}", "---\n", "title: a b\n", '![a](b "c")'),
        *(
            "[^1]",
            "[^1]: ",
            "[a]: b 'c'\n",
            "drug",
            "addict",
            "AVOID THESE:\n",
            "import x\n",
            "<X y=1>\n",
        ),
        *("<!-- personfirst: ignore[a] -->", "# personfirst: ignore-end\n", "{# personfirst: x #}"),
        *("::\n\n", ".. note:: ", "``", ":ref:`", "`a <b>`_", "|x|", "+--+--+\n", "=== ===\n"),
        *(".. [1] ", ".. a::\n   ", "a_", "\\ ", "  :alt: a\n", "-a  b\n", "term\n    ", "* - a\n"),
        *(
            "|===\n",
            "----\n",
            "____\n",
            "[source]\n",
            "++",
            "<<a,b>>",
            "footnote:[",
            "link:x[",
            "]",
        ),
        *("a:: b\n", "+\n", "// ", ".Title\n", "2+|", '"`', "image::x[a]\n", "{x}"),
        *("\\begin{itemize}\n\\item ", "\\end{itemize}", "\\textbf{", "\\footnote{", "\\'e", "%"),
        *(
            "\\begin{tabular}{l}",
            "\\\\",
            "\\end{tabular}",
            "\\section{",
            "\\cite{a}",
            "\\x{a b}",
            "``",
        ),
        *(
            "1\n00:00:01,000 --> 00:00:02,000\n",
            "<v A>",
            "NOTE ",
            "{\\an8}",
            "- ",
            ">> ",
            "WEBVTT\n\n",
        ),
        *(
            '{"a": "',
            '"',
            "\\u2019",
            "\\ud83d",
            ", ",
            "a: |\n  ",
            "k: 'it''s a'\n",
            "- &a b c\n",
            "a: >\n",
        ),
        *(
            'msgid "',
            'msgstr "a b"\n',
            "#: a\n",
            "<trans-unit id='a'><source>",
            "</source>",
            "<ph>",
        ),
        *('"a ""b"" c"', ";", "</trans-unit>", "<target>"),
    ]
)
WHOLE = [path.read_bytes().decode() for path in sorted(GOLDEN.iterdir()) if path.is_file()]
SOUP = st.lists(PARTS, max_size=30).map("".join)


@pytest.mark.parametrize("one", registry.KINDS, ids=lambda one: one.name)
def test_a_format_has_a_name_and_suffixes_of_its_own(one: registry.Kind) -> None:
    suffixes = one.suffixes.split()
    assert suffixes
    assert one.load().name == one.name
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
    assert all(registry.SUFFIXES[suffix] is one for suffix in suffixes)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_to_read_gives_no_blocks(suffix: str) -> None:
    for data in (b"", b" ", b"\n\r\n\t", b"\xef\xbb\xbf"):
        document = registry.read(data, f"a{suffix}")
        assert document.blocks == ()
        assert (document.path, document.words) == (f"a{suffix}", 0)


RUNNING = "We help drug\nusers.\n\nAnd more people.\n"
WRITTEN = {
    ".csv": '"We help drug\nusers."\n\n"And more people."\n',
    ".tsv": '"We help drug\nusers."\n\n"And more people."\n',
    ".srt": f"1\n00:00:01,000 --> 00:00:02,000\n{RUNNING}",
    ".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nWe help drug\nusers.\n\n"
    "00:09.000 --> 00:10.000\nAnd more people.\n",
    ".json": '{\n"a": "We help drug users.",\n\n"b": "And more people."\n}\n',
    **dict.fromkeys((".yaml", ".yml"), "a: We help drug users.\n\nb: And more people.\n"),
    **dict.fromkeys(
        (".po", ".pot"),
        'msgid "We help drug "\n"users."\nmsgstr ""\n\nmsgid "And more people."\nmsgstr ""\n',
    ),
    **dict.fromkeys(
        (".xlf", ".xliff"),
        "<xliff>\n<trans-unit><source>We help drug\nusers.</source></trans-unit>\n\n"
        "<trans-unit><source>And more people.</source></trans-unit>\n</xliff>\n",
    ),
}
"""The same sentences as a format writes them, where running text is no file of it."""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_are_read_whatever_the_line_ends(suffix: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        text = WRITTEN.get(suffix, RUNNING).replace("\n", end)
        document = registry.parse(text, f"a{suffix}")
        assert_lawful(document)
        assert "users." in document.blocks[0].text
        assert document.words == 7
        assert not document.problems
        assert exact_share(document) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(text=SOUP)
@example(text="[a\\\n*b](c 'd')")
def test_markup_soup_keeps_the_laws(suffix: str, text: str) -> None:
    assert_lawful(registry.parse(text, f"a{suffix}"))


READERS = [".txt", ".md", ".mdx", ".html", ".svelte", ".rst", ".adoc", ".tex"]
READERS += [".srt", ".vtt", ".csv", ".json", ".yaml", ".po", ".xlf"]


@st.composite
def damaged(draw: st.DrawFn, whole: list[str]) -> str:
    """A stretch of a golden document with markup put in where it does not belong."""
    text = draw(st.sampled_from(whole))
    start = draw(st.integers(0, len(text) - 1))
    text = text[start : start + draw(st.integers(0, 500))]
    for part in draw(st.lists(PARTS, max_size=8)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + part + text[place + draw(st.sampled_from((0, 0, 1, 9))) :]
    return text


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=250, deadline=None)
@given(text=damaged(WHOLE))
@example(text="a <svg><title>b<<code>c>d")
@example(text="a <svg><title>b</svg> c</p>d")
@example(text="a <code>b $c dd ee$ f</p>g")
@example(text="![a <p> b](c) d")
def test_damaged_documents_keep_the_laws(suffix: str, text: str) -> None:
    assert_lawful(registry.parse(text, f"a{suffix}"))


@pytest.mark.parametrize(
    "path", sorted(path for path in GOLDEN.iterdir() if path.is_file()), ids=lambda path: path.name
)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_document_of_its_own_format_keeps_the_laws(
    path: Path, data: st.DataObject
) -> None:
    text = data.draw(damaged([path.read_bytes().decode()]))
    assert_lawful(registry.parse(text, path.name))


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_keeps_the_laws(suffix: str, text: str) -> None:
    assert_lawful(registry.parse(text, f"a{suffix}"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=200))
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"\xfe\xff\xd8\x00\x00a")
@example(data=b"\x00")
def test_arbitrary_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    try:
        document = registry.read(data, f"a{suffix}")
    except UnreadableDocumentError as error:
        assert "\n" not in str(error)
    else:
        assert_lawful(document)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("health-page.html", 0.98),
        ("style-guide.md", 0.98),
        ("brochure.txt", 0.99),
        ("minutes.txt", 1.0),
        ("guide.rst", 0.99),
        ("manual.adoc", 0.98),
        ("handbook.tex", 0.96),
        ("town-hall.srt", 0.99),
        ("webinar.vtt", 0.98),
        ("survey.csv", 0.98),
        ("directory.csv", 1.0),
        ("site.json", 0.96),
        ("resources.yaml", 0.94),
        ("es.po", 0.95),
        ("brochure.xlf", 0.96),
    ],
)
def test_most_of_a_golden_document_is_exact(name: str, share: float) -> None:
    document = registry.read((GOLDEN / name).read_bytes(), name)
    assert_lawful(document)
    assert exact_share(document) >= share


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir() if path.is_file()))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_reads_the_same_in_every_encoding(name: str, encoding: str) -> None:
    data = (GOLDEN / name).read_bytes()
    plain = registry.read(data, name)
    assert registry.read(data.decode().encode(encoding), name).blocks == plain.blocks


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/README", "text"),
        ("LICENSE", "text"),
        ("Makefile", None),
        ("notes.TXT", "text"),
        ("guide.Rmd", "markdown"),
        ("guide.md.j2", "markdown"),
        ("page.html.erb", "html"),
        ("page.erb", "html"),
        ("v1.2.jinja", "html"),
        ("app.yml.j2", None),
        ("photo.png", None),
        (".md", None),
        ("site/Card.vue", "html"),
        ("talk.es.srt", "captions"),
        ("po/es.po", "po"),
        ("index.rst", "restructuredtext"),
        ("package.json", "json"),
        ("letter.tex", "latex"),
        ("survey.csv.j2", None),
        ("package.json.j2", None),
        ("letter.tex.jinja", None),
        ("config.yaml.erb", None),
        ("captions.srt.j2", "captions"),
    ],
)
def test_the_format_follows_from_the_name(path: str, name: str | None) -> None:
    found = registry.kind_for(path)
    assert (found.name if found else None) == name


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"\.md"):
        registry.read(b"text", "photo.png")
