"""`personfirst review` on a small county's folder."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Invoke


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_copies_and_a_summary_are_written(county: Path, invoke: Invoke) -> None:
    original = word_file("The clinic serves frequent flyers in our county.", "The dope house.")
    (county / "letter.docx").write_bytes(original)
    ran = invoke("review", ".", "--output-dir", "out")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "letter.docx: 1 change and 1 comment in out/letter.docx",
        "minutes.md: 1 change and 1 finding left to you in out/minutes.md",
        "site/about.html: 1 change and 1 finding left to you in out/site/about.html",
        "Nothing to review in 1 of 4 files",
        "Summary: out/review.md",
    ]
    assert (county / "letter.docx").read_bytes() == original
    summary = (county / "out" / "review.md").read_text(encoding="utf-8")
    assert "## letter.docx" in summary
    assert "- in the text: “frequent flyers” → people who come often / " in summary
    assert "- line 3: “frequent flyers” → people who come often / " in summary
    assert "\n  > The clinic serves **frequent flyers** in our county.\n" in summary
    assert "Not reviewed" not in summary


def test_a_second_review_does_not_review_the_first(county: Path, invoke: Invoke) -> None:
    first = invoke("review", ".", "--output-dir", "out")
    again = invoke("review", ".", "--output-dir", "out")
    assert again.status == 2
    assert "--overwrite" in again.err
    assert invoke("review", ".", "--output-dir", "out", "--overwrite").out == first.out


def test_a_clean_folder_is_told_so(county: Path, invoke: Invoke) -> None:
    (county / "clean").mkdir()
    (county / "clean" / "a.txt").write_text("Nobody is turned away.\n", encoding="utf-8")
    ran = invoke("review", "clean")
    assert (ran.status, ran.out) == (0, "Nothing to review in 1 of 1 files\n")
    assert not (county / "reviewed").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_reviewed(
    county: Path, invoke: Invoke
) -> None:
    (county / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ran = invoke("review", ".", "--output-dir", "out")
    assert ran.status == 2
    assert "old.doc: is an old Word file" in ran.err
    summary = (county / "out" / "review.md").read_text(encoding="utf-8")
    assert "\n## Not reviewed\n\n- old.doc: is an old Word file" in summary
    assert "minutes.md: 1 change" in ran.out


@pytest.mark.parametrize("folder", [".", "site", ".."])
def test_copies_never_take_the_place_of_originals(
    county: Path, invoke: Invoke, folder: str
) -> None:
    before = {file: file.read_bytes() for file in county.rglob("*") if file.is_file()}
    ran = invoke("review", "site", "--output-dir", folder, "--overwrite")
    assert ran.status == 2
    assert "could take the place of originals" in ran.err
    assert {file: file.read_bytes() for file in county.rglob("*") if file.is_file()} == before


def test_a_file_of_the_summary_s_name_gets_a_copy_of_its_own(county: Path, invoke: Invoke) -> None:
    text = "The clinic serves frequent flyers in our county.\n"
    (county / "review.md").write_text(text, encoding="utf-8")
    ran = invoke("review", "review.md", "--output-dir", "out")
    assert ran.status == 0
    assert (county / "out" / "review (2).md").is_file()
    assert "\n# Review\n" in (county / "out" / "review.md").read_text(encoding="utf-8")


def test_comments_are_reviewed_only_where_that_is_said(county: Path, invoke: Invoke) -> None:
    minutes = docx.Document()
    place = minutes.add_paragraph().add_run("Nobody is turned away.")
    minutes.add_comment(place, text="The addicts are.", author="Ana")
    minutes.save(str(county / "minutes.docx"))
    assert "Nothing to review" in invoke("review", "minutes.docx", "--isolated").out
    ran = invoke("review", "minutes.docx", "--isolated", "--comments")
    assert "minutes.docx: 1 comment in" in ran.out
    assert "- comment 1 by Ana: “addicts”" in Path("reviewed/review.md").read_text("utf-8")
    (county / "personfirst.toml").write_text("comments = true\n", encoding="utf-8")
    assert "comment 1 by Ana" in invoke("check", "minutes.docx").out
    assert "comment 1 by Ana" not in invoke("check", "minutes.docx", "--no-comments").out


def test_a_file_is_no_folder_for_copies(county: Path, invoke: Invoke) -> None:
    ran = invoke("review", ".", "--output-dir", "minutes.md")
    assert ran.status == 2
    assert "minutes.md is a file" in ran.err


def test_reviewed_copies_are_left_out_of_later_runs(county: Path, invoke: Invoke) -> None:
    before = invoke("check", ".", "--show-files").out
    invoke("review", ".", "--output-dir", "for the board")
    shown = invoke("check", ".", "--show-files")
    assert shown.out == before
    assert (
        shown.err == "for the board: left out, for it holds reviewed copies; name it to check it\n"
    )
    assert "for the board/minutes.md" in invoke("check", "for the board", "--show-files").out
    again = invoke("review", ".", "--output-dir", "second")
    assert "for the board" not in again.out


def test_a_review_that_ran_out_of_time_says_so(county: Path, invoke: Invoke) -> None:
    text = "The clinic serves frequent flyers in our county. " * 100_000
    (county / "long.txt").write_text(text, encoding="utf-8")
    ran = invoke("review", "long.txt", "--timeout", "0.5")
    assert ran.status == 2
    assert "long.txt: was not checked to its end: it took longer than 0.5 seconds" in ran.err
    assert "nothing was written" in ran.err
    assert ran.out == ""
    assert not (county / "reviewed").exists()


def test_a_folder_that_cannot_be_made_is_named(county: Path, invoke: Invoke) -> None:
    (county / "file").write_text("", encoding="utf-8")
    ran = invoke("review", "minutes.md", "--output-dir", "file/copies")
    assert ran.status == 2
    (line,) = ran.err.splitlines()
    assert "file/copies: no folder can be made here" in line.replace("\\", "/")


@pytest.mark.parametrize("overwrite", [[], ["--overwrite"]])
def test_a_folder_of_originals_is_no_folder_for_copies(
    overwrite: list[str], county: Path, invoke: Invoke
) -> None:
    (county / "originals").mkdir()
    (county / "originals" / "minutes.md").write_text("The board's own.\n", encoding="utf-8")
    ran = invoke("review", "minutes.md", "--output-dir", "originals", *overwrite)
    assert ran.status == 2
    assert "originals holds files that are no reviewed copies; name a new folder" in ran.err
    assert [one.name for one in (county / "originals").iterdir()] == ["minutes.md"]
    assert "originals/minutes.md" in invoke("check", "--show-files").out
    (county / "empty").mkdir()
    (county / "empty" / ".DS_Store").write_text("", encoding="utf-8")
    assert invoke("review", "minutes.md", "--output-dir", "empty", *overwrite).status == 0


def test_what_an_interrupted_review_leaves_is_not_checked(
    county: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = invoke("check", "--show-files").out

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("personfirst.app.review.unified_diff", interrupted)
    ran = invoke("review", ".")
    assert (ran.status, ran.err) == (130, "personfirst: interrupted\n")
    assert (county / "reviewed" / "minutes.md").exists()
    assert invoke("check", "--show-files").out == files
    monkeypatch.undo()
    monkeypatch.chdir(county)
    assert "holds an earlier review" in invoke("review", ".").err
    assert invoke("review", ".", "--overwrite").status == 0
    assert "interrupted" not in (county / "reviewed" / "review.md").read_text(encoding="utf-8")


def test_standard_input_has_no_copy(county: Path, invoke: Invoke) -> None:
    ran = invoke("review", "-", stdin="Two frequent flyers.\n")
    assert (ran.status, ran.err) == (
        2,
        "personfirst: error: a review writes copies of files; name a file, not '-'\n",
    )
