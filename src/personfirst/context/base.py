"""What every context filter looks at, and what it may say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from personfirst.match.fold import Folded, fold
from personfirst.match.rough import is_page
from personfirst.match.search import awake, find_all, found_after, found_before
from personfirst.match.split import split_simply
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens, tokenize, words_of
from personfirst.model.choices import Severity
from personfirst.model.document import Block, Document, MarkKind, texts_around
from personfirst.model.finding import Muted
from personfirst.model.rule import AllowedPhrase
from personfirst.model.text import Span
from personfirst.rulebook.lexicon import Cue, Names
from personfirst.rulebook.pattern import Pattern

OFF_SUBJECT = "the document never names drugs"
_MOST_SET_OFF = 7
QUOTE_MARKS = frozenset({'"', "'", "''"})
OF_PEOPLE = frozenset({"person-label", "slur"})
"""The categories of names for people."""
NOUN_FORMS = frozenset({"one", "many"})
VERB_FORMS = frozenset({"base", "third", "past", "gerund"})
DETERMINERS = frozenset(
    {"the", "a", "an", "these", "those", "this", "that", "our", "your", "my", "his", "her", "their",
     "its", "some", "all", "any", "such", "more", "another"}
)  # fmt: skip
_LETTERS = re.compile("[a-z]+")
_SUBJECT = "framing.drug-subject"
_MENTIONED = "topic.named"
_SPOKEN_ENDS = frozenset({",", ".", "!", "?"})
_SET_OFF_MARKS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.STRIKE, MarkKind.QUOTE})
_JOINERS = frozenset({",", "and", "or", "/", '"', "'", "&", "nor", "a", "an", "the", "(", ")"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A filter's judgement: the match is muted, or only counts one level less, or counts as no more
    than a suggestion; if both, a suggestion is muted.
    """

    muted: Muted
    lowers: bool = False
    suggests: bool = False

    def leaves(self, severity: Severity) -> Severity | None:
        """What is left of a severity; nothing where the match is muted."""
        lower = severity.lowered() if self.lowers else None
        if self.suggests and (lower or not self.lowers):
            return Severity.SUGGESTION
        return lower


