"""The rules of a run, one rule by its name, and lists of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from personfirst.app.config import Settings
from personfirst.app.patterns import PER_PATH_KEY
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, did_you_mean
from personfirst.rulebook.housekeeping import housekeeping, housekeeping_names
from personfirst.rulebook.index import IndexedRules, indexed_rules
from personfirst.rulebook.places import builtin_folder, is_inside
from personfirst.rulebook.selection import UnknownNameError, check_names

if TYPE_CHECKING:
    from personfirst.app.config_shapes import Way
    from personfirst.model.rule import AllowedPhrase, Alternative, Rule
    from personfirst.rulebook.ruleset import RuleSet

_MOST_UP = 2
_NAMES = frozenset({"select", "extend-select", "ignore", "extend-ignore", "severity"})


def load_rules(settings: Settings | None = None, within: Path | None = None) -> RuleSet:
    """The rules that the settings ask for, of local ones those `within` a file or folder.

    A rule that the configuration turns off is left out unless `select` names it. Raises `RuleError`
    for a rule file that cannot be used and `ConfigError` for an unknown rule or category.
    """
    from personfirst.rulebook.ruleset import load_ruleset

    chosen = settings or Settings()
    try:
        return load_ruleset(chosen.rule_folders, **choices(chosen), within=within)
    except UnknownNameError as error:
        raise _placed(error, chosen) from None


def rules_to_run(settings: Settings) -> RuleSet | IndexedRules:
    """The rules of a check: the built-in ones by their index where that can be, else all read.

    Raises as `load_rules`.
    """
    try:
        folders = settings.rule_folders
        return indexed_rules(folders, **choices(settings)) or load_rules(settings)
    except UnknownNameError as error:
        raise _placed(error, settings) from None


def check_settings(settings: Settings, rules: RuleSet | IndexedRules) -> None:
    """Raise `ConfigError` where the settings speak of a rule that does not exist, or have own words
    with a slot that their rule does not fill.

    A rule that does not run may have some; only for such a one, and for slots, are all rules read.
    """
    _check_names(settings, rules)
    if not (settings.prefer or any(entry.prefer for entry in settings.per_path)):
        return
    from personfirst.rulebook.replacements import BRACES, is_malformed

    own: list[tuple[Way, Alternative]]
    own = [(("prefer", name), words) for name, words in settings.prefer.items()]
    own += [
        ((PER_PATH_KEY, entry.pattern, "prefer", name), words)
        for entry in settings.per_path
        for name, words in entry.prefer.items()
    ]
    for way, words in own:
        if any(map(is_malformed, words.forms.values())):
            raise settings.error(way, f"'prefer' for {way[-1]!r}: {BRACES}")
    own = [one for one in own if one[0][-1] not in rules.active or _slots([one[1]])]
    if not own:
        return
    every = load_rules(settings) if isinstance(rules, IndexedRules) else rules
    known = {rule.id: rule for rule in every.all}
    for way, words in sorted(own, key=lambda one: one[0][-1]):
        name = way[-1]
        if name not in known:
            message = f"unknown rule {name!r} in 'prefer'{did_you_mean(name, known)}"
            raise settings.error(way, message)
        filled = _slots(one for given in known[name].rewrite.values() for one in given)
        for slot in sorted(_slots([words]) - filled):
            there = f"; there are {', '.join(sorted(filled))}" if filled else "; it has none"
            message = f"the rule {name!r} does not fill the slot '{{{slot}}}' in 'prefer'{there}"
            raise settings.error(way, message)


def choices(settings: Settings) -> dict[str, Any]:
    """What to load: the rules of the run, and those that run for some files only."""
    selection = settings.selection
    return {
        "select": selection.select,
        "extend_select": selection.extend_select,
        "ignore": selection.ignore,
        "also": tuple(name for entry in settings.per_path for name in entry.rules),
        "severities": settings.severities,
    }


def _check_names(settings: Settings, rules: RuleSet | IndexedRules) -> None:
    """Raise `ConfigError` for an unknown rule or category that is named for a phrase, or to be left
    out of some files.
    """
    phrases: list[tuple[Way, AllowedPhrase]] = [(("allow",), one) for one in settings.allow]
    names: list[tuple[Way, str]] = []
    for entry in settings.per_path:
        here = (PER_PATH_KEY, entry.pattern)
        phrases += [((*here, "allow"), one) for one in entry.allow]
        names += [((*here, "ignore", name), name) for name in entry.ignore]
        names += [((*here, "rules", "severity", name), name) for name in entry.disabled]
    names += [((*way, one.text), name) for way, one in phrases for name in one.rules]
    if not names:
        return

    known = {*rules.known, *rules.known.values(), *housekeeping_names()}
    for way, name in names:
        try:
            check_names([name], known)
        except UnknownNameError as error:
            raise settings.error(way, str(error)) from None


def _placed(error: UnknownNameError, settings: Settings) -> ConfigError:
    """The error, with the place where the name stands in a configuration file."""
    ways = (
        way
        for way in settings.origins
        if way[-1] == error.name and len(way) > 1 and way[-2] in _NAMES
    )
    return settings.error(next(ways, ()), str(error))


def _slots(alternatives: Iterable[Alternative]) -> set[str]:
    """The names of the slots in some alternatives: `drug` in `people who use {drug|drugs}`."""
    from personfirst.rulebook.replacements import slots_of

    return {slot for one in alternatives for text in one.forms.values() for slot in slots_of(text)}


def load_rules_to_test(settings: Settings, place: Path | None = None) -> tuple[RuleSet, RuleSet]:
    """Every rule with all of them active, opt-in ones too; and those of them to test: all, or only
    those in a folder or a file.

    The rules there are checked against the built-in ones (an id must not be taken), so those are
    loaded as well. Raises as `load_rules`.
    """
    folders = settings.rule_folders
    within = None
    if place is not None and not is_inside(place, builtin_folder()):
        home = _home_of(place, folders)
        within = None if home.resolve() == place.resolve() else place
        folders = (*(one for one in folders if one.resolve() != home.resolve()), home)
    every = settings._replace(
        rule_folders=folders, select=(), extend_select=(), ignore=(), disabled=()
    )
    ruleset = load_rules(every, within)
    if any(not rule.enabled for rule in ruleset.all):
        ruleset = load_rules(every._replace(select=tuple(rule.id for rule in ruleset.all)), within)
    if place is None:
        return ruleset, ruleset
    inside = (one for one in ruleset.compiled if is_inside(one.rule.file, place))
    return ruleset, replace(ruleset, compiled=tuple(inside))


def _home_of(place: Path, folders: Iterable[Path]) -> Path:
    """The folder of rules that a file or folder belongs to, with the sources and lists that hold
    there: one that is configured, or the nearest that has some, two folders up at most.
    """
    if not place.exists():
        raise ConfigError(f"{place}: no such folder of rules")
    for folder in folders:
        if is_inside(place, folder):
            return folder
    start = place if place.is_dir() else place.parent
    above = (start, *start.absolute().parents[:_MOST_UP])
    from personfirst.rulebook.lexicon import FORMS
    from personfirst.rulebook.ruleset import LISTS, SOURCES

    marks = (SOURCES, FORMS, *LISTS)
    return next((one for one in above if any((one / mark).exists() for mark in marks)), start)


def find_rule(ruleset: RuleSet, name: str) -> Rule:
    """A rule by id, active or not, also one about comments.

    Raises `ConfigError` with the nearest id.
    """
    for rule in housekeeping():
        if rule.id == name:
            return rule
    try:
        return ruleset.rule(name)
    except KeyError:
        every = (*ruleset.all, *housekeeping())
        if any(rule.category == name for rule in every):
            raise ConfigError(
                f"{name!r} is a category; 'personfirst rules --category {name}' lists its rules"
            ) from None
        hint = did_you_mean(name, [rule.id for rule in every])
        listing = "" if hint else "; 'personfirst rules' lists them"
        raise ConfigError(f"unknown rule {name!r}{hint}{listing}") from None


def list_rules(
    ruleset: RuleSet, *, category: str | None = None, severity: Severity | None = None
) -> tuple[Rule, ...]:
    """All rules, opt-in ones too, by category and id. Raises `ConfigError` for a new category."""
    every = (*ruleset.all, *housekeeping())
    categories = {rule.category for rule in every}
    if category is not None and category not in categories:
        hint = did_you_mean(category, categories) or f"; there are {', '.join(sorted(categories))}"
        raise ConfigError(f"unknown category {category!r}{hint}")
    chosen = (
        rule
        for rule in every
        if category in (None, rule.category) and severity in (None, rule.severity)
    )
    return tuple(sorted(chosen, key=lambda rule: (rule.category, rule.id)))
