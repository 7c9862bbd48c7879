"""The keys of a configuration file, in the one place where they are named.

Files are read by this table, editors by the JSON Schema that is made of it, and
`docs/configuration.md` has a section for each key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from personfirst.app.config_shapes import (
    Shape,
    Way,
    choice,
    flag,
    forms,
    phrases,
    refuse_unknown,
    seconds,
    table_of,
    text,
    texts,
)
from personfirst.model.finding import Severity
from personfirst.model.rule import STYLES
from personfirst.rulebook.nodes import Item

Quotation = Literal["as-is", "lower", "mute"]
QUOTATIONS: tuple[Quotation, ...] = ("as-is", "lower", "mute")
"""What a quotation does to a finding: nothing, a suggestion at most, not counted."""
OFF = "off"
"""Stands in the place of a severity for a rule that does not run."""

_NAME = {"$ref": "#/definitions/name"}
_SEVERITIES = tuple(Severity)
_OF_A_RULE = "; a rule's own severity is set under rules.severity"


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `about` is for editors. `table` says that the shape is that of each entry of a table,
    whose keys are rules or patterns; `adds` that a list adds to that of an extended file, which it
    otherwise takes the place of; `per_path` that it may be set for some files only.
    """

    name: str
    shape: Shape
    about: str
    table: bool = False
    adds: bool = False
    per_path: bool = False


KEYS = (
    Key("extend", text(), "Another configuration file that this one builds on."),
    Key("style", choice(STYLES), "House style of the suggestions.", per_path=True),
    Key("select", texts(_NAME), "Only these rules or categories run.", per_path=True),
    Key(
        "extend-select", texts(_NAME), "Rules or categories that run besides, opt-in ones too.",
        adds=True, per_path=True,
    ),
    Key("ignore", texts(_NAME), "Rules or categories that do not run.", per_path=True),
    Key("extend-ignore", texts(_NAME), "Rules or categories that do not run either.", adds=True),
    Key("severity", choice(_SEVERITIES, _OF_A_RULE), "Lowest severity that is reported."),
    Key("fail-on", choice(_SEVERITIES), "Lowest severity that gives exit status 1."),
    Key("exclude", texts(), "Files and folders to leave out, in the language of .gitignore."),
    Key("extend-exclude", texts(), "More files and folders to leave out.", adds=True),
    Key("include", texts(), "Files that are mostly data, such as *.json, to read nevertheless."),
    Key("force-exclude", flag(), "Leave out what exclude names even where a command names it."),
    Key("quotation", choice(QUOTATIONS), "What a quotation does to a finding.", per_path=True),
    Key("names", texts(), "Proper names of your own, written with capitals.", adds=True),
    Key("allow", phrases(_NAME), "Phrases in which words may stand.", adds=True, per_path=True),
    Key("comments", flag(), "Check the comments in Word files, slides and other documents too."),
    Key("timeout", seconds(), "Most seconds to read a file, and as many to check and change it."),
    Key("baseline", text(), "The file of findings that are known and do not count."),
    Key("rules.folders", texts(), "Folders of rules of your own.", adds=True),
    Key(
        "rules.severity", choice((*_SEVERITIES, OFF)), "A rule's or category's severity.",
        table=True, per_path=True,
    ),
    Key("prefer", forms(), "Your own words for a rule, before ours.", table=True, per_path=True),
)  # fmt: skip
_PATH_KEYS: tuple[Key, ...] = tuple(key for key in KEYS if key.per_path)
PER_PATH = Key(
    "per-path",
    Shape(lambda item, way: tuple(read_keys(item, _PATH_KEYS, way)), {}),
    "What holds for the files that a pattern names, in the language of .gitignore.",
    table=True,
    adds=True,
)
"""Its shape gives what `read_keys` does; its pattern is the key of its table."""

Found = tuple[Way, Any, Item]
"""The way to a value, the value, and the item that it was read from."""


def read_settings(item: Item) -> Iterator[Found]:
    """Every value that a configuration file sets. Raises `ConfigError` with file and line."""
    return read_keys(item, (*KEYS, PER_PATH))


def read_keys(item: Item, keys: Sequence[Key], way: Way = ()) -> Iterator[Found]:
    """Every value of a table that may have some keys, each by its way from `way` on."""
    table = table_of(item, way)
    refuse_unknown(table, tuple(dict.fromkeys(_first(key) for key in keys)), way)
    for word, value in table.items():
        inside = [key for key in keys if _first(key) == word]
        here, key = (*way, word), inside[0]
        if "." in key.name:
            yield from read_keys(value, [replace(one, name=_rest(one)) for one in inside], here)
        elif key.table:
            for name, entry in table_of(value, here).items():
                yield (*here, name), key.shape.read(entry, (*here, name)), entry
        else:
            yield here, key.shape.read(value, here), value


def json_schema(rules: Collection[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a configuration file. `rules` are names of rules and categories for an
    editor to offer; `defaults` are values by key.
    """
    properties = _properties(KEYS)
    for name, value in defaults.items():
        properties[name]["default"] = value
    properties[PER_PATH.name] = {
        "description": PER_PATH.about,
        "type": "object",
        "additionalProperties": _object(_PATH_KEYS),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Configuration of personfirst",
        "description": "personfirst.toml, .personfirst.yaml, tool.personfirst in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {
            "name": {"anyOf": [{"enum": sorted(rules)}, {"type": "string", "pattern": r"\S"}]}
        },
    }


def _object(keys: Sequence[Key]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": _properties(keys)}


def _properties(keys: Sequence[Key]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for key in keys:
        first = _first(key)
        if "." in key.name:
            inside = [replace(one, name=_rest(one)) for one in keys if _first(one) == first]
            properties[first] = _object(inside)
        elif key.table:
            properties[first] = {
                "description": key.about,
                "type": "object",
                "propertyNames": _NAME,
                "additionalProperties": key.shape.schema,
            }
        else:
            properties[first] = {"description": key.about, **key.shape.schema}
    return properties


def _first(key: Key) -> str:
    return key.name.partition(".")[0]


def _rest(key: Key) -> str:
    return key.name.partition(".")[2]
