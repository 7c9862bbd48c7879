"""The rules of a run, one rule by its name, and lists of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from personfirst.app.config import Settings, preferred_error, suggest
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Severity
from personfirst.model.rule import Alternative, Rule
from personfirst.pipeline import Rules
from personfirst.rulebook import RuleSet, load_ruleset
from personfirst.rulebook.index import IndexedRules, indexed_rules

_SLOT = re.compile(r"\{([^{}.|]*)")


def load_rules(settings: Settings | None = None) -> RuleSet:
    """The rules that the settings ask for.

    A rule that the configuration turns off is left out unless `select` names it. Raises `RuleError`
    for a rule file that cannot be used and `ConfigError` for an unknown rule or category.
    """
    chosen = settings or Settings()
    return load_ruleset(
        chosen.rule_folders,
        select=chosen.select,
        ignore=_ignored(chosen),
        severities=chosen.severities,
    )


def rules_to_run(settings: Settings) -> RuleSet | IndexedRules:
    """The rules of a check: by their index where only built-in rules run, else all of them read.

    Raises as `load_rules`.
    """
    if settings.rule_folders:
        return load_rules(settings)
    indexed = indexed_rules(
        select=settings.select, ignore=_ignored(settings), severities=settings.severities
    )
    return indexed or load_rules(settings)


def check_preferred(settings: Settings, rules: Rules) -> None:
    """Raise `ConfigError` where the configuration has own words for a rule that does not exist, or
    with a slot that its rule does not fill.

    A rule that does not run may have some; only for such a one, and for slots, are all rules read.
    """
    tables = (settings.prefer, *(entry.prefer for entry in settings.per_path))
    own = [(name, words) for table in tables for name, words in table.items()]
    if isinstance(rules, IndexedRules):
        own = [one for one in own if one[0] not in rules.entries or _slots([one[1]])]
    if not own:
        return
    every = rules if isinstance(rules, RuleSet) else load_rules(settings)
    known = {rule.id: rule for rule in every.all}
    for name, words in sorted(own, key=lambda one: one[0]):
        if name not in known:
            message = f"unknown rule {name!r} in 'prefer'{suggest(name, known)}"
            raise preferred_error(settings, name, message)
        filled = _slots(one for given in known[name].rewrite.values() for one in given)
        for slot in sorted(_slots([words]) - filled):
            there = f"; there are {', '.join(sorted(filled))}" if filled else "; it has none"
            message = f"the rule {name!r} does not fill the slot '{{{slot}}}' in 'prefer'{there}"
            raise preferred_error(settings, name, message)


def _slots(alternatives: Iterable[Alternative]) -> set[str]:
    """The names of the slots in some alternatives: `drug` in `people who use {drug|drugs}`."""
    return {
        slot for one in alternatives for text in one.forms.values() for slot in _SLOT.findall(text)
    }


def _ignored(settings: Settings) -> tuple[str, ...]:
    return (*settings.ignore, *(name for name in settings.disabled if name not in settings.select))


def load_rules_to_test(settings: Settings, folder: Path | None = None) -> RuleSet:
    """Every rule with all of them active, opt-in ones too; or only those in a folder.

    The folder's rules are checked against the built-in ones (an id must not be taken), so those
    are loaded as well. Raises as `load_rules`.
    """
    folders = settings.rule_folders
    if folder is not None:
        folders = (*(one for one in folders if one.resolve() != folder.resolve()), folder)
    every = replace(settings, rule_folders=folders, select=(), ignore=(), disabled=())
    ruleset = load_rules(every)
    if any(not rule.enabled for rule in ruleset.all):
        ruleset = load_rules(replace(every, select=tuple(rule.id for rule in ruleset.all)))
    if folder is None:
        return ruleset
    inside = (one for one in ruleset.compiled if one.rule.file.is_relative_to(folder))
    return replace(ruleset, compiled=tuple(inside))


def find_rule(ruleset: RuleSet, name: str) -> Rule:
    """A rule by id, active or not. Raises `ConfigError` with the nearest id."""
    try:
        return ruleset.rule(name)
    except KeyError:
        hint = suggest(name, [rule.id for rule in ruleset.all])
        listing = "" if hint else "; 'personfirst rules' lists them"
        raise ConfigError(f"unknown rule {name!r}{hint}{listing}") from None


def list_rules(
    ruleset: RuleSet, *, category: str | None = None, severity: Severity | None = None
) -> tuple[Rule, ...]:
    """All rules, opt-in ones too, by category and id. Raises `ConfigError` for a new category."""
    categories = {rule.category for rule in ruleset.all}
    if category is not None and category not in categories:
        hint = suggest(category, categories) or f"; there are {', '.join(sorted(categories))}"
        raise ConfigError(f"unknown category {category!r}{hint}")
    chosen = (
        rule
        for rule in ruleset.all
        if category in (None, rule.category) and severity in (None, rule.severity)
    )
    return tuple(sorted(chosen, key=lambda rule: (rule.category, rule.id)))
