"""Train the second opinion on whose words they are: `python corpora/voices/train.py`.

Reads the labelled documents of `dev` and of the rounds that were blind: words that readers would
change are the writer's own; words that they passed as shown, quoted, answered or said of oneself
are not. Fits a logistic regression over what stands around them and writes the weights beside the
rules. `--expected` says first what to expect of folders that were left out, each in its turn.
Needs the extra `train` (scikit-learn); a run does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personfirst.app.config import Settings
from personfirst.app.labels import labelled_documents, place_labels, read_labels
from personfirst.app.rules import load_rules
from personfirst.context.base import Passage
from personfirst.context.facts import Facts
from personfirst.context.voices import features
from personfirst.formats.registry import read
from personfirst.match.fold import fold
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import tokenize
from personfirst.model.document import Block
from personfirst.model.score import Label, Verdict
from personfirst.model.text import locate
from personfirst.rulebook.lexicon import VOICES
from personfirst.rulebook.places import builtin_folder

CORPORA = Path(__file__).resolve().parents[1]
FOLDERS = ("dev", *(f"blind/round-{number}" for number in range(3, 10)))
OTHERS = frozenset({"mention", "quotation", "answered", "self-description"})
"""Why words that look as if are fine, where it is for whose they are."""
FEWEST = 3
"""Beside how many words a feature must stand."""
LEAST_WEIGHT = 0.08
"""Weights nearer to nothing than this are left out."""
STRENGTH = 0.5
LIKELY, SURE = 0.4, 0.97


@dataclass(frozen=True)
class Place:
    """What stands around some words, whether they are others' words, and their folder."""

    features: frozenset[str]
    others: bool
    folder: Path


def main() -> None:
    """Train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--expected", action="store_true", help="say what to expect of documents")
    parser.add_argument("--without", nargs="*", default=[], help="leave out these folders")
    options = parser.parse_args()
    left_out = {Path(one).resolve() for one in options.without}
    places = [one for one in _Reader().places() if one.folder not in left_out]
    if options.expected:
        _print_expected(places)
    data = _Fitted(places).data()
    target = builtin_folder() / "en" / VOICES
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    others = sum(one.others for one in places)
    sys.stdout.write(
        f"{len(places)} places, {others} of others, {len(data['weights'])} features, "
        f"{target.stat().st_size:,} bytes\n"
    )


class _Reader:
    """Labelled documents told apart into words."""

    def __init__(self) -> None:
        self._split = WordSplitter()
        self._pack = load_rules(Settings()).pack

    def places(self) -> Iterator[Place]:
        for path, file in labelled_documents([CORPORA / one for one in FOLDERS]).items():
            document = read(path.read_bytes(), path.name)
            labels, _ = place_labels(read_labels(file), document)
            asked = [one for one in labels if _tells(one)]
            facts = Facts(document)
            for block in document.blocks:
                passage = self._passage(block, facts)
                for label, first, last in _placed(passage, asked):
                    yield Place(
                        frozenset(features(passage, first, last)),
                        label.verdict is Verdict.OK,
                        path.parent,
                    )

    def _passage(self, block: Block, facts: Facts) -> Passage:
        tokens = tokenize(fold(block.text), block.text, self._split)
        return Passage(block, tokens, facts, self._pack.cues, {})


def _tells(label: Label) -> bool:
    """Whether a label says whose words they are."""
    if label.disputed:
        return False
    return label.verdict is Verdict.FLAG or label.because in OTHERS


def _placed(passage: Passage, labels: Sequence[Label]) -> Iterator[tuple[Label, int, int]]:
    """The labels whose words stand in a block, with the range of these."""
    pieces, tokens = passage.block.pieces, passage.tokens
    if not pieces:
        return
    begin, end = pieces[0].anchor.start, pieces[-1].anchor.end
    here = [one for one in labels if begin <= one.start and one.end <= end]
    if not here:
        return
    anchors = [locate(pieces, tokens.span(index, index + 1)) for index in range(len(tokens))]
    for label in here:
        inside = [
            index
            for index, anchor in enumerate(anchors)
            if anchor.start < label.end and label.start < anchor.end
        ]
        if inside:
            yield label, inside[0], inside[-1] + 1


class _Fitted:
    """A regression over places: the features that it knows, their weights, and where to begin."""

    def __init__(self, places: Sequence[Place]) -> None:
        stand = Counter(name for one in places for name in one.features)
        self._columns = {
            name: column
            for column, name in enumerate(sorted(one for one in stand if stand[one] >= FEWEST))
        }
        model = LogisticRegression(C=STRENGTH, solver="liblinear")
        model.fit(self._matrix(places), [one.others for one in places])
        self._bias = float(model.intercept_[0])
        self._weights = np.where(abs(model.coef_[0]) < LEAST_WEIGHT, 0.0, model.coef_[0])

    def probabilities(self, places: Sequence[Place]) -> np.ndarray:
        """How probable it is of each that the words are others'."""
        return 1 / (1 + np.exp(-self._bias - self._matrix(places) @ self._weights))

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "likely": LIKELY,
            "sure": SURE,
            "bias": round(self._bias, 3),
            "weights": {
                name: round(float(weight), 2)
                for name, weight in zip(self._columns, self._weights, strict=True)
                if weight
            },
        }

    def _matrix(self, places: Sequence[Place]) -> csr_matrix:
        rows = [
            (row, self._columns[name])
            for row, one in enumerate(places)
            for name in one.features & self._columns.keys()
        ]
        shape = (len(places), len(self._columns))
        return csr_matrix((np.ones(len(rows)), tuple(zip(*rows, strict=True))), shape=shape)


def _print_expected(places: Sequence[Place]) -> None:
    """How the words of each folder are judged by what is trained on all others."""
    judged: list[tuple[float, bool]] = []
    for folder in sorted({one.folder for one in places}):
        unseen = [one for one in places if one.folder == folder]
        fitted = _Fitted([one for one in places if one.folder != folder])
        others = (one.others for one in unseen)
        judged += zip(fitted.probabilities(unseen), others, strict=True)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        caught = sum(other for value, other in judged if value >= threshold)
        wrong = sum(not other for value, other in judged if value >= threshold)
        sys.stdout.write(
            f"from {threshold}: {caught} of {sum(other for _, other in judged)} words of others, "
            f"{wrong} of {sum(not other for _, other in judged)} of the writer's own\n"
        )


if __name__ == "__main__":
    main()
