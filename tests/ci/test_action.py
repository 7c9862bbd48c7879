"""The GitHub Action: what `action.yml` hands over, and what `action/run.py` makes of it."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.ci.conftest import ROOT, Repository

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
RUN = ROOT / "action" / "run.py"
STEPS = ACTION["runs"]["steps"]

FLAGGED = "# Help for addicts\n"
CLEAN = "# Opening hours\n"

FAKE = """#!{python}
import json, pathlib, sys
arguments = sys.argv[1:]
folder = pathlib.Path(__file__).parent
(folder / "arguments.json").write_text(json.dumps(arguments))
for argument in arguments:
    form, _, file = argument.removeprefix("--output-format=").partition(":")
    if argument.startswith("--output-format=") and file:
        text = (folder / form).read_text() if (folder / form).exists() else "{{}}"
        pathlib.Path(file).write_text(text)
print("::warning file=a.md,line=1::one")
sys.stderr.write("::error file=evil.md::from a file name\\n")
sys.exit(int((folder / "status").read_text()))
"""


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine as GitHub hands it to the step, with a personfirst that only takes notes."""

    repository: Repository
    programs: Path
    temporary: Path

    def run(self, script: bool = False, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the action's script, or with `script` the line of `action.yml` in bash."""
        command = (sys.executable, "-I", "-X", "utf8", str(RUN))
        if script:
            command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[-1]["run"])
        given = {f"INPUT_{name.upper()}": value for name, value in inputs.items()}
        self.repository.environment.update({"INPUT_VERSION": "installed", **given})
        return self.repository.run(*command, check=False)

    @property
    def arguments(self) -> list[str]:
        loaded = json.loads((self.programs / "arguments.json").read_text(encoding="utf-8"))
        assert isinstance(loaded, list)
        return loaded

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.temporary / "output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        return (self.temporary / "summary").read_text(encoding="utf-8")

    def prepare(self, status: int = 0, **reports: str) -> None:
        """What the personfirst that takes notes ends with and writes."""
        (self.programs / "status").write_text(str(status), encoding="utf-8")
        for form, text in reports.items():
            (self.programs / form).write_text(text, encoding="utf-8")

    def event(self, event: dict[str, object]) -> None:
        (self.temporary / "event.json").write_text(json.dumps(event), encoding="utf-8")


