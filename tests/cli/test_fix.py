"""`--fix` and `--diff` on a small county's folder."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from tests.cli.conftest import MINUTES, PAGE, Invoke, Process

SCHEMA = Path(__file__).parents[2] / "docs" / "json-schema.json"
FIXED_MINUTES = MINUTES.replace("frequent flyers", "people who come often")
FIXED_PAGE = PAGE.replace("A frequent flyer", "A person who comes often")


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def test_fix_writes_what_is_safe_and_reports_the_rest(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--fix")
    assert (ran.status, ran.err) == (1, "")
    assert (read(county / "minutes.md"), read(county / "site/about.html")) == (
        FIXED_MINUTES,
        FIXED_PAGE,
    )
    assert ran.out == snapshot("""\
minutes.md:4:42
  4 | Supervisor Lee asked what becomes of the dope
    |                                          ^^^^
  5 | house on Fifth Street.
    | ^^^^^
  error: Names a home by the drugs in it. Give the address, or say what happened there. [house-dope-house]

site/about.html:3:19
  3 | <p>We don’t see a drug problem on Fifth Street 🏠.</p>
    |                   ^^^^^^^^^^^^
  suggestion: Makes a place or a person the problem [house-drug-problem]
  write instead: need for drug services

Found 4 findings (2 fixed, 2 remaining) in 2 of 3 files, 65 words, 0.1 s; 1 not counted
""")
    assert "(0 fixed, 2 remaining)" in invoke("check", "--fix").out


def test_unsafe_fixes_go_further(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "site", "--fix", "--unsafe-fixes")
    assert (ran.status, "(2 fixed, 0 remaining)" in ran.out) == (0, True)
    assert "a need for drug services on Fifth Street" in read(county / "site/about.html")


def test_exit_status_after_fixes(county: Path, invoke: Invoke) -> None:
    assert invoke("check", "site", "--fix", "--exit-non-zero-on-fix").status == 1
    assert invoke("check", "site", "--fix", "--exit-non-zero-on-fix").status == 0
    (county / "site/about.html").write_text(PAGE, encoding="utf-8")
    assert invoke("check", "site", "--fix", "--fail-on", "suggestion", "--exit-zero").status == 0


def test_what_could_be_fixed_is_counted(county: Path, invoke: Invoke) -> None:
    assert invoke("check").out.splitlines()[-1] == snapshot(
        "2 fixable with --fix, 1 more with --unsafe-fixes"
    )
    assert "fixable" not in invoke("check", "flyer.txt").out
    assert "fixable" not in invoke("check", "--quiet").out


def test_json_after_fixes(county: Path, invoke: Invoke) -> None:
    value = json.loads(invoke("check", "--output-format", "json").out)
    assert value["summary"]["fixed"] == 0
    [first, *_] = value["findings"]
    assert first["suggestions"][0] == snapshot(
        {
            "text": "people who come often",
            "style": "harm-reduction",
            "safety": "safe",
            "replaces": "frequent flyers",
            "result": "The Elm Street clinic serves people who come often in our county.",
            "edits": [{"start": 72, "end": 87, "new_text": "people who come often"}],
        }
    )
    value = json.loads(invoke("check", "--fix", "--output-format", "json").out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(value)
    assert (value["summary"]["fixed"], len(value["findings"])) == (2, 2)
    text = read(county / "site/about.html")
    assert text[value["findings"][1]["start"] :].startswith("drug problem")


def test_diff_shows_and_changes_nothing(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--diff")
    assert (ran.status, ran.err) == (1, "Would fix 2 findings in 2 files\n")
    assert ran.out == snapshot("""\
--- minutes.md
+++ minutes.md
@@ -1,6 +1,6 @@
 # Board of Supervisors: minutes of 14 May
 \n\
-The Elm Street clinic serves frequent flyers in our county.
+The Elm Street clinic serves people who come often in our county.
 Supervisor Lee asked what becomes of the dope
 house on Fifth Street.
 \n\
--- site/about.html
+++ site/about.html
@@ -1,3 +1,3 @@
 <h1>About us</h1>
-<img src="van.jpg" alt="A frequent flyer waits at the van">
+<img src="van.jpg" alt="A person who comes often waits at the van">
 <p>We don’t see a drug problem on Fifth Street 🏠.</p>
