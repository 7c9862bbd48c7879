"""How the findings changed: from saved JSON reports, or from the commits of a repository.

Commits are read from git's own store; the work tree is not touched, and nothing is checked out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from personfirst.app.config import Settings
from personfirst.app.discover import SKIPPED_FOLDERS, os_reason, shown_path
from personfirst.app.git import Repository, find_repository
from personfirst.app.guard import Guard
from personfirst.app.in_turn import MAX_BYTES, Progress
from personfirst.app.patterns import absolute, compiled, leaves_out, named_by, options_for
from personfirst.app.rules import check_settings, rules_to_run
from personfirst.formats.registry import is_text, kind_for, read
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError, UnreadableDocumentError
from personfirst.model.statistics import Point
from personfirst.pipeline import Pipeline

_HOW = "save one with 'personfirst check --output-format json:FILE'"
_SHORT = 10
_MOST = 10**15
"""No report counts more than this."""
VERSION = 1
"""The version of the JSON reports that are read; see `reporters.json`."""


class Trend(NamedTuple):
    """Points from the oldest to the newest. `cut_off` says that there were older ones which this
    clone of a repository does not have.
    """

    points: tuple[Point, ...]
    cut_off: bool = False


def report_points(files: Sequence[Path], lowest: Severity = Severity.SUGGESTION) -> Trend:
    """A point for each saved report, in the order given, of findings from a severity up.

    Raises `ConfigError` with the file where it cannot be read, is no JSON report of this version,
    or its summary does not count what its findings are.
    """
    return Trend(tuple(_report_point(file, lowest) for file in files))


def _report_point(file: Path, lowest: Severity) -> Point:
    try:
        saved = json.loads(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {os_reason(error)}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file}: is not a JSON report; {_HOW}") from error
    summary = saved.get("summary") if isinstance(saved, dict) else None
    if not isinstance(summary, dict):
        raise ConfigError(f"{file}: has no 'summary'; {_HOW}")
    version = saved.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise ConfigError(
            f"{file}: is a report of version {json.dumps(version)[:_SHORT]}, and only version "
            f"{VERSION} can be read; {_HOW}"
        )
    files, words = (_number(summary, name, file) for name in ("files", "words"))
    counted, there = _counted(summary.get("findings"), file), _held(saved.get("findings"), file)
    if counted != there:
        raise ConfigError(f"{file}: its summary does not count the findings that it holds; {_HOW}")
    return Point(
        file.stem,
        "",
        files,
        words,
        sum(there[severity] for severity in Severity if severity.rank >= lowest.rank),
    )


def _counted(found: object, file: Path) -> Counter[str]:
    """How many findings of each severity a summary says there are."""
    if not isinstance(found, dict):
        raise ConfigError(f"{file}: its summary does not count findings by severity; {_HOW}")
    return +Counter({name: _number(found, name, file) for name in found})


def _held(findings: object, file: Path) -> Counter[str]:
    """How many findings of each severity a report holds that count."""
    if not isinstance(findings, list) or not all(isinstance(one, dict) for one in findings):
        raise ConfigError(f"{file}: has no list of 'findings'; {_HOW}")
    return Counter(str(one.get("severity")) for one in findings if one.get("muted") is None)


def _number(counts: Mapping[str, Any], name: str, file: Path) -> int:
    value = counts.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ConfigError(f"{file}: its summary has no number of {name}; {_HOW}")
    return value


def git_points(
    paths: Sequence[str | Path],
    settings: Settings,
    most: int,
    *,
    progress: Progress | None = None,
) -> Trend:
    """A point for each of the last `most` commits that touched some paths, the oldest first.

    A file that cannot be read in a commit is left out of its point. Raises `ConfigError` outside of
    a repository, for paths outside of it, and where no commit touched them.
    """
    named = [absolute(path) for path in paths]
    first = named[0]
    start = next(place for place in (first, *first.parents) if place.is_dir())
    repository = find_repository(start)
    inside = [_inside(path, repository) for path in named]
    commits = list(repository.commits(inside, most))[::-1]
    if not commits:
        raise ConfigError("no commit touched these paths; commit them first, or use --history")
    with Guard(settings.timeout) as guard:
        past = _Past(repository, settings, inside, guard)
        points = []
        for number, (commit, day) in enumerate(commits):
            if progress is not None:
                progress(number, len(commits))
            points.append(past.point(commit, day))
        if progress is not None:
            progress(len(commits), len(commits))
    return Trend(tuple(points), len(points) < most and repository.is_shallow)


def _inside(path: Path, repository: Repository) -> str:
    """A path from the top of the work tree."""
    top = repository.top.resolve()
    for one in (path, path.resolve()):
        if one.is_relative_to(top):
            return one.relative_to(top).as_posix()
    raise ConfigError(f"{shown_path(path)} is not in the repository {top}; name paths of one")


@dataclass
class _Past:
    """Checks the files of commits; what two commits share is checked once."""

    repository: Repository
    settings: Settings
    paths: Sequence[str]
    guard: Guard
    known: dict[tuple[str, str], tuple[int, int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rules = rules_to_run(self.settings)
        check_settings(self.settings, rules)
        self.pipeline = Pipeline(rules)
        self.always = compiled(self.settings.excludes)
        self.data = compiled(self.settings.includes)

    def point(self, commit: str, day: str) -> Point:
        """What a commit holds."""
        files = [one for one in self.repository.files_at(commit, self.paths) if self._reads(one[0])]
        fresh = [one for one in files if one not in self.known]
        for one, data in zip(
            fresh, self.repository.contents([blob for _, blob in fresh]), strict=True
        ):
            self.known[one] = self._checked(one[0], data, day)
        counts = [found for one in files if (found := self.known[one]) is not None]
        words, findings = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
        return Point(commit[:_SHORT], day, len(counts), words, findings)

    def _reads(self, path: str) -> bool:
        """Whether a check of the paths would read a file."""
        if path in self.paths:
            return kind_for(path) is not None
        parts = path.split("/")
        place = self.repository.top / path
        kind = kind_for(path)
        if kind is None or not (kind.in_folders or named_by(self.data, place)):
            return False
        hidden = any(part.startswith((".", "~$")) for part in parts)
        built = not SKIPPED_FOLDERS.isdisjoint(parts[:-1])
        return not (hidden or built or leaves_out(self.always, place))

    def _checked(self, path: str, data: bytes, day: str) -> tuple[int, int] | None:
        """Words and findings of a file; None where it cannot be read."""
        if len(data) > MAX_BYTES:
            return None
        until = self.guard.begin()
        try:
            document = (read if is_text(data, path) else self.guard.read)(data, path)
        except UnreadableDocumentError:
            return None
        options = options_for(self.settings, self.repository.top / path)
        options = options._replace(today=date.fromisoformat(day))
        found = self.pipeline.check(document, options, until=until)
        lowest = self.settings.severity.rank
        counted = sum(one.muted is None and one.severity.rank >= lowest for one in found)
        return document.words, counted
