"""A block that is read for the audit: where its words say what a concept stands for.

Sentence by sentence; how the words are meant is told by their `Stance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from personfirst.app.stance import Stance
from personfirst.context.base import Passage
from personfirst.context.facts import Facts, plain_tokens
from personfirst.match.fold import fold
from personfirst.match.search import Hit, awake, find_all
from personfirst.match.split import split_simply
from personfirst.match.tokens import Tokens, tokenize, words_of
from personfirst.model.audit import Evidence, Strength
from personfirst.model.document import Block, Document, Role
from personfirst.model.finding import Place
from personfirst.model.text import MASK, Span, locate
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.principles import Concept, Words

_FAR = 2
"""So many sentences of a paragraph what is looked for in it may stand apart."""
_MOST_SENTENCE = 400
_TITLES = frozenset(
    {
        "dr", "mr", "mrs", "ms", "sgt", "lt", "capt", "cpl", "dep", "det", "st", "rev", "prof",
        "hon", "jr", "sr", "vs",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lists:
    """The expressions of all concepts, and the lists that all share."""

    every: Expressions
    shared: Mapping[str, Words]
    pack: Pack


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a passage from `first` up to `last`."""

    reading: Reading
    first: int
    last: int

    @property
    def words(self) -> Sequence[str]:
        """In small letters."""
        return self.reading.tokens.lowers[self.first : self.last]

    @property
    def text(self) -> str:
        """As it stands there, on one line."""
        return words_of(self.reading.tokens, self.first, self.last)

    @property
    def is_doubted(self) -> bool:
        """Whether it only speaks of what it names; see `Stance.is_doubted`."""
        return self.reading.stance.is_doubted(self.first, self.last)


def read_block(block: Block, facts: Facts, lists: Lists) -> Reading:
    """A block told apart into words, with those of its expressions that may stand in it."""
    tokens = _with_titles(tokenize(fold(block.text), block.text, _split))
    passage = Passage(block, tokens, facts, lists.pack.cues, {})
    around = plain_tokens(" . ".join(filter(None, _around(block))))
    awoken = {id(one) for one in awake(lists.every, tokens)}
    beside = {id(one) for one in awake(lists.every, around)} if awoken else set()
    return Reading(passage, around, awoken, beside, lists.shared)


def _split(text: str) -> list[str]:
    """Words without spaCy; "cannot" is two, as patterns have it."""
    return [
        part
        for word in split_simply(text)
        for part in ((word[:3], word[3:]) if word.lower() == "cannot" else (word,))
    ]


def _with_titles(tokens: Tokens) -> Tokens:
    """The words with their sentences joined where only "Dr.", an initial or the letter of a list's
    item ended one, and parted before such a letter, too far for a passage to reach over it.
    """
    number, numbers = 0, list(tokens.sentences)
    for index in range(1, len(tokens)):
        if tokens.sentences[index] != tokens.sentences[index - 1]:
            before = (
                tokens.lowers[index - 2] if index > 1 and tokens.words[index - 1] == "." else ""
            )
            number += not (before in _TITLES or (len(before) == 1 and before.isalpha()))
        number += (_FAR + 1) * _begins_item(tokens.words, index)
        numbers[index] = number
    return replace(tokens, sentences=tuple(numbers))


def _begins_item(words: Sequence[str], index: int) -> bool:
    """Whether a small letter and a full stop behind the end of a sentence begin a list's item."""
    return (
        words[index - 1] in {".", "?", "!", ":", ";"}
        and len(words[index]) == 1
        and words[index].islower()
        and words[index + 1 : index + 2] in ((".",), (")",))
    )


def _around(block: Block) -> tuple[str, ...]:
    """What completes a block: a list's lead-in, a column's header, the heading of a list."""
    listed = block.role in (Role.LIST_ITEM, Role.CELL)
    lead = block.lead if block.lead.rstrip().endswith(":") else ""
    return block.heading if listed else "", lead, block.column


