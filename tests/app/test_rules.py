"""The rules that settings ask for, and what is said of a rule that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.config import Settings, override_settings
from personfirst.app.rules import find_rule, list_rules, load_rules, load_rules_to_test
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from tests.helpers import write_rule

HOUSE_RULES = Path(__file__).parents[1] / "house-rules"
SOURCES = "judgment: {publisher: Us, title: Our own, year: '2024'}\n"
HOUSE_IDS = ["house-drug-problem", "house-dope-house", "house-frequent-flyer"]


def test_a_severity_can_be_changed_or_turned_off(house: Settings) -> None:
    settings = override_settings(
        house,
        severities={"house-drug-problem": Severity.ERROR},
        disabled=("house-dope-house",),
    )
    ruleset = load_rules(settings)
    active = {rule.id: rule.severity for rule in ruleset.rules}
    assert active == {
        "house-drug-problem": Severity.ERROR,
        "house-frequent-flyer": Severity.WARNING,
    }


def test_a_rule_that_is_off_runs_when_it_is_selected(house: Settings) -> None:
    settings = override_settings(
        house, select=("house-dope-house",), disabled=("house-dope-house",)
    )
    assert [rule.id for rule in load_rules(settings).rules] == ["house-dope-house"]


def test_an_unknown_rule_gets_a_hint(house: Settings) -> None:
    ruleset = load_rules(house)
    assert find_rule(ruleset, "house-dope-house").severity is Severity.ERROR
    with pytest.raises(ConfigError, match="did you mean 'house-dope-house'"):
        find_rule(ruleset, "house-dope-huose")
    with pytest.raises(ConfigError, match="'personfirst rules' lists them"):
        find_rule(ruleset, "qqqq")
    with pytest.raises(ConfigError, match="did you mean"):
        load_rules(override_settings(house, ignore=("county-dekc",)))


def test_lists_by_category_and_severity(house: Settings) -> None:
    ruleset = load_rules(house)
    places = [rule.id for rule in list_rules(ruleset, category="county-place")]
    assert places == ["house-dope-house", "house-drug-problem"]
    errors = list_rules(ruleset, category="county-place", severity=Severity.ERROR)
    assert [rule.id for rule in errors] == ["house-dope-house"]
    with pytest.raises(ConfigError, match="did you mean 'county-place'"):
        list_rules(ruleset, category="county-plaec")


def test_only_the_rules_of_a_folder_are_tested(tmp_path: Path, house: Settings) -> None:
    shy = write_rule(tmp_path, "token")
    shy.write_text(shy.read_text(encoding="utf-8") + "enabled: false\n", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    ruleset = load_rules_to_test(house, tmp_path)
    assert [rule.id for rule in ruleset.rules] == ["token"]
    every = load_rules_to_test(house._replace(rule_folders=(HOUSE_RULES, tmp_path)))
    assert sorted(rule.id for rule in every.rules) == sorted([*HOUSE_IDS, "token"])
