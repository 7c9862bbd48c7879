from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from personfirst.app import history
from personfirst.reporters import json as reporter
from tests.cli.conftest import Invoke


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").write_text(
        "The addict came in. " + "Words go on here. " * 10, encoding="utf-8"
    )
    (tmp_path / "b.md").write_text(
        "<!-- personfirst: ignore[junkie] -- =a title, of 1953 -->\nA junkie walked in.\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_are_counted_by_folder_category_and_rule(material: Path, invoke: Invoke) -> None:
    told = json.loads(invoke("stats", ".", "--output-format", "json").out)
    assert told["total"] == {
        "name": "all",
        "findings": 1,
        "words": 48,
        "files": 2,
        "per_1000_words": 20.833,
    }
    assert [(one["name"], one["findings"]) for one in told["folders"]] == [("site", 1), (".", 0)]
    assert told["rules"][0]["name"] == "addict"
    assert told["categories"][0]["name"] == told["rules"][0]["category"]
    assert told["suppressions"] == [
        {"rule": "junkie", "reason": "=a title, of 1953", "comments": 1}
    ]


def test_csv_holds_no_formula(material: Path, invoke: Invoke) -> None:
    rows = list(csv.DictReader(io.StringIO(invoke("stats", "--csv").out)))
    assert {row["what"] for row in rows} == {"total", "folder", "category", "rule", "suppression"}
    assert rows[-1]["detail"] == "'=a title, of 1953"


def test_the_trend_over_commits_leaves_the_work_tree_alone(material: Path, invoke: Invoke) -> None:
    git(material, "init", "--quiet")
    git(material, "add", ".")
    git(material, "commit", "--quiet", "-m", "one")
    (material / "site" / "a.md").write_text("Nobody is named by drug use. " * 8, encoding="utf-8")
    git(material, "commit", "--quiet", "-am", "two")
    (material / "site" / "a.md").write_text("Not yet committed junkie.", encoding="utf-8")
    told = json.loads(invoke("stats", "site", "--history-git", "5", "--output-format", "json").out)
    assert [(one["findings"], one["files"]) for one in told["history"]] == [(1, 1), (0, 1)]
    assert (material / "site" / "a.md").read_text(encoding="utf-8") == "Not yet committed junkie."
    text = invoke("stats", "site", "--history-git", "5").out
    assert "█▁  from 22.7 to 0.0" in text


def test_the_trend_over_saved_reports(material: Path, invoke: Invoke) -> None:
    invoke("check", "--output-format", "json:march.json", "--exit-zero")
    (material / "site" / "a.md").write_text("Nobody is named. " * 8, encoding="utf-8")
    invoke("check", "--output-format", "json:june.json")
    ran = invoke("stats", "site", "--history", "march.json", "--history", "june.json")
    assert "█▁  from 20.8 to 0.0" in ran.out
    assert ran.status == 0


@pytest.fixture
def saved(material: Path, invoke: Invoke) -> dict[str, Any]:
    """A JSON report with an error and a suggestion."""
    (material / "site" / "a.md").write_text(
        "The addict came in. A user of opioids, addicted to them, came too.", encoding="utf-8"
    )
    report: dict[str, Any] = json.loads(invoke("check", "--output-format", "json").out)
    report["findings"] = [
        {**report["findings"][0], "severity": one} for one in ("error", "suggestion")
    ]
    report["summary"]["findings"] = {"error": 1, "warning": 0, "suggestion": 1}
    return report


def history_of(invoke: Invoke, report: Any, *options: str) -> list[int]:
    """The findings of each point of the trend over a saved report."""
    Path("x.json").write_text(json.dumps(report), encoding="utf-8")
    ran = invoke("stats", "b.md", "--history", "x.json", "--output-format", "json", *options)
    assert ran.status == 0, ran.err
    return [one["findings"] for one in json.loads(ran.out)["history"]]


def test_a_severity_counts_for_saved_reports_too(saved: dict[str, Any], invoke: Invoke) -> None:
    assert history_of(invoke, saved) == [2]
    assert history_of(invoke, saved, "--severity", "warning") == [1]


def test_what_was_muted_does_not_count(saved: dict[str, Any], invoke: Invoke) -> None:
    saved["findings"].append({**saved["findings"][0], "muted": {"filter": "mention", "cue": ""}})
    assert history_of(invoke, saved) == [2]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_report_as_windows_saves_it_is_read(
    saved: dict[str, Any], invoke: Invoke, encoding: str
) -> None:
    Path("y.json").write_text(json.dumps(saved), encoding=encoding)
    assert "2 findings" in invoke("stats", "b.md", "--history", "y.json").out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 99}, "is a report of version 99, and only version 1 can be read"),
        ({"version": "1"}, 'is a report of version "1"'),
        ({"version": True}, "is a report of version true"),
        ({"findings": {}}, "has no list of 'findings'"),
        ({"findings": []}, "its summary does not count the findings that it holds"),
        ({"findings": ["x"]}, "has no list of 'findings'"),
    ],
)
def test_a_report_that_cannot_be_trusted_is_an_error(
    saved: dict[str, Any], invoke: Invoke, change: dict[str, Any], said: str
) -> None:
    Path("x.json").write_text(json.dumps(saved | change), encoding="utf-8")
    ran = invoke("stats", "b.md", "--history", "x.json")
    assert ran.status == 2
    assert f"x.json: {said}" in ran.err
    assert "save one with" in ran.err


