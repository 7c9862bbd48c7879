"""The examples inside the rule files, and what every rule file must hold."""

from __future__ import annotations

from collections import Counter

import pytest

from personfirst.app.rule_tests import RuleTestResult, run_rule_tests
from personfirst.model.choices import STYLES
from personfirst.model.finding import Safety
from personfirst.model.rule import Rule
from personfirst.rewrite.wording import alternatives_for
from personfirst.rulebook.ruleset import load_ruleset

EVERY = load_ruleset(select=[rule.id for rule in load_ruleset().all])
RESULTS = run_rule_tests(EVERY)


def name(result: RuleTestResult) -> str:
    kind = "flag" if result.example.spans else "pass"
    return f"{result.rule.id}::{kind}[{result.index}]"


@pytest.mark.parametrize("result", RESULTS, ids=map(name, RESULTS))
def test_example(result: RuleTestResult) -> None:
    assert result.passed, result.reason


@pytest.mark.parametrize("rule", EVERY.rules, ids=lambda rule: rule.id)
def test_a_rule_shows_what_it_does(rule: Rule) -> None:
    flags = [example for example in rule.examples if example.spans]
    assert len(flags) >= 2
    assert len(rule.examples) > len(flags)
    assert rule.file.parent.name == rule.category
    if rule.safety is Safety.SAFE:
        assert any(example.fixes for example in flags)


@pytest.mark.parametrize("rule", EVERY.rules, ids=lambda rule: rule.id)
def test_every_style_says_something(rule: Rule) -> None:
    for style in STYLES:
        assert alternatives_for(rule, style) or rule.advice


def test_no_two_rules_look_for_the_same_words() -> None:
    counted = Counter(
        (kind, expression)
        for rule in EVERY.rules
        for kind in ("nouns", "verbs", "phrases", "abbreviations")
        for expression in getattr(rule, kind)
    )
    assert [expression for expression, count in counted.items() if count > 1] == []
