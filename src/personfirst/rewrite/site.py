"""Where a rewrite is put in: the words of a block, a label in them, and the shared lexicons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from personfirst.match.tokens import Tokens
from personfirst.model.document import Block, Role
from personfirst.model.text import Span
from personfirst.rewrite.grammar import lead
from personfirst.rewrite.phrase import Phrase
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.pattern import Choice

MOST_WORDS = 4
_FRAGMENTS = frozenset({Role.HEADING, Role.LIST_ITEM, Role.CELL, Role.METADATA})


class Change(NamedTuple):
    """Words `first` up to `last` give way to a text; where they are none, it is put before."""

    first: int
    last: int
    text: str


class Draft(NamedTuple):
    """A rewrite before capitals are copied: changes in order, apart from each other.

    `sure` says that every construction around the words was understood.
    """

    changes: tuple[Change, ...]
    sure: bool = True

    def also(self, *changes: Change, sure: bool = True) -> Draft:
        """The draft with further changes."""
        every = sorted((*self.changes, *changes), key=lambda change: change.first)
        return Draft(tuple(every), self.sure and sure)

    def doubted(self) -> Draft:
        """The draft, left to a person to judge."""
        return self._replace(sure=False)


NOTHING = Draft((), sure=False)
"""No rewrite: what stands around the words leaves no room for others."""


class Site(NamedTuple):
    """A block's words, with what the language pack knows of the words around a match."""

    tokens: Tokens
    block: Block
    pack: Pack

    def lower(self, index: int) -> str:
        """A word in small letters; nothing beyond the ends of the block."""
        return self.tokens.lowers[index] if 0 <= index < len(self.tokens) else ""

    def word(self, index: int) -> str:
        """A word as it stands; nothing beyond the ends of the block."""
        return self.tokens.words[index] if 0 <= index < len(self.tokens) else ""

    def begin(self, index: int) -> int:
        """The first word of the sentence of a word."""
        return self.tokens.sentence(index)[0]

    def end(self, index: int) -> int:
        """The end of the sentence of a word; that of the block behind its last word."""
        return self.tokens.end(index)

    def sentence(self, index: int) -> tuple[str, ...]:
        """The words of the sentence of a word, in small letters."""
        return self.tokens.lowers[slice(*self.tokens.sentence(index))]

    def phrase_begin(self, first: int) -> int:
        """Where the noun phrase begins that a word is the head of, its determiner included."""
        determiner, adjective = lead(self.tokens, first)
        return determiner if determiner >= 0 else adjective

    def before_phrase(self, first: int) -> str:
        """The word before the noun phrase that a word is the head of, in its sentence."""
        begin = self.phrase_begin(first)
        return self.lower(begin - 1) if begin > self.begin(first) else ""

    def leads_sentence(self, index: int) -> bool:
        """Whether nothing but signs stands before a word in its sentence."""
        return not any(map(str.isalnum, "".join(self.tokens.words[self.begin(index) : index])))

    def fragment(self, index: int) -> bool:
        """Whether a word begins a heading, list item or cell, where articles are left out."""
        return self.block.role in _FRAGMENTS and self.leads_sentence(index)

    def slice(self, first: int, last: int) -> str:
        """Words as they stand in the text, on one line."""
        return " ".join(
            self.block.text[self.tokens.starts[first] : self.tokens.ends[last - 1]].split()
        )

    def attached(self, index: int) -> bool:
        """Whether a word stands right at the one before, as a possessive mark does."""
        return 0 < index < len(self.tokens) and (
            self.tokens.ends[index - 1] == self.tokens.starts[index]
        )

    def hyphen(self, index: int) -> bool:
        """Whether a hyphen stands before a word."""
        return index < len(self.tokens) and self.tokens.hyphen[index]

    def span(self, change: Change) -> Span:
        """The stretch of block text that a change takes the place of."""
        if change.first < change.last:
            return self.tokens.span(change.first, change.last)
        start = self.tokens.starts[change.first]
        return Span(start, start)

    def at(self, name: str, index: int) -> Choice | None:
        """The longest entry of a lexicon that begins at a word."""
        for choice in (
            self.pack.lexicon(name).element(optional=False).by_first.get(self.lower(index), ())
        ):
            if self.tokens.lowers[index : index + len(choice.words)] == choice.words:
                return choice
        return None

    def before(self, name: str, index: int) -> Choice | None:
        """The longest entry of a lexicon that ends right before a word."""
        for length in range(MOST_WORDS, 0, -1):
            choice = self.at(name, index - length) if index >= length else None
            if choice is not None and len(choice.words) == length:
                return choice
        return None

    def has(self, name: str) -> bool:
        """Whether an entry of a lexicon stands anywhere in the block."""
        begins = self.pack.lexicon(name).element(optional=False).by_first
        return not begins.keys().isdisjoint(self.tokens.lowers) and any(
            self.at(name, index) for index in range(len(self.tokens))
        )

    def any_at(self, names: Iterable[str], index: int) -> str:
        """The first lexicon of several that has an entry at a word."""
        return next((name for name in names if self.at(name, index)), "")


class Label(NamedTuple):
    """A label at words `first` up to `last` of a site, and the phrase to write, in any number."""

    site: Site
    first: int
    last: int
    number: str
    phrases: Callable[[str], Phrase]

    @property
    def phrase(self) -> Phrase:
        return self.phrases(self.number)

    @property
    def begin(self) -> int:
        """Where the label begins, or an indefinite article right before it."""
        return self.first - (self.site.lower(self.first - 1) in ("a", "an"))
