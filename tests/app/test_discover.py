"""Which files a run reads, in folders as counties and coalitions keep them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from personfirst.app.config import Excludes
from personfirst.app.discover import discover, shown_path


def make(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Naloxone is free at every library.\n", encoding="utf-8")


def found(*paths: str, exclude: str = "", gitignore: bool = True) -> list[str]:
    excludes = [Excludes(Path.cwd(), tuple(exclude.split()))] if exclude else []
    result = discover(paths or ["."], excludes=excludes, respect_gitignore=gitignore)
    assert not result.missing
    assert not result.unreadable
    return [target.shown for target in result.targets]


def test_files_come_in_order_and_once(folder: Path) -> None:
    make(folder, "site/b.html", "site/a.html", "minutes.md", "flyer.txt")
    assert found() == ["flyer.txt", "minutes.md", "site/a.html", "site/b.html"]
    assert found("site", ".", "./site/../minutes.md") == [
        "site/a.html",
        "site/b.html",
        "flyer.txt",
        "minutes.md",
    ]


def test_what_nobody_wrote_is_left_out(folder: Path) -> None:
    make(
        folder,
        "minutes.md",
        ".git/description.txt",
        ".cache/page.html",
        ".draft.md",
        "~$minutes.md",
        "node_modules/pkg/notes.md",
        "_site/index.html",
        "venv/notes.txt",
        "photo.jpg",
    )
    assert found() == ["minutes.md"]


def test_a_hidden_or_built_folder_that_is_named_is_read(folder: Path) -> None:
    make(folder, ".drafts/a.md", "_site/index.html", ".note.md")
    assert found(".drafts", "_site", ".note.md") == [".drafts/a.md", "_site/index.html", ".note.md"]


def test_gitignore_of_each_folder_counts_without_git(folder: Path) -> None:
    make(folder, "a.md", "drafts/b.md", "site/c.md", "site/old/d.md", "site/old/keep.md")
    (folder / ".gitignore").write_text("# drafts\ndrafts/\n", encoding="utf-8")
    (folder / "site" / ".gitignore").write_text("old/*\n!old/keep.md\n", encoding="utf-8")
    assert found() == ["a.md", "site/c.md", "site/old/keep.md"]
    assert "drafts/b.md" in found(gitignore=False)


def test_a_deeper_gitignore_takes_in_again(folder: Path) -> None:
    make(folder, "a.txt", "site/robots.txt")
    (folder / ".gitignore").write_text("*.txt\n", encoding="utf-8")
    (folder / "site" / ".gitignore").write_text("!robots.txt\n", encoding="utf-8")
    assert found() == ["site/robots.txt"]


def test_gitignore_above_the_named_folder_counts(folder: Path) -> None:
    make(folder, "site/a.md", "site/private/b.md", "site/local.md")
    (folder / ".git" / "info").mkdir(parents=True)
    (folder / ".git" / "info" / "exclude").write_text("local.md\n", encoding="utf-8")
    (folder / ".gitignore").write_text("/site/private\n", encoding="utf-8")
    assert found("site") == ["site/a.md"]


def test_a_named_path_is_read_even_if_ignored(folder: Path) -> None:
    make(folder, "drafts/b.md", "a.txt")
    (folder / ".gitignore").write_text("drafts/\n*.txt\n", encoding="utf-8")
    assert found("drafts", "a.txt") == ["drafts/b.md", "a.txt"]
    assert found("a.txt", exclude="*.txt") == ["a.txt"]


def test_exclude_patterns_read_like_gitignore(folder: Path) -> None:
    make(folder, "a.md", "site/a.md", "site/b.md", "archive/2019/c.md")
    assert found(exclude="/a.md archive/") == ["site/a.md", "site/b.md"]
    assert found(exclude="**/b.md archive") == ["a.md", "site/a.md"]


def test_a_line_that_is_no_pattern_is_passed_over(folder: Path) -> None:
    make(folder, "a.md", "b.md")
    (folder / ".gitignore").write_text("!\n/\nb.md\n", encoding="utf-8")
    assert found() == ["a.md"]


def test_links_end_nowhere_and_count_once(folder: Path) -> None:
    make(folder, "site/a.md")
    try:
        (folder / "site" / "again").symlink_to(folder, target_is_directory=True)
        (folder / "b.md").symlink_to(folder / "site" / "a.md")
    except OSError:
        pytest.skip("no links here")
    assert len(found()) == 1
    assert found("site/again") == ["site/again/b.md"]


def test_what_is_missing_or_closed_is_told(folder: Path) -> None:
    make(folder, "a.md", "b.md")
    result = discover(["a.md", "nope.md", "c/d/"])
    assert [problem.path for problem in result.missing] == ["nope.md", "c/d"]
    assert {problem.reason for problem in result.missing} == {"no such file or folder"}
    assert len(result.targets) == 1


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, "a.md", "sealed/b.md")
    listing = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "sealed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = discover(["."])
    assert [(one.path, one.reason) for one in result.unreadable] == [
        ("sealed", "permission denied")
    ]
    assert len(result.targets) == 1


def test_paths_are_shown_from_here_with_forward_slashes(folder: Path) -> None:
    here = folder / "county"
    here.mkdir()
    os.chdir(here)
    assert shown_path(here / "site" / "a.md") == "site/a.md"
    assert shown_path("../minutes.md") == (folder / "minutes.md").as_posix()


def test_links_that_lead_to_each_other_do_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Naloxone is free.", encoding="utf-8")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    found = discover([tmp_path / "one", tmp_path / "a.txt"])
    assert [target.path.name for target in found.targets] == ["a.txt"]
    assert len(found.unreadable) == 1
