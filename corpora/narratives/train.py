"""Train the second opinion: `python corpora/narratives/train.py ROUND [--without FOLDER]`.

Reads the sets of all rounds before that one, which are no longer blind, the pages in `harmless/`
and `clean/`, and labelled documents (but those in FOLDER); fits logistic regressions over words
and pairs of words, and writes the weights beside the rules, with those for the look that says
whether a text is worth weighing. With `--expected`, says first what is to be expected on the
sentences of documents that it did not see. Needs the extra `train` (scikit-learn); checking does
not.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personfirst.app.labels import labelled_documents, place_labels, read_labels
from personfirst.formats.registry import read
from personfirst.match.fold import fold
from personfirst.match.look import SUFFIX
from personfirst.match.rough import SENTENCE, rough
from personfirst.match.scorer import Scorer, features, weighed
from personfirst.match.split import WordSplitter
from personfirst.match.tokens import Tokens, tokenize
from personfirst.model.score import Verdict
from personfirst.model.text import locate
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder

HERE = Path(__file__).parent
FOLDER = builtin_folder() / "en" / "narratives"
TARGET = FOLDER / "second-opinion.json"
LOOK = TARGET.with_suffix(SUFFIX)
CLEAN = ("harmless", "clean")
UNMARKED = ("genres", "sentences", "sentences-context", "sentences-institutions", "voices")
"""Folders in which narratives are not marked, so that a sentence without a label may tell one."""
DOCUMENTS = (HERE.parent / "learned.txt").read_text("utf-8").split()
TOPICS = ("drug", "reduction-service", "treatment-medication")
"""Lexicons whose words are left out where they stand alone."""
FEWEST = 8
"""In how many texts a feature must stand."""
LEAST_WEIGHT = 0.6
"""Weights nearer to nothing than this are left out."""
SHARES = dict.fromkeys((*(f"round-{number}" for number in range(3, 9)), "documents"), 3.0)
"""How much a text of a set counts, if not once: what is written like documents counts more."""
STRENGTH = 2.5
THRESHOLD = 0.4
"""Below this, the probability of any narrative times that of the likeliest, it has no opinion."""
SURE = 0.65
"""Below this probability, what a structure finds is a suggestion, on a page with company."""
DOUBTFUL = {"high": 0.15, "medium": 0.26, "low": 0.38, "widely": 0.23}
"""What a structure finds is doubted below this probability, by its confidence; `widely` is for
those whose topic only the document as a whole holds."""
LOOK_STRENGTH = 0.3
LOOK_LEAST_WEIGHT = 0.1
LOOK_RECALL = 0.93
"""Which share of the sentences that the model is sure of the look must let through."""


@dataclass(frozen=True)
class Text:
    """Words with the narratives that they tell, and the document or set that they are from."""

    source: str
    words: Sequence[str]
    told: tuple[str, ...]
    share: float

    @property
    def folder(self) -> Path:
        return Path(self.source).parent


def main() -> None:
    """Train on the sets of the rounds before one and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("round", type=int)
    parser.add_argument("--without", default="", help="leave out the documents in this folder")
    parser.add_argument("--expected", action="store_true", help="say what to expect of documents")
    options = parser.parse_args()
    reader = _Reader()
    documents = list(reader.documents())
    others = [*reader.sets(options.round), *reader.clean()]
    if options.expected:
        _print_expected(documents, others)
    left_out = Path(options.without).resolve() if options.without else None
    known = (one for one in documents if not left_out or not one.folder.is_relative_to(left_out))
    texts = [*others, *known]
    data = _trained(texts)
    _write(TARGET, data)
    _write(LOOK, _look(texts, list(map(Scorer(TARGET).of_words, (text.words for text in texts)))))
    sys.stdout.write(f"{len(texts)} texts, {len(data['rarity'])} features\n")


def _write(file: Path, data: Mapping[str, object]) -> None:
    file.write_text(_lines(data), encoding="utf-8")
    sys.stdout.write(f"{file.name}: {file.stat().st_size:,} bytes\n")


