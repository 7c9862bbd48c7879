"""Which lines are new: since a commit, by git, or by a diff that somebody hands in.

A finding counts where it touches such a line; the others are muted, so that `--show-muted` still
shows them. Files without a new line are not checked at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from personfirst.app.diff_lines import Ranges, changed_lines
from personfirst.app.discover import Target
from personfirst.app.git import find_repository
from personfirst.app.patterns import absolute
from personfirst.model.document import Document
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Finding, Muted

FILTER = "unchanged"
"""What mutes a finding on lines that are not new."""

_LONE_RETURN = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Changes:
    """The new lines of each file, by its `_key`; None where all of it is new.

    `since` says in words what they are new since.
    """

    lines: Mapping[Path, Ranges | None]
    since: str

    def has(self, target: Target) -> bool:
        """Whether a file has new lines."""
        return _key_of(target) in self.lines

    def mark(
        self, target: Target, document: Document, findings: Sequence[Finding]
    ) -> tuple[Finding, ...]:
        """The findings of a file, those that touch no new line muted."""
        ranges = self.lines.get(_key_of(target), ())
        if ranges is None or document.data:
            return tuple(findings)
        old = Muted(FILTER, f"no line that is new since {self.since}")
        numbers = _line_numbers(document)
        return tuple(
            one if one.muted or _touches(ranges, *numbers(one)) else one._replace(muted=old)
            for one in findings
        )


def changes_since(revision: str, *, staged: bool = False, start: Path | None = None) -> Changes:
    """What was added or changed since `revision` and HEAD parted, in the work tree or the index.

    Renames are followed; files that git does not know yet are new, unless it is told to ignore
    them. Raises `ConfigError`.
    """
    repository = find_repository(start)
    base = repository.merge_base(revision)
    lines = dict(changed_lines(repository.diff(base, staged=staged), "git diff"))
    lines.update(dict.fromkeys(repository.binary(base, staged=staged)))
    if not staged:
        lines.update(dict.fromkeys(repository.untracked()))
    return Changes(_absolute(lines, repository.top), revision)


def changes_in_diff(diff: bytes, name: str, *, start: Path | None = None) -> Changes:
    """What a unified diff adds or changes.

    Its paths go from the top of the git work tree, else from the current folder, whichever has the
    file. Raises `ConfigError` for what is no diff.
    """
    folder = start or Path.cwd()
    try:
        top = find_repository(folder).top
    except ConfigError:
        top = folder
    lines: dict[Path, Ranges | None] = {}
    for path, ranges in changed_lines(diff, name).items():
        places = (one / path for one in (top, folder))
        found = next((place for place in places if place.exists()), None)
        if found is not None:
            lines[_key(found)] = ranges
    return Changes(lines, name)


def _absolute(lines: Mapping[str, Ranges | None], top: Path) -> dict[Path, Ranges | None]:
    """By key. A link holds no text, so what it leads to is no newer for it."""
    places = ((top / path, ranges) for path, ranges in lines.items())
    return {_key(place): ranges for place, ranges in places if not place.is_symlink()}


def _key_of(target: Target) -> Path:
    return _key(absolute(target.shown) if target.path == Path() else target.path)


def _key(path: Path) -> Path:
    """A real path, its accents composed: git tells them so, and macOS may store them apart."""
    return Path(normalize("NFC", str(path.resolve())))


def _line_numbers(document: Document) -> Callable[[Finding], tuple[int, int]]:
    """First and last line of a finding as git counts them: a line ends at LF alone."""
    if not _LONE_RETURN.search(document.text):
        return lambda one: (one.place.line, one.place.end_line)
    ends = [found.start() for found in re.finditer("\n", document.text)]
    return lambda one: (
        bisect_left(ends, one.place.start or 0) + 1,
        bisect_left(ends, one.place.end or 0) + 1,
    )


def _touches(ranges: Ranges, first: int, last: int) -> bool:
    at = bisect_right(ranges, last, key=lambda one: one[0]) - 1
    return at >= 0 and ranges[at][1] >= first
