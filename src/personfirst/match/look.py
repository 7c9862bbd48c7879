"""A rough look at how sentences read: whether it is worth to weigh all their words.

Each word counts for or against; what it weighs stands in a file that `corpora/narratives/train.py`
writes. Only texts on drugs are looked at, and most of their sentences are told by it to be harmless
before a word is told apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from personfirst.match.rough import SENTENCE

SUFFIX = ".look.json"
"""Ends the name of a file of weights for the look, beside that for all words."""


class Look:
    """The weights for a look, beside a file of those for all words; read at the first look."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _data(self) -> tuple[int, dict[str, int]]:
        text = self._file.with_suffix(SUFFIX).read_text(encoding="utf-8")
        data: dict[str, Any] = json.loads(text)
        return data["least"], dict(zip(data["words"].split(), data["weights"], strict=True))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._data[1])

    def worth_weighing(self, text: str) -> bool:
        """Whether a sentence of a rough text, or two in a row, may tell a narrative."""
        before = 0
        for sentence in text.split(SENTENCE):
            weight = self.weight(sentence.split(" "))
            if self.is_enough(weight) or self.is_enough(before + weight):
                return True
            before = weight
        return False

    def weight(self, words: Iterable[str]) -> int:
        """What some words in small letters weigh together, each once, in hundredths."""
        _, weights = self._data
        return sum(map(weights.__getitem__, self._words.intersection(words)))

    def is_enough(self, weight: int) -> bool:
        """Whether words of that weight may tell a narrative."""
        return weight >= self._data[0]


@cache
def look_for(file: Path) -> Look:
    """The look for a file of weights, the same for all who ask, so that it is read once."""
    return Look(file)
