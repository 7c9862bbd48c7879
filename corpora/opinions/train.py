"""Train the second opinions on a match: `python corpora/opinions/train.py`.

Both learn from the labelled documents of `dev` and of the rounds that were blind. Whose words they
are: what readers would change is the writer's own; what they passed as shown, quoted, answered or
said of oneself is not. What is meant: what readers would change is meant as rules have it; what
they passed as another sense is not, nor is what lacks what its rule needs and has no label. Fits
a logistic regression over what stands around them to each, and writes the weights beside the rules.
`--expected` says first what to expect of folders that were left out, each in its turn. Needs the
extra `train` (scikit-learn); a run does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.labels import labelled_documents, place_labels, read_labels
from personfirst.app.mend import Look, Opened
from personfirst.app.rules import load_rules
from personfirst.context import meant, voices
from personfirst.context.base import Passage
from personfirst.context.facts import Facts
from personfirst.context.senses import LACKING
from personfirst.formats.registry import read
from personfirst.match.fold import fold
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import tokenize
from personfirst.model.document import Block
from personfirst.model.score import Label, Verdict
from personfirst.model.text import locate
from personfirst.rulebook.lexicon import OPINIONS
from personfirst.rulebook.places import builtin_folder

CORPORA = Path(__file__).resolve().parents[1]
FOLDERS = (CORPORA / "learned.txt").read_text("utf-8").split()
FEWEST = 3
"""Beside how many words a feature must stand."""
LEAST_WEIGHT = 0.08
"""Weights nearer to nothing than this are left out."""


class Kind(NamedTuple):
    """A file of weights. The words that readers would change have one answer, those that they
    passed for some reasons the other; `yes` says whose is a yes. `strength` says how freely weights
    are fitted, `no` how much a no counts.
    """

    file: str
    passed: frozenset[str]
    yes: Verdict
    features: Callable[[Passage, int, int], Iterator[str]]
    strength: float
    no: float


VOICES = Kind(
    voices.FILE,
    frozenset({"mention", "quotation", "answered", "self-description"}),
    Verdict.OK,
    voices.features,
    strength=0.5,
    no=1.0,
)
SENSES = Kind(
    meant.FILE,
    frozenset({"other-sense"}),
    Verdict.FLAG,
    meant.features,
    strength=0.5,
    no=2.0,
)


@dataclass(frozen=True)
class Place:
    """What stands around some words, the answer for a kind, and their folder."""

    features: frozenset[str]
    answer: bool
    folder: Path


def main() -> None:
    """Train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--expected", action="store_true", help="say what to expect of documents")
    parser.add_argument("--without", nargs="*", default=[], help="leave out these folders")
    options = parser.parse_args()
    left_out = {Path(one).resolve() for one in options.without}
    reader = _Reader()
    for kind in (VOICES, SENSES):
        places = [one for one in reader.places(kind) if one.folder not in left_out]
        if options.expected:
            _print_expected(kind, places)
        data = _Fitted(kind, places).data()
        target = builtin_folder() / "en" / OPINIONS / kind.file
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        target.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        sys.stdout.write(
            f"{kind.file}: {sum(one.answer for one in places)} yes of {len(places)}, "
            f"{len(data['weights'])} features, {target.stat().st_size:,} bytes\n"
        )