@dataclass(frozen=True)
class Reading:
    """A block that is being read: its words, those around it, and the patterns that may match."""

    passage: Passage
    around: Tokens
    awoken: set[int]
    beside: set[int]
    shared: Mapping[str, Words]

    @cached_property
    def key(self) -> str:
        """The block's text, by which a block that stands in many files is known."""
        return " ".join(self.passage.block.text.split())

    @cached_property
    def stance(self) -> Stance:
        """How the block's words are meant."""
        return Stance(self.passage, self.around, self.shared)

    def passages(self, concept: Concept) -> Iterator[tuple[int, int, bool]]:
        """First and last word of each sentence's passage, and whether a "not" takes it back."""
        sentences: dict[int, list[list[Hit]]] = {}
        lists = (concept.words,) if concept.words else concept.together
        for number, words in enumerate(lists):
            for hit in self._hits(words):
                where = self._where(hit, concept)
                sentences.setdefault(where, [[] for _ in lists])[number].append(hit)
        if not sentences:
            return
        spared = {self._where(hit, concept) for hit in self._hits(concept.without)}
        for where, hits in sentences.items():
            if any(
                not each and not self._stands_around(words)
                for each, words in zip(hits, lists, strict=True)
            ):
                continue
            if where in spared:
                continue
            chosen = self._together(hits)
            if not chosen:
                continue
            negated = any(
                each and all(self.stance.is_negated(hit.first, hit.last) for hit in each)
                for each in hits
            )
            if negated and not all(hits):
                continue
            yield min(one.first for one in chosen), max(one.last for one in chosen), negated

    def _together(self, hits: list[list[Hit]]) -> list[Hit]:
        """One hit of each list that has any, the nearest to each other; those in the sentence of
        most, and none if they stand too far apart.
        """
        sentences = self.tokens.sentences
        chosen = _nearest(hits)
        places = [sentences[one.first] for one in chosen]
        if max(places) - min(places) > _FAR:
            return []
        most = max(reversed(places), key=places.count)
        return [one for one in chosen if sentences[one.first] == most]

    @property
    def tokens(self) -> Tokens:
        return self.passage.tokens

    def _hits(self, words: Words) -> Iterator[Hit]:
        for pattern in words:
            if id(pattern) in self.awoken:
                yield from find_all(pattern, self.tokens)

    def _stands_around(self, words: Words) -> bool:
        return any(
            True
            for pattern in words
            if id(pattern) in self.beside
            for _ in find_all(pattern, self.around)
        )

    def _where(self, hit: Hit, concept: Concept) -> int:
        """The number of the sentence of a hit; where the whole block counts, there is only one."""
        return 0 if concept.whole_block else self.tokens.sentences[hit.first]

    def sentences(self) -> Iterator[Sentence]:
        """Its sentences in their order."""
        first = 0
        while first < len(self.tokens):
            _, last = self.tokens.sentence(first)
            yield Sentence(self, first, last)
            first = last

    def evidence(self, concept: Concept, first: int, last: int) -> Evidence:
        """The passage with its sentence and its place."""
        return self.shown(first, last, concept.says, concept.strength)

    def shown(self, first: int, last: int, says: str, strength: Strength) -> Evidence:
        """Some words with their sentence and their place, and what they are taken for."""
        block, tokens = self.passage.block, self.tokens
        start, _ = tokens.sentence(first)
        _, end = tokens.sentence(last - 1)
        whole, words = tokens.span(start, end), tokens.span(first, last)
        return Evidence(
            _place(self.passage.facts.document, block, words),
            _cropped(block.text, whole, words),
            _line(block.text[words.start : words.end]),
            says,
            strength,
        )


def _nearest(hits: list[list[Hit]]) -> list[Hit]:
    """One hit of each list that has any: those that stand together most closely."""
    lists = sorted((each for each in hits if each), key=len)
    rows = (
        [anchor, *(min(one, key=lambda h: abs(h.first - anchor.first)) for one in lists[1:])]
        for anchor in lists[0]
    )
    return min(rows, key=lambda row: max(one.last for one in row) - min(one.first for one in row))


def _place(document: Document, block: Block, span: Span) -> Place:
    anchor = locate(block.pieces, span)
    line, column = document.lines.place(anchor.start)
    end_line, end_column = document.lines.place(anchor.end)
    return Place(
        document.path, anchor.start, anchor.end, line, column, end_line, end_column,
        block.label, bool(document.data),
    )  # fmt: skip


def _cropped(text: str, whole: Span, words: Span) -> str:
    """The sentence on one line; of a very long one the part around the words."""
    start = max(whole.start, words.start - _MOST_SENTENCE // 2)
    end = min(whole.end, max(words.end, start + _MOST_SENTENCE))
    lead = "… " if start > whole.start else ""
    return lead + _line(text[start:end]) + (" …" if end < whole.end else "")


def _line(text: str) -> str:
    return " ".join(text.replace(MASK, "…").split())
