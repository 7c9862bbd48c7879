"""Changed lines, asked of git and read from diffs, in a scratch repository."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from personfirst.app.changes import changes_in_diff, changes_since
from personfirst.app.check import check_paths
from personfirst.app.config import Globs, Settings
from personfirst.app.git import Repository, find_repository
from personfirst.app.scope import Scope
from personfirst.app.staged import discover_staged
from personfirst.model.errors import ConfigError
from tests.scratch import commit, git, new_repository, write

FLYER = "Two frequent flyers.\n"
LINES = "".join(
    f"Line {number} of some length, so that it is told apart.\n" for number in range(20)
)


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without what the machine's own configuration says."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with one commit, in the current folder."""
    new_repository(folder)
    commit(folder, {"a.md": LINES, "b.txt": FLYER, "sub/c.md": f"One.\n\n{FLYER}"})
    return folder


def changed(revision: str = "HEAD", *, staged: bool = False) -> dict[str, object]:
    found = changes_since(revision, staged=staged)
    top = Path.cwd().resolve()
    return {path.relative_to(top).as_posix(): lines for path, lines in found.lines.items()}


def found(
    settings: Settings, *paths: str, base: str | None = None, staged: bool = False
) -> list[tuple[str, int]]:
    """Path and line of what counts."""
    changes = None if base is None else changes_since(base, staged=staged)
    scope = Scope(today=date(2026, 6, 15), changes=changes, staged=staged)
    checked = check_paths(paths or ["."], settings, scope=scope)
    assert checked.failing() == ()
    return [(one.place.path, one.place.line) for one in checked.report.unmuted]


def test_changes_of_the_work_tree_and_new_files(repository: Path) -> None:
    assert changed() == {}
    write(
        repository, {"b.txt": f"One.\n{FLYER}", "new.md": "New.\n", "sub/c.md": f"One.\n\n{FLYER}x"}
    )
    assert changed() == {"b.txt": ((1, 1),), "sub/c.md": ((4, 4),), "new.md": None}
    os.chdir(repository / "sub")
    assert set(changes_since("HEAD").lines) == {
        (repository / name).resolve() for name in ("b.txt", "sub/c.md", "new.md")
    }


def test_only_what_parted_from_the_base_counts(repository: Path) -> None:
    git(repository, "branch", "work")
    commit(repository, {"a.md": LINES.replace("Line 3 ", "LINE 3 "), "other.md": FLYER})
    git(repository, "checkout", "--quiet", "work")
    commit(repository, {"a.md": LINES.replace("Line 9 ", "LINE 9 ")})
    assert changed("main") == {"a.md": ((10, 10),)}
    git(repository, "checkout", "--quiet", "--detach")
    assert changed("main") == {"a.md": ((10, 10),)}
    git(repository, "tag", "-a", "v1", "-m", "v1", "main")
    assert changed("v1") == {"a.md": ((10, 10),)}


def test_renames_are_followed(repository: Path, house: Settings) -> None:
    text = LINES + FLYER
    commit(repository, {"a.md": text})
    git(repository, "mv", "a.md", "sub/renamed.md")
    write(repository, {"sub/renamed.md": text.replace("Line 5 of", "Two frequent flyers of")})
    assert changed() == {"sub/renamed.md": ((6, 6),)}
    assert found(house, base="HEAD") == [("sub/renamed.md", 6)]
    commit(repository)
    assert changed("HEAD~1") == {"sub/renamed.md": ((6, 6),)}
    git(repository, "mv", "sub/renamed.md", "again.md")
    assert changed() == {}


HARD_NAMES = ["with space.md", "ümläut.md", "b/a b/c.md", "-dash.md", "a → b.md"]
if sys.platform != "win32":
    HARD_NAMES += ['q"uote.md', "back\\slash.md", "new\nline.md", "tab\t.md", ":(top)x.md", "* .md"]


