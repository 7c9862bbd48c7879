"""Which configuration counts: the nearest file, what it extends, what is replaced and what added."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.config import Globs, Settings
from personfirst.app.config_find import configs_in, find_config, load_settings
from personfirst.app.config_load import read_config
from personfirst.app.patterns import PerPath, patterns
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from personfirst.model.rule import AllowedPhrase, Alternative
from tests.helpers import write

TOML = """
style = "news"
select = ["person-label", "slurs"]
extend-select = ["opt-in"]
ignore = ["addict"]
extend-ignore = ["clean"]
fail-on = "error"
severity = "warning"
exclude = ["drafts/", "*.txt"]
extend-exclude = ["!keep.txt"]
include = ["*.json"]
force-exclude = true
quotation = "mute"
names = ["Addiction Research Center"]
allow = ["clean needle exchange", {text = "Addicts' Choir", rules = ["addict"], reason = "a band"}]
comments = true
timeout = 30

[rules]
folders = ["house-rules"]
severity = {drug-user = "error", clean = "off"}

[prefer]
addict = "people we serve"
junkie = {one = "guest", many = "guests"}

[per-path."minutes/**"]
style = "clinical"
select = ["slurs"]
extend-select = ["opt-in"]
ignore = ["junkie"]
quotation = "as-is"
allow = ["the addict"]
rules = {severity = {addict = "off", drug-user = "warning"}}

[per-path."*.txt"]
prefer = {addict = "patients"}
"""
YAML = """
style: news
select: [person-label, slurs]
extend-select: [opt-in]
ignore:
  - addict
extend-ignore: [clean]
fail-on: error
severity: warning
exclude: ["drafts/", "*.txt"]
extend-exclude: ["!keep.txt"]
include: ["*.json"]
force-exclude: true
quotation: mute
names: [Addiction Research Center]
allow:
  - clean needle exchange
  - {text: Addicts' Choir, rules: [addict], reason: a band}
comments: true
timeout: 30
rules:
  folders: [house-rules]
  severity: {drug-user: error, clean: "off"}
prefer:
  addict: people we serve
  junkie: {one: guest, many: guests}
per-path:
  "minutes/**":
    style: clinical
    select: [slurs]
    extend-select: [opt-in]
    ignore: [junkie]
    quotation: as-is
    allow: [the addict]
    rules: {severity: {addict: "off", drug-user: warning}}
  "*.txt":
    prefer: {addict: patients}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("personfirst.toml", TOML),
        (".personfirst.yaml", YAML),
        (".personfirst.yml", YAML),
        (
            "pyproject.toml",
            "[tool.personfirst]\n"
            + TOML.replace("[rules]", "[tool.personfirst.rules]")
            .replace("[prefer]", "[tool.personfirst.prefer]")
            .replace("[per-path.", "[tool.personfirst.per-path."),
        ),
    ],
)
def test_every_key_is_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "house-rules").mkdir()
    file, folder = write(tmp_path / name, text), tmp_path.resolve()
    assert load_settings(file)._replace(origins={}) == Settings(
        style="news",
        select=("person-label", "slurs"),
        extend_select=("opt-in",),
        ignore=("addict", "clean"),
        severity=Severity.WARNING,
        fail_on=Severity.ERROR,
        quotation="mute",
        excludes=(Globs(folder, ("drafts/", "*.txt")), Globs(folder, ("!keep.txt",))),
        includes=(Globs(folder, ("*.json",)),),
        force_exclude=True,
        rule_folders=(folder / "house-rules",),
        severities={"drug-user": Severity.ERROR},
        disabled=("clean",),
        prefer={
            "addict": Alternative({"text": "people we serve"}),
            "junkie": Alternative({"one": "guest", "many": "guests"}),
        },
        names=("Addiction Research Center",),
        allow=(
            AllowedPhrase("clean needle exchange"),
            AllowedPhrase("Addicts' Choir", ("addict",), "a band"),
        ),
        per_path=(
            PerPath(
                "minutes/**",
                patterns(folder, ["minutes/**"]),
                style="clinical",
                select=("slurs",),
                extend_select=("opt-in",),
                ignore=("junkie",),
                severities={"drug-user": Severity.WARNING},
                disabled=("addict",),
                quotation="as-is",
                allow=(AllowedPhrase("the addict"),),
            ),
            PerPath(
                "*.txt",
                patterns(folder, ["*.txt"]),
                prefer={"addict": Alternative({"text": "patients"})},
            ),
        ),
        comments=True,
        timeout=30,
        file=file,
        files=(file,),
    )


