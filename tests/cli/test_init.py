"""`personfirst init`: questions, flags, what is written and what is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from inline_snapshot import snapshot

from personfirst.app import project
from personfirst.app.starters import Source
from personfirst.cli import init
from tests.cli.conftest import Invoke, Process

FILES = {"personfirst.toml", ".pre-commit-config.yaml", ".github/workflows/personfirst.yml"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a Git repository that is hosted on GitHub, as the current folder."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "about.md").write_text("# Help for addicts\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    source = Source("0.1.0", "https://github.com/example/personfirst")
    monkeypatch.setattr(project, "installed_source", lambda _: (source, ""))
    return tmp_path


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody at a terminal, who answers what standard input says."""
    monkeypatch.setattr(init, "_is_terminal", lambda: True)


def written(folder: Path) -> set[str]:
    found = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return {name for name in found if name != "content/about.md"}


@pytest.mark.usefixtures("person")
def test_three_questions_set_everything_up(site: Path, invoke: Invoke) -> None:
    ran = invoke("init", stdin="x\nclin\ncontnet\ncontent\ngithub, gitlab\npre, github\n")
    assert ran.status == 0
    assert ran.out == snapshot("""\
Who reads your texts?
  harm-reduction  people who use drugs, peers, the public: “people who use heroin”
  clinical        health care and its funders: “people with opioid use disorder”
  news            readers of news: “people addicted to heroin”
[harm-reduction]   'x' is not one of harm-reduction, clinical, news
[harm-reduction] \n\
Which folders hold them? Several with commas; a dot is everything.
[.]   contnet: there is no such folder or file; did you mean 'content'?
[.] \n\
What should check new texts? Several with commas, or none.
  pre-commit  each commit, before it is made
  github      each pull request, by a workflow
  gitlab      each merge request, by a job
[pre-commit, github]   name one of github and gitlab; the other can be set up afterwards
[pre-commit, github] \n\
Wrote: personfirst.toml
Wrote: .pre-commit-config.yaml
Wrote: .github/workflows/personfirst.yml

Next:
  personfirst check           see what there is today
  personfirst baseline write  have only what is new count, if it is much
  pip install pre-commit      if you do not have it
  pre-commit install          from then on each commit is checked
  git add, commit, push       from then on github checks
""")
    assert written(site) == FILES
    config = (site / "personfirst.toml").read_text(encoding="utf-8")
    assert 'style = "clinical"' in config
    assert '"!/content/"' in config


