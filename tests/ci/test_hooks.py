"""The hooks of `.pre-commit-hooks.yaml`: which files they take, and what they do to a commit."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml

import personfirst
from personfirst.app.discover import SKIPPED_FOLDERS, discover
from personfirst.app.hook_pattern import hook_pattern
from personfirst.app.starters import Source, hook_lines
from personfirst.formats.registry import CODE, SUFFIXES, TEMPLATES, TEXT_NAMES
from tests.ci.conftest import ROOT, Repository, Run, new_repository

MANIFEST = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
}

RELEASE = f"v{personfirst.__version__}"
CLEAN = "# Opening hours\n\nThe library opens at nine on Monday.\n"
FLAGGED = "# Help for addicts\n\nThe library opens at nine on Monday.\n"

needs_pre_commit = pytest.mark.skipif(
    importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"
)


def names() -> set[str]:
    """File names of every kind, and of none."""
    suffixes = [*SUFFIXES, *CODE.split(), ".png", ".lock", ".xyz", ".v2"]
    plain = {f"a{suffix}" for suffix in suffixes} | {f"B{suffix.upper()}" for suffix in suffixes}
    templates = {f"c{first}{last}" for first in suffixes for last in TEMPLATES.split()}
    folders = {f"deep/{folder}/a.md" for folder in (*SKIPPED_FOLDERS, ".github", ".venv", "Builds")}
    bare = {*TEXT_NAMES.split(), "Dockerfile", "Makefile", "md", "html"}
    odd = {
        "~$report.docx", ".hidden.md", ".txt", "notes.md.bak", "build.md", "dist.d/a.md",
        "a b (1).md", "it's.md", "a.md.d/b.bin", "README", "docs/ReadMe", "x.README", "caffè.html",
        "~$folder/a.md", "venv.txt", "a..md", "a.yml.j2.d/b.md",
    }  # fmt: skip
    return plain | templates | folders | bare | odd


def test_the_hooks_take_what_a_check_of_the_folder_finds(tmp_path: Path) -> None:
    made = names()
    for name in made:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text", encoding="utf-8")
    found = {
        target.path.relative_to(tmp_path).as_posix() for target in discover([tmp_path]).targets
    }
    pattern = re.compile(MANIFEST["personfirst"]["files"])
    assert {name for name in made if pattern.search(name)} == found
    assert {"a.md", "B.DOCX", "c.md.j2", "readme", "a.pdf", "c.v2.j2"} <= found
    assert {"a.csv", "c.yml.j2", "deep/node_modules/a.md", "~$report.docx"}.isdisjoint(found)


@pytest.mark.parametrize("name", ["personfirst", "personfirst-fix"])
def test_the_pattern_in_the_manifest_is_the_one_that_the_program_makes(name: str) -> None:
    assert MANIFEST[name]["files"] == hook_pattern(), (
        "put this under files: in .pre-commit-hooks.yaml\n" + hook_pattern()
    )


def test_only_the_hook_that_says_so_writes() -> None:
    assert MANIFEST.keys() == {"personfirst", "personfirst-fix"}
    assert "--fix" not in MANIFEST["personfirst"]["entry"]
    assert "--fix --exit-non-zero-on-fix" in MANIFEST["personfirst-fix"]["entry"]
    for hook in MANIFEST.values():
        assert hook["require_serial"] is True
        assert hook["language"] == "python"
        assert "--force-exclude" in hook["entry"]
        assert "exclude" not in hook, "a user's own `exclude` would take its place"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository of hooks: what is committed and what is not yet."""
    folder = tmp_path_factory.mktemp("hooks") / "personfirst"
    made = new_repository(folder)
    for name in ("src", "rules"):
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    made.commit("Hooks")
    made.git("tag", RELEASE)
    return folder


@pytest.fixture(scope="module")
def pre_commit_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments: one installation serves every test."""
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture
def materials(tmp_path: Path, pre_commit_home: Path) -> Repository:
    """A coalition's repository of materials, in which nothing is configured yet."""
    return new_repository(tmp_path / "materials", {"PRE_COMMIT_HOME": str(pre_commit_home)})


def pre_commit(repository: Repository, *arguments: str) -> Run:
    command = (sys.executable, "-m", "pre_commit", *arguments)
    return repository.run(*command, check=False)


def configure(repository: Repository, hooks: Path, hook: str, **keys: object) -> None:
    """Write the configuration, and have `git commit` run it."""
    entry = {"repo": str(hooks), "rev": RELEASE, "hooks": [{"id": hook, **keys}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [entry]}))
    repository.commit("Configure")
    ran = pre_commit(repository, "install", "--install-hooks")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@needs_pre_commit
