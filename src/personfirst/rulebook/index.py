"""The index of the built-in rules, so that a run reads only the rules whose words a text holds.

Reading every rule takes far longer than checking a page. `index.json` beside the rules says which
rule each trigger wakes; it also says of which rule files it speaks, and is not believed of others.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from personfirst.model.finding import Severity
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.ruleset import (
    Candidate,
    RuleSet,
    Story,
    builtin_folder,
    check_names,
    is_active,
    is_awake,
    once,
    override,
)
from personfirst.rulebook.schema import CompiledRule, read_rule

FILE = "index.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of a rule; `file` is relative to the language's folder.

    `wakes` holds for each structure the triggers of its roles, one of each of which must be found.
    """

    category: str
    enabled: bool
    file: str
    triggers: tuple[str, ...]
    wakes: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True)
class IndexedRules:
    """The active built-in rules of a run, each read when one of its triggers is found."""

    folder: Path
    entries: Mapping[str, Entry]
    severities: Mapping[str, Severity]
    opinion: tuple[str, str] = ("", "")

    @cached_property
    def pack(self) -> Pack:
        return load_pack(self.folder)

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            for trigger in entry.triggers:
                names.setdefault(trigger, []).append(name)
        return {trigger: tuple(found) for trigger, found in names.items()}

    @cached_property
    def _read(self) -> dict[str, CompiledRule]:
        return {}

    @cached_property
    def _asleep(self) -> dict[tuple[str, int], tuple[frozenset[str], ...]]:
        """The structures that no text has woken yet, with what would wake them."""
        return {
            (name, number): wakes
            for name, entry in self.entries.items()
            for number, wakes in enumerate(entry.wakes)
        }

    @cached_property
    def _woken(self) -> list[Story]:
        return []

    @property
    def scorer(self) -> Path | None:
        """The weights of the active rule that weighs words, if there is one."""
        name, file = self.opinion
        return self.folder / file if name in self.entries else None

    @property
    def triggers(self) -> Collection[str]:
        """Every word or row of words that a run must look out for."""
        words = set(self._names)
        for entry in self.entries.values():
            words.update(*(wake for wakes in entry.wakes for wake in wakes))
        return words

    def candidates(self, triggers: Collection[str]) -> Iterator[Candidate]:
        """The patterns that can match where these triggers were found, each once."""
        found = frozenset(triggers)
        return once(
            (compiled, pattern)
            for trigger in sorted(found)
            for name in self._names.get(trigger, ())
            for compiled in (self._rule(name),)
            for pattern in compiled.patterns
            if not found.isdisjoint(pattern.triggers)
        )

    def stories(self, triggers: Collection[str]) -> Sequence[Story]:
        """The structures that can be filled where these triggers were found, and those that could
        elsewhere. Others are never compiled.
        """
        found = frozenset(triggers)
        for name, number in [at for at, wakes in self._asleep.items() if is_awake(wakes, found)]:
            del self._asleep[name, number]
            compiled = self._rule(name)
            self._woken.append((compiled, compiled.structures[number]))
        return self._woken

    def _rule(self, name: str) -> CompiledRule:
        if name not in self._read:
            file = self.folder / self.entries[name].file
            compiled = read_rule(file, self.folder.name, self.pack)
            self._read[name] = override(compiled, self.severities)
        return self._read[name]


def indexed_rules(
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    language: str = "en",
) -> IndexedRules | None:
    """The built-in rules by their index; None where there is none or a rule file has changed since.

    Takes the same choices as `load_ruleset` and raises `ConfigError` likewise.
    """
    folder = builtin_folder() / language
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if stored["fingerprint"] != fingerprint(folder):
            return None
        roles = [frozenset(triggers) for triggers in stored["roles"]]
        entries = {
            name: Entry(
                category, enabled, file, tuple(triggers),
                tuple(tuple(roles[number] for number in wakes) for wakes in structures),
            )
            for name, (category, enabled, file, triggers, structures) in stored["rules"].items()
        }  # fmt: skip
        opinion = tuple(stored["opinion"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    check_names(
        [*select, *ignore, *(severities or {})],
        {*entries, *(entry.category for entry in entries.values())},
    )
    active = {
        name: entry
        for name, entry in entries.items()
        if is_active(name, entry.category, entry.enabled, select, ignore)
    }
    return IndexedRules(folder, active, severities or {}, (opinion[0], opinion[1]))


def index_text(ruleset: RuleSet, language: str = "en") -> str:
    """The text of the index file; the rule set must hold every built-in rule, active."""
    folder = builtin_folder() / language
    roles: dict[frozenset[str], int] = {}
    rules = {
        compiled.rule.id: [
            compiled.rule.category,
            compiled.rule.enabled,
            compiled.rule.file.relative_to(folder).as_posix(),
            sorted({trigger for pattern in compiled.patterns for trigger in pattern.triggers}),
            [
                [roles.setdefault(wake, len(roles)) for wake in structure.wakes]
                for structure in compiled.structures
            ],
        ]
        for compiled in sorted(ruleset.compiled, key=lambda compiled: compiled.rule.id)
    }
    lines = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}"
        for name, entry in rules.items()
    )
    shared = ",\n".join(json.dumps(sorted(wake), ensure_ascii=False) for wake in roles)
    weighs = next((one for one in ruleset.compiled if one.scorer), None)
    opinion = (
        [weighs.rule.id, weighs.scorer.relative_to(folder).as_posix()]
        if weighs and weighs.scorer
        else ["", ""]
    )
    return (
        f'{{"fingerprint": "{fingerprint(folder)}", "opinion": {json.dumps(opinion)}, '
        f'"roles": [\n{shared}\n], '
        f'"rules": {{\n{lines}\n}}}}\n'
    )


def fingerprint(folder: Path) -> str:
    """A digest of every YAML file below a folder, by name and content; line ends do not count."""
    digest = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*.yaml")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
