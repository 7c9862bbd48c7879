from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke

HOSTILE = (
    "Free naloxone for people who use drugs \x1b[31m<script>alert(1)</script> `|` %0A::error::"
)


@pytest.fixture
def material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "flyer.txt").write_text(f"{HOSTILE}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text_names_status_passage_and_limits_and_no_score(material: Path, invoke: Invoke) -> None:
    ran = invoke("audit", "flyer.txt")
    assert ran.status == 0
    assert "Community-based naloxone, first to people who use drugs: reflected" in ran.out
    assert "+ flyer.txt:1: " in ran.out
    assert "This audit read words, not deeds" in ran.out
    assert "\x1b" not in ran.out
    assert "%" not in ran.out.replace("%0A", "")


def test_json_has_every_item_with_its_evidence(material: Path, invoke: Invoke) -> None:
    told = json.loads(invoke("audit", ".", "--output-format", "json").out)
    assert len(told["items"]) == 12
    naloxone = next(one for one in told["items"] if one["id"] == "naloxone")
    assert naloxone["status"] == "reflected"
    assert (naloxone["evidence"][0]["path"], naloxone["evidence"][0]["line"]) == ("flyer.txt", 1)
    assert told["files"] == [{"path": "flyer.txt", "kind": "brochure", "words": 10}]


def test_markdown_and_html_show_hostile_text_as_text(material: Path, invoke: Invoke) -> None:
    markdown = invoke("audit", ".", "--output-format", "markdown").out
    assert "<script>" not in markdown
    assert "# Do these materials reflect harm reduction?" in markdown
    ran = invoke("audit", ".", "--output-format", "html", "-o", "audit.html")
    assert (ran.status, ran.out) == (0, "")
    page = (material / "audit.html").read_text(encoding="utf-8")
    assert '<h3 id="audit-naloxone">' in page
    assert "<script>alert" not in page


def test_a_wrong_kind_and_a_missing_path_are_errors(material: Path, invoke: Invoke) -> None:
    ran = invoke("audit", "flyer.txt", "--kind", "brochur")
    assert ran.status == 2
    assert "'brochur' is no kind of document" in ran.err
    assert "did you mean 'brochure'?" in ran.err
    ran = invoke("audit", "flyer.txt", "nothing.md")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: nothing.md: no such file or folder\n",
    )
    (material / "empty").mkdir()
    assert invoke("audit", "empty").status == 2


def test_check_puts_an_audit_into_its_html_report(material: Path, invoke: Invoke) -> None:
    ran = invoke("check", ".", "--audit", "--output-format", "html:report.html", "--exit-zero")
    assert ran.status == 0
    page = (material / "report.html").read_text(encoding="utf-8")
    assert '<a href="#audit">Audit</a>' in page
    assert '<h3 id="audit-naloxone">' in page
    invoke("check", ".", "--output-format", "html:report.html", "--exit-zero")
    assert "audit-naloxone" not in (material / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output-format", "json"], "--audit is for the HTML report"),
        (["--output-format", "html:a.html", "--fix"], "leave it out where files are mended"),
    ],
)
def test_check_says_where_an_audit_has_no_place(
    material: Path, invoke: Invoke, options: list[str], said: str
) -> None:
    ran = invoke("check", ".", "--audit", *options)
    assert (ran.status, said in ran.err) == (2, True)


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_nothing_read_is_said_in_a_sentence_and_not_in_statuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke, form: str
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"no archive")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    ran = invoke("audit", ".", "--output-format", form)
    assert ran.status == 2
    assert "No file could be audited" in ran.out
    assert "not expected" not in ran.out
    assert "broken.docx" in ran.out


def test_a_check_of_nothing_has_no_table_of_statuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = invoke("check", ".", "--audit", "--output-format", "html")
    assert "No file could be audited" in ran.out
    assert "not expected" not in ran.out


def test_kinds_are_counted_in_words_and_guesses_are_explained_once(
    material: Path, invoke: Invoke
) -> None:
    page = "Knock at the side window for naloxone. There is nothing to fill in. " * 12
    for name in ("website-a.txt", "website-b.txt", "news.txt", "minutes.txt"):
        (material / name).write_text(f"{page}{name}", encoding="utf-8")
    for form in ("text", "markdown", "html"):
        out = " ".join(invoke("audit", ".", "--output-format", form).out.split())
        assert "(read as 2 websites, 1 brochure, 1 set of minutes, 1 news text)" in out
        assert out.count("shows something in words that no list knows") == 1
    assert "no list knows" not in invoke("audit", "flyer.txt").out
