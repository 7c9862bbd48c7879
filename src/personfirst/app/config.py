"""The settings of a run: what decides which files are read, which rules run and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from personfirst.app.patterns import PerPath, can_name
from personfirst.model.choices import STYLES, Quotation, Severity
from personfirst.model.errors import ConfigError, did_you_mean
from personfirst.rulebook.selection import Selection

if TYPE_CHECKING:
    from personfirst.app.config_shapes import Way
    from personfirst.model.rule import AllowedPhrase, Alternative


class Globs(NamedTuple):
    """Patterns in the language of .gitignore, read from `folder` on."""

    folder: Path
    patterns: tuple[str, ...]


class Origin(NamedTuple):
    """Where a value was set: in a file, or in `other` words by what has no lines."""

    file: Path | None = None
    line: int = 0
    other: str = ""

    def __str__(self) -> str:
        return self.other if self.file is None else f"{self.file}:{self.line}"


class Settings(NamedTuple):
    """Everything that decides what a run checks and reports.

    Of rules, `select`, `extend_select` and `ignore` hold ids and categories, `severities` and
    `prefer` an own severity and own words by id; `disabled` are those with the severity "off".
    `severity` is the lowest that is reported, `fail_on` the lowest that fails a run.

    Of files, `excludes` name those to leave out, with `force_exclude` even where they were named,
    `includes` those that are mostly data and read nevertheless. With `comments`, those that people
    have put into documents are checked too. A file is given `timeout` seconds to be read, and as
    many to be checked and changed. `per_path` holds for some files only, the last that names a file
    above all. Findings that are in the `baseline` do not count.

    `file` is the configuration file, `files` all that it builds on, itself first. `origins` says
    where each value was set, by its way in a file; what is not in there is as by default.
    """

    style: str = STYLES[0]
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = Severity.SUGGESTION
    fail_on: Severity = Severity.WARNING
    quotation: Quotation = "lower"
    excludes: tuple[Globs, ...] = ()
    includes: tuple[Globs, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    rule_folders: tuple[Path, ...] = ()
    severities: Mapping[str, Severity] = {}
    disabled: tuple[str, ...] = ()
    prefer: Mapping[str, Alternative] = {}
    names: tuple[str, ...] = ()
    allow: tuple[AllowedPhrase, ...] = ()
    per_path: tuple[PerPath, ...] = ()
    comments: bool = False
    timeout: float = 120.0
    cache_dir: Path | None = None
    baseline: Path | None = None
    file: Path | None = None
    files: tuple[Path, ...] = ()
    origins: Mapping[Way, Origin] = {}

    @property
    def selection(self) -> Selection:
        """Which rules run. One that is off does where it is selected by its own name."""
        selected = {*self.select, *self.extend_select}
        off = (name for name in self.disabled if name not in selected)
        return Selection(self.select, self.extend_select, (*self.ignore, *off))

    def error(self, way: Way, message: str) -> ConfigError:
        """An error about a value, with the place where it was set, if that is known."""
        origin = self.origins.get(way)
        return ConfigError(f"{origin}: {message}" if origin and origin.file else message)


def style_settings(style: str) -> Settings:
    """The default settings in a house style. Raises `ConfigError` for an unknown one."""
    if style not in STYLES:
        words = ", ".join(STYLES)
        raise ConfigError(f"style {style!r} is not one of {words}{did_you_mean(style, STYLES)}")
    return Settings(style=style)


def override_settings(settings: Settings, **given: Any) -> Settings:
    """Settings with the given values put in; None means not given.

    What holds for all files takes the place of what a pattern says: a style, a selection, what a
    quotation does. `extend_ignore` and `exclude`, patterns from the current folder on, add to what
    is there. Raises `ConfigError` for a pattern that is none.
    """
    values = {name: value for name, value in given.items() if value is not None}
    origins = _overridden(settings.origins, values)
    if "extend_ignore" in values:
        values["ignore"] = (*values.get("ignore", settings.ignore), *values.pop("extend_ignore"))
    if "exclude" in values:
        more = Globs(Path.cwd(), values.pop("exclude"))
        for pattern in more.patterns:
            if not can_name(pattern):
                raise ConfigError(f"--exclude: the pattern {pattern!r} can name no file")
        values["excludes"] = (*values.get("excludes", settings.excludes), more)
    for_all: dict[str, Any] = {name: None for name in ("style", "quotation") if name in values}
    if "select" in values:
        for_all |= {"select": (), "extend_select": ()}
        values.setdefault("extend_select", ())
    if for_all and "per_path" not in values:
        values["per_path"] = tuple(entry._replace(**for_all) for entry in settings.per_path)
    return settings._replace(**values, origins=origins)


def _overridden(origins: Mapping[Way, Origin], values: Mapping[str, Any]) -> dict[Way, Origin]:
    """The origins after some values, by field, were set by a command."""
    ways = {(name.replace("_", "-"),): value for name, value in values.items()}
    replaced = ways.keys() - {("exclude",), ("extend-ignore",)}
    kept = {way: origin for way, origin in origins.items() if way[:1] not in replaced}
    command = Origin(other="command line")
    for way, value in ways.items():
        kept[way] = command
        if isinstance(value, tuple):
            kept.update(((*way, one), command) for one in value if isinstance(one, str))
    return kept
