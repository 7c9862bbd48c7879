"""All rules of a run: found, read, checked against each other, and chosen from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, RuleError, RuleErrors, did_you_mean, one_error
from personfirst.model.rule import Rule
from personfirst.rulebook.gates import Gates, gates_of
from personfirst.rulebook.housekeeping import housekeeping, housekeeping_names
from personfirst.rulebook.lexicon import FORMS, Pack, check_pack, load_pack
from personfirst.rulebook.narrative import Structure
from personfirst.rulebook.nodes import read_items
from personfirst.rulebook.pattern import Pattern
from personfirst.rulebook.places import builtin_folder, is_built_in, is_inside, yaml_files
from personfirst.rulebook.schema import CompiledRule, read_rule
from personfirst.rulebook.selection import Selection, check_names

LISTS = ("lexicon", "roles", "names")
"""The folders of what rules share that a local folder may have, too."""
SHARED = frozenset({*LISTS, "cues", "principles"})
"""The folders that hold no rules."""
SOURCES = "sources.yaml"
_SOURCE_KEYS = ("publisher", "title", "year", "url", "read")


class Source(NamedTuple):
    """A guide or study that rules rest on. `read` says how much of it was read."""

    id: str
    publisher: str
    title: str
    year: str
    url: str
    read: str


@dataclass(frozen=True, repr=False)
class RuleSet:
    """The rules of a run. `compiled` holds the active ones; `all` also those that are opt-in."""

    compiled: tuple[CompiledRule, ...]
    all: tuple[Rule, ...]
    sources: Mapping[str, Source]
    pack: Pack

    @property
    def scorer(self) -> tuple[str, Path] | None:
        """The active rule that weighs words, if there is one, and the file of its weights."""
        found = ((one.rule.id, one.scorer) for one in self.compiled if one.scorer)
        return next(found, None)

    @property
    def listing(self) -> Iterator[tuple[str, str, bool]]:
        """Id and category of each active rule, and whether it runs unasked."""
        return ((one.id, one.category, one.enabled) for one in self.rules)

    @cached_property
    def gates(self) -> Gates:
        """What must stand in a text before a structure can be filled there."""
        return gates_of(self.compiled, self.pack)

    @cached_property
    def _by_name(self) -> Mapping[str, CompiledRule]:
        return {compiled.rule.id: compiled for compiled in self.compiled}

    def term(self, rule: str, number: int) -> Candidate:
        """A pattern by its rule and number."""
        compiled = self._by_name[rule]
        return compiled, compiled.patterns[number]

    def story(self, rule: str, number: int) -> Story:
        """A structure by its rule and number."""
        compiled = self._by_name[rule]
        return compiled, compiled.structures[number]

    @property
    def active(self) -> Mapping[str, str]:
        """The category of each rule that runs, by its id."""
        return {compiled.rule.id: compiled.rule.category for compiled in self.compiled}

    @property
    def known(self) -> Mapping[str, str]:
        """The category of each rule that there is, by its id."""
        return {rule.id: rule.category for rule in self.all}

    @property
    def opt_in(self) -> frozenset[str]:
        """The rules that run only where they are selected."""
        return frozenset(rule.id for rule in self.all if not rule.enabled)

    def accepts(self, name: str, style: str) -> bool:
        """Whether a house style accepts the words of a rule."""
        return style in self.rule(name).accepted_in

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(compiled.rule for compiled in self.compiled)

    def rule(self, name: str) -> Rule:
        """A rule by id, active or not, also one about comments. Raises `KeyError`."""
        for rule in (*self.all, *housekeeping()):
            if rule.id == name:
                return rule
        raise KeyError(name)


Candidate = tuple[CompiledRule, Pattern]
"""A rule and one of its patterns."""
Story = tuple[CompiledRule, Structure]
"""A rule and one of its structures."""


def load_ruleset(
    folders: Sequence[Path] = (),
    *,
    select: Collection[str] = (),
    extend_select: Collection[str] = (),
    ignore: Collection[str] = (),
    also: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    language: str = "en",
    builtin: bool = True,
    within: Path | None = None,
) -> RuleSet:
    """The built-in rules and those of local folders.

    `select`, `extend_select` and `ignore` say which are active, as in `Selection`; those in `also`
    are too, whatever these say. `severities` overrides by rule id or category. Of local rules only
    those `within` a file or folder are read, where it is given. Raises `RuleError` for a rule file
    that cannot be used and `ConfigError` for a name that does not exist.
    """
    selection = Selection(tuple(select), tuple(extend_select), tuple(ignore))
    root = builtin_folder()
    check_folders(folders)
    pack = load_pack(root / language, folders)
    check_pack(pack)
    every = ([root / language] if builtin else []) + list(folders)
    sources = _all_sources(folders)
    read = _rules_in(every, pack, language, {}, sources, within)
    overridden = [override(compiled, severities or {}) for compiled in read.values()]
    check_names(
        [*selection.names, *also, *(severities or {})],
        {*read, *(one.rule.category for one in read.values()), *housekeeping_names()},
    )
    return RuleSet(
        tuple(
            compiled
            for compiled in overridden
            for rule in (compiled.rule,)
            if selection.runs(rule.id, rule.category, rule.enabled)
            or not {rule.id, rule.category}.isdisjoint(also)
        ),
        tuple(compiled.rule for compiled in overridden),
        sources,
        pack,
    )


def local_rules(
    folders: Sequence[Path], pack: Pack, language: str, taken: Mapping[str, Path]
) -> Mapping[str, CompiledRule]:
    """The rules of local folders by id, beside built-in ones that are not read. `taken` are the ids
    of those, with their files. Raises as `load_ruleset`.
    """
    return _rules_in(folders, pack, language, taken, _all_sources(folders))


def check_folders(folders: Iterable[Path]) -> None:
    """Raise `ConfigError` for a folder of rules that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"{folder}: no such folder of rules")


