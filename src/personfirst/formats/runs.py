"""Which words of a text change, and edits of a text node.

Only words that change are touched, so that those that stay keep their formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|\s+|.", re.DOTALL)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_COMPARED = 250_000
"""How many pairs of words are compared at most to find those that stay."""


@dataclass(frozen=True, slots=True)
class RunEdit:
    """A stretch of a text node, in code points of its text, and what takes its place."""

    start: int
    end: int
    text: str


def with_edits(text: str, edits: Sequence[RunEdit]) -> str:
    """The text of a node with edits made, without what XML does not allow."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return xml_text("".join((*parts, text[position:])))


def xml_text(text: str) -> str:
    """A text without the control characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def changed_words(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that change, as (start, end, new text): words as a whole, and none
    that stays. Where only spaces or signs stay between two changes, they are one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(before, after)
    start = len("".join(before[:head]))
    before, after = before[head:], after[head:]
    tail = _common(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    places = list(accumulate(map(len, before), initial=start))
    first, new_first = 0, 0
    for same in _kept(before, after):
        if (first, new_first) != (same.a, same.b):
            yield places[first], places[same.a], "".join(after[new_first : same.b])
        first, new_first = same.a + same.size, same.b + same.size


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _kept(before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    """The stretches with a word in them that stay, and the end of both texts."""
    if len(before) * len(after) <= _MOST_COMPARED:
        for same in SequenceMatcher(
            str.isspace, before, after, autojunk=False
        ).get_matching_blocks():
            if any(token[0].isalnum() for token in before[same.a : same.a + same.size]):
                yield same
    yield Match(len(before), len(after), 0)
