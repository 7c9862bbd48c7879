"""Very long blocks in stretches, each with its way back."""

from __future__ import annotations

from personfirst.match.segments import MOST_CHARACTERS, segments
from personfirst.model.text import Span, locate
from tests.helpers import block


def test_a_paragraph_stays_whole() -> None:
    whole = block("A paragraph of the minutes.")
    assert list(segments(whole)) == [whole]


def test_a_long_block_is_cut_at_sentences_and_keeps_its_places() -> None:
    text = "The board met again and heard about the outreach van. " * 2_000
    cut = list(segments(block(text)))
    assert "".join(part.text for part in cut) == text
    assert all(len(part.text) <= MOST_CHARACTERS for part in cut)
    assert all(part.text.endswith(". ") for part in cut)
    position = 0
    for part in cut:
        anchor = locate(part.pieces, Span(0, len(part.text)))
        assert (anchor.start, anchor.end) == (position, position + len(part.text))
        position = anchor.end


def test_one_endless_word_is_cut_all_the_same() -> None:
    cut = list(segments(block("x" * 50_000)))
    assert sum(len(part.text) for part in cut) == 50_000
