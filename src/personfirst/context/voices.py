"""A second opinion on whose words they are: logistic regression over what stands around a match.

The other filters know shapes: quotation marks, lists, "people say that". Other voices and words
that are shown come in ever new shapes, and what they share are the words around them. Where these
read like words of others, or like words that are shown, the match is a suggestion, whatever its
rule says; a suggestion is muted where they surely do. `corpora/voices/train.py` writes the
weights; it asks the same features.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from personfirst.context.base import Passage, Verdict
from personfirst.context.facts import plain_tokens
from personfirst.match.scorer import stem
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens
from personfirst.model.choices import Severity
from personfirst.model.finding import Muted
from personfirst.rulebook.places import is_built_in

NAME = "voice"
_TALK = "mention.talk"
_FAR, _NEAR = 8, 3
_LENGTHS = (5, 9, 16)
"""Sentences with fewer words than these are of one kind each."""
_SHARES = (0.005, 0.01, 0.02, 0.035)
"""Which share of a document's words speaks of words."""
_MOST_TALK, _MOST_TALK_NEAR = 3, 6
_MARKS = frozenset("\"“”'‘’*_")


def judge(match: Match, passage: Passage) -> Verdict | None:
    """No more than a suggestion where the words around read like somebody else's, or shown; where
    they surely do, what is a suggestion by its rule is muted. A few lines say too little, and an
    organisation's own rules are left alone.
    """
    if match.structure or passage.voices is None or not is_built_in(match.rule.file):
        return None
    if not passage.facts.is_page:
        return None
    voices = _voices(passage.voices)
    probability = voices.probability(features(passage, match.first, match.last))
    if probability < voices.likely:
        return None
    reads = Muted(NAME, f"reads like words of others or words shown ({probability:.0%})")
    mild = match.severity is Severity.SUGGESTION
    return Verdict(reads, lowers=mild and probability >= voices.sure, suggests=True)


@dataclass(frozen=True)
class Voices:
    """The weights of a file, and from which probability on words are likely, or surely, no words
    of the writer's own.
    """

    file: Path

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return data

    @property
    def likely(self) -> float:
        return float(self._data["likely"])

    @property
    def sure(self) -> float:
        return float(self._data["sure"])

    def probability(self, found: Iterator[str]) -> float:
        """How probable it is that words with some features around are not the writer's own."""
        weights: Mapping[str, float] = self._data["weights"]
        total = math.fsum(weights.get(one, 0.0) for one in set(found))
        return 1 / (1 + math.exp(-self._data["bias"] - total))


@cache
def _voices(file: Path) -> Voices:
    return Voices(file)


def features(passage: Passage, first: int, last: int) -> Iterator[str]:
    """What stands around the words from `first` up to `last`: words before and after by place and
    in pairs, those of the sentences beside, marks, and how much is said of words.
    """
    tokens = passage.tokens
    begin, end = tokens.sentence(first)
    before = list(map(stem, tokens.lowers[begin:first]))
    after = list(map(stem, tokens.lowers[last:end]))
    yield from (f"<{one}" for one in before[-_FAR:])
    yield from (f">{one}" for one in after[:_FAR])
    yield from (f"<{at}{one}" for at, one in enumerate(reversed(before[-_NEAR:])))
    yield from (f">{at}{one}" for at, one in enumerate(after[:_NEAR]))
    yield from (f"={one}" for one in (*before, *after))
    yield from (f"< {one} {two}" for one, two in pairwise(before))
    yield from (f"> {one} {two}" for one, two in pairwise(after))
    yield f"^{' '.join(before[:1])}"
    yield f"^{' '.join(before[:2])}"
    previous = _sentence_before(passage, begin)
    following = _sentence_after(passage, end)
    yield from (f"-{one}" for one in previous)
    yield from (f"+{one}" for one in following[:_FAR])
    yield f"+ {' '.join(following[:2])}"
    yield f"#role {passage.block.role}"
    yield f"#words {sum(end - begin >= length for length in _LENGTHS)}"
    if any(start <= first and last <= stop for start, stop in passage.quotes):
        yield "#quoted"
    if _marked(passage, first):
        yield "#marked"
    yield from _talk(passage, begin, end)


def _talk(passage: Passage, begin: int, end: int) -> Iterator[str]:
    """How much the document, what is near and the sentence itself speak of words."""
    cue = passage.cues.get(_TALK)
    if cue is None:
        return
    said = cue.single_words
    share = passage.facts.share(said)
    yield f"#talk {sum(share >= one for one in _SHARES)}"
    lowers = passage.tokens.lowers
    here = sum(word in said for word in lowers[begin:end])
    beside = (passage.facts.block_before(passage.block), passage.facts.block_after(passage.block))
    near = sum(word in said for text in beside for word in plain_tokens(text).lowers)
    near += sum(word in said for word in lowers)
    yield f"#talk here {min(here, _MOST_TALK)}"
    yield f"#talk near {min(near, _MOST_TALK_NEAR)}"


def _sentence_before(passage: Passage, begin: int) -> Sequence[str]:
    """The stems of the sentence before one, be it in the block before."""
    if begin:
        first, last = passage.tokens.sentence(begin - 1)
        return _stems(passage.tokens, first, last)
    tokens = plain_tokens(passage.facts.block_before(passage.block))
    return _stems(tokens, *tokens.sentence(len(tokens) - 1)) if len(tokens) else ()


def _sentence_after(passage: Passage, end: int) -> Sequence[str]:
    """The stems of the sentence after one, be it in the block after."""
    if end < len(passage.tokens):
        return _stems(passage.tokens, *passage.tokens.sentence(end))
    tokens = plain_tokens(passage.facts.block_after(passage.block))
    return _stems(tokens, *tokens.sentence(0)) if len(tokens) else ()


def _stems(tokens: Tokens, first: int, last: int) -> list[str]:
    return list(map(stem, tokens.lowers[first:last]))


def _marked(passage: Passage, first: int) -> bool:
    """Whether a quotation mark stands right before a word, or emphasis begins with it."""
    start = passage.tokens.starts[first]
    at_mark = start > 0 and passage.block.text[start - 1] in _MARKS
    return at_mark or any(mark.span.start == start for mark in passage.block.marks)