@pytest.mark.parametrize("name", ["error", "words"])
def test_a_number_beyond_all_measure_is_an_error(
    saved: dict[str, Any], invoke: Invoke, name: str
) -> None:
    counts = saved["summary"] if name == "words" else saved["summary"]["findings"]
    counts[name] = 10**400
    Path("x.json").write_text(json.dumps(saved), encoding="utf-8")
    ran = invoke("stats", "b.md", "--history", "x.json")
    assert ran.status == 2
    assert f"x.json: its summary has no number of {name}" in ran.err


def test_the_reports_of_this_version_are_read() -> None:
    assert history.VERSION == reporter.VERSION


def test_a_shallow_clone_says_that_its_history_is_cut_off(material: Path, invoke: Invoke) -> None:
    git(material, "init", "--quiet")
    for number in range(3):
        (material / "b.md").write_text(f"Words {number}.", encoding="utf-8")
        git(material, "add", ".")
        git(material, "commit", "--quiet", "-m", "more")
    git(material, "clone", "--quiet", "--depth=2", material.as_uri(), "copy")
    ran = invoke("stats", "copy/b.md", "--history-git", "12")
    assert ran.status == 0
    assert "this clone is shallow, so the history is cut off after 2 commits" in ran.err
    assert invoke("stats", "copy/b.md", "--history-git", "2").err == ""
    assert invoke("stats", "b.md", "--history-git", "12").err == ""


def test_a_repository_without_a_commit_is_told_so(material: Path, invoke: Invoke) -> None:
    git(material, "init", "--quiet")
    ran = invoke("stats", ".", "--history-git", "3")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: there is no commit yet; commit something first\n",
    )


def test_what_is_no_report_is_an_error_that_names_the_file(material: Path, invoke: Invoke) -> None:
    for text in ("[]", "{", '{"summary": {"files": true}}', "\x00"):
        (material / "x.json").write_text(text, encoding="utf-8")
        ran = invoke("stats", "--history", "x.json")
        assert ran.status == 2
        assert "x.json: " in ran.err
    assert "in no git repository" in invoke("stats", ".", "--history-git", "2").err


def test_html_shows_the_trend_and_the_folders_beside_the_findings(
    material: Path, invoke: Invoke
) -> None:
    invoke("check", "site", "--output-format", "json:march.json", "--exit-zero")
    ran = invoke("stats", ".", "--history", "march.json", "--output-format", "html", "-o", "a.html")
    assert (ran.status, ran.out) == (0, "")
    page = (material / "a.html").read_text(encoding="utf-8")
    assert '<a href="#numbers">Numbers</a>' in page
    assert '<h3 id="trend-h">How it changed</h3>' in page
    assert "<bdi>march</bdi>" in page
    assert '<h3 id="rates-h">By folder</h3>' in page
    assert 'id="passages"' in page
