"""The items of a row: what stands between commas, bullets, boxes and line ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, takewhile

from personfirst.context.base import QUOTE_MARKS, Passage
from personfirst.match.terms import Match

BOXES = frozenset("☐☑☒□▢◯○❏❑❒")
_BULLETS = frozenset("•·▪●-*–—")
_APART = frozenset({",", "/", ";", "|", "(", ")", ":", ".", "!", "or", "and", "&"}) | BOXES
_BETWEEN = _APART | _BULLETS | QUOTE_MARKS


def items(passage: Passage, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the like, up to a closing bracket or an end mark."""
    start = first
    for at in range(first, last + 1):
        word = passage.tokens.words[at] if at < last else ")"
        if word in _APART:
            if at > start:
                yield start, at
            start = at + 1
        if word in {")", ".", "!"}:
            return


def item(match: Match, passage: Passage) -> tuple[int, int]:
    """The stretch between commas, bullets, quotation marks and line ends that holds a match."""
    words = passage.tokens.words
    begin, end = passage.line(match.first)
    ahead = range(match.first - 1, begin - 1, -1)
    start = next((i + 1 for i in ahead if words[i] in _BETWEEN), begin)
    stop = next((i for i in range(match.last, end) if words[i] in _BETWEEN), end)
    return start, stop


def is_alone(match: Match, passage: Passage) -> bool:
    """Whether nothing but one more word stands in the item of a match, and that no article."""
    words = passage.tokens.words
    begin, end = passage.line(match.first)

    def goes_on(at: int) -> bool:
        return words[at] not in _BETWEEN

    before = takewhile(goes_on, range(match.first - 1, begin - 1, -1))
    extra = list(islice(chain(before, takewhile(goes_on, range(match.last, end))), 2))
    return len(extra) <= 1 and not any(
        passage.cue_after("mention.determiner", at, at + 1) for at in extra
    )


def said_before(match: Match, passage: Passage, first: int, last: int) -> str:
    """The words about wording between two words; a verb of saying is enough for a singular, which
    in a sentence would have an article.
    """
    cue = passage.cue_in("mention.topic", first, last)
    if not cue and match.form == "one":
        cue = passage.cue_in("mention.said", first, last)
    return cue
