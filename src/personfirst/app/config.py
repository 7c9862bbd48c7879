"""The settings of a run: defaults, then the nearest configuration file, then what a caller gives.

A configuration file is `personfirst.toml`, or the table `[tool.personfirst]` of `pyproject.toml`.
The nearest one upwards wins and is read alone; nothing is merged between folders.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from personfirst.app.patterns import PerPath, patterns
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Severity
from personfirst.model.rule import STYLES, Alternative

Quotation = Literal["as-is", "lower", "mute"]
QUOTATIONS: tuple[Quotation, ...] = ("as-is", "lower", "mute")
"""What a quotation does to a finding: nothing, one severity lower, not counted."""

_Word = TypeVar("_Word", bound=str)
_OFF = "off"
_FORMS = ("text", "one", "many", "base", "third", "past", "gerund", "participle")
_KEYS = (
    "style", "select", "ignore", "fail-on", "severity", "exclude", "quotation", "rules", "prefer",
    "per-path",
)  # fmt: skip
_PATH_KEYS = ("style", "prefer")
_RULE_KEYS = ("folders", "severity")


@dataclass(frozen=True, slots=True)
class Excludes:
    """Patterns in the language of .gitignore, read from `folder` on."""

    folder: Path
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run checks and reports.

    `severity` is the lowest that is reported, `fail_on` the lowest that fails a run, `disabled` the
    rules whose severity a configuration file sets to "off". `prefer` holds an organisation's own
    words by rule id, `per_path` what holds for some files only, the last that names a file above
    all. `file` is where the settings come from.
    """

    style: str = STYLES[0]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.SUGGESTION
    fail_on: Severity = Severity.WARNING
    quotation: Quotation = "lower"
    excludes: tuple[Excludes, ...] = ()
    respect_gitignore: bool = True
    rule_folders: tuple[Path, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    disabled: tuple[str, ...] = ()
    prefer: Mapping[str, Alternative] = field(default_factory=dict)
    per_path: tuple[PerPath, ...] = ()
    file: Path | None = None


def load_settings(
    file: Path | None = None, *, start: Path | None = None, isolated: bool = False
) -> Settings:
    """The settings of `file`, or of the nearest configuration file from `start` upwards.

    `isolated` reads no file. `start` is the current folder unless given. Raises `ConfigError` with
    the file, and the line where it is known, for anything that cannot be used.
    """
    if isolated:
        if file is not None:
            raise ConfigError("a configuration file cannot be used in an isolated run")
        return Settings()
    found = file or find_config(start or Path.cwd())
    return Settings() if found is None else read_config(found)


def style_settings(style: str) -> Settings:
    """The default settings in a house style. Raises `ConfigError` for an unknown one."""
    if style not in STYLES:
        words = ", ".join(STYLES)
        raise ConfigError(f"style {style!r} is not one of {words}{suggest(style, STYLES)}")
    return Settings(style=style)


def override_settings(settings: Settings, **given: Any) -> Settings:
    """Settings with the given values put in; None means not given. A style holds for all files."""
    if given.get("style") is not None:
        given["per_path"] = tuple(replace(entry, style=None) for entry in settings.per_path)
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def preferred_error(settings: Settings, name: str, message: str) -> ConfigError:
    """An error in the own words for a rule, with its place in the file."""
    if settings.file is None:
        return ConfigError(message)
    return _Reader(settings.file, _text(settings.file)).inside("prefer").error(name, message)


def find_config(start: Path) -> Path | None:
    """The nearest configuration file from a folder upwards; a pyproject.toml counts if it has ours.

    In one folder `personfirst.toml` wins.
    """
    folder = start.resolve()
    for place in (folder, *folder.parents):
        own, shared = place / "personfirst.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and _table(shared, _text(shared)) is not None:
            return shared
    return None


def read_config(file: Path) -> Settings:
    """The settings in one file. Raises `ConfigError`."""
    text = _text(file)
    table = _table(file, text)
    if table is None:
        raise ConfigError(f"{file}: has no table [tool.personfirst]")
    reader = _Reader(file, text)
    reader.refuse_unknown(table, _KEYS)
    rules = reader.table(table, "rules")
    reader.refuse_unknown(rules, _RULE_KEYS, "rules.")
    severities = reader.severities(rules)
    folder = file.resolve().parent
    patterns = reader.words(table, "exclude")
    defaults = Settings()
    return Settings(
        style=reader.choice(table, "style", STYLES) or defaults.style,
        select=reader.words(table, "select"),
        ignore=reader.words(table, "ignore"),
        severity=reader.choice(table, "severity", tuple(Severity)) or defaults.severity,
        fail_on=reader.choice(table, "fail-on", tuple(Severity)) or defaults.fail_on,
        quotation=reader.choice(table, "quotation", QUOTATIONS) or defaults.quotation,
        excludes=(Excludes(folder, patterns),) if patterns else (),
        rule_folders=reader.folders(rules, folder),
        severities={name: Severity(word) for name, word in severities.items() if word != _OFF},
        disabled=tuple(name for name, word in severities.items() if word == _OFF),
        prefer=reader.prefer(table),
        per_path=reader.per_path(table, folder),
        file=file,
    )


def suggest(word: str, known: Collection[str]) -> str:
    """`; did you mean 'severity'?` for the nearest known word, or nothing."""
    from personfirst.rulebook.nodes import did_you_mean  # reads YAML: only where it is needed

    return did_you_mean(word, known)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not UTF-8 text; save it as UTF-8") from error


def _table(file: Path, text: str) -> Mapping[str, Any] | None:
    """Our part of a file; None for a pyproject.toml without one."""
    import tomllib  # only where there is a file: it takes part in every start

    shared = file.name == "pyproject.toml"
    if shared and "personfirst" not in text:
        return None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error
    if not shared:
        return values
    tools = values.get("tool")
    own = tools.get("personfirst") if isinstance(tools, dict) else None
    if own is not None and not isinstance(own, dict):
        raise ConfigError(f"{file}: tool.personfirst must be a table")
    return own


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values out of a file's tables; every error names the file and, if found, the line."""

    file: Path
    text: str
    start: int = 0

    def inside(self, key: str) -> _Reader:
        """A reader that looks for lines from the table `key` on."""
        found = re.compile(rf"^\s*\[[^\]\n]*{re.escape(key)}", re.MULTILINE).search(self.text)
        return replace(self, start=found.start() if found else self.start)

    def error(self, key: str, message: str) -> ConfigError:
        line = _line(self.text, key, self.start)
        return ConfigError(f"{self.file}{f':{line}' if line else ''}: {message}")

    def refuse_unknown(
        self, table: Mapping[str, Any], allowed: tuple[str, ...], prefix: str = ""
    ) -> None:
        for key in table:
            if key not in allowed:
                hint = suggest(key, allowed) or f"; there are {', '.join(allowed)}"
                raise self.error(key, f"unknown key '{prefix}{key}'{hint}")

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"'{key}' must be a table")
        return value

    def choice(
        self, table: Mapping[str, Any], key: str, allowed: tuple[_Word, ...], name: str = ""
    ) -> _Word | None:
        """One of the allowed words; None where the key is absent."""
        value = table.get(key)
        if value is None:
            return None
        for word in allowed:
            if word == value:
                return word
        hint = suggest(value, allowed) if isinstance(value, str) else ""
        words = ", ".join(allowed)
        raise self.error(key, f"'{name or key}' is {value!r}, not one of {words}{hint}")

    def words(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(key, f'\'{key}\' must be a list of texts, such as ["a", "b"]')
        return tuple(value)

    def severities(self, rules: Mapping[str, Any]) -> dict[str, str]:
        """Rule id to severity, or to "off"."""
        allowed = (*Severity, _OFF)
        table = self.table(rules, "severity")
        words = {key: self.choice(table, key, allowed, f"rules.severity.{key}") for key in table}
        return {key: word for key, word in words.items() if word is not None}

    def folders(self, rules: Mapping[str, Any], root: Path) -> tuple[Path, ...]:
        """Folders of rules, from the configuration file's own folder on."""
        folders = tuple(root / name for name in self.words(rules, "folders"))
        for folder in folders:
            if not folder.is_dir():
                raise self.error("folders", f"there is no folder of rules {folder}")
        return folders

    def prefer(self, table: Mapping[str, Any], name: str = "prefer") -> dict[str, Alternative]:
        """Rule id to an organisation's own words."""
        inside = self.inside("prefer")
        return {
            rule: inside.alternative(rule, value, f"{name}.{rule}")
            for rule, value in self.table(table, "prefer").items()
        }

    def alternative(self, key: str, value: Any, name: str) -> Alternative:
        """Own words: a text, or a table of the forms that they have."""
        if isinstance(value, dict):
            self.refuse_unknown(value, _FORMS, f"{name}.")
        forms = value if isinstance(value, dict) else {"text": value}
        if not forms or not all(isinstance(one, str) and one.strip() for one in forms.values()):
            form = '{one = "person who …", many = "people who …"}'
            raise self.error(key, f"'{name}' must be a text, or a table such as {form}")
        return Alternative(dict(forms))

    def per_path(self, table: Mapping[str, Any], folder: Path) -> tuple[PerPath, ...]:
        """What holds for some files only, in the order of the file."""
        entries = []
        tables = self.table(table, "per-path")
        for pattern in tables:
            inside, name = self.inside(pattern), f"per-path.{pattern!r}"
            named = patterns(folder, [pattern])
            if not named.can_match:
                raise inside.error(pattern, f"the pattern {pattern!r} can name no file")
            given = self.table(tables, pattern)
            inside.refuse_unknown(given, _PATH_KEYS, f"{name}.")
            style = inside.choice(given, "style", STYLES, f"{name}.style")
            entries.append(PerPath(named, style, inside.prefer(given, f"{name}.prefer")))
        return tuple(entries)


def _line(text: str, key: str, begin: int = 0) -> int | None:
    """The 1-based line where a key is set, from an offset on, as far as a search can tell."""
    ours = re.search(r"^\s*\[+\s*tool\s*\.\s*personfirst\b", text, re.MULTILINE)
    begin = max(begin, ours.start() if ours else 0)
    quoted = "?" if re.fullmatch(r"[\w-]+", key) else ""
    name = rf"([\"']{quoted}){re.escape(key)}\1\s*"
    found = re.compile(rf"(?:^|[\s{{,.]){name}[=.]", re.MULTILINE)
    heading = re.compile(rf"^\s*\[(?:[^\]\n]*[\s.])?{name}\]", re.MULTILINE)
    matches = [one for one in (found.search(text, begin), heading.search(text, begin)) if one]
    if not matches:
        return None
    match = min(matches, key=lambda one: one.start())
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return text.count("\n", 0, start) + 1
