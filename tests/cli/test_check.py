"""`personfirst check` on a small county's folder: what is printed, where, and with what status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

import personfirst
from personfirst.app import in_turn
from personfirst.app.discover import Target
from tests.cli.conftest import Invoke
from tests.helpers import FILLER

SCHEMA = Path(__file__).parents[2] / "docs" / "json-schema.json"


def test_full(county: Path, invoke: Invoke) -> None:
    ran = invoke("check")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == snapshot("""\
minutes.md:3:30
  3 | The Elm Street clinic serves frequent flyers in our county.
    |                              ^^^^^^^^^^^^^^^
  warning: Mocks a person who asks for help often [house-frequent-flyer]
  write instead: people who come often / regular visitors

minutes.md:4:42
  4 | Supervisor Lee asked what becomes of the dope
    |                                          ^^^^
  5 | house on Fifth Street.
    | ^^^^^
  error: Names a home by the drugs in it. Give the address, or say what happened there. [house-dope-house]

site/about.html:2:27 (alt text)
  2 | <img src="van.jpg" alt="A frequent flyer waits at the van">
    |                           ^^^^^^^^^^^^^^
  warning: Mocks a person who asks for help often [house-frequent-flyer]
  write instead: person who comes often / regular visitor

site/about.html:3:19
  3 | <p>We don’t see a drug problem on Fifth Street 🏠.</p>
    |                   ^^^^^^^^^^^^
  suggestion: Makes a place or a person the problem [house-drug-problem]
  write instead: need for drug services

