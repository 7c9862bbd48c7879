"""The reference catalogue's own sentences: flag examples are found, ok examples are silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.conftest import SHARED
from tests.helpers import document

CATALOGUE = SHARED / "reference" / "terms-substance-use.yaml"
UNMET = yaml.safe_load((Path(__file__).parent / "catalogue-unmet.yaml").read_text(encoding="utf-8"))


def entries() -> list[Any]:
    if not CATALOGUE.is_file():
        return []
    text = CATALOGUE.read_text(encoding="utf-8")
    return list(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["terms"])


def cases(kind: str) -> Iterator[Any]:
    for entry in entries():
        for number, example in enumerate(entry[kind]):
            yield pytest.param(example, id=f"{entry['id']}::{kind}[{number}]")


@pytest.fixture(scope="module")
def every_rule() -> Pipeline:
    names = [rule.id for rule in load_ruleset().all]
    return Pipeline(load_ruleset(select=names), Options())


@pytest.fixture(scope="module")
def default_rules() -> Pipeline:
    return Pipeline(load_ruleset(), Options())


@pytest.mark.parametrize("example", list(cases("flag_examples")))
def test_flagged(example: dict[str, Any], every_rule: Pipeline) -> None:
    text = example["text"]
    found = [finding.place for finding in every_rule.check(document(text))]
    missed = []
    for words in example["flagged"]:
        start = text.find(words)
        if not any(place.start < start + len(words) and start < place.end for place in found):
            missed.append(words)
    assert bool(missed) == (text in UNMET["not found"]), missed


@pytest.mark.parametrize("example", list(cases("ok_examples")))
def test_silent(example: dict[str, Any], default_rules: Pipeline) -> None:
    found = [f"{f.rule}: {f.text}" for f in default_rules.check(document(example["text"]))]
    assert bool(found) == (example["text"] in UNMET["not silent"]), found


def test_there_is_a_catalogue(shared: Path) -> None:
    assert len(entries()) > 100
