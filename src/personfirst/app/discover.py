"""Which files a run reads: those that were named, and those found in the folders that were named.

What was named is always read. In folders, what cannot hold a text to check is left out: hidden
files and folders, folders of programs and builds, what .gitignore and the exclude patterns name,
and formats that there is no reader for. Links to folders are not followed, as git does it, so a
loop cannot occur; a file that is reached twice is read once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from personfirst.app.config import Excludes
from personfirst.app.patterns import Patterns, absolute, patterns
from personfirst.formats.registry import format_for
from personfirst.model.finding import Problem

SKIPPED_FOLDERS = frozenset(
    {
        "__pycache__", "__pypackages__", "_build", "_site", "bower_components", "buck-out", "build",
        "dist", "node_modules", "site-packages", "venv",
    }
)  # fmt: skip
"""Folder names that are never entered unless named; hidden ones come on top."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check: how it is shown, and where it lies or what it holds (bytes, or text)."""

    shown: str
    path: Path = Path()
    data: bytes | str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found.

    `missing` are paths that do not exist, `unreadable` folders that cannot be opened.
    """

    targets: tuple[Target, ...]
    missing: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]


@dataclass(slots=True)
class _Found:
    """A discovery while it grows; targets by their real path."""

    targets: dict[Path, Target] = field(default_factory=dict)
    missing: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Take a file in, once, however many links or named paths lead to it."""
        self.targets.setdefault(path.resolve(), Target(shown_path(path), path))


def discover(
    paths: Sequence[str | Path],
    *,
    excludes: Sequence[Excludes] = (),
    respect_gitignore: bool = True,
) -> Discovery:
    """The files to check under some paths: each once, in the order of the paths, then by name."""
    found = _Found()
    always = [patterns(entry.folder, entry.patterns) for entry in excludes]
    for given in paths:
        path = absolute(given)
        try:
            if path.is_dir():
                _walk(path, always, respect_gitignore, found)
            elif not (path.exists() or path.is_symlink()):
                found.missing.append(Problem(shown_path(path), "no such file or folder"))
            else:
                found.add(path)
        except OSError as error:
            found.unreadable.append(Problem(shown_path(path), os_reason(error)))
        except RuntimeError:  # what pathlib raises where links lead to each other
            found.unreadable.append(Problem(shown_path(path), "is a loop of links"))
    return Discovery(tuple(found.targets.values()), tuple(found.missing), tuple(found.unreadable))


def shown_path(path: str | Path) -> str:
    """A path as reports show it: from the current folder if it is in there, forward slashes."""
    whole, current = absolute(path), Path.cwd()
    inside = whole.is_relative_to(current)
    return (whole.relative_to(current) if inside else whole).as_posix()


def os_reason(error: OSError) -> str:
    """An operating system's error in plain words, without its number or path."""
    return (error.strerror or type(error).__name__).lower()


def _walk(root: Path, always: list[Patterns], respect_gitignore: bool, found: _Found) -> None:
    """Collect the files under a folder that was named, even if a .gitignore names it."""
    inherited = _ancestor_patterns(root) if respect_gitignore else []
    if _ignored(root, inherited, is_folder=True):
        inherited = []
    pending: list[tuple[Path, list[Patterns]]] = [(root, inherited)]
    while pending:
        folder, patterns = pending.pop()
        if respect_gitignore:
            patterns = [*patterns, *_ignore_file(folder, folder / ".gitignore")]
        try:
            with os.scandir(folder) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            found.unreadable.append(Problem(shown_path(folder), os_reason(error)))
            continue
        folders = []
        for entry in entries:
            path, is_folder = folder / entry.name, entry.is_dir(follow_symlinks=False)
            if (
                _passed_over(entry, is_folder)
                or _ignored(path, patterns, is_folder=is_folder)
                or _ignored(path, always, is_folder=is_folder)
            ):
                continue
            if is_folder:
                folders.append((path, patterns))
            else:
                found.add(path)
        pending.extend(reversed(folders))


def _passed_over(entry: os.DirEntry[str], is_folder: bool) -> bool:
    """Whether an entry is left out for what it is: hidden, a lock file, a build, a device."""
    if entry.name.startswith((".", "~$")):
        return True
    if is_folder:
        return entry.name in SKIPPED_FOLDERS
    if format_for(entry.name) is None:
        return True
    broken_link = entry.is_symlink() and not Path(entry.path).exists()
    return not (broken_link or entry.is_file())


def _ignored(path: Path, patterns: Sequence[Patterns], *, is_folder: bool) -> bool:
    """Whether the patterns leave a path out; those of the deepest folder decide."""
    verdicts = (entry.verdict(path, is_folder=is_folder) for entry in reversed(patterns))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _ancestor_patterns(folder: Path) -> list[Patterns]:
    """The patterns of the folders above: up to the git work tree's root, or the current folder."""
    above = [folder, *folder.parents]
    top = next((place for place in above if (place / ".git").exists()), None)
    if top is None:
        top = Path.cwd() if Path.cwd() in above else folder
    patterns = list(_ignore_file(top, top / ".git" / "info" / "exclude"))
    for place in reversed(above[1 : above.index(top) + 1]):
        patterns += _ignore_file(place, place / ".gitignore")
    return patterns


def _ignore_file(folder: Path, file: Path) -> Iterator[Patterns]:
    """The patterns in a file; a file that is absent or cannot be read has none."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    if any(line.strip() and not line.startswith("#") for line in lines):
        yield patterns(folder, lines)
