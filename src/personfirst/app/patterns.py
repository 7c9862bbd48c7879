"""Patterns in the language of .gitignore, paths as they are compared with them, and what a
configuration file says for the files that a pattern names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.choices import Quotation, Severity
from personfirst.pipeline import Options

if TYPE_CHECKING:
    from personfirst.app.config import Globs, Settings
    from personfirst.app.gitignore import Line
    from personfirst.model.rule import AllowedPhrase, Alternative

PER_PATH_KEY = "per-path"
"""The key of what a configuration file says for some files only."""


class Patterns(NamedTuple):
    """The patterns that hold from one folder on."""

    folder: Path
    lines: tuple[Line, ...]

    @property
    def can_match(self) -> bool:
        """Whether there are files that they take."""
        return any(line.takes for line in self.lines)

    def verdict(self, path: Path, *, is_folder: bool, inside: bool = False) -> bool | None:
        """True where the last pattern that names a path takes it, False where that one begins
        with `!`, None for no say. With `inside` what names a folder names all that lies in it.
        """
        if path == self.folder or not path.is_relative_to(self.folder):
            return None
        from personfirst.app.gitignore import Place, verdict

        own = path.relative_to(self.folder)
        places = [Place(own.as_posix(), own.name, is_folder)]
        if inside:
            above = (one for one in own.parents if one.name)
            places += (Place(one.as_posix(), one.name, True) for one in above)
        return verdict(reversed(self.lines), places)


class PerPath(NamedTuple):
    """What holds for the files that a pattern names, and how the pattern is written.

    `select` takes the place of a run's, the others add to it or go before it; `disabled` are the
    rules whose severity is "off".
    """

    pattern: str
    named: Patterns
    style: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    disabled: tuple[str, ...] = ()
    quotation: Quotation | None = None
    allow: tuple[AllowedPhrase, ...] = ()
    prefer: Mapping[str, Alternative] = {}

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules and categories that it may make run."""
        return (*self.select, *self.extend_select, *self.severities)

    @property
    def chooses(self) -> bool:
        """Whether it says anything about which rules run, or how severe they are."""
        return bool(self.rules or self.ignore or self.disabled)


def settings_for(settings: Settings, path: str | Path) -> Settings:
    """The settings for a file: those of the run, then what each pattern says that names it.

    The last has the last word. A link is the file that it leads to.
    """
    if not settings.per_path:
        return settings
    real = Path(path).resolve()
    for entry in settings.per_path:
        if named_by([entry.named], real):
            settings = _with(settings, entry)
    return settings


def options_for(settings: Settings, path: str | Path) -> Options:
    """How a file is checked."""
    chosen = settings_for(settings, path)
    choose = any(entry.chooses for entry in settings.per_path)
    return Options(
        style=chosen.style,
        quotation=chosen.quotation,
        show_muted=True,
        prefer=chosen.prefer,
        names=chosen.names,
        allow=chosen.allow,
        selection=chosen.selection if choose else None,
        severities=chosen.severities if choose else {},
        comments=chosen.comments,
    )


def _with(settings: Settings, entry: PerPath) -> Settings:
    """Settings as they hold for the files of an entry, and where it sets what it does."""
    here = (PER_PATH_KEY, entry.pattern)
    set_here = {way[2:]: one for way, one in settings.origins.items() if way[:2] == here}
    named = {*entry.select, *entry.extend_select}
    kept = {name: one for name, one in settings.severities.items() if name not in entry.disabled}
    return settings._replace(
        style=entry.style or settings.style,
        select=entry.select or settings.select,
        extend_select=(*settings.extend_select, *entry.extend_select),
        ignore=(*(name for name in settings.ignore if name not in named), *entry.ignore),
        severities={**kept, **entry.severities},
        disabled=(
            *(name for name in settings.disabled if name not in entry.severities),
            *entry.disabled,
        ),
        quotation=entry.quotation or settings.quotation,
        allow=(*settings.allow, *entry.allow),
        prefer={**settings.prefer, **entry.prefer},
        origins={**settings.origins, **set_here},
    )


def is_forced_out(path: str | Path, settings: Settings) -> bool:
    """Whether a file is left out although it was named."""
    excludes = compiled(settings.excludes) if settings.force_exclude else []
    return leaves_out(excludes, real_place(path))


def patterns(folder: Path, lines: Iterable[str]) -> Patterns:
    """Patterns compiled; a line that is no pattern is passed over, as git does."""
    from personfirst.app.gitignore import parsed

    return Patterns(folder, tuple(line for given in lines if (line := parsed(given))))


def can_name(pattern: str) -> bool:
    """Whether a pattern of a list can name a file, `!` apart."""
    return patterns(Path(), [pattern.removeprefix("!")]).can_match


def compiled(given: Iterable[Globs]) -> list[Patterns]:
    """Patterns of a configuration, compiled."""
    return [patterns(one.folder, one.patterns) for one in given]


def named_by(given: Sequence[Patterns], path: Path) -> bool:
    """Whether patterns name a file, or a folder that it lies in; the last that does decides."""
    verdicts = (entry.verdict(path, is_folder=False, inside=True) for entry in reversed(given))
    return _first(verdicts)


def shut_by(given: Sequence[Patterns], path: Path, *, is_folder: bool) -> bool:
    """Whether patterns leave out a file or a folder in a folder that they do not leave out."""
    return _first(entry.verdict(path, is_folder=is_folder) for entry in reversed(given))


def leaves_out(given: Sequence[Patterns], path: Path, *, is_folder: bool = False) -> bool:
    """Whether patterns leave out a path, or a folder that it lies in, which nothing undoes."""
    return shut_by(given, path, is_folder=is_folder) or any(
        shut_by(given, folder, is_folder=True) for folder in path.parents
    )


def _first(verdicts: Iterable[bool | None]) -> bool:
    """The verdict of the first that has a say; False if none has."""
    return next((verdict for verdict in verdicts if verdict is not None), False)


def real_place(path: str | Path) -> Path:
    """A path from the root in the folder that it really lies in; a link to a file stays one."""
    whole = absolute(path)
    return whole.parent.resolve() / whole.name if whole.name else whole


def absolute(path: str | Path) -> Path:
    """A path from the root, without `..`, its links kept."""
    return Path(os.path.normpath(Path(path).absolute()))
