"""Which files a run reads: those that were named, and those found in the folders that were named.

What was named is always read. In folders, what cannot hold a text to check is left out: hidden
files and folders, folders of programs and builds, folders of reviewed copies, what .gitignore and
the exclude patterns name, formats that are mostly data, and those that there is no reader for.
Links to folders, and what Windows calls junctions, are not followed, as git does it, so a loop
cannot occur; a file that is reached twice is read once.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from personfirst.app.config import Globs
from personfirst.app.patterns import (
    Patterns,
    absolute,
    compiled,
    leaves_out,
    named_by,
    patterns,
    real_place,
    shut_by,
)
from personfirst.formats.registry import kind_for
from personfirst.model.report import Problem

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)
"""How Windows marks a folder that stands for another one and is no link; None elsewhere."""
_ADDRESS = re.compile(r"(?:https?|ftp)://|www\.[^/]+\.[a-z]+(?:/|$)", re.IGNORECASE)
SKIPPED_FOLDERS = frozenset(
    {
        "__pycache__", "__pypackages__", "_build", "_site", "bower_components", "buck-out", "build",
        "dist", "node_modules", "site-packages", "venv",
    }
)  # fmt: skip
"""Folder names that are never entered unless named; hidden ones come on top."""


SUMMARY = "review.md"
"""The name of the summary in a folder of reviewed copies."""
COPIES = b"<!-- personfirst review: checks leave out the copies in this folder -->"
"""The first line of the summary, by which such a folder is known."""


class Target(NamedTuple):
    """A file to check: how it is shown, and where it lies or what it holds (bytes, or text)."""

    shown: str
    path: Path = Path()
    data: bytes | str | None = None


class Discovery(NamedTuple):
    """What was found.

    `missing` are paths that do not exist, `unreadable` folders that cannot be opened, `reviewed`
    folders of reviewed copies, which were left out. `skipped` counts the files in folders that are
    no text to check, by the reason and the suffix.
    """

    targets: tuple[Target, ...]
    missing: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]
    skipped: Mapping[tuple[str, str], int] = {}
    reviewed: tuple[str, ...] = ()


class _Found:
    """A discovery while it grows; targets by their real path."""

    def __init__(self) -> None:
        self.targets: dict[str, Target] = {}
        self.missing: list[Problem] = []
        self.unreadable: list[Problem] = []
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.reviewed: list[str] = []

    def add(self, path: Path, shown: str = "", real: str = "") -> None:
        """Take a file in, once, however many links or named paths lead to it; how it is shown and
        where it really lies are worked out unless they are known.
        """
        self.targets.setdefault(
            real or str(path.resolve()), Target(shown or shown_path(path), path)
        )


def discover(
    paths: Sequence[str | Path],
    *,
    excludes: Sequence[Globs] = (),
    includes: Sequence[Globs] = (),
    force_exclude: bool = False,
    respect_gitignore: bool = True,
) -> Discovery:
    """The files to check under some paths: each once, in the order of the paths, then by name.

    With `force_exclude` also what is named is left out where the excludes name it.
    """
    found = _Found()
    walker = _Walker(compiled(excludes), compiled(includes), respect_gitignore)
    for given in paths:
        path = absolute(given)
        try:
            is_folder = path.is_dir()
            if force_exclude and leaves_out(walker.always, real_place(path), is_folder=is_folder):
                continue
            if is_folder:
                walker.walk(path, found)
            elif not (path.exists() or path.is_symlink()):
                found.missing.append(missing(given))
            else:
                found.add(path)
        except OSError as error:
            found.unreadable.append(Problem(shown_path(path), os_reason(error)))
        except RuntimeError:  # what pathlib raises where links lead to each other
            found.unreadable.append(Problem(shown_path(path), "is a loop of links"))
    return Discovery(
        tuple(found.targets.values()),
        tuple(found.missing),
        tuple(found.unreadable),
        found.skipped,
        tuple(found.reviewed),
    )


def missing(given: str | Path) -> Problem:
    """What is wrong with a path that names nothing: mostly that, but it may be no path at all."""
    if _ADDRESS.match(str(given)):
        return Problem(str(given), "is an address; save the page as a file, and check that")
    reason = "no such file or folder"
    if not {"*", "?"}.isdisjoint(str(given)):
        reason += "; the shell found nothing that the pattern names, and passed it on"
    return Problem(shown_path(given), reason)


def holds_copies(folder: Path) -> bool:
    """Whether a folder holds reviewed copies, not documents of somebody's own."""
    try:
        with (folder / SUMMARY).open("rb") as summary:
            return summary.read(len(COPIES)) == COPIES
    except OSError:
        return False


