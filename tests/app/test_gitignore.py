"""Lines of .gitignore: what git leaves out, no more and no less."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from personfirst.app.config import Globs
from personfirst.app.discover import discover
from personfirst.app.gitignore import Place, parsed, verdict
from tests.scratch import git, new_repository, write

FILES = (
    "a.md", "b.md", "ab.md", "a].md", "a b.md", "!a.md", "#a.md", "sub/a.md", "sub/b.md",
    "sub/a-b.md", "sub/deep/a.md", "sub/deep/c.md", "sub/deep/sub/b.md", "x/a.md", "x/sub/b.md",
    "x/deep/deep/1.md",
)  # fmt: skip
ROUNDS = 150


def read(folder: Path, *lines: str) -> list[str]:
    """The files that a check reads under a .gitignore, and under the same lines as excludes."""
    (folder / ".gitignore").write_bytes("\n".join(lines).encode())
    seen = [target.shown for target in discover(["."]).targets]
    excludes = [Globs(folder.resolve(), lines)]
    excluded = discover(["."], excludes=excludes, respect_gitignore=False).targets
    assert [target.shown for target in excluded] == seen
    forced = discover(FILES, excludes=excludes, force_exclude=True).targets
    assert sorted(target.shown for target in forced) == sorted(seen)
    return sorted(seen)


@pytest.fixture
def tree(folder: Path) -> Path:
    write(folder, dict.fromkeys(FILES, "Naloxone is free.\n"))
    return folder


@pytest.mark.parametrize(
    "lines",
    [
        ("*", "!*/", "!*.md"),
        ("**", "!**/", "!*.md"),
        ("sub/**", "!sub/**/", "!sub/**/*.md"),
    ],
)
def test_all_is_left_out_but_for_some(tree: Path, lines: tuple[str, ...]) -> None:
    assert read(tree, *lines) == sorted(FILES)


def test_what_a_folder_holds_is_taken_out_and_some_brought_back(tree: Path) -> None:
    assert [one for one in read(tree, "sub/**", "!sub/b.md") if "sub/" in one] == [
        "sub/b.md",
        "x/sub/b.md",
    ]


def test_a_folder_in_one_that_is_brought_back_stays_out(tree: Path) -> None:
    kept = read(tree, "**/", "!sub/")
    assert "sub/a.md" in kept
    assert "sub/deep/c.md" not in kept


@pytest.mark.parametrize(
    ("line", "named", "others"),
    [
        ("[[:alpha:]].md", ["a.md"], ["1.md", "ab.md"]),
        ("[^[:digit:]x]", ["a"], ["1", "x", "/"]),
        (r"[a\]].md", ["a.md", "].md"], ["b.md"]),
        ("[]-_].md", ["].md", "^.md"], ["a.md"]),
        ("[a||z&&[]", ["|", "&", "["], ["b"]),
        ("[z-a]", ["z"], ["a", "m"]),
        (r"\#a", ["#a", "x/#a"], ["a"]),
        (r"a\  ", ["a "], ["a", r"a\ "]),
        ("a?c/*.md", ["abc/x.md"], ["a/c/x.md", "abc/x/y.md", "x/abc/x.md"]),
        ("a/**/b", ["a/b", "a/x/y/b"], ["ab", "x/a/b"]),
        ("a.md\r", ["a.md"], ["a.md\r"]),
    ],
)
def test_signs(line: str, named: list[str], others: list[str]) -> None:
    pattern = parsed(line)
    assert pattern is not None
    places = [Place(one, one.rpartition("/")[2], False) for one in (*named, *others)]
    assert [one.path for one in places if verdict([pattern], [one])] == named


@pytest.mark.parametrize(
    "line", ["", "  ", "# a", "!", "/", "!/", "[", "[a", "[[:word:]]", "[[::]]", "a\\"]
)
def test_a_line_that_names_nothing(line: str) -> None:
    assert parsed(line) is None


def test_a_mark_of_utf8_is_no_part_of_the_first_pattern(tree: Path) -> None:
    (tree / ".gitignore").write_bytes(b"\xef\xbb\xbfa.md\n")
    assert not any(Path(target.shown).name == "a.md" for target in discover(["."]).targets)


def test_a_folder_that_was_named_is_read_in_one_that_is_left_out(tree: Path) -> None:
    (tree / ".gitignore").write_text("sub/\n*.md\n", encoding="utf-8")
    assert [one.shown for one in discover(["sub/deep"]).targets] == [
        "sub/deep/a.md", "sub/deep/c.md", "sub/deep/sub/b.md",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("seed", range(4))
def test_as_git_itself(tree: Path, seed: int) -> None:
    new_repository(tree)
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        lines = tuple(_line(chance) for _ in range(chance.randint(1, 5)))
        mine = read(tree, *lines)
        listed = git(tree, "ls-files", "-z", "-o", "--exclude-standard").decode().split("\0")
        assert mine == sorted(name for name in listed if name.endswith(".md")), lines


def _line(chance: random.Random) -> str:
    """A pattern of a few signs, with what makes git's rules hard."""
    signs = (
        "* * ** ** / / / a b sub deep x .md *.md ? a** **/ /** [ab] [!a] [a-] [[:alpha:]] \\a [ ]"
    )
    pattern = "".join(chance.choices([*signs.split(), " "], k=chance.randint(1, 4)))
    start = chance.choice(["", "", "!", "/", "#", "\\"])
    return start + pattern + chance.choice(["", "", "/", " "])


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 25 + "*b", "a" * 200),
        ("**/a*/" * 6 + "**/b", "a/" * 100 + "c"),
        ("**/" * 20 + "x", "a/" * 200),
    ],
)
def test_many_wildcards_are_no_matter_of_ages(pattern: str, path: str) -> None:
    line = parsed(pattern)
    assert line is not None
    assert line.expression.fullmatch(path) is None
