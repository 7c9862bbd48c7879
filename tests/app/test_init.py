"""What `personfirst init` plans: files, their text, and how a configuration is extended."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from personfirst.app.config_load import read_config
from personfirst.app.discover import discover
from personfirst.app.init import Choices, Service, Starter, State, starters, with_hook
from personfirst.app.project import (
    chosen_folders,
    given_source,
    guessed_service,
    noted_source,
    repository_top,
)
from personfirst.app.starters import Source, config_text, hook_lines
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError

PUBLISHED = Source("0.1.0", "https://github.com/example/personfirst")
INDEX = Source("0.1.0")
EVERYTHING = Choices("harm-reduction", Severity.WARNING, (), Service.GITHUB, pre_commit=True)


def planned(choices: Choices, source: Source = PUBLISHED, **files: str) -> dict[str, Starter]:
    """The plan by path; files that are there are given by names with `_` for dots and slashes."""

    def existing(path: str) -> str | None:
        return files.get(re.sub(r"[./-]", "_", path))

    return {starter.path: starter for starter in starters(choices, source, existing)}


def test_an_empty_project_gets_new_files() -> None:
    plan = planned(EVERYTHING)
    assert {path: one.state for path, one in plan.items()} == {
        "personfirst.toml": State.NEW,
        ".pre-commit-config.yaml": State.NEW,
        ".github/workflows/personfirst.yml": State.NEW,
    }
    hooks = yaml.safe_load(plan[".pre-commit-config.yaml"].text)
    assert hooks == {
        "repos": [
            {
                "repo": "https://github.com/example/personfirst",
                "rev": "v0.1.0",
                "hooks": [{"id": "personfirst"}],
            }
        ]
    }


def test_a_plan_that_was_carried_out_has_nothing_left_to_do() -> None:
    first = planned(EVERYTHING)
    files = {re.sub(r"[./-]", "_", path): one.text for path, one in first.items()}
    assert {one.state for one in planned(EVERYTHING, **files).values()} == {State.SAME}
    windows = {name: text.replace("\n", "\r\n") for name, text in files.items()}
    assert {one.state for one in planned(EVERYTHING, **windows).values()} == {State.SAME}


def test_files_that_say_something_else_differ() -> None:
    plan = planned(
        EVERYTHING,
        personfirst_toml="style = 'news'\n",
        _github_workflows_personfirst_yml="name: x\n",
    )
    assert plan["personfirst.toml"].state is State.DIFFERS
    assert plan[".github/workflows/personfirst.yml"].state is State.DIFFERS


def test_settings_in_another_file_are_completed_by_hand() -> None:
    plan = starters(EVERYTHING, PUBLISHED, lambda _: None, "pyproject.toml")
    assert (plan[0].path, plan[0].state) == ("pyproject.toml", State.BY_HAND)
    assert "the settings of this folder are in it" in plan[0].why
    assert "[tool.personfirst]" in plan[0].why


def test_what_to_add_by_hand_is_in_the_language_of_the_file(tmp_path: Path) -> None:
    choices = replace(EVERYTHING, folders=("content/", "docs/"))
    for name in (".personfirst.yaml", "personfirst.toml"):
        plan = starters(choices, PUBLISHED, lambda _: None, name)
        assert plan[0].path == name
        (tmp_path / name).write_text(plan[0].text, encoding="utf-8")
    one, other = (read_config(tmp_path / n) for n in (".personfirst.yaml", "personfirst.toml"))
    assert one.style == other.style == EVERYTHING.style
    assert one.excludes[0].patterns == other.excludes[0].patterns
    assert "/*" in one.excludes[0].patterns


@pytest.mark.parametrize("style", ["harm-reduction", "clinical", "news"])
@pytest.mark.parametrize("severity", list(Severity))
def test_the_settings_are_read_as_they_were_chosen(
    tmp_path: Path, style: str, severity: Severity
) -> None:
    file = tmp_path / "personfirst.toml"
    file.write_text(config_text(style, severity.value, ("content/",)), encoding="utf-8")
    settings = read_config(file)
    assert (settings.style, settings.fail_on) == (style, severity)
    assert settings.excludes[0].patterns == ("/*", "!/content/")


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (("content/",), {"content/a.md", "content/deep/b.md"}),
        (("docs/site/",), {"docs/site/c.md"}),
        (("docs/site/", "content/"), {"docs/site/c.md", "content/a.md", "content/deep/b.md"}),
        (("docs/site/", "docs/other.md"), {"docs/site/c.md", "docs/other.md"}),
        (("README.md",), {"README.md"}),
        (("we[ir]d * folder!/",), {"we[ir]d * folder!/f.md"}),
        (("#notes/", "!loud/"), {"#notes/g.md", "!loud/h.md"}),
        (("café “é”/",), {"café “é”/i.md"}),
    ],
)
def test_only_the_chosen_folders_are_checked(
    tmp_path: Path, chosen: tuple[str, ...], found: set[str]
) -> None:
    for name in (
        "README.md", "content/a.md", "content/deep/b.md", "docs/site/c.md", "docs/other.md",
        "docs/more/d.md", "we[ir]d * folder!/f.md", "weird x folder!/e.md", "#notes/g.md",
        "!loud/h.md", "loud/j.md", "café “é”/i.md",
    ):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Text.\n", encoding="utf-8")
    config = tmp_path / "personfirst.toml"
    config.write_text(config_text("news", "error", chosen), encoding="utf-8")
    targets = discover([tmp_path], excludes=read_config(config).excludes).targets
    assert {one.path.relative_to(tmp_path).as_posix() for one in targets} == found


EXISTING = """\
# Our hooks. Keep them few.
default_language_version:
  python: python3.12  # as on the server

