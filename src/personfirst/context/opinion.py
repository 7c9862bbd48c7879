"""Second opinions on a match: logistic regression over what stands around it.

Filters know shapes; voices and senses come in ever new ones, and what these share are the words
around. A file of weights beside the rules of a language says how much each speaks for a yes;
`corpora/opinions/train.py` writes it, and asks the same features.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from personfirst.context.base import Passage
from personfirst.context.facts import plain_tokens
from personfirst.match.scorer import Model, stem
from personfirst.match.terms import Match
from personfirst.match.tokens import Tokens
from personfirst.rulebook.places import is_built_in

_FAR, _NEAR = 8, 3
_LENGTHS = (5, 9, 16)
"""Sentences with fewer words than these are of one kind each."""


def model_for(match: Match, passage: Passage, name: str) -> Model | None:
    """The weights of a file for a match of a built-in rule on a page; none for an organisation's
    own rules, for a few lines, which say too little, and where the language has no such file.
    """
    if not is_built_in(match.rule.file) or not passage.facts.is_page:
        return None
    return _model(passage.opinions, name)


@cache
def _model(folder: Path | None, name: str) -> Model | None:
    """What a file in a folder holds, if it is there; read once, whoever asks."""
    file = folder / name if folder else None
    if file is None or not file.is_file():
        return None
    return Model(**json.loads(file.read_text(encoding="utf-8")))


def probability(model: Model, found: Iterable[str]) -> float:
    """How probable a yes is of words with some features around them, each counted once."""
    return model.probability(dict.fromkeys(found, 1.0))


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