class _Reader:
    """Labelled documents told apart into words."""

    def __init__(self) -> None:
        self._split = WordSplitter()
        rules = load_rules(Settings())
        self._pack = rules.pack
        rules = replace(rules, pack=replace(rules.pack, opinions=None))
        found = labelled_documents([CORPORA / one for one in FOLDERS])
        self._files = {path.resolve(): file for path, file in found.items()}
        self._lacking: dict[Path, list[tuple[int, int]]] = {}
        check_paths(list(self._files), Settings(), rules=rules, mend=Look(self._look))

    def places(self, kind: Kind) -> Iterator[Place]:
        for path, file in self._files.items():
            document = read(path.read_bytes(), path.name)
            labels, _ = place_labels(read_labels(file), document)
            told = [
                (one.start, one.end, one.verdict is kind.yes) for one in labels if _tells(one, kind)
            ]
            if kind is SENSES:
                told += [
                    (start, end, False)
                    for start, end in self._lacking[path]
                    if not any(one.start < end and start < one.end for one in labels)
                ]
            facts = Facts(document)
            for block in document.blocks:
                passage = self._passage(block, facts)
                for first, last, answer in _placed(passage, told):
                    found = frozenset(kind.features(passage, first, last))
                    yield Place(found, answer, path.parent)

    def _look(self, opened: Opened) -> None:
        """Note the words that lack what their rule needs."""
        path = (Path.cwd() / opened.document.path).resolve()
        self._lacking[path] = [
            (one.place.start or 0, one.place.end or 0)
            for one in opened.findings
            if one.muted is not None and one.muted.cue == LACKING
        ]

    def _passage(self, block: Block, facts: Facts) -> Passage:
        tokens = tokenize(fold(block.text, lambda: self._pack.vocabulary), block.text, self._split)
        return Passage(block, tokens, facts, self._pack.cues, {})


def _tells(label: Label, kind: Kind) -> bool:
    """Whether a label answers the question of a kind."""
    if label.disputed:
        return False
    return label.verdict is Verdict.FLAG or label.because in kind.passed


def _placed(
    passage: Passage, told: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[int, int, bool]]:
    """Of stretches of a document those that lie in a block, as its words, each with its answer."""
    pieces, tokens = passage.block.pieces, passage.tokens
    if not pieces:
        return
    begin, end = pieces[0].anchor.start, pieces[-1].anchor.end
    here = [one for one in told if begin <= one[0] and one[1] <= end]
    if not here:
        return
    anchors = [locate(pieces, tokens.span(index, index + 1)) for index in range(len(tokens))]
    for start, stop, answer in here:
        inside = [
            index
            for index, anchor in enumerate(anchors)
            if anchor.start < stop and start < anchor.end
        ]
        if inside:
            yield inside[0], inside[-1] + 1, answer


class _Fitted:
    """A regression over places: the features that it knows, their weights, and where to begin."""

    def __init__(self, kind: Kind, places: Sequence[Place]) -> None:
        stand = Counter(name for one in places for name in one.features)
        self._columns = {
            name: column
            for column, name in enumerate(sorted(one for one in stand if stand[one] >= FEWEST))
        }
        model = LogisticRegression(
            C=kind.strength, class_weight={False: kind.no, True: 1.0}, solver="liblinear"
        )
        model.fit(self._matrix(places), [one.answer for one in places])
        self._bias = float(model.intercept_[0])
        self._weights = np.where(abs(model.coef_[0]) < LEAST_WEIGHT, 0.0, model.coef_[0])

    def probabilities(self, places: Sequence[Place]) -> np.ndarray:
        """How probable a yes is of each."""
        return 1 / (1 + np.exp(-self._bias - self._matrix(places) @ self._weights))

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
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


def _print_expected(kind: Kind, places: Sequence[Place]) -> None:
    """How the words of each folder are judged by what is trained on all others."""
    judged: list[tuple[float, bool]] = []
    for folder in sorted({one.folder for one in places}):
        unseen = [one for one in places if one.folder == folder]
        fitted = _Fitted(kind, [one for one in places if one.folder != folder])
        answers = (one.answer for one in unseen)
        judged += zip(fitted.probabilities(unseen), answers, strict=True)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        right = sum(answer for value, answer in judged if value >= threshold)
        wrong = sum(not answer for value, answer in judged if value >= threshold)
        sys.stdout.write(
            f"{kind.file} from {threshold}: {right} of {sum(answer for _, answer in judged)} yes, "
            f"{wrong} of {sum(not answer for _, answer in judged)} no\n"
        )


if __name__ == "__main__":
    main()