def test_the_nearest_file_upwards_wins(tmp_path: Path) -> None:
    write(tmp_path / "personfirst.toml", 'style = "news"\nignore = ["addict"]')
    near = write(tmp_path / "county" / "pyproject.toml", '[tool.personfirst]\nstyle = "clinical"')
    deep = tmp_path / "county" / "site" / "news"
    deep.mkdir(parents=True)
    assert find_config(deep) == near.resolve()
    found = load_settings(start=deep)
    assert (found.style, found.ignore) == ("clinical", ())
    nearer = write(deep.parent / ".personfirst.yml", "style: news")
    assert find_config(deep) == nearer.resolve()
    assert load_settings(start=tmp_path / "county").style == "clinical"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    own = write(tmp_path / "personfirst.toml", "")
    write(tmp_path / "site" / "pyproject.toml", "[tool.ruff]\nline-length = 100\n")
    write(tmp_path / "site" / "docs" / "pyproject.toml", "[project]\nname = 'personfirst-docs'\n")
    (tmp_path / "site" / "docs" / "personfirst.toml").mkdir()
    assert find_config(tmp_path / "site" / "docs") == own.resolve()


def test_of_several_files_in_one_folder_the_first_counts(tmp_path: Path) -> None:
    names = ["pyproject.toml", ".personfirst.yml", ".personfirst.yaml", "personfirst.toml"]
    texts = ['[tool.personfirst]\nstyle="news"', "style: clinical", "style: news", ""]
    for number, (name, text) in enumerate(zip(names, texts, strict=True), 1):
        write(tmp_path / name, text)
        assert find_config(tmp_path) == tmp_path.resolve() / name
        assert [file.name for file in configs_in(tmp_path)] == names[:number][::-1]


def test_isolated_reads_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "personfirst.toml", "style = 1")
    assert load_settings(start=tmp_path, isolated=True) == Settings()
    with pytest.raises(ConfigError, match="isolated"):
        load_settings(file, isolated=True)


BASE = """
style = "clinical"
fail-on = "error"
select = ["a"]
extend-select = ["b"]
ignore = ["c"]
extend-ignore = ["d"]
exclude = ["old/"]
extend-exclude = ["older/"]
names = ["Base Center"]
allow = ["base phrase"]
rules = {folders = ["base-rules"], severity = {x = "off", y = "error"}}
prefer = {x = "base x", y = "base y"}
[per-path."*.md"]
style = "news"
[per-path."a/**"]
style = "clinical"
"""
OWN = """
extend: ../shared/base.toml
style: news
select: [own]
extend-select: [own2]
ignore: [own3]
extend-ignore: [own4]
exclude: [new/]
extend-exclude: [newer/]
names: [Own Center]
allow: [own phrase]
rules: {folders: [own-rules], severity: {x: warning}}
prefer: {y: own y}
per-path:
  "*.md": {style: harm-reduction}
"""


def test_what_a_file_sets_replaces_what_it_extends_or_adds_to_it(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "base.toml", BASE)
    (tmp_path / "shared" / "base-rules").mkdir()
    (tmp_path / "county" / "own-rules").mkdir(parents=True)
    settings = read_config(write(tmp_path / "county" / ".personfirst.yaml", OWN))
    county = tmp_path.resolve() / "county"
    assert (settings.style, settings.fail_on) == ("news", Severity.ERROR)
    assert settings.select == ("own",)
    assert settings.extend_select == ("b", "own2")
    assert settings.ignore == ("own3", "d", "own4")
    assert [one.patterns for one in settings.excludes] == [("new/",), ("older/",), ("newer/",)]
    assert settings.names == ("Base Center", "Own Center")
    assert [one.text for one in settings.allow] == ["base phrase", "own phrase"]
    assert settings.severities == {"x": Severity.WARNING, "y": Severity.ERROR}
    assert settings.disabled == ()
    assert {name: one.forms["text"] for name, one in settings.prefer.items()} == {
        "x": "base x",
        "y": "own y",
    }
    assert [(one.pattern, one.style) for one in settings.per_path] == [
        ("*.md", "news"), ("a/**", "clinical"), ("*.md", "harm-reduction"),
    ]  # fmt: skip
    shared = tmp_path.resolve() / "shared"
    assert settings.rule_folders == (shared / "base-rules", county / "own-rules")
    assert [file.name for file in settings.files] == [".personfirst.yaml", "base.toml"]