@dataclass(frozen=True)
class Facts:
    """What the filters want to know of the whole document, worked out when first asked.

    `today` decides which suppressions have expired; without it none has. `subject` gives the words
    by which one sees that the document as a whole is about drugs, none if it is not.
    """

    document: Document
    today: date | None = None
    subject: Callable[[], frozenset[str]] = frozenset
    _has: dict[int, str] = field(default_factory=dict)
    _beside: dict[int, tuple[str, str]] = field(default_factory=dict)
    _counts: dict[Callable[[Block], bool], int] = field(default_factory=dict)
    _each: dict[Callable[[Block], str], tuple[str, ...]] = field(default_factory=dict)
    _stands: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @cached_property
    def is_page(self) -> bool:
        """Whether it has as many words and signs as a page, and so says what it is about."""
        return is_page(block.text for block in self.document.blocks)

    @cached_property
    def _runs(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The text of each block, and the runs of letters in it: most blocks need not be told
        apart into words.
        """
        texts = [block.text for block in self.document.blocks]
        folded = [fold(text).text.lower().replace("n't", " n't") for text in texts]
        return tuple(zip(texts, map(frozenset, map(_LETTERS.findall, folded)), strict=True))

    def _with(self, first: frozenset[str]) -> Iterator[Tokens]:
        """The words of the blocks that may hold one of some words."""
        letters = all(map(_LETTERS.fullmatch, first))
        for text, runs in self._runs:
            if not letters or not first.isdisjoint(runs):
                yield plain_tokens(text)

    def count(self, holds: Callable[[Block], bool]) -> int:
        """How many blocks are of a kind; asked once for each kind."""
        if holds not in self._counts:
            self._counts[holds] = sum(map(holds, self.document.blocks))
        return self._counts[holds]

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
                for tokens in self._with(frozenset({words[0].lower()}))
                for first in tokens.cased_places.get(words[0], ())
            )
        return self._stands[words]

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

    def has(self, pattern: Pattern) -> str:
        """The first words in the document that a pattern finds, or nothing."""
        if id(pattern) not in self._has:
            self._has[id(pattern)] = next(
                (
                    words_of(tokens, hit.first, hit.last)
                    for tokens in self._with(pattern.first_lower)
                    for hit in find_all(pattern, tokens)
                ),
                "",
            )
        return self._has[id(pattern)]


@dataclass(frozen=True)
class Passage:
    """A tokenized block, in its document, with the cues of its language, the names that are known
    and the phrases that are allowed.
    """

    block: Block
    tokens: Tokens
    facts: Facts
    cues: Mapping[str, Cue]
    names: Names
    folded: Folded
    allow: tuple[AllowedPhrase, ...] = ()
    _cues: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Quoted stretches as word ranges, the quotation marks not included."""
        marked = (mark.span for mark in self.block.marks if mark.kind is MarkKind.QUOTE)
        return (
            *_paired(self.tokens, '"'),
            *_paired(self.tokens, "'"),
            *(self.words_in(span) for span in marked),
        )

    @cached_property
    def set_offs(self) -> tuple[tuple[int, int], ...]:
        """Stretches in quotation marks or emphasis, as word ranges."""
        marked = (mark.span for mark in self.block.marks if mark.kind in _SET_OFF_MARKS)
        return (*self.quotes, *map(self.words_in, marked))

    @cached_property
    def around(self) -> tuple[Tokens, ...]:
        """The words of the heading, lead-in, column header and row of the block."""
        return tuple(map(plain_tokens, texts_around(self.block)))

    @cached_property
    def on_topic(self) -> bool:
        """Whether the document as a whole is about drugs."""
        return bool(self.facts.subject())

    @cached_property
    def off_subject(self) -> bool:
        """Whether the document never names drugs as a subject."""
        return self._lacks(_SUBJECT)

    @cached_property
    def unmentioned(self) -> bool:
        """Whether the document does not so much as mention drugs or drinking."""
        return self._lacks(_MENTIONED)

    def _lacks(self, name: str) -> bool:
        """Whether none of some words stands in the document; of a few lines one cannot know."""
        cue = self.cues.get(name)
        if cue is None or not self.facts.is_page:
            return False
        return not any(map(self.facts.has, cue.patterns))

    def quote(self, match: Match) -> tuple[int, int] | None:
        """The innermost quoted stretch that holds a match."""
        holding = [q for q in self.quotes if q[0] <= match.first and match.last <= q[1]]
        return min(holding, key=lambda q: q[1] - q[0], default=None)

    def set_off(self, match: Match) -> tuple[int, int] | None:
        """The short stretch in quotation marks or emphasis that holds a match: a word shown, as
        against a sentence spoken. The whole paragraph in bold sets nothing off.
        """
        quote = self.quote(match)
        if quote:
            length = quote[1] - quote[0]
            spoken = self.tokens.words[quote[1] - 1] in _SPOKEN_ENDS
            if length <= max(match.last - match.first + 2, 3):
                return quote
            if length <= _MOST_SET_OFF and not spoken:
                return quote
        for mark in self.block.marks:
            if mark.kind in _SET_OFF_MARKS and mark.span.contains(match.span):
                first, last = self.words_in(mark.span)
                if last - first <= _MOST_SET_OFF and last - first < len(self.tokens):
                    return first, last
        return None

    def words_in(self, span: Span) -> tuple[int, int]:
        """The range of the words that lie inside a span of block text."""
        inside = [
            index
            for index in range(len(self.tokens))
            if span.start <= self.tokens.starts[index] and self.tokens.ends[index] <= span.end
        ]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def line(self, index: int) -> tuple[int, int]:
        """The range of the words on the line of a word, as the block's text is broken."""
        text, at = self.tokens.block, self.tokens.starts[index]
        end = text.find("\n", at)
        start = text.rfind("\n", 0, at) + 1
        return (
            bisect_left(self.tokens.starts, start),
            bisect_left(self.tokens.starts, len(text) if end < 0 else end),
        )

    def chain_start(self, first: int) -> int:
        """The beginning of the row of set-off words that a set-off word ends: "a", "b" or "c". They
        may be counted: "a" (4), "b" 2.
        """
        while True:
            before = first - 1
            while before >= 0 and (
                self.tokens.lowers[before] in _JOINERS or self.tokens.words[before].isdigit()
            ):
                before -= 1
            previous = next((q for q in self.quotes if q[0] <= before < q[1] <= first), None)
            if previous is None or before == first - 1:
                return first
            first = previous[0]

    def _awake(self, name: str) -> tuple[Pattern, ...]:
        """The expressions of a cue that may stand in the block."""
        if name not in self._cues:
            cue = self.cues[name]
            self._cues[name] = awake(cue.patterns, cue.by_words, self.tokens)
        return self._cues[name]

    def cue_before(self, name: str, index: int, first: int = 0) -> str:
        """The words of a cue found before a word, as near as the cue asks, or nothing."""
        within = self.cues[name].within
        for pattern in self._awake(name):
            hit = found_before(pattern, self.tokens, index, within, first)
            if hit:
                return words_of(self.tokens, hit.first, hit.last)
        return ""

    def cue_after(self, name: str, index: int, last: int | None = None) -> str:
        """The words of a cue found after a word, as near as the cue asks, or nothing."""
        within = self.cues[name].within
        for pattern in self._awake(name):
            hit = found_after(pattern, self.tokens, index, within, last)
            if hit:
                return words_of(self.tokens, hit.first, hit.last)
        return ""

    def cue_in(self, name: str, first: int, last: int) -> str:
        """The words of a cue found between two words, or nothing."""
        for pattern in self._awake(name):
            for hit in find_all(pattern, self.tokens, first, last):
                return words_of(self.tokens, hit.first, hit.last)
        return ""

    def cue_within(self, name: str, text: str) -> str:
        """The words of a cue in a text around the block, or nothing."""
        tokens = plain_tokens(text)
        hits = (hit for one in self.cues[name].patterns for hit in find_all(one, tokens))
        return next((words_of(tokens, hit.first, hit.last) for hit in hits), "")

    def cue_at_start(self, name: str, tokens: Tokens) -> str:
        """The words of a cue that some words begin with, or nothing."""
        cue = self.cues[name]
        for pattern in awake(cue.patterns, cue.by_words, tokens):
            hit = found_after(pattern, tokens, 0, cue.within)
            if hit:
                return words_of(tokens, hit.first, hit.last)
        return ""


Judge = Callable[[Match, Passage], Verdict | None]


def muted(name: str, cue: str) -> Verdict:
    """The verdict of a filter by name, with the words it went by."""
    return Verdict(Muted(name, cue))


@lru_cache(maxsize=256)
def plain_tokens(text: str) -> Tokens:
    """The words of a short text around a block, without spaCy; a heading is around many blocks."""
    return tokenize(fold(text), text, split_simply)


def _paired(tokens: Tokens, mark: str) -> Iterator[tuple[int, int]]:
    """Stretches between an opening and a closing mark. A quote left open runs to the end where it
    began the block, as in speech over several paragraphs, or where its mark can only be an opening.
    """
    opened: int | None = None
    for index, word in enumerate(tokens.words):
        if word != mark and not (mark == '"' and word == "''"):
            continue
        before = (
            tokens.block[tokens.starts[index] - 1 : tokens.starts[index]]
            if tokens.starts[index]
            else ""
        )
        after = tokens.block[tokens.ends[index] : tokens.ends[index] + 1]
        opens = (
            not before or (not before.isalnum() and before not in ".,!?;:)'\"\u2019\u201d")
        ) and (after.isalnum() or after in "$'\"\u2018\u2019[(<\u2026.")
        if opened is None and opens and after:
            opened = index
        elif opened is not None and (not opens or not after):
            if index > opened + 1:
                yield opened + 1, index
            opened = None
    if opened is None or mark != '"' or opened + 1 == len(tokens):
        return
    if opened == 0 or tokens.block[tokens.starts[opened]] == "\u201c":
        yield opened + 1, len(tokens)
