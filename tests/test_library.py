"""The library's three calls."""

from __future__ import annotations

from pathlib import Path

import pytest

import personfirst
from personfirst.model.errors import ConfigError
from personfirst.rulebook.ruleset import RuleSet, load_ruleset

HOUSE_RULES = Path(__file__).parent / "house-rules"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """The built-in rules and the house rules, of which only the latter are active."""
    return load_ruleset([HOUSE_RULES], select=["county-desk", "county-place"])


def test_rules_are_loaded() -> None:
    loaded = personfirst.load_rules([HOUSE_RULES])
    assert loaded.rule("house-dope-house").category == "county-place"
    assert loaded.rule("addict").category == "person-label"


def test_a_text_is_checked(rules: RuleSet) -> None:
    report = personfirst.check_text("<p>Two frequent flyers waited.</p>", rules=rules)
    [finding] = report.unmuted
    assert (finding.rule, finding.place.path) == ("house-frequent-flyer", "text.txt")
    page = '<p class="frequent flyer">Naloxone is free.</p>'
    assert personfirst.check_text(page, filename="page.html", rules=rules).findings == ()


def test_a_style_is_chosen(rules: RuleSet) -> None:
    report = personfirst.check_text("Two frequent flyers.", style="clinical", rules=rules)
    assert report.findings[0].suggestions[0].text == "patients with many visits"
    with pytest.raises(ConfigError, match="did you mean 'clinical'"):
        personfirst.check_text("Two frequent flyers.", style="clinic")


def test_paths_are_checked(tmp_path: Path, rules: RuleSet) -> None:
    (tmp_path / "minutes.md").write_text("Two frequent flyers waited.", encoding="utf-8")
    report = personfirst.check_paths([tmp_path, tmp_path / "absent.md"], rules=rules)
    assert len(report.unmuted) == 1
    assert [problem.reason for problem in report.problems] == ["no such file or folder"]


def test_text_is_text_whatever_charset_a_page_names(rules: RuleSet) -> None:
    page = '<meta charset="windows-1252"><p>Café: two frequent flyers</p>'
    [finding] = personfirst.check_text(page, filename="page.html", rules=rules).findings
    assert finding.place.column == page.index("frequent") + 1
    assert "Café" in finding.excerpt
