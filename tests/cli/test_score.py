"""`personfirst score` on documents with labels beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from personfirst.app import score
from personfirst.rulebook.ruleset import RuleSet, load_ruleset
from tests.cli.conftest import Invoke

MINUTES = """\
# Board minutes, 14 May

Three drug addicts asked for beds. The National Institute on Drug Abuse sent a letter about addicts
of every age. “They are junkies,” Mr. Hale told the board.

Smackheads were counted at the ford.
"""
LABELS = """\
genre: minutes
labels:
  - {flag: drug addicts, severity: error, category: person-label, rewrites: [people who use drugs]}
  - {ok: Drug Abuse, because: proper-name}
  - {flag: counted, severity: warning, category: behavior}
  - {ok: junkies, because: quotation}
  - {flag: Smackheads, severity: error, category: slur, disputed: second}
"""


@pytest.fixture(scope="module")
def every_rule() -> RuleSet:
    return load_ruleset()


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every_rule: RuleSet) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(score, "load_rules", lambda _: every_rule)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "minutes.md").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "c" / "minutes.md.yaml").write_text(LABELS, encoding="utf-8")
    (tmp_path / "c" / "unlabelled.md").write_text("Addicts.\n", encoding="utf-8")
    return tmp_path


def scored(invoke: Invoke, *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(invoke("score", *arguments, "--output-format", "json").out)
    return told


def test_findings_are_held_against_labels(corpus: Path, invoke: Invoke) -> None:
    told = scored(invoke, "c")
    assert told["whole"]["documents"] == 1
    sure = told["whole"]["headlines"][0]
    assert (sure["right"], sure["wrong"], sure["found"], sure["missed"]) == (1, 1, 1, 1)
    assert [(one["outcome"], one["text"], one["line"]) for one in told["errors"]] == [
        ("wrong", "addicts", 3),
        ("missed", "counted", 6),
    ]
    assert told["labels"] == {"disputed": 1, "flag": 2, "ok": 2}
    assert told["rewrites"] == {"labels": 1, "first": 1, "any": 1, "none": 0}
    assert {"name": "proper-name", "precision": 1.0, "right": 1, "wrong": 0} in told["filters"]


def test_the_report_lists_errors_with_their_sentence(corpus: Path, invoke: Invoke) -> None:
    ran = invoke("score", "c")
    assert ran.status == 0
    assert "c/minutes.md:6: missed, warning behavior: “counted”" in ran.out
    assert "Smackheads were counted at the ford." in ran.out
    assert "missed, warning" not in invoke("score", "c", "--no-errors").out


def test_markdown_is_a_table(corpus: Path, invoke: Invoke) -> None:
    out = invoke("score", "c", "--output-format", "markdown").out
    assert "| c | 38 | wording, errors and warnings | 0.500 | 0.500 | 0.500 |" in out
    assert "- missed: <code>counted</code>" in out


def test_a_figure_that_falls_fails_and_names_what_turned(corpus: Path, invoke: Invoke) -> None:
    assert invoke("score", "c", "--write-floors", "floors.toml").status == 0
    assert invoke("score", "c", "--floors", "floors.toml").status == 0
    worse = MINUTES.replace("drug addicts asked", "men asked")
    (corpus / "c" / "minutes.md").write_text(worse, encoding="utf-8")
    (corpus / "c" / "minutes.md.yaml").write_text(
        LABELS.replace("flag: drug addicts", "flag: men"), encoding="utf-8"
    )
    ran = invoke("score", "c", "--no-errors", "--floors", "floors.toml")
    assert ran.status == 1
    assert "c: recall of wording, errors and warnings fell from 0.5000 to 0.0000" in ran.err
    assert "c/minutes.md:3: missed “men”" in ran.err


def test_a_document_in_which_something_was_lost_is_named(corpus: Path, invoke: Invoke) -> None:
    assert invoke("score", "c", "--write-floors", "floors.toml").status == 0
    worse = MINUTES.replace("drug addicts asked", "men asked")
    (corpus / "c" / "minutes.md").write_text(worse, encoding="utf-8")
    lines = LABELS.splitlines(keepends=True)
    fewer = "".join(line for line in lines if "flag: drug addicts" not in line)
    (corpus / "c" / "minutes.md.yaml").write_text(fewer, encoding="utf-8")
    ran = invoke("score", "c", "--no-errors", "--floors", "floors.toml")
    assert ran.status == 1
    assert "c/minutes.md: 0 right or found, where there were 2" in ran.err


def test_a_new_false_alarm_fails_where_nothing_is_asked_for(corpus: Path, invoke: Invoke) -> None:
    (corpus / "c" / "minutes.md").write_text("# Trains\n\nAll on time.\n", encoding="utf-8")
    (corpus / "c" / "minutes.md.yaml").write_text("labels: []\n", encoding="utf-8")
    assert invoke("score", "c", "--write-floors", "floors.toml").status == 0
    (corpus / "c" / "minutes.md").write_text("# Trains\n\nJunkies ride.\n", encoding="utf-8")
    ran = invoke("score", "c", "--no-errors", "--floors", "floors.toml")
    assert ran.status == 1
    assert "c: 1 false alarms, where there may be 0" in ran.err
    assert "c/minutes.md:3: wrong “Junkies” (junkie)" in ran.err


def test_floors_that_cannot_be_used_are_an_error(corpus: Path, invoke: Invoke) -> None:
    (corpus / "floors.toml").write_text('[errors]\n"c/minutes.md" = "few"\n', encoding="utf-8")
    ran = invoke("score", "c", "--floors", "floors.toml")
    assert ran.status == 2
    assert "floors.toml:2: expected a number" in ran.err


def test_labels_that_stand_nowhere_fail_the_run(corpus: Path, invoke: Invoke) -> None:
    (corpus / "c" / "minutes.md.yaml").write_text("labels:\n  - flag: crows\n", encoding="utf-8")
    ran = invoke("score", "c")
    assert ran.status == 2
    assert "c/minutes.md.yaml:2: the text has no “crows”" in ran.out
    in_a_file = invoke("score", "c", "--quiet", "-o", "score.txt")
    assert in_a_file.status == 2
    assert "c/minutes.md.yaml:2: the text has no “crows”" in in_a_file.err


def test_processes_score_what_one_scores(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "_LEAST", 2)
    for number in range(5):
        (corpus / "c" / f"{number}.md").write_text(MINUTES, encoding="utf-8")
        (corpus / "c" / f"{number}.md.yaml").write_text(LABELS, encoding="utf-8")
    told: list[tuple[int, int]] = []
    one, _ = score.score(["c"], jobs=1)
    two, broken = score.score(["c"], jobs=2, progress=lambda done, of: told.append((done, of)))
    assert one == two
    assert one.whole.documents == 6
    assert not broken
    assert told[-1] == (6, 6)


def test_a_document_that_is_named_twice_is_scored_once(corpus: Path, invoke: Invoke) -> None:
    assert scored(invoke, "c", str(corpus / "c"))["whole"]["documents"] == 1


def test_an_error_in_a_process_ends_the_run(
    corpus: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "_LEAST", 1)
    (corpus / "c" / "other.md").write_text(MINUTES, encoding="utf-8")
    (corpus / "c" / "other.md.yaml").write_text("labels: 7\n", encoding="utf-8")
    ran = invoke("score", "c", "-q")
    assert ran.status == 2
    assert "other.md.yaml" in ran.err


def test_without_labels_there_is_nothing_to_score(corpus: Path, invoke: Invoke) -> None:
    (corpus / "c" / "minutes.md.yaml").unlink()
    ran = invoke("score", "c")
    assert ran.status == 2
    assert "no labelled documents" in ran.err


def test_a_finding_made_milder_for_a_quotation_is_not_held_against_it(
    corpus: Path, invoke: Invoke
) -> None:
    told = scored(invoke, "c")
    assert "junkies" not in [one["text"] for one in told["errors"]]
