"""The GitLab template and the workflow of `personfirst init`: what their scripts run."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
import yaml

import personfirst
from personfirst.app.starters import Source, github_workflow, gitlab_job
from tests.ci.conftest import ROOT, Repository

BASE = "1" * 40
ZEROS = "0" * 40
REPORT = ["--exit-zero", "--output-format", "gitlab:gl-code-quality-report.json"]

FAKE = """#!{python}
import json, pathlib, sys
with (pathlib.Path(__file__).parent / "calls").open("a") as opened:
    opened.write(json.dumps(sys.argv[1:]) + "\\n")
sys.exit(0 if "--exit-zero" in sys.argv else 1)
"""


@pytest.fixture
def programs(repository: Repository, tmp_path: Path) -> Path:
    """A folder on the path with a personfirst that takes notes and finds something."""
    folder = tmp_path / "programs"
    folder.mkdir()
    fake = folder / "personfirst"
    fake.write_text(FAKE.format(python=sys.executable), encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    repository.environment["PATH"] = os.pathsep.join([str(folder), os.environ["PATH"]])
    return folder


def calls(programs: Path) -> list[list[str]]:
    lines = (programs / "calls").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def gitlab() -> dict[str, object]:
    job = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))["personfirst"]
    assert isinstance(job, dict)
    return job


def test_the_template_is_the_job_that_init_writes() -> None:
    wanted = gitlab_job(Source(personfirst.__version__))
    assert (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8") == wanted


def test_the_report_of_the_job_is_the_one_that_it_hands_over() -> None:
    job = gitlab()
    assert job["artifacts"] == {
        "when": "always",
        "expire_in": "1 week",
        "reports": {"codequality": "gl-code-quality-report.json"},
    }


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize(
    ("variables", "judged"),
    [
        (
            {"CI_MERGE_REQUEST_DIFF_BASE_SHA": BASE, "CI_COMMIT_BEFORE_SHA": ZEROS},
            ["--diff-base", BASE],
        ),
        ({"CI_COMMIT_BEFORE_SHA": BASE}, ["--diff-base", BASE]),
        ({"CI_COMMIT_BEFORE_SHA": ZEROS}, []),
        ({}, []),
        ({"CI_COMMIT_BEFORE_SHA": BASE, "PERSONFIRST_CHANGED_ONLY": "false"}, []),
    ],
)
def test_the_job_reports_all_and_fails_for_what_is_new(
    repository: Repository,
    programs: Path,
    shell: str,
    variables: dict[str, str],
    judged: list[str],
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    job = gitlab()
    assert isinstance(job["variables"], dict)
    assert isinstance(job["script"], list)
    chosen = {
        **{name: str(value) for name, value in job["variables"].items()},
        "PERSONFIRST_ARGS": "--style news",
        "PERSONFIRST_PATHS": "content static",
        **variables,
    }
    repository.environment.update(chosen)
    ran = repository.run(shell, "-e", "-c", "\n".join(job["script"]), check=False)
    assert ran.returncode == 1, ran.stderr
    rest = ["--style", "news", "--", "content", "static"]
    assert calls(programs) == [["check", *REPORT, *rest], ["check", *judged, *rest]]


@pytest.mark.parametrize(("base", "judged"), [(BASE, ["--diff-base", BASE]), (ZEROS, []), ("", [])])
def test_the_workflow_without_the_action_reports_what_is_new(
    repository: Repository, programs: Path, base: str, judged: list[str]
) -> None:
    steps = yaml.safe_load(github_workflow(Source("0.1.0")))["jobs"]["personfirst"]["steps"]
    repository.environment.update({"BASE": base, "GITHUB_STEP_SUMMARY": "/tmp/a summary.md"})
    ran = repository.run("bash", "-eo", "pipefail", "-c", steps[-1]["run"], check=False)
    assert ran.returncode == 1, ran.stderr
    forms = ["--output-format", "github", "--output-format", "markdown:/tmp/a summary.md"]
    assert calls(programs) == [["check", *forms, *judged]]


def test_the_job_with_the_true_personfirst(repository: Repository, programs: Path) -> None:
    program = programs / "personfirst"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m personfirst "$@"\n', "utf-8")
    repository.write("old.md", "# Help for addicts\n")
    base = repository.commit("Before")
    repository.git("switch", "--quiet", "--create", "request")
    repository.write("new.md", "# Help for addicts\n")
    repository.commit("Proposed")
    job = gitlab()
    assert isinstance(job["variables"], dict)
    assert isinstance(job["script"], list)
    repository.environment.update({name: str(value) for name, value in job["variables"].items()})
    repository.environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = base
    ran = repository.run("sh", "-e", "-c", "\n".join(job["script"]), check=False)
    assert ran.returncode == 1, ran.stderr
    assert "new.md:1:12" in ran.stdout
    assert "old.md" not in ran.stdout
    report = json.loads(repository.read("gl-code-quality-report.json"))
    assert {one["location"]["path"] for one in report} == {"old.md", "new.md"}
