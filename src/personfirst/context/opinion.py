"""Second opinions on a match: logistic regression over what stands around it.

Filters know shapes; voices and senses come in ever new ones, and what these share are the words
around. A file of weights beside the rules of a language says how much each speaks for a yes;
`corpora/opinions/train.py` writes it, and asks the same features.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from personfirst.context.base import Passage
from personfirst.context.facts import plain_tokens
from personfirst.match.scorer import stem
from personfirst.match.tokens import Tokens

_FAR, _NEAR = 8, 3
_LENGTHS = (5, 9, 16)
"""Sentences with fewer words than these are of one kind each."""


@dataclass(frozen=True)
class Weights:
    """The weights of a file, and from which probability on a yes is likely, or sure."""

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

    def probability(self, found: Iterable[str]) -> float:
        """How probable a yes is of words with some features around them."""
        weights: Mapping[str, float] = self._data["weights"]
        total = math.fsum(weights.get(one, 0.0) for one in set(found))
        return 1 / (1 + math.exp(-self._data["bias"] - total))


@cache
def weights_of(folder: Path | None, name: str) -> Weights | None:
    """The weights of a file in a folder, if it is there; read once, whoever asks."""
    file = folder / name if folder else None
    return Weights(file) if file and file.is_file() else None


def around(passage: Passage, first: int, last: int) -> Iterator[str]:
    """What stands around the words from `first` up to `last`: words before and after by place and
    in pairs, those of the sentences beside, and what the block is.
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
