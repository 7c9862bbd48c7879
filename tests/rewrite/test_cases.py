"""The table of sentences and how they read after a fix: `cases/*.yaml`, each pair a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from personfirst.app.fix import fix, plan
from personfirst.formats.splice import apply_edits
from personfirst.model.choices import STYLES
from personfirst.model.document import Document
from personfirst.model.finding import Finding
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import document

FOLDER = Path(__file__).parent / "cases"
FEWEST = 600
"""Sentences that the table must hold at least."""

RULES = load_ruleset()
PIPELINES = {style: Pipeline(RULES, Options(style=style)) for style in STYLES}


def read_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}::{group}[{index}]")
        for file in sorted(FOLDER.glob("*.yaml"))
        for group, entries in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for index, case in enumerate(entries)
    ]


CASES = read_cases()


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, str]) -> None:
    pipeline = PIPELINES[case.get("style", STYLES[0])]

    def check(checked: Document) -> tuple[Finding, ...]:
        return tuple(finding for finding in pipeline.check(checked) if finding.muted is None)

    before = document(case["from"])
    findings = check(before)
    assert fix(before, findings, check).document.text == case["to"]
    if "review" in case:
        offered = [edit for one in plan(findings, unsafe=True) for edit in one.edits]
        assert apply_edits(before.text, offered) == case["review"]


def test_the_table_is_large() -> None:
    assert len({(case.values[0]["from"], case.values[0].get("style")) for case in CASES}) >= FEWEST
