"""Configuration files: what they set, which one wins, and what is said of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app import config
from personfirst.app.check import check_paths
from personfirst.app.config import (
    Settings,
    find_config,
    load_settings,
    override_settings,
    style_settings,
)
from personfirst.app.patterns import PerPath, options_for, patterns
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Severity
from personfirst.model.rule import Alternative
from personfirst.rulebook import schema


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refusal(file: Path, text: str) -> str:
    """What is said of a configuration file, without the folder it lies in."""
    with pytest.raises(ConfigError) as error:
        load_settings(write(file, text))
    return str(error.value).replace(str(file.parent), "").lstrip("/\\")


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "house-rules").mkdir()
    file = write(
        tmp_path / "personfirst.toml",
        """
        style = "news"
        select = ["person-label", "slurs"]
        ignore = ["addict"]
        fail-on = "error"
        severity = "warning"
        exclude = ["drafts/", "*.txt"]
        quotation = "mute"

        [rules]
        folders = ["house-rules"]
        severity = {drug-user = "error", clean = "off"}

        [prefer]
        addict = "people we serve"
        junkie = {one = "guest", many = "guests"}

        [per-path."minutes/**"]
        style = "clinical"

        [per-path."*.txt"]
        prefer = {addict = "patients"}
        """,
    )
    settings = load_settings(file)
    assert settings.style == "news"
    assert settings.select == ("person-label", "slurs")
    assert settings.ignore == ("addict",)
    assert settings.fail_on is Severity.ERROR
    assert settings.severity is Severity.WARNING
    assert settings.quotation == "mute"
    assert [(one.folder, one.patterns) for one in settings.excludes] == [
        (tmp_path.resolve(), ("drafts/", "*.txt"))
    ]
    assert settings.rule_folders == (tmp_path.resolve() / "house-rules",)
    assert settings.severities == {"drug-user": Severity.ERROR}
    assert settings.disabled == ("clean",)
    assert settings.prefer == {
        "addict": Alternative({"text": "people we serve"}),
        "junkie": Alternative({"one": "guest", "many": "guests"}),
    }
    folder = tmp_path.resolve()
    assert settings.per_path == (
        PerPath(patterns(folder, ["minutes/**"]), "clinical"),
        PerPath(patterns(folder, ["*.txt"]), None, {"addict": Alternative({"text": "patients"})}),
    )


def test_the_nearest_file_upwards_wins(tmp_path: Path) -> None:
    write(tmp_path / "personfirst.toml", 'style = "news"')
    near = write(tmp_path / "county" / "pyproject.toml", '[tool.personfirst]\nstyle = "clinical"')
    deep = tmp_path / "county" / "site"
    deep.mkdir()
    assert find_config(deep) == near.resolve()
    assert load_settings(start=deep).style == "clinical"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    own = write(tmp_path / "personfirst.toml", "")
    write(tmp_path / "site" / "pyproject.toml", "[tool.ruff]\nline-length = 100\n")
    write(tmp_path / "site" / "docs" / "pyproject.toml", "[project]\nname = 'personfirst-docs'\n")
    assert find_config(tmp_path / "site" / "docs") == own.resolve()


def test_in_one_folder_our_own_file_wins(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.personfirst]\nstyle = "clinical"')
    own = write(tmp_path / "personfirst.toml", 'style = "news"')
    assert find_config(tmp_path) == own.resolve()


def test_isolated_reads_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "personfirst.toml", "style = 1")
    assert load_settings(start=tmp_path, isolated=True) == Settings()
    with pytest.raises(ConfigError, match="isolated"):
        load_settings(file, isolated=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nsytle = "news"', "personfirst.toml:2: unknown key 'sytle'; did you mean 'style'?"),
        ("fail_on = 'error'", "personfirst.toml:1: unknown key 'fail_on'; did you mean 'fail-on'?"),
        (
            'style = "new"',
            "personfirst.toml:1: 'style' is 'new', not one of harm-reduction, clinical, news; "
            "did you mean 'news'?",
        ),
        (
            "fail-on = 2",
            "personfirst.toml:1: 'fail-on' is 2, not one of error, warning, suggestion",
        ),
        (
            '# rules\nselect = "addict"',
            'personfirst.toml:2: \'select\' must be a list of texts, such as ["a", "b"]',
        ),
        ("rules = 3", "personfirst.toml:1: 'rules' must be a table"),
        (
            "[rules]\nfolder = []",
            "personfirst.toml:2: unknown key 'rules.folder'; did you mean 'folders'?",
        ),
        (
            '[rules.severity]\nclean = "of"',
            "personfirst.toml:2: 'rules.severity.clean' is 'of', not one of error, warning, "
            "suggestion, off; did you mean 'off'?",
        ),
        (
            'rules = {severity = {clean = "none"}}',
            "personfirst.toml:1: 'rules.severity.clean' is 'none', not one of error, warning, "
            "suggestion, off",
        ),
        ("prefer = 'x'", "personfirst.toml:1: 'prefer' must be a table"),
        (
            '[rules.severity]\naddict = "off"\n[prefer]\naddict = 3',
            "personfirst.toml:4: 'prefer.addict' must be a text, or a table such as "
            '{one = "person who …", many = "people who …"}',
        ),
        (
            '[prefer]\naddict = {plural = "people"}',
            "personfirst.toml:2: unknown key 'prefer.addict.plural'; there are text, one, many, "
            "base, third, past, gerund, participle",
        ),
        (
            'style = "news"\n[per-path."a/**"]\nstlye = "news"',
            "personfirst.toml:3: unknown key 'per-path.'a/**'.stlye'; did you mean 'style'?",
        ),
        (
            'style = "news"\n[per-path."a/**"]\nstyle = "new"',
            "personfirst.toml:3: 'per-path.'a/**'.style' is 'new', not one of harm-reduction, "
            "clinical, news; did you mean 'news'?",
        ),
        ("style = ", "personfirst.toml: is not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path / "personfirst.toml", text) == said


def test_a_mistake_in_pyproject_names_our_line_not_another_tools(tmp_path: Path) -> None:
    text = "[tool.ruff]\nstyel = 1\n\n[tool.personfirst]\nstyel = 'news'\n"
    assert refusal(tmp_path / "pyproject.toml", text).startswith("pyproject.toml:5: unknown key")


def test_a_folder_of_rules_must_be_there(tmp_path: Path) -> None:
    said = refusal(tmp_path / "personfirst.toml", '[rules]\nfolders = ["house-rules"]')
    assert said.startswith("personfirst.toml:2: there is no folder of rules")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path / "absent.toml")
    broken = tmp_path / "personfirst.toml"
    broken.write_bytes(b"style = '\xff'")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings(broken)
    bare = write(tmp_path / "pyproject.toml", "[project]\nname = 'county'\n")
    with pytest.raises(ConfigError, match=r"no table \[tool.personfirst\]"):
        load_settings(bare)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "personfirst.toml"
    file.write_bytes(b"\xef\xbb\xbfstyle = 'news'\r\n")
    assert load_settings(file).style == "news"


def test_a_style_by_name() -> None:
    assert style_settings("clinical").style == "clinical"
    with pytest.raises(ConfigError, match="did you mean 'clinical'"):
        style_settings("clincal")


PER_PATH = """
[prefer]
addict = "guests"
[per-path."minutes/**"]
style = "clinical"
[per-path."*.txt"]
style = "news"
prefer = {addict = "patients"}
[per-path."minutes/old/"]
prefer = {junkie = "residents"}
"""


@pytest.mark.parametrize(
    ("path", "style", "words"),
    [
        ("page.md", "harm-reduction", {"addict": "guests"}),
        ("minutes/may.md", "clinical", {"addict": "guests"}),
        ("minutes/may.txt", "news", {"addict": "patients"}),
        ("minutes/old/may.txt", "news", {"addict": "patients", "junkie": "residents"}),
        ("../minutes/may.md", "harm-reduction", {"addict": "guests"}),
    ],
)
def test_the_last_pattern_that_names_a_file_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, style: str, words: dict[str, str]
) -> None:
    settings = load_settings(write(tmp_path / "county" / "personfirst.toml", PER_PATH))
    monkeypatch.chdir(tmp_path / "county")
    for given in (path, (tmp_path / "county" / path).absolute()):
        options = options_for(settings, given)
        assert options.style == style
        assert {rule: own.forms["text"] for rule, own in options.prefer.items()} == words


def test_a_style_that_a_caller_gives_holds_for_all_files(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "personfirst.toml", PER_PATH))
    options = options_for(override_settings(settings, style="harm-reduction"), tmp_path / "a.txt")
    assert (options.style, options.prefer["addict"].forms["text"]) == ("harm-reduction", "patients")
    assert options_for(override_settings(settings, style=None), tmp_path / "a.txt").style == "news"


def test_files_are_checked_as_their_pattern_says(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    per_path = (
        PerPath(patterns(folder.resolve(), ["minutes/"]), "clinical"),
        PerPath(
            patterns(folder.resolve(), ["flyer.md"]),
            prefer={"house-frequent-flyer": Alternative({"one": "guest", "many": "guests"})},
        ),
    )
    for name in ("minutes/may.md", "flyer.md", "page.md"):
        write(folder / name, "Two frequent flyers waited.")
    found = check_paths(["."], override_settings(house, per_path=per_path)).report.unmuted
    assert {one.place.path: one.suggestions[0].text for one in found} == {
        "minutes/may.md": "patients with many visits",
        "flyer.md": "guests",
        "page.md": "people who come often",
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[prefer]\nhouse-frequent-flier = "guests"', 2),
        ('style = "news"\n\n[per-path."*.md"]\nprefer = {house-frequent-flier = "guests"}', 4),
        ('style = "news"\n\n[per-path."*.md".prefer]\nhouse-frequent-flier = "guests"', 4),
    ],
)
def test_own_words_for_a_rule_that_does_not_exist(
    folder: Path, house: Settings, text: str, line: int
) -> None:
    read = load_settings(write(folder / "personfirst.toml", text))
    settings = override_settings(read, rule_folders=house.rule_folders, select=house.select)
    write(folder / "page.md", "Nothing.")
    with pytest.raises(ConfigError) as error:
        check_paths(["page.md"], settings)
    assert str(error.value).endswith(
        f"personfirst.toml:{line}: unknown rule 'house-frequent-flier' in 'prefer'; "
        "did you mean 'house-frequent-flyer'?"
    )


@pytest.mark.parametrize("pattern", ["[", "", "!minutes/", "#minutes"])
def test_a_pattern_that_can_name_no_file(tmp_path: Path, pattern: str) -> None:
    said = refusal(
        tmp_path / "personfirst.toml", f'quotation = "mute"\n[per-path."{pattern}"]\nstyle = "news"'
    )
    assert said.startswith("personfirst.toml:2: the pattern ")
    assert said.endswith(" can name no file")


def test_patterns_name_real_files_whatever_link_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "county" / "minutes" / "may.md", "Nothing.")
    write(tmp_path / "county" / "personfirst.toml", PER_PATH)
    try:
        (tmp_path / "desk").symlink_to("county")
        (tmp_path / "county" / "last.md").symlink_to("minutes/may.md")
    except OSError:
        pytest.skip("no links here")
    settings = load_settings(tmp_path / "desk" / "personfirst.toml")
    for path in ("county/minutes/may.md", "desk/minutes/may.md", "desk/last.md"):
        assert options_for(settings, tmp_path / path).style == "clinical"
    monkeypatch.chdir(tmp_path / "desk")
    assert options_for(settings, "minutes/may.md").style == "clinical"


def test_preferred_words_have_the_forms_of_rules() -> None:
    assert set(config._FORMS) == set(schema._FORMS)


def test_own_words_with_a_slot_that_the_rule_does_not_fill(folder: Path, house: Settings) -> None:
    text = "style = 'news'\n[prefer]\nhouse-frequent-flyer = 'guests on {drug|drugs}'"
    read = load_settings(write(folder / "personfirst.toml", text))
    settings = override_settings(read, rule_folders=house.rule_folders, select=house.select)
    write(folder / "page.md", "Nothing.")
    with pytest.raises(ConfigError) as error:
        check_paths(["page.md"], settings)
    assert str(error.value).endswith(
        "personfirst.toml:3: the rule 'house-frequent-flyer' does not fill the slot '{drug}' "
        "in 'prefer'; it has none"
    )