@pytest.fixture
def runner(repository: Repository, tmp_path: Path) -> Runner:
    programs, temporary = tmp_path / "programs", tmp_path / "runner"
    programs.mkdir()
    temporary.mkdir()
    fake = programs / "personfirst"
    fake.write_text(FAKE.format(python=sys.executable), encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    repository.environment.update(
        {
            "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
            "PYTHON": sys.executable,
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(temporary / "output"),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
            "GITHUB_EVENT_PATH": str(temporary / "event.json"),
            "RUNNER_TEMP": str(temporary),
        }
    )
    made = Runner(repository, programs, temporary)
    made.prepare()
    made.event({})
    return made


def test_other_actions_are_pinned_to_a_commit() -> None:
    lines = [
        line
        for line in (ROOT / "action.yml").read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(- )?uses:", line)
    ]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_inputs_reach_the_script_by_the_environment_alone() -> None:
    assert ACTION["runs"]["using"] == "composite"
    step = STEPS[-1]
    passed = {name: value for name, value in step["env"].items() if name.startswith("INPUT_")}
    assert passed == {
        f"INPUT_{name.replace('-', '_').upper()}": f"${{{{ inputs.{name} }}}}"
        for name in ACTION["inputs"]
    }
    for one in STEPS:
        assert "${{" not in one.get("run", "")


def test_every_output_comes_from_the_script() -> None:
    assert ACTION["outputs"].keys() == {
        "findings", "errors", "warnings", "suggestions", "exit-code", "sarif",
    }  # fmt: skip
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def test_without_inputs_the_whole_repository_is_checked(runner: Runner) -> None:
    assert runner.run(script=True).returncode == 0
    forms = [argument.partition(":")[0] for argument in runner.arguments[1:4]]
    assert runner.arguments[0] == "check"
    assert forms == ["--output-format=github", "--output-format=json", "--output-format=markdown"]
    assert runner.arguments[4:] == ["--", "."]


def test_every_input_becomes_an_argument_of_its_own(runner: Runner) -> None:
    ran = runner.run(
        paths="docs 'Annual report.docx'\n  \"Board's minutes\"\n",
        style="clinical",
        fail_on="error",
        sarif="out/personfirst.sarif",
        config=".github/personfirst.toml",
        args="--exclude 'archive/' --quotation mute",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = runner.repository.folder / "out" / "personfirst.sarif"
    assert runner.arguments[4:] == [
        f"--output-format=sarif:{report}",
        "--style=clinical",
        "--fail-on=error",
        "--config=.github/personfirst.toml",
        "--exclude", "archive/", "--quotation", "mute",
        "--", "docs", "Annual report.docx", "Board's minutes",
    ]  # fmt: skip
    assert runner.outputs["sarif"] == "out/personfirst.sarif"


@pytest.mark.parametrize(
    "value",
    [
        "$(touch owned)",
        "`touch owned`",
        "; touch owned",
        "| touch owned",
        "&& touch owned",
        "${IFS}touch${IFS}owned",
        "--output=owned",
        "-o",
        "${{ github.token }}",
        "%0A::error::x",
        "::set-output name=findings::99",
        r"C:\site\new",
        "*",
    ],
)
def test_hostile_inputs_stay_words(runner: Runner, value: str) -> None:
    (runner.repository.folder / "a.md").write_text(CLEAN, encoding="utf-8")
    ran = runner.run(script=True, paths=value, style=value, config=value)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert not (runner.repository.folder / "owned").exists()
    assert f"--style={value}" in runner.arguments
    assert f"--config={value}" in runner.arguments
    assert runner.arguments[runner.arguments.index("--") + 1 :] == value.split()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("style", "news\nfindings=0", "style holds a line break"),
        ("sarif", "a.sarif\nexit-code=0", "sarif holds a line break"),
        ("config", "a\x1b[31m.toml", "config holds a line break or a control character"),
        ("changed_only", "yes", "changed-only is 'yes'; write true or false"),
        ("version", "0.1.0; curl evil", "version '0.1.0; curl evil' is none"),
        ("version", "git+https://example.org/x", "is none; write one such as 0.1.0"),
        ("version", "--index-url=https://example.org", "is none"),
        ("paths", "Board's minutes", "paths has a quotation mark without its partner"),
        ("args", '--exclude "a', "args has a quotation mark without its partner"),
    ],
)
def test_what_cannot_be_meant_is_an_error_of_one_line(
    runner: Runner, name: str, value: str, said: str
) -> None:
    ran = runner.run(**{name: value})
    assert ran.returncode == 2
    assert ran.stdout.startswith("::error title=personfirst::")
    assert ran.stdout.count("\n") == 1
    assert said in ran.stdout
    assert ran.stderr == ""
    assert runner.outputs == {"exit-code": "2"}
    assert not (runner.programs / "arguments.json").exists()


def test_counts_summary_and_status_are_handed_on(runner: Runner) -> None:
    counts = {"summary": {"findings": {"error": 2, "warning": 1, "suggestion": 4}}}
    runner.prepare(1, json=json.dumps(counts), markdown="### 7 findings\n")
    (runner.temporary / "summary").write_text("Before\n", encoding="utf-8")
    ran = runner.run()
    assert ran.returncode == 1
    assert runner.outputs == {
        "findings": "7", "errors": "2", "warnings": "1", "suggestions": "4", "exit-code": "1",
    }  # fmt: skip
    assert runner.summary == "Before\n### 7 findings\n"


def test_a_run_that_could_not_start_has_no_counts(runner: Runner) -> None:
    runner.prepare(2, json="")
    ran = runner.run(sarif="a.sarif")
    assert ran.returncode == 2
    assert "::error title=personfirst::personfirst could not check everything" in ran.stdout
    assert {"findings", "errors"}.isdisjoint(runner.outputs)