def test_names_of_every_kind(repository: Path, house: Settings) -> None:
    texts = {name: LINES.replace("length", ascii(name)) for name in HARD_NAMES}
    commit(repository, {name: f"One.\n\n{text}" for name, text in texts.items()})
    write(repository, {name: f"One.\n\n{text}{FLYER}" for name, text in texts.items()})
    assert changed() == dict.fromkeys(HARD_NAMES, ((23, 23),))
    assert sorted(found(house, base="HEAD")) == sorted((name, 23) for name in HARD_NAMES)
    diff = changes_in_diff(git(repository, "diff"), "the diff")
    assert diff.lines == changes_since("HEAD").lines
    for name in HARD_NAMES:
        git(repository, "mv", "--", name, f"{name}.moved.md")
    moved = [f"{name}.moved.md" for name in HARD_NAMES]
    assert changed() == dict.fromkeys(moved, ((23, 23),))
    git(repository, "add", "--all")
    assert sorted(found(house, staged=True)) == sorted((name, 23) for name in moved)


def test_a_file_that_git_does_not_track_is_new_unless_it_is_ignored(
    repository: Path, house: Settings
) -> None:
    write(
        repository,
        {
            ".gitignore": "out/\n",
            "out/x.md": FLYER,
            "new é\n.md" if os.sep == "/" else "new.md": FLYER,
        },
    )
    assert [name for name in changed() if name.endswith("x.md")] == []
    assert len(found(house, base="HEAD")) == 1
    assert found(house, "out/x.md", base="HEAD") == []


def test_files_that_are_not_text_are_new_as_a_whole(repository: Path) -> None:
    commit(
        repository,
        {"deck.docx": b"PK\x00\x01", "wide.txt": "One.\n".encode("utf-16"), "x.md": "x\n"},
    )
    write(repository, {"deck.docx": b"PK\x00\x02", "wide.txt": "Two.\n".encode("utf-16")})
    assert changed() == {"deck.docx": None, "wide.txt": None}
    git(repository, "mv", "deck.docx", "moved deck.docx")
    git(repository, "add", "--all")
    assert changed(staged=True)["moved deck.docx"] is None
    write(repository, {".gitattributes": "*.md -diff\n", "x.md": "y\n"})
    assert changed()["x.md"] is None


def test_settings_of_git_do_not_matter(repository: Path, tmp_path: Path) -> None:
    for name, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.external": "false",
        "diff.renames": "false",
        "diff.context": "9",
        "diff.relative": "true",
        "color.ui": "always",
        "color.diff": "always",
        "core.quotePath": "true",
        "core.pager": "false",
        "diff.word.textconv": "false",
        "diff.word.command": "false",
        "diff.submodule": "log",
        "diff.ignoreSubmodules": "none",
        "diff.algorithm": "patience",
        "diff.suppressBlankEmpty": "true",
    }.items():
        git(repository, "config", name, value)
    write(repository, {".gitattributes": "*.md diff=word\n", "é.md": FLYER})
    git(repository, "add", "--all")
    git(repository, "mv", "a.md", "b ä.md")
    write(repository, {"b ä.md": LINES.replace("Line 7 ", "LINE 7 ")})
    os.chdir(repository / "sub")
    top = repository.resolve()
    lines = {
        path.relative_to(top).as_posix(): one for path, one in changes_since("HEAD").lines.items()
    }
    assert lines["b ä.md"] == ((8, 8),)
    assert lines["é.md"] == ((1, 1),)


