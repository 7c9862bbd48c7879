"""Slots in what a rule says to write instead: each must be filled by what the rule finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.model.errors import RuleError
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import RULE, write, write_rule


def load(folder: Path, match: str, words: str) -> None:
    """A rule with some expressions and some words to write, which stand on line 10."""
    text = RULE.format(name="boozer").replace("nouns: [boozer]", f"nouns: {match}")
    write_rule(folder, "boozer", text.replace("advice:", f"rewrite:\n  clinical: {words}\nadvice:"))
    load_ruleset([folder], builtin=False)


@pytest.mark.parametrize(
    ("match", "words", "message"),
    [
        ("[boozer]", "person of {drgu}", "there is no lexicon {drgu}; did you mean 'drug'?"),
        ("[boozer]", "person of {drug}", "{drug} is not in 'match', so nothing can fill it"),
        ("['{our-drug} boozer']", "person of {drug}", "not in 'match', so nothing can fill it; did you mean 'our-drug'?"),
        ("['{drug} boozer']", "person of {drug", "{ and } stand around the name of a list alone"),
        ("['{drug} boozer']", "person of {drug}}", "{ and } stand around the name of a list alone"),
        ("['{drug}? boozer']", "person of {drug}", "{drug} stays empty where '{drug}? boozer' is found"),
        ("['{drug} boozer', boozer]", "person of {drug.disorder}", "as in {drug.disorder|...}"),
        ("['{drug} boozer']", "person with {drug.disordr}", "did you mean 'disorder'?"),
        ("['{drug} boozer', '{our-drug} boozer', boozer]", "person of {drug}{our-drug}", "{drug} stays empty where 'boozer' is found"),
        ("['{drug} boozer', '{our-drug} boozer']", "person of {drug} {our-drug}", "{drug} stays empty where '{our-drug} boozer'"),
    ],
)  # fmt: skip
def test_a_slot_that_nothing_fills(tmp_path: Path, match: str, words: str, message: str) -> None:
    write(tmp_path / "lexicon" / "a.yaml", "our-drug: {words: [zazaline]}\n")
    for written in (f'"{words}"', f'{{one: "{words}", many: people}}', f'[people, "{words}"]'):
        with pytest.raises(RuleError) as error:
            load(tmp_path, match, written)
        assert f"boozer.yaml:10: {words!r}: " in str(error.value)
        assert message in str(error.value)


@pytest.mark.parametrize(
    ("match", "words"),
    [
        ("['{drug} boozer']", "person of {drug}, with {drug.disorder}"),
        ("['{drug}? boozer']", "person of {drug|drinks}"),
        ("['{drug} boozer', '{our-drug} boozer']", "person of {drug}{our-drug}"),
        ("['{drug} boozer', '{our-drug} boozer', boozer]", "person of {drug}{our-drug|}"),
    ],
)
def test_slots_that_are_filled(tmp_path: Path, match: str, words: str) -> None:
    write(tmp_path / "lexicon" / "a.yaml", "our-drug: {words: [zazaline]}\n")
    load(tmp_path, match, f'"{words}"')
