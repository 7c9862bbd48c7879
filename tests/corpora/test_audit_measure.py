"""The audit finds what readers found in the documents of `corpora/audit/signs.yaml`, as far as it did."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SCRIPT = Path(__file__).parents[2] / "corpora" / "audit" / "measure.py"
FLOOR, KINDS = 0.60, 0.75
"""Shares of statuses and of kinds that must stay alike; a lower one is a decision."""


@pytest.fixture(scope="module")
def measure() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("measure", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["measure"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["measure"]


def test_every_document_and_sign_is_known(measure: ModuleType) -> None:
    judged = yaml.safe_load(measure.SIGNS.read_text(encoding="utf-8"))
    for path, entry in judged.items():
        assert (measure.CORPORA / path).is_file(), path
        for item, words in entry["signs"].items():
            assert set(words) <= {*measure.NAMES[item], measure.COUNTER, measure.HINT}, path


def test_statuses_and_kinds_agree_with_the_readers_as_far_as_they_did(measure: ModuleType) -> None:
    judged = measure.part_of(yaml.safe_load(measure.SIGNS.read_text(encoding="utf-8")), 0)
    both, kinds = measure.compare(judged)
    assert len(both) == 12 * len(judged)
    assert sum(one.status == other.status for one, other in both) / len(both) >= FLOOR
    assert kinds / len(judged) >= KINDS
    assert "statuses that agree" in measure.report(both, kinds, "dignity")
