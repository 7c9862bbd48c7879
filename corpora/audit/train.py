"""Train the audit's second opinion: `python corpora/audit/train.py`.

Reads what readers found in the documents of `signs.yaml` and `material/`; fits for each sign a
logistic regression over the words of a sentence, another over the words of a document and a third
over what these and the lists say of it, and writes the weights beside the rules of the audit. The
third learns from what the others say of parts of `material/` that they did not see. Says first how
often statuses agree in a part that none saw. Needs the extra `train` (scikit-learn); an audit does
not.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from measure import COUNTER, HINT, NAMES, SIGNS
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from personfirst.app.audit import status_of
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.document_kind import kind_of
from personfirst.app.evidence import Finder, signs_of
from personfirst.app.mend import Look, Opened
from personfirst.app.rules import rules_to_run
from personfirst.app.signs import (
    Sign,
    chosen,
    document_features,
    limited,
    probability,
    together,
)
from personfirst.match.scorer import features, weighed
from personfirst.model.audit import AuditedFile, Strength
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import Principle, Principles, load_principles

CORPORA = Path(__file__).resolve().parents[1]
MATERIAL = Path(__file__).with_name("material")
FEWEST_SENTENCES, FEWEST_DOCUMENTS = 8, 5
"""In how many of them a sign must stand to be learned."""
FEWEST = 4
"""In how many sentences a feature must stand."""
LEAST_WEIGHT = 0.5
"""Weights nearer to nothing than this are left out."""
STRENGTH, HELD = 4.0, 3.0
"""How freely the words are fitted, and how much a sentence with the sign counts."""
DOCUMENT_STRENGTH = 0.5
FOLDS = 4
"""In so many turns is each part of the documents left out."""
BY_FINDINGS = Sign("materials")
"""What speaks against the item of words is what the check itself finds."""


@dataclass(frozen=True)
class Read:
    """A document with its sentences' features, the signs of each and those that the lists found,
    and whether the lists found a hint, by item. `part` is empty where it is not left out.
    """

    part: str
    file: AuditedFile
    kind: str
    sentences: Sequence[Mapping[str, int]]
    shown: Sequence[frozenset[Sign]]
    found: frozenset[Sign]
    hinted: frozenset[str]
    holds: frozenset[Sign]
    hints: frozenset[str]


def main() -> None:
    """Train on everything and write the weights."""
    rules = rules_to_run(Settings())
    principles = load_principles(builtin_folder() / "en", rules.pack)
    reads = list(_Reader(principles, rules).reads())
    signs = _learned(reads)
    known = [one for one in reads if not one.part]
    parts = sorted({one.part for one in reads if one.part})
    left_out = [one for one in reads if one.part]
    odds: dict[str, Odds] = {}
    for some in (parts[number::FOLDS] for number in range(FOLDS)):
        words = _Models.fit([*known, *(one for one in left_out if one.part not in some)], signs)
        for one in (one for one in left_out if one.part in some):
            odds[one.file.path] = words.odds(one)
    for part in parts:
        seen = [one for one in left_out if one.part != part]
        models = _fit_documents(seen, odds, signs)
        unseen = [one for one in left_out if one.part == part]
        agree, lists = (
            _agreement(unseen, principles, held)
            for held in (
                [
                    chosen(
                        principles.items,
                        _likely(one, odds, signs, models),
                        one.found,
                        one.hinted,
                    )
                    for one in unseen
                ],
                [one.found for one in unseen],
            )
        )
        sys.stdout.write(f"{part}: {agree:.3f} of statuses agree, {lists:.3f} by lists alone\n")
    words = _Models.fit(reads, signs)
    data = {
        "sentence": words.sentence.data(),
        "document": words.document.data(),
        "signs": [
            {"sign": [sign.item, sign.says], "document": model}
            for sign, model in _fit_documents(left_out, odds, signs).items()
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    principles.opinion.write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(reads)} documents, {len(signs)} signs, "
        f"{len(words.sentence.rarity)} and {len(words.document.rarity)} features, "
        f"{principles.opinion.stat().st_size:,} bytes\n"
    )


class _Reader:
    """Documents with what readers and lists found in them."""

    def __init__(self, principles: Principles, rules: Any) -> None:
        self._principles = principles
        self._rules = rules
        self._finder = Finder(principles, rules.pack)
        says = {
            item.id: list(dict.fromkeys(
                one.says for one in item.evidence if one.strength is Strength.CLEAR
            ))
            for item in principles.items
        }  # fmt: skip
        self._says = {
            (item, name): said
            for item, names in NAMES.items()
            for name, said in zip(names, says[item], strict=True)
        } | {(item, COUNTER): "" for item in NAMES}

    def reads(self) -> Iterator[Read]:
        judged = yaml.safe_load(SIGNS.read_text(encoding="utf-8"))
        paths = {str(CORPORA / name): entry for name, entry in judged.items()}
        yield from self._of("", paths)
        for file in sorted(MATERIAL.glob("*.yaml")):
            with tempfile.TemporaryDirectory() as folder:
                paths = {}
                for name, entry in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                    path = Path(folder).resolve() / name
                    path.write_text(entry["text"], encoding="utf-8")
                    paths[str(path)] = entry
                yield from self._of(file.stem, paths)

    def _of(self, part: str, entries: Mapping[str, Any]) -> list[Read]:
        reads: list[Read] = []

        def add(opened: Opened) -> None:
            entry = entries[str((Path.cwd() / opened.document.path).resolve())]
            reads.append(self._read(part, opened, entry))

        check_paths(list(entries), Settings(), rules=self._rules, mend=Look(add))
        return reads

    def _read(self, part: str, opened: Opened, entry: Mapping[str, Any]) -> Read:
        document = opened.document
        found, sentences = self._finder.look_up(document, opened.findings)
        texts = [f" {_plain(one.text)} " for one in sentences]
        shown: list[set[Sign]] = [set() for _ in sentences]
        signs = entry.get("signs") or {}
        for item, names in signs.items():
            for name, quotations in names.items():
                if name == HINT:
                    continue
                sign = Sign(item, self._says[item, name])
                for number in _places(quotations, texts):
                    shown[number].add(sign)
        return Read(
            part,
            AuditedFile(f"{part}/{document.path}", entry["kind"], document.words),
            kind_of(document, opened.target.shown, self._principles.kinds),
            [dict(features(one.words)) for one in sentences],
            list(map(frozenset, shown)),
            signs_of(found),
            frozenset(one.item for one in found if one.evidence.strength is Strength.HINT),
            frozenset(
                Sign(item, self._says[item, name])
                for item, names in signs.items()
                for name in names
                if name != HINT
            ),
            frozenset(item for item, names in signs.items() if HINT in names),
        )


def _places(quotations: Iterable[str], texts: Sequence[str]) -> Iterator[int]:
    """The sentences in which quotations stand, or the beginnings of those that run on."""
    for quotation in quotations:
        words = _plain(str(quotation)).split()
        for wanted in (words, words[:4]):
            there = [n for n, text in enumerate(texts) if f" {' '.join(wanted)} " in text]
            if there:
                yield from there
                break


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _learned(reads: Sequence[Read]) -> tuple[Sign, ...]:
    """The signs that stand often enough, in a fixed order."""
    sentences = Counter(sign for one in reads for shown in one.shown for sign in shown)
    documents = Counter(sign for one in reads if one.part for sign in one.holds)
    return tuple(
        sorted(
            sign
            for sign, count in sentences.items()
            if count >= FEWEST_SENTENCES
            and documents[sign] >= FEWEST_DOCUMENTS
            and sign != BY_FINDINGS
        )
    )


class Odds(NamedTuple):
    """The log-odds of each sign for each sentence of a document, and for the document."""

    sentences: list[list[float]]
    whole: list[float]


@dataclass(frozen=True)
class _Words:
    """Fitted models of texts: `weights` has a row for each feature, a column for each sign."""

    rarity: Mapping[str, float]
    weights: np.ndarray
    biases: np.ndarray

    def odds(self, texts: Sequence[Mapping[str, int]]) -> list[list[float]]:
        values = _matrix(texts, self.rarity) @ self.weights + self.biases
        return [list(map(limited, row)) for row in values.tolist()]

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        rows = zip(self.rarity, self.weights.tolist(), strict=True)
        heavy = {
            name: [[number, round(weight, 2)] for number, weight in enumerate(row) if weight]
            for name, row in rows
        }
        return {
            "biases": [round(one, 3) for one in self.biases.tolist()],
            "rarity": {name: round(value, 3) for name, value in self.rarity.items()},
            "weights": {name: row for name, row in heavy.items() if row},
        }


@dataclass(frozen=True)
class _Models:
    """What the words of a sentence say, and those of a document."""

    sentence: _Words
    document: _Words

    @classmethod
    def fit(cls, reads: Sequence[Read], signs: Sequence[Sign]) -> _Models:
        sentences = [one for read in reads for one in read.sentences]
        shown = [one for read in reads for one in read.shown]
        documents = [together(one.sentences) for one in reads]
        return cls(
            _fit_words(sentences, shown, signs),
            _fit_words(documents, [one.holds for one in reads], signs),
        )

    def odds(self, read: Read) -> Odds:
        (whole,) = self.document.odds([together(read.sentences)])
        return Odds(self.sentence.odds(read.sentences), whole)


def _fit_words(
    texts: Sequence[Mapping[str, int]], shown: Sequence[frozenset[Sign]], signs: Sequence[Sign]
) -> _Words:
    stand = Counter(name for one in texts for name in one)
    rarity = {
        name: math.log((1 + len(texts)) / (1 + count)) + 1
        for name, count in sorted(stand.items())
        if count >= FEWEST
    }
    matrix = _matrix(texts, rarity)
    models = [
        LogisticRegression(C=STRENGTH, class_weight={0: 1, 1: HELD}, solver="liblinear").fit(
            matrix, [sign in one for one in shown]
        )
        for sign in signs
    ]
    weights = np.column_stack([one.coef_[0] for one in models])
    weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
    return _Words(rarity, weights, np.array([one.intercept_[0] for one in models]))


def _matrix(texts: Sequence[Mapping[str, int]], rarity: Mapping[str, float]) -> csr_matrix:
    numbers = {name: number for number, name in enumerate(rarity)}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for one in texts:
        row = weighed(one.items(), rarity)
        values += row.values()
        columns += map(numbers.__getitem__, row)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), (len(texts), len(rarity)))


def _fit_documents(
    reads: Sequence[Read], odds: Mapping[str, Odds], signs: Sequence[Sign]
) -> dict[Sign, dict[str, Any]]:
    """For each sign the weights by which a document is judged to hold it."""
    rows = [document_features(*odds[one.file.path], signs, one.found) for one in reads]
    models = {}
    for number, sign in enumerate(signs):
        values = np.array([row[number] for row in rows])
        middle, spread = values.mean(0), values.std(0) + 1e-6
        model = LogisticRegression(C=DOCUMENT_STRENGTH).fit(
            (values - middle) / spread, [sign in one.holds for one in reads]
        )
        weights = model.coef_[0] / spread
        bias = float(model.intercept_[0] - (weights * middle).sum())
        models[sign] = {
            "bias": round(bias, 3),
            "weights": [round(float(one), 3) for one in weights],
        }
    return models


def _likely(
    read: Read,
    odds: Mapping[str, Odds],
    signs: Sequence[Sign],
    models: Mapping[Sign, Mapping[str, Any]],
) -> dict[Sign, float]:
    """How likely a document holds each sign."""
    rows = document_features(*odds[read.file.path], signs, read.found)
    return {
        sign: probability(models[sign]["bias"], models[sign]["weights"], values)
        for sign, values in zip(signs, rows, strict=True)
    }


def _agreement(
    reads: Sequence[Read], principles: Principles, held: Sequence[frozenset[Sign]]
) -> float:
    """The share of statuses that are as the readers' signs have them."""
    alike = [
        _status(item, one, one.holds, one.hints, one.file.kind)
        is _status(item, one, signs, one.hinted, one.kind)
        for one, signs in zip(reads, held, strict=True)
        for item in principles.items
    ]
    return sum(alike) / len(alike)


def _status(
    item: Principle, read: Read, signs: frozenset[Sign], hints: frozenset[str], kind: str
) -> object:
    says = {sign.says for sign in signs if sign.item == item.id}
    clear = len(says - {""})
    file = AuditedFile(read.file.path, kind, read.file.words)
    hinted = bool(clear) or item.id in hints
    return status_of(item, [file], clear, hinted=hinted, against="" in says)


if __name__ == "__main__":
    main()
