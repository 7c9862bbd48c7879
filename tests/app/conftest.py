"""A small county folder and the house rules that its findings come from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from personfirst.app import rules
from personfirst.app.config import Settings
from personfirst.rulebook import ruleset
from personfirst.rulebook.index import IndexedRules, indexed_rules
from personfirst.rulebook.ruleset import load_ruleset

HOUSE_RULES = Path(__file__).parents[1] / "house-rules"


@pytest.fixture(autouse=True)
def without_builtin_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in rules are not what is tested here: beside the house rules there are none."""
    monkeypatch.setattr(ruleset, "load_ruleset", partial(load_ruleset, builtin=False))
    monkeypatch.setattr(rules, "indexed_rules", _without_folders)


def _without_folders(folders: Sequence[Path] = (), **choices: Any) -> IndexedRules | None:
    """The index, where no folder of rules is set."""
    return None if folders else indexed_rules(**choices)


@pytest.fixture
def house() -> Settings:
    """Settings under which only the house rules run."""
    return Settings(rule_folders=(HOUSE_RULES,), select=("county-desk", "county-place"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
