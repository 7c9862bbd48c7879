"""What `personfirst init` asks the disk: a project's folders and services; our own origin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from personfirst.app.config_find import find_config
from personfirst.app.init import Service
from personfirst.app.patterns import absolute
from personfirst.app.starters import Source
from personfirst.model.errors import ConfigError

_ADDRESS = re.compile(r"[^\s'\"\\\x00-\x1f\x7f]+")


def chosen_folders(root: Path, given: Iterable[str]) -> tuple[str, ...]:
    """Paths as a plan takes them: from the project's folder down, `/` after a folder.

    The project's folder itself stands for everything, and a path inside another for nothing more
    than that. Raises `ConfigError` for a path that does not exist or lies outside.
    """
    chosen: list[str] = []
    for path in given:
        place = absolute(root / path)
        if place == absolute(root):
            return ()
        if not place.is_relative_to(absolute(root)):
            raise ConfigError(f"{path}: is not in this folder; give folders inside it")
        if not (place.exists() and _is_spelled_so(place, absolute(root))):
            raise ConfigError(f"{path}: there is no such folder or file{_near(root, path)}")
        inside = place.relative_to(absolute(root)).as_posix()
        if not inside.isprintable():
            raise ConfigError(f"{path!r}: has a character that cannot be written in settings")
        chosen.append(f"{inside}/" if place.is_dir() else inside)
    folders = {one for one in chosen if one.endswith("/")}
    apart = (
        one
        for one in dict.fromkeys(chosen)
        if not any(one != folder and one.startswith(folder) for folder in folders)
    )
    return tuple(apart)


def _is_spelled_so(place: Path, root: Path) -> bool:
    """Whether folders list a path as it is written: macOS and Windows find it in other letters,
    capital or small, and patterns do not.
    """
    above = (place, *place.parents)
    inside = above[: above.index(root)]
    return all(one.name in (entry.name for entry in one.parent.iterdir()) for one in inside)


def _near(root: Path, path: str) -> str:
    names = [entry.name for entry in root.iterdir() if not entry.name.startswith(".")]
    near = get_close_matches(path.strip("/"), names, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def repository_top(folder: Path) -> Path | None:
    """The top folder of the Git work tree that a folder is in; None outside of one."""
    above = absolute(folder)
    return next((place for place in (above, *above.parents) if (place / ".git").exists()), None)


def guessed_service(root: Path) -> Service:
    """Where the project seems to be tested: by the files and the addresses that it has."""
    if (root / ".gitlab-ci.yml").exists():
        return Service.GITLAB
    if (root / ".github").is_dir():
        return Service.GITHUB
    try:
        remotes = (root / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Service.NONE
    hosts = {"github.com": Service.GITHUB, "gitlab": Service.GITLAB}
    return next((service for host, service in hosts.items() if host in remotes), Service.NONE)


def settings_above(root: Path) -> tuple[str | None, Path | None]:
    """The name of a settings file in the project's folder, else the nearest one above it."""
    found = find_config(root)
    if found is None:
        return None, None
    return (found.name, None) if found.parent == root.resolve() else (None, found)


def given_source(version: str, repository: str) -> Source:
    """A source in a repository that was named. Raises `ConfigError` for what is no address."""
    if not _ADDRESS.fullmatch(repository) or repository.startswith("-"):
        raise ConfigError(
            f"{repository!r} is no address of a Git repository, "
            "such as https://example.org/tools/personfirst"
        )
    return Source(version, repository)


def installed_source(version: str) -> tuple[Source, str]:
    """Where this personfirst was installed from, and a remark where others may not find it there.

    The package names its repository, or pip has noted one that it was installed from.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        installed = distribution("personfirst")
    except PackageNotFoundError:
        return Source(version), ""
    for line in installed.metadata.get_all("Project-URL") or ():
        label, _, address = line.partition(",")
        if label.strip().lower() in ("repository", "source", "source code"):
            return Source(version, address.strip()), ""
    return noted_source(version, installed.read_text("direct_url.json"))


def noted_source(version: str, note: str | None) -> tuple[Source, str]:
    """The source that pip's note (PEP 610) names; without a note it was the package index."""
    try:
        noted = json.loads(note or "{}")
        address = str(noted.get("url", ""))
        repository = noted.get("vcs_info", {}).get("vcs") == "git"
    except (ValueError, AttributeError):
        return Source(version), ""
    if repository and _ADDRESS.fullmatch(address):
        return Source(version, address), ""
    if address:
        remark = (
            f"this personfirst was installed from {address}; what was written installs "
            f"{Source(version).requirement} from the package index. "
            "--repository names a Git repository instead"
        )
        return Source(version), remark
    return Source(version), ""