@pytest.mark.usefixtures("person")
def test_empty_answers_take_the_defaults(site: Path, invoke: Invoke) -> None:
    assert invoke("init", stdin="\n\n\n").status == 0
    assert written(site) == FILES
    assert "exclude" not in (site / "personfirst.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("person")
def test_what_a_flag_answers_is_not_asked(site: Path, invoke: Invoke) -> None:
    ran = invoke("init", "--style", "news", "--ci", "none", "--no-pre-commit", stdin=".\n")
    assert ran.status == 0
    assert "Who reads" not in ran.out
    assert "What should check" not in ran.out
    assert written(site) == {"personfirst.toml"}


@pytest.mark.usefixtures("person")
def test_none_leaves_the_settings_alone(site: Path, invoke: Invoke) -> None:
    assert invoke("init", stdin="\n\nnone, github\nnone\n").status == 0
    assert written(site) == {"personfirst.toml"}


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("answers", ["", "clinical\n", "clinical\n.\n"])
def test_an_input_that_ends_writes_nothing(site: Path, invoke: Invoke, answers: str) -> None:
    ran = invoke("init", stdin=answers)
    assert (ran.status, ran.err) == (2, "personfirst: error: no answer, so nothing was written\n")
    assert written(site) == set()


def test_without_a_terminal_the_answers_must_be_given(site: Path, invoke: Invoke) -> None:
    ran = invoke("init", "--style", "news", "--no-pre-commit")
    assert ran.status == 2
    assert ran.err == (
        "personfirst: error: init asks questions, and this is not a terminal; "
        "give --paths, --ci, or --yes for the defaults\n"
    )
    assert written(site) == set()


def test_a_pipe_is_no_terminal(site: Path, process: Process) -> None:
    ran = process("init", stdin=b"\n\n\n")
    assert ran.returncode == 2
    assert b"this is not a terminal; give --style, --paths, --ci, --pre-commit" in ran.stderr
    assert written(site) == set()


def test_all_flags_do_without_a_terminal(site: Path, invoke: Invoke) -> None:
    ran = invoke(
        "init", "--style", "news", "--paths", "content", "--ci", "gitlab", "--pre-commit",
        "--fail-on", "error", "--repository", "https://gitlab.com/example/personfirst",
    )  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    assert written(site) == {
        "personfirst.toml", ".pre-commit-config.yaml", ".gitlab/personfirst.yml", ".gitlab-ci.yml",
    }  # fmt: skip
    assert 'fail-on = "error"' in (site / "personfirst.toml").read_text(encoding="utf-8")
    hooks = yaml.safe_load((site / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hooks["repos"][0]["repo"] == "https://gitlab.com/example/personfirst"


def test_a_second_run_changes_nothing(site: Path, invoke: Invoke) -> None:
    assert invoke("init", "--yes").status == 0
    before = {name: (site / name).read_bytes() for name in written(site)}
    ran = invoke("init", "--yes")
    assert ran.status == 0
    assert ran.out.count("There already: ") == 3
    assert {name: (site / name).read_bytes() for name in written(site)} == before


def test_yes_does_not_replace_a_file(site: Path, invoke: Invoke) -> None:
    own = 'style = "news"\nignore = ["detox"]\n'
    (site / "personfirst.toml").write_text(own, encoding="utf-8")
    ran = invoke("init", "--yes")
    assert ran.status == 0
    assert "Kept as it is: personfirst.toml (--overwrite replaces it)" in ran.out
    assert (site / "personfirst.toml").read_text(encoding="utf-8") == own
    assert "Replaced: personfirst.toml" in invoke("init", "--yes", "--overwrite").out
    assert "detox" not in (site / "personfirst.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("answer", "kept"), [("", True), ("no", True), ("y", False)])
def test_a_person_is_asked_before_a_file_is_replaced(
    site: Path, invoke: Invoke, answer: str, kept: bool
) -> None:
    (site / "personfirst.toml").write_text('style = "news"\n', encoding="utf-8")
    ran = invoke("init", "--ci", "none", "--no-pre-commit", stdin=f"\n\n{answer}\n")
    assert ran.status == 0
    assert "personfirst.toml is there already and says something else. Replace it?" in ran.out
    text = (site / "personfirst.toml").read_text(encoding="utf-8")
    assert (text == 'style = "news"\n') is kept


def test_a_hook_is_added_to_those_that_are_there(site: Path, invoke: Invoke) -> None:
    before = "repos:\n# ours\n- repo: local\n  hooks: []  # none yet\n"
    (site / ".pre-commit-config.yaml").write_bytes(before.encode())
    ran = invoke("init", "--yes")
    assert "Added a hook to: .pre-commit-config.yaml" in ran.out
    after = (site / ".pre-commit-config.yaml").read_bytes().decode()
    assert after.startswith(before)
    assert len(yaml.safe_load(after)["repos"]) == 2


def test_what_cannot_be_added_safely_is_shown(site: Path, invoke: Invoke) -> None:
    (site / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    ran = invoke("init", "--yes")
    assert ran.status == 0
    assert (
        "Not changed: .pre-commit-config.yaml: it is laid out unusually; add under `repos`\n\n"
        "    - repo: https://github.com/example/personfirst\n"
    ) in ran.out
    assert (site / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"


def test_settings_in_pyproject_stay_there(site: Path, invoke: Invoke) -> None:
    (site / "pyproject.toml").write_text('[tool.personfirst]\nstyle = "news"\n', encoding="utf-8")
    ran = invoke("init", "--yes")
    assert "Not changed: pyproject.toml: the settings of this folder are in it" in ran.out
    assert "personfirst.toml" not in written(site)


def test_settings_above_are_mentioned(
    site: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "personfirst.toml").write_text('style = "news"\n', encoding="utf-8")
    monkeypatch.chdir(site / "content")
    refused = invoke("init", "--yes")
    assert refused.status == 2
    assert f"run this in {site}" in refused.err
    ran = invoke("init", "--yes", "--ci", "none", "--no-pre-commit")
    assert ran.status == 0
    assert "For this folder the settings in" in ran.out
    assert (site / "content" / "personfirst.toml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--paths", "nowhere"], "nowhere: there is no such folder or file"),
        (["--paths", "../up"], "../up: is not in this folder"),
        (["--repository", "a b"], "'a b' is no address of a Git repository"),
    ],
)
def test_what_cannot_be_meant_writes_nothing(
    site: Path, invoke: Invoke, arguments: list[str], said: str
) -> None:
    ran = invoke("init", "--yes", *arguments)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert said in ran.err
    assert written(site) == set()


def test_a_file_that_is_not_text_is_left_alone(site: Path, invoke: Invoke) -> None:
    (site / ".pre-commit-config.yaml").write_bytes(b"repos: \xff\n")
    ran = invoke("init", "--yes")
    assert ran.status == 2
    assert ".pre-commit-config.yaml: is not UTF-8 text; save it as UTF-8" in ran.err
    assert written(site) == {".pre-commit-config.yaml"}


def test_an_origin_that_others_cannot_reach_is_mentioned(
    site: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = "this personfirst was installed from file:///x\x1b[31m"
    monkeypatch.setattr(project, "installed_source", lambda _: (Source("0.1.0"), remark))
    ran = invoke("init", "--yes")
    assert ran.status == 0
    assert ran.err == "personfirst: note: this personfirst was installed from file:///x\ufffd[31m\n"


def test_the_settings_that_were_written_are_used(site: Path, process: Process) -> None:
    (site / "notes.md").write_text("# Help for addicts\n", encoding="utf-8")
    assert process("init", "--yes", "--paths", "content", "--style", "clinical").returncode == 0
    ran = process("check", "--output-format", "concise")
    assert ran.returncode == 1
    assert "content/about.md:1:12" in ran.stdout.decode()
    assert "people with substance use disorders" in ran.stdout.decode()
    assert "notes.md" not in ran.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_real_terminal_is_asked(site: Path) -> None:
    import pty

    controller, terminal = pty.openpty()
    try:
        os.write(controller, b"news\n\nnone\n")
        ran = subprocess.run(
            [sys.executable, "-m", "personfirst", "init"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            timeout=60,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(controller)
    assert ran.returncode == 0
    assert 'style = "news"' in (site / "personfirst.toml").read_text(encoding="utf-8")
    assert written(site) == {"personfirst.toml"}