def test_submodules_are_not_entered(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = new_repository(tmp_path_factory.mktemp("other"))
    commit(other, {"m.md": FLYER})
    allowed = ("-c", "protocol.file.allow=always")
    git(repository, *allowed, "submodule", "--quiet", "add", str(other), "mod")
    commit(repository)
    write(repository, {"mod/m.md": f"{FLYER}{FLYER}", "b.txt": f"{FLYER}One.\n"})
    assert changed() == {"b.txt": ((2, 2),)}
    git(repository, "add", "mod")
    assert list(find_repository().staged()) == []


def test_lone_carriage_returns_are_no_line_ends_for_git(repository: Path, house: Settings) -> None:
    old = "One.\r\rTwo frequent flyers.\r\rThree.\n\nFour.\n"
    commit(repository, {"old.txt": old})
    write(repository, {"old.txt": old + "\nFive frequent flyers.\n"})
    assert found(house, base="HEAD") == [("old.txt", 9)]
    write(repository, {"old.txt": old.replace("One", "Won")})
    assert found(house, base="HEAD") == [("old.txt", 3)]


def test_a_finding_over_two_lines_counts_if_either_is_new(
    repository: Path, house: Settings
) -> None:
    commit(repository, {"d.md": "The dope\nhouse. Two frequent flyers.\n\nMore.\n"})
    write(repository, {"d.md": "The dope\nhouse! Two frequent flyers.\n\nMore.\n"})
    assert found(house, base="HEAD") == [("d.md", 1), ("d.md", 2)]
    write(repository, {"d.md": "That dope\nhouse. Two frequent flyers.\n\nMore.\n"})
    assert found(house, base="HEAD") == [("d.md", 1)]


def test_what_is_not_new_is_muted_not_dropped(repository: Path, house: Settings) -> None:
    write(repository, {"sub/c.md": f"One.\n\n{FLYER}\nNew.\n"})
    scope = Scope(changes=changes_since("HEAD"))
    report = check_paths(["."], house, scope=scope).report
    assert (report.files, report.unmuted) == (1, ())
    [one] = report.findings
    assert one.muted is not None
    assert (one.muted.filter, one.muted.cue) == ("unchanged", "no line that is new since HEAD")


def test_staged_content_is_checked_not_the_file_on_disk(repository: Path, house: Settings) -> None:
    assert found(house, staged=True) == []
    write(repository, {"sub/c.md": f"{FLYER}\n{FLYER}", "n.txt": f"One.\n{FLYER}"})
    git(repository, "add", "sub/c.md", "n.txt")
    write(repository, {"sub/c.md": "Clean.\n", "b.txt": f"{FLYER}{FLYER}"})
    (repository / "n.txt").unlink()
    assert found(house, staged=True) == [("n.txt", 2), ("sub/c.md", 1), ("sub/c.md", 3)]
    assert found(house, staged=True, base="HEAD") == [("n.txt", 2), ("sub/c.md", 1)]
    assert found(house, "sub", staged=True) == [("sub/c.md", 1), ("sub/c.md", 3)]
    assert found(house, "n.txt", staged=True) == [("n.txt", 2)]
    assert found(house, "b.txt", staged=True) == []
    os.chdir(repository / "sub")
    assert found(house, "c.md", staged=True) == [("c.md", 1), ("c.md", 3)]
    git(repository, "rm", "--quiet", "--cached", "--force", "sub/c.md", "n.txt")
    assert found(house, staged=True) == []


def test_staged_files_are_left_out_as_files_on_disk_are(repository: Path, house: Settings) -> None:
    names = [
        "drafts/x.md",
        "sub/.hidden/x.md",
        "_site/x.md",
        "x.json",
        "x.exe",
        "notes/old/y.md",
        "z.md",
    ]
    write(repository, dict.fromkeys(names, FLYER))
    git(repository, "add", "--force", *names)
    if os.name == "posix":
        (repository / "link.md").symlink_to("z.md")
        git(repository, "add", "link.md")
    leaving = house._replace(excludes=(Globs(repository, ("drafts/", "notes/**/y.md")),))
    assert found(leaving, staged=True) == [("z.md", 1)]
    assert found(leaving, "_site", "z.md", staged=True) == [("_site/x.md", 1), ("z.md", 1)]


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own elsewhere")
def test_a_link_makes_nothing_new(repository: Path, house: Settings) -> None:
    (repository / "to b.txt").symlink_to("b.txt")
    (repository / "to c.md").symlink_to("sub/c.md")
    git(repository, "add", "to c.md")
    write(repository, {"sub/c.md": f"Two.\n\n{FLYER}"})
    assert changed() == {"sub/c.md": ((1, 1),)}
    assert found(house, base="HEAD") == []


def test_a_file_that_is_kept_elsewhere_is_fetched(repository: Path, house: Settings) -> None:
    write(repository, {"kept.txt": f"The pointer leads here.\n\n{FLYER}"})
    git(repository, "config", "filter.lfs.smudge", "cat kept.txt")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n"
    write(repository, {".gitattributes": "big.md filter=lfs\n", "big.md": pointer})
    git(repository, "add", "big.md")
    assert found(house, staged=True) == [("big.md", 3)]


def test_the_first_commit_is_staged_too(folder: Path, house: Settings) -> None:
    new_repository(folder)
    write(folder, {"a.md": FLYER})
    git(folder, "add", "a.md")
    assert found(house, staged=True) == [("a.md", 1)]
    with pytest.raises(ConfigError, match="there is no commit yet"):
        changes_since("HEAD")


def test_a_path_that_is_neither_staged_nor_there(repository: Path) -> None:
    assert [one.path for one in discover_staged(["gone.md", "b.txt"]).missing] == ["gone.md"]


def test_a_diff_of_paths_from_the_top_or_from_here(repository: Path) -> None:
    write(repository, {"sub/c.md": "New.\n"})
    from_top, real = git(repository, "diff"), (repository / "sub/c.md").resolve()
    os.chdir(repository / "sub")
    relative = git(repository / "sub", "diff", "--relative")
    for diff in (from_top, relative):
        assert changes_in_diff(diff, "the diff").lines == {real: ((1, 1),)}
    gone = from_top.replace(b"sub/c.md", b"sub/none.md")
    assert changes_in_diff(gone, "the diff").lines == {}


def test_a_diff_outside_of_any_repository(folder: Path) -> None:
    write(folder, {"a.md": FLYER})
    diff = b"--- a/a.md\n+++ b/a.md\n@@ -0,0 +1 @@\n+Two frequent flyers.\n"
    assert list(changes_in_diff(diff, "the diff").lines) == [(folder / "a.md").resolve()]


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("no-such-branch", "git knows no revision 'no-such-branch'; 'git branch --all' lists"),
        ("--output=stolen", "'--output=stolen' is no revision; name a branch"),
        ("-p", "'-p' is no revision"),
        ("", "'' is no revision"),
        ("HEAD:b.txt", "git knows no revision"),
        ("HEAD..HEAD", "git knows no revision"),
    ],
)
def test_a_revision_that_cannot_be_used(revision: str, message: str, repository: Path) -> None:
    with pytest.raises(ConfigError) as error:
        changes_since(revision)
    assert message in str(error.value)
    assert not (repository / "stolen").exists()


