"""The YAML keys of a rule, in the one place where they are named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from personfirst.model.choices import STYLES, Severity
from personfirst.model.finding import Safety
from personfirst.model.rule import Condition, Rule
from personfirst.rulebook.examples import read_example
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.narrative import Structure, read_structures
from personfirst.rulebook.nodes import Item, Reader, each, read_items
from personfirst.rulebook.pattern import Inflect, Pattern
from personfirst.rulebook.replacements import read_rewrite

KINDS = ("term", "narrative")
SLUR = "slur"
_RULE_KEYS = (
    "id", "kind", "category", "severity", "enabled", "title", "why", "advice", "sources", "match",
    "roles", "structures", "scorer", "needs", "unless", "rewrite", "fix", "ask", "withhold",
    "accepted-in", "leave-out", "examples", "tags", "since",
)  # fmt: skip
_REQUIRED = ("id", "category", "severity", "title", "why", "sources", "examples")
_UNJUDGED = "; where no guide or study says it, write [judgment]"
_MATCH_KEYS = {
    "nouns": Inflect.NOUN,
    "verbs": Inflect.VERB,
    "phrases": Inflect.NONE,
    "abbreviations": Inflect.NONE,
}
_WORD_CONDITIONS = (
    "preceded_by", "compound_but", "followed_by", "near", "match_has",
    "sentence_has", "sentence_lacks", "paragraph_has", "document_has", "document_lacks",
)  # fmt: skip
_PLACE_CONDITIONS = ("opens", "on_topic")
PARTS = ("opens", *_WORD_CONDITIONS[:7], "on_topic", *_WORD_CONDITIONS[7:])
"""The parts of a condition, what is nearest to the match first."""
_CONDITION_KEYS = (*_WORD_CONDITIONS, *_PLACE_CONDITIONS, "within", "means")
_FIXES = {"safe": Safety.SAFE, "review": Safety.REVIEW}
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class CompiledCondition:
    """A condition whose expressions are compiled when they are first asked for."""

    condition: Condition
    keys: Mapping[str, Item]
    pack: Pack
    _compiled: dict[str, Expressions] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that it has, in the order in which they are looked at."""
        return tuple(name for name in PARTS if getattr(self.condition, name))

    def expressions(self, part: str) -> Expressions:
        """Those of which one must be found, of a part that asks for words."""
        if part not in self._compiled:
            words = self.keys[part].items() if part in self.keys else ()
            self._compiled[part] = Expressions(map(self.pack.compile, words))
        return self._compiled[part]

    def validate(self) -> None:
        """Raise `RuleError` for an expression that cannot be compiled."""
        each(self.expressions, _WORD_CONDITIONS)


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its patterns and conditions compiled; `graded` is the severity of its file, where
    a configuration gives it another; `cited` are its sources as they are written.
    """

    rule: Rule
    patterns: tuple[Pattern, ...]
    needs: tuple[CompiledCondition, ...] = ()
    unless: tuple[CompiledCondition, ...] = ()
    ask: tuple[CompiledCondition, ...] = ()
    withhold: tuple[CompiledCondition, ...] = ()
    structures: tuple[Structure, ...] = ()
    scorer: Path | None = None
    graded: Severity | None = None
    cited: tuple[Item, ...] = ()

    @property
    def severity(self) -> Severity:
        """What the rule's file says, whatever a configuration makes of it."""
        return self.graded or self.rule.severity

    @property
    def counts_anywhere(self) -> bool:
        """Whether its words count on a page, too, that never mentions drugs: plain slurs do."""
        return self.rule.category == SLUR and not self.needs

    def validate(self) -> None:
        """Compile what waits to be compiled. Raises `RuleError`."""
        each(CompiledCondition.validate, (*self.needs, *self.unless, *self.ask, *self.withhold))
        each(Structure.validate, self.structures)


def read_rule(file: Path, language: str, pack: Pack, read: Reader = read_items) -> CompiledRule:
    """One rule file. Raises `RuleError` with file and line for what is wrong in it, as much of it
    at once as can be told.
    """
    item = read(file)
    keys = item.mapping()
    made: dict[str, Any] = {}

    def read_values() -> None:
        known = tuple(filter(_READERS.__contains__, keys))
        made.update(
            zip(known, each(lambda key: _READERS[key](keys[key], pack), known), strict=True)
        )

    def check_names() -> None:
        item.mapping(_RULE_KEYS)

    each(lambda part: part(), (check_names, lambda: _check_keys(item, keys), read_values))
    if "match" in keys:
        made |= {key: words.texts() for key, words in _lists(keys["match"]).items()}
    patterns: tuple[Pattern, ...] = made.pop("match", ())
    needs, unless, ask, withhold = (
        made.pop(key, ()) for key in ("needs", "unless", "ask", "withhold")
    )
    structures = (
        read_structures(keys["structures"], made.pop("roles", {}), pack, weighed="scorer" in keys)
        if "structures" in keys
        else ()
    )
    rule = Rule(
        kind=made.pop("kind", KINDS[0]),
        language=language,
        enabled=made.pop("enabled", True),
        rewrite=read_rewrite(keys["rewrite"], patterns, pack) if "rewrite" in keys else {},
        safety=made.pop("fix", Safety.REVIEW),
        leave_out=made.pop("leave-out", ()),
        accepted_in=made.pop("accepted-in", ()),
        file=file,
        needs=tuple(one.condition for one in needs),
        unless=tuple(one.condition for one in unless),
        ask=tuple(one.condition for one in ask),
        withhold=tuple(one.condition for one in withhold),
        **made,
    )
    scorer = _scorer(keys["scorer"]) if "scorer" in keys else None
    cited = tuple(keys["sources"].items())
    return CompiledRule(
        rule, patterns, needs, unless, ask, withhold, structures, scorer, cited=cited
    )