def test_a_chain_of_files_is_read_to_its_end(tmp_path: Path) -> None:
    write(
        tmp_path / "a" / "pyproject.toml", "[tool.personfirst]\nextend = '../b/b.yml'\nignore=['a']"
    )
    write(tmp_path / "b" / "b.yml", "extend: c.toml\nextend-ignore: [b]\nstyle: news\n")
    write(tmp_path / "b" / "c.toml", "style = 'clinical'\nextend-ignore = ['c']\nfail-on = 'error'")
    settings = load_settings(start=tmp_path / "a")
    assert (settings.style, settings.fail_on) == ("news", Severity.ERROR)
    assert settings.ignore == ("a", "c", "b")
    assert str(settings.origins["extend-ignore", "c"]).endswith("c.toml:2")


def test_patterns_begin_where_their_file_lies_if_that_is_above(tmp_path: Path) -> None:
    write(
        tmp_path / "personfirst.toml", "exclude = ['site/old/']\n[per-path.'site/*']\nstyle='news'"
    )
    write(tmp_path / "shared" / "b.toml", "extend = '../personfirst.toml'\nextend-exclude = ['x/']")
    own = write(tmp_path / "site" / "personfirst.toml", "extend = '../shared/b.toml'")
    settings, root = read_config(own), tmp_path.resolve()
    assert settings.excludes == (Globs(root, ("site/old/",)), Globs(root / "site", ("x/",)))
    assert settings.per_path[0].named.folder == root


def test_files_that_extend_each_other_are_told(tmp_path: Path) -> None:
    one = write(tmp_path / "one.toml", "\nextend = 'two.yaml'")
    write(tmp_path / "two.yaml", "style: news\nextend: ./one.toml")
    with pytest.raises(ConfigError) as error:
        read_config(one)
    assert str(error.value) == (
        f"{tmp_path / 'two.yaml'}:2: 'extend' goes round in a circle: "
        "one.toml → two.yaml → one.toml"
    )
    itself = write(tmp_path / "three.toml", "extend = 'three.toml'")
    with pytest.raises(ConfigError, match=r"three.toml → three.toml"):
        read_config(itself)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("absent.toml", "1: 'extend' names 'absent.toml', which does not exist"),
        ("shared", "1: 'extend' names 'shared', which is a folder; name the file in it"),
    ],
)
def test_what_is_extended_must_be_a_file(tmp_path: Path, named: str, said: str) -> None:
    (tmp_path / "shared").mkdir()
    file = write(tmp_path / "personfirst.toml", f"extend = '{named}'")
    with pytest.raises(ConfigError) as error:
        read_config(file)
    assert str(error.value) == f"{file}:{said}"


def test_a_mistake_in_what_is_extended_names_that_file(tmp_path: Path) -> None:
    base = write(tmp_path / "shared" / "base.toml", "style = 'news'\nselct = ['a']")
    own = write(tmp_path / "personfirst.toml", "extend = 'shared/base.toml'")
    with pytest.raises(ConfigError) as error:
        read_config(own)
    assert str(error.value) == f"{base}:2: unknown key 'selct'; did you mean 'select'?"
    bare = write(tmp_path / "shared" / "pyproject.toml", "[project]\nname = 'x'")
    write(own, "extend = 'shared/pyproject.toml'")
    with pytest.raises(ConfigError) as error:
        read_config(own)
    assert str(error.value) == f"{bare}: has no table [tool.personfirst]"


def test_a_folder_of_rules_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    text = "rules.folders = ['house', 'house/', './house']"
    settings = load_settings(write(tmp_path / "personfirst.toml", text))
    assert [folder.name for folder in settings.rule_folders] == ["house"]
