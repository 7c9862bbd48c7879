"""Files that are not text are read in another process, which can be stopped."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from personfirst.app import guard
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.guard import GuardedReader
from personfirst.formats.registry import read
from personfirst.model.errors import UnreadableDocumentError


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_document_comes_back_as_it_was_read() -> None:
    data = word_file("The frequent flyers at the clinic are down.", "Naloxone is free.")
    with GuardedReader(30) as reader:
        assert reader.read(data, "a.docx") == read(data, "a.docx")


def test_the_reason_why_a_file_cannot_be_read_comes_back() -> None:
    with GuardedReader(30) as reader:
        with pytest.raises(UnreadableDocumentError, match="damaged"):
            reader.read(b"PK\x03\x04 cut", "a.docx")
        assert reader.read(word_file("Still here."), "b.docx").blocks[0].text == "Still here."


def test_a_reader_that_takes_too_long_is_stopped_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "stall.py").write_text(
        "import sys, time, runpy\n"
        "from personfirst.formats import registry\n"
        "whole = registry.read\n"
        "def slow(data, path):\n"
        "    time.sleep(60 if path == 'slow.docx' else 0)\n"
        "    return whole(data, path)\n"
        "registry.read = slow\n"
        "runpy.run_module('personfirst.app.guard', run_name='__main__')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(guard, "COMMAND", (sys.executable, str(tmp_path / "stall.py")))
    with GuardedReader(8) as reader:
        with pytest.raises(UnreadableDocumentError, match="took longer than 8 seconds"):
            reader.read(word_file("x"), "slow.docx")
        assert reader.read(word_file("Next."), "next.docx").blocks[0].text == "Next."


def test_a_reader_that_dies_costs_only_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "crash.py").write_text(
        "import os, runpy\n"
        "from personfirst.formats import registry\n"
        "whole = registry.read\n"
        "def read(data, path):\n"
        "    if path == 'bad.docx':\n"
        "        os._exit(139)\n"
        "    return whole(data, path)\n"
        "registry.read = read\n"
        "runpy.run_module('personfirst.app.guard', run_name='__main__')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(guard, "COMMAND", (sys.executable, str(tmp_path / "crash.py")))
    with GuardedReader(30) as reader:
        with pytest.raises(UnreadableDocumentError, match="gave up"):
            reader.read(word_file("x"), "bad.docx")
        assert reader.read(word_file("Next."), "next.docx").blocks[0].text == "Next."


def test_a_run_goes_on_after_a_file_that_cannot_be_read(folder: Path, house: Settings) -> None:
    (folder / "a.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "b.docx").write_bytes(word_file("The frequent flyers at the clinic are down."))
    (folder / "c.txt").write_text("The frequent flyers at the clinic are down.\n", encoding="utf-8")
    checked = check_paths([folder], house)
    assert [problem.path for problem in checked.unreadable] == ["a.docx"]
    assert [finding.place.path for finding in checked.report.unmuted] == ["b.docx", "c.txt"]
    assert checked.exit_status(None) == 2


def test_a_bomb_is_refused(folder: Path, house: Settings) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 400_000_000)
    (folder / "bomb.docx").write_bytes(target.getvalue())
    (problem,) = check_paths([folder], house).unreadable
    assert "too large" in problem.reason


def test_checking_ends_when_its_time_is_up(folder: Path, house: Settings) -> None:
    (folder / "long.txt").write_text(
        "The frequent flyers at the clinic are down.\n\n" * 50_000, encoding="utf-8"
    )
    from dataclasses import replace

    checked = check_paths([folder], replace(house, timeout=0.5))
    (problem,) = checked.unreadable
    assert "took longer than 0.5 seconds" in problem.reason
    assert checked.report.unmuted
