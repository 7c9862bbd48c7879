"""Which expressions and structures texts leave open: a look that never says no wrongly.

One search over many texts finds the needles that stand in each sentence. They are put together to
one large number, whose bits say which gates of which expressions are open. An expression may stand
where all its gates are open, a role be filled where one of its expressions may stand, a structure
where all its roles may be, near enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import islice, pairwise
from operator import itemgetter, or_
from typing import TYPE_CHECKING

from personfirst.match.fold import fold, is_broken
from personfirst.match.look import Look
from personfirst.match.rough import SENTENCE, TEXT, rough
from personfirst.match.split import RUN_TOGETHER
from personfirst.model.document import Block, texts_around
from personfirst.rulebook.gates import ANYWHERE, LAYERS, TWO, Gates, StructureGate

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_WORTH_AN_AUTOMATON = 15_000
"""How many characters are searched word by word before there is an automaton to search with."""
_AT_ONCE = 100
"""How many blocks are searched at once."""


Subject = Callable[[], frozenset[str]]
"""Gives the words by which a document as a whole is about drugs; none if it is not."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a block leaves open: as bits the expressions that may stand in it, or `beside` it in
    the texts around, and the structures that may be filled. `roles` are all roles, their
    expressions given by number and as bits. `subject` says, when it is asked, by which words the
    whole document is about drugs.
    """

    gates: Gates
    roles: Sequence[tuple[Sequence[int], int]]
    patterns: int
    beside: int
    terms: Sequence[tuple[str, int]] = ()
    structures: Sequence[StructureGate] = ()
    subject: Subject = frozenset

    def of_role(self, number: int, *, beside: bool = False) -> list[int]:
        """Which expressions of a role may stand in the block or beside it, by their place in the
        role.
        """
        patterns, bits = self.roles[number]
        return sorted(
            map(patterns.index, _places(bits & (self.beside if beside else self.patterns)))
        )

    def about(self, role: int) -> str:
        """A word by which the document as a whole fills a role, or nothing."""
        return self.gates.filled_by(role, self.subject())


_Asked = tuple[StructureGate, list[int]]
"""A structure, and as bits the expressions of each of its roles but the rarest."""


class Gate:
    """The gates of a run, made ready; numbers are made of a needle when it is first met.

    `vocabulary` gives words by which a word that is broken over a line is joined. A structure that
    asks for topics alone is open where, besides, the `look` finds a text worth weighing.
    """

    def __init__(
        self, gates: Gates, vocabulary: Callable[[], Collection[str]], look: Look | None = None
    ) -> None:
        self._gates = gates
        self._look = look
        self._weighing = [one for one in gates.structures if not one.core]
        self._vocabulary = vocabulary
        self._low = (1 << gates.patterns) - 1
        self._free = _bits(gates.free)
        self._sets: dict[int, int] = {}
        self._roles = tuple((patterns, _bits(patterns)) for patterns in gates.roles)
        self._rules_of: dict[int, list[tuple[str, int]]] = {}
        for rule, patterns in gates.terms.items():
            for pattern in dict.fromkeys(patterns):
                self._rules_of.setdefault(pattern, []).append((rule, patterns.index(pattern)))
        self._terms = _bits(self._rules_of)
        self._by_rare: dict[int, list[_Asked]] = {}
        for structure in gates.structures:
            if not structure.core:
                continue
            rarest, *others = structure.rarest
            asked = structure, [self._roles[role][1] for role in others]
            for pattern in gates.roles[rarest]:
                self._by_rare.setdefault(pattern, []).append(asked)
        self._rare = _bits(self._by_rare)
        self._run_together = tuple(RUN_TOGETHER)
        self._sought = (*gates.needles, *self._run_together, TEXT, SENTENCE)
        self._searched = 0
        self._known: list[int | None] = [None] * (len(gates.needles) + len(RUN_TOGETHER))
        self._around = lru_cache(maxsize=256)(self._text_bits)

    def _found(self, text: str) -> Iterable[int]:
        """The needles that stand in a rough text and the marks in it, in their order: the numbers
        of the marks follow those of the needles. Making an automaton is worth it for long texts.
        """
        self._searched += len(text)
        if self._searched < _WORTH_AN_AUTOMATON:
            return self._rows_found(text.strip(" ").split(" "))
        return map(itemgetter(0), self._automaton.find_matches_as_indexes(text, overlapping=True))

    def _rows_found(self, words: Sequence[str]) -> Iterator[int]:
        needles, longest = self._gates.needles, self._gates.longest
        size = len(needles)
        others = {one: size + number for number, one in enumerate(self._sought[size:])}
        for start in range(len(words)):
            for row in dict.fromkeys(
                " ".join(words[start : start + size]) for size in range(1, longest + 1)
            ):
                at = bisect_left(needles, row)
                if row in others:
                    yield others[row]
                elif at < size and needles[at] == row:
                    yield at

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        *needles, _, _ = self._sought
        return AhoCorasick([*(f" {one} " for one in needles), TEXT, SENTENCE], store_patterns=False)

    def open(
        self, blocks: Iterable[Block], subject: Subject = frozenset
    ) -> Iterator[tuple[Block, Opened]]:
        """The blocks in which anything may be found, with what they leave open. What their document
        is about may fill a topic.
        """
        every = iter(blocks)
        while some := list(islice(every, _AT_ONCE)):
            texts = rough([self._whole(one.text) for one in some])
            each = zip(some, self._sentence_bits(texts), texts.split(TEXT), strict=True)
            for block, sentences, text in each:
                opened = self._opened(sentences, block, text, subject)
                if opened is not None:
                    yield block, opened

    def _whole(self, text: str) -> str:
        """A text without words that are broken over a line."""
        return fold(text, self._vocabulary).text if is_broken(text) else text

    def _opened(
        self, sentences: Sequence[int], block: Block, text: str, subject: Subject
    ) -> Opened | None:
        whole = reduce(or_, sentences)
        terms, rare = whole & self._terms, whole & self._rare
        weighing = self._weighed(whole, block, text, subject)
        if not terms and not rare and not weighing:
            return None
        asked = {id(one): one for pattern in _places(rare) for one in self._by_rare[pattern]}
        found = []
        for structure, others in asked.values():
            for role in others:
                if not whole & role:
                    break
            else:
                if self._within(structure, sentences):
                    found.append(structure)
        beside = whole
        if any(structure.topics for structure in found):
            beside |= self._beside(block)
            found = [one for one in found if self._on_topic(one, beside, subject)]
        found += weighing
        if not found and not terms:
            return None
        of_rules = sorted(one for pattern in _places(terms) for one in self._rules_of[pattern])
        found.sort(key=lambda one: (one.rule, one.number))
        return Opened(self._gates, self._roles, whole, beside, of_rules, found, subject)

    def _weighed(
        self, whole: int, block: Block, text: str, subject: Subject
    ) -> list[StructureGate]:
        """The structures that ask for topics alone, where a text is worth weighing."""
        if not self._weighing or self._look is None:
            return []
        if not self._look.worth_weighing(text):
            return []
        beside = whole | self._beside(block)
        return [one for one in self._weighing if self._on_topic(one, beside, subject)]

    def _on_topic(self, structure: StructureGate, bits: int, subject: Subject) -> bool:
        """Whether each topic may be filled by some expressions, or by the whole document."""
        return all(
            bits & self._roles[role][1] or self._gates.filled_by(role, subject())
            for role in structure.topics
        )

    def _beside(self, block: Block) -> int:
        """The expressions that may stand in the texts around a block."""
        return reduce(or_, map(self._around, texts_around(block)), 0)

    def _within(self, gate: StructureGate, sentences: Sequence[int]) -> bool:
        """Whether one window may hold all roles, but those that can be carried on."""
        if gate.window == ANYWHERE or len(sentences) == 1:
            return True
        carrying = self._gates.carrying
        wanted = [self._roles[role][1] for role in gate.core if role not in carrying]
        windows = sentences
        if gate.window == TWO:
            windows = [one | two for one, two in pairwise(sentences)]
        return any(all(window & role for role in wanted) for window in windows)

    def _text_bits(self, text: str) -> int:
        (sentences,) = self._sentence_bits(rough([fold(text).text if is_broken(text) else text]))
        return reduce(or_, sentences)

    def _sentence_bits(self, texts: str) -> Iterator[list[int]]:
        """For each of some rough texts the expressions that may stand in each of its sentences."""
        known, free = self._known, self._free
        text_ends = len(known)
        sentences: list[int] = []
        number = free
        for index in self._found(texts):
            if index < text_ends:
                number |= known[index] or self._learn(index)
                continue
            sentences.append(self._patterns(number))
            number = free
            if index == text_ends:
                yield sentences
                sentences = []
        sentences.append(self._patterns(number))
        yield sentences

    def _patterns(self, number: int) -> int:
        """The expressions all of whose gates are open."""
        size = self._gates.patterns
        found = number & self._low
        for _ in range(LAYERS - 1):
            number >>= size
            found &= number
        return found

    def _learn(self, index: int) -> int:
        """What a needle opens; a word that is run together also what one of its parts does."""
        needles = self._gates.needles
        if index < len(needles):
            sets = self._gates.sets[index].split()
        else:
            word = self._run_together[index - len(needles)]
            parts = frozenset((word, *RUN_TOGETHER[word]))
            sets = [
                one
                for at, row in enumerate(needles)
                if not parts.isdisjoint(row.split())
                for one in self._gates.sets[at].split()
            ]
        number = reduce(or_, map(self._set, map(int, sets)), 0)
        self._known[index] = number
        return number

    def _set(self, one: int) -> int:
        if one not in self._sets:
            self._sets[one] = _bits(map(int, self._gates.places[one].split()))
        return self._sets[one]


def _bits(places: Iterable[int]) -> int:
    """A number with the bits at some places."""
    numbers = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(numbers):
            numbers.extend(bytes(byte + 1 - len(numbers)))
        numbers[byte] |= 1 << (place & 7)
    return int.from_bytes(numbers, "little")


def _places(number: int) -> Iterator[int]:
    """Where the bits of a number are."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
