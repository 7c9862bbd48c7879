"""Which files a run reads, in folders as counties and coalitions keep them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from personfirst.app import discover as discovery
from personfirst.app.config import Globs
from personfirst.app.discover import discover, shown_path


def make(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Naloxone is free at every library.\n", encoding="utf-8")


def found(
    *paths: str, exclude: str = "", include: str = "", gitignore: bool = True, force: bool = False
) -> list[str]:
    result = discover(
        paths or ["."],
        excludes=[Globs(Path.cwd(), tuple(exclude.split()))] if exclude else [],
        includes=[Globs(Path.cwd(), tuple(include.split()))] if include else [],
        force_exclude=force,
        respect_gitignore=gitignore,
    )
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


def test_data_is_read_only_where_it_is_named(folder: Path) -> None:
    make(folder, "minutes.md", "package.json", "ci.yml", "survey.csv", "po/es.po", "talk.srt")
    assert found() == ["minutes.md", "talk.srt", "po/es.po"]
    assert found("survey.csv", "package.json", "po") == ["survey.csv", "package.json", "po/es.po"]


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


def test_data_that_is_included_is_read_in_folders(folder: Path) -> None:
    make(folder, "a.md", "survey.csv", "site/data.json", "site/old.json", ".hidden.csv", "x.bin")
    assert found(include="*.csv /site/*.json *.bin") == [
        "a.md", "survey.csv", "site/data.json", "site/old.json",
    ]  # fmt: skip
    assert found(include="*.csv *.json !old.json", exclude="survey.*") == ["a.md", "site/data.json"]
    (folder / ".gitignore").write_text("*.csv\n", encoding="utf-8")
    assert found(include="*.csv") == ["a.md"]


def test_what_is_named_can_be_left_out_by_force(folder: Path) -> None:
    make(folder, "a.md", "archive/b.md", "archive/keep/c.md", "site/a.md", "notes.txt")
    names = ("a.md", "archive/b.md", "archive/keep/c.md", "site/a.md", "notes.txt")
    exclude = "archive/ !archive/keep/ /site/*.md *.txt !notes.txt"
    assert found(*names, exclude=exclude) == list(names)
    assert found(*names, exclude=exclude, force=True) == ["a.md", "notes.txt"]
    assert found("archive", "site", exclude=exclude, force=True) == []
    assert found("archive/keep", exclude=exclude, force=True) == []
    assert found(exclude=exclude, force=True) == ["a.md", "notes.txt"]


def test_of_several_lists_of_excludes_the_last_has_the_say_by_force_too(folder: Path) -> None:
    make(folder, "a.txt", "keep.txt")
    lists = [Globs(folder, ("*.txt",)), Globs(folder, ("!keep.txt",))]
    for paths in (["."], ["a.txt", "keep.txt"]):
        result = discover(paths, excludes=lists, force_exclude=True)
        assert [target.shown for target in result.targets] == ["keep.txt"]


def test_excludes_hold_whatever_link_leads_to_the_folder(folder: Path) -> None:
    make(folder, "county/a.md", "county/old/b.md")
    try:
        (folder / "desk").symlink_to("county", target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    excludes = [Globs(folder.resolve() / "county", ("/old/",))]
    for paths in (["desk"], ["desk/a.md", "desk/old/b.md"]):
        result = discover(paths, excludes=excludes, force_exclude=True)
        assert [target.shown for target in result.targets] == ["desk/a.md"]


def test_a_line_that_is_no_pattern_is_passed_over(folder: Path) -> None:
    make(folder, "a.md", "b.md")
    (folder / ".gitignore").write_text("!\n/\n[z-a].md\n[+--]\nb.md\n", encoding="utf-8")
    assert found() == ["a.md"]


def test_a_pattern_that_python_has_doubts_about_is_quiet(folder: Path) -> None:
    make(folder, "a.md", "b.md")
    (folder / ".gitignore").write_text("[a||z].md\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found() == ["b.md"]


def test_links_end_nowhere_and_count_once(folder: Path) -> None:
    make(folder, "site/a.md")
    try:
        (folder / "site" / "again").symlink_to(folder, target_is_directory=True)
        (folder / "b.md").symlink_to(folder / "site" / "a.md")
    except OSError:
        pytest.skip("no links here")
    assert len(found()) == 1
    assert found("site/again") == ["site/again/b.md"]


def test_junctions_of_windows_are_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(folder, "a.md", "plain/b.md", "junction/c.md")

    class Entry:
        def __init__(self, real: os.DirEntry[str]) -> None:
            self.real = real

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

        def stat(self, *, follow_symlinks: bool = True) -> object:
            return SimpleNamespace(st_reparse_tag=7 if self.real.name == "junction" else 0)

    @contextmanager
    def scandir(path: Path) -> Iterator[list[Entry]]:
        with listing(path) as scanned:
            yield [Entry(one) for one in scanned]

    listing = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    assert len(found()) == 3
    monkeypatch.setattr(discovery, "_JUNCTION", 7)
    assert found() == ["a.md", "plain/b.md"]


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


@pytest.mark.parametrize("given", ["https://example.org/a.html", "HTTP://x.org", "www.example.org"])
def test_an_address_is_no_path(given: str, folder: Path) -> None:
    (problem,) = discover([given]).missing
    reason = "is an address; save the page as a file, and check that"
    assert (problem.path, problem.reason) == (given, reason)


def test_a_pattern_that_the_shell_left_is_told(folder: Path) -> None:
    (problem,) = discover(["notes/*.md"]).missing
    assert problem.path == "notes/*.md"
    assert problem.reason.startswith("no such file or folder; the shell found nothing")
