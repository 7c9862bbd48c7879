"""The second opinion: what it doubts, and what it is asked about in a document on drugs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from personfirst.match.fold import fold
from personfirst.match.scorer import doubt
from personfirst.match.split import split_simply
from personfirst.match.terms import Filled, Match
from personfirst.match.tokens import tokenize
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import document

RULES = load_ruleset()
TOPIC = (
    "Overdoses fell last year. Naloxone is free at the desk. Methadone and buprenorphine are there for "
    "anyone who asks. "
)
TEXT = "Naloxone is free. Ask at the desk."


def match_of(confidence: str, *, widely: bool = False) -> Match:
    compiled = next(one for one in RULES.compiled if one.rule.id == "fear-based")
    structure = replace(compiled.structures[0], confidence=confidence)
    tokens = tokenize(fold(TEXT), TEXT, split_simply)
    roles = (Filled("topic", -1, -1, apart=True, widely=widely),)
    return Match(compiled, 0, 3, tokens.span(0, 3), "", {}, roles, structure)


@pytest.mark.parametrize(
    ("confidence", "widely", "doubted"),
    [("high", False, False), ("low", False, True), ("high", True, True)],
)
def test_what_is_sure_is_doubted_later(
    tmp_path: Path, confidence: str, widely: bool, doubted: bool
) -> None:
    data = {
        "threshold": 0.7, "sure": 0.4, "rarity": [100], "features": "monday",
        "doubtful": {"high": 0.1, "medium": 0.2, "low": 0.6, "widely": 0.6},
        "any": {"bias": 0.0, "weights": [0]},
        "narratives": {"fear-based": {"bias": 0.0, "features": [], "weights": []}},
    }  # fmt: skip
    file = tmp_path / "weights.json"
    file.write_text(json.dumps(data), "utf-8")
    tokens = tokenize(fold(TEXT), TEXT, split_simply)
    reason, unsure = doubt(match_of(confidence, widely=widely), tokens, file)
    assert bool(reason) is doubted
    assert not unsure


@pytest.mark.parametrize(
    "text",
    [
        "One chief wrote that 14 people were charged under the new section.",
        "My brother had little patience for surprise.",
    ],
)
def test_a_fact_in_a_document_on_drugs_tells_nothing(text: str) -> None:
    found = Pipeline(load_ruleset(), Options()).check(document(TOPIC + text))
    assert [one.rule for one in found if one.kind == "narrative"] == []