def _lines(data: Mapping[str, object]) -> str:
    """JSON with a line for each of its parts."""
    parts = (
        f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False, separators=(',', ':'))}"
        for name, part in data.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


class _Reader:
    """Texts told apart into words."""

    def __init__(self) -> None:
        self._split = WordSplitter()

    def _read(self, text: str) -> Tokens:
        return tokenize(fold(text), text, self._split)

    def sets(self, before: int) -> Iterator[Text]:
        for file in sorted(HERE.glob("round-*.yaml")):
            if int(file.stem.split("-")[1]) >= before:
                continue
            share = SHARES.get("-".join(file.stem.split("-")[:2]), 1.0)
            for entry in yaml.safe_load(file.read_text("utf-8")):
                told = tuple(entry.get("narratives", ()))
                yield Text(file.stem, self._read(entry["text"]).lowers, told, share)

    def clean(self) -> Iterator[Text]:
        """Each sentence of the clean pages, and each two in a row."""
        for file in sorted(file for name in CLEAN for file in (HERE / name).glob("*.md")):
            for block in read(file.read_bytes(), file.name).blocks:
                tokens = self._read(block.text)
                for first, last in _stretches(tokens):
                    yield Text(str(file), tokens.lowers[first:last], (), 1.0)

    def documents(self) -> Iterator[Text]:
        """Each sentence of the labelled documents, but those of which readers disagree."""
        share = SHARES["documents"]
        for path, file in labelled_documents([HERE.parent / one for one in DOCUMENTS]).items():
            if path.parent.name in UNMARKED:
                continue
            document = read(path.read_bytes(), path.name)
            labels, _ = place_labels(read_labels(file), document)
            stories = [label for label in labels if label.verdict is Verdict.TELLS]
            for block in document.blocks:
                tokens = self._read(block.text)
                for first, last in _stretches(tokens):
                    anchor = locate(block.pieces, tokens.span(first, last))
                    over = [
                        one for one in stories if one.start < anchor.end and anchor.start < one.end
                    ]
                    if not any(label.disputed for label in over):
                        told = tuple(label.about for label in over)
                        yield Text(str(path), tokens.lowers[first:last], told, share)