def shown_path(path: str | Path) -> str:
    """A path as reports show it: from the current folder if it is in there, forward slashes."""
    whole, current = absolute(path), Path.cwd()
    inside = whole.is_relative_to(current)
    return (whole.relative_to(current) if inside else whole).as_posix()


def _start(shown: str) -> str:
    """What stands before the names of a folder's files, as reports show them."""
    return "" if shown == "." else shown if shown.endswith("/") else f"{shown}/"


def os_reason(error: OSError) -> str:
    """An operating system's error in plain words, without its number or path."""
    return (error.strerror or type(error).__name__).lower()


class _Walker(NamedTuple):
    """Goes through folders; what `always` names is left out, `data` read although it is data.

    Both name real files, whatever link leads to the folder.
    """

    always: Sequence[Patterns]
    data: Sequence[Patterns]
    respect_gitignore: bool

    def walk(self, root: Path, found: _Found) -> None:
        """Collect the files under a folder that was named, even if a .gitignore names it."""
        inherited = _ancestor_patterns(root) if self.respect_gitignore else []
        if leaves_out(inherited, root, is_folder=True):
            inherited = []
        pending: list[tuple[Path, Path, list[Patterns]]] = [(root, root.resolve(), inherited)]
        while pending:
            folder, real, patterns = pending.pop()
            if self.respect_gitignore:
                patterns = [*patterns, *_ignore_file(folder, folder / ".gitignore")]
            try:
                with os.scandir(folder) as scanned:
                    entries = sorted(scanned, key=lambda entry: entry.name)
            except OSError as error:
                found.unreadable.append(Problem(shown_path(folder), os_reason(error)))
                continue
            summary = any(entry.name == SUMMARY for entry in entries)
            if folder != root and summary and holds_copies(folder):
                found.reviewed.append(shown_path(folder))
                continue
            folders = []
            shown_start, real_start = _start(shown_path(folder)), os.path.join(real, "")  # noqa: PTH118
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                if self._passes_over(entry, is_folder):
                    continue
                path = folder / entry.name
                if (patterns and shut_by(patterns, path, is_folder=is_folder)) or (
                    self.always and shut_by(self.always, real / entry.name, is_folder=is_folder)
                ):
                    continue
                if is_folder:
                    folders.append((path, real / entry.name, patterns))
                elif reason := self._no_text(entry, real):
                    found.skipped[reason, path.suffix.lower()] += 1
                else:
                    at = "" if entry.is_symlink() else f"{real_start}{entry.name}"
                    found.add(path, f"{shown_start}{entry.name}", at)
            pending.extend(reversed(folders))

    @staticmethod
    def _passes_over(entry: os.DirEntry[str], is_folder: bool) -> bool:
        """Whether an entry of a folder is left out for what it is: hidden, a lock file, a build, a
        device.
        """
        if entry.name.startswith((".", "~$")):
            return True
        if is_folder:
            return entry.name in SKIPPED_FOLDERS or _is_junction(entry)
        broken_link = entry.is_symlink() and not Path(entry.path).exists()
        return not (broken_link or entry.is_file())

    def _no_text(self, entry: os.DirEntry[str], folder: Path) -> str:
        """Why a file is no text to check: it is data, or of an unknown kind; or nothing."""
        kind = kind_for(entry.name)
        if kind is None:
            return "unknown"
        read = kind.in_folders or (self.data and named_by(self.data, folder / entry.name))
        return "" if read else "data"


def _is_junction(entry: os.DirEntry[str]) -> bool:
    if _JUNCTION is None:
        return False
    status = entry.stat(follow_symlinks=False)
    return bool(getattr(status, "st_reparse_tag", 0) == _JUNCTION)


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
        lines = file.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return
    if any(line.strip() and not line.startswith("#") for line in lines):
        yield patterns(folder, lines)
