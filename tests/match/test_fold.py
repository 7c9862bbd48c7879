"""Typography made plain, with a way back for every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personfirst.match.fold import fold
from personfirst.model.text import MASK, Span

ODD = st.text(alphabet="ad dict-\n\r\t’“”–\u00a0\u00ad\u200bﬁ\ufb03İ😀*_.@/", max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The coalition’s “users”", 'The coalition\'s "users"'),
        ("heroin\u00a0addict", "heroin addict"),
        ("drug\u2011seeking", "drug-seeking"),
        ("ad\u00addicts", "addicts"),
        ("off\ufb01ce", "offfice"),
        ("ad-\ndict", "addict"),
        ("drug\naddicts", "drug addicts"),
        ("addicts* and users²", "addicts  and users "),
        ("• _addicts_", "•  addicts "),
    ],
)
def test_typography(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_compound_broken_at_its_hyphen_keeps_it() -> None:
    assert fold("drug-\nseeking", lambda: {"drug", "seeking"}).text == "drug-seeking"


@pytest.mark.parametrize(
    "text",
    [
        "https://drugabuse.example/substance-abuse",
        "example.org/drug-addicts",
        "helpline@addict-support.example",
        "drug-user-report.pdf",
        "#endaddiction",
        "@drugabuse",
        "ivdu_flag",
        "docs/addicts/index",
    ],
)
def test_what_is_no_language_is_masked(text: str) -> None:
    assert fold(f"See {text}, please").text == f"See {MASK * len(text)}, please"


@pytest.mark.parametrize("text", ["addicts/alcoholics", "and/or", "He left.Users stayed", "24/7"])
def test_what_only_looks_like_an_address_is_read(text: str) -> None:
    assert fold(text).text == text


@given(ODD)
def test_every_folded_character_comes_from_its_place(text: str) -> None:
    folded = fold(text)
    spans = [folded.back(index, index + 1) for index in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(ODD)
def test_plain_characters_come_back_as_they_are(text: str) -> None:
    folded = fold(text)
    for index, character in enumerate(folded.text):
        if character.isascii() and character.isalpha():
            span = folded.back(index, index + 1)
            source = text[span.start : span.end]
            assert source == character or source in "ﬁ\ufb03"


def test_back_over_a_dropped_hyphen() -> None:
    text = "The ad-\ndicts left"
    folded = fold(text)
    start = folded.text.index("addicts")
    assert folded.back(start, start + 7) == Span(4, 13)
    assert text[4:13] == "ad-\ndicts"
