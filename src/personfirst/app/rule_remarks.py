"""What is wrong with rules beside their examples, and what their authors should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from personfirst.app.discover import shown_path
from personfirst.model.choices import Severity
from personfirst.model.errors import did_you_mean
from personfirst.model.finding import Finding, Safety
from personfirst.model.report import Problem
from personfirst.model.rule import IN_COMPANY, Example, Rule
from personfirst.rulebook.places import is_built_in
from personfirst.rulebook.ruleset import LISTS, SHARED, RuleSet

_LEAST_FLAGS = 2
_TAGS = (IN_COMPANY,)
"""Tags that do something."""
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
        if rule.title.endswith(".") and not rule.title.endswith(".."):
            yield _about(rule, "the title ends in a full stop; leave it out")
        for tag in rule.tags:
            if tag not in _TAGS and (hint := did_you_mean(tag, _TAGS)):
                yield _about(rule, f"the tag {tag!r} does nothing{hint}")
        if rule.category not in builtin and (hint := did_you_mean(rule.category, builtin)):
            yield _about(rule, f"the category {rule.category!r} is your own{hint}")


def silent(
    found: Iterable[tuple[Rule, Example, Finding]], severities: Mapping[str, Severity]
) -> Iterator[Problem]:
    """What to do where `rule_tests.rivals` found that another rule speaks, whose severity in its
    file is given.
    """
    for rule, example, other in found:
        graded = severities.get(other.rule, other.severity)
        yield _about(
            rule,
            f"in {other.text!r} the rule {other.rule} ({graded}) speaks instead: the longest match "
            "counts, then the most severe; take in more words, raise the severity, or put "
            f"{other.rule} under 'ignore' in the configuration",
            example.line,
        )


def unread(folders: Iterable[Path]) -> Iterator[Problem]:
    """Files that may be meant as rules or lists, but are not where those are looked for, or whose
    names do not end as theirs do.
    """
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            reason = _why_unread(file.relative_to(folder).parts, file)
            if reason and file.is_file() and not file.name.startswith("."):
                yield Problem(shown_path(file), f"is not read: {reason}")


def _why_unread(parts: tuple[str, ...], file: Path) -> str:
    if file.suffix not in _SUFFIXES:
        return "a rule's file ends in .yaml" if file.suffix.lower() in _MEANT else ""
    if parts[0] not in SHARED or len(parts) == 1:
        return ""
    if parts[0] not in LISTS:
        return (
            f"what stands in {parts[0]}/ comes with the tool; a folder of rules has none of its own"
        )
    right = len(parts) == 2 and file.suffix == _SUFFIXES[0]
    return "" if right else f"lists stand right in {parts[0]}/, in files that end in .yaml"


def _about(rule: Rule, reason: str, line: int | None = None) -> Problem:
    return Problem(shown_path(rule.file), reason, line)
