"""Baselines: what they hold, what moves, what is stale, and files that are damaged."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from personfirst.app.baseline import Baseline, Known, pruned, read_baseline, write_baseline
from personfirst.app.baseline_find import FILE, baseline_in_use, find_baseline
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.mend import FixInPlace
from personfirst.app.renewal import renew, stale_in
from personfirst.app.scope import Scope
from personfirst.app.tally import Checked
from personfirst.model.choices import Severity
from personfirst.model.errors import ConfigError

FLYER = "Two frequent flyers wait."
HOUSE = "The dope house burned."


@pytest.fixture
def written(folder: Path, house: Settings) -> Baseline:
    """A folder with two files, and the baseline of it."""
    (folder / "a.md").write_text(f"# Notes\n\n{FLYER}\n\n{FLYER} {HOUSE}\n", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub/ä b.txt").write_text(f"{HOUSE}\n", encoding="utf-8")
    new, checked = renew(Baseline(folder / FILE), [], house)
    assert checked.failing() == ()
    write_baseline(new)
    return new


def new_in(settings: Settings, baseline: Path, *paths: str) -> Checked:
    scope = Scope(known=Known(read_baseline(baseline)))
    return check_paths(paths or ["."], settings, scope=scope)


def found(checked: Checked) -> list[tuple[str, int, str]]:
    return [(one.place.path, one.place.line, one.text) for one in checked.report.unmuted]


def test_a_baseline_is_sorted_and_has_an_entry_a_line(written: Baseline, folder: Path) -> None:
    assert (folder / FILE).read_bytes().decode() == (
        "{\n"
        '  "version": 1,\n'
        '  "findings": {\n'
        '    "a.md": [\n'
        '      {"rule": "house-dope-house", "count": 1, "text": "The dope house burned."},\n'
        '      {"rule": "house-frequent-flyer", "count": 2, "text": "Two frequent flyers wait."}\n'
        "    ],\n"
        '    "sub/ä b.txt": [\n'
        '      {"rule": "house-dope-house", "count": 1, "text": "The dope house burned."}\n'
        "    ]\n"
        "  }\n"
        "}\n"
    )
    assert read_baseline(folder / FILE).counts == written.counts
    assert written.total == 4


def test_what_is_known_does_not_count(written: Baseline, house: Settings, folder: Path) -> None:
    checked = new_in(house, folder / FILE)
    assert found(checked) == []
    assert checked.stale == {}
    assert checked.exit_status(Severity.SUGGESTION) == 0
    assert {one.muted.filter for one in checked.report.findings if one.muted} == {"baseline"}
    assert {one.muted.cue for one in checked.report.findings if one.muted} == {FILE}


def test_text_that_moves_stays_known(written: Baseline, house: Settings, folder: Path) -> None:
    text = f"{HOUSE}\n\nNew words.\n\n> Two *frequent\n> flyers* wait.\n\n- Two  frequent flyers wait.\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    checked = new_in(house, folder / FILE)
    assert (found(checked), checked.stale) == ([], {})


def test_only_what_is_new_counts(written: Baseline, house: Settings, folder: Path) -> None:
    with (folder / "a.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{FLYER}\n\nTen frequent flyers wait.\n")
    checked = new_in(house, folder / FILE)
    assert found(checked) == [("a.md", 7, "frequent flyers"), ("a.md", 9, "frequent flyers")]
    assert checked.exit_status(Severity.WARNING) == 1
    (folder / "other.md").write_text(FLYER, encoding="utf-8")
    assert found(new_in(house, folder / FILE))[-1] == ("other.md", 1, "frequent flyers")


def test_what_is_found_no_more_is_stale(written: Baseline, house: Settings, folder: Path) -> None:
    (folder / "a.md").write_text(f"{FLYER}\n", encoding="utf-8")
    (folder / "sub/ä b.txt").unlink()
    checked = new_in(house, folder / FILE, "a.md")
    assert checked.stale == {
        ("a.md", "house-dope-house", HOUSE): 1,
        ("a.md", "house-frequent-flyer", FLYER): 1,
        ("sub/ä b.txt", "house-dope-house", HOUSE): 1,
    }
    left = pruned(written, checked.stale)
    assert left.counts == {("a.md", "house-frequent-flyer", FLYER): 1}


def test_of_what_was_not_looked_at_nothing_is_said(
    written: Baseline, house: Settings, folder: Path
) -> None:
    (folder / "a.md").write_text("Clean.\n", encoding="utf-8")
    assert new_in(house, folder / FILE, "sub").stale == {}
    only = house._replace(select=("house-frequent-flyer",))
    assert set(new_in(only, folder / FILE).stale) == {("a.md", "house-frequent-flyer", FLYER)}
    (folder / "a.md").write_bytes(b"\0\0\0\0\0\0")
    assert new_in(house, folder / FILE).stale == {}


def test_entries_of_a_rule_that_is_gone_are_stale(
    written: Baseline, house: Settings, folder: Path
) -> None:
    key = ("a.md", "rule-of-old", "Words.")
    write_baseline(replace(written, counts={**written.counts, key: 1}))
    assert set(new_in(house, folder / FILE).stale) == {key}


def test_a_lower_severity_makes_nothing_stale(
    written: Baseline, house: Settings, folder: Path
) -> None:
    assert new_in(house._replace(severity=Severity.ERROR), folder / FILE).stale == {}
    assert new_in(house._replace(quotation="mute"), folder / FILE).stale == {}


def test_paths_go_from_the_baseline_wherever_the_run_is(
    written: Baseline, house: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "sub")
    assert found(new_in(house, folder / FILE)) == []
    assert found(new_in(house, folder / FILE, "../a.md")) == []
    assert find_baseline() is None, "outside of a git work tree only the folder itself"
    (folder / ".git").mkdir()
    assert find_baseline() == folder / FILE


def test_links_to_a_folder_lead_to_the_same_entries(
    written: Baseline, house: Settings, folder: Path
) -> None:
    link = folder.with_name(f"{folder.name}-link")
    try:
        link.symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    for baseline in (folder / FILE, link / FILE):
        assert found(new_in(house, baseline, str(link), "a.md")) == []


def test_writing_again_for_some_files_keeps_the_others(
    written: Baseline, house: Settings, folder: Path
) -> None:
    (folder / "a.md").write_text("Clean.\n", encoding="utf-8")
    (folder / "sub/ä b.txt").write_text("Clean.\n", encoding="utf-8")
    new, _ = renew(written, ["sub"], house)
    assert {key[0] for key in new.counts} == {"a.md"}
    assert renew(written, ["."], house)[0].counts == {}


def test_a_file_that_cannot_be_read_keeps_what_is_known_of_it(
    written: Baseline, house: Settings, folder: Path
) -> None:
    (folder / "a.md").write_bytes(b"\0\0\0\0\0\0")
    new, checked = renew(written, [], house)
    assert checked.failing() != ()
    assert new.counts == written.counts
    assert stale_in(written, [], house).stale == {}


def test_what_is_known_is_not_fixed(written: Baseline, house: Settings, folder: Path) -> None:
    text = (folder / "a.md").read_text(encoding="utf-8")
    (folder / "a.md").write_text(f"{text}\nHelp for frequent flyers.\n", encoding="utf-8")
    scope = Scope(known=Known(written))
    checked = check_paths(["."], house, mend=FixInPlace(), scope=scope)
    assert (checked.report.fixed, found(checked)) == (1, [])
    after = (folder / "a.md").read_text(encoding="utf-8")
    assert after == f"{text}\nHelp for people who come often.\n"


def test_which_baseline_is_used(written: Baseline, house: Settings, folder: Path) -> None:
    own = folder / "own.json"
    write_baseline(replace(written, file=own))
    configured = house._replace(baseline=own)
    for settings, named, isolated, expected in [
        (house, None, False, folder / FILE),
        (house, None, True, None),
        (house, own, True, own),
        (configured, None, False, own),
        (configured, folder / FILE, False, folder / FILE),
    ]:
        used = baseline_in_use(settings, named, isolated=isolated)
        assert (used and used.file) == expected


def test_beside_the_configuration_is_looked_too(
    written: Baseline, house: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = folder / "personfirst.toml"
    config.write_text("", encoding="utf-8")
    monkeypatch.chdir(folder / "sub")
    assert find_baseline(config=config) == folder / FILE


def test_a_missing_baseline_that_was_asked_for(house: Settings, folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"^gone.json: no such baseline; 'personfirst baseline"):
        baseline_in_use(house, Path("gone.json"))
    assert baseline_in_use(house) is None


ENTRY = {"rule": "a", "count": 1, "text": "b"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "b.json:1: the baseline is damaged (Expecting"),
        ('{\n<<<<<<< HEAD\n  "version": 1\n', "b.json:2: the baseline is damaged"),
        ("[]", "b.json: is no baseline of personfirst; name one, or another file"),
        ("null", "is no baseline"),
        ("{}", "is no baseline"),
        ('{"version": 2, "findings": {}}', "was written by a newer personfirst"),
        ('{"version": "1", "findings": {}}', "is no baseline"),
        ('{"version": true, "findings": {}}', "is no baseline"),
        ('{"version": 0, "findings": {}}', "the baseline is damaged; restore it, or delete it and"),
        (json.dumps({"version": 1, "findings": []}), "is no baseline"),
        (json.dumps({"version": 1, "findings": {"a": []}, "x": 1}), ""),
        (json.dumps({"version": 1, "findings": {"a": {}}}), "the baseline is damaged"),
        (json.dumps({"version": 1, "findings": {"a": [1]}}), "the baseline is damaged"),
        (json.dumps({"version": 1, "findings": {"a": [{**ENTRY, "count": 0}]}}), "is damaged"),
        (json.dumps({"version": 1, "findings": {"a": [{**ENTRY, "count": True}]}}), "is damaged"),
        (json.dumps({"version": 1, "findings": {"a": [{**ENTRY, "rule": None}]}}), "is damaged"),
        ("[" * 100_000, "the baseline is damaged"),
        (b"\xff\xfe", "the baseline is damaged"),
    ],
)
def test_a_damaged_baseline_is_a_clear_error(
    content: str | bytes, message: str, folder: Path
) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "b.json").write_bytes(data)
    if not message:
        assert read_baseline(folder / "b.json").counts == {}
        return
    with pytest.raises(ConfigError) as error:
        read_baseline(folder / "b.json")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_names_and_sentences_of_every_kind_come_back(folder: Path) -> None:
    keys = [
        ("a\nb.md", "a", 'x "y" \\ {z}'),
        ("é/ü.md", "a", "\u2028 \x1b[31m"),
        ("c.md", "b", "%"),
    ]
    if os.name == "posix":
        keys.append((os.fsdecode(b"\xff.md"), "a", "z"))
    baseline = Baseline(folder / FILE, dict.fromkeys(keys, 2))
    write_baseline(baseline)
    assert read_baseline(folder / FILE).counts == baseline.counts
    assert [one.name for one in folder.iterdir()] == [FILE]


def test_an_empty_baseline(folder: Path) -> None:
    write_baseline(Baseline(folder / FILE))
    assert (folder / FILE).read_text(
        encoding="utf-8"
    ) == '{\n  "version": 1,\n  "findings": {}\n}\n'
    assert read_baseline(folder / FILE).total == 0