def _rules_in(
    folders: Iterable[Path],
    pack: Pack,
    language: str,
    taken: Mapping[str, Path],
    sources: Mapping[str, Source],
    within: Path | None = None,
) -> Mapping[str, CompiledRule]:
    """The rules of some folders by id, none of which may be `taken`; of local ones those `within` a
    file or folder, where it is given. Raises a `RuleError` that names every file that cannot be
    used.
    """
    read: dict[str, CompiledRule] = {}
    taken = dict(taken)
    errors: list[RuleError] = []
    for root, file in ((one, file) for one in folders for file in _rule_files(one)):
        if within is not None and not (is_built_in(file) or is_inside(file, within)):
            continue
        try:
            if file.name in (SOURCES, FORMS):
                raise RuleError(f"is read right in {root} alone; move it there", file)
            compiled = read_rule(file, language, pack)
            compiled.validate()
            _check_name(compiled.rule, taken)
            _check_sources(compiled, sources, root)
        except RuleError as error:
            errors.append(error)
        else:
            read[compiled.rule.id] = compiled
            taken[compiled.rule.id] = file
    if errors:
        raise _all_wrong(errors)
    return read


def _all_wrong(errors: Sequence[RuleError]) -> RuleError:
    """The errors of rule files, at least one, each of which may stand for several of its file."""
    whole = one_error(errors)
    if len(whole.each) == 1:
        return whole
    files = f"{len(errors)} rule files" if len(errors) > 1 else "a rule file"
    more = f", for {len(whole.each)} reasons" if len(whole.each) > len(errors) else ""
    lines = "".join(f"\n  {one}" for one in whole.each)
    return RuleErrors(f"{files} cannot be used{more}:{lines}", whole.each)


def _check_name(rule: Rule, taken: Mapping[str, Path]) -> None:
    """Raise `RuleError` where a rule has the id of another, whose file is given by it."""
    if rule.id in housekeeping_names():
        raise RuleError(f"the id {rule.id!r} is personfirst's own; choose another", rule.file)
    if rule.id in taken:
        raise RuleError(
            f"there is a rule {rule.id!r} already, in {taken[rule.id]}; choose another "
            "id, or change that rule's severity in the configuration",
            rule.file,
        )


def _all_sources(folders: Iterable[Path]) -> dict[str, Source]:
    sources = _sources(builtin_folder() / SOURCES)
    for folder in folders:
        sources |= _sources(folder / SOURCES)
    return sources


def _check_sources(compiled: CompiledRule, sources: Mapping[str, Source], folder: Path) -> None:
    """Raise `RuleError` where a rule of a folder names a source that nothing is known of."""
    for cited in compiled.cited:
        name = cited.text()
        if name not in sources:
            hint = did_you_mean(name, sources)
            raise cited.error(f"unknown source {name!r}{hint}; add it to {folder / SOURCES}")


def _rule_files(folder: Path) -> Iterator[Path]:
    for file in yaml_files(folder, deep=True):
        inside = file.relative_to(folder).parts
        if inside[0] not in SHARED and inside not in ((FORMS,), (SOURCES,)):
            yield file


def _sources(file: Path) -> dict[str, Source]:
    if not file.is_file():
        return {}
    found: dict[str, Source] = {}
    for name, item in read_items(file).mapping().items():
        keys = {key: value.text() for key, value in item.mapping(_SOURCE_KEYS).items()}
        found[name] = Source(
            name, *(keys.get(key, "") for key in ("publisher", "title", "year", "url", "read"))
        )
    return found


def override(compiled: CompiledRule, severities: Mapping[str, Severity]) -> CompiledRule:
    """The rule with the severity that the configuration gives it, or its category, if it does."""
    severity = severities.get(compiled.rule.id, severities.get(compiled.rule.category))
    if severity is None:
        return compiled
    return replace(
        compiled,
        rule=compiled.rule._replace(severity=severity),
        graded=compiled.severity,
        structures=tuple(replace(one, severity=None) for one in compiled.structures),
    )
