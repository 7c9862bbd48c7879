"""Which structures a block leaves open: a look at its words that never says no wrongly.

For each sentence the words that stand in it are put together to one large number, whose bits say
which gates of which patterns are open. A pattern may stand where all its gates are open, a role be
filled where one of its patterns may stand, a structure where all its roles may be, near enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from personfirst.match.fold import fold
from personfirst.match.rough import by_sign, rough_rows, rough_sentences
from personfirst.rulebook.gates import ANYWHERE, LAYERS, TWO, Gates, StructureGate

_GROUP = 16
"""How many rare roles are asked about at once: most blocks leave them all shut."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The structures that may be filled in a block, and, as bits, the patterns that may stand.

    `subject` says, when it is asked, by which words the whole document is about drugs.
    """

    gates: Gates
    patterns: int
    structures: tuple[StructureGate, ...] = ()
    subject: Callable[[], frozenset[str]] = frozenset

    def of_role(self, number: int) -> list[int]:
        """Which expressions of a role may stand in the block, by their place in the role."""
        return [
            place
            for place, pattern in enumerate(self.gates.roles[number])
            if self.patterns >> pattern & 1
        ]


class Gate:
    """The gates of a run, made ready; numbers are made of a word when it is first met."""

    def __init__(self, gates: Gates) -> None:
        self._gates = gates
        self._odd = by_sign(gates.odd)
        self._words: dict[str, int] = {}
        self._sets: dict[int, int] = {}
        self._low = (1 << gates.patterns) - 1
        self._open = bits_of(gates.free)
        self._roles = tuple(map(bits_of, gates.roles))
        by_role: dict[int, list[StructureGate]] = {}
        for structure in gates.structures:
            by_role.setdefault(structure.rarest, []).append(structure)
        rare = [(self._roles[role], by_role[role]) for role in sorted(by_role)]
        self._rare = [
            (reduce(or_, (bits for bits, _ in some)), some)
            for some in (rare[at : at + _GROUP] for at in range(0, len(rare), _GROUP))
        ]
        self._around = lru_cache(maxsize=256)(self._text_bits)

    def open(
        self,
        text: str,
        around: Iterable[str] = (),
        subject: Callable[[], frozenset[str]] = frozenset,
    ) -> Opened:
        """What may be filled in the folded text of a block; `around` are the texts around it, as
        they stand, which may fill a topic, and `subject` is as there, which may too.
        """
        sentences = self._sentence_bits(text)
        whole = reduce(or_, sentences, 0)
        if not whole:
            return Opened(self._gates, 0, (), subject)
        near = [one | after for one, after in zip(sentences, (*sentences[1:], 0), strict=True)]
        beside = whole
        for one in around:
            beside |= self._around(one)
        roles = self._roles
        found = sorted(
            (structure.rule, structure.number, structure)
            for any_of_them, group in self._rare
            if whole & any_of_them
            for bits, structures in group
            if whole & bits
            for structure in structures
            if all(whole & roles[one] for one in structure.core)
            and self._within(structure, sentences, near)
            and all(
                beside & roles[one] or self._gates.filled_by(one, subject())
                for one in structure.topics
            )
        )
        return Opened(self._gates, whole, tuple(structure for _, _, structure in found), subject)

    def _within(self, gate: StructureGate, sentences: Sequence[int], near: Sequence[int]) -> bool:
        """Whether one window may hold all roles, but those that can be carried on."""
        if gate.window == ANYWHERE or len(sentences) == 1:
            return True
        carrying = self._gates.carrying
        wanted = [self._roles[role] for role in gate.core if role not in carrying]
        windows = near if gate.window == TWO else sentences
        return any(all(window & role for role in wanted) for window in windows)

    def _text_bits(self, text: str) -> int:
        return reduce(or_, self._sentence_bits(fold(text).text), 0)

    def _sentence_bits(self, text: str) -> list[int]:
        """The patterns that may stand in each sentence, roughly cut."""
        return [self._patterns(sentence) for sentence in rough_sentences(text)]

    def _patterns(self, text: str) -> int:
        number = self._open
        known = self._words
        for word in rough_rows(text.lower(), self._odd) & self._gates.words.keys():
            try:
                number |= known[word]
            except KeyError:
                number |= self._learn(word)
        size = self._gates.patterns
        found = number & self._low
        for _ in range(LAYERS - 1):
            number >>= size
            found &= number
        return found

    def _learn(self, word: str) -> int:
        number = 0
        for one in map(int, self._gates.words[word].split()):
            if one not in self._sets:
                self._sets[one] = bits_of(map(int, self._gates.sets[one].split()))
            number |= self._sets[one]
        self._words[word] = number
        return number


def bits_of(places: Iterable[int]) -> int:
    """A number with the bits at some places."""
    numbers = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(numbers):
            numbers.extend(bytes(byte + 1 - len(numbers)))
        numbers[byte] |= 1 << (place & 7)
    return int.from_bytes(numbers, "little")
