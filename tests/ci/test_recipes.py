"""docs/ci.md: its commands run on small sites, its YAML says what the action and hooks know."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ci.conftest import ROOT, Repository, new_repository
from tests.ci.sites import SITES

DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [found.groups() for found in FENCE.finditer(DOCS)]
COMMANDS = [
    (site, tuple(line[2:] for line in text.splitlines() if line.startswith("$ ")))
    for kind, site, text in BLOCKS
    if kind == "console" and site
]
SETTINGS = {site: text for kind, site, text in BLOCKS if kind == "toml" and site}
EXPECTED = {
    ("jekyll", "personfirst check"): {
        "_posts/2025-03-01-van.md:4:23", "_includes/hours.html:1:19", "_data/services.yml:2:22",
    },
    ("jekyll", "personfirst check _site"): {"_site/index.html:1:14"},
    ("hugo", "personfirst check"): {
        "content/_index.md:3:25", "content/van.md:6:1", "layouts/index.html:1:30",
        "i18n/en.yaml:1:16",
    },
    ("hugo", "personfirst check public"): {"public/index.html:1:15"},
    ("wordpress", "personfirst check saved"): {"saved/index.html:1:15"},
    ("wordpress", "personfirst check pages"): {
        "pages/12-help.html:1:17", "pages/12-help.html:2:44",
    },
    ("plain", "personfirst check"): {"index.html:3:44", "index.html:4:28"},
}  # fmt: skip


@pytest.fixture
def sites(tmp_path: Path) -> dict[str, Repository]:
    made = {}
    for name, files in SITES.items():
        made[name] = new_repository(tmp_path / name)
        for path, text in files.items():
            made[name].write(path, text)
        if name in SETTINGS:
            made[name].write("personfirst.toml", SETTINGS[name])
    return made


def run(site: Repository, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the document as a shell does, with this Python and this personfirst."""
    python = f'"{sys.executable}"'
    text = re.sub(r"^python\b", lambda _: python, command)
    text = re.sub(r"^personfirst\b", lambda _: f"{python} -m personfirst", text)
    return site.run("bash", "-c", f"{text}", check=False)


@pytest.mark.parametrize(("name", "commands"), COMMANDS)
def test_the_commands_of_a_recipe_find_what_is_there(
    sites: dict[str, Repository], name: str, commands: tuple[str, ...]
) -> None:
    site = sites[name]
    site.write("pages.py", next(text for kind, _, text in BLOCKS if kind == "python"))
    for command in commands[:-1]:
        assert run(site, command).returncode == 0
    last = commands[-1]
    ran = run(site, f"{last} --output-format concise")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    found = {line.split(": ")[0] for line in ran.stdout.splitlines() if ": error " in line}
    found.discard("saved/about/index.html:1:15")  # a menu may be told once or on every page
    assert found == EXPECTED[name, last]


def test_every_kind_of_site_has_a_recipe() -> None:
    assert {(site, commands[-1]) for site, commands in COMMANDS} == EXPECTED.keys()
    assert {site for site, _ in COMMANDS} == SITES.keys()


def test_init_says_what_the_document_shows(tmp_path: Path) -> None:
    shown = next(text for kind, _, text in BLOCKS if kind == "console" and "init" in text)
    command, _, wanted = shown.partition("\n")
    site = new_repository(tmp_path / "site")
    site.write("content/a.md", "Open at nine.\n")
    ran = run(site, command.removeprefix("$ "))
    assert (ran.returncode, ran.stdout) == (0, wanted)


def test_the_yaml_can_be_pasted() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    template = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
    blocks = [(text, yaml.safe_load(text)) for kind, _, text in BLOCKS if kind == "yaml"]
    workflows = [loaded for _, loaded in blocks if "jobs" in loaded]
    assert len(workflows) >= 6
    for workflow in workflows:
        assert workflow["permissions"]["contents"] == "read"
        for step in workflow["jobs"]["personfirst"]["steps"]:
            if step.get("uses", "").startswith("OWNER/"):
                assert step.get("with", {}).keys() <= action["inputs"].keys()
    for text, loaded in blocks:
        for name in re.findall(r"uses: (.*)", text):
            assert re.search(r"^OWNER/personfirst@v\d|@[0-9a-f]{40} # v\d", name), name
        assert "${{" not in "".join(re.findall(r"run:.*", text))
        for repo in loaded.get("repos", ()):
            assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}
        variables = loaded.get("personfirst", {}).get("variables", {})
        assert variables.keys() <= template["personfirst"]["variables"].keys()


def test_the_tables_name_every_input_and_output() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    rows = {
        name
        for line in DOCS.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([\w-]+)`", line.split("|")[1])
    }
    assert {*action["inputs"], *action["outputs"], "personfirst", "personfirst-fix"} <= rows


def test_an_export_with_hostile_names_stays_in_its_folder(tmp_path: Path) -> None:
    site = new_repository(tmp_path / "site")
    site.write("pages.py", next(text for kind, _, text in BLOCKS if kind == "python"))
    export = SITES["wordpress"]["export.xml"].replace(
        "<wp:post_name>help<", "<wp:post_name>../../../etc/help<"
    )
    site.write("export.xml", export)
    assert run(site, "python pages.py export.xml pages").returncode == 0
    names = {file.name for file in (site.folder / "pages").iterdir()}
    assert names == {"12-etchelp.html", "13-untitled.html"}
