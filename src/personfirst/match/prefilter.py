"""Which patterns can match a text at all: one Aho-Corasick scan, before anything is tokenized."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_GAPS = re.compile(r"[\s-]+")


class Prefilter:
    """Finds the triggers, words or rows of words, that stand in a text.

    Between the words of a row there may be any white space or a hyphen, as between the words of a
    pattern.
    """

    def __init__(self, triggers: Iterable[str]) -> None:
        self._triggers = sorted(set(triggers))
        self._automaton: AhoCorasick | None = None

    def found(self, text: str) -> frozenset[str]:
        """The triggers that occur in a text, in any case."""
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._triggers)
        lowered = _GAPS.sub(" ", text.lower())
        return frozenset(
            self._triggers[index]
            for index, start, end in self._automaton.find_matches_as_indexes(
                lowered, overlapping=True
            )
            if _begins(lowered, start) and _ends(lowered, end)
        )


def _begins(text: str, start: int) -> bool:
    """Whether a word can begin here; inside another only "n't" and the "not" of "cannot" do."""
    if not start or not text[start].isalpha() or not text[start - 1].isalpha():
        return True
    return text.startswith("n't", start) or text[max(start - 3, 0) : start + 3] == "cannot"


def _ends(text: str, end: int) -> bool:
    """Whether a word can end here; "do" does in "don't", and "can" in "cannot"."""
    if end >= len(text) or not text[end].isalpha() or not text[end - 1].isalpha():
        return True
    return text.startswith("n't", end) or text[max(end - 3, 0) : end + 3] == "cannot"
