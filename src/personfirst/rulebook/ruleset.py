"""All rules of a run: found, read, checked against each other, and chosen from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from personfirst.model.errors import ConfigError, RuleError
from personfirst.model.finding import Severity
from personfirst.model.rule import Rule
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.nodes import did_you_mean, read_items
from personfirst.rulebook.schema import CompiledRule, read_rule

_SHARED = frozenset({"lexicon", "cues", "names"})
_SOURCE_KEYS = ("publisher", "title", "year", "url", "read")


@dataclass(frozen=True, slots=True)
class Source:
    """A guide or study that rules rest on. `read` says how much of it was read."""

    id: str
    publisher: str
    title: str
    year: str
    url: str
    read: str


@dataclass(frozen=True)
class RuleSet:
    """The rules of a run. `compiled` holds the active ones; `all` also those that are opt-in."""

    compiled: tuple[CompiledRule, ...]
    all: tuple[Rule, ...]
    sources: Mapping[str, Source]
    pack: Pack

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(compiled.rule for compiled in self.compiled)

    def rule(self, name: str) -> Rule:
        """A rule by id, active or not. Raises `KeyError`."""
        for rule in self.all:
            if rule.id == name:
                return rule
        raise KeyError(name)


def builtin_folder() -> Path:
    """The folder of the rules that come with the package: inside it, or beside `src/`."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"


def load_ruleset(
    folders: Sequence[Path] = (),
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    language: str = "en",
    builtin: bool = True,
) -> RuleSet:
    """The built-in rules and those of local folders.

    `select` and `ignore` hold rule ids or categories; a rule that is opt-in runs only when its id
    is selected. `severities` overrides by rule id. Raises `RuleError` for a rule file that cannot
    be used and `ConfigError` for an id that does not exist.
    """
    root = builtin_folder()
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(f"{folder}: no such folder of rules")
    pack = load_pack(root / language, folders)
    read: dict[str, CompiledRule] = {}
    for folder in ([root / language] if builtin else []) + list(folders):
        for file in _rule_files(folder):
            compiled = read_rule(file, language, pack)
            name = compiled.rule.id
            if name in read:
                raise RuleError(
                    f"there is a rule {name!r} already, in {read[name].rule.file}; choose another "
                    "id, or change that rule's severity in the configuration",
                    file,
                )
            read[name] = compiled
    sources = _sources(root / "sources.yaml")
    for folder in folders:
        sources |= _sources(folder / "sources.yaml")
    for compiled in read.values():
        for source in compiled.rule.sources:
            if source not in sources:
                raise RuleError(
                    f"unknown source {source!r}{did_you_mean(source, sources)}; add it to "
                    "sources.yaml",
                    compiled.rule.file,
                )
    overridden = [_override(compiled, severities or {}) for compiled in read.values()]
    _check_names([*select, *ignore, *(severities or {})], read)
    return RuleSet(
        tuple(compiled for compiled in overridden if _active(compiled.rule, select, ignore)),
        tuple(compiled.rule for compiled in overridden),
        sources,
        pack,
    )


def _rule_files(folder: Path) -> Iterator[Path]:
    for file in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        inside = file.relative_to(folder).parts
        if inside[0] not in _SHARED and inside not in (("forms.yaml",), ("sources.yaml",)):
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


def _override(compiled: CompiledRule, severities: Mapping[str, Severity]) -> CompiledRule:
    severity = severities.get(compiled.rule.id)
    return (
        compiled
        if severity is None
        else replace(compiled, rule=replace(compiled.rule, severity=severity))
    )


def _active(rule: Rule, select: Collection[str], ignore: Collection[str]) -> bool:
    if rule.id in ignore:
        return False
    if rule.id in select:
        return True
    if rule.category in ignore or not rule.enabled:
        return False
    return not select or rule.category in select


def _check_names(names: Sequence[str], read: Mapping[str, CompiledRule]) -> None:
    known = {*read, *(compiled.rule.category for compiled in read.values())}
    for name in names:
        if name not in known:
            raise ConfigError(f"unknown rule or category {name!r}{did_you_mean(name, known)}")
