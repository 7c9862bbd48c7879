"""Train the second opinion: `python corpora/narratives/train.py ROUND`.

Reads the sets of all rounds before that one, which are no longer blind, and the pages in
`harmless/`, fits logistic regressions over words and pairs of words, and writes the weights beside
the rules. Says what cross-validation expects of it. Needs the extra `train` (scikit-learn);
checking does not.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from personfirst.formats.registry import read
from personfirst.match.fold import fold
from personfirst.match.scorer import features, weighed
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import Tokens, tokenize
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder

HERE = Path(__file__).parent
TARGET = builtin_folder() / "en" / "narratives" / "second-opinion.json"
TOPICS = ("drug", "reduction-service", "treatment-medication")
"""Lexicons whose words are left out where they stand alone."""
FEWEST = 4
"""In how many texts a feature must stand."""
LEAST_WEIGHT = 0.6
"""Weights nearer to nothing than this are left out."""
STRENGTH = 4.0
THRESHOLD = 0.9
DOUBTFUL = 0.2
"""What a structure finds is doubted below this probability."""
LEAST = 0.5


def main(before: int) -> None:
    """Train on the sets of the rounds before one and write the weights."""
    files = [
        file for file in sorted(HERE.glob("round-*.yaml")) if int(file.stem.split("-")[1]) < before
    ]
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    split = WordSplitter()
    found = [Counter(dict(features(_words(entry["text"], split).lowers))) for entry in entries]
    harmless = [Counter(dict(features(words))) for words in _harmless(split)]
    entries += [{}] * len(harmless)
    found += harmless
    in_texts = Counter(name for one in found for name in one)
    topic = _topic_words()
    rarity = {
        name: math.log((1 + len(found)) / (1 + count)) + 1
        for name, count in sorted(in_texts.items())
        if count >= FEWEST and not topic.issuperset(name.split())
    }
    told = np.array([bool(entry.get("narratives")) for entry in entries])
    kinds = {
        kind: np.array([kind in entry.get("narratives", ()) for entry in entries])[told]
        for kind in sorted({name for entry in entries for name in entry.get("narratives", ())})
    }
    # What has next to no weight is left out, and the rest is weighed anew: the length of a text is
    # then measured in the same words here as where it is scored.
    first = _fit(_matrix(found, rarity), told, kinds)
    heavy = np.max([abs(model.coef_[0]) * share for model, share in first], axis=0) >= LEAST_WEIGHT
    rarity = {
        name: round(rarity[name], 2) for name, keep in zip(rarity, heavy, strict=True) if keep
    }
    matrix = _matrix(found, rarity)
    (gate, _), *models = _fit(matrix, told, kinds)
    expected = cross_val_predict(_model(), matrix, told, cv=10, method="predict_proba")[:, 1]
    for threshold in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        said = expected > threshold
        right = (said & told).sum()
        sys.stdout.write(
            f"threshold {threshold}: precision {right / max(said.sum(), 1):.3f}, "
            f"recall {right / told.sum():.3f}\n"
        )
    data = {
        "threshold": THRESHOLD,
        "least": LEAST,
        "doubtful": DOUBTFUL,
        "rarity": rarity,
        "any": _weights(gate, rarity, 0.0),
        "narratives": {
            kind: _weights(model, rarity, LEAST_WEIGHT)
            for kind, (model, _) in zip(kinds, models, strict=True)
        },
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(found)} texts, {len(rarity)} features, {TARGET.stat().st_size:,} bytes\n"
    )


def _model(**options: object) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=500, **options)


def _fit(
    matrix: csr_matrix, told: np.ndarray, kinds: dict[str, np.ndarray]
) -> list[tuple[LogisticRegression, float]]:
    """The model that says whether a narrative is told, then one for each, trained on texts that
    tell one; with what share of its weights counts when features are chosen.
    """
    each = [(_model(class_weight="balanced").fit(matrix[told], own), 0.5) for own in kinds.values()]
    return [(_model().fit(matrix, told), 1.0), *each]


def _topic_words() -> set[str]:
    """Stems that say only what a text is about, which is no sign of what it tells."""
    pack = load_pack(builtin_folder() / "en")
    words = (
        word for name in TOPICS for choice in pack.lexicon(name).choices for word in choice.words
    )
    return {name for word in words for name, _ in features([word])}


def _words(text: str, split: WordSplitter) -> Tokens:
    return tokenize(fold(text), text, split)


def _harmless(split: WordSplitter) -> Iterator[Sequence[str]]:
    """The words of each sentence of the harmless pages, and of each two in a row."""
    for file in sorted((HERE / "harmless").glob("*.md")):
        for block in read(file.read_bytes(), file.name).blocks:
            tokens = _words(block.text, split)
            starts = sorted({tokens.sentence(index)[0] for index in range(len(tokens))})
            ends = [*starts[1:], len(tokens)]
            for index, start in enumerate(starts):
                yield tokens.lowers[start : ends[index]]
                if index + 1 < len(ends):
                    yield tokens.lowers[start : ends[index + 1]]


def _matrix(found: Sequence[Counter[str]], rarity: dict[str, float]) -> csr_matrix:
    columns = {name: index for index, name in enumerate(rarity)}
    rows, places, values = [], [], []
    for row, counts in enumerate(found):
        for name, value in weighed(counts.items(), rarity).items():
            rows.append(row)
            places.append(columns[name])
            values.append(value)
    return csr_matrix((values, (rows, places)), shape=(len(found), len(columns)))


def _weights(model: LogisticRegression, names: Iterable[str], least: float) -> dict[str, object]:
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "weights": {name: weight for name, weight in weights.items() if abs(weight) >= least},
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
