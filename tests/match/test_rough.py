"""The two laws of a rough look: no word is missed, and no sentence is cut that is one."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from personfirst.match.fold import fold
from personfirst.match.rough import (
    SENTENCE,
    TEXT,
    rough,
    rough_sentences,
    subject_of,
    words_and_signs,
)
from personfirst.match.short_forms import RUN_TOGETHER
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import Tokens, tokenize
from personfirst.rulebook.needs import needle

SPLIT = WordSplitter()
_WORDS = (
    "users do don't cannot dont Mr. Inc. The They clinic U.S. it's 5 20mg vs. heroin-addicted (see "
    "below) left. left! don`t don‘t clean'then Ask HIV. a. 4.0 401k naïve ad\u00addict don’t {x} o\ufb03ce İzmir"
)
WORDS = st.sampled_from(_WORDS.split(" "))
GLUE = st.sampled_from([" ", " ", " ", ". ", "? ", "! ", ".) ", '." ', ", ", "-", "\n", "/", "’s "])


def tokens_of(text: str) -> Tokens:
    return tokenize(fold(text), text, SPLIT)


TEXTS = st.lists(st.tuples(WORDS, GLUE).map("".join), min_size=1, max_size=12).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_word_and_no_row_of_words_is_missed(text: str) -> None:
    lowers, sentences = (tokens := tokens_of(text)).lowers, tokens.sentences
    found = rough([fold(text).text])
    run_together = any(f" {word} " in found for word in RUN_TOGETHER)
    for size in (1, 2, 3):
        for start in range(len(lowers) - size + 1):
            row = needle(lowers[start : start + size])
            within = sentences[start] == sentences[start + size - 1]
            if row and within and not run_together:
                assert f" {row} " in found


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_typography_makes_no_difference(text: str) -> None:
    if "-\n" not in text:
        assert set(rough([fold(text).text]).split()) <= set(rough([text]).split())


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_texts_stay_apart(texts: list[str]) -> None:
    apart = [part.replace(SENTENCE, "").split() for part in rough(texts).split(TEXT)]
    assert apart == [rough([text]).replace(SENTENCE, "").split() for text in texts]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_rough_sentence_is_made_of_whole_ones(text: str) -> None:
    folded = fold(text).text
    sentences = list(rough_sentences(folded))
    assert "".join(sentences) == folded
    tokens = tokenize(fold(folded), folded, SPLIT)
    at = 0
    for sentence in sentences[:-1]:
        at += len(sentence)
        before = [
            number
            for start, number in zip(tokens.starts, tokens.sentences, strict=True)
            if start < at
        ]
        after = [
            number
            for start, number in zip(tokens.starts, tokens.sentences, strict=True)
            if start >= at
        ]
        assert not before or not after or before[-1] < after[0]


def test_where_a_sentence_surely_ends() -> None:
    text = "The clinic is open. Mr. Ito runs it. See p. 4. It grew! Why? Ask."
    assert list(rough_sentences(text)) == [
        "The clinic is open. ", "Mr. Ito runs it. ", "See p. 4. It grew! ", "Why? ", "Ask.",
    ]  # fmt: skip


SUBJECT = {"heroin": 5, "oxycodone": 4, "overdose": 2, "drugs": 2, "rehab": 2, "harm reduction": 4}
OTHERS = {"chess": ["chess", "chess club"], "like": ["like heroin"]}


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Heroin and oxycodone."], {"heroin", "oxycodone"}),
        (["Heroin."], set()),
        (["Overdose, drugs."], set()),
        (["Overdose, drugs", "and rehab."], {"overdose", "drugs", "rehab"}),
        (["Overdose, drugs", "and rehab.", "a word " * 60], set()),
        (["Heroin, drugs, an overdose."], {"heroin", "drugs", "overdose"}),
        (["Heroin, drugs.", "a word " * 60], set()),
        (["Heroin, drugs.", "No drugs.", "a word " * 60], set()),
        (["Heroin, drugs.", "No heroin.", "a word " * 60], {"heroin", "drugs"}),
        (["Oxycodone, drugs.", "a word " * 60], set()),
        (["Heroin and oxycodone.", "a word " * 400], set()),
        (["Heroine and oxycodones, rehabs."], set()),
        (["Heroin and harm", "reduction."], {"heroin", "harm reduction"}),
        (["Harm in heroin, reduction in pain."], set()),
        (["We met."] * 1500 + ["Heroin."] * 9 + ["Drugs."] * 9, {"heroin", "drugs"}),
        (
            ["Heroin, oxycodone, rehab. " * 2, "chess " * 5, "a word " * 60],
            {"heroin", "oxycodone", "rehab"},
        ),
        (["Heroin, oxycodone, rehab. " * 2, "chess " * 6, "a word " * 60], set()),
        (
            ["Heroin, oxycodone, rehab. ", "chess " * 4, "a word " * 60],
            {"heroin", "oxycodone", "rehab"},
        ),
        (
            ["Oxycodone, rehab, chess. ", "It is like heroin. " * 4, "a word " * 60],
            {"heroin", "oxycodone", "rehab"},
        ),
        (
            ["Oxycodone, rehab, chess. ", "It is like heroin. " * 8, "chess " * 2, "a word " * 60],
            set(),
        ),
        (["Heroin."] * 2 + ["We met."] * 1500 + ["Drugs."] * 2, set()),
    ],
)
def test_what_a_document_is_about(texts: list[str], words: set[str]) -> None:
    assert subject_of(texts, SUBJECT, OTHERS) == words


@given(st.text() | TEXTS)
@settings(max_examples=500)
@example("naïve_ x ½ ² ‘quoted’ – a\u0301 \u00a0 \x1c \x00 \ud800 e\u200bf")
def test_words_and_signs_are_counted(text: str) -> None:
    found = re.findall(r"\w+|[^\w\s]", text)
    words = re.findall(r"\w+", text)
    assert words_and_signs(text) == (words, len(found) - len(words))
