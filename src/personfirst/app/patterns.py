"""Patterns in the language of .gitignore, and paths as they are compared with them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns that hold from one folder on."""

    folder: Path
    spec: GitIgnoreSpec

    def verdict(self, path: Path, *, is_folder: bool) -> bool | None:
        """True where the last pattern that names a path takes it, False where that one begins
        with `!`, None for no say.
        """
        if not path.is_relative_to(self.folder):
            return None
        inside = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(f"{inside}/" if is_folder else inside).include


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
