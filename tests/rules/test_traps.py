"""The forty traps: what is flagged, at which severity, and what a filter must have muted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from personfirst.formats.registry import read
from personfirst.model.finding import Finding
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset

TRAPS = yaml.safe_load((Path(__file__).parent / "traps.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_ruleset(), Options(show_muted=True))


@pytest.mark.parametrize("trap", TRAPS, ids=[str(number) for number in range(1, len(TRAPS) + 1)])
def test_trap(trap: dict[str, object], pipeline: Pipeline) -> None:
    name = "trap.html" if trap.get("format") == "html" else "trap.txt"
    findings = pipeline.check(read(str(trap["text"]).encode(), name))
    for severity in ("error", "warning", "suggestion"):
        found = [f.text for f in findings if f.muted is None and f.severity == severity]
        assert [words for words in found if not _beginning(words, trap, severity)] == []
        assert len(found) == len(trap.get(severity, []))
    for words, name in trap.get("muted", {}).items():
        assert _filter(findings, words) == name


def _beginning(words: str, trap: dict[str, object], severity: str) -> bool:
    return any(words == wanted for wanted in trap.get(severity, []))


def _filter(findings: tuple[Finding, ...], words: str) -> str | None:
    return next((f.muted.filter for f in findings if f.muted and words in f.text), None)


def test_there_are_forty() -> None:
    assert len(TRAPS) == 40
