"""Patterns in the language of .gitignore, paths as they are compared with them, and what a
configuration file says for the files that a pattern names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from personfirst.model.rule import Alternative
from personfirst.pipeline import Options

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from personfirst.app.config import Settings


@dataclass(frozen=True, slots=True)
class Patterns:
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
        if not path.is_relative_to(self.folder):
            return None
        inside = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(f"{inside}/" if is_folder else inside).include


@dataclass(frozen=True, slots=True)
class PerPath:
    """What holds for the files that patterns name; their folder has no links in its path."""

    named: Patterns
    style: str | None = None
    prefer: Mapping[str, Alternative] = field(default_factory=dict)


def options_for(settings: Settings, path: str | Path) -> Options:
    """How a file is checked: as the settings say, then as each of its patterns does, in order.

    A link is the file that it leads to.
    """
    style, prefer = settings.style, dict(settings.prefer)
    real = Path(path).resolve() if settings.per_path else Path()
    for entry in settings.per_path:
        if entry.named.verdict(real, is_folder=False):
            style = entry.style or style
            prefer.update(entry.prefer)
    return Options(style=style, quotation=settings.quotation, show_muted=True, prefer=prefer)


def patterns(folder: Path, lines: Iterable[str]) -> Patterns:
    """Patterns compiled; a line that is no pattern is passed over, as git does."""
    from pathspec import GitIgnoreSpec

    given = tuple(lines)
    try:
        return Patterns(folder, GitIgnoreSpec.from_lines(given))
    except ValueError:
        return Patterns(folder, GitIgnoreSpec.from_lines(line for line in given if _is_one(line)))


def absolute(path: str | Path) -> Path:
    """A path from the root, without `..`, its links kept."""
    return Path(os.path.normpath(Path(path).absolute()))


def _is_one(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
