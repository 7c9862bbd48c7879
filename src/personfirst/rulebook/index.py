"""The index of the built-in rules, so that a run reads only the rules whose words a text holds.

Reading every rule takes far longer than checking a page. `index.json` beside the rules says what
must stand in a text before a rule can find anything; it also says of which rule files it speaks,
and is not believed of others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from personfirst.model.choices import Severity
from personfirst.rulebook.gates import Gates, from_data, gates_of, joined
from personfirst.rulebook.places import are_installed, builtin_folder
from personfirst.rulebook.selection import Selection, check_names

if TYPE_CHECKING:
    from personfirst.rulebook.lexicon import Pack
    from personfirst.rulebook.ruleset import Candidate, RuleSet, Story
    from personfirst.rulebook.schema import CompiledRule
    from personfirst.rulebook.stored import Stored

FILE = "index.json"
_LISTS = ("lexicon", "roles", "names", "cues", "forms.yaml")
"""What a local folder may hold that changes what built-in rules mean."""


class Entry(NamedTuple):
    """What the index knows of a rule; `file` is relative to the language's folder."""

    category: str
    enabled: bool
    file: str


@dataclass(frozen=True)
class IndexedRules:
    """The active built-in rules of a run, each read when the gates leave it open.

    `every` holds those too that do not run.
    """

    folder: Path
    entries: Mapping[str, Entry]
    severities: Mapping[str, Severity]
    gates: Gates
    fingerprint: str
    opinion: tuple[str, str] = ("", "")
    every: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def pack(self) -> Pack:
        from personfirst.rulebook.lexicon import load_pack

        return load_pack(self.folder, read=self._stored.read)

    @cached_property
    def _stored(self) -> Stored:
        from personfirst.rulebook.stored import Stored

        return Stored(self.folder, self.fingerprint)

    @cached_property
    def _read(self) -> dict[str, CompiledRule]:
        return {}

    @property
    def scorer(self) -> tuple[str, Path] | None:
        """The active rule that weighs words, if there is one, and the file of its weights."""
        name, file = self.opinion
        return (name, self.folder / file) if name in self.entries else None

    @property
    def active(self) -> Mapping[str, str]:
        """The category of each rule that runs, by its id."""
        return {name: entry.category for name, entry in self.entries.items()}

    @property
    def known(self) -> Mapping[str, str]:
        """The category of each rule that there is, by its id."""
        return {name: entry.category for name, entry in self.every.items()}

    @property
    def opt_in(self) -> frozenset[str]:
        """The rules that run only where they are selected."""
        return frozenset(name for name, entry in self.every.items() if not entry.enabled)

    def accepts(self, name: str, style: str) -> bool:
        """Whether a house style accepts the words of a rule that runs."""
        return style in self._rule(name).rule.accepted_in

    @property
    def listing(self) -> Iterator[tuple[str, str, bool]]:
        """Id and category of each active rule, and whether it runs unasked."""
        return ((name, one.category, one.enabled) for name, one in self.entries.items())

    def term(self, rule: str, number: int) -> Candidate:
        """A pattern by its rule and number."""
        compiled = self._rule(rule)
        return compiled, compiled.patterns[number]

    def story(self, rule: str, number: int) -> Story:
        """A structure by its rule and number."""
        compiled = self._rule(rule)
        return compiled, compiled.structures[number]

    def take(self, pack: Pack, local: Mapping[str, CompiledRule]) -> None:
        """Take rules that were read already, and the pack that they were compiled with."""
        from personfirst.rulebook.ruleset import override

        self.__dict__["pack"] = pack
        self._read.update((name, override(one, self.severities)) for name, one in local.items())

    def _rule(self, name: str) -> CompiledRule:
        if name not in self._read:
            from personfirst.rulebook.ruleset import override
            from personfirst.rulebook.schema import read_rule

            file = self.folder / self.entries[name].file
            compiled = read_rule(file, self.folder.name, self.pack, self._stored.read)
            self._read[name] = override(compiled, self.severities)
        return self._read[name]


