"""Configuration files: what they hold, as values that know their line.

TOML and YAML become the same `Item`s, so that nothing after this asks which of them it was. Both
are read as data only, with bounds on their size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from personfirst.app.config_find import SHARED_NAME
from personfirst.model.errors import ConfigError, RuleError
from personfirst.rulebook.nodes import MOST_BYTES, Item, Kind, read_items

if TYPE_CHECKING:
    from personfirst.app.toml_lines import Way

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_UNQUOTED = re.compile(r"=\s*\[?\s*(?:[“”„‘’«]|(?!true|false)[A-Za-z])")
"""Where a text has no quotes, or those of a word processor."""


def read_file(file: Path) -> Item:
    """What a configuration file sets: an item that holds a mapping.

    Raises `ConfigError` with the file, and the line where it is known.
    """
    if file.name == SHARED_NAME:
        item = shared_item(file)
        if item is None:
            raise ConfigError(f"{file}: has no table [tool.personfirst]")
    elif file.suffix.lower() in {".yaml", ".yml"}:
        item = _yaml_item(file)
    else:
        item = _toml_item(file, _text(file))
    if not isinstance(item.value, dict):
        raise refusal(item, "must hold keys and values")
    return item


def refusal(item: Item, message: str) -> ConfigError:
    """An error about a value, with its file and line."""
    place = f"{item.file}:{item.line}" if item.line else f"{item.file}"
    return ConfigError(f"{place}: {message}")


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise ConfigError(f"{file}: is larger than {MOST_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: is not UTF-8 text; save it as UTF-8") from error


def _yaml_item(file: Path) -> Item:
    if all(map(_says_nothing, _text(file).splitlines())):
        return Item({}, 1, file)
    try:
        return read_items(file)
    except RuleError as error:
        raise ConfigError(str(error)) from error


def _says_nothing(line: str) -> bool:
    return line.strip() in {"", "---"} or line.lstrip().startswith("#")


def shared_item(file: Path) -> Item | None:
    """Our table in a file that is shared; None where it has none."""
    text = _text(file)
    if "personfirst" not in text:
        return None
    tools = _toml_item(file, text).mapping().get("tool")
    own = tools.value.get("personfirst") if tools and isinstance(tools.value, dict) else None
    if own is not None and not isinstance(own.value, dict):
        raise refusal(own, "tool.personfirst must be a table")
    return own


def _toml_item(file: Path, text: str) -> Item:
    import tomllib  # only where there is a file: it takes part in every start

    from personfirst.app.toml_lines import toml_lines, too_deep

    deep = too_deep(text)
    if deep:
        raise ConfigError(f"{file}:{deep}: is nested too deep")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _invalid(file, text, str(error)) from error
    return _item(values, (), 1, toml_lines(text), file)


def _invalid(file: Path, text: str, said: str) -> ConfigError:
    """The standard library's error, with the line where ours have it."""
    place = _PLACE.search(said)
    if place is None:
        return ConfigError(f"{file}: is not valid TOML: {said}")
    line = place["line"] or text.rstrip().count("\n") + 1
    column = f" (column {place['column']})" if place["column"] else ""
    hint = _hint(said, text.splitlines()[int(line) - 1]) if text else ""
    return ConfigError(f"{file}:{line}: is not valid TOML: {said[: place.start()]}{column}{hint}")


def _hint(said: str, line: str) -> str:
    """What to do about a line that is no TOML, as people write it."""
    if said.startswith("Cannot mutate immutable"):
        return "; it is given above already: write one list, or tables in [[ ]] alone"
    if _UNQUOTED.search(line):
        return '; put texts in straight quotes, as in style = "news"'
    return ""


def _item(value: Any, way: Way, line: int, lines: Mapping[Way, int], file: Path) -> Item:
    line = lines.get(way, line)
    if isinstance(value, dict):
        inside = {key: _item(one, (*way, key), line, lines, file) for key, one in value.items()}
        return Item(inside, line, file)
    if isinstance(value, list):
        entries = [_item(one, (*way, at), line, lines, file) for at, one in enumerate(value)]
        return Item(entries, line, file)
    if isinstance(value, bool):
        return Item(str(value).lower(), line, file, Kind.TRUTH)
    return Item(str(value), line, file, Kind.TEXT if isinstance(value, str) else Kind.NUMBER)
