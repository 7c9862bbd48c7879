"""A second opinion on a passage: logistic regression over its words and the roles that they fill,
weights read from a file.

One score says whether a passage tells any of the narratives, and one for each says which. It knows
words and roles and no shapes, so it only suggests.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from personfirst.match.gate import Opened
from personfirst.match.search import find_all
from personfirst.match.terms import Match, Opinion
from personfirst.match.tokens import Tokens
from personfirst.rulebook.gates import Gates
from personfirst.rulebook.narrative import Role, Structure
from personfirst.rulebook.schema import CompiledRule

_MOST_WORDS = 5
_FEWEST_WORDS = 9
"""A shorter passage says too little to judge by."""
_SUFFIXES = ("ing", "ies", "ed", "es", "s")
_SHORTEST_STEM = 4
_ROLE_VALUE = 0.5
"""What a role counts that is filled, in a text whose words have the length one."""


class RoleFinder:
    """Where the roles of a run stand in a block, but for those of `silent` rules. `story` gives a
    structure by rule and number.
    """

    def __init__(
        self,
        gates: Gates,
        story: Callable[[str, int], tuple[CompiledRule, Structure]],
        silent: Container[str] = (),
    ) -> None:
        self._gates = gates
        self._story = story
        self._where = {
            number: (gate.rule, gate.number, place)
            for gate in gates.structures
            if gate.rule not in silent
            for place, number in enumerate((*gate.core, *gate.topics))
        }

    def numbers(self, names: Iterable[str] | None = None) -> tuple[int, ...]:
        """The roles with some names, or all, that an active rule has."""
        chosen = None if names is None else frozenset(names)
        return tuple(
            number
            for number, name in enumerate(self._gates.names)
            if number in self._where and (chosen is None or name in chosen)
        )

    def open(self, numbers: Iterable[int], opened: Opened) -> list[int]:
        """Those of some roles that a block leaves open."""
        return [number for number in numbers if opened.roles[number][1] & opened.patterns]

    def name(self, number: int) -> str:
        return self._gates.names[number]

    def places(self, number: int, opened: Opened, tokens: Tokens) -> list[tuple[int, int]]:
        """From which word up to which a role stands in a block."""
        role = self._role(number)
        return [
            (hit.first, hit.last)
            for one in opened.of_role(number)
            for hit in find_all(role.pattern(one), tokens)
        ]

    def _role(self, number: int) -> Role:
        rule, structure, place = self._where[number]
        _, found = self._story(rule, structure)
        return (*found.core, *found.topics)[place]


class Scorer:
    """The weights of a file that `corpora/narratives/train.py` writes, for the roles of a run. What
    the role of a rule that does not run would say is not counted.
    """

    def __init__(self, file: Path, finder: RoleFinder) -> None:
        self._file = file
        self.finder = finder

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        return data

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The roles that it goes by."""
        return self.finder.numbers(self._data["roles"])

    @property
    def gate(self) -> Mapping[str, Any]:
        """The weights for whether any narrative is told."""
        weights: Mapping[str, Any] = self._data["any"]
        return weights

    @property
    def threshold(self) -> float:
        return float(self._data["threshold"])

    def doubtful(self, match: Match) -> float:
        """Below this probability, what a structure found is doubted: the sooner, the less its shape
        says alone, and soonest where only the document as a whole says that it is about drugs. It
        knows only the narratives that it was trained on.
        """
        if match.rule.id not in self._data["narratives"]:
            return 0.0
        widely = any(one.widely for one in match.roles)
        sure = match.structure.confidence if match.structure else "low"
        return float(self._data["doubtful"]["widely" if widely else sure])

    def words(self, tokens: Tokens, first: int, last: int) -> dict[str, float]:
        """The words from `first` up to `last` as numbers."""
        return weighed(features(tokens.lowers[first:last]), self._data["rarity"])

    def narrative(self, values: Mapping[str, float]) -> str:
        """Which narrative is told, or nothing where it is not sure."""
        scores = {name: logistic(one, values) for name, one in self._data["narratives"].items()}
        best = max(scores, key=lambda name: (scores[name], name))
        return best if scores[best] >= self._data["least"] else ""