def test_histories_that_never_met(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "other")
    commit(repository, message="another beginning")
    with pytest.raises(ConfigError, match=r"'main' and HEAD have no common commit$"):
        changes_since("main")


def test_a_shallow_clone_says_to_fetch(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "checkout", "--quiet", "-b", "work")
    commit(repository, {"w.md": "w\n"})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {"m.md": "m\n"})
    clone = tmp_path_factory.mktemp("clone") / "c"
    url = repository.as_uri()
    git(repository, "clone", "--quiet", "--depth=1", "--no-single-branch", url, str(clone))
    monkeypatch.chdir(clone)
    with pytest.raises(ConfigError, match=r"no common commit in this shallow clone; fetch more"):
        changes_since("origin/work")
    with pytest.raises(ConfigError, match=r"this clone is shallow, so fetch it first"):
        changes_since("origin/gone")


def test_outside_of_a_repository(folder: Path) -> None:
    with pytest.raises(ConfigError, match="is in no git repository; go to one, or use --diff-from"):
        changes_since("HEAD")


def test_in_the_git_folder_itself(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / ".git")
    with pytest.raises(
        ConfigError, match="git rev-parse: this operation must be run in a work tree"
    ):
        changes_since("HEAD")


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(ConfigError, match="git was not found; install it"):
        changes_since("HEAD")


def test_accents_that_macos_stores_apart(
    repository: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, {"cafe\u0301.md": FLYER})
    composed = ["caf\u00e9.md"]
    monkeypatch.setattr(Repository, "untracked", lambda _: iter(composed))
    assert len(found(house, base="HEAD")) == 1


def test_the_folder_that_git_does_not_trust_is_named(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.chdir(repository / "sub")
    top = repository.resolve().as_posix()
    with pytest.raises(ConfigError, match=f'safe.directory "{re.escape(top)}"$'):
        changes_since("HEAD")


def test_in_another_work_tree(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = repository.parent / f"{repository.name}-tree"
    git(repository, "worktree", "add", "--quiet", "-b", "tree", str(tree))
    write(tree, {"b.txt": f"New.\n{FLYER}"})
    monkeypatch.chdir(tree)
    assert list(changes_since("main").lines.items()) == [((tree / "b.txt").resolve(), ((1, 1),))]
