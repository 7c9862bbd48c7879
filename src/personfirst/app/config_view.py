"""The settings of a run, or of one file, as rows for a person who asks where they come from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from personfirst.app.config import Globs, Settings
from personfirst.app.config_find import configs_in
from personfirst.app.config_schema import OFF, PER_PATH
from personfirst.app.config_shapes import Way
from personfirst.app.patterns import PerPath, settings_for
from personfirst.model.choices import Severity
from personfirst.model.rule import AllowedPhrase, Alternative

Row = tuple[Way, Any, str]
"""The keys that lead to a value; the value, as TOML may hold it; and where it was set."""

_DEFAULT = "default"


def settings_head(settings: Settings) -> Iterator[str]:
    """In words, which files the settings come from, and which lie beside and are not read."""
    if settings.file is None:
        yield "no configuration file"
        return
    first, *others = map(_shown, settings.files)
    yield f"from {first}" + "".join(f", which extends {one}" for one in others)
    folder = settings.file.resolve().parent
    beside = [file for file in configs_in(folder) if file.name != settings.file.name]
    if beside:
        yield f"not read, for it lies beside: {', '.join(map(_shown, beside))}"


def setting_rows(settings: Settings, path: str | Path | None = None) -> Iterator[Row]:
    """Every setting of a run; with a path those for that file, for which patterns have had their
    say.
    """
    here = settings if path is None else settings_for(settings, path)
    yield from _rows(here)
    for entry in settings.per_path if path is None else ():
        for way, value in _per_path(entry):
            whole = (PER_PATH.name, entry.pattern, *way)
            yield whole, value, _origin(settings, whole, value)


def _rows(settings: Settings) -> Iterator[Row]:
    scalars: dict[str, Any] = {
        "style": settings.style,
        "select": list(settings.select),
        "extend-select": list(settings.extend_select),
        "ignore": list(settings.ignore),
        "severity": str(settings.severity),
        "fail-on": str(settings.fail_on),
        "exclude": _patterns(settings.excludes),
        "include": _patterns(settings.includes),
        "force-exclude": settings.force_exclude,
        "quotation": settings.quotation,
        "names": list(settings.names),
        "allow": [_phrase(one) for one in settings.allow],
        "comments": settings.comments,
        "timeout": settings.timeout,
    }
    if settings.baseline is not None:
        scalars["baseline"] = _shown(settings.baseline)
    for name, value in scalars.items():
        yield (name,), value, _origin(settings, (name,), value)
    folders = [_shown(folder) for folder in settings.rule_folders]
    yield ("rules", "folders"), folders, _origin(settings, ("rules", "folders"), None)
    severities = _severities(settings.severities, settings.disabled)
    for way, value in (*severities, *_prefer(settings.prefer)):
        yield way, value, _origin(settings, way, value)


def _per_path(entry: PerPath) -> Iterator[tuple[Way, Any]]:
    """What an entry sets."""
    given: dict[str, Any] = {
        "style": entry.style,
        "select": list(entry.select),
        "extend-select": list(entry.extend_select),
        "ignore": list(entry.ignore),
        "quotation": entry.quotation,
        "allow": [_phrase(one) for one in entry.allow],
    }
    yield from (((name,), value) for name, value in given.items() if value)
    yield from _severities(entry.severities, entry.disabled)
    yield from _prefer(entry.prefer)


def _severities(
    severities: Mapping[str, Severity], disabled: Iterable[str]
) -> Iterator[tuple[Way, Any]]:
    words = {**severities, **dict.fromkeys(disabled, OFF)}
    yield from ((("rules", "severity", name), str(word)) for name, word in words.items())


def _prefer(prefer: Mapping[str, Alternative]) -> Iterator[tuple[Way, Any]]:
    for name, words in prefer.items():
        forms = dict(words.forms)
        yield ("prefer", name), forms["text"] if set(forms) == {"text"} else forms


def _phrase(phrase: AllowedPhrase) -> str | dict[str, Any]:
    """A phrase as a configuration file has it."""
    more: dict[str, Any] = {"rules": list(phrase.rules), "reason": phrase.reason}
    given = {key: value for key, value in more.items() if value}
    return {"text": phrase.text, **given} if given else phrase.text


def _patterns(given: Iterable[Globs]) -> list[str]:
    return [pattern for one in given for pattern in one.patterns]


def _origin(settings: Settings, way: Way, value: Any) -> str:
    """Where a value was set; of a list, where each of its entries was, one after the other."""
    key = way[-1]
    ways = (way, (*way[:-1], f"extend-{key}"))
    entries = value if isinstance(value, list) else []
    names = [one["text"] if isinstance(one, dict) else one for one in entries]
    places = [
        _place(settings, (*one, name))
        for name in names
        for one in ways
        if (*one, name) in settings.origins
    ]
    if not places:
        inside = (one for one in settings.origins if one[: len(way)] in ways)
        places = [_place(settings, one) for one in inside]
    return ", ".join(dict.fromkeys(places)) or _DEFAULT


def _place(settings: Settings, way: Way) -> str:
    origin = settings.origins[way]
    return origin.other if origin.file is None else f"{_shown(origin.file)}:{origin.line}"


def _shown(path: Path) -> str:
    """A path as it leads from the current folder, up as well; on another drive, from its root."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return path.as_posix()
