"""The laws that every registered format keeps, whatever the bytes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from personfirst.formats import registry
from personfirst.formats.base import Format
from personfirst.model.errors import UnreadableDocumentError
from tests.formats.support import GOLDEN, assert_lawful, exact_share

SUFFIXES = sorted(suffix for suffix, one in registry.SUFFIXES.items() if one.parse)
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
    ]
)
WHOLE = [path.read_bytes().decode() for path in sorted(GOLDEN.iterdir())]
SOUP = st.lists(PARTS, max_size=30).map("".join)


@pytest.mark.parametrize("one", registry.FORMATS, ids=lambda one: one.name)
def test_a_format_has_a_name_and_suffixes_of_its_own(one: Format) -> None:
    assert one.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in one.suffixes)
    assert all(registry.SUFFIXES[suffix] is one for suffix in one.suffixes)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_to_read_gives_no_blocks(suffix: str) -> None:
    for data in (b"", b" ", b"\n\r\n\t", b"\xef\xbb\xbf"):
        document = registry.read(data, f"a{suffix}")
        assert document.blocks == ()
        assert (document.path, document.words) == (f"a{suffix}", 0)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_are_read_whatever_the_line_ends(suffix: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        document = registry.parse(
            f"We help drug{end}users.{end}{end}And more people.{end}", f"a{suffix}"
        )
        assert_lawful(document)
        assert "users." in document.blocks[0].text
        assert exact_share(document) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(text=SOUP)
@example(text="[a\\\n*b](c 'd')")
def test_markup_soup_keeps_the_laws(suffix: str, text: str) -> None:
    assert_lawful(registry.parse(text, f"a{suffix}"))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of a golden document with markup put in where it does not belong."""
    text = draw(st.sampled_from(WHOLE))
    start = draw(st.integers(0, len(text) - 1))
    text = text[start : start + draw(st.integers(0, 500))]
    for part in draw(st.lists(PARTS, max_size=8)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + part + text[place + draw(st.sampled_from((0, 0, 1, 9))) :]
    return text


@pytest.mark.parametrize("suffix", [".txt", ".md", ".mdx", ".html", ".svelte"])
@settings(max_examples=250, deadline=None)
@given(text=damaged())
@example(text="a <svg><title>b<<code>c>d")
@example(text="a <svg><title>b</svg> c</p>d")
@example(text="a <code>b $c dd ee$ f</p>g")
@example(text="![a <p> b](c) d")
def test_damaged_documents_keep_the_laws(suffix: str, text: str) -> None:
    assert_lawful(registry.parse(text, f"a{suffix}"))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".mdx", ".html", ".svelte"])
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
    ],
)
def test_most_of_a_golden_document_is_exact(name: str, share: float) -> None:
    document = registry.read((GOLDEN / name).read_bytes(), name)
    assert_lawful(document)
    assert exact_share(document) >= share


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
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
    ],
)
def test_the_format_follows_from_the_name(path: str, name: str | None) -> None:
    found = registry.format_for(path)
    assert (found.name if found else None) == name


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"\.md"):
        registry.read(b"text", "photo.png")
