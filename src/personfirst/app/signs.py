"""A second opinion on which of the audit's signs a document holds, by its words as a whole.

Lists of expressions know the words that somebody thought of. Here a logistic regression over the
words of a sentence says for each sign how likely the sentence shows it, another one over the words
of a document how likely the document holds it, and a third one, over the best sentences, the words
of the document and what the lists found in it, weighs these against each other.
`corpora/audit/train.py` fits all three to what readers found and writes the file; it asks the same
functions as a run does.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from personfirst.match.scorer import features, weighed
from personfirst.rulebook.principles import Principle

_SURE = 7.0
"""No sentence counts for more than these log-odds, nor less than their opposite."""
_TELLING = 8
"""Of fewer words and signs a sentence is a heading mostly; others are shown where there are any."""
_BELIEVED = 4
"""So many signs of an item that lists found need no second opinion."""
_SHOWS = -3.0
"""By fewer log-odds no sentence shows a sign: nothing could be pointed at."""
_CAUTION = 0.5
"""By these log-odds something that speaks against an item must be likelier than a sign."""


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

    def held(
        self, sentences: Sequence[Sequence[str]], found: Collection[Sign]
    ) -> Mapping[Sign, Held]:
        """What is to be said of each sign in a document of some sentences, in which the lists found
        some signs. What lists did not find and no sentence shows is not there.
        """
        counts = [dict(features(one)) for one in sentences]
        if not counts:
            return {}
        odds = [self._odds("sentence", one) for one in counts]
        whole = self._odds("document", together(counts))
        told = document_features(odds, whole, self.signs, found)
        telling = [at for at, one in enumerate(sentences) if len(one) >= _TELLING]
        telling = telling or list(range(len(sentences)))
        judged = {}
        for number, (sign, values) in enumerate(zip(self.signs, told, strict=True)):
            model = self._data["signs"][number]["document"]
            best = max(telling, key=lambda at: odds[at][number])
            shown = sign in found or odds[best][number] >= _SHOWS
            likely = probability(model["bias"], model["weights"], values) if shown else 0.0
            judged[sign] = Held(likely, best)
        return judged

    def _odds(self, unit: str, counts: Mapping[str, int]) -> list[float]:
        """The log-odds that a sentence or a document with some features shows each sign."""
        words = self._data[unit]
        odds: list[float] = list(words["biases"])
        weights: Mapping[str, Sequence[tuple[int, float]]] = words["weights"]
        for name, value in weighed(counts.items(), words["rarity"]).items():
            for number, weight in weights.get(name, ()):
                odds[number] += weight * value
        return list(map(limited, odds))


def together(sentences: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """How often each feature stands in some sentences."""
    counts: Counter[str] = Counter()
    for one in sentences:
        counts.update(one)
    return counts


def limited(odds: float) -> float:
    """Log-odds, none surer than what a sentence may count for."""
    return max(-_SURE, min(_SURE, odds))


def document_features(
    odds: Sequence[Sequence[float]],
    whole: Sequence[float],
    signs: Sequence[Sign],
    found: Collection[Sign],
) -> list[list[float]]:
    """For each sign what of a document says whether it holds it: whether the lists found it, its
    two best sentences, what else speaks for the item and against it, how much speaks against any,
    the length, and its words. `odds` are those of each sentence for each sign, `whole` those of the
    document.
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
                whole[number],
            ]
        )
    return rows


def chosen(
    items: Iterable[Principle],
    held: Mapping[Sign, float],
    found: Collection[Sign],
    hinted: Collection[str],
) -> frozenset[Sign]:
    """The signs of all items that a document is judged to hold; see `settled`. `hinted` are the
    items for which there is a hint.
    """
    return frozenset().union(
        *(settled(one.id, one.needs, held, found, hinted=one.id in hinted) for one in items)
    )


def settled(
    item: str,
    needs: int,
    held: Mapping[Sign, float],
    found: Collection[Sign],
    *,
    hinted: bool = False,
) -> frozenset[Sign]:
    """The signs of an item that a document is judged to hold: those by which its likeliest status
    follows.

    `held` says how likely each sign is, `found` which of them lists found, `needs` how many make an
    item reflected, `hinted` whether there is a hint. Several signs that are likely by half are none
    each, and yet it is likely that one is there. What lists found against an item stays, and so do
    a sign of which nothing is known and the signs of an item of which lists found many.
    """
    against = Sign(item)
    listed = frozenset(sign for sign in found if sign.item == item)
    if len(listed - {against}) >= _BELIEVED:
        return listed
    likely = {sign: value for sign, value in held.items() if sign.item == item and sign.says}
    likely |= {sign: 1.0 for sign in listed if sign not in held and sign.says}
    counter = 1.0 if against in listed else _cautious(held.get(against, 0.0))
    counts = _how_many(likely.values())
    none, enough = counts[0], sum(counts[needs:])
    one = 1 - none - enough
    every = len(likely)
    statuses = (
        ((1 - counter) * enough, needs, every, False),
        ((1 - counter) * (one + none * hinted), 0 if hinted else 1, needs - 1, False),
        ((1 - counter) * none * (not hinted), 0, 0, False),
        (counter * enough, needs, every, True),
        (counter * (one + none), 0, needs - 1, True),
    )
    _, fewest, most, is_against = max(statuses)
    ranked = sorted(likely, key=lambda sign: (-likely[sign], sign))
    number = sum(value >= 1 / 2 for value in likely.values())
    shown = ranked[: max(fewest, min(most, number))]
    return frozenset([*shown, against] if is_against else shown)


def _cautious(value: float) -> float:
    """A probability, less by the caution that is due to what speaks against an item."""
    return value / (value + (1 - value) * math.exp(_CAUTION))


def _how_many(likely: Iterable[float]) -> list[float]:
    """How likely each number of some things is, of which each is so likely by itself."""
    counts = [1.0]
    for value in likely:
        pairs = zip([*counts, 0.0], [0.0, *counts], strict=True)
        counts = [same * (1 - value) + fewer * value for same, fewer in pairs]
    return counts


def probability(bias: float, weights: Sequence[float], values: Sequence[float]) -> float:
    """That of a logistic regression with some weights for some values."""
    total = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-total))
