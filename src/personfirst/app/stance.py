"""How words that the audit found are meant: a "not" before or behind them, a wish, and what only
speaks of such words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from personfirst.context.base import Passage
from personfirst.match.search import find_all, found_after, found_before, match_at
from personfirst.match.tokens import Tokens
from personfirst.rulebook.principles import Words

_NEGATION = 6
_WISH = 10
_DENIAL = 3
_TOLD = 12
_MOST_SHOWN = 7
"""How many words before a passage a "not", a wish and somebody who says it may stand."""
_CRITIQUE_BEFORE = ("framing.critique-before", "framing.critique-right-before")
_CRITIQUE_AFTER = ("framing.critique-after",)
_CRITIQUE_IN = ("framing.critique-noun", "framing.history", "framing.self-review")


@dataclass(frozen=True)
class Stance:
    """The words of a block, those `around` it and the lists that all items share."""

    passage: Passage
    around: Tokens
    shared: Mapping[str, Words]

    @property
    def tokens(self) -> Tokens:
        return self.passage.tokens

    def is_negated(self, index: int, end: int) -> bool:
        """Whether a word such as "not" stands before some words, and nothing that ends its reach,
        or right behind them.
        """
        _, last = self.tokens.sentence(end - 1)
        for pattern in self.shared["denials-after"]:
            if found_after(pattern, self.tokens, end, _DENIAL, last) is not None:
                return True
        first, _ = self.tokens.sentence(index)
        for name, within in (("negators", _NEGATION), ("articles-of-none", 3)):
            for pattern in self.shared[name]:
                hit = found_before(pattern, self.tokens, index, within, first)
                if hit is not None and not self._ends_between(hit.first, index):
                    return True
        return False

    def _ends_between(self, first: int, last: int) -> bool:
        for pattern in self.shared["negation-ends"]:
            for hit in find_all(pattern, self.tokens, first, last):
                if hit.last <= last:
                    return True
        return False

    def is_wish(self, index: int, end: int) -> bool:
        """Whether a passage is only hoped for, or was put off."""
        first, _ = self.tokens.sentence(index)
        _, last = self.tokens.sentence(end - 1)
        if last < len(self.tokens):
            _, last = self.tokens.sentence(last)
        wishes, put_off = self.shared["wishes"], self.shared["put-off"]
        return any(
            found_before(one, self.tokens, index, _WISH, first) is not None for one in wishes
        ) or any(True for one in put_off for _ in find_all(one, self.tokens, first, last))

    def is_doubted(self, first: int, last: int) -> bool:
        """Whether a text speaks of such words, and does not say them: critique, a question, a
        quotation, history.
        """
        start, _ = self.tokens.sentence(first)
        _, end = self.tokens.sentence(last - 1)
        passage = self.passage
        if any(
            one <= first and last <= two and two - one <= _MOST_SHOWN for one, two in passage.quotes
        ):
            return True
        if self.tokens.words[end - 1] == "?" or self._is_not_its_own(first, last, start, end):
            return True
        if self._is_opposed(start, end):
            return True
        return any(
            (
                *(passage.cue_before(name, first, start) for name in _CRITIQUE_BEFORE),
                *(passage.cue_after(name, last, end) for name in _CRITIQUE_AFTER),
                *(passage.cue_in(name, start, end) for name in _CRITIQUE_IN),
                *(self._heading(name) for name in ("framing.critique-heading",)),
            )
        )

    def _is_opposed(self, start: int, end: int) -> bool:
        """Whether a sentence asks to vote against something, or the next says who is against it."""
        tokens, shared = self.tokens, self.shared
        until = tokens.end(end) if end < len(tokens) else end
        return any(
            True
            for name, first, last in (("opposed-in", start, end), ("opposed-next", end, until))
            for one in shared[name]
            for _ in find_all(one, tokens, first, last)
        )

    def _is_not_its_own(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether a sentence from `start` to `end` tells words as a myth or the view of others, or
        says behind them that they are no good.
        """
        tokens, shared = self.tokens, self.shared
        return (
            any(match_at(one, tokens, start) for one in shared["myth-labels"])
            or any(found_before(o, tokens, first, _TOLD, start) for o in shared["told-by-others"])
            or any(found_after(o, tokens, last, _DENIAL, end) for o in shared["rejected-after"])
        )

    def _heading(self, name: str) -> str:
        return self.passage.cue_at_start(name, self.around) if len(self.around) else ""