def test_try_repo_runs_both_hooks_on_what_is_staged(materials: Repository, hooks: Path) -> None:
    materials.write("clean.md", CLEAN)
    materials.write("flyer.md", FLAGGED)
    materials.write("data.bin", "addicts")
    materials.git("add", "--all")
    ran = pre_commit(materials, "try-repo", str(hooks), "--verbose", "--color=never")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    check, _, fix = ran.stdout.partition("- hook id: personfirst-fix")
    assert "- hook id: personfirst\n" in check
    assert "flyer.md:1:12" in check
    assert "in 1 of 2 files" in check
    assert "files were modified by this hook" in fix
    assert materials.read("flyer.md") == FLAGGED.replace("addicts", "people who use drugs")
    assert materials.read("clean.md") == CLEAN
    assert materials.read("data.bin") == "addicts"


@needs_pre_commit
def test_a_commit_is_judged_by_what_is_staged(materials: Repository, hooks: Path) -> None:
    configure(materials, hooks, "personfirst")
    flyer = materials.write("flyer.md", FLAGGED)
    materials.git("add", "flyer.md")
    flyer.write_text(CLEAN, encoding="utf-8")
    refused = materials.git("commit", "-m", "Staged words, mended since", check=False)
    assert refused.returncode == 1
    assert "flyer.md:1:12" in refused.stdout + refused.stderr
    assert materials.read("flyer.md") == CLEAN

    materials.git("add", "flyer.md")
    flyer.write_text(FLAGGED, encoding="utf-8")
    accepted = materials.git("commit", "-m", "Staged without, added since", check=False)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert materials.read("flyer.md") == FLAGGED
    assert materials.git("show", "HEAD:flyer.md").stdout == CLEAN


@needs_pre_commit
def test_the_check_hook_changes_nothing_and_excludes_hold(
    materials: Repository, hooks: Path
) -> None:
    materials.write("personfirst.toml", 'exclude = ["archive/"]\n')
    configure(materials, hooks, "personfirst", args=["--style", "clinical"])
    materials.write("archive/2009.md", FLAGGED)
    ran = materials.git("add", "--all") and materials.git("commit", "-m", "Old", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    materials.write("flyer.md", FLAGGED)
    materials.git("add", "--all")
    ran = materials.git("commit", "-m", "New", check=False)
    assert ran.returncode == 1
    assert "people with substance use disorders" in ran.stdout + ran.stderr
    assert materials.read("flyer.md") == FLAGGED


@needs_pre_commit
def test_the_fixing_hook_stops_the_commit_until_its_change_is_staged(
    materials: Repository, hooks: Path
) -> None:
    configure(materials, hooks, "personfirst-fix")
    materials.write("flyer.md", FLAGGED)
    materials.git("add", "--all")
    assert materials.git("commit", "-m", "First", check=False).returncode == 1
    assert "people who use drugs" in materials.read("flyer.md")
    materials.git("add", "--all")
    ran = materials.git("commit", "-m", "Second", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@needs_pre_commit
def test_a_commit_without_texts_skips_the_hook(materials: Repository, hooks: Path) -> None:
    configure(materials, hooks, "personfirst")
    materials.write("logo.png", "addicts")
    materials.git("add", "--all")
    ran = materials.git("commit", "-m", "Logo", check=False)
    assert ran.returncode == 0
    assert "no files to check" in ran.stdout + ran.stderr


@needs_pre_commit
def test_what_init_writes_guards_the_next_commit(materials: Repository, hooks: Path) -> None:
    command = (sys.executable, "-m", "personfirst", "init", "--yes", "--paths", "content")
    materials.write("content/flyer.md", FLAGGED)
    materials.write("archive.md", FLAGGED)
    materials.run(*command, "--ci", "none", "--pre-commit", "--repository", str(hooks))
    assert pre_commit(materials, "install").returncode == 0
    materials.git("add", "--all")
    ran = materials.git("commit", "-m", "First", check=False)
    assert ran.returncode == 1
    assert "content/flyer.md:1:12" in ran.stdout + ran.stderr
    assert "archive.md" not in ran.stdout + ran.stderr
    materials.write("content/flyer.md", CLEAN)
    materials.git("add", "--all")
    ran = materials.git("commit", "-m", "Second", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@needs_pre_commit
def test_the_manifest_and_what_init_writes_are_valid(materials: Repository) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    ran = pre_commit(materials, "validate-manifest", manifest)
    assert ran.returncode == 0, ran.stdout
    for source in (Source("0.1.0"), Source("0.1.0", "https://example.org/personfirst")):
        lines = "".join(f"{line}\n" for line in hook_lines(source))
        config = materials.write(".pre-commit-config.yaml", f"repos:\n{lines}")
        ran = pre_commit(materials, "validate-config", str(config))
        assert ran.returncode == 0, ran.stdout
