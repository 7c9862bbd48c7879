"""`personfirst baseline`, and checks against it, on a small county's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.cli.conftest import MINUTES, Invoke, Process

FILE = ".personfirst-baseline.json"


def test_write_show_check_and_prune(county: Path, invoke: Invoke) -> None:
    ran = invoke("baseline", "write")
    assert (ran.status, ran.out, ran.err) == (0, "", f"Wrote 4 findings in {FILE}\n")
    assert invoke("baseline", "show").out == snapshot("""\
minutes.md: house-dope-house: Supervisor Lee asked what becomes of the dope house on Fifth Street.
minutes.md: house-frequent-flyer: The Elm Street clinic serves frequent flyers in our county.
site/about.html: house-drug-problem: We don’t see a drug problem on Fifth Street 🏠.
site/about.html: house-frequent-flyer: A frequent flyer waits at the van
4 findings in 2 files
""")
    ran = invoke("check")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("No findings in 3 files, ")
    shown = invoke("check", "--show-muted", "--output-format", "concise").out
    assert shown.count(f"(not counted: baseline: {FILE})") == 4
    assert invoke("check", "--no-baseline").status == 1
    assert invoke("check", "--no-baseline").out.startswith("minutes.md:3:30\n")

    text = MINUTES.replace("Elm Street", "Oak Street") + "\nTwo frequent flyers.\n"
    (county / "minutes.md").write_text(text, encoding="utf-8")
    ran = invoke("check", "--output-format", "concise")
    assert (ran.status, ran.out.splitlines()[:-1]) == (
        1,
        [
            "minutes.md:3:30: warning house-frequent-flyer Mocks a person who asks for help often; write “people who come often”",
            "minutes.md:9:5: warning house-frequent-flyer Mocks a person who asks for help often; write “people who come often”",
        ],
    )
    assert ran.err == (
        f"{FILE}: 1 finding in 1 file is there no more; 'personfirst baseline prune' removes it\n"
    )
    assert invoke("check", "--quiet").err == ""

    before = (county / FILE).read_bytes()
    ran = invoke("baseline", "prune")
    assert (ran.status, ran.err) == (0, f"Removed 1 finding; 3 left in {FILE}\n")
    assert (county / FILE).read_bytes() != before
    assert invoke("check").err == ""
    assert invoke("baseline", "prune").err == f"Removed 0 findings; 3 left in {FILE}\n"


def test_a_baseline_of_another_name(county: Path, invoke: Invoke) -> None:
    option = ("--baseline", "known ones.json")
    assert invoke("baseline", "write", "--quiet", *option).err == ""
    assert invoke("check").status == 1
    assert invoke("check", *option).status == 0
    (county / "minutes.md").unlink()
    assert invoke("check", *option).err == (
        "known ones.json: 2 findings in 1 file are there no more; "
        "'personfirst baseline prune --baseline \"known ones.json\"' removes them\n"
    )
    config = (county / "personfirst.toml").read_text(encoding="utf-8")
    (county / "personfirst.toml").write_text(f'baseline = "known ones.json"\n{config}', "utf-8")
    assert invoke("check").status == 0
    assert invoke("check", "--no-baseline").status == 1
    assert invoke("baseline", "show").out.endswith("4 findings in 2 files\n")


def test_what_cannot_be_used_is_said(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--baseline", "gone.json")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: gone.json: no such baseline; 'personfirst baseline write' writes it\n",
    )
    assert "leave one out" in invoke("check", "--baseline", "x", "--no-baseline").err
    for command in ("show", "prune"):
        assert "no such baseline" in invoke("baseline", command).err
    (county / FILE).write_text("{", encoding="utf-8")
    ran = invoke("check")
    assert ran.status == 2
    assert ran.err.startswith(f"personfirst: error: {FILE}:1: the baseline is damaged")
    assert invoke("baseline", "write").status == 2, "what is damaged is not written over"
    assert "or delete it and write it anew" in ran.err
    (county / FILE).unlink()
    assert invoke("baseline", "write").status == 0


def test_what_could_not_be_checked_is_said(county: Path, invoke: Invoke) -> None:
    invoke("baseline", "write")
    before = (county / FILE).read_bytes()
    (county / "minutes.md").write_bytes(b"\0\0\0\0")
    ran = invoke("baseline", "write")
    assert (ran.status, "minutes.md: looks like a binary file" in ran.err) == (2, True)
    assert (county / FILE).read_bytes() == before
    assert invoke("baseline", "write", "none.md").status == 2


def test_files_that_are_gone_can_be_named(county: Path, invoke: Invoke) -> None:
    invoke("baseline", "write")
    shutil.rmtree(county / "site")
    ran = invoke("baseline", "prune", "site", "never.md")
    missing = "personfirst: error: never.md: no such file or folder\n"
    assert (ran.status, ran.err) == (2, f"{missing}Removed 2 findings; 2 left in {FILE}\n")
    (county / "minutes.md").unlink()
    ran = invoke("baseline", "write", "minutes.md")
    assert (ran.status, ran.err) == (0, f"Wrote 0 findings in {FILE}\n")


def test_from_a_folder_below(
    county: Path, process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert process("baseline", "write", "-q").returncode == 0
    (county / ".git").mkdir()
    monkeypatch.chdir(county / "site")
    assert process("check").returncode == 0
    ran = process("baseline", "write")
    assert ran.stderr.decode().strip().endswith(f"{FILE}")
    monkeypatch.chdir(county)
    assert b"4 findings in 2 files" in process("baseline", "show").stdout
