"""A rough look at how sentences read: whether it is worth to weigh all their words.

Each word counts for or against; what it weighs stands in a file that `corpora/narratives/train.py`
writes. Only texts on drugs are looked at, and most of their sentences are told by it to be harmless
before a word is told apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from personfirst.match.rough import SENTENCE


@dataclass(frozen=True)
class Look:
    """The words of a file, which is read when the first text is looked at."""

    file: Path

    @cached_property
    def _data(self) -> tuple[float, dict[str, float]]:
        data: dict[str, Any] = json.loads(self.file.read_text(encoding="utf-8"))
        return data["least"], data["weights"]

    def worth_weighing(self, text: str) -> bool:
        """Whether a sentence of a rough text, or two in a row, may tell a narrative."""
        least, weights = self._data
        before = 0.0
        for sentence in text.split(SENTENCE):
            found = weights.keys() & set(sentence.split(" "))
            weight = sum(map(weights.__getitem__, found))
            if weight >= least or before + weight >= least:
                return True
            before = weight
        return False
