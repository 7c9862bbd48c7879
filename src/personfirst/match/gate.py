"""Which expressions and structures texts leave open: a look that never says no wrongly.

One search over many texts finds the needles that stand in each sentence. They are put together to
one large number, whose bits say which gates of which expressions are open. An expression may stand
where all its gates are open, a role be filled where one of its expressions may stand, a structure
where all its roles may be, near enough.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import chain, islice, pairwise
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from personfirst.match.bits import Made, bits_at, places_of
from personfirst.match.fold import fold, is_broken
from personfirst.match.look import Look
from personfirst.match.rough import SENTENCE, TEXT, is_page, rough
from personfirst.match.short_forms import RUN_TOGETHER
from personfirst.model.document import Block, texts_around
from personfirst.rulebook.gates import ANYWHERE, LAYERS, TWO, Gates, StructureGate

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from personfirst.formats.glance import Glance

_WORTH_AN_AUTOMATON = 15_000
"""How many characters are searched word by word before there is an automaton to search with."""
_AT_ONCE = 100
"""How many blocks are searched at once."""
_FIRST = 50_000
"""In how many bytes of a file it is looked for what tells that it is about drugs."""


Subject = Callable[[], frozenset[str]]
"""Gives the words by which a document as a whole is about drugs; none if it is not."""


class Opened(NamedTuple):
    """What a block leaves open: as bits the expressions that may stand in it, or `beside` it in
    the texts around, and the structures that may be filled. `roles` are all roles, their
    expressions given by number and as bits. `subject` says, when it is asked, by which words the
    whole document is about drugs.
    """

    gates: Gates
    roles: Mapping[int, tuple[Sequence[int], int]]
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
            map(patterns.index, places_of(bits & (self.beside if beside else self.patterns)))
        )

    def about(self, role: int) -> str:
        """A word by which the document as a whole fills a role, or nothing."""
        return self.gates.filled_by(role, self.subject())


class Gate:
    """The gates of a run, made ready; numbers are made of a needle when it is first met.

    `vocabulary` gives words by which a word that is broken over a line is joined; `look` says which
    texts are worth weighing.
    """

    def __init__(
        self, gates: Gates, vocabulary: Callable[[], Collection[str]], look: Look | None = None
    ) -> None:
        self._gates = gates
        self._look = look
        self._weighing = [one for one in gates.structures if not one.core]
        self._vocabulary = vocabulary
        self._low = (1 << gates.patterns) - 1
        self._roles = Made(lambda role: (gates.roles[role], bits_at(gates.roles[role])))
        self._others = Made(
            lambda one: [self._roles[role][1] for role in gates.structures[one].rarest[1:]]
        )
        self._terms = bits_at(chain.from_iterable(gates.terms.values()))
        rarest = {one.rarest[0] for one in gates.structures if one.rarest}
        self._rare = bits_at(chain.from_iterable(map(gates.roles.__getitem__, rarest)))
        self._searched = 0
        self._known: dict[str, int] = {}
        self._around = lru_cache(maxsize=256)(self._text_bits)
        self._rough = lru_cache(maxsize=1)(self._made_rough)

    @cached_property
    def _rules_of(self) -> Mapping[int, Sequence[tuple[str, int]]]:
        """The rules that have an expression, with its place there."""
        found: dict[int, list[tuple[str, int]]] = {}
        for rule, patterns in self._gates.terms.items():
            for pattern in dict.fromkeys(patterns):
                found.setdefault(pattern, []).append((rule, patterns.index(pattern)))
        return found

    @cached_property
    def _by_rare(self) -> Mapping[int, Sequence[int]]:
        """The structures whose rarest role an expression fills."""
        found: dict[int, list[int]] = {}
        for number, structure in enumerate(self._gates.structures):
            for rarest in structure.rarest[:1]:
                for pattern in self._gates.roles[rarest]:
                    found.setdefault(pattern, []).append(number)
        return found

    def _found(self, text: str) -> Iterable[str]:
        """The needles that stand in a rough text, with the spaces around them, and the marks in it,
        in their order. Making an automaton is worth it for long texts.
        """
        self._searched += len(text)
        if self._searched < _WORTH_AN_AUTOMATON:
            return self._rows_found(text.strip(" ").split(" "))
        return self._automaton.find_matches_as_strings(text, overlapping=True)

    def _rows_found(self, words: Sequence[str]) -> Iterator[str]:
        needles, longest = self._gates.needles, self._gates.longest
        size = len(needles)
        for start, word in enumerate(words):
            if word in (TEXT, SENTENCE):
                yield word
                continue
            for row in dict.fromkeys(
                " ".join(words[start : start + size]) for size in range(1, longest + 1)
            ):
                at = bisect_left(needles, row)
                if row in RUN_TOGETHER or (at < size and needles[at] == row):
                    yield f" {row} "

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        sought = dict.fromkeys((*self._gates.needles, *RUN_TOGETHER))
        rows = (f" {one} " for one in sought)
        return AhoCorasick([*rows, TEXT, SENTENCE], store_patterns=True)

    def is_elsewhere(self, texts: Iterable[str], noted: Iterable[str] = ()) -> bool:
        """Whether the texts of a document are a page on something else than drugs, which it does
        not so much as mention: nothing that may be found on it counts, nor in what is `noted`
        beside them.
        """
        page = tuple(texts)
        whole = (*page, *noted)
        some = (whole[at : at + _AT_ONCE] for at in range(0, len(whole), _AT_ONCE))
        return (
            not self._gates.topic.may_stand_in(map(self._rough, some), RUN_TOGETHER)
            and is_page(page)
            and not any(map(is_broken, whole))
        )

    def seen_elsewhere(self, data: bytes, glance: Callable[[], Glance | None]) -> Glance | None:
        """A glance at a file by which it surely is such a page; none is taken where its first bytes
        tell otherwise.
        """
        topic = self._gates.topic
        if topic.tells(data[:_FIRST].lower().decode("ascii", "replace")):
            return None
        seen = glance()
        if seen is None or topic.may_stand_among(seen.words, RUN_TOGETHER) or not seen.is_page:
            return None
        return seen

    def open(
        self, blocks: Iterable[Block], subject: Subject = frozenset
    ) -> Iterator[tuple[Block, Opened]]:
        """The blocks in which anything may be found, with what they leave open. What their document
        is about may fill a topic.
        """
        every = iter(blocks)
        while some := list(islice(every, _AT_ONCE)):
            texts = self._rough(tuple(one.text for one in some))
            for block, sentences in zip(some, self._sentence_bits(texts), strict=True):
                opened = self._opened(sentences, block, subject)
                if opened is not None:
                    yield block, opened

    def worth_weighing(
        self, blocks: Iterable[Block], subject: Subject = frozenset
    ) -> Iterator[tuple[Block, Opened]]:
        """The blocks whose words are worth weighing, with the structures that want topics alone."""
        if not self._weighing or self._look is None:
            return
        for block in blocks:
            text = rough([self._whole(block.text)])
            if self._look.worth_weighing(text):
                beside = self._bits_of(text) | self._beside(block)
                found = [one for one in self._weighing if self._on_topic(one, beside, subject)]
                if found:
                    yield block, Opened(self._gates, self._roles, 0, beside, (), found, subject)

    def _made_rough(self, texts: tuple[str, ...]) -> str:
        """Some texts as one, kept while the next look at them is taken."""
        return rough([self._whole(one) for one in texts])

    def _whole(self, text: str) -> str:
        """A text without words that are broken over a line."""
        return fold(text, self._vocabulary).text if is_broken(text) else text

    def _opened(self, sentences: Sequence[int], block: Block, subject: Subject) -> Opened | None:
        whole = reduce(or_, sentences)
        terms, rare = whole & self._terms, whole & self._rare
        if not terms and not rare:
            return None
        asked = {number for pattern in places_of(rare) for number in self._by_rare[pattern]}
        found = []
        for number in asked:
            for role in self._others[number]:
                if not whole & role:
                    break
            else:
                structure = self._gates.structures[number]
                if self._within(structure, sentences):
                    found.append(structure)
        beside = whole
        if any(structure.topics for structure in found):
            beside |= self._beside(block)
            found = [one for one in found if self._on_topic(one, beside, subject)]
        if not found and not terms:
            return None
        of_rules = sorted(one for pattern in places_of(terms) for one in self._rules_of[pattern])
        found.sort(key=lambda one: (one.rule, one.number))
        return Opened(self._gates, self._roles, whole, beside, of_rules, found, subject)

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
        return self._bits_of(rough([fold(text).text if is_broken(text) else text]))

    def _bits_of(self, text: str) -> int:
        """The expressions that may stand somewhere in one rough text."""
        (sentences,) = self._sentence_bits(text)
        return reduce(or_, sentences)

    def _sentence_bits(self, texts: str) -> Iterator[list[int]]:
        """For each of some rough texts the expressions that may stand in each of its sentences."""
        known, free = self._known, self._gates.free
        sentences: list[int] = []
        number = free
        for found in self._found(texts):
            if found in known:
                number |= known[found]
            elif found not in (TEXT, SENTENCE):
                number |= self._learn(found)
            else:
                sentences.append(self._patterns(number))
                number = free
                if found == TEXT:
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

    def _learn(self, found: str) -> int:
        """What a needle opens; a word that is run together also what one of its parts does."""
        gates, row = self._gates, found.strip(" ")
        parts = frozenset((row, *RUN_TOGETHER[row])) if row in RUN_TOGETHER else None
        numbers = (
            [at for at, one in enumerate(gates.needles) if not parts.isdisjoint(one.split())]
            if parts
            else [bisect_left(gates.needles, row)]
        )
        sets = frozenset(chain.from_iterable(gates.sets[at].split() for at in numbers))
        places = chain.from_iterable(gates.places[int(one)].split() for one in sets)
        number = self._known[found] = bits_at(map(int, places))
        return number
