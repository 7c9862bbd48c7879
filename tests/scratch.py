"""A scratch git repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_AS = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Run git in a folder, without what the machine's own configuration says; its output."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    ran = subprocess.run(
        ["git", *_AS, *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    return ran.stdout


def new_repository(folder: Path) -> Path:
    """An empty repository in a folder, on the branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    return folder


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write files, with the folders above them; text in UTF-8 with its line ends as they are."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def commit(folder: Path, files: dict[str, str | bytes] | None = None, message: str = "c") -> str:
    """Commit everything, after writing some files; the commit's name."""
    write(folder, files or {})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD").decode().strip()
