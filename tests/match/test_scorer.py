"""The second opinion: words and roles as numbers, and where what a structure found is doubted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from personfirst.match.fold import fold
from personfirst.match.gate import Gate, Opened
from personfirst.match.scorer import RoleFinder, Scorer, SecondOpinion, standing
from personfirst.match.split import split_simply
from personfirst.match.tokens import Tokens, tokenize
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import block, document

RULES = load_ruleset()
FINDER = RoleFinder(RULES.gates, RULES.story)
TOPIC = (
    "Overdoses fell last year. Naloxone is free at the desk. Methadone and buprenorphine are there for "
    "anyone who asks. "
)
TEXT = "Naloxone is free. Ask at the desk."


def read(text: str) -> tuple[Tokens, Opened]:
    ((_, opened),) = Gate(RULES.gates, frozenset).open([block(text)])
    return tokenize(fold(text), text, split_simply), opened


def test_the_roles_that_it_goes_by_exist() -> None:
    assert RULES.scorer
    names = json.loads(RULES.scorer[1].read_text("utf-8"))["roles"]
    assert names
    assert set(names) <= set(RULES.gates.names)


def test_roles_are_found_between_two_words_only() -> None:
    tokens, opened = read(TEXT)
    (number,) = FINDER.open(FINDER.numbers(["naloxone-said"]), opened)
    places = {"naloxone-said": FINDER.places(number, opened, tokens)}
    assert list(standing(places, 0, 4)) == ["naloxone-said"]
    assert list(standing(places, 4, len(tokens))) == []


def test_a_filled_role_weighs(tmp_path: Path) -> None:
    data = {
        "threshold": 0.8, "least": 0.3, "doubtful": {"low": 0.6}, "rarity": {}, "roles": ["naloxone-said"],
        "any": {"bias": 0.0, "weights": {"@naloxone-said": 2.0}},
        "narratives": {"fear-based": {"bias": 0.0, "weights": {}}},
    }  # fmt: skip
    file = tmp_path / "weights.json"
    file.write_text(json.dumps(data), "utf-8")
    tokens, opened = read(TEXT)
    opinions = SecondOpinion(Scorer(file, FINDER), tokens, opened)
    assert opinions.probability(0, 4) > 0.7
    assert opinions.probability(4, len(tokens)) == 0.5


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
