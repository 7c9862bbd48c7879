"""A second opinion on a passage: logistic regression over its words, weights read from a file.

One score says whether a passage tells any of the narratives, and one for each says which. It knows
words and no shapes, so it only suggests.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

from personfirst.match.look import Look, look_for
from personfirst.match.terms import Match, Opinion
from personfirst.match.tokens import Tokens
from personfirst.model.text import Span
from personfirst.rulebook.narrative import Structure
from personfirst.rulebook.schema import CompiledRule

_MOST_WORDS = 5
_FEWEST_WORDS = 9
"""A shorter passage says too little to judge by."""
_SUFFIXES = ("ing", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4


class Model(NamedTuple):
    """What each feature weighs, and where to begin."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, values: Mapping[str, float]) -> float:
        """How probable it is that a text with some features is what the model looks for."""
        weights = self.weights
        total = sum(weights[name] * value for name, value in values.items() if name in weights)
        return 1 / (1 + math.exp(-self.bias - total))


@dataclass(frozen=True)
class Scorer:
    """The weights of a file that `corpora/narratives/train.py` writes.

    It is made to be read fast: the names of all features are one text, numbers are hundredths, and
    a narrative's weights go by the numbers of features.
    """

    file: Path

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return data

    @cached_property
    def look(self) -> Look:
        """Tells most texts to be harmless before all their words are weighed."""
        return look_for(self.file)

    @cached_property
    def _names(self) -> list[str]:
        names: list[str] = self._data["features"].split("\n")
        return names

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        return dict(zip(self._names, _from_hundredths(self._data["rarity"]), strict=True))

    @cached_property
    def _any(self) -> Model:
        weights = _from_hundredths(self._data["any"]["weights"])
        return Model(self._data["any"]["bias"], dict(zip(self._names, weights, strict=True)))

    @cached_property
    def _narratives(self) -> Mapping[str, Model]:
        return {
            name: Model(
                one["bias"],
                {
                    self._names[at]: weight
                    for at, weight in zip(
                        one["features"], _from_hundredths(one["weights"]), strict=True
                    )
                },
            )
            for name, one in self._data["narratives"].items()
        }

    def knows(self, match: Match) -> bool:
        """Whether it was trained on the narrative that was found."""
        return match.rule.id in self._data["narratives"]

    def is_sure(self, probability: float) -> bool:
        """Whether what a structure found may stand as gravely as its rule says."""
        return probability >= float(self._data["sure"])

    def doubtful(self, match: Match) -> float:
        """Below this probability, what a structure found is doubted: the sooner, the less its shape
        says alone, and sooner where only the document as a whole says that it is about drugs.
        """
        widely = any(one.widely for one in match.roles)
        sure = match.structure.confidence if match.structure else "low"
        return float(self._data["doubtful"]["widely" if widely else sure])

    def probability(self, tokens: Tokens, first: int, last: int) -> float:
        """How probable it is that the words from `first` up to `last` tell any narrative."""
        return self.of_words(tokens.lowers[first:last])

    def of_words(self, words: Iterable[str]) -> float:
        """How probable it is that some words in small letters tell any narrative."""
        return self._any.probability(self._values(words))

    def _values(self, words: Iterable[str]) -> dict[str, float]:
        return weighed(features(words, self._rarity), self._rarity)

    def opinion(self, tokens: Tokens, first: int, last: int) -> Opinion | None:
        """What it says of the words from `first` up to `last`; None where it is not sure both that
        they tell a narrative and which.
        """
        values = self._values(tokens.lowers[first:last])
        probability = self._any.probability(values)
        threshold = self._data["threshold"]
        if probability < threshold:
            return None
        scores = {name: one.probability(values) for name, one in self._narratives.items()}
        narrative = max(scores, key=lambda name: (scores[name], name))
        if probability * scores[narrative] < threshold:
            return None
        weights = self._any.weights
        heavy = sorted(values, key=lambda name: -weights[name] * values[name])
        said = [name for name in heavy if weights[name] > 0][:_MOST_WORDS]
        return Opinion(narrative, probability, tuple(said))


def doubt(match: Match, tokens: Tokens, file: Path) -> tuple[str, bool]:
    """Why the words around a structure that was found are no such story, or nothing: texts that
    tell one read otherwise. Then, whether it is unsure all the same.
    """
    scorer = _scorer(file)
    if not scorer.knows(match):
        return "", False
    first, _ = tokens.sentence(match.first)
    _, last = tokens.sentence(match.last - 1)
    probability = scorer.probability(tokens, first, last)
    unlike = f"unlike texts that tell a narrative ({probability:.0%})"
    return unlike if probability < scorer.doubtful(match) else "", not scorer.is_sure(probability)


def opinions(
    compiled: CompiledRule, structure: Structure, tokens: Tokens, told: Iterable[Span]
) -> Iterator[Match]:
    """What the scorer of a rule is sure of, of each sentence or that and the next; not of words of
    which something is `told` already. `structure` is the one that asks for it.
    """
    if compiled.scorer is None:
        return
    scorer, taken = _scorer(compiled.scorer), list(told)
    sentences = list(pairwise(tokens.bounds))
    weights = [scorer.look.weight(tokens.lowers[first:end]) for first, end in sentences]
    ends = [end for _, end in sentences]
    for index, (first, _) in enumerate(sentences):
        for size in (1, 2):
            last, weight = ends[index : index + size][-1], sum(weights[index : index + size])
            if last - first < _FEWEST_WORDS or not scorer.look.is_enough(weight):
                continue
            if taken and any(map(tokens.span(first, last).overlaps, taken)):
                continue
            opinion = scorer.opinion(tokens, first, last)
            if opinion:
                span = tokens.span(first, last)
                taken.append(span)
                yield Match(compiled, first, last, span, "", {}, (), structure, opinion)
                break


@cache
def _scorer(file: Path) -> Scorer:
    return Scorer(file)


def features(
    words: Iterable[str], known: Container[str] | None = None
) -> Iterable[tuple[str, int]]:
    """The stems of some words, and of each two in a row, with how often each stands there; only
    those that are `known`, if any are given.
    """
    stems = list(map(stem, words))
    names = chain((one for one in stems if one[0].isalnum()), map(" ".join, pairwise(stems)))
    return Counter(names if known is None else filter(known.__contains__, names)).items()


def weighed(counts: Iterable[tuple[str, int]], rarity: Mapping[str, float]) -> dict[str, float]:
    """Features as numbers: how often, times how rare, in a text whose length is one. Training and
    scoring must weigh alike.
    """
    values = {
        name: rarity[name] if n == 1 else (1 + math.log(n)) * rarity[name]
        for name, n in counts
        if name in rarity
    }
    length = math.sqrt(sum(map(mul, values.values(), values.values()))) or 1.0
    return {name: value / length for name, value in values.items()}


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """A word without its ending, by its look; any number as "0"."""
    if word[0].isdigit():
        return "0"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word.removesuffix(suffix)
    return word


def _from_hundredths(numbers: Iterable[int]) -> list[float]:
    return [number / 100 for number in numbers]
