"""Settings: what a command gives, and what holds for some files only."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.app.check import check_paths
from personfirst.app.config import Settings, override_settings, style_settings
from personfirst.app.config_find import load_settings
from personfirst.app.patterns import PerPath, options_for, patterns, settings_for
from personfirst.app.rules import load_rules
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError
from personfirst.model.rule import Alternative
from tests.helpers import write

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
FLYERS = "Two frequent flyers waited at the dope house, which has a drug problem."


def found(path: str, settings: Settings) -> dict[str, Severity]:
    """The rules that find something in a file, and how severe it is."""
    report = check_paths([path], settings).report
    return {one.rule.removeprefix("house-"): one.severity for one in report.unmuted}


def configured(folder: Path, house: Settings, text: str) -> Settings:
    """The settings of a file that the house rules run under, unless it chooses some itself."""
    read = load_settings(write(folder / "personfirst.toml", text))
    return override_settings(read, rule_folders=house.rule_folders)


def test_a_style_by_name() -> None:
    assert style_settings("clinical").style == "clinical"
    with pytest.raises(ConfigError, match="did you mean 'clinical'"):
        style_settings("clincal")


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


def test_what_a_caller_gives_takes_the_place_of_a_list_or_adds_to_it(tmp_path: Path) -> None:
    text = "select = ['a']\nextend-select = ['b']\nignore = ['c']\nexclude = ['old/']"
    settings = load_settings(write(tmp_path / "personfirst.toml", text))
    given = override_settings(settings, select=("x",), extend_ignore=("y",), exclude=("new/",))
    assert (given.select, given.extend_select, given.ignore) == (("x",), (), ("c", "y"))
    assert [one.patterns for one in given.excludes] == [("old/",), ("new/",)]
    assert override_settings(settings, ignore=("z",)).ignore == ("z",)
    assert override_settings(settings, extend_select=("z",)).selection.names == ("a", "z", "c")


def test_files_are_checked_as_their_pattern_says(folder: Path, house: Settings) -> None:
    per_path = (
        PerPath("minutes/", patterns(folder.resolve(), ["minutes/"]), "clinical"),
        PerPath(
            "flyer.md",
            patterns(folder.resolve(), ["flyer.md"]),
            prefer={"house-frequent-flyer": Alternative({"one": "guest", "many": "guests"})},
        ),
    )
    for name in ("minutes/may.md", "flyer.md", "page.md"):
        write(folder / name, "Two frequent flyers waited.")
    report = check_paths(["."], override_settings(house, per_path=per_path)).report
    assert {one.place.path: one.suggestions[0].text for one in report.unmuted} == {
        "minutes/may.md": "patients with many visits",
        "flyer.md": "guests",
        "page.md": "people who come often",
    }


@pytest.mark.parametrize(
    ("base", "here", "elsewhere", "inside"),
    [
        ("", "ignore = ['house-dope-house']", {"error", "warning", "suggestion"}, {"warning", "suggestion"}),
        ("", "ignore = ['county-place']", {"error", "warning", "suggestion"}, {"warning"}),
        ("ignore = ['county-place']", "ignore = ['county-desk']", {"warning"}, set()),
        ("ignore = ['county-place']", "select = ['house-dope-house']", {"warning"}, {"error"}),
        ("ignore = ['county-place']", "extend-select = ['county-place']", {"warning"}, {"error", "warning", "suggestion"}),
        ("select = ['county-desk']", "select = ['county-place']", {"warning"}, {"error", "suggestion"}),
        ("select = ['county-desk']", "extend-select = ['house-dope-house']", {"warning"}, {"warning", "error"}),
        ("", "rules = {severity = {house-dope-house = 'off'}}", {"error", "warning", "suggestion"}, {"warning", "suggestion"}),
        ("rules = {severity = {county-place = 'off'}}", "rules = {severity = {county-place = 'warning'}}", {"warning"}, {"warning"}),
        ("", "rules = {severity = {county-place = 'warning'}}", {"error", "warning", "suggestion"}, {"warning"}),
        ("rules = {severity = {county-place = 'off'}}", "", {"warning"}, {"warning"}),
    ],
)  # fmt: skip
def test_rules_run_for_some_files_only(
    folder: Path, house: Settings, base: str, here: str, elsewhere: set[str], inside: set[str]
) -> None:
    settings = configured(folder, house, f"{base}\n[per-path.'minutes/']\n{here}\n")
    for name in ("page.md", "minutes/may.md", "last.md"):
        write(folder / name, FLYERS)
    severities: dict[str, set[str]] = {"page.md": set(), "minutes/may.md": set(), "last.md": set()}
    for one in check_paths(["page.md", "minutes", "last.md"], settings).report.unmuted:
        severities[one.place.path].add(one.severity)
    assert severities == {"page.md": elsewhere, "minutes/may.md": inside, "last.md": elsewhere}


def test_one_run_checks_each_file_by_its_own_rules(folder: Path, house: Settings) -> None:
    text = """
    [per-path."minutes/"]
    ignore = ["county-place"]
    [per-path."minutes/old/"]
    rules = {severity = {house-frequent-flyer = "suggestion"}}
    extend-select = ["house-dope-house"]
    """
    settings = configured(folder, house, text)
    for name in ("page.md", "minutes/may.md", "minutes/old/may.md"):
        write(folder / name, FLYERS)
    report = check_paths(["."], settings).report
    rules: dict[str, set[tuple[str, str]]] = {}
    for one in report.unmuted:
        rules.setdefault(one.place.path, set()).add((one.rule.removeprefix("house-"), one.severity))
    assert rules == {
        "page.md": {
            ("frequent-flyer", "warning"), ("dope-house", "error"), ("drug-problem", "suggestion"),
        },
        "minutes/may.md": {("frequent-flyer", "warning")},
        "minutes/old/may.md": {("frequent-flyer", "suggestion"), ("dope-house", "error")},
    }  # fmt: skip


def test_an_opt_in_rule_runs_where_a_pattern_asks_for_it(folder: Path) -> None:
    rule = (Path(__file__).parents[1] / "house-rules" / "house-dope-house.yaml").read_text("utf-8")
    write(folder / "own" / "house-dope-house.yaml", "enabled: false\n" + rule)
    sources = Path(__file__).parents[1] / "house-rules" / "sources.yaml"
    write(folder / "own" / "sources.yaml", sources.read_text("utf-8"))
    text = "rules.folders = ['own']\n[per-path.'b.md']\nextend-select = ['house-dope-house']\n"
    settings = load_settings(write(folder / "personfirst.toml", text))
    for name in ("a.md", "b.md"):
        write(folder / name, "A dope house.")
    assert [one.place.path for one in check_paths(["."], settings).report.unmuted] == ["b.md"]
    everywhere = settings._replace(per_path=(), extend_select=("house-dope-house",))
    assert len(check_paths(["."], everywhere).report.unmuted) == 2


def test_what_a_caller_selects_holds_for_all_files(folder: Path, house: Settings) -> None:
    text = "[per-path.'*.md']\nselect = ['county-place']\nignore = ['house-dope-house']\n"
    settings = configured(folder, house, text)
    write(folder / "page.md", FLYERS)
    assert found("page.md", settings) == {"drug-problem": Severity.SUGGESTION}
    chosen = override_settings(settings, select=("county-desk", "house-dope-house"))
    assert found("page.md", chosen) == {"frequent-flyer": Severity.WARNING}


def test_a_quotation_counts_as_its_pattern_says(folder: Path, house: Settings) -> None:
    text = "[per-path.'a.md']\nquotation = 'mute'\n[per-path.'b.md']\nquotation = 'as-is'\n"
    settings = configured(folder, house, text)
    for name in ("a.md", "b.md", "c.md"):
        write(folder / name, "“We serve a frequent flyer every day,” she said.")
    assert found("a.md", settings) == {}
    assert found("b.md", settings) == {"frequent-flyer": Severity.WARNING}
    assert found("c.md", settings) == {"frequent-flyer": Severity.SUGGESTION}
    asked = override_settings(settings, quotation="as-is")
    assert found("a.md", asked) == {"frequent-flyer": Severity.WARNING}


def test_a_phrase_is_allowed_where_its_pattern_says(folder: Path, house: Settings) -> None:
    settings = configured(folder, house, "[per-path.'a.md']\nallow = ['frequent flyers waited']\n")
    for name in ("a.md", "b.md"):
        write(folder / name, "Two frequent flyers waited.")
    report = check_paths(["."], settings).report
    muted = {
        one.place.path: one.muted and (one.muted.filter, one.muted.cue) for one in report.findings
    }
    assert muted == {"a.md": ("allowed", "frequent flyers waited"), "b.md": None}


def test_a_sentence_of_a_word_document_is_allowed_by_its_text(
    folder: Path, house: Settings
) -> None:
    from docx import Document

    paper = Document()
    paragraph = paper.add_paragraph("“The frequent ")
    paragraph.add_run("flyers").bold = True
    paragraph.add_run(" know my name,” he wrote.")
    paper.add_paragraph("Two frequent flyers waited.")
    paper.save(str(folder / "minutes.docx"))
    text = "allow = ['\"The frequent flyers know my name\", he wrote.', 'the Frequent Flyers know']"
    settings = configured(folder, house, text)
    first, second = check_paths(["minutes.docx"], settings).report.findings
    assert first.muted is not None
    assert (first.muted.filter, first.muted.cue) == ("allowed", "The frequent flyers know")
    assert second.muted is None


def test_the_settings_of_a_file_say_where_each_was_set(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "personfirst.toml", PER_PATH))
    inside = settings_for(settings, tmp_path / "minutes" / "may.txt")
    assert str(inside.origins["style",]).endswith("personfirst.toml:7")
    assert str(settings.origins["prefer", "addict"]).endswith("personfirst.toml:3")
    assert str(inside.origins["prefer", "addict"]).endswith("personfirst.toml:8")


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
    settings = configured(folder, house, text)
    write(folder / "page.md", "Nothing.")
    with pytest.raises(ConfigError) as error:
        check_paths(["page.md"], settings)
    assert str(error.value).endswith(
        f"personfirst.toml:{line}: unknown rule 'house-frequent-flier' in 'prefer'; "
        "did you mean 'house-frequent-flyer'?"
    )


def test_own_words_with_a_slot_that_is_not_closed(folder: Path, house: Settings) -> None:
    text = "[prefer]\nhouse-frequent-flyer = 'guests on {drug'"
    settings = configured(folder, house, text)
    write(folder / "page.md", "Nothing.")
    with pytest.raises(ConfigError) as error:
        check_paths(["page.md"], settings)
    assert "personfirst.toml:2: 'prefer' for 'house-frequent-flyer': { and }" in str(error.value)


def test_own_words_with_a_slot_that_the_rule_does_not_fill(folder: Path, house: Settings) -> None:
    text = "style = 'news'\n[prefer]\nhouse-frequent-flyer = 'guests on {drug|drugs}'"
    settings = configured(folder, house, text)
    write(folder / "page.md", "Nothing.")
    with pytest.raises(ConfigError) as error:
        check_paths(["page.md"], settings)
    assert str(error.value).endswith(
        "personfirst.toml:3: the rule 'house-frequent-flyer' does not fill the slot '{drug}' "
        "in 'prefer'; it has none"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("style = 'news'\nselect = [\n  'county-desk',\n  'county-dekc',\n]", 4),
        ("extend-select = ['county-dekc']", 1),
        ("\nignore = ['county-dekc']", 2),
        ("extend-ignore = ['county-dekc']", 1),
        ("[rules.severity]\ncounty-dekc = 'off'", 2),
        ("[rules.severity]\ncounty-dekc = 'error'", 2),
        ("\nallow = [{text = 'a b', rules = ['county-dekc']}]", 2),
        ("[per-path.'*.md']\nselect = ['county-dekc']", 2),
        ("[per-path.'*.md']\nextend-select = ['county-dekc']", 2),
        ("[per-path.'*.md']\nignore = ['county-dekc']", 2),
        ("[per-path.'*.md']\nrules = {severity = {county-dekc = 'off'}}", 2),
        ("[per-path.'*.md']\nrules = {severity = {county-dekc = 'error'}}", 2),
    ],
)
def test_a_rule_that_does_not_exist_is_named_with_its_line(
    folder: Path, house: Settings, text: str, line: int
) -> None:
    settings = configured(folder, house, text)
    with pytest.raises(ConfigError) as error:
        check_paths([write(folder / "page.md", "Nothing.")], settings)
    said = "unknown rule or category 'county-dekc'; did you mean 'county-desk'?"
    assert str(error.value) == f"{folder / 'personfirst.toml'}:{line}: {said}"


def test_a_severity_by_category_holds_for_its_rules_but_those_named(
    folder: Path, house: Settings
) -> None:
    text = "[rules.severity]\ncounty-place = 'warning'\nhouse-drug-problem = 'error'\n"
    rules = load_rules(configured(folder, house, text))
    severities = {rule.id: rule.severity for rule in rules.rules}
    assert severities["house-dope-house"] is Severity.WARNING
    assert severities["house-drug-problem"] is Severity.ERROR


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
