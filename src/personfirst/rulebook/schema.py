"""The YAML keys of a rule, in the one place where they are named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from personfirst.model.choices import STYLES, Severity
from personfirst.model.finding import Safety
from personfirst.model.rule import FORMS, Alternative, Condition, Example, Rule
from personfirst.rulebook.expressions import Expressions
from personfirst.rulebook.lexicon import Pack
from personfirst.rulebook.narrative import Structure, read_structures
from personfirst.rulebook.nodes import Item, Reader, read_items
from personfirst.rulebook.pattern import Inflect, Pattern

KINDS = ("term", "narrative")
_RULE_KEYS = (
    "id", "kind", "category", "severity", "enabled", "title", "why", "advice", "sources", "match",
    "roles", "structures", "scorer", "needs", "unless", "rewrite", "fix", "ask", "withhold",
    "accepted-in", "leave-out", "examples", "tags", "since",
)  # fmt: skip
_REQUIRED = ("id", "category", "severity", "title", "why", "sources", "examples")
_MATCH_KEYS = {
    "nouns": Inflect.NOUN,
    "verbs": Inflect.VERB,
    "phrases": Inflect.NONE,
    "abbreviations": Inflect.NONE,
}
_WORD_CONDITIONS = (
    "preceded_by", "compound_but", "followed_by", "near", "match_has",
    "sentence_has", "paragraph_has", "document_has", "document_lacks",
)  # fmt: skip
_PLACE_CONDITIONS = ("opens", "on_topic")
PARTS = ("opens", *_WORD_CONDITIONS[:6], "on_topic", *_WORD_CONDITIONS[6:])
"""The parts of a condition, what is nearest to the match first."""
_CONDITION_KEYS = (*_WORD_CONDITIONS, *_PLACE_CONDITIONS, "within", "means")
_FIXES = {"safe": Safety.SAFE, "review": Safety.REVIEW}
_EXAMPLE_KEYS = ("flag", "pass", "because", "fix")
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
        for part in _WORD_CONDITIONS:
            self.expressions(part)


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its patterns and conditions compiled; `graded` is the severity of its file, where
    a configuration gives it another.
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

    @property
    def severity(self) -> Severity:
        """What the rule's file says, whatever a configuration makes of it."""
        return self.graded or self.rule.severity

    def validate(self) -> None:
        """Compile what waits to be compiled. Raises `RuleError`."""
        for condition in (*self.needs, *self.unless, *self.ask, *self.withhold):
            condition.validate()
        for structure in self.structures:
            structure.validate()