repos:
  # Spelling first.
  - repo: https://github.com/codespell-project/codespell
    rev: v2.4.1   # pinned
    hooks:
      - id: codespell
        args: ['--ignore-words-list', "te,nd"]
        exclude: |
          (?x)^(
            archive/.*
          )$
  #  - repo: https://example.org/old
"""
ENTRY = hook_lines(PUBLISHED)
INDENTED = "".join(f"  {line}\n" for line in ENTRY)
FLUSH = "".join(f"{line}\n" for line in ENTRY)


def test_a_configuration_is_extended_behind_what_is_there() -> None:
    assert with_hook(EXISTING, ENTRY) == EXISTING + INDENTED
    plan = planned(EVERYTHING, _pre_commit_config_yaml=EXISTING)
    assert plan[".pre-commit-config.yaml"].state is State.EXTENDED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("repos:\n- repo: local\n  hooks: []\n", f"repos:\n- repo: local\n  hooks: []\n{FLUSH}"),
        ("repos:\n- repo: local\n  hooks: []", f"repos:\n- repo: local\n  hooks: []\n{FLUSH}"),
        (
            "repos: # all\n  - repo: local\n    hooks: []\n\n\n",
            f"repos: # all\n  - repo: local\n    hooks: []\n{INDENTED}\n\n",
        ),
        (
            "repos:\n  - repo: local\n    hooks: []\n\n# of the service\nci:\n  skip: [a]\n",
            f"repos:\n  - repo: local\n    hooks: []\n{INDENTED}\n# of the service\nci:\n  skip: [a]\n",
        ),
        (
            "repos:\n- repo: local\n  hooks: []\nfail_fast: true\n",
            f"repos:\n- repo: local\n  hooks: []\n{FLUSH}fail_fast: true\n",
        ),
        (
            "---\nrepos:\n- {repo: local, hooks: []}\n",
            f"---\nrepos:\n- {{repo: local, hooks: []}}\n{FLUSH}",
        ),
    ],
)
def test_the_entry_goes_where_a_person_would_put_it(before: str, after: str) -> None:
    assert with_hook(before, ENTRY) == after
    windows = with_hook(before.replace("\n", "\r\n"), ENTRY)
    assert windows == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "repos: []\n",
        "repos: [{repo: local, hooks: []}]\n",
        "{repos: [{repo: local, hooks: []}]}\n",
        "'repos':\n- repo: local\n",
        "repos:\n",
        "repos: &all\n- repo: local\n",
        "repos:\n- repo: local\n...\n---\nother: 1\n",
        "repos:\n- repo: local\nrepos:\n- repo: local\n",
        "repos:\n- 'unclosed\n",
        "repos:\n  key: value\n",
        "repos:\n- repo: local\n  hooks: *nowhere\n",
        "# repos:\n- repo: local\n",
    ],
)
def test_what_is_laid_out_unusually_is_left_to_a_person(text: str) -> None:
    assert with_hook(text, ENTRY) is None
    plan = planned(EVERYTHING, _pre_commit_config_yaml=text)
    found = plan[".pre-commit-config.yaml"]
    assert (found.state, found.text) == (State.BY_HAND, FLUSH)


@given(
    st.lists(st.sampled_from([*EXISTING.splitlines(), "", "ci:", "  x: 1", "- repo: a", "repos:"]))
)
def test_an_extension_never_loses_a_line(lines: list[str]) -> None:
    before = "".join(f"{line}\n" for line in lines)
    after = with_hook(before, ENTRY)
    if after is not None:
        kept = after.split("\n")
        start = next(number for number, line in enumerate(kept) if line.strip() == ENTRY[0])
        added = kept[start : start + len(ENTRY)]
        del kept[start : start + len(ENTRY)]
        assert "\n".join(kept) == before
        indent = added[0][: -len(ENTRY[0])]
        assert added == [f"{indent}{line}" for line in ENTRY]


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\n\n# of the service\nci:\n  skip: [a]\n"])
def test_the_entry_that_installs_the_package_is_added_too(ending: str) -> None:
    listed = "repos:\n-   repo: https://example.org/a\n    rev: v1\n    hooks:\n    -   id: a"
    before = f"{listed}{ending}"
    after = with_hook(before, hook_lines(INDEX))
    assert after is not None
    assert after.startswith(f"{listed}\n- repo: local\n")
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    assert new["repos"][:-1] == old["repos"]
    assert new["repos"][-1]["hooks"][0]["id"] == "personfirst"
    assert {**new, "repos": None} == {**old, "repos": None}


def test_a_hook_that_is_there_already_stays_alone() -> None:
    text = "repos:\n- repo: https://example.org/fork\n  rev: v9\n  hooks: [{id: personfirst-fix}]\n"
    plan = planned(EVERYTHING, _pre_commit_config_yaml=text)
    assert plan[".pre-commit-config.yaml"].state is State.SAME


def test_without_a_repository_the_hook_installs_the_package() -> None:
    loaded = yaml.safe_load("\n".join(hook_lines(INDEX)))
    hook = loaded[0]["hooks"][0]
    assert loaded[0]["repo"] == "local"
    assert hook["additional_dependencies"] == ["personfirst==0.1.0"]
    assert hook["entry"] == "personfirst check --force-exclude"
    assert re.search(hook["files"], "docs/Flyer.DOCX")
    assert not re.search(hook["files"], "logo.png")


def test_the_workflow_uses_the_action_of_a_repository_on_github() -> None:
    workflow = yaml.safe_load(planned(EVERYTHING)[".github/workflows/personfirst.yml"].text)
    steps = workflow["jobs"]["personfirst"]["steps"]
    assert steps[-1] == {"uses": "example/personfirst@v0.1.0", "with": {"changed-only": True}}
    assert workflow["permissions"] == {"contents": "read"}
    assert steps[0]["with"] == {"fetch-depth": 0, "persist-credentials": False}


@pytest.mark.parametrize(
    ("source", "requirement"),
    [
        (INDEX, "personfirst==0.1.0"),
        (
            Source("0.1.0", "https://example.org/tools/personfirst"),
            "personfirst @ git+https://example.org/tools/personfirst@v0.1.0",
        ),
        (
            Source("0.1.0", "git@example.org:tools/personfirst.git"),
            "personfirst @ git+ssh://git@example.org/tools/personfirst.git@v0.1.0",
        ),
    ],
)
def test_the_workflow_installs_what_has_no_action(source: Source, requirement: str) -> None:
    plan = planned(EVERYTHING, source)
    workflow = yaml.safe_load(plan[".github/workflows/personfirst.yml"].text)
    steps = workflow["jobs"]["personfirst"]["steps"]
    assert steps[2]["env"] == {"PACKAGE": requirement}
    assert all("${{" not in step.get("run", "") for step in steps)


@pytest.mark.parametrize(
    ("url", "action"),
    [
        ("https://github.com/a-b/person.first", "a-b/person.first@v0.1.0"),
        ("https://github.com/a/b.git", "a/b@v0.1.0"),
        ("https://github.com/a/b/", "a/b@v0.1.0"),
        ("git@github.com:a/b.git", "a/b@v0.1.0"),
        ("https://github.com.evil.example/a/b", None),
        ("https://gitlab.com/a/b", None),
        ("https://github.com/a/b/c", None),
    ],
)
def test_the_name_of_an_action_comes_from_the_address(url: str, action: str | None) -> None:
    assert Source("0.1.0", url).action == action


def test_every_reference_to_another_action_is_pinned() -> None:
    for source in (PUBLISHED, INDEX):
        text = planned(EVERYTHING, source)[".github/workflows/personfirst.yml"].text
        for name in re.findall(r"uses: (.*)", text):
            assert name.startswith("example/") or re.search(r"@[0-9a-f]{40} # v\d", name)


def test_gitlab_gets_a_job_and_a_pipeline_that_includes_it() -> None:
    choices = Choices("news", Severity.ERROR, (), Service.GITLAB, pre_commit=False)
    plan = planned(choices)
    assert [(path, one.state) for path, one in plan.items()][1:] == [
        (".gitlab/personfirst.yml", State.NEW),
        (".gitlab-ci.yml", State.NEW),
    ]
    assert yaml.safe_load(plan[".gitlab-ci.yml"].text) == {
        "include": [{"local": ".gitlab/personfirst.yml"}]
    }
    there = planned(choices, _gitlab_ci_yml="stages: [test]\n")
    assert there[".gitlab-ci.yml"].state is State.BY_HAND
    done = planned(choices, _gitlab_ci_yml="include: .gitlab/personfirst.yml\n")
    assert done[".gitlab-ci.yml"].state is State.SAME


def test_folders_are_taken_as_a_person_writes_them(tmp_path: Path) -> None:
    for name in ("content", "docs/site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "README.md").touch()
    given = ["content/", "./docs/site", str(tmp_path / "README.md"), "docs/../content"]
    assert chosen_folders(tmp_path, given) == ("content/", "docs/site/", "README.md")
    assert chosen_folders(tmp_path, ["docs", "docs/site"]) == ("docs/",)
    assert chosen_folders(tmp_path, ["."]) == ()
    assert chosen_folders(tmp_path, ["content", "."]) == ()
    with pytest.raises(ConfigError, match="no such folder or file; did you mean 'content'"):
        chosen_folders(tmp_path, ["contnet"])
    with pytest.raises(ConfigError, match="not in this folder"):
        chosen_folders(tmp_path, [".."])


def test_a_folder_is_written_as_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Docs" / "Site").mkdir(parents=True)
    monkeypatch.setattr(Path, "exists", lambda _: True)  # as macOS and Windows have it
    assert chosen_folders(tmp_path, ["Docs/Site"]) == ("Docs/Site/",)
    with pytest.raises(ConfigError, match="no such folder or file; did you mean 'Docs'"):
        chosen_folders(tmp_path, ["docs"])
    with pytest.raises(ConfigError, match="no such folder or file"):
        chosen_folders(tmp_path, ["Docs/site"])


def test_the_service_is_guessed_from_what_is_there(tmp_path: Path) -> None:
    assert guessed_service(tmp_path) is Service.NONE
    (tmp_path / ".git").mkdir()
    config = tmp_path / ".git" / "config"
    config.write_text('[remote "origin"]\n\turl = git@github.com:a/b.git\n', encoding="utf-8")
    assert guessed_service(tmp_path) is Service.GITHUB
    config.write_text('[remote "origin"]\n\turl = https://gitlab.example.org/a\n', encoding="utf-8")
    assert guessed_service(tmp_path) is Service.GITLAB
    (tmp_path / ".github").mkdir()
    assert guessed_service(tmp_path) is Service.GITHUB
    (tmp_path / "deep").mkdir()
    assert repository_top(tmp_path / "deep") == tmp_path


def test_where_personfirst_came_from_is_where_others_get_it() -> None:
    from_git = {"url": "https://example.org/p", "vcs_info": {"vcs": "git", "commit_id": "a"}}
    assert noted_source("0.1.0", json.dumps(from_git)) == (
        Source("0.1.0", "https://example.org/p"),
        "",
    )
    assert noted_source("0.1.0", None) == (INDEX, "")
    assert noted_source("0.1.0", "not json") == (INDEX, "")
    assert noted_source("0.1.0", "[]") == (INDEX, "")
    source, remark = noted_source(
        "0.1.0", '{"url": "file:///home/ray/personfirst", "dir_info": {}}'
    )
    assert source == INDEX
    assert "installed from file:///home/ray/personfirst" in remark


@pytest.mark.parametrize("address", ["", "-x", "a b", "a\nb", 'a"b', "a'b", "a\\b"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="is no address of a Git repository"):
        given_source("0.1.0", address)


def test_the_settings_are_toml_that_says_what_it_means() -> None:
    text = config_text("clinical", "error", ('we"ird 😀/',))
    assert tomllib.loads(text) == {
        "style": "clinical",
        "fail-on": "error",
        "exclude": ["/*", '!/we"ird 😀/'],
    }