def indexed_rules(
    folders: Sequence[Path] = (),
    *,
    select: Collection[str] = (),
    extend_select: Collection[str] = (),
    ignore: Collection[str] = (),
    also: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    language: str = "en",
) -> IndexedRules | None:
    """The built-in rules by their index, and the rules of local folders; None where there is no
    index, a rule file has changed since, or a local folder has lists that built-in rules may use.

    Takes the same choices as `load_ruleset` and raises `RuleError` and `ConfigError` likewise.
    """
    folder = builtin_folder() / language
    try:
        stored = json.loads((folder / FILE).read_bytes())
        if not _speaks_of(folder, stored):
            return None
        entries = {
            name: Entry(category, enabled, file)
            for name, (category, enabled, file) in stored["rules"].items()
        }
        opinion = tuple(stored["opinion"])
        gates = stored["gates"]
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    if any((one / kind).exists() for one in folders for kind in _LISTS):
        return None
    pack, local = _local_rules(folder, folders, stored["fingerprint"], entries)
    if any(one.scorer for one in local.values()):
        return None
    for name, one in local.items():
        entries[name] = Entry(one.rule.category, one.rule.enabled, str(one.rule.file))
    selection = Selection(tuple(select), tuple(extend_select), tuple(ignore))
    named = [*selection.names, *also, *(severities or {})]
    if named:
        from personfirst.rulebook.housekeeping import housekeeping_names

        categories = (entry.category for entry in entries.values())
        check_names(named, {*entries, *categories, *housekeeping_names()})
    active = {
        name: entry
        for name, entry in entries.items()
        if selection.runs(name, entry.category, entry.enabled)
        or not {name, entry.category}.isdisjoint(also)
    }
    of_all = from_data(gates, active)
    if pack is not None:
        of_local = gates_of((one for name, one in local.items() if name in active), pack)
        of_all = joined(of_all, of_local) if of_local.patterns else of_all
    rules = IndexedRules(
        folder, active, severities or {}, of_all, stored["fingerprint"], opinion, entries
    )
    if pack is not None:
        rules.take(pack, local)
    return rules


def _speaks_of(folder: Path, stored: Mapping[str, str]) -> bool:
    """Whether an index is about the rule files that are there. Rules that are installed are told by
    the sizes of their files: to read all of them takes longer than to check a page.
    """
    installed = are_installed() and stored["sizes"] == sizes(folder)
    return installed or stored["fingerprint"] == fingerprint(folder)


def _local_rules(
    folder: Path, folders: Sequence[Path], fingerprint: str, entries: Mapping[str, Entry]
) -> tuple[Pack | None, Mapping[str, CompiledRule]]:
    """The rules of local folders, with the pack that they were compiled with; None without any."""
    if not folders:
        return None, {}
    from personfirst.rulebook.lexicon import load_pack
    from personfirst.rulebook.ruleset import check_folders, local_rules
    from personfirst.rulebook.stored import Stored

    check_folders(folders)
    pack = load_pack(folder, read=Stored(folder, fingerprint).read)
    taken = {name: folder / entry.file for name, entry in entries.items()}
    return pack, local_rules(folders, pack, folder.name, taken)


def index_text(ruleset: RuleSet, language: str = "en") -> str:
    """The text of the index file; the rule set must hold every built-in rule, active."""
    folder = builtin_folder() / language
    rules = {
        compiled.rule.id: [
            compiled.rule.category,
            compiled.rule.enabled,
            compiled.rule.file.relative_to(folder).as_posix(),
        ]
        for compiled in sorted(ruleset.compiled, key=lambda compiled: compiled.rule.id)
    }
    lines = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}"
        for name, entry in rules.items()
    )
    gates = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False, separators=(',', ':'))}"
        for key, part in ruleset.gates.data().items()
    )
    weighs = next((one for one in ruleset.compiled if one.scorer), None)
    opinion = (
        [weighs.rule.id, weighs.scorer.relative_to(folder).as_posix()]
        if weighs and weighs.scorer
        else ["", ""]
    )
    return (
        f'{{"fingerprint": "{fingerprint(folder)}", "sizes": "{sizes(folder)}", '
        f'"opinion": {json.dumps(opinion)}, "gates": {{\n{gates}\n}}, '
        f'"rules": {{\n{lines}\n}}}}\n'
    )


def fingerprint(folder: Path) -> str:
    """A digest of every YAML file below a folder, by name and content; line ends do not count, and
    hidden files, which may be links that lead nowhere.
    """
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    files = (
        os.path.join(place, name)  # noqa: PTH118  (hundreds of files: plain names are read faster)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith((".yaml", ".yml")) and not name.startswith(".")
    )
    start = len(str(folder)) + 1
    for name, path in sorted((path[start:].replace(os.sep, "/"), path) for path in files):
        digest.update(name.encode() + b"\0")
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            digest.update(file.read().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def sizes(folder: Path) -> str:
    """A checksum of names and sizes of the files below a folder that rules are made of: YAML and
    weights.
    """
    found: list[str] = []
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as scanned:
            for one in scanned:
                if one.name.endswith((".yaml", ".json")) and one.name != FILE:
                    found.append(f"{one.path}\t{one.stat().st_size}")
                elif one.is_dir():
                    pending.append(one.path)
    start = len(str(folder)) + 1
    lines = sorted(one[start:].replace(os.sep, "/") for one in found)
    return f"{crc32(chr(10).join(lines).encode()):08x}"
