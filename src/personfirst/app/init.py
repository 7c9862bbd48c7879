"""What `personfirst init` would write, worked out before anything is written.

Nothing here touches the disk: files that are there already are handed in, so that a plan can be
shown, asked about and tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from personfirst.app.starters import (
    GITLAB_FILE,
    Source,
    config_text,
    github_workflow,
    gitlab_include,
    gitlab_job,
    hook_lines,
)
from personfirst.model.choices import Severity

CONFIG_FILE = "personfirst.toml"
HOOKS_FILE = ".pre-commit-config.yaml"
WORKFLOW_FILE = ".github/workflows/personfirst.yml"

_REPOS = re.compile(r"repos:[ \t]*(?:#.*)?")
_ITEM = re.compile(r"( *)- ")


class Service(StrEnum):
    """Who runs the check when texts are pushed."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


class State(StrEnum):
    """How a file that is wanted stands to the one that is there."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    EXTENDED = "extended"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers. `folders` go down from the project's folder, with `/` after a folder; none of
    them means everything.
    """

    style: str
    fail_on: Severity
    folders: tuple[str, ...]
    service: Service
    pre_commit: bool


@dataclass(frozen=True, slots=True)
class Starter:
    """A file to write, with its whole text. `BY_HAND`: what a person adds there, and `why`."""

    path: str
    text: str
    state: State
    why: str = ""


Existing = Callable[[str], str | None]
"""The text of a file, by its path in the project; None where there is none."""


def starters(
    choices: Choices, source: Source, existing: Existing, settings_in: str | None = None
) -> tuple[Starter, ...]:
    """The files that the answers ask for.

    `settings_in` is another file in the project's folder that holds settings already: of two in one
    folder one would not be read.
    """
    yaml = (settings_in or "").endswith((".yaml", ".yml"))
    text = config_text(choices.style, choices.fail_on.value, choices.folders, yaml=yaml)
    if settings_in is None or settings_in == CONFIG_FILE:
        wanted = [_whole(CONFIG_FILE, text, existing)]
    else:
        place = " under [tool.personfirst]" if settings_in.endswith("pyproject.toml") else ""
        why = f"the settings of this folder are in it; what they would be{place}"
        wanted = [Starter(settings_in, text, State.BY_HAND, why)]
    if choices.pre_commit:
        wanted.append(_hooks(source, existing(HOOKS_FILE)))
    if choices.service is Service.GITHUB:
        wanted.append(_whole(WORKFLOW_FILE, github_workflow(source), existing))
    elif choices.service is Service.GITLAB:
        wanted.append(_whole(GITLAB_FILE, gitlab_job(source), existing))
        wanted.append(_pipeline(existing(".gitlab-ci.yml")))
    return tuple(wanted)


def _whole(path: str, text: str, existing: Existing) -> Starter:
    """A file of our own."""
    before = existing(path)
    if before is None:
        return Starter(path, text, State.NEW)
    same = before.replace("\r\n", "\n") == text
    return Starter(path, text, State.SAME if same else State.DIFFERS)


def _pipeline(before: str | None) -> Starter:
    """GitLab's own file, which has one `include` at most, in any of several forms."""
    path, text = ".gitlab-ci.yml", gitlab_include()
    if before is None:
        return Starter(path, text, State.NEW)
    if GITLAB_FILE in before:
        return Starter(path, before, State.SAME)
    return Starter(path, text, State.BY_HAND, "the file is there already; add to its `include`")


def _hooks(source: Source, before: str | None) -> Starter:
    """pre-commit's file, with our entry behind the others."""
    if before is None:
        lines = "".join(f"  {line}\n" for line in hook_lines(source))
        return Starter(HOOKS_FILE, f"repos:\n{lines}", State.NEW)
    loaded = _load(before)
    if _has_hook(loaded):
        return Starter(HOOKS_FILE, before, State.SAME)
    after = with_hook(before, hook_lines(source))
    if after is not None:
        return Starter(HOOKS_FILE, after, State.EXTENDED)
    lines = "".join(f"{line}\n" for line in hook_lines(source))
    return Starter(HOOKS_FILE, lines, State.BY_HAND, "it is laid out unusually; add under `repos`")


def with_hook(text: str, entry: Sequence[str]) -> str | None:
    """pre-commit's configuration with an entry added behind the last, every other byte kept.

    None where it cannot be added so that the file then says what it said, and the entry.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    starts = [number for number, line in enumerate(lines) if _REPOS.fullmatch(line)]
    if len(starts) != 1:
        return None
    first = next((line for line in lines[starts[0] + 1 :] if _says_something(line)), "")
    found = _ITEM.match(first)
    if found is None:
        return None
    indent = found[1]
    end = _end_of_list(lines, starts[0] + 1, indent)
    added = [f"{indent}{line}" for line in entry]
    if end == len(lines):  # the last line had no line end
        added.append("")
    after = ending.join([*lines[:end], *added, *lines[end:]])
    return after if _adds_only(text, after, "".join(f"{line}\n" for line in entry)) else None


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _end_of_list(lines: Sequence[str], start: int, indent: str) -> int:
    """Where the list under `repos:` ends, before blank lines and what is said of the next key."""
    for end in range(start, len(lines)):
        line = lines[end]
        inside = line.startswith((f"{indent}-", f"{indent} "))
        if _says_something(line) and not inside:
            while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
                end -= 1
            return end
    end = len(lines)
    while not lines[end - 1].strip():
        end -= 1
    return end


def _adds_only(before: str, after: str, entry: str) -> bool:
    """Whether a file says what it said and the entry, last among its repositories."""
    old, new, added = _load(before), _load(after), _load(entry)
    repos = old.get("repos") if isinstance(old, dict) else None
    return isinstance(repos, list) and new == {**old, "repos": [*repos, *added]}


def _load(text: str) -> Any:
    """What YAML says; None where it is none."""
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _has_hook(loaded: Any) -> bool:
    """Whether a hook of ours is among those of pre-commit's configuration."""
    repos = loaded.get("repos") if isinstance(loaded, dict) else None
    for repo in repos if isinstance(repos, list) else ():
        hooks = repo.get("hooks") if isinstance(repo, dict) else None
        for hook in hooks if isinstance(hooks, list) else ():
            if isinstance(hook, dict) and hook.get("id") in ("personfirst", "personfirst-fix"):
                return True
    return False
