"""Asking git: the top of the work tree, what has changed, what is staged.

Arguments go to git one by one, never through a shell, and a revision that could be taken for an
option is refused. What the configuration of a user or a repository could add to an answer (colours,
prefixes, external programs) is switched off.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from personfirst.model.errors import ConfigError

_SETTINGS = (
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "diff.relative=false"),
)
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--find-renames",
    "--ignore-submodules=all",
)
_PATCH = ("--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/")
_REGULAR = b"100"
_DISTRUSTED = re.compile("dubious ownership in repository at '(.+)'")


@dataclass(frozen=True, slots=True)
class Staged:
    """A file in the index: its path from the top of the work tree, and its content."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Repository:
    """A git work tree."""

    top: Path

    def merge_base(self, revision: str) -> str:
        """The commit where `revision` and HEAD parted. Raises `ConfigError`."""
        commit, head = self._commit(revision), self._commit("HEAD")
        found = _git(self.top, "merge-base", commit, head)
        if found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if self.is_shallow:
            raise ConfigError(
                f"{revision!r} and HEAD have no common commit in this shallow clone; fetch more "
                "history first (git fetch --unshallow; in GitHub's checkout action fetch-depth: 0)"
            )
        raise ConfigError(f"{revision!r} and HEAD have no common commit")

    def diff(self, base: str, *, staged: bool = False) -> bytes:
        """What was added or changed since a commit, as a unified diff without context."""
        return self._ask(*_DIFF, *_PATCH, *(("--cached",) if staged else ()), base, "--")

    def binary(self, base: str, *, staged: bool = False) -> Iterator[str]:
        """The files changed since a commit that git does not take for text."""
        cached = ("--cached",) if staged else ()
        fields = iter(self._ask(*_DIFF, "--numstat", "-z", *cached, base, "--").split(b"\0"))
        for entry in fields:
            added, _, rest = entry.partition(b"\t")
            _, _, name = rest.partition(b"\t")
            if entry and not name:  # a rename: the old and the new name follow
                next(fields, None)
                name = next(fields, b"")
            if added == b"-":
                yield os.fsdecode(name)

    def untracked(self) -> Iterator[str]:
        """The files that git does not know and is not told to ignore."""
        names = self._ask("ls-files", "--others", "--exclude-standard", "-z", "--full-name")
        yield from (os.fsdecode(name) for name in names.split(b"\0") if name)

    def staged(self) -> Iterator[tuple[str, str]]:
        """Path and blob of each file that is staged and differs from HEAD; links are left out."""
        head = _git(self.top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        base = head.stdout.strip().decode("ascii") if head.returncode == 0 else self._empty_tree
        listed = self._ask(
            *_DIFF, "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-filter=d",
            base, "--",
        ).split(b"\0")  # fmt: skip
        for meta, name in zip(listed[::2], listed[1::2], strict=False):
            _, mode, _, blob, _ = meta.split(b" ")
            if mode.startswith(_REGULAR) and blob.strip(b"0"):
                yield os.fsdecode(name), blob.decode("ascii")

    def commits(self, paths: Sequence[str], most: int) -> Iterator[tuple[str, str]]:
        """The last commits that touched some paths, the newest first: full name and day.

        Paths are from the top of the work tree. Raises `ConfigError`, also without any commit.
        """
        self._commit("HEAD")
        log = self._ask("log", f"--max-count={most}", "--format=%H %cs", "--", *_literal(paths))
        for line in log.decode("ascii").splitlines():
            name, _, day = line.partition(" ")
            yield name, day

    def files_at(self, commit: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Path and blob of each file that a commit holds under some paths; links are left out."""
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", self._commit(commit))
        for entry in listed.split(b"\0"):
            meta, _, name = entry.partition(b"\t")
            path = os.fsdecode(name)
            inside = any(path == one or path.startswith(f"{one}/") or one == "." for one in paths)
            if meta.startswith(_REGULAR) and inside:
                yield path, meta.split(b" ")[2].decode("ascii")

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """What some blobs hold, in their order."""
        if not blobs:
            return []
        asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        answer = self._ask("cat-file", "--batch", stdin=asked)
        contents, position = [], 0
        for _ in blobs:
            end = answer.index(b"\n", position)
            size = int(answer[position:end].split(b" ")[2])
            contents.append(answer[end + 1 : end + 1 + size])
            position = end + size + 2
        return contents

    def fetched(self, path: str, blob: str) -> bytes:
        """What a blob holds that only points to a file kept elsewhere, as by Git LFS."""
        return self._ask("cat-file", "--filters", f"--path={path}", blob)

    @property
    def _empty_tree(self) -> str:
        return self._ask("hash-object", "-t", "tree", "--stdin", stdin=b"").decode("ascii").strip()

    @property
    def is_shallow(self) -> bool:
        """Whether the clone lacks the commits before some day."""
        asked = _git(self.top, "rev-parse", "--is-shallow-repository")
        return asked.stdout.strip() == b"true"

    def _commit(self, revision: str) -> str:
        """The full name of a commit. Raises `ConfigError`."""
        if revision.startswith("-") or not revision.strip() or "\0" in revision:
            raise ConfigError(f"{revision!r} is no revision; name a branch, a tag or a commit")
        found = _git(self.top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode("ascii").strip()
        if revision == "HEAD":
            raise ConfigError("there is no commit yet; commit something first")
        hint = (
            "this clone is shallow, so fetch it first (git fetch; in GitHub's checkout action "
            "fetch-depth: 0)"
            if self.is_shallow
            else "'git branch --all' lists the branches"
        )
        raise ConfigError(f"git knows no revision {revision!r}; {hint}")

    def _ask(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        answer = _git(self.top, *arguments, stdin=stdin)
        if answer.returncode != 0:
            raise ConfigError(f"git {arguments[0]}: {_reason(answer)}")
        return answer.stdout


def _literal(paths: Sequence[str]) -> list[str]:
    """Paths as git takes them when their signs are no patterns."""
    return [f":(top,literal){path}" if path != "." else ":(top)" for path in paths]


def find_repository(start: Path | None = None) -> Repository:
    """The work tree that a folder is in. Raises `ConfigError` where there is none."""
    folder = start or Path.cwd()
    answer = _git(folder, "rev-parse", "--show-toplevel")
    top = os.fsdecode(answer.stdout.removesuffix(b"\n").removesuffix(b"\r"))
    if answer.returncode == 0 and top:
        return Repository(Path(top))
    reason = _reason(answer)
    if (distrusted := _DISTRUSTED.search(reason)) is not None:
        place = distrusted[1]
        remedy = f'git config --global --add safe.directory "{place}"'
        raise ConfigError(f"git does not trust {place}, which somebody else owns; run: {remedy}")
    if "not a git repository" in reason:
        raise ConfigError(f"{folder} is in no git repository; go to one, or use --diff-from")
    raise ConfigError(f"git rev-parse: {reason or 'there is no work tree here'}")


def _git(
    folder: Path, *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=folder,
            env=environment,
            input=stdin if stdin is not None else b"",
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ConfigError("git was not found; install it, or use --diff-from") from error


def _reason(answer: subprocess.CompletedProcess[bytes]) -> str:
    """The first line that git complains with."""
    lines = answer.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""
