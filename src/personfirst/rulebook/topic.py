"""What a page holds that so much as mentions drugs or drinking, as rows of words to look for.

On a longer page without them the filters mute whatever built-in rules find, plain slurs aside (see
`context.senses`). Unless somebody wants to see what is muted, such a page need not be searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import chain, product
from math import prod
from string import digits
from typing import TYPE_CHECKING, Any

from personfirst.rulebook.places import is_built_in

if TYPE_CHECKING:
    from personfirst.rulebook.frequency import Frequency
    from personfirst.rulebook.lexicon import Pack
    from personfirst.rulebook.pattern import Pattern
    from personfirst.rulebook.schema import CompiledRule

NAMED, SIGNS = "topic.named", "topic.signs"
"""The cues that hold the words: those of which one is enough, and those of which several are."""
ENOUGH_SIGNS = 2
"""Of how many kinds the words must be that together speak of drugs where none names them."""
_MOST_ROWS = 400
_TELLING = 3
"""How many words are looked for before a text is told apart."""

Places = Sequence[Sequence[str]]
"""For an expression the places that must be taken: a row of words of each stands where it does."""
RunTogether = Mapping[str, Sequence[str]]
"""Words that stand for several: dont, cannot."""


@dataclass(frozen=True)
class Topic:
    """The expressions of which one, or several `signs`, stand on every page on which anything may
    be found that counts; on most of them stands one of the `telling` words.
    """

    named: Sequence[Places]
    signs: Sequence[Places]
    telling: Sequence[str]

    def may_stand_in(self, texts: Iterable[str], run_together: RunTogether) -> bool:
        """Whether some rough texts, each of whole passages, may be of such a page. Words that may
        be run together in them are given with their parts.
        """
        signs: set[int] = set()
        for text in texts:
            if self.tells(text):
                return True
            words = set(text.split(" "))
            whole = _taken_apart(text, words, run_together)
            if self._is_enough(self._standing(words, whole), signs):
                return True
        return not all(self._every)

    def may_stand_among(self, words: Sequence[str], run_together: RunTogether) -> bool:
        """Whether a text of some words, in small letters and without digits, may be of such a
        page.
        """
        there = set(words)
        whole = _taken_apart(f" {' '.join(words)} ", there, run_together)
        there.update(digits)
        return self._is_enough(self._standing(there, whole), set()) or not all(self._every)

    def tells(self, text: str) -> bool:
        """Whether a text in small letters has those that stand on most such pages."""
        return any(word in text for word in self.telling)

    def _is_enough(self, standing: Iterable[int], signs: set[int]) -> bool:
        """Whether one of some expressions that stand there is enough, or all signs so far are, to
        which those among them are added.
        """
        for number in standing:
            signs.add(number)
            if number < len(self.named) or len(signs) >= ENOUGH_SIGNS:
                return True
        return False

    def _standing(self, words: Set[str], text: str) -> Iterator[int]:
        """The expressions that may stand in a text of some words; that digits stand beside them is
        not asked, for not all texts have any.
        """

        def stands(row: str) -> bool:
            return f" {row} " in text or not row.replace(" ", "").isalpha()

        known = self._by_word
        for word in [one for one in words if one in known]:
            for number, row, parts in known[word]:
                if parts <= words and stands(row):
                    further = self._every[number][1:]
                    if all(any(map(stands, place)) for place in further):
                        yield number

    @cached_property
    def _every(self) -> Sequence[Places]:
        return [*self.named, *self.signs]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[tuple[int, str, frozenset[str]]]]:
        """By their longest word the rows of the first places, with the numbers of expressions."""
        found: dict[str, list[tuple[int, str, frozenset[str]]]] = {}
        for number, places in enumerate(self._every):
            for row in places[0] if places else ():
                words = row.split()
                found.setdefault(max(words, key=len), []).append((number, row, frozenset(words)))
        return found

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def from_data(data: Mapping[str, Any]) -> Topic:
    """The topic, from what JSON held; raises `KeyError` and `TypeError` for what is none."""
    return Topic(data["named"], data["signs"], data["telling"])


def joined(first: Topic, second: Topic) -> Topic:
    """The topic of the rules of two."""
    return Topic([*first.named, *second.named], first.signs, first.telling)


def topic_of(rules: Iterable[CompiledRule], pack: Pack) -> Topic:
    """The topic of some rules, compiled with a pack; what rules of somebody's own find counts on
    any page.
    """
    frequency = pack.frequency

    def places(pattern: Pattern) -> Places:
        return _places(pattern, frequency)

    def cue(name: str) -> Iterator[Places]:
        return map(places, pack.cues[name].patterns) if name in pack.cues else iter([()])

    def anywhere(compiled: CompiledRule) -> Iterator[Places]:
        own = not is_built_in(compiled.rule.file)
        if own or compiled.counts_anywhere:
            yield from map(places, compiled.patterns)
        for structure in compiled.structures if own else ():
            yield from map(places, structure.core[0].patterns) if structure.core else [()]

    named = [*cue(NAMED), *(one for compiled in rules for one in anywhere(compiled))]
    alone = {row for places in named if len(places) == 1 for row in places[0] if " " not in row}
    telling: list[str] = []
    for word in sorted(alone, key=lambda word: (-frequency.of([word]), word)):
        if len(telling) < _TELLING and not any(one in word for one in telling):
            telling.append(word)
    return Topic(named, [*cue(SIGNS)], telling)


def _places(pattern: Pattern, frequency: Frequency) -> Places:
    """The places of an expression: one, with all its words in a row, where these stand side by side
    in every match.
    """
    from personfirst.rulebook.needs import needle, needs_of

    elements = pattern.elements
    side_by_side = not any(one.optional or one.gap or one.joins for one in elements)
    if side_by_side and prod(len(one.choices) for one in elements) <= _MOST_ROWS:
        ways = product(*(one.choices for one in elements))
        rows = {needle(chain.from_iterable(one.words for one in way)) for way in ways}
        if all(rows):
            return [sorted(rows)]
    return [sorted(need) for need in needs_of(pattern, frequency)]


def _taken_apart(text: str, words: set[str], run_together: RunTogether) -> str:
    """A text, and where words are run together in it the same once more with their parts, which are
    added to its words.
    """
    found = words.intersection(run_together)
    if not found:
        return text
    words.update(*map(run_together.__getitem__, found))
    parts = (part for one in text.split(" ") for part in run_together.get(one, (one,)))
    return text + " ".join(parts)