def _stretches(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Each sentence, and each two in a row."""
    sentences = sorted({tokens.sentence(index) for index in range(len(tokens))})
    for (first, last), following in zip_longest(sentences, sentences[1:]):
        yield first, last
        if following:
            yield first, following[1]


def _trained(texts: Sequence[Text]) -> dict[str, Any]:
    """The weights as `match.scorer` reads them. What has next to no weight for a narrative is left
    out of its own.
    """
    rarity = {name: _hundredths(value) / 100 for name, value in _rarity(texts).items()}
    matrix, told = _matrix(texts, rarity), _told(texts)
    shares = np.array([text.share for text in texts])
    kinds = sorted({name for text in texts for name in text.told})
    gate = _fit(matrix, told, shares)
    narratives = {}
    for kind in kinds:
        own = np.array([kind in text.told for text in texts if text.told])
        model = _fit(matrix[told], own, shares[told], class_weight="balanced")
        (heavy,) = np.nonzero(abs(model.coef_[0]) >= LEAST_WEIGHT)
        narratives[kind] = {
            "bias": round(float(model.intercept_[0]), 3),
            "features": heavy.tolist(),
            "weights": list(map(_hundredths, model.coef_[0][heavy])),
        }
    return {
        "threshold": THRESHOLD,
        "sure": SURE,
        "doubtful": DOUBTFUL,
        "any": {
            "bias": round(float(gate.intercept_[0]), 3),
            "weights": list(map(_hundredths, gate.coef_[0])),
        },
        "narratives": narratives,
        "rarity": list(map(_hundredths, rarity.values())),
        "features": "\n".join(rarity),
    }


def _hundredths(number: float) -> int:
    return round(100 * float(number))


def _look(texts: Sequence[Text], probabilities: Sequence[float]) -> dict[str, object]:
    """What each word alone weighs in a rough text, and how much is worth weighing all words: what
    nearly all texts that the model is sure of have.
    """
    words = [set(rough([" ".join(text.words)]).replace(SENTENCE, " ").split()) for text in texts]
    counts = Counter(word for some in words for word in some)
    columns = {
        word: index
        for index, word in enumerate(sorted(word for word in counts if counts[word] >= FEWEST))
    }
    rows = [(row, columns[one]) for row, some in enumerate(words) for one in some & columns.keys()]
    matrix = csr_matrix(
        (np.ones(len(rows)), tuple(zip(*rows, strict=True))), shape=(len(texts), len(columns))
    )
    model = LogisticRegression(C=LOOK_STRENGTH, max_iter=500, solver="liblinear")
    model.fit(matrix, _told(texts), sample_weight=[text.share for text in texts])
    weights = {
        word: _hundredths(weight)
        for word, weight in zip(columns, model.coef_[0], strict=True)
        if abs(weight) >= LOOK_LEAST_WEIGHT
    }
    sure = sorted(
        sum(weights.get(word, 0) for word in some)
        for text, some, probability in zip(texts, words, probabilities, strict=True)
        if Path(text.source).suffix and text.told and probability >= THRESHOLD
    )
    return {
        "least": sure[int((1 - LOOK_RECALL) * len(sure))],
        "words": " ".join(weights),
        "weights": list(weights.values()),
    }


def _print_expected(documents: Sequence[Text], others: Sequence[Text]) -> None:
    """How the sentences of a folder of documents are judged by what is trained on all others."""
    judged: list[tuple[float, bool]] = []
    folders = sorted({text.folder for text in documents})
    for folder in folders:
        seen = [*others, *(text for text in documents if text.folder != folder)]
        unseen = [text for text in documents if text.folder == folder]
        rarity = _rarity(seen)
        model = _fit(_matrix(seen, rarity), _told(seen), [text.share for text in seen])
        expected = model.predict_proba(_matrix(unseen, rarity))[:, 1]
        judged += zip(expected, _told(unseen), strict=True)
    probabilities, told = (np.array(column) for column in zip(*judged, strict=True))
    for threshold in (0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        said = probabilities > threshold
        right = (said & told).sum()
        sys.stdout.write(
            f"threshold {threshold}: precision {right / max(said.sum(), 1):.3f}, recall "
            f"{right / told.sum():.3f} of the passages of {len(folders)} folders, each left out\n"
        )


def _rarity(texts: Sequence[Text]) -> dict[str, float]:
    in_texts = Counter(name for text in texts for name, _ in features(text.words))
    topic = _topic_words()
    return {
        name: math.log((1 + len(texts)) / (1 + count)) + 1
        for name, count in sorted(in_texts.items())
        if count >= FEWEST and not topic.issuperset(name.split())
    }


def _told(texts: Sequence[Text]) -> np.ndarray:
    return np.array([bool(text.told) for text in texts])


def _fit(
    matrix: csr_matrix, told: np.ndarray, shares: Sequence[float], **options: object
) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, max_iter=500, solver="liblinear", **options)
    return model.fit(matrix, told, sample_weight=shares)


def _topic_words() -> set[str]:
    """Stems that say only what a text is about, which is no sign of what it tells."""
    pack = load_pack(builtin_folder() / "en")
    words = (
        word for name in TOPICS for choice in pack.lexicon(name).choices for word in choice.words
    )
    return {name for word in words for name, _ in features([word])}


def _matrix(texts: Sequence[Text], rarity: Mapping[str, float]) -> csr_matrix:
    columns = {name: index for index, name in enumerate(rarity)}
    rows, places, values = [], [], []
    for row, text in enumerate(texts):
        for name, value in weighed(features(text.words), rarity).items():
            rows.append(row)
            places.append(columns[name])
            values.append(value)
    return csr_matrix((values, (rows, places)), shape=(len(texts), len(columns)))


if __name__ == "__main__":
    main()
