"""What every context filter looks at, and what it may say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from personfirst.context.facts import Facts, plain_tokens
from personfirst.match.search import Hit, awake, find_all, found_after, found_before
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens, words_of
from personfirst.model.choices import Severity
from personfirst.model.document import Block, MarkKind, texts_around
from personfirst.model.finding import Muted
from personfirst.model.rule import AllowedPhrase
from personfirst.model.text import Span
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Cue, Names
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.topic import ENOUGH_SIGNS, NAMED, SIGNS

OFF_SUBJECT = "the document never names drugs"
IN_PASSING = "the document names drugs only in passing, and not near"
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
_SUBJECT = "framing.drug-subject"
_YEAR = re.compile(r"((?:18|19|20)\d\d)(s?)")
_LAST_YEAR = 2009
"""What was said up to then is history."""
_SPOKEN_ENDS = frozenset({",", ".", "!", "?"})
_SET_OFF_MARKS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.STRIKE, MarkKind.QUOTE})
_PRO_VERBS = frozenset({"do", "does", "did"})
"""Verbs that stand for another one, and are its "not" once one follows."""
_JOINERS = frozenset({",", "and", "or", "/", '"', "'", "&", "nor", "a", "an", "the", "(", ")"})


class Verdict(NamedTuple):
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
class Passage:
    """A tokenized block, in its document, with the cues of its language, the names that are known,
    the phrases that are allowed and the folder of weights for second opinions.
    """

    block: Block
    tokens: Tokens
    facts: Facts
    cues: Mapping[str, Cue]
    names: Names
    allow: tuple[AllowedPhrase, ...] = ()
    opinions: Path | None = None
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
    def counts_near(self) -> Counter[str]:
        """How often each word, in small letters, stands in the block and in those beside it."""
        beside = (self.facts.block_before(self.block), self.facts.block_after(self.block))
        return Counter(chain(self.tokens.lowers, *(plain_tokens(text).lowers for text in beside)))

    @cached_property
    def on_topic(self) -> bool:
        """Whether the document as a whole is about drugs."""
        return bool(self.facts.subject())

    @cached_property
    def off_subject(self) -> bool:
        """Whether the document never names drugs as a subject."""
        return self._lacks(_SUBJECT, self.facts.has_any)

    @cached_property
    def unmentioned(self) -> bool:
        """Whether the document does not so much as mention drugs or drinking."""
        return self._lacks(NAMED, self.facts.has_any)

    @cached_property
    def aside(self) -> bool:
        """Whether the document names drugs as a subject in one sentence at most, and not near."""
        return self._lacks(_SUBJECT, self.speaks_of)

    @cached_property
    def barely_mentioned(self) -> bool:
        """Whether the document is not about drugs as a whole, has no other signs of them, and
        mentions drugs or drinking in one sentence at most, and not near.
        """
        if self.on_topic or self.has_signs:
            return False
        return self._lacks(NAMED, self.speaks_of)

    @cached_property
    def has_signs(self) -> bool:
        """Whether words of several kinds stand in the document that together speak of drugs."""
        cue = self.cues.get(SIGNS)
        found = self.facts.each_of(cue.patterns) if cue else iter(())
        return len(list(islice(found, ENOUGH_SIGNS))) == ENOUGH_SIGNS

    def _lacks(self, name: str, asked: Callable[[Expressions], str]) -> bool:
        """Whether a document is without some words; of a few lines one cannot know."""
        cue = self.cues.get(name)
        if cue is None or not self.facts.is_page:
            return False
        return not asked(cue.patterns)

    def speaks_of(self, patterns: Expressions) -> str:
        """The words of some expressions that stand near, or in two sentences of the document."""
        return self.facts.spoken_of(patterns, self.near)

    def near(self) -> Iterator[Tokens]:
        """The words of the block, around it and in the blocks beside it."""
        yield self.tokens
        yield from self.around
        yield plain_tokens(self.facts.block_before(self.block))
        yield plain_tokens(self.facts.block_after(self.block))

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
            self._cues[name] = awake(cue.patterns, self.tokens)
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
            if hit and not _is_cut(hit, self.tokens):
                return words_of(self.tokens, hit.first, hit.last)
        return ""

    def cue_in(self, name: str, first: int, last: int) -> str:
        """The words of a cue found between two words, or nothing."""
        for pattern in self._awake(name):
            for hit in find_all(pattern, self.tokens, first, last):
                if not _is_cut(hit, self.tokens):
                    return words_of(self.tokens, hit.first, hit.last)
        return ""

    def cue_within(self, name: str, text: str) -> str:
        """The words of a cue in a text around the block, or nothing."""
        tokens = plain_tokens(text)
        hits = (
            hit
            for one in self.cues[name].patterns.among(tokens.vocabulary)
            for hit in find_all(one, tokens)
        )
        return next((words_of(tokens, hit.first, hit.last) for hit in hits), "")

    def cue_at_start(self, name: str, tokens: Tokens) -> str:
        """The words of a cue that some words begin with, or nothing."""
        cue = self.cues[name]
        for pattern in awake(cue.patterns, tokens):
            hit = found_after(pattern, tokens, 0, cue.within)
            if hit and not _is_cut(hit, tokens):
                return words_of(tokens, hit.first, hit.last)
        return ""


Judge = Callable[[Match, Passage], Verdict | None]


def muted(name: str, cue: str) -> Verdict:
    """The verdict of a filter by name, with the words it went by."""
    return Verdict(Muted(name, cue))


def past_year(words: Iterable[str], *, decades: bool = False) -> str:
    """The first of the years, or `decades`, among some words if they date these to the past."""
    found = [year for word in words if (year := _YEAR.fullmatch(word)) and (decades or not year[2])]
    return found[0][0] if found and all(int(year[1]) <= _LAST_YEAR for year in found) else ""


def _is_cut(hit: Hit, tokens: Tokens) -> bool:
    """Whether the "not" that belongs to the last word of a cue stands behind it: "most of them do"
    is no cue in "most of them don't".
    """
    behind = tokens.lowers[hit.last : hit.last + 1]
    return behind == ("n't",) or (behind == ("not",) and tokens.lowers[hit.last - 1] in _PRO_VERBS)


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
