"""What the filters want to know of a whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from personfirst.match.fold import fold, is_broken
from personfirst.match.rough import is_page, words_in_parts
from personfirst.match.search import find_all
from personfirst.match.split import split_simply
from personfirst.match.tokens import Tokens, tokenize, words_of
from personfirst.model.document import Block, Document
from personfirst.rulebook.expressions import Expressions, by_word
from personfirst.rulebook.pattern import LETTERS, Choice, Pattern

_NOT = re.compile(r"n't\b")
_PAGE_WORDS = 50
_FEW = 2
"""Blocks that are read rather than asked what else they hold."""


@dataclass(frozen=True)
class Facts:
    """What the filters want to know of the whole document, worked out when first asked.

    `today` decides which suppressions have expired; without it none has. `subject` gives the words
    by which one sees that the document as a whole is about drugs, none if it is not.
    """

    document: Document
    today: date | None = None
    subject: Callable[[], frozenset[str]] = frozenset
    _words: dict[int, str] = field(default_factory=dict)
    _has_any: dict[int, str] = field(default_factory=dict)
    _named: dict[int, tuple[str, bool]] = field(default_factory=dict)
    _beside: dict[int, tuple[str, str]] = field(default_factory=dict)
    _each: dict[Callable[[Block], str], tuple[str, ...]] = field(default_factory=dict)
    _stands: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @cached_property
    def is_page(self) -> bool:
        """Whether it has as many words and signs as a page, and so says what it is about."""
        return is_page(block.text for block in self.document.blocks)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """The runs of letters in the document, with the numbers of the blocks that each stands in:
        most blocks need not be told apart into words.
        """
        texts = (plain(block.text) for block in self.document.blocks)
        return by_word(set(LETTERS.findall(text)) for text in texts)

    def _with(
        self, places: Iterable[Mapping[str, Sequence[Choice]]]
    ) -> Iterator[tuple[int, Tokens]]:
        """The numbers and the words of the blocks that may hold at each of some places one of its
        choices, given by their first words.
        """
        blocks = self.document.blocks
        found: set[int] | None = None
        for choices in places:
            holding = self._holding(choices)
            found = holding if found is None else found & holding
            if len(found) <= _FEW:
                break
        numbers: Iterable[int] = range(len(blocks)) if found is None else sorted(found)
        return ((at, plain_tokens(blocks[at].text)) for at in numbers)

    def _holding(self, choices: Mapping[str, Sequence[Choice]]) -> set[int]:
        """The blocks that hold the words of one of some choices."""
        numbers: set[int] = set()
        for first in choices.keys() & self._places.keys():
            there = set(self._places[first])
            for choice in choices[first]:
                rest = (word.lower() for word in choice.words[1:])
                others = (self._places.get(word, ()) for word in rest if LETTERS.fullmatch(word))
                numbers |= there.intersection(*others)
        return numbers

    def each(self, told: Callable[[Block], str]) -> tuple[str, ...]:
        """What is told of each block, where it is not nothing; asked once for each kind."""
        if told not in self._each:
            self._each[told] = tuple(filter(None, map(told, self.document.blocks)))
        return self._each[told]

    def stands(self, words: tuple[str, ...], holds: Callable[[Tokens, int, int], bool]) -> bool:
        """Whether words, capitals included, stand somewhere in the document in a way that is asked
        about; asked once for the same words.
        """
        if words not in self._stands:
            size = len(words)
            self._stands[words] = any(
                tokens.words[first : first + size] == words and holds(tokens, first, first + size)
                for _, tokens in self._with(_beginning(words))
                for first in tokens.cased_places(words[0])
            )
        return self._stands[words]

    @cached_property
    def _counts(self) -> tuple[Counter[str], int]:
        counts: Counter[str] = Counter()
        for words, _ in words_in_parts(block.text for block in self.document.blocks):
            counts.update(words)
        return counts, max(counts.total(), _PAGE_WORDS)

    def share(self, words: frozenset[str]) -> float:
        """Which share of the document's words some words in small letters are; a text that is
        shorter counts as half a page.
        """
        counts, size = self._counts
        return sum(map(counts.__getitem__, words)) / size

    def block_before(self, block: Block) -> str:
        """The text of the block before one that is whole, or nothing."""
        return self._neighbors(block)[0]

    def block_after(self, block: Block) -> str:
        """The text of the block after one that is whole, or nothing."""
        return self._neighbors(block)[1]

    def _neighbors(self, block: Block) -> tuple[str, str]:
        if not self._beside:
            texts = ["", *(one.text for one in self.document.blocks), ""]
            self._beside.update(
                (id(one), (texts[at], texts[at + 2])) for at, one in enumerate(self.document.blocks)
            )
        return self._beside.get(id(block), ("", ""))

    def each_of(self, patterns: Expressions) -> Iterator[str]:
        """For each of some expressions that stand in the document the first words it finds."""
        words = chain(self._places, patterns.signs)
        yield from filter(None, map(self._has, patterns.among(words)))

    def has_any(self, patterns: Expressions) -> str:
        """The first words in the document that one of some expressions finds, or nothing."""
        if id(patterns) not in self._has_any:
            self._has_any[id(patterns)] = next(self.each_of(patterns), "")
        return self._has_any[id(patterns)]

    def spoken_of(self, patterns: Expressions, near: Callable[[], Iterable[Tokens]]) -> str:
        """The first words in the document that one of some expressions finds, if it is spoken of:
        what a page names in one sentence alone counts only for what is `near` to it.
        """
        if id(patterns) not in self._named:
            self._named[id(patterns)] = self._how_named(patterns)
        words, widely = self._named[id(patterns)]
        if not words or widely:
            return words
        beside = any(
            any(find_all(pattern, tokens))
            for tokens in near()
            for pattern in patterns.among(tokens.vocabulary)
        )
        return words if beside else ""

    def _how_named(self, patterns: Expressions) -> tuple[str, bool]:
        """The first words that one of some expressions finds, and whether one stands in another
        sentence as well, or the text is too short to tell.
        """
        first, said = None, ""
        for pattern in patterns.among(chain(self._places, patterns.signs)):
            for number, tokens in self._with(pattern.needed):
                for hit in find_all(pattern, tokens):
                    at = number, tokens.sentences[hit.first]
                    first, said = first or at, said or words_of(tokens, hit.first, hit.last)
                    if at != first or not self.is_page:
                        return said, True
        return said, False

    def _has(self, pattern: Pattern) -> str:
        """The first words in the document that an expression finds, or nothing; looked for once."""
        if id(pattern) not in self._words:
            self._words[id(pattern)] = next(
                (
                    words_of(tokens, hit.first, hit.last)
                    for _, tokens in self._with(pattern.needed)
                    for hit in find_all(pattern, tokens)
                ),
                "",
            )
        return self._words[id(pattern)]


def _beginning(words: tuple[str, ...]) -> Sequence[Mapping[str, Sequence[Choice]]]:
    """Some words as the one place that must be taken, if they begin with a run of letters."""
    first = words[0].lower()
    return [{first: (Choice(words),)}] if LETTERS.fullmatch(first) else []


@lru_cache(maxsize=256)
def plain_tokens(text: str) -> Tokens:
    """The words of a short text around a block, without spaCy; a heading is around many blocks."""
    return tokenize(fold(text), text, split_simply)


def plain(text: str) -> str:
    """A text in small letters and plain typography, with the words in it that `fold` leaves out."""
    if "`" in text or not text.isascii() or is_broken(text):
        text = fold(text).text
    return _NOT.sub(" n't", text.lower())
