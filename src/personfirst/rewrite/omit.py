"""Leaving a word out: the one rewrite of a narrative that needs no judgment of the sentence.

"Legitimate pain patients" says what "pain patients" says, but for the slight to all others.
"""

from __future__ import annotations

from collections.abc import Iterator

from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens
from personfirst.model.finding import Safety
from personfirst.model.text import Span
from personfirst.rewrite.casing import copy_case
from personfirst.rewrite.grammar import article
from personfirst.rewrite.suggest import Rewrite

_ARTICLES = frozenset({"a", "an"})


def omit(match: Match, tokens: Tokens, style: str) -> tuple[Rewrite, ...]:
    """The words of a narrative without those that its rule says to leave out; none where what is
    left would not read as a sentence.

    Only a person can say whether the sentence still splits people in two, so it is for review.
    """
    edits = tuple(_edits(match, tokens))
    return (Rewrite(edits, Safety.REVIEW, style),) if edits else ()


def _edits(match: Match, tokens: Tokens) -> Iterator[tuple[Span, str]]:
    for role in match.roles:
        for at in range(max(role.first, 0), role.last - 1):
            word = tokens.lowers[at]
            follows = tokens.words[at + 1]
            if word not in match.rule.leave_out:
                continue
            if not follows.isalpha() or tokens.lowers[at + 1] in match.rule.leave_out:
                return
            before = tokens.lowers[at - 1] if at else ""
            if before.endswith("ly") or before in ("and", "or", "very", "most", "more", "-"):
                return
            first = at - 1 if before in _ARTICLES else at
            last = at + 2 if role.open else role.last
            kept = tokens.span(at + 1, last)
            text = tokens.block[kept.start : kept.end]
            text = f"{article(text)} {text}" if first < at else text
            yield tokens.span(first, last), copy_case(tokens.words[first], text)
            return
