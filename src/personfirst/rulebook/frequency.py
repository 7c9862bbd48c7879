"""How often words stand in ordinary pages, so that the rarest is looked for first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, prod
from pathlib import Path

FREQUENCIES = "frequencies.json"
"""Beside the rules of a language: how often each word stands in 100,000, the rare ones left out.
`corpora/frequencies.py` counts them.
"""
_WORDS = 100_000
_UNKNOWN = 1.5
_SENTENCE = 15
_TOGETHER = 10.0
"""How much more often two words stand side by side than chance would have them."""


@dataclass(frozen=True)
class Frequency:
    """How often words stand in 100,000 words of ordinary pages, about."""

    file: Path

    @cached_property
    def _known(self) -> Mapping[str, int]:
        try:
            known: Mapping[str, int] = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return known

    def of(self, rows: Iterable[str]) -> float:
        """How often one of some words or rows of words stands there."""
        return fsum(map(self._of_row, rows))

    def in_sentence(self, rows: Iterable[str]) -> float:
        """How often one of some words or rows of words stands in a sentence, at most once."""
        return min(self.of(rows) * _SENTENCE / _WORDS, 1.0)

    def _of_row(self, row: str) -> float:
        words = [self._known.get(word, _UNKNOWN) / _WORDS for word in row.split()]
        return prod(words) * _WORDS * _TOGETHER ** (len(words) - 1)
