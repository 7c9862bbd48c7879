"""Lists of expressions, of which only those that may stand in a text are looked for there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from personfirst.rulebook.pattern import LETTERS, Pattern


class Expressions(tuple[Pattern, ...]):
    """Some expressions, in their order."""

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[int]]:
        return by_word(pattern.first_lower for pattern in self)

    @cached_property
    def _by_rarest(self) -> Mapping[str, Sequence[int]]:
        return by_word(pattern.rarest for pattern in self)

    @cached_property
    def first(self) -> frozenset[str]:
        """Every word, in small letters, that one of them can begin with."""
        return frozenset(self._by_first)

    @cached_property
    def rarest(self) -> frozenset[str]:
        """Words in small letters of which one stands in every match of one of them."""
        return frozenset(self._by_rarest)

    @cached_property
    def signs(self) -> frozenset[str]:
        """Those of `rarest` that are not letters from a to z alone."""
        return frozenset(word for word in self.rarest if not LETTERS.fullmatch(word))

    @cached_property
    def longest(self) -> int:
        """How many words a match may have."""
        return max((pattern.longest for pattern in self), default=0)

    def beginning(self, words: Iterable[str]) -> Sequence[Pattern]:
        """Those that can begin with one of some words in small letters, in their order."""
        return self._under(self._by_first, self.first.intersection(words))

    def among(self, words: Iterable[str]) -> Sequence[Pattern]:
        """Those that may stand among some words in small letters, in their order."""
        return self._under(self._by_rarest, self.rarest.intersection(words))

    def _under(
        self, places: Mapping[str, Sequence[int]], words: frozenset[str]
    ) -> Sequence[Pattern]:
        if not words:
            return ()
        return [self[at] for at in sorted({at for word in words for at in places[word]})]


def by_word(each: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """In which of some sets of words each word is."""
    places: dict[str, list[int]] = {}
    for at, words in enumerate(each):
        for word in words:
            places.setdefault(word, []).append(at)
    return places
