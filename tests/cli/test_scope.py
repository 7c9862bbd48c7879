"""`--diff-base`, `--diff-from`, `--staged` and `--add-ignore` on a small county's repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MINUTES, Invoke
from tests.scratch import commit, git, new_repository, write


@pytest.fixture
def repository(county: Path) -> Path:
    new_repository(county)
    commit(county)
    return county


def places(out: str) -> list[str]:
    """Path, line and rule of each line of a concise report."""
    lines = out.splitlines()[:-1]
    return [f"{line.split(': ')[0].rpartition(':')[0]} {line.split(' ')[2]}" for line in lines]


def test_only_changed_lines_are_reported(repository: Path, invoke: Invoke) -> None:
    concise = ("--output-format", "concise")
    ran = invoke("check", "--diff-base", "main", *concise)
    assert (ran.status, ran.out) == (0, "No files were checked\n")
    write(
        repository, {"minutes.md": f"{MINUTES}\nTwo frequent flyers.\n", "n.txt": "A dope house.\n"}
    )
    ran = invoke("check", "--diff-base", "main", *concise)
    assert ran.status == 1
    assert places(ran.out) == ["minutes.md:9 house-frequent-flyer", "n.txt:1 house-dope-house"]
    assert places(invoke("check", "--diff-base", "main", "n.txt", *concise).out) == [
        "n.txt:1 house-dope-house"
    ]
    diff = git(repository, "diff")
    ran = invoke("check", "--diff-from", "-", *concise, stdin=diff)
    assert places(ran.out) == ["minutes.md:9 house-frequent-flyer"]
    (repository / "my.patch").write_bytes(diff)
    ran = invoke("check", "--diff-from", "my.patch", *concise)
    assert places(ran.out) == ["minutes.md:9 house-frequent-flyer"]


def test_only_changed_lines_are_fixed(repository: Path, invoke: Invoke) -> None:
    text = f"{MINUTES}\nHelp for frequent flyers.\n"
    write(repository, {"minutes.md": text})
    invoke("check", "--fix", "--diff-base", "HEAD")
    assert (repository / "minutes.md").read_text(encoding="utf-8") == text.replace(
        "Help for frequent flyers", "Help for people who come often"
    )


def test_what_is_staged_is_checked(repository: Path, invoke: Invoke) -> None:
    write(repository, {"n.txt": "Two frequent flyers.\n"})
    git(repository, "add", "n.txt")
    write(repository, {"n.txt": "Clean.\n", "minutes.md": "A dope house.\n"})
    ran = invoke("check", "--staged", "--output-format", "json")
    assert ran.status == 1
    found = json.loads(ran.out)
    assert [(one["path"], one["line"]) for one in found["findings"]] == [("n.txt", 1)]
    assert invoke("check", "--staged", "--diff-base", "HEAD", "-q").status == 1
    assert invoke("check", "n.txt").status == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--diff-base", "main", "--diff-from", "x"), "leave one out"),
        (("--diff-from", "-", "-"), "so '-' cannot be checked too"),
        (("--diff-from", "-", "--interactive"), "reads your answers from standard input"),
        (("--staged", "-"), "standard input is not"),
        (("--staged", "--fix"), "--staged checks what git has staged, which is not changed"),
        (("--staged", "--add-ignore", "x"), "which is not changed"),
        (("--add-ignore", "x", "--fix"), "leave out --fix, --diff and --interactive"),
        (("--add-ignore", "x", "--diff"), "leave out --fix"),
        (("--add-ignore", " "), "--add-ignore needs a reason"),
        (("--add-ignore", "x", "-"), "name a file, not '-'"),
        (("--diff-base", "nowhere"), "git knows no revision 'nowhere'"),
        (("--diff-base=--output=x",), "is no revision"),
        (("--diff-from", "minutes.md"), "minutes.md: holds no unified diff"),
        (("--diff-from", "gone.patch"), "gone.patch: No such file or directory"),
    ],
)
def test_options_that_cannot_be_carried_out(
    options: tuple[str, ...], message: str, repository: Path, invoke: Invoke
) -> None:
    ran = invoke("check", *options)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_add_ignore_silences_what_is_there(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--add-ignore", "legacy pages")
    assert (ran.status, ran.err) == (0, "Silenced 4 findings in 2 files\n")
    assert ran.out.startswith("No findings in 3 files, ")
    text = (county / "minutes.md").read_text(encoding="utf-8")
    assert "county. <!-- personfirst: ignore[house-frequent-flyer] -- legacy pages -->\n" in text
    ran = invoke("check", "--add-ignore", "legacy pages")
    assert (ran.status, ran.err) == (0, "Silenced nothing\n")
    assert (county / "minutes.md").read_text(encoding="utf-8") == text


def test_unused_and_expired_comments_are_reported_and_taken_out(
    county: Path, invoke: Invoke
) -> None:
    page = (
        "Two beds. <!-- personfirst: ignore[house-dope-house] -- gone -->\n\n"
        "<!-- personfirst: ignore until=2001-01-31 -- old -->\nTwo beds.\n"
    )
    (county / "page.md").write_text(page, encoding="utf-8")
    chosen = ("--select", "county-desk,county-place,suppression", "page.md")
    ran = invoke("check", *chosen, "--output-format", "concise")
    assert places(ran.out) == ["page.md:1 unused-suppression", "page.md:3 expired-suppression"]
    assert ran.status == 1
    ran = invoke("check", *chosen, "--diff")
    assert ran.out.splitlines()[2:] == [
        "@@ -1,4 +1,3 @@",
        "-Two beds. <!-- personfirst: ignore[house-dope-house] -- gone -->",
        "+Two beds.",
        " ",
        "-<!-- personfirst: ignore until=2001-01-31 -- old -->",
        " Two beds.",
    ]
    assert invoke("check", *chosen, "--fix").status == 0
    assert (county / "page.md").read_text(encoding="utf-8") == "Two beds.\n\nTwo beds.\n"
    assert invoke("check", "page.md", "--ignore", "suppression").status == 0
