"""`--show-settings` and `--show-files`, and the environment's part in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.cli.conftest import HOUSE_RULES, Invoke
from tests.helpers import write

SHARED = f"""
style = "clinical"
exclude = ["archive/"]
extend-ignore = ["house-drug-problem"]
names = ["Addiction Research Center"]
[rules]
folders = ['{HOUSE_RULES}']
severity = {{house-dope-house = "off", house-frequent-flyer = "error"}}
"""
OWN = """
# the county's
extend: shared/base.toml
ignore: [house-dope-house]
extend-exclude: ["old notes/"]
names: ["Junkie's Corner"]
allow:
  - clean needle exchange
  - {text: "flyers", rules: [county-desk], reason: "on \\"paper\\""}
timeout: 2.5
rules: {severity: {house-dope-house: warning}}
prefer:
  house-frequent-flyer: {one: guest, many: guests}
per-path:
  "minutes/**":
    style: news
    select: [county-desk]
    rules: {severity: {house-frequent-flyer: suggestion}}
    quotation: mute
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose settings come from two files, as the current one."""
    write(tmp_path / "shared" / "base.toml", SHARED)
    write(tmp_path / ".personfirst.yaml", OWN)
    write(tmp_path / ".personfirst.yml", "")
    write(tmp_path / "pyproject.toml", "[tool.personfirst]\n")
    for name in ("a.md", "minutes/may.md", "old notes/b.md", "data.json", "archive/c.md"):
        write(tmp_path / name, "A frequent flyer.")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "PERSONFIRST_CONFIG", "PERSONFIRST_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def without_paths(text: str) -> str:
    return re.sub(r'"[^"]*/house-rules"', '"HOUSE"', text)


def test_the_settings_of_a_run(town: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--show-settings")
    assert (ran.status, ran.err) == (0, "")
    assert without_paths(ran.out) == snapshot("""\
# from .personfirst.yaml, which extends shared/base.toml
# not read, for it lies beside: .personfirst.yml, pyproject.toml
style = "clinical"  # shared/base.toml:2
select = []  # default
extend-select = []  # default
ignore = ["house-dope-house", "house-drug-problem"]  # .personfirst.yaml:4, shared/base.toml:4
severity = "suggestion"  # default
fail-on = "warning"  # default
exclude = ["archive/", "old notes/"]  # shared/base.toml:3, .personfirst.yaml:5
include = []  # default
force-exclude = false  # default
quotation = "lower"  # default
names = ["Addiction Research Center", "Junkie's Corner"]  # shared/base.toml:5, .personfirst.yaml:6
allow = ["clean needle exchange", {text = "flyers", rules = ["county-desk"], reason = "on \\"paper\\""}]  # .personfirst.yaml:8, .personfirst.yaml:9
comments = false  # default
timeout = 2.5  # .personfirst.yaml:10

[rules]
folders = ["HOUSE"]  # shared/base.toml:7

[rules.severity]
house-dope-house = "warning"  # .personfirst.yaml:11
house-frequent-flyer = "error"  # shared/base.toml:8

[prefer]
house-frequent-flyer = {one = "guest", many = "guests"}  # .personfirst.yaml:13

[per-path."minutes/**"]
style = "news"  # .personfirst.yaml:16
select = ["county-desk"]  # .personfirst.yaml:17
quotation = "mute"  # .personfirst.yaml:19

[per-path."minutes/**".rules.severity]
house-frequent-flyer = "suggestion"  # .personfirst.yaml:18
""")
    assert tomllib.loads(ran.out)["prefer"] == {
        "house-frequent-flyer": {"one": "guest", "many": "guests"}
    }


def test_the_settings_for_a_file_and_what_a_command_gives(town: Path, invoke: Invoke) -> None:
    ran = invoke(
        "check", "--show-settings", "minutes/may.md", "--ignore", "county-place,house-dope-house",
        "--exclude", "x/", "--fail-on", "error", "--extend-ignore", "house-drug-problem",
    )  # fmt: skip
    assert (ran.status, ran.err) == (0, "")
    assert without_paths(ran.out) == snapshot("""\
# for minutes/may.md
# from .personfirst.yaml, which extends shared/base.toml
# not read, for it lies beside: .personfirst.yml, pyproject.toml
style = "news"  # .personfirst.yaml:16
select = ["county-desk"]  # .personfirst.yaml:17
extend-select = []  # default
ignore = ["county-place", "house-dope-house", "house-drug-problem"]  # command line
severity = "suggestion"  # default
fail-on = "error"  # command line
exclude = ["archive/", "old notes/", "x/"]  # shared/base.toml:3, .personfirst.yaml:5, command line
include = []  # default
force-exclude = false  # default
quotation = "mute"  # .personfirst.yaml:19
names = ["Addiction Research Center", "Junkie's Corner"]  # shared/base.toml:5, .personfirst.yaml:6
allow = ["clean needle exchange", {text = "flyers", rules = ["county-desk"], reason = "on \\"paper\\""}]  # .personfirst.yaml:8, .personfirst.yaml:9
comments = false  # default
timeout = 2.5  # .personfirst.yaml:10