def read_rule(file: Path, language: str, pack: Pack, read: Reader = read_items) -> CompiledRule:
    """One rule file. Raises `RuleError` with file and line for anything that is wrong in it."""
    item = read(file)
    keys = item.mapping(_RULE_KEYS)
    for key in _REQUIRED:
        if key not in keys:
            raise item.error(f"the key {key!r} is missing")
    name = keys["id"].text()
    if not _ID.fullmatch(name):
        raise keys["id"].error(
            f"id {name!r} may hold only small letters, digits and single hyphens, after a letter"
        )
    if name != file.stem:
        renamed = f"rename the file to {name}{file.suffix}"
        raise keys["id"].error(f"id {name!r} must equal the file's name, {file.stem!r}; {renamed}")
    match = keys["match"].mapping(_MATCH_KEYS) if "match" in keys else {}
    if not match and "match" in keys:
        raise keys["match"].error(f"needs one of {', '.join(_MATCH_KEYS)}")
    if not match and "structures" not in keys:
        raise item.error("needs 'match', or 'structures' for a narrative")
    structures = (
        read_structures(
            keys["structures"],
            keys["roles"].mapping() if "roles" in keys else {},
            pack,
            weighed="scorer" in keys,
        )
        if "structures" in keys
        else ()
    )
    patterns = tuple(
        pack.compile(word, _MATCH_KEYS[key], cased=key == "abbreviations")
        for key, words in match.items()
        for word in words.items()
    )
    needs, unless, ask, withhold = (
        tuple(_condition(entry, pack) for entry in keys[key].entries()) if key in keys else ()
        for key in ("needs", "unless", "ask", "withhold")
    )
    fix = keys["fix"].choice(tuple(_FIXES)) if "fix" in keys else "review"
    rule = Rule(
        id=name,
        category=keys["category"].text(),
        kind=keys["kind"].choice(KINDS) if "kind" in keys else "term",
        severity=Severity(keys["severity"].choice(list(Severity))),
        title=keys["title"].text(),
        why=" ".join(keys["why"].text().split()),
        sources=keys["sources"].texts(),
        language=language,
        enabled=keys["enabled"].flag() if "enabled" in keys else True,
        **{key: words.texts() for key, words in match.items()},
        needs=tuple(compiled.condition for compiled in needs),
        unless=tuple(compiled.condition for compiled in unless),
        ask=tuple(compiled.condition for compiled in ask),
        withhold=tuple(compiled.condition for compiled in withhold),
        rewrite=_rewrite(keys["rewrite"]) if "rewrite" in keys else {},
        safety=_FIXES[fix],
        advice=" ".join(keys["advice"].text().split()) if "advice" in keys else "",
        leave_out=keys["leave-out"].texts() if "leave-out" in keys else (),
        accepted_in=tuple(entry.choice(STYLES) for entry in keys["accepted-in"].entries())
        if "accepted-in" in keys
        else (),
        examples=tuple(_example(entry) for entry in keys["examples"].entries()),
        tags=keys["tags"].texts() if "tags" in keys else (),
        since=keys["since"].text() if "since" in keys else "",
        file=file,
    )
    if not rule.rewrite and not rule.advice:
        raise item.error("needs 'rewrite' or 'advice': a finding must say what to write instead")
    scorer = file.with_name(keys["scorer"].text()) if "scorer" in keys else None
    if scorer is not None and not scorer.is_file():
        raise keys["scorer"].error(f"there is no file {scorer.name} beside the rule")
    return CompiledRule(rule, patterns, needs, unless, ask, withhold, structures, scorer)


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


def _rewrite(item: Item) -> dict[str, tuple[Alternative, ...]]:
    return {style: _alternatives(value) for style, value in item.mapping(STYLES).items()}


def _alternatives(item: Item) -> tuple[Alternative, ...]:
    """A text, a map of forms, or a list of those."""
    if isinstance(item.value, list):
        return tuple(found for entry in item.value for found in _alternatives(entry))
    if isinstance(item.value, dict):
        forms = {form: text.text() for form, text in item.mapping(FORMS).items()}
        if not forms:
            raise item.error(f"needs one of {', '.join(FORMS)}")
        return (Alternative(forms),)
    return (Alternative({"text": item.text()}),)


def _example(item: Item) -> Example:
    keys = item.mapping(_EXAMPLE_KEYS)
    if ("flag" in keys) == ("pass" in keys):
        raise item.error("an example is either 'flag' or 'pass'")
    if "pass" in keys:
        if "fix" in keys:
            raise item.error("a 'pass' example has no 'fix'")
        because = keys["because"].text() if "because" in keys else ""
        return Example(keys["pass"].text(), (), because, {}, item.line)
    if "because" in keys:
        raise item.error("a 'flag' example has no 'because': it names what mutes a 'pass'")
    text, spans = unmark(keys["flag"])
    fixes: dict[str, str] = {}
    if "fix" in keys:
        fix = keys["fix"]
        if isinstance(fix.value, dict):
            fixes = {style: value.text() for style, value in fix.mapping(STYLES).items()}
        else:
            fixes = {STYLES[0]: fix.text()}
    return Example(text, spans, "", fixes, item.line)


def unmark(item: Item) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without its [ ] and the spans they marked. Raises `RuleError` where none is."""
    text = ""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for character in item.text():
        if character == "[" and start is None:
            start = len(text)
        elif character == "]" and start is not None:
            spans.append((start, len(text)))
            start = None
        else:
            text += character
    if not spans or start is not None:
        raise item.error("a 'flag' example marks the words it must find with [ ]")
    return text, tuple(spans)