""")
    assert read(county / "minutes.md") == MINUTES
    assert invoke("check", "--fix", "--diff").out == ran.out
    assert invoke("check", "--diff", "--exit-zero").status == 0
    assert invoke("check", "--diff", "--unsafe-fixes").err == "Would fix 3 findings in 2 files\n"
    clean = invoke("check", "--diff", "flyer.txt")
    assert (clean.status, clean.out, clean.err) == (0, "", "Would fix nothing\n")
    assert invoke("check", "--diff", "-q").err == ""
    missing = invoke("check", "--diff", "flyer.txt", "nope.md")
    assert (missing.status, "nope.md: no such file" in missing.err) == (2, True)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch here")
def test_the_diff_applied_is_the_fix(county: Path, process: Process) -> None:
    pages = {
        "bom.md": b"\xef\xbb\xbf# Two frequent flyers\r\n\r\nText.",
        "latin.txt": b"Caf\xe9 for two frequent flyers.\n\nMore.\n",
        "a b.html": "<p>Caf&eacute; – two frequent flyers</p>\r\n".encode(),
        "lone.txt": b"One.\rTwo frequent flyers.\rThree.",
    }
    for name, data in pages.items():
        (county / name).write_bytes(data)
    diff = process("check", "--diff", "--unsafe-fixes").stdout
    copy = county.parent / "copy"
    shutil.copytree(county, copy)
    subprocess.run(["patch", "-p0", "--binary"], input=diff, cwd=copy, check=True, timeout=60)
    assert process("check", "--fix", "--unsafe-fixes").returncode == 1
    for name in (*pages, "minutes.md", "site/about.html"):
        assert (copy / name).read_bytes() == (county / name).read_bytes(), name
        assert b"frequent flyers" not in (copy / name).read_bytes().split(b"airline")[0]


def test_a_diff_of_utf_16_says_that_it_cannot_be_applied(county: Path, invoke: Invoke) -> None:
    (county / "wide.txt").write_bytes("Help for two frequent flyers.\nCafé.\n".encode("utf-16"))
    ran = invoke("check", "--diff", "wide.txt")
    assert "-Help for two frequent flyers.\n" in ran.out
    assert ran.err == snapshot("""\
wide.txt: its diff is of its text in UTF-8, so patch cannot apply it
Would fix 1 finding in 1 file
""")
    invoke("check", "--fix", "wide.txt")
    assert (county / "wide.txt").read_bytes().decode("utf-16") == (
        "Help for two people who come often.\nCafé.\n"
    )


def test_the_diff_of_a_link_names_the_file(county: Path, invoke: Invoke) -> None:
    try:
        (county / "last.md").symlink_to("minutes.md")
    except OSError:
        pytest.skip("no links here")
    assert invoke("check", "--diff", "last.md").out.startswith("--- minutes.md\n+++ minutes.md\n")


def test_a_format_for_all_runs_is_no_mistake(county: Path, invoke: Invoke) -> None:
    formats = {"PERSONFIRST_OUTPUT_FORMAT": "json"}
    assert invoke("check", "--diff", env=formats).out.startswith("--- minutes.md")


def test_a_diff_into_a_file(county: Path, invoke: Invoke) -> None:
    shown = invoke("check", "--diff").out
    assert invoke("check", "--diff", "-o", "fixes.patch").out == ""
    assert read(county / "fixes.patch") == shown


def test_fixing_standard_input(county: Path, process: Process) -> None:
    data = "Caf\xe9 for two frequent flyers.\r\n".encode("cp1252")
    ran = process("check", "--fix", "-", stdin=data)
    assert ran.stdout == "Caf\xe9 for two people who come often.\r\n".encode("cp1252")
    assert b"(1 fixed, 0 remaining)" in ran.stderr
    assert ran.returncode == 0
    clean = process("check", "--fix", "-", "--output-format", "json", stdin=b"Nothing.\r\n")
    assert clean.stdout == b"Nothing.\r\n"
    assert json.loads(clean.stderr)["summary"]["fixed"] == 0
    broken = process("check", "--fix", "-", stdin=b"\0\1\2\3" * 9)
    assert (broken.returncode, broken.stdout) == (2, b"\0\1\2\3" * 9)
    shown = process("check", "--diff", "-", "--stdin-filename", "draft.md", stdin=data)
    assert shown.stdout.startswith(b"--- draft.md\n+++ draft.md\n@@ -1 +1 @@\n-Caf\xe9")
    assert shown.returncode == 1


def test_a_file_that_cannot_be_written_fails_the_run(county: Path, invoke: Invoke) -> None:
    (county / "minutes.md").chmod(0o444)
    ran = invoke("check", "--fix", "--exit-zero")
    assert ran.status == 2
    assert "minutes.md: is read-only, so it was not changed" in ran.out
    assert read(county / "minutes.md") == MINUTES
    assert read(county / "site/about.html") == FIXED_PAGE
    ran = invoke("check", "--diff", "--exit-zero", "minutes.md")
    assert (ran.status, ran.out, "minutes.md: is read-only" in ran.err) == (2, "", True)
    (county / "minutes.md").chmod(0o644)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--interactive", "--fix"], "leave out --fix and --diff"),
        (["--interactive", "--diff"], "leave out --fix and --diff"),
        (["--interactive", "-"], "name a file, not '-'"),
        (["--unsafe-fixes"], "give one of them too"),
        (["--diff", "--output-format", "json"], "leave it out with --diff"),
        (["--interactive", "--output-format", "full"], "leave it out with --diff"),
    ],
)
def test_options_that_contradict_each_other(
    county: Path, invoke: Invoke, arguments: list[str], said: str
) -> None:
    ran = invoke("check", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
