"""Whether a condition of a rule holds for a match: what it asks for is looked for around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from personfirst.context.base import QUOTE_MARKS, Passage
from personfirst.match.search import Hit, find_all, found_after, found_before
from personfirst.match.terms import Match
from personfirst.match.tokens import words_of
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.schema import CompiledCondition

_TOPIC = "the topic of the document"
_EVIDENCE = "-evidence}"
_TOPICAL = ("sentence_has", "paragraph_has")
"""The parts of a condition that a document about drugs fulfills, where they ask for evidence."""
_NO_NOUN = (
    "s", "ed", "ing", "ly", "ous", "ful", "less", "ive", "ish", "ical", "ary",
)  # fmt: skip
"""Endings of words that are rarely the first noun of a compound."""
_LACKED = "what the document does not hold"
_COLUMN = re.compile(r"(?: {0,2}\t| {3})[ \t]*")
_UNSAID = "what the sentence does not hold"
_STOP, _END = ".", "the end of the text"


class Surroundings:
    """What stands around a match, for the conditions of its rule.

    `marks` may stand between the match and the words right before or after it. `on_topic` says that
    the whole document is evidence of what it is about, `speaks` that what a document has to hold
    must stand near, or more than once; what it must lack may always stand once, far away.
    """

    __slots__ = (
        "_after", "_before", "_first", "_last", "_match", "_on_topic", "_passage", "_speaks",
    )  # fmt: skip

    def __init__(
        self,
        match: Match,
        passage: Passage,
        marks: frozenset[str],
        *,
        on_topic: bool = False,
        speaks: bool = False,
    ) -> None:
        lowers = passage.tokens.lowers
        first, last = passage.tokens.sentence(match.first)
        before, after = match.first, match.last
        while before > first and lowers[before - 1] in marks & QUOTE_MARKS:
            before -= 1
        while after < last and lowers[after] in marks:
            after += 1
        self._match, self._passage = match, passage
        self._on_topic, self._speaks = on_topic, speaks
        self._first, self._before, self._after, self._last = first, before, after, last

    def holds(self, condition: CompiledCondition) -> str:
        """The words by which all parts of a condition hold, or nothing."""
        cues = []
        for part in condition.parts:
            if self._on_topic and part in _TOPICAL and _asks_for_topic(condition, part):
                cue = _TOPIC
            else:
                cue = _LOOKS[part](self, condition)
            if not cue:
                return ""
            cues.append(cue)
        return ", ".join(cues)

    def _opens(self, _: CompiledCondition) -> str:
        opens = self._before == self._first
        return self._words(self._match.first, self._match.last) if opens else ""

    def _preceded_by(self, condition: CompiledCondition) -> str:
        expressions, within = condition.expressions("preceded_by"), condition.condition.within
        for pattern in expressions.beginning(self._words_before(expressions, within)):
            hit = self._hit_before(pattern, within)
            if hit:
                return self._said(hit)
        return ""

    def _compound_but(self, condition: CompiledCondition) -> str:
        """A word that may be a noun and makes a compound with the match: no name, no form of a
        verb or adjective, and none of the words that are excepted.
        """
        at = self._before - 1
        if at < self._first or self._before != self._match.first:
            return ""
        words = self._passage.tokens.words
        word = words[at]
        capital = word[0].isupper() and (not word.isupper() or words[at + 1].isupper())
        named = capital and not self._passage.facts.stands((word.lower(),), lambda *_: True)
        if not word.isalpha() or len(word) == 1 or named or word.lower().endswith(_NO_NOUN):
            return ""
        expressions = condition.expressions("compound_but")
        beside = self._words_before(expressions, 1)
        excepted = any(self._hit_before(one, 1) for one in expressions.beginning(beside))
        return "" if excepted else word

    def _followed_by(self, condition: CompiledCondition) -> str:
        """Or the full stop that a heading, a list item, a cell or a column of a text goes without,
        where it is asked for.
        """
        expressions, within = condition.expressions("followed_by"), condition.condition.within
        ends = self._after == len(self._passage.tokens) or self._is_column()
        words = self._words_after(within)
        for pattern in expressions.beginning((*words, _STOP) if ends else words):
            hit = self._hit_after(pattern, within)
            if hit:
                return self._said(hit)
            if ends and len(pattern.elements) == 1 and _STOP in pattern.first:
                return _END
        return ""

    def _is_column(self) -> bool:
        """Whether the space behind the match is as wide as between the columns of a plain text."""
        tokens, after = self._passage.tokens, self._after
        behind = tokens.block[tokens.ends[after - 1] : tokens.starts[after]]
        return bool(_COLUMN.fullmatch(behind))

    def _near(self, condition: CompiledCondition) -> str:
        expressions, within = condition.expressions("near"), condition.condition.within
        words = chain(self._words_before(expressions, within), self._words_after(within))
        for pattern in expressions.beginning(words):
            hit = self._hit_before(pattern, within) or self._hit_after(pattern, within)
            if hit:
                return self._said(hit)
        return ""

    def _match_has(self, condition: CompiledCondition) -> str:
        tokens, match = self._passage.tokens, self._match
        words = tokens.lowers[match.first : match.last]
        for pattern in condition.expressions("match_has").among(words):
            for hit in find_all(pattern, tokens, match.first, match.last):
                return self._said(hit)
        return ""

    def _sentence_has(self, condition: CompiledCondition) -> str:
        words = self._passage.tokens.lowers[self._first : self._last]
        for pattern in condition.expressions("sentence_has").among(words):
            for hit in self._beside(pattern, self._first, self._last):
                return self._said(hit)
        return ""

    def _sentence_lacks(self, condition: CompiledCondition) -> str:
        """What neither the sentence outside the match holds nor what it stands under: its heading,
        lead-in, column header and row.
        """
        expressions = condition.expressions("sentence_lacks")
        tokens, around = self._passage.tokens, self._passage.around
        words = tokens.lowers[self._first : self._last]
        for pattern in expressions.among(chain(words, *(one.lowers for one in around))):
            if any(self._beside(pattern, self._first, self._last)):
                return ""
            if any(any(find_all(pattern, other)) for other in around):
                return ""
        return _UNSAID

    def _is_on_topic(self, _: CompiledCondition) -> str:
        return _TOPIC if self._passage.on_topic else ""

    def _paragraph_has(self, condition: CompiledCondition) -> str:
        """Beside the match, or in the texts around the block."""
        tokens, around = self._passage.tokens, self._passage.around
        words = chain(tokens.lowers, *(one.lowers for one in around))
        for pattern in condition.expressions("paragraph_has").among(words):
            for hit in self._beside(pattern, 0, len(tokens)):
                return self._said(hit)
            for other in around:
                for hit in find_all(pattern, other):
                    return words_of(other, hit.first, hit.last)
        return ""

    def _document_has(self, condition: CompiledCondition) -> str:
        asked = self._passage.speaks_of if self._speaks else self._passage.facts.has_any
        return asked(condition.expressions("document_has"))

    def _document_lacks(self, condition: CompiledCondition) -> str:
        found = self._passage.speaks_of(condition.expressions("document_lacks"))
        return "" if found else _LACKED

    def _words_before(self, expressions: Expressions, within: int) -> Sequence[str]:
        """The words with which an expression may begin that ends near enough before the match."""
        first = max(self._first, self._before - within - expressions.longest)
        return self._passage.tokens.lowers[first : self._before]

    def _words_after(self, within: int) -> Sequence[str]:
        return self._passage.tokens.lowers[self._after : min(self._after + within, self._last)]

    def _hit_before(self, pattern: Pattern, within: int) -> Hit | None:
        return found_before(pattern, self._passage.tokens, self._before, within, self._first)

    def _hit_after(self, pattern: Pattern, within: int) -> Hit | None:
        return found_after(pattern, self._passage.tokens, self._after, within, self._last)

    def _beside(self, pattern: Pattern, first: int, last: int) -> Iterable[Hit]:
        match = self._match
        for hit in find_all(pattern, self._passage.tokens, first, last):
            if hit.last <= match.first or hit.first >= match.last:
                yield hit

    def _said(self, hit: Hit) -> str:
        return self._words(hit.first, hit.last)

    def _words(self, first: int, last: int) -> str:
        return words_of(self._passage.tokens, first, last)


_LOOKS: Mapping[str, Callable[[Surroundings, CompiledCondition], str]] = {
    "opens": Surroundings._opens,
    "preceded_by": Surroundings._preceded_by,
    "compound_but": Surroundings._compound_but,
    "followed_by": Surroundings._followed_by,
    "near": Surroundings._near,
    "match_has": Surroundings._match_has,
    "sentence_has": Surroundings._sentence_has,
    "sentence_lacks": Surroundings._sentence_lacks,
    "on_topic": Surroundings._is_on_topic,
    "paragraph_has": Surroundings._paragraph_has,
    "document_has": Surroundings._document_has,
    "document_lacks": Surroundings._document_lacks,
}


def _asks_for_topic(condition: CompiledCondition, part: str) -> bool:
    """Whether words are asked for that say what a text is about: those of a lexicon of evidence."""
    return any(_EVIDENCE in expression for expression in getattr(condition.condition, part))
