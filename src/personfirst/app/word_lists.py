"""The lists of words that rules share, by name, with all that they take over from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from personfirst.app.config import Settings
from personfirst.model.errors import ConfigError, did_you_mean
from personfirst.rulebook.lexicon import Pack, load_pack
from personfirst.rulebook.narrative import read_role
from personfirst.rulebook.nodes import Item
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.ruleset import check_folders

_NOTHING: MappingProxyType[str, str] = MappingProxyType({})


class WordGroup(NamedTuple):
    """Words of which a list says the same, such as the `name` of a drug."""

    words: tuple[str, ...]
    attributes: MappingProxyType[str, str] = _NOTHING


@dataclass(frozen=True)
class WordList:
    """A lexicon (`kind` is "list"), which rules name in { }, or a shared role of narratives."""

    name: str
    kind: str
    item: Item
    pack: Pack

    @property
    def about(self) -> str:
        value = self.item.value
        about = value.get("about") if isinstance(value, dict) else None
        return " ".join(about.text().split()) if about else ""

    @cached_property
    def groups(self) -> tuple[WordGroup, ...]:
        """All of its words: as they are found in a text, or the expressions of a role."""
        if self.kind == "role":
            role = read_role(self.name, self.item, self.pack, ())
            return tuple(WordGroup((word.text(),)) for word in role.words)
        choices = self.pack.lexicon(self.name).choices
        return tuple(
            WordGroup(
                tuple(dict.fromkeys(" ".join(one.words) for one in some)),
                MappingProxyType(dict(attributes)),
            )
            for attributes, some in groupby(choices, lambda one: tuple((one.entry or {}).items()))
        )


def word_lists(settings: Settings, language: str = "en") -> tuple[WordList, ...]:
    """The lists that come with the tool and those of the configured folders, by name.

    Raises `RuleError` and `ConfigError` where they cannot be used.
    """
    check_folders(settings.rule_folders)
    pack = load_pack(builtin_folder() / language, settings.rule_folders)
    lists = (WordList(name, "list", item, pack) for name, item in pack.items.items())
    roles = (WordList(name, "role", item, pack) for name, item in pack.roles.items.items())
    return tuple(sorted((*lists, *roles), key=lambda one: (one.name, one.kind)))


def find_lists(lists: Sequence[WordList], name: str) -> tuple[WordList, ...]:
    """The list of a name, and the role. Raises `ConfigError` where there is neither."""
    wanted = name.strip("{}?")
    found = tuple(one for one in lists if one.name == wanted)
    if not found:
        hint = did_you_mean(wanted, [one.name for one in lists])
        raise ConfigError(
            f"there is no list or role {wanted!r}{hint or '; personfirst rules words lists them'}"
        )
    return found
