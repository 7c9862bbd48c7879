"""A second opinion on which of the audit's signs a document holds, by its words as a whole.

Lists of expressions know the words that somebody thought of. Here a logistic regression over the
words of a sentence says for each sign how likely the sentence shows it, and a second one, over the
best sentences of a document and what the lists found in it, whether the document holds it.
`corpora/audit/train.py` fits both to what readers found and writes the file; it asks the same
functions as a run does.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from personfirst.match.scorer import features, weighed

_ENOUGH = 2
_SURE = 7.0
"""No sentence counts for more than these log-odds, nor less than their opposite."""


class Sign(NamedTuple):
    """A sign of an item by what it says, or what speaks against the item, which says nothing."""

    item: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """How likely a document holds a sign, and the number of the sentence that shows it best."""

    probability: float
    best: int


@dataclass(frozen=True)
class SignOpinion:
    """The weights of a file; the signs that it knows, and what it says of them."""

    file: Path

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return data

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The signs that it was trained on, by number."""
        return tuple(Sign(*one["sign"]) for one in self._data["signs"])

    @property
    def kept_from(self) -> float:
        """From this probability on, a sign that a list found stays."""
        return float(self._data["kept-from"])

    @property
    def added_from(self) -> float:
        """From this probability on, one is added that no list found."""
        return float(self._data["added-from"])

    def held(
        self, sentences: Sequence[Sequence[str]], found: Collection[Sign]
    ) -> Mapping[Sign, Held]:
        """What is to be said of each sign in a document of some sentences, in which the lists found
        some signs.
        """
        odds = list(map(self._odds, sentences))
        if not odds:
            return {}
        told = document_features(odds, self.signs, found)
        judged = {}
        for number, (sign, values) in enumerate(zip(self.signs, told, strict=True)):
            model = self._data["signs"][number]["document"]
            column = [row[number] for row in odds]
            best = column.index(max(column))
            judged[sign] = Held(probability(model["bias"], model["weights"], values), best)
        return judged

    def _odds(self, words: Sequence[str]) -> list[float]:
        """The log-odds that a sentence shows each sign."""
        odds: list[float] = list(self._data["biases"])
        weights: Mapping[str, Sequence[tuple[int, float]]] = self._data["weights"]
        for name, value in weighed(features(words), self._data["rarity"]).items():
            for number, weight in weights.get(name, ()):
                odds[number] += weight * value
        return list(map(limited, odds))


def limited(odds: float) -> float:
    """Log-odds, none surer than what a sentence may count for."""
    return max(-_SURE, min(_SURE, odds))


def document_features(
    odds: Sequence[Sequence[float]], signs: Sequence[Sign], found: Collection[Sign]
) -> list[list[float]]:
    """For each sign what of a document says whether it holds it: whether the lists found it, its
    two best sentences, what else speaks for the item and against it, how much speaks against any,
    and the length. `odds` are those of each sentence for each sign.
    """
    best = [max(column) for column in zip(*odds, strict=True)]
    second = [sorted(column)[-2:][0] for column in zip(*odds, strict=True)]
    against = [number for number, sign in enumerate(signs) if not sign.says]
    tone = sum(best[number] for number in against) / max(len(against), 1)
    told = sum(not sign.says for sign in found)
    length = math.log(len(odds))
    rows = []
    for number, sign in enumerate(signs):
        same = [at for at, one in enumerate(signs) if one.item == sign.item]
        speak = [best[at] for at in same if signs[at].says]
        counter = [best[at] for at in same if not signs[at].says]
        rows.append(
            [
                float(sign in found),
                best[number],
                second[number],
                tone,
                sum(speak) / max(len(speak), 1),
                max(counter, default=-_SURE),
                float(told),
                length,
            ]
        )
    return rows


def added(held: Mapping[Sign, Held], found: Collection[Sign], least: float) -> Iterator[Sign]:
    """The signs that no list found and that are at least so likely. Nothing is added against an
    item of which lists found enough.
    """
    for sign, said in held.items():
        listed = sum(one.item == sign.item and bool(one.says) for one in found)
        likely = sign not in found and said.probability >= least
        if likely and (sign.says or listed < _ENOUGH):
            yield sign


def probability(bias: float, weights: Sequence[float], values: Sequence[float]) -> float:
    """That of a logistic regression with some weights for some values."""
    total = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-total))
