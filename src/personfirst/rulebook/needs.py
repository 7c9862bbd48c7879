"""What must stand in a text where an expression does, as needles to search for.

A text is searched as letters and digits alone, one space between words and every digit a word, so
that a needle is found by plain comparison, whatever signs stand around it. `match.rough` makes
such a text; words of a rule are written here as they stand in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_lowercase, digits

from personfirst.rulebook.frequency import Frequency
from personfirst.rulebook.gates import LAYERS, OTHER_LETTER
from personfirst.rulebook.pattern import Pattern

_WRITTEN = {
    **{one: one for one in ascii_lowercase},
    **{one: f" {one} " for one in digits},
}


def needle(words: Iterable[str]) -> str:
    """Words as they stand in a text that is searched; empty where they are signs alone."""
    text = " ".join(words).lower()
    if text.isascii() and text.replace(" ", "").isalpha():
        return text
    written = (_WRITTEN.get(one, OTHER_LETTER if one.isalpha() else " ") for one in text)
    return " ".join("".join(written).split())


def needs_of(pattern: Pattern, frequency: Frequency) -> Iterator[frozenset[str]]:
    """For the places of an expression that must be taken their needles, of which one stands in
    every match; the rarest first, at most `LAYERS`, and none where a sign alone may stand.
    """
    musts = (one for one in pattern.elements if not one.optional and not one.gap)
    needs = {frozenset(needle(choice.words) for choice in one.choices) for one in musts}
    useful = (need for need in needs if "" not in need)
    rarest = sorted(useful, key=lambda need: (frequency.of(need), len(need), sorted(need)))
    yield from rarest[:LAYERS]
