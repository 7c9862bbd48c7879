"""The files that git has staged, as a commit would take them in, in place of those on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from personfirst.app.config import Globs
from personfirst.app.discover import (
    SKIPPED_FOLDERS,
    Discovery,
    Target,
    holds_copies,
    missing,
    shown_path,
)
from personfirst.app.git import find_repository
from personfirst.app.patterns import Patterns, absolute, compiled, leaves_out, named_by
from personfirst.formats.registry import kind_for

_POINTER = b"version https://git-lfs.github.com/spec/"
"""How the content begins that Git LFS stages in the place of a file's own."""


def discover_staged(
    paths: Sequence[str | Path],
    *,
    excludes: Sequence[Globs] = (),
    includes: Sequence[Globs] = (),
    force_exclude: bool = False,
) -> Discovery:
    """The staged files under some paths that differ from the last commit, with what is staged.

    In folders what cannot hold a text to check is left out, as it is of files on disk; links are
    left out. Raises `ConfigError` outside of a git work tree.
    """
    repository = find_repository()
    always, data = compiled(excludes), compiled(includes)
    named = [absolute(path) for path in paths]
    if force_exclude:
        named = [path for path in named if not leaves_out(always, path, is_folder=path.is_dir())]
    staged = {repository.top / path: blob for path, blob in repository.staged()}
    roots = frozenset((*named, *(one.resolve() for one in named)))
    chosen = [path for path in sorted(staged) if _is_wanted(path, roots, always, data)]
    contents = repository.contents([staged[path] for path in chosen])
    contents = [
        repository.fetched(path.relative_to(repository.top).as_posix(), staged[path])
        if data.startswith(_POINTER)
        else data
        for path, data in zip(chosen, contents, strict=True)
    ]
    absent = tuple(
        missing(path)
        for path in named
        if not (path.exists() or path.is_symlink() or path in staged)
    )
    targets = (
        Target(shown_path(path), path, data) for path, data in zip(chosen, contents, strict=True)
    )
    return Discovery(tuple(targets), absent, ())


def _is_wanted(
    path: Path, roots: Collection[Path], always: Sequence[Patterns], data: Sequence[Patterns]
) -> bool:
    """Whether a file was named, or lies in a folder that was and holds text."""
    if path in roots:
        return True
    root = next((folder for folder in path.parents if folder in roots), None)
    kind = kind_for(path.name)
    if root is None or kind is None or not (kind.in_folders or named_by(data, path)):
        return False
    inside = path.relative_to(root).parts
    hidden = any(part.startswith((".", "~$")) for part in inside)
    if hidden or not SKIPPED_FOLDERS.isdisjoint(inside[:-1]):
        return False
    if any(map(holds_copies, path.parents[: len(inside) - 1])):
        return False
    return not leaves_out(always, path)