[rules]
folders = ["HOUSE"]  # shared/base.toml:7

[rules.severity]
house-dope-house = "warning"  # .personfirst.yaml:11
house-frequent-flyer = "suggestion"  # .personfirst.yaml:18

[prefer]
house-frequent-flyer = {one = "guest", many = "guests"}  # .personfirst.yaml:13
""")


def test_settings_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = invoke("check", "--isolated", "--show-settings", "a.md", "b.md")
    assert ran.out.startswith(
        '# for a.md\n# no configuration file\nstyle = "harm-reduction"  # default\n'
    )
    assert ran.out.count("# default") == 2 * 15
    assert "\n\n# for b.md\n" in ran.out


def test_what_a_file_says_cannot_steer_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'names = ["\\u001b[31m \\u009b \\u202e %s ::error::\\n\\" x", "é"]\n[per-path."\\u001b]0;*"]\nstyle="news"'
    write(tmp_path / "personfirst.toml", text)
    ran = invoke("check", "--show-settings", "--isolated", "--color", "never")
    ran = invoke("check", "--show-settings", "a\x1b[31m.md")
    assert "\x1b" not in ran.out
    ran = invoke("check", "--show-settings")
    assert not {"\x1b", "\x9b", "\u202e"} & set(ran.out)
    assert tomllib.loads(ran.out)["names"] == tomllib.loads(text)["names"]
    assert list(tomllib.loads(ran.out)["per-path"]) == ["\x1b]0;*"]


def test_a_mistake_in_the_settings_is_shown_instead_of_them(town: Path, invoke: Invoke) -> None:
    write(town / ".personfirst.yaml", OWN.replace("[house-dope-house]", "[house-dope-houes]"))
    ran = invoke("check", "--show-settings")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(
        ".personfirst.yaml:4: unknown rule or category 'house-dope-houes'; "
        "did you mean 'house-dope-house'?\n"
    )


def test_the_files_of_a_run(town: Path, invoke: Invoke) -> None:
    assert invoke("check", "--show-files").out == "a.md\nminutes/may.md\n"
    named = ("check", "--show-files", "archive/c.md", "data.json", "minutes")
    assert invoke(*named).out == "archive/c.md\ndata.json\nminutes/may.md\n"
    assert invoke(*named, "--force-exclude").out == "data.json\nminutes/may.md\n"
    piped = ("check", "--show-files", "-", "--stdin-filename", "archive/x.md")
    assert invoke(*piped).out == "archive/x.md\n"
    assert invoke(*piped, "--force-exclude").out == ""


def test_a_path_that_is_not_there_is_told(town: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--show-files", "a.md", "b\x1b.md")
    assert (ran.status, ran.out) == (2, "a.md\n")
    assert ran.err == "personfirst: error: b\ufffd.md: no such file or folder\n"


def test_each_file_stays_on_its_line(town: Path, invoke: Invoke) -> None:
    try:
        write(town / "minutes" / "::error::\n\x1b[31m%.md", "Nothing.")
    except OSError:
        pytest.skip("no such names here")
    ran = invoke("check", "--show-files", "minutes")
    assert ran.out == "minutes/::error::\ufffd\ufffd[31m%.md\nminutes/may.md\n"


def test_the_environment_names_a_configuration_file(town: Path, invoke: Invoke) -> None:
    base = {"PERSONFIRST_CONFIG": "shared/base.toml"}
    head = "# from shared/base.toml\n"
    assert invoke("check", "--show-settings", env=base).out.startswith(head)
    other = ("check", "--show-settings", "--config", ".personfirst.yml")
    assert invoke(*other, env=base).out.startswith("# from .personfirst.yml\n")
    isolated = invoke("check", "--show-settings", "--isolated", env=base)
    assert isolated.out.startswith("# no configuration file\n")
    absent = invoke("check", env={"PERSONFIRST_CONFIG": "nope.toml"})
    assert absent.status == 2
    assert (
        absent.err == "personfirst: error: PERSONFIRST_CONFIG names 'nope.toml', which is no file\n"
    )


def test_what_is_forced_out_is_not_checked_or_changed(town: Path, invoke: Invoke) -> None:
    text = "A frequent flyer waited.\n"
    write(town / ".personfirst.yaml", OWN + "force-exclude: true\n")
    ran = invoke("check", "archive/c.md", "a.md", "--output-format", "concise", "-q")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.md"]
    piped = invoke("check", "-", "--stdin-filename", "archive/c.md", "--fix", stdin=text)
    assert (piped.status, piped.out) == (0, text)
    assert invoke("check", "archive/c.md").status == 0
