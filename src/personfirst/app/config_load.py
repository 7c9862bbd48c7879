"""From configuration files to settings: a file, and those that it builds on.

A file that another one extends is read first; what the other sets takes its place, key by key, or
adds to it where `Key.adds` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from personfirst.app.config import Globs, Origin, Settings
from personfirst.app.config_file import read_file, refusal
from personfirst.app.config_schema import KEYS, OFF, PER_PATH, Found, read_settings
from personfirst.app.config_shapes import Way, dotted
from personfirst.app.patterns import Patterns, PerPath, absolute, can_name, patterns
from personfirst.model.choices import Severity
from personfirst.model.rule import AllowedPhrase
from personfirst.rulebook.nodes import Item

_ADDS = frozenset(key.name for key in (*KEYS, PER_PATH) if key.adds)
_AS_THEY_ARE = (
    "style", "select", "extend-select", "severity", "fail-on", "include", "force-exclude",
    "quotation", "names", "allow", "comments", "timeout", "baseline", "per-path",
)  # fmt: skip
_FIELDS = {"include": "includes"}
_PATTERNS = frozenset({"exclude", "extend-exclude", "include"})

_Values = dict[Way, Any]


def read_config(file: Path) -> Settings:
    """The settings in a file and in those that it extends. Raises `ConfigError`."""
    chain = _chain(file)
    root = file.resolve().parent
    values: _Values = {}
    origins: dict[Way, Origin] = {}
    for one, found in reversed(chain):
        folder = one.resolve().parent
        patterns_from = folder if root.is_relative_to(folder) else root
        for way, value, item in found:
            _put(values, way, _settled(way, value, item, folder, patterns_from))
            origins.update(_origins(way, value, item))
    return _settings(values, origins, file, tuple(one for one, _ in chain))


def _chain(file: Path) -> list[tuple[Path, tuple[Found, ...]]]:
    """A file and what it sets, then the file that it extends, and so on."""
    chain: list[tuple[Path, tuple[Found, ...]]] = []
    following: Path | None = file
    while following is not None:
        found = tuple(read_settings(read_file(following)))
        chain.append((following, found))
        following = _extended(following, found, [one for one, _ in chain])
    return chain


def _extended(file: Path, found: Sequence[Found], before: Sequence[Path]) -> Path | None:
    """The file that a file extends. Raises `ConfigError` where it is not there, or comes before."""
    for way, name, item in found:
        if way == ("extend",):
            other = absolute(file.parent / name)
            if not other.is_file():
                what = "is a folder; name the file in it" if other.is_dir() else "does not exist"
                raise refusal(item, f"'extend' names {name!r}, which {what}")
            if other.resolve() in [one.resolve() for one in before]:
                circle = " → ".join(one.name for one in (*before, other))
                raise refusal(item, f"'extend' goes round in a circle: {circle}")
            return other
    return None


def _put(values: _Values, way: Way, value: Any) -> None:
    """Set a value, or add it to what a file that is extended has set."""
    place = (PER_PATH.name,) if way[0] == PER_PATH.name else way
    adds = ".".join(place) in _ADDS
    values[place] = (*values.get(place, ()), *value) if adds else value


def _settled(way: Way, value: Any, item: Item, folder: Path, patterns_from: Path) -> Any:
    """A value with what it means in its file: its patterns and paths begin in a folder."""
    if way[0] in _PATTERNS:
        for pattern, entry in _zipped(value, item):
            _check_pattern(pattern, entry, way)
        return (Globs(patterns_from, value),) if value else ()
    if way == ("baseline",):
        return folder / value
    if way == ("rules", "folders"):
        return tuple(_folder(folder / name, entry) for name, entry in _zipped(value, item))
    if way[0] == PER_PATH.name:
        named = patterns(patterns_from, [way[1]])
        if not named.can_match:
            raise refusal(item, f"the pattern {way[1]!r} can name no file")
        return (_per_path(way[1], named, value),)
    return value


def _zipped(values: Sequence[str], item: Item) -> Iterator[tuple[str, Item]]:
    return zip(values, item.items(), strict=True)


def _check_pattern(pattern: str, item: Item, way: Way) -> None:
    if not can_name(pattern):
        raise refusal(item, f"{dotted(way)} has the pattern {pattern!r}, which can name no file")


def _folder(folder: Path, item: Item) -> Path:
    if not folder.is_dir():
        raise refusal(item, f"there is no folder of rules {folder}")
    return folder


def _per_path(pattern: str, named: Patterns, found: Sequence[Found]) -> PerPath:
    values = {way[2:]: value for way, value, _ in found}
    severities, disabled = _severities(values)
    return PerPath(
        pattern,
        named,
        style=values.get(("style",)),
        select=values.get(("select",), ()),
        extend_select=values.get(("extend-select",), ()),
        ignore=values.get(("ignore",), ()),
        severities=severities,
        disabled=disabled,
        quotation=values.get(("quotation",)),
        allow=values.get(("allow",), ()),
        prefer=_table(values, "prefer"),
    )


def _settings(
    values: _Values, origins: Mapping[Way, Origin], file: Path, files: tuple[Path, ...]
) -> Settings:
    given = {
        _FIELDS.get(name, name.replace("-", "_")): values[(name,)]
        for name in _AS_THEY_ARE
        if (name,) in values
    }
    severities, disabled = _severities(values)
    folders: tuple[Path, ...] = values.get(("rules", "folders"), ())
    return Settings(
        **given,
        ignore=(*values.get(("ignore",), ()), *values.get(("extend-ignore",), ())),
        excludes=(*values.get(("exclude",), ()), *values.get(("extend-exclude",), ())),
        rule_folders=tuple({one.resolve(): one for one in folders}.values()),
        severities=severities,
        disabled=disabled,
        prefer=_table(values, "prefer"),
        file=file,
        files=files,
        origins=origins,
    )


def _severities(values: Mapping[Way, Any]) -> tuple[dict[str, Severity], tuple[str, ...]]:
    """Severities by rule, and the rules that are off."""
    words = _table(values, "rules", "severity")
    severities = {name: Severity(word) for name, word in words.items() if word != OFF}
    return severities, tuple(name for name, word in words.items() if word == OFF)


def _table(values: Mapping[Way, Any], *keys: str) -> dict[str, Any]:
    """The entries of a table, whose last key is free."""
    length = len(keys)
    return {way[length]: value for way, value in values.items() if way[:length] == keys}


def _origins(way: Way, value: Any, item: Item) -> Iterator[tuple[Way, Origin]]:
    """Where a value was set; of a list also where each entry was, of a table each value."""
    yield way, Origin(item.file, item.line)
    if way[0] == PER_PATH.name and len(way) == 2:
        for inside, one, where in value:
            yield from _origins(inside, one, where)
    elif isinstance(value, tuple) and isinstance(item.value, list):
        for one, entry in zip(value, item.value, strict=True):
            name = one.text if isinstance(one, AllowedPhrase) else one
            yield (*way, name), Origin(entry.file, entry.line)
