"""What is wrong with rules beside their examples, and what their authors should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from personfirst.app.discover import shown_path
from personfirst.model.errors import did_you_mean
from personfirst.model.finding import Safety
from personfirst.model.report import Problem
from personfirst.model.rule import Rule
from personfirst.rulebook.places import is_built_in
from personfirst.rulebook.ruleset import RuleSet

_LEAST_FLAGS = 2
_SUFFIXES = (".yaml", ".yml")
_MEANT = (*_SUFFIXES, ".txt", "")
"""Suffixes in small letters of files that may have been meant as rules."""


def flaws(ruleset: RuleSet) -> Iterator[Problem]:
    """What makes active rules unfit for use, though their files can be read."""
    categories = {rule.category for rule in ruleset.all}
    for rule in ruleset.rules:
        if rule.id in categories:
            yield _about(rule, f"the id {rule.id!r} is also a category; choose another")
        if rule.safety is Safety.SAFE and not any(one.fixes for one in rule.examples):
            yield _about(rule, "'fix: safe' needs an example with a 'fix'")


def gaps(ruleset: RuleSet) -> Iterator[Problem]:
    """What the guide to writing rules asks for, and active rules of somebody's own lack."""
    builtin = {rule.category for rule in ruleset.all if is_built_in(rule.file)}
    for rule in (one for one in ruleset.rules if not is_built_in(one.file)):
        flags = sum(bool(one.spans) for one in rule.examples)
        passes = len(rule.examples) - flags
        wanted = max(len(rule.unless), 1)
        if flags < _LEAST_FLAGS:
            yield _about(
                rule, f"has too few 'flag' examples ({flags}); write {_LEAST_FLAGS} or more"
            )
        if passes < wanted:
            why = ", one for each 'unless'" if rule.unless else ""
            yield _about(
                rule, f"has too few 'pass' examples ({passes}); write {wanted} or more{why}"
            )
        if rule.category not in builtin and (hint := did_you_mean(rule.category, builtin)):
            yield _about(rule, f"the category {rule.category!r} is your own{hint}")


def misnamed(folders: Iterable[Path]) -> Iterator[Path]:
    """Files that may be meant as rules, but whose names do not end as those of rules do."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            meant = file.suffix.lower() in _MEANT and file.suffix not in _SUFFIXES
            if meant and file.is_file() and not file.name.startswith("."):
                yield file


def _about(rule: Rule, reason: str) -> Problem:
    return Problem(shown_path(rule.file), reason)
