"""A scratch Git repository, and commands that run in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
AUTHOR = ("-c", "user.name=Ray", "-c", "user.email=ray@example.org", "-c", "commit.gpgsign=false")

Run = subprocess.CompletedProcess[str]


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder with a Git repository in it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def run(self, *command: str, check: bool = True) -> Run:
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=500,
            check=False,
        )
        assert not check or ran.returncode == 0, ran.stdout + ran.stderr
        return ran

    def git(self, *arguments: str, check: bool = True) -> Run:
        return self.run("git", *AUTHOR, *arguments, check=check)

    def commit(self, message: str) -> str:
        """Commit everything; the id of the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository on the branch `main`."""
    return new_repository(tmp_path / "coalition")


def new_repository(folder: Path, environment: dict[str, str] | None = None) -> Repository:
    folder.mkdir(parents=True)
    made = Repository(folder, environment or {})
    made.git("init", "--quiet", "--initial-branch=main")
    return made


def load_yaml(file: Path) -> dict[str, object] | list[dict[str, object]]:
    loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict | list)
    return loaded


ReadYaml = Callable[[Path], object]
