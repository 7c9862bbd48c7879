"""Patterns in the language of .gitignore, paths as they are compared with them, and what a
configuration file says for the files that a pattern names.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from personfirst.model.choices import Quotation, Severity
from personfirst.pipeline import Options

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from personfirst.app.config import Globs, Settings
    from personfirst.model.rule import AllowedPhrase, Alternative

PER_PATH_KEY = "per-path"
"""The key of what a configuration file says for some files only."""
_NO_PATTERN = (ValueError, re.error)
"""What compiling raises for a line that is none: the package does not look into brackets, so that a
range such as `[z-a]` fails as a regular expression only."""


class Patterns(NamedTuple):
    """The patterns that hold from one folder on."""

    folder: Path
    spec: GitIgnoreSpec

    @property
    def can_match(self) -> bool:
        """Whether there are files that they take."""
        return any(pattern.include for pattern in self.spec.patterns)

    def verdict(self, path: Path, *, is_folder: bool) -> bool | None:
        """True where the last pattern that names a path takes it, False where that one begins
        with `!`, None for no say.
        """
        if path == self.folder or not path.is_relative_to(self.folder):
            return None
        inside = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(f"{inside}/" if is_folder else inside).include


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
        if entry.named.verdict(real, is_folder=False):
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
    given = tuple(lines)
    try:
        return Patterns(folder, _spec(given))
    except _NO_PATTERN:
        return Patterns(folder, _spec(line for line in given if _is_one(line)))


def compiled(given: Iterable[Globs]) -> list[Patterns]:
    """Patterns of a configuration, compiled."""
    return [patterns(one.folder, one.patterns) for one in given]


def named_by(given: Sequence[Patterns], path: Path, *, is_folder: bool = False) -> bool:
    """Whether patterns take a path; of those that have a say, the last decides."""
    verdicts = (entry.verdict(path, is_folder=is_folder) for entry in reversed(given))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def leaves_out(given: Sequence[Patterns], path: Path, *, is_folder: bool = False) -> bool:
    """Whether patterns take a path, or a folder that it lies in."""
    return named_by(given, path, is_folder=is_folder) or any(
        named_by(given, folder, is_folder=True) for folder in path.parents
    )


def real_place(path: str | Path) -> Path:
    """A path from the root in the folder that it really lies in; a link to a file stays one."""
    whole = absolute(path)
    return whole.parent.resolve() / whole.name if whole.name else whole


def absolute(path: str | Path) -> Path:
    """A path from the root, without `..`, its links kept."""
    return Path(os.path.normpath(Path(path).absolute()))


def _is_one(line: str) -> bool:
    try:
        _spec([line])
    except _NO_PATTERN:
        return False
    return True


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """Lines compiled; raises one of `_NO_PATTERN`. Python warns of signs between brackets that may
    get a meaning one day, as in `[a||b]`: nothing that whoever runs us should read.
    """
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return GitIgnoreSpec.from_lines(lines)
