"""Train the second opinion: `python corpora/narratives/train.py [SET ...]`.

Reads the sets that are no longer blind (all `spent-*.yaml` here, unless some are named), fits two
logistic regressions over words and pairs of words, and writes the weights beside the rules. Says
what cross-validation expects of it. Needs the extra `train` (scikit-learn); checking does not.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from personfirst.match.fold import fold
from personfirst.match.scorer import features
from personfirst.match.tokens import SpacyTokenizer, tokenize
from personfirst.rulebook import builtin_folder

HERE = Path(__file__).parent
TARGET = builtin_folder() / "en" / "narratives" / "second-opinion.json"
FEWEST = 3
"""In how many texts a feature must stand."""
LEAST_WEIGHT = 0.35
"""Weights nearer to nothing than this are left out."""
STRENGTH = 10.0
THRESHOLD = 0.85
LEAST = 0.15


def main(names: Sequence[str]) -> None:
    """Train on the sets and write the weights."""
    files = [HERE / name for name in names] or sorted(HERE.glob("spent-*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    split = SpacyTokenizer()
    texts = [entry["text"] for entry in entries]
    found = [Counter(dict(features(tokenize(fold(t), t, split).lowers))) for t in texts]
    in_texts = Counter(name for one in found for name in one)
    rarity = {
        name: math.log((1 + len(texts)) / (1 + count)) + 1
        for name, count in sorted(in_texts.items())
        if count >= FEWEST
    }
    columns = {name: index for index, name in enumerate(rarity)}
    matrix = _matrix(found, rarity, columns)
    told = np.array([bool(entry.get("narratives")) for entry in entries])
    gate = LogisticRegression(C=STRENGTH, max_iter=500)
    expected = cross_val_predict(gate, matrix, told, cv=10, method="predict_proba")[:, 1]
    for threshold in (0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        said = expected > threshold
        right = (said & told).sum()
        sys.stdout.write(
            f"threshold {threshold}: precision {right / max(said.sum(), 1):.3f}, "
            f"recall {right / told.sum():.3f}\n"
        )
    gate.fit(matrix, told)
    kinds = {}
    for kind in sorted({name for entry in entries for name in entry.get("narratives", ())}):
        own = np.array([kind in entry.get("narratives", ()) for entry in entries])
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500)
        kinds[kind] = _weights(model.fit(matrix[told], own[told]), columns, 3 * LEAST_WEIGHT)
    data = {
        "threshold": THRESHOLD,
        "least": LEAST,
        "any": _weights(gate, columns, LEAST_WEIGHT),
        "narratives": kinds,
    }
    used = set(data["any"]["weights"]).union(*(one["weights"] for one in kinds.values()))
    data["rarity"] = {name: round(value, 2) for name, value in rarity.items() if name in used}
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(texts)} texts, {len(used)} features, {TARGET.stat().st_size:,} bytes\n")


def _matrix(
    found: Sequence[Counter[str]], rarity: dict[str, float], columns: dict[str, int]
) -> csr_matrix:
    rows, places, values = [], [], []
    for row, counts in enumerate(found):
        own = {n: (1 + math.log(c)) * rarity[n] for n, c in counts.items() if n in rarity}
        length = math.sqrt(sum(value * value for value in own.values())) or 1.0
        for name, value in own.items():
            rows.append(row)
            places.append(columns[name])
            values.append(value / length)
    return csr_matrix((values, (rows, places)), shape=(len(found), len(columns)))


def _weights(model: LogisticRegression, columns: dict[str, int], least: float) -> dict[str, object]:
    weights = {name: round(float(model.coef_[0][at]), 2) for name, at in columns.items()}
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "weights": {name: weight for name, weight in weights.items() if abs(weight) >= least},
    }


if __name__ == "__main__":
    main(sys.argv[1:])
