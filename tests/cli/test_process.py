"""The command in a process of its own: start, encodings, pipes, interrupts, faults."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import personfirst
from personfirst.cli import app as cli_app
from personfirst.cli import main
from tests.cli.conftest import Process

_LAZY = ("spacy", "rich", "personfirst.app.gitignore", "pydantic", "tomllib", "yaml")


def test_version(process: Process) -> None:
    ran = process("--version")
    assert (ran.returncode, ran.stdout.decode().strip()) == (0, "personfirst 0.1.0")


def test_without_arguments_help_is_shown(process: Process) -> None:
    ran = process()
    assert b"check" in ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr
    assert process("check", "--help").returncode == 0


@pytest.mark.parametrize(
    ("form", "encoding"),
    [("full", "ascii"), ("concise", "cp1252"), ("json", "ascii"), ("json", "cp1252")],
)
def test_any_encoding_will_do(county: Path, process: Process, form: str, encoding: str) -> None:
    ran = process(
        "check",
        "site",
        "--output-format",
        form,
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    if form == "json":
        assert "don’t" in json.loads(ran.stdout.decode("utf-8"))["findings"][1]["excerpt"]
    else:
        assert "Found 2 findings" in ran.stdout.decode(encoding)


def test_a_file_name_that_is_not_text(county: Path, process: Process) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (county / name).write_text("Two frequent flyers waited.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    for form in ("full", "json"):
        ran = process("check", name, name + ".md", "--output-format", form)
        assert ran.returncode == 2
        assert b"no such file" in ran.stderr
        assert b"Traceback" not in ran.stderr
        assert b"house-frequent-flyer" in ran.stdout


def test_a_closed_pipe_is_quiet(county: Path) -> None:
    (county / "long.md").write_text("Two frequent flyers waited.\n\n" * 3000, encoding="utf-8")
    ran = subprocess.Popen(
        [sys.executable, "-m", "personfirst", "check", "--output-format", "concise"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert ran.stdout is not None
    assert ran.stderr is not None
    ran.stdout.read(10)
    ran.stdout.close()
    assert ran.stderr.read() == b""
    ran.wait(timeout=60)


def test_a_closed_pipe_is_quiet_as_windows_has_it(county: Path) -> None:
    (county / "long.md").write_text("Two frequent flyers waited.\n\n" * 3000, encoding="utf-8")
    code = (
        "import io, sys\n"
        "class Raw(io.FileIO):\n"
        "    def write(self, data):\n"
        "        try: return super().write(data)\n"
        "        except BrokenPipeError: raise OSError(22, 'Invalid argument')\n"
        "sys.stdout = io.TextIOWrapper(io.BufferedWriter(Raw(1, 'w', closefd=False)))\n"
        "sys.argv = ['personfirst', 'check', '--output-format', sys.argv[1]]\n"
        "import personfirst.cli.app as app; app._ON_WINDOWS = True\n"
        "from personfirst.cli import main; main()\n"
    )
    for form in ("concise", "json"):
        command = [sys.executable, "-c", code, form]
        ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.read(10)
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait(timeout=60) == 1


def test_an_interrupt_ends_with_130(county: Path) -> None:
    code = (
        "import sys; import personfirst.app.in_turn as in_turn\n"
        "def stop(target): raise KeyboardInterrupt\n"
        "in_turn._read = stop\n"
        "from personfirst.cli import main\n"
        "sys.argv = ['personfirst', 'check', '.']\n"
        "sys.exit(main())\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 130
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes there")
def test_a_pipe_that_nobody_writes_to_is_a_problem(county: Path) -> None:
    os.mkfifo(county / "slow.txt")
    ran = subprocess.run(
        [sys.executable, "-m", "personfirst", "check", "slow.txt"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 2
    assert b"is not a regular file" in ran.stdout


def test_no_module_of_the_folder_is_imported_by_a_worker(county: Path) -> None:
    (county / "pickle.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    script = county / "bin" / "personfirst"
    script.parent.mkdir()
    script.write_text(
        "import personfirst.app.workers as workers\n"
        "from personfirst.cli import main\n"
        "workers.may_fork = lambda: False\n"
        "if __name__ == '__main__': main()\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(script), "check", "--jobs", "2", "minutes.md", "flyer.txt"]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert not (county / "ran").exists()
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"Found 2 findings" in ran.stdout


def test_windows_looks_for_git_in_the_path_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "NoDefaultCurrentDirectoryInExePath"
    monkeypatch.setenv(name, "")
    monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    monkeypatch.setattr(cli_app, "app", lambda **_: None)
    main()
    assert os.environ[name] == "1"


def test_windows_does_not_expand_options(county: Path) -> None:
    code = (
        "import os, sys, types, typer.core\n"
        "typer.core.os = types.SimpleNamespace(**{**vars(os), 'name': 'nt'})\n"
        "sys.argv = ['personfirst', 'check', '--exclude', '*.[mt]*', '--output-format=concise']\n"
        "from personfirst.cli import main; main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ran.stderr, ran.returncode) == (b"", 1)
    assert b"in 1 of 1 file" in ran.stdout


def test_a_fault_of_ours_is_no_traceback(county: Path) -> None:
    code = (
        "import sys; import personfirst.cli.check as c\n"
        "c.base_settings = lambda *_: 1 / 0\n"
        "sys.argv = ['personfirst', 'check']; c.__name__\n"
        "from personfirst.cli import main; main()\n"
    )
    run = [sys.executable, "-c", code]
    ran = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("personfirst: internal error: ZeroDivisionError")
    assert "Traceback" not in ran.stderr
    env = {**os.environ, "PERSONFIRST_TRACEBACK": "1"}
    ran = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False, env=env)
    assert "Traceback" in ran.stderr


def _imported(*arguments: str) -> set[str]:
    """The modules that a run imports."""
    code = (
        f"import sys; sys.argv = {['personfirst', *arguments]!r}\n"
        "from personfirst.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    return set(ran.stderr.split())


def test_starting_imports_nothing_heavy(county: Path) -> None:
    for arguments in (["--version"], ["--help"], ["check", "--help"]):
        assert not _imported(*arguments) & set(_LAZY)


def test_a_command_is_imported_when_it_is_called(county: Path) -> None:
    version = _imported("--version")
    assert "personfirst.cli.app" in version
    assert not any(one.startswith(("personfirst.app", "personfirst.reporters")) for one in version)
    assert "personfirst.cli.review" not in _imported("check", "--help")


def test_a_clean_file_imports_nothing_heavy(county: Path) -> None:
    (county / "agenda.md").write_text("The board adjourned at nine.\n", encoding="utf-8")
    clean = _imported("check", "agenda.md", "--isolated", "--no-cache")
    assert "personfirst.pipeline" in clean
    assert not clean & {*_LAZY, "zipfile"}
    unused = (
        *("context", "rewrite", "passages", "rulebook.ruleset", "rulebook.pattern", "app.audit"),
        *("app.cache", "app.workers", "app.config_load", "app.baseline", "app.site"),
        *("rulebook.nodes", "model.rule", "model.finding", "formats.markup", "formats.splice"),
    )
    assert not clean & {f"personfirst.{one}" for one in unused}


def test_options_are_no_text_that_would_be_evaluated_again_and_again() -> None:
    from personfirst.cli.check import check

    assert not [name for name, one in check.__annotations__.items() if isinstance(one, str)]


def test_the_version_is_the_one_that_is_installed() -> None:
    from importlib.metadata import version

    assert version("personfirst") == personfirst.__version__


@pytest.mark.skipif(sys.platform == "win32", reason="handles are closed otherwise there")
@pytest.mark.parametrize(
    ("closed", "arguments", "said"),
    [
        ([0], ["check", "-"], b"standard input is closed"),
        ([0], ["check", "minutes.md", "--interactive"], b"standard input is closed"),
        ([0], ["check", "--diff-from", "-"], b"standard input is closed"),
        ([1], ["check", "minutes.md"], b"standard output is closed"),
        ([1, 2], ["check", "minutes.md"], b""),
    ],
)
def test_what_is_closed_is_said(
    closed: list[int], arguments: list[str], said: bytes, county: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "personfirst", *arguments],
        preexec_fn=lambda: [os.close(one) for one in closed],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert said in ran.stderr
    assert b"internal error" not in ran.stderr


def test_completion_for_a_shell_that_is_named(county: Path, process: Process) -> None:
    assert b"complete_fish" in process("--show-completion", "fish").stdout
    env = {"HOME": str(county), "USERPROFILE": str(county)}
    assert process("--install-completion", "fish", env=env).returncode == 0
    assert (county / ".config" / "fish" / "completions" / "personfirst.fish").is_file()
    helped = process("--install-completion", "fish", "--help", env=env)
    assert (helped.returncode, helped.stdout[:6]) == (0, b"Usage:")
    unknown = process("--install-completion", "tcsh", env=env)
    assert (unknown.returncode, b"takes the name of one shell (bash, zsh" in unknown.stderr) == (
        2,
        True,
    )


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("check --select house-d", ["house-dope-house", "house-drug-problem"]),
        ("check --ignore house-dope-house,county-p", ["house-dope-house,county-place"]),
        ("review --select house-f", ["house-frequent-flyer"]),
        ("rule house-f", ["house-frequent-flyer"]),
        ("rules --category county-d", ["county-desk"]),
        ("check --output-format sa", ["sarif"]),
        ("check --output-format json,sa", ["json,sarif"]),
    ],
)
def test_names_are_completed(
    words: str, completed: list[str], county: Path, process: Process
) -> None:
    env = {
        "_PERSONFIRST_COMPLETE": "complete_bash",
        "COMP_WORDS": f"personfirst {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    assert process(env=env).stdout.decode().split() == completed
    (county / "personfirst.toml").write_text("select = 3\n", encoding="utf-8")
    if "format" not in words:
        assert process(env=env).stdout.strip() == b""