def test_an_old_sarif_file_is_not_taken_for_a_new_one(runner: Runner) -> None:
    runner.repository.write("a.sarif", "old")
    fake = runner.programs / "personfirst"
    fake.write_text(f"#!{sys.executable}\nraise SystemExit(2)\n", encoding="utf-8")
    assert runner.run(sarif="a.sarif").returncode == 2
    assert runner.outputs == {"exit-code": "2"}


def test_a_long_summary_is_cut_at_a_line(runner: Runner) -> None:
    runner.prepare(markdown="- one finding about “words”\n" * 60_000)
    runner.run()
    assert len(runner.summary.encode()) < 1_048_576
    assert runner.summary.endswith(
        "“words”\n\n\nThe rest was left out, since GitHub shows no more than 1 MB. The log has all of it.\n"
    )


def test_commands_in_error_output_are_switched_off(runner: Runner) -> None:
    ran = runner.run()
    lines = ran.stdout.splitlines()
    assert lines[0] == "::warning file=a.md,line=1::one"
    stop = lines.index(next(line for line in lines if line.startswith("::stop-commands::")))
    token = lines[stop].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert lines[stop + 1 :] == ["::error file=evil.md::from a file name", f"::{token}::"]


@pytest.fixture
def proposed(runner: Runner, tmp_path: Path) -> Runner:
    """A pull request merged into its base as GitHub does it, checked out with one commit."""
    origin = runner.repository
    origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    origin.write("old.md", FLAGGED)
    first = origin.commit("Before")
    origin.git("switch", "--quiet", "--create", "request")
    origin.write("new.md", FLAGGED)
    head = origin.commit("Proposed")
    origin.git("switch", "--quiet", "main")
    origin.write("other.md", FLAGGED)
    base = origin.commit("Meanwhile")
    origin.git("merge", "--quiet", "--no-ff", "-m", "Merged", "request")
    merge = origin.git("rev-parse", "HEAD").stdout.strip()
    work = tmp_path / "work"
    clone(origin, merge, work)
    environment = {**origin.environment, "GITHUB_SHA": merge}
    made = Runner(Repository(work, environment), runner.programs, runner.temporary)
    made.event({"pull_request": {"base": {"sha": first}, "head": {"sha": head}}})
    environment["EXPECTED_BASE"] = base
    return made


def clone(origin: Repository, commit: str, folder: Path) -> None:
    """Check one commit out as actions/checkout does: without any history."""
    folder.mkdir()
    made = Repository(folder)
    made.git("init", "--quiet")
    made.git("remote", "add", "origin", origin.folder.as_uri())
    made.git("fetch", "--quiet", "--depth=1", "origin", commit)
    made.git("checkout", "--quiet", commit)


def base_given(runner: Runner) -> str | None:
    found = [one for one in runner.arguments if one.startswith("--diff-base=")]
    return found[0].removeprefix("--diff-base=") if found else None


def test_changes_are_counted_from_the_base_that_is_merged_into(proposed: Runner) -> None:
    assert proposed.run(changed_only="false").returncode == 0
    assert base_given(proposed) is None
    ran = proposed.run(changed_only="true")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert base_given(proposed) == proposed.repository.environment["EXPECTED_BASE"]
    assert len(proposed.repository.git("rev-list", "HEAD").stdout.split()) == 3


def test_a_checkout_of_the_branch_itself_is_compared_with_the_base(
    proposed: Runner, runner: Runner, tmp_path: Path
) -> None:
    event = json.loads((runner.temporary / "event.json").read_text(encoding="utf-8"))
    head = event["pull_request"]["head"]["sha"]
    clone(runner.repository, head, tmp_path / "branch")
    environment = {**proposed.repository.environment, "GITHUB_SHA": head}
    branch = Runner(Repository(tmp_path / "branch", environment), runner.programs, runner.temporary)
    ran = branch.run(changed_only="true")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert base_given(branch) == event["pull_request"]["base"]["sha"]


def test_a_base_that_cannot_be_fetched_is_an_error(proposed: Runner) -> None:
    proposed.repository.git("remote", "set-url", "origin", "file:///nowhere/at/all")
    ran = proposed.run(changed_only="true")
    assert ran.returncode == 2
    assert "fetch-depth: 0" in ran.stdout
    assert not (proposed.programs / "arguments.json").exists()


