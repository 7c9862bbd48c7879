"""The rules that settings ask for, and what is said of a rule that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.config import Settings, override_settings
from personfirst.app.rules import find_rule, list_rules, load_rules, load_rules_to_test
from personfirst.app.word_lists import WordGroup, find_lists, word_lists
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from tests.helpers import RULE, write, write_rule

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
    every, tested = load_rules_to_test(house, tmp_path)
    assert [rule.id for rule in tested.rules] == ["token"]
    assert {rule.id for rule in every.rules} > {"token"}
    _, tested = load_rules_to_test(house._replace(rule_folders=(HOUSE_RULES, tmp_path)))
    assert sorted(rule.id for rule in tested.rules) == sorted([*HOUSE_IDS, "token"])


@pytest.mark.parametrize("place", ["desk/token.yaml", "desk"])
def test_a_file_or_a_folder_further_down_is_tested_with_what_lies_above(
    place: str, tmp_path: Path, house: Settings
) -> None:
    text = RULE.format(name="token").replace("[judgment]", "[our-guide]")
    write_rule(tmp_path / "desk", "token", text)
    write_rule(tmp_path, "wrong", "id: wrong\n")
    write(tmp_path / "sources.yaml", "our-guide: {publisher: Us}\n")
    _, tested = load_rules_to_test(house, tmp_path / place)
    assert [rule.id for rule in tested.rules] == ["token"]


def test_the_id_of_a_category_is_told_from_one_of_a_rule(house: Settings) -> None:
    with pytest.raises(ConfigError, match="'personfirst rules --category county-place' lists"):
        find_rule(load_rules(house), "county-place")


def test_what_a_list_holds(house: Settings, tmp_path: Path) -> None:
    write(
        tmp_path / "lexicon" / "a.yaml",
        "our-wound: {inflect: noun, words: [sore, {words: [cut], name: wound}]}",
    )
    lists = word_lists(house._replace(rule_folders=(HOUSE_RULES, tmp_path)))
    [own] = find_lists(lists, "{our-wound}")
    assert own.groups == (
        WordGroup(("sore", "sores")),
        WordGroup(("cut", "cuts"), {"name": "wound"}),
    )
    [drug] = find_lists(lists, "drug")
    words = {word for group in drug.groups for word in group.words}
    assert "heroin" in words and not words & {"crack", "coke", "alcohol"}
    [service] = find_lists(lists, "help-service")
    assert service.kind == "role" and service.groups
    with pytest.raises(ConfigError, match="did you mean 'our-wound'"):
        find_lists(lists, "our-wuond")