def _check_keys(item: Item, keys: Mapping[str, Item]) -> None:
    """Raise `RuleError` where a rule lacks keys, or has some that say nothing without another."""
    missing = [key for key in _REQUIRED if key not in keys]
    if missing and keys.keys() <= set(_RULE_KEYS):  # an unknown key may be one of them, misspelled
        are = "keys {} are" if len(missing) > 1 else "key {} is"
        named = ", ".join(map(repr, missing))
        raise item.error(
            f"the {are.format(named)} missing{_UNJUDGED if 'sources' in missing else ''}"
        )
    if "match" not in keys and "structures" not in keys:
        raise item.error("needs 'match', or 'structures' for a narrative")
    if "roles" in keys and "structures" not in keys:
        raise keys["roles"].error("roles say nothing without 'structures' that put them together")
    if "rewrite" not in keys and "advice" not in keys:
        raise item.error("needs 'rewrite' or 'advice': a finding must say what to write instead")


def _name(item: Item) -> str:
    """The id of a rule, which is the name of its file."""
    name = item.text()
    if not _ID.fullmatch(name):
        raise item.error(
            f"id {name!r} may hold only small letters, digits and single hyphens, after a letter"
        )
    stem, suffix = item.file.stem, item.file.suffix
    if name != stem:
        renamed = f"rename the file to {name}{suffix}"
        raise item.error(f"id {name!r} must equal the file's name, {stem!r}; {renamed}")
    return name


def _category(item: Item) -> str:
    """A category, which comments and settings name as they name rules."""
    name = item.text()
    if not _ID.fullmatch(name):
        raise item.error(
            f"category {name!r} may hold only small letters, digits and single hyphens, as an id"
        )
    return name


def _lists(match: Item) -> Mapping[str, Item]:
    """The lists of expressions of a rule, one at least."""
    lists = match.mapping(_MATCH_KEYS)
    if not lists:
        raise match.error(f"needs one of {', '.join(_MATCH_KEYS)}")
    return lists


def _patterns(match: Item, pack: Pack) -> tuple[Pattern, ...]:
    """The expressions of a rule, compiled."""
    written = [(key, word) for key, words in _lists(match).items() for word in words.entries()]
    return each(
        lambda one: pack.compile(one[1], _MATCH_KEYS[one[0]], cased=one[0] == "abbreviations"),
        written,
    )


def _sources(item: Item, _: Pack) -> tuple[str, ...]:
    if item.value == []:
        raise item.error(f"the list is empty{_UNJUDGED}")
    return item.texts()


def _accepted(item: Item, _: Pack) -> tuple[str, ...]:
    """The house styles that accept the words: not all, for the rule would never run."""
    styles = each(lambda one: one.choice(STYLES), item.entries())
    if frozenset(STYLES) <= frozenset(styles):
        raise item.error(
            "accepts the words in every house style, so the rule would never run; leave out one, "
            "or write 'enabled: false'"
        )
    return styles


def _scorer(item: Item) -> Path:
    name = item.text()
    file = item.file.parent / name
    if Path(name).name != name or not file.is_file():
        raise item.error(f"there is no file {name} beside the rule")
    return file


def _conditions(item: Item, pack: Pack) -> tuple[CompiledCondition, ...]:
    return each(lambda entry: _condition(entry, pack), item.entries())


def _text(item: Item, _: Pack) -> str:
    return " ".join(item.text().split())


def _texts(item: Item, _: Pack) -> tuple[str, ...]:
    return item.texts()


def _condition(item: Item, pack: Pack) -> CompiledCondition:
    keys = item.mapping(_CONDITION_KEYS)
    words = {key: keys[key].texts() for key in _WORD_CONDITIONS if key in keys}
    opens, on_topic = (key in keys and keys[key].flag() for key in _PLACE_CONDITIONS)
    if not (words or opens or on_topic):
        raise item.error(f"needs one of {', '.join((*_WORD_CONDITIONS, *_PLACE_CONDITIONS))}")
    condition = Condition(
        **words,
        opens=opens,
        on_topic=on_topic,
        within=keys["within"].number() if "within" in keys else 1,
        means=keys["means"].text() if "means" in keys else "",
    )
    return CompiledCondition(condition, keys, pack)


_READERS: Mapping[str, Callable[[Item, Pack], Any]] = {
    "id": lambda item, _: _name(item),
    "kind": lambda item, _: item.choice(KINDS),
    "category": lambda item, _: _category(item),
    "severity": lambda item, _: Severity(item.choice(list(Severity))),
    "enabled": lambda item, _: item.flag(),
    "title": lambda item, _: item.text(),
    "why": _text,
    "advice": _text,
    "sources": _sources,
    "match": _patterns,
    "roles": lambda item, _: item.mapping(),
    "needs": _conditions,
    "unless": _conditions,
    "ask": _conditions,
    "withhold": _conditions,
    "fix": lambda item, _: _FIXES[item.choice(tuple(_FIXES))],
    "accepted-in": _accepted,
    "leave-out": _texts,
    "examples": lambda item, _: each(read_example, item.entries()),
    "tags": _texts,
    "since": lambda item, _: item.text(),
}
"""What is made of each key that can be read without the others."""