Found 4 findings (1 error, 2 warnings, 1 suggestion) in 2 of 3 files, 61 words, 0.1 s; 1 not counted
2 fixable with --fix, 1 more with --unsafe-fixes
""")


def test_concise(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--output-format", "concise")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == snapshot("""\
minutes.md:3:30: warning house-frequent-flyer Mocks a person who asks for help often; write “people who come often”
minutes.md:4:42: error house-dope-house Names a home by the drugs in it. Give the address, or say what happened there.
site/about.html:2:27: warning house-frequent-flyer Mocks a person who asks for help often; write “person who comes often”
site/about.html:3:19: suggestion house-drug-problem Makes a place or a person the problem; write “need for drug services”
Found 4 findings (1 error, 2 warnings, 1 suggestion) in 2 of 3 files, 61 words, 0.1 s; 1 not counted
""")


def test_json_keeps_the_schema(county: Path, invoke: Invoke) -> None:
    (county / "scan.txt").write_bytes(b"\0\1\2\3" * 20)
    ran = invoke("check", "--output-format", "json", "--show-muted", ".", "nope.md")
    assert ran.status == 2
    value = json.loads(ran.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(value)
    assert [one["path"] for one in value["problems"]] == ["nope.md", "scan.txt"]
    assert value["summary"]["exit_status"] == 2
    assert value["tool"] == {"name": "personfirst", "version": personfirst.__version__}
    assert value["summary"]["findings"] == {"error": 1, "warning": 2, "suggestion": 1}
    for finding in value["findings"]:
        text = (county / finding["path"]).read_text(encoding="utf-8")
        found = text[finding["start"] : finding["end"]]
        assert " ".join(found.split()) == " ".join(finding["text"].split())


def test_what_is_muted_says_why(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "minutes.md", "--show-muted", "--select", "county-desk")
    assert "minutes.md:7:22" in ran.out
    assert "not counted: other-sense: " in ran.out
    assert invoke("check", "minutes.md").out.splitlines()[-2].endswith("; 1 not counted")


def test_pages_that_never_mention_drugs_are_passed_over(county: Path, invoke: Invoke) -> None:
    for name in ("roof.md", "roof.txt", "roof.html"):
        (county / name).write_text(f"{FILLER}\n\nClean users of the desk.\n", encoding="utf-8")
    every = ("check", "--isolated", "--no-cache", "roof.md", "roof.txt", "roof.html")
    ran = invoke(*every)
    assert ran.status == 0
    assert ran.out.startswith("No findings in 3 files, 474 words, 0.1 s\n")
    assert "; 6 not counted" in invoke(*every, "--show-muted").out
    assert invoke(*every, "--show-muted").out.count("not counted: ") == 6
    invoke(*every, "--output-format", "html:report.html")
    assert "Also show 6 seen, not flagged" in (county / "report.html").read_text(encoding="utf-8")


def test_a_clean_file(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "flyer.txt")
    assert (ran.status, ran.out, ran.err) == (
        0,
        "No findings in 1 file, 6 words, 0.1 s\n"
        "Only this was looked for: county-desk, county-place\n"
        "Read: 1 text\n",
        "",
    )


def test_a_path_that_does_not_exist(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "minuts.md", "flyer.txt")
    assert ran.status == 2
    assert ran.err == "personfirst: error: minuts.md: no such file or folder\n"
    assert "No findings in 1 file" in ran.out
    assert invoke("check", "minuts.md", "--exit-zero", "--skip-unreadable").status == 2


@pytest.mark.parametrize("form", ["full", "concise"])
def test_an_unreadable_file(county: Path, invoke: Invoke, form: str) -> None:
    (county / "scan.txt").write_bytes(b"\0\1\2\3" * 20)
    ran = invoke("check", "scan.txt", "flyer.txt", "--output-format", form)
    assert ran.status == 2
    assert "scan.txt: looks like a binary file" in (ran.out if form == "full" else ran.err)
    assert invoke("check", "scan.txt", "flyer.txt", "--skip-unreadable").status == 0
    assert invoke("check", "scan.txt", "minutes.md", "--skip-unreadable").status == 1
    assert invoke("check", "scan.txt", "minutes.md").status == 2


def test_a_format_without_a_reader(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "site/photo.jpg")
    assert ran.status == 2
    assert ran.out.startswith("site/photo.jpg: ")
    assert ".md" in ran.out
    assert invoke("check", "site").status == 1


def test_a_remark_about_a_comment_fails_nothing(county: Path, invoke: Invoke) -> None:
    (county / "flyer.md").write_text(
        "<!-- personfirst: ignoer -->\n\nNaloxone is free.\n", encoding="utf-8"
    )
    ran = invoke("check", "flyer.md")
    assert ran.status == 0
    assert ran.out.startswith("flyer.md:1: ")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["minutes.md"], 1),
        (["minutes.md", "--exit-zero"], 0),
        (["minutes.md", "--ignore", "house-dope-house", "--fail-on", "error"], 0),
        (["minutes.md", "--fail-on", "error"], 1),
        (["site", "--ignore", "county-desk"], 0),
        (["site", "--ignore", "county-desk", "--fail-on", "suggestion"], 1),
        (["site", "--severity", "error"], 0),
        (["minutes.md", "--ignore", "county-desk,house-dope-house"], 0),
        (["minutes.md", "--ignore", "county-desk", "--ignore", "house-dope-house"], 0),
        (["minutes.md", "--select", "house-drug-problem"], 0),
    ],
)
def test_exit_status(county: Path, invoke: Invoke, arguments: list[str], status: int) -> None:
    assert invoke("check", *arguments).status == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--style", "newz"], "'newz' is not one of 'harm-reduction', 'clinical', 'news'"),
        (["--fail-on", "all"], "'all' is not one of"),
        (["--selcet", "x"], "--select"),
        (["--select", "house-dope-hous"], "did you mean 'house-dope-house'"),
        (["--config", "absent.toml"], "absent.toml: cannot be read"),
    ],
)
def test_a_wrong_option_is_status_2(
    county: Path, invoke: Invoke, arguments: list[str], said: str
) -> None:
    ran = invoke("check", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_a_style_chooses_the_suggestion(county: Path, invoke: Invoke) -> None:
    said = invoke("check", "site", "--style", "clinical", "--select", "county-desk").out
    assert "write instead: patient with many visits\n" in said


def test_standard_input(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "-", "--output-format", "concise", stdin="Two frequent flyers waited.")
    assert ran.status == 1
    assert ran.out.startswith("stdin.txt:1:5: warning house-frequent-flyer ")
    page = '<p class="frequent flyer">Welcome.</p>'
    assert invoke("check", "-", "--stdin-filename", "draft.html", stdin=page).status == 0
    assert invoke("check", "-", "--stdin-filename", "draft.xyz", stdin=page).status == 2


def test_an_output_file(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "-o", "report.json", "--output-format", "json")
    assert (ran.status, ran.out) == (1, "")
    value = json.loads((county / "report.json").read_text(encoding="utf-8"))
    assert value["summary"]["exit_status"] == 1
    ran = invoke("check", "flyer.txt", "--output", "absent/report.txt")
    assert ran.status == 2
    assert "absent" in ran.err


def test_quiet(county: Path, invoke: Invoke) -> None:
    assert invoke("check", "flyer.txt", "--quiet").out == ""
    ran = invoke("check", "minutes.md", "-q", "--output-format", "concise")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["minutes.md"] * 2


def test_gitignore_and_excludes(county: Path, invoke: Invoke) -> None:
    assert "drafts" not in invoke("check").out
    assert "drafts/old.md" in invoke("check", "--no-respect-gitignore").out
    assert "drafts/old.md" in invoke("check", "drafts").out
    excluded = invoke("check", "--exclude", "site/", "--exclude", "minutes.*")
    assert (excluded.status, "1 file" in excluded.out) == (0, True)


def test_configuration(county: Path, invoke: Invoke) -> None:
    assert "house-" in invoke("check", "minutes.md").out
    assert "house-" not in invoke("check", "minutes.md", "--isolated").out
    other = county / "strict.toml"
    text = (county / "personfirst.toml").read_text(encoding="utf-8")
    other.write_text('fail-on = "suggestion"\n' + text, encoding="utf-8")
    site = ["check", "site", "--ignore", "county-desk"]
    assert invoke(*site).status == 0
    assert invoke(*site, "--config", "strict.toml").status == 1
    assert invoke(*site, "--config", "strict.toml", "--fail-on", "error").status == 0
    (county / "personfirst.toml").write_text("select = 3", encoding="utf-8")
    ran = invoke("check")
    assert ran.status == 2
    assert "personfirst.toml:1: 'select' must be a list" in ran.err


def test_the_output_format_from_the_environment(county: Path, invoke: Invoke) -> None:
    env = {"PERSONFIRST_OUTPUT_FORMAT": "json"}
    assert json.loads(invoke("check", "flyer.txt", env=env).out)["version"] == 1
    ran = invoke("check", "flyer.txt", env={"PERSONFIRST_OUTPUT_FORMAT": "yaml"})
    assert ran.status == 2
    assert "PERSONFIRST_OUTPUT_FORMAT" in ran.err or "--output-format" in ran.err


@pytest.mark.parametrize(
    ("arguments", "env", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(
    county: Path, invoke: Invoke, arguments: list[str], env: dict[str, str], colored: bool
) -> None:
    out = invoke("check", "minutes.md", *arguments, env=env).out
    assert ("\x1b[" in out) == colored


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "0", "-1", "86401"])
@pytest.mark.parametrize("command", ["check", "review", "audit", "stats"])
def test_seconds_are_a_number_within_a_day(
    command: str, seconds: str, county: Path, invoke: Invoke
) -> None:
    ran = invoke(command, "minutes.md", "--timeout", seconds)
    assert ran.status == 2
    assert "Invalid value for '--timeout'" in ran.err


def test_a_pattern_that_names_nothing_is_refused(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--exclude", "site/", "--exclude", "[")
    assert ran.status == 2
    assert ran.err == "personfirst: error: --exclude: the pattern '[' can name no file\n"


def test_paths_are_expanded_as_shells_do_it(
    county: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(county))
    monkeypatch.setenv("USERPROFILE", str(county))
    (county / "[m].md").write_text("Naloxone is free.\n", encoding="utf-8")
    (county / "m.md").write_text("Two frequent flyers waited.\n", encoding="utf-8")
    assert "No findings in 1 file" in invoke("check", "[m].md").out
    assert "in 2 of 3 files" in invoke("check", "[fm]*.*").out
    assert "in 1 of 1 file" in invoke("check", "~/site").out
    assert "no such file or folder" in invoke("check", "nothing*").err


def test_an_interrupted_fix_says_what_it_has_changed(
    county: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (county / "a.md").write_text("Two frequent flyers came.\n", encoding="utf-8")
    (county / "b.md").write_text("Two frequent flyers came.\n", encoding="utf-8")
    begin = in_turn._read

    def interrupted(target: Target) -> bytes | str:
        if target.shown == "b.md":
            raise KeyboardInterrupt
        return begin(target)

    monkeypatch.setattr(in_turn, "_read", interrupted)
    ran = invoke("check", "a.md", "b.md", "--fix", "--unsafe-fixes")
    assert ran.status == 130
    assert ran.err == "1 file was changed already\npersonfirst: interrupted\n"
    assert invoke("check", "b.md").err == "personfirst: interrupted\n"


def test_who_looks_for_little_is_told_so(county: Path, invoke: Invoke) -> None:
    narrow = invoke("check", "minutes.md", "--select", "house-drug-problem")
    assert "Only this was looked for: house-drug-problem\n" in narrow.out
    without = invoke("check", "flyer.txt", "--isolated", "--ignore", "junkie,slur").out
    assert "Only this was looked for: all but junkie, slur\n" in without
    severe = invoke("check", "flyer.txt", "--severity", "error").out
    assert "Only this was looked for: county-desk, county-place; severity error or worse" in severe
    assert "Thank you" not in narrow.out + severe
    assert "Thank you" in invoke("check", "flyer.txt", "--isolated").out
