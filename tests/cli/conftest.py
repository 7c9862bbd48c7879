"""The command as a user runs it: in a process of its own, or in this one where that will do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from personfirst.cli.app import app
from personfirst.rulebook import ruleset
from personfirst.rulebook.ruleset import load_ruleset

HOUSE_RULES = Path(__file__).parents[1] / "house-rules"

CONFIG = f"""
select = ["county-desk", "county-place"]
[rules]
folders = ['{HOUSE_RULES}']
"""

MINUTES = """\
# Board of Supervisors: minutes of 14 May

The Elm Street clinic serves frequent flyers in our county.
Supervisor Lee asked what becomes of the dope
house on Fifth Street.

The airline sent its frequent flyer desk.
"""
PAGE = """\
<h1>About us</h1>
<img src="van.jpg" alt="A frequent flyer waits at the van">
<p>We don’t see a drug problem on Fifth Street 🏠.</p>
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run said, with the seconds it took replaced by 0.1."""

    status: int
    out: str
    err: str


Invoke = Callable[..., Ran]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county's folder with minutes, a web page, a clean flyer and an ignored draft, as cwd."""
    files = {
        "personfirst.toml": CONFIG,
        "minutes.md": MINUTES,
        "site/about.html": PAGE,
        "flyer.txt": "Naloxone is free at every library.\n",
        "drafts/old.md": "Two frequent flyers waited.\n",
        ".gitignore": "drafts/\n",
        "site/photo.jpg": "not a photo",
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "PERSONFIRST_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def cache_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test finds in a cache what another left there, with other rules."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{uuid4()}"
    monkeypatch.setenv("PERSONFIRST_CACHE_DIR", str(folder))


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run the command in this process: `invoke("check", "a.md", stdin="…", env={…})`.

    Without the built-in rules, which take time to load and are not what is tested here.
    """
    monkeypatch.setattr(ruleset, "load_ruleset", partial(load_ruleset, builtin=False))

    def run(*arguments: str, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Ran:
        result = CliRunner().invoke(app, arguments, input=stdin, env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, _timeless(result.stdout), result.stderr)

    return run


@pytest.fixture
def process() -> Process:
    """Run the command in a process of its own; output as bytes."""

    def run(
        *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "personfirst", *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
        )

    return run


def _timeless(text: str) -> str:
    return re.sub(r"\d+\.\d s\b", "0.1 s", text)
