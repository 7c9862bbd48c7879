"""Phrases that a configuration allows are the organisation's own choice, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from personfirst.context.base import Passage, Verdict, muted
from personfirst.match.fold import fold
from personfirst.match.terms import Match
from personfirst.model.rule import AllowedPhrase
from personfirst.model.text import Span

NAME = "allowed"
_GAP = re.compile(r"[\s-]+")


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted where all words of a match stand inside an allowed phrase."""
    for phrase in passage.allow:
        if phrase.covers(match.rule.id, match.rule.category):
            for span in _found(phrase, passage):
                if span.contains(match.span):
                    words = " ".join(passage.block.text[span.start : span.end].split())
                    return muted(NAME, f"{words} -- {phrase.reason}" if phrase.reason else words)
    return None


def _found(phrase: AllowedPhrase, passage: Passage) -> Iterator[Span]:
    """Where a phrase stands in a block: capitals, typography and line ends make no difference."""
    folded = passage.tokens.folded
    for found in _expression(phrase.text).finditer(folded.text):
        yield folded.back(*found.span())


@cache
def _expression(text: str) -> re.Pattern[str]:
    words = filter(None, _GAP.split(fold(text).text))
    joined = r"[\s-]+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)
