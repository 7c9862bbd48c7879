"""What a glance at a file says holds of the document that is read."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.formats.glance import Glance
from personfirst.formats.registry import glance, read
from personfirst.match.fold import fold
from personfirst.match.rough import SENTENCE, TEXT, is_page, rough
from personfirst.model.text import MASK
from tests.helpers import FILLER

WORDS = st.sampled_from(
    ["get", "clean", "her", "oin", "Heroin", "people", "don't", "don’t", "don‘t", "don", "'t", "12",
     "x", "USER", "café", "a1b2c3", "aa_bb"]
)  # fmt: skip
GLUE = st.sampled_from(
    [" ", " ", " ", "\n", "\n\n", "*", "**", "_", " *", "* ", "~~", "[", "]", "](x)", "](x y)",
     '](x "clean")', "](her)", "][", "[^1]", "]: ", "![", "(", ")", " - ", "-", "-\n", "\n- ",
     "\n> ", "\n# ", "\n1. ", "\n    ", "\n\t", "|", "\n|", "\n---\n", "<b>", "</b>", "<!-- ",
     " -->", "&shy;", "&", ";", "`", "```\n", "\\", "\\*", "$", "{", "}", "\u00ad", "\u00a0", "–",
     "…", "”", "\r\n", "\r", "\t", "\n\n---\n", "title: ", " personfirst: ignore ", "\u200b", "ﬁ"]
)  # fmt: skip
PLAIN = st.sampled_from(
    [" ", " ", " ", "\n", "\n\n", " *", "* ", "** ", " _", ". ", ", ", " [", "] ", "](x) ", "](x y) ",
     "](her)", "](clean)", "] [", "](x) *", " ![", " (", ") ", " - ", "-", "\n- ", "\n> ", "\n# ",
     "\n1. ", " | ", " |\n", "\n|---|---|\n", "\n---\n", "\u00a0", "–", "… ", "” ", "\r\n", " & ",
     ";", "\n\n---\n", ": ", "/", ".", "@", "#", "~", "'", " '", "\n===\n", "\n* * *\n", "- [",
     "*-\n", "-*\n", "](x)-\n", "\n>     ", "\n-     ", "\na) ", "\n- [x] ", "\n...\n", "\n---x: ", "''"]
)  # fmt: skip
START = st.sampled_from(
    ["", "", "---\n", "---\ntitle: her\n---\n", "---\ntitle: '", "+++\ntitle = '", "    ", "\ufeff",
     "# "]
)  # fmt: skip


def side_by_side(text: str) -> set[tuple[str, str]]:
    """The pairs of words in a text, in small letters, that stand side by side; digits aside."""
    words = [word for word in text.split() if word.isalpha()]
    return set(itertools.pairwise(words))


def check(data: bytes, path: str) -> Glance | None:
    """A glance, if there is one, held against the document that is read."""
    seen = glance(data, path)
    if seen is None:
        return None
    document = read(data, path)
    assert not document.suppressions
    assert not document.problems
    pairs = side_by_side(" ".join(seen.words))
    for block in document.blocks:
        for text in re.split(f"(?:[A-Za-z]*n')?{MASK}+", fold(block.text).text):
            told = rough([text.replace("\n", " ")])
            assert {one for one in told.split() if one.isalpha()} <= set(seen.words), text
            for sentence in re.split(f"[{SENTENCE}{TEXT}]", told):
                assert side_by_side(sentence) <= pairs, (text, sentence)
    if seen.is_page:
        assert is_page(block.text for block in document.blocks)
    return seen


@pytest.mark.parametrize("suffix", ["md", "txt"])
@given(START, st.lists(st.tuples(WORDS, PLAIN | GLUE), min_size=1, max_size=12))
@settings(max_examples=400, deadline=None)
def test_words_and_their_order(suffix: str, start: str, parts: list[tuple[str, str]]) -> None:
    text = start + "".join(word + glue for word, glue in parts)
    check(text.encode(), f"page.{suffix}")
    check(f"{text}\n\n{FILLER}".encode(), f"page.{suffix}")


@pytest.mark.parametrize("suffix", ["md", "txt"])
@given(st.lists(st.tuples(WORDS, PLAIN), min_size=1, max_size=12))
@settings(max_examples=600, deadline=None)
def test_on_markup_that_mostly_has_a_glance(suffix: str, parts: list[tuple[str, str]]) -> None:
    text = "".join(word + glue for word, glue in parts)
    check(text.encode(), f"page.{suffix}")
    check(f"{FILLER}\n\n{text}".encode(), f"page.{suffix}")


@pytest.mark.parametrize(
    "text",
    [
        "her**oin**",
        "her*oin*",
        "[her](x)oin",
        "her![](x)**oin**",
        "her[](x)oin",
        "[get](clean up)",
        "[get\n\nThem](clean)",
        "get](clean)",
        "\\[get](clean)",
        "| a | b |\n|---|---|\n| [get | x](clean) |",
        "[her![](x)](y)oin",
        "her-\noin",
        "> her- \n> oin",
        "her-\r\noin",
        "*her-*\noin",
        "**her**-\n**oin**",
        "[her-](x)\noin",
        "[her](x)-\noin",
        "**don**'t",
        "don'**t**",
        "[don](x)'t",
        "don‘t",
        "don`t",
        "'get clean'then",
        "---\ntitle: 'They don''t'\n---\nMore.",
        "+++\ntitle = 'dn't\n+++\nMore.",
        "her&shy;oin",
        "her<b>oin</b>",
        "her<!-- -->oin",
        "her\u00adoin",
        "ﬁeld heroﬁn",
        "[her][a]oin\n\n[a]: x",
        "Words.\n\n<!-- personfirst: ignore -->\n\nMore words.",
        "[//]: # (personfirst: ignore)",
        "# personfirst: ignore-next-line[x] -- why\nMore words.",
        "don't get clean, DON’T",
    ],
)
def test_words_that_markup_hides(text: str) -> None:
    for path in ("page.md", "page.txt"):
        check(text.encode(), path)
        check(f"{FILLER}\n\n{text}\n\n{FILLER}".encode(), path)


@pytest.mark.parametrize(
    "text",
    [
        "```\n{}\n```\n\nHe got clean.",
        "~~~\n{}\n~~~\n\nHe got clean.",
        "He got clean.\n\n    {}",
        "\t{}\n\nHe got clean.",
        "<script>{}</script>\n\nHe got clean.",
        "{{{{ {} }}}}\n\nHe got clean.",
        "`{}` he got clean.",
        "$${}$$\n\nHe got clean.",
        '[a]: x "{}"\n\nHe got clean.',
        "---\nlayout: {}\n---\n\nHe got clean.",
        "---\nlayout: {}\n\nHe got clean.",
        "---\nlayout: a\n---x: {}\n---\n\nHe got clean.",
        "---\nlayout: a\n---\u00a0: {}\n---\n\nHe got clean.",
        ">     {}\n\nHe got clean.",
        ">\t\t{}\n\nHe got clean.",
        "1. -     {}\n\nHe got clean.",
        "| a |\n|---|\n| b | {} |\n\nHe got clean.",
    ],
)
def test_words_that_are_no_text(text: str) -> None:
    seen = check(text.format(FILLER.strip()).encode(), "page.md")
    assert seen is None or not seen.is_page


@pytest.mark.parametrize(
    "line",
    ["a1b2c3d4e5f6 ", "aa_bb_cc ", "a) word\n\n", "iv) word\n\n", "o\tword\n\n", "- [x] word\n",
     "1. 2. word\n\n", "::: note\n:::\n\n", "> [!NOTE]\n> word\n\n", "_ _ _\n", "| word |\n"],
)  # fmt: skip
def test_words_are_not_counted_twice(line: str) -> None:
    for path in ("page.md", "page.txt"):
        for number in (40, 61, 70, 99, 121):
            check((line * number).encode(), path)


def test_modules_of_a_page_are_no_text() -> None:
    text = "export const roofs = [\n" + '"the roof",\n' * 100 + "]\n\nHe got clean."
    assert check(text.encode(), "page.mdx") is None


def test_rows_and_boxes_are_counted_as_text() -> None:
    table = "| one | two |\n|-----|-----|\n" + "| one | two |\n" * 50
    text = f"{table}\n" + "- [ ] one\n- [x] two\n" * 9
    seen = check(text.encode(), "page.md")
    assert seen is not None
    assert seen.size == read(text.encode(), "page.md").words + 2


def test_what_a_glance_counts() -> None:
    text = (
        f"# The library\n\nRead [the *minutes*](m.md).\n\n- one\n- two\n\n1. 4\u00a0pm\n\n{FILLER}"
    )
    seen = check(text.encode(), "page.md")
    assert seen is not None
    assert seen.is_page
    assert seen.size == read(text.encode(), "page.md").words