@dataclass(frozen=True)
class SecondOpinion:
    """What the scorer says of the passages of a block."""

    scorer: Scorer
    tokens: Tokens
    opened: Opened

    @cached_property
    def _open(self) -> Mapping[str, int]:
        """The roles that may stand in the block, by name."""
        finder = self.scorer.finder
        return {finder.name(one): one for one in finder.open(self.scorer.numbers, self.opened)}

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        return {
            name: self.scorer.finder.places(number, self.opened, self.tokens)
            for name, number in self._open.items()
        }

    def _values(self, first: int, last: int) -> dict[str, float]:
        return {
            **self.scorer.words(self.tokens, first, last),
            **filled(standing(self._places, first, last)),
        }

    def probability(self, first: int, last: int) -> float:
        """How probable it is that the words from `first` up to `last` tell any narrative."""
        return logistic(self.scorer.gate, self._values(first, last))

    def doubt(self, match: Match) -> str:
        """Why the words around a structure that was found are no such story, or nothing: texts that
        tell one read otherwise.
        """
        least = self.scorer.doubtful(match)
        if not least:
            return ""
        first, _ = self.tokens.sentence(match.first)
        _, last = self.tokens.sentence(match.last - 1)
        probability = self.probability(first, last)
        unlike = f"unlike texts that tell a narrative ({probability:.0%})"
        return unlike if probability < least else ""

    def on(self, match: Match) -> Match | None:
        """A match that asks for an opinion, spread over the sentence that it stands in or over that
        and the next; None where the scorer is not sure of either.
        """
        first, last = self.tokens.sentence(match.first)
        ends = [last, self.tokens.sentence(last)[1]] if last < len(self.tokens) else [last]
        for end in ends:
            opinion = self._opinion(first, end) if end - first >= _FEWEST_WORDS else None
            if opinion:
                span = self.tokens.span(first, end)
                return replace(match, first=first, last=end, span=span, roles=(), opinion=opinion)
        return None

    def _opinion(self, first: int, last: int) -> Opinion | None:
        """What it says of the words from `first` up to `last`; None where it is not sure."""
        scorer, weights = self.scorer, self.scorer.gate["weights"]
        # Roles are looked for only where, all filled, they could make the words enough.
        helpful = (name for name in self._open if weights.get(f"@{name}", 0.0) > 0)
        most = {**scorer.words(self.tokens, first, last), **filled(helpful)}
        if logistic(scorer.gate, most) < scorer.threshold:
            return None
        values = self._values(first, last)
        probability = logistic(scorer.gate, values)
        narrative = scorer.narrative(values) if probability >= scorer.threshold else ""
        if not narrative:
            return None
        words = (name for name in values if not name.startswith("@") and weights.get(name, 0.0) > 0)
        heavy = sorted(words, key=lambda name: -weights[name] * values[name])
        return Opinion(narrative, probability, tuple(heavy[:_MOST_WORDS]))


def standing(
    places: Mapping[str, Iterable[tuple[int, int]]], first: int, last: int
) -> Iterator[str]:
    """The names of the roles that stand between two words."""
    for name, found in places.items():
        if any(first <= begin and end <= last for begin, end in found):
            yield name


def features(words: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The stems of some words, and of each two in a row, with how often each stands there."""
    stems = list(map(_stem, words))
    rows = (f"{left} {right}" for left, right in pairwise(stems))
    yield from Counter([*(one for one in stems if one[0].isalnum()), *rows]).items()


def weighed(counts: Iterable[tuple[str, int]], rarity: Mapping[str, float]) -> dict[str, float]:
    """Features as numbers: how often, times how rare, in a text whose length is one. Training and
    scoring must weigh alike.
    """
    values = {name: (1 + math.log(n)) * rarity[name] for name, n in counts if name in rarity}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {name: value / length for name, value in values.items()}


def filled(roles: Iterable[str]) -> dict[str, float]:
    """Roles that are filled as numbers beside those of `weighed`."""
    return {f"@{name}": _ROLE_VALUE for name in sorted(roles)}


def logistic(model: Mapping[str, Any], values: Mapping[str, float]) -> float:
    """How probable a model finds what has some values."""
    weights: Mapping[str, float] = model["weights"]
    total: float = model["bias"] + sum(weights.get(name, 0.0) * x for name, x in values.items())
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return "0"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word.removesuffix(suffix)
    return word
