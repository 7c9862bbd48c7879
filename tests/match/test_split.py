"""Words told apart without spaCy are those that spaCy tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personfirst.match.fold import fold
from personfirst.match.short_forms import ABBREVIATIONS, RUN_TOGETHER
from personfirst.match.split import WordSplitter, plain_parts
from personfirst.model.text import MASK, WORD_PART

TOKENIZER = pytest.importorskip("spacy").blank("en").tokenizer
DOCS = Path(__file__).parents[2] / "docs"
AROUND = (
    "{}", '"{}', "{},", '{}."', "{}.", "({})", "{}'s", "{}-based", "non-{}", "[{}].", "{}:", "{}...",
    "...{}", "x/{}", "3{}", "{}3", "£{}", "{}%", "{}—so", "{}?!", "'{}'", "{0},{0}", "{0}.{0}", "{0}-{0}",
)  # fmt: skip
_PARTS = """
user Users HIV U.S. J. a.m. Dr. Vs. Ph.D. cannot don't dont we'll 'll c'mon id ID Wed Yall St. st.
20 3.5 1st 5mg 10km/h 3pm F11.10 8.8.8.8 clinic.example x.Y ½ ² m² Ž é É ж
( ) " ' - / , . ... : ; % $ US$ £ + = # & * ? ! … — • ✔
"""
PARTS = st.sampled_from([*_PARTS.split(), MASK])


def spacy_parts(text: str) -> tuple[str, ...]:
    return tuple(part for token in TOKENIZER(text) for part in WORD_PART.findall(token.text))


@pytest.mark.parametrize("around", AROUND)
def test_every_exception_that_spacy_knows(around: str) -> None:
    for word in TOKENIZER.rules:
        for cased in (word, word.upper(), word.lower(), word.capitalize()):
            stretch = around.format(cased)
            if stretch.split() == [stretch]:
                assert plain_parts(stretch) in (None, spacy_parts(stretch)), stretch


def test_the_lists_hold_what_spacy_splits_and_keeps() -> None:
    split = {word.lower() for word, parts in TOKENIZER.rules.items() if len(parts) > 1}
    assert {word for word in split if word.isalpha()} == set(RUN_TOGETHER)
    kept = {word.lower() for word in TOKENIZER.rules if word[:-1].isalpha() and word[-1] == "."}
    assert {word for word in kept if len(word) > 2} <= ABBREVIATIONS


@given(st.lists(PARTS, min_size=1, max_size=6).map("".join))
@settings(max_examples=3000, deadline=None)
def test_stretches_of_words_and_signs(stretch: str) -> None:
    assert plain_parts(stretch) in (None, spacy_parts(stretch))


def guides() -> Iterator[str]:
    for file in sorted(DOCS.glob("*.md")):
        yield from file.read_text(encoding="utf-8").split("\n\n")


def test_whole_texts() -> None:
    split = WordSplitter()
    for text in guides():
        folded = fold(text).text
        assert tuple(split(folded)) == spacy_parts(folded)


def test_prose_needs_no_spacy() -> None:
    text = """Dr. Lee (the county's nurse) said: “We don't label people; 3.5% of 1,200 cannot wait.”
    MR. JONES (Mrs. Jones's son) hadn't. The clinic's. Acme Inc., Rd., No. 4, Sept. 5, Wed. (St. Paul)
    a. Ask for ID. b. Call 7% of 9%. £4.95. F11.10), 3pm, 8b. Fear... ...and café. (Ramón), IDs. U.S.
    • ✔ | ☐ → ❤️ § Ruby's. 10mg/day, 2x. Ph.D. e.g., the 40's."""
    assert [one for one in fold(text).text.split() if plain_parts(one) is None] == []


@pytest.mark.parametrize(
    "stretch", ["clinic.example/x.Y", "8.8.8.8/x.Y", "8.8.8.8/a..b", "non-Ph.D."]
)
def test_what_spacy_may_keep_whole_is_left_to_it(stretch: str) -> None:
    assert plain_parts(stretch) is None