def test_a_push_is_compared_with_the_commit_before_it(runner: Runner) -> None:
    before = runner.repository.commit("One")
    runner.repository.commit("Two")
    runner.event({"before": before})
    assert runner.run(changed_only="true").returncode == 0
    assert base_given(runner) == before


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("0" * 40, "::notice title=personfirst::changed-only: this event has no base"),
        ("f" * 40, "::warning title=personfirst::changed-only: the commit before this push"),
        ("$(touch owned)", "::notice title=personfirst::changed-only: this event has no base"),
        ("--upload-pack=touch", "::notice title=personfirst::changed-only"),
        (None, "::notice title=personfirst::changed-only: this event has no base"),
    ],
)
def test_a_push_without_a_commit_before_it_is_checked_whole(
    runner: Runner, before: str | None, said: str
) -> None:
    runner.repository.commit("One")
    runner.event({"before": before})
    ran = runner.run(changed_only="true")
    assert ran.returncode == 0
    assert said in ran.stdout
    assert base_given(runner) is None


def test_a_missing_personfirst_is_said(runner: Runner) -> None:
    (runner.programs / "personfirst").unlink()
    only_git = runner.programs / "bin"
    only_git.mkdir()
    runner.repository.environment["PATH"] = str(only_git)
    ran = runner.run()
    assert (ran.returncode, runner.outputs) == (2, {"exit-code": "2"})
    assert "this runner has no personfirst" in ran.stdout


def test_a_release_that_cannot_be_installed_is_an_error(runner: Runner) -> None:
    runner.repository.environment["PIP_NO_INDEX"] = "1"
    ran = runner.run(version="0.0.1")
    assert (ran.returncode, runner.outputs) == (2, {"exit-code": "2"})
    assert "::stop-commands::" in ran.stdout
    assert "personfirst==0.0.1 could not be installed; the log above says why" in ran.stdout


@pytest.fixture
def real(proposed: Runner) -> Runner:
    """The same pull request with the true personfirst on the path."""
    program = proposed.programs / "personfirst"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m personfirst "$@"\n', "utf-8")
    return proposed


def test_a_pull_request_is_told_what_it_brings_in(real: Runner) -> None:
    ran = real.run(script=True, changed_only="true", sarif="out/report.sarif", style="clinical")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert re.search(r"^::error [^\n]*file=new\.md,line=1[,:]", ran.stdout, re.MULTILINE)
    assert "old.md" not in ran.stdout
    assert "other.md" not in ran.stdout
    assert real.outputs == {
        "findings": "1", "errors": "1", "warnings": "0", "suggestions": "0", "exit-code": "1",
        "sarif": "out/report.sarif",
    }  # fmt: skip
    assert "new.md" in real.summary
    assert "people with substance use disorders" in real.summary
    sarif = json.loads(real.repository.read("out/report.sarif"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["addict"]


def test_without_changed_only_everything_is_told(real: Runner) -> None:
    ran = real.run(fail_on="error", args="--ignore addict")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert real.outputs["findings"] == "0"
    assert real.run(paths=". missing.md").returncode == 2
    assert "missing.md: no such file or folder" in real.run(paths="missing.md").stdout


def test_names_of_files_give_no_commands(real: Runner) -> None:
    name = "::error file=x::%0A\n::set-output name=findings::99 \x1b[31m<b>.md"
    (real.repository.folder / name).write_text(FLAGGED, encoding="utf-8")
    (real.repository.folder / "::warning::broken.docx").write_bytes(b"no")
    ran = real.run()
    assert ran.returncode == 2
    assert real.outputs["findings"] == "4"
    commands = [line for line in ran.stdout.splitlines() if line.startswith("::")]
    assert all(re.match(r"::(error|warning|notice) (title=|file=)", one) for one in commands)
    assert len(commands) == 6
    assert any("file=%3A%3Awarning%3A%3Abroken.docx," in one for one in commands)
    assert "<b>.md" not in real.summary
