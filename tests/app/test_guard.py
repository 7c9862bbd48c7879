"""Files that are not text are read in another process, which can be stopped."""

from __future__ import annotations

import errno
import io
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import docx
import pytest

from personfirst.app import guard, in_turn
from personfirst.app.check import check_paths
from personfirst.app.config import Settings
from personfirst.app.guard import Guard
from personfirst.app.mend import FixInPlace, Mend
from personfirst.app.review import ReviewCopies
from personfirst.formats.registry import read
from personfirst.model.errors import InternalError, UnreadableDocumentError


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_document_comes_back_as_it_was_read() -> None:
    data = word_file("The frequent flyers at the clinic are down.", "Naloxone is free.")
    with Guard(30) as reader:
        assert reader.read(data, "a.docx") == read(data, "a.docx")


def test_the_reason_why_a_file_cannot_be_read_comes_back() -> None:
    with Guard(30) as reader:
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
    with Guard(8) as reader:
        with pytest.raises(UnreadableDocumentError, match="took longer than 8 seconds"):
            reader.read(word_file("x"), "slow.docx")
        reader.begin()
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
    with Guard(30) as reader:
        with pytest.raises(UnreadableDocumentError, match="gave up"):
            reader.read(word_file("x"), "bad.docx")
        assert reader.read(word_file("Next."), "next.docx").blocks[0].text == "Next."


def test_windows_has_its_own_word_for_a_pipe_that_nobody_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "COMMAND", (sys.executable, "-c", "pass"))

    def fail(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(guard, "_send", fail)
    with Guard(30) as reader, pytest.raises(UnreadableDocumentError, match="gave up"):
        reader.read(b"PK", "a.docx")


def test_no_module_of_the_folder_that_is_checked_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Guard(30) as reader:
        assert reader.read(word_file("Ours."), "a.docx").blocks[0].text == "Ours."


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
    checked = check_paths([folder], house._replace(timeout=3))
    (problem,) = checked.unreadable
    assert "took longer than 3 seconds" in problem.reason
    assert checked.report.unmuted


def wordy(text: str) -> str:
    return f"The frequent flyers at the clinic are down. {text} The frequent flyers are back.\n"


@pytest.mark.parametrize("unit", ["x", "a-", "a.", "1", "a_", "a/", "@a", "[", ".a-", "\u00ad"])
def test_what_stands_beside_an_enormous_word_is_checked_in_time(
    unit: str, folder: Path, house: Settings
) -> None:
    (folder / "long.txt").write_text(wordy(unit * (1_000_000 // len(unit))), encoding="utf-8")
    checked = check_paths([folder], house._replace(timeout=30))
    assert checked.unreadable == ()
    assert len(checked.report.unmuted) == 2


def test_the_time_limit_holds_inside_a_block(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("personfirst.pipeline", "personfirst.app.in_turn"):
        monkeypatch.setattr(f"{module}.MOST_FINDINGS", 1_000_000)
    text = "The frequent flyers at the clinic are down. " * 100_000
    (folder / "long.txt").write_text(text, encoding="utf-8")
    started = monotonic()
    (problem,) = check_paths([folder], house._replace(timeout=0.5)).unreadable
    assert "took longer than 0.5 seconds" in problem.reason
    assert monotonic() - started < 15


def inflated(data: bytes, size: int) -> bytes:
    """A package with a picture of many zeros, which takes hardly any room while packed."""
    target = io.BytesIO(data)
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/image9.png", "w") as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return target.getvalue()


@pytest.mark.parametrize(
    "mend", [lambda folder: FixInPlace(unsafe=True), lambda folder: ReviewCopies(folder / "out")]
)
def test_what_is_large_once_unpacked_is_copied_as_it_is_packed(
    mend: Callable[[Path], Mend], folder: Path, house: Settings
) -> None:
    data = inflated(word_file("The clinic serves frequent flyers in our county."), 300_000_000)
    (folder / "a.docx").write_bytes(data)
    tracemalloc.start()
    checked = check_paths(["a.docx"], house, mend=mend(folder))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert checked.failing() == ()
    assert most < 150_000_000
    written = next((file for file in folder.rglob("a.docx") if file.read_bytes() != data), None)
    assert written is not None
    with zipfile.ZipFile(written) as package:
        assert package.testzip() is None
        assert package.getinfo("word/media/image9.png").file_size == 300_000_000


def stumbling(folder: Path, monkeypatch: pytest.MonkeyPatch, work: str, does: str) -> None:
    """Let a function stumble in the other process."""
    room, name = work.split(":")
    (folder / "stumble.py").write_text(
        "import runpy, time\n"
        f"import {room} as room\n"
        f"def {name}(*args, **kwargs):\n"
        f"    {does}\n"
        f"room.{name} = {name}\n"
        "runpy.run_module('personfirst.app.guard', run_name='__main__')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(guard, "COMMAND", (sys.executable, str(folder / "stumble.py")))


def test_a_fault_of_our_own_is_told_from_damage(
    folder: Path, house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbling(folder, monkeypatch, "personfirst.formats.word:Reading", "raise KeyError('x')")
    (folder / "a.docx").write_bytes(word_file("Naloxone is free."))
    with pytest.raises(InternalError, match=r"KeyError at formats/word/__init__.py:"):
        check_paths(["a.docx"], house)
    monkeypatch.setattr(in_turn, "RAISE_FAULTS", False)
    checked = check_paths(["a.docx"], house)
    (problem,) = checked.broken
    assert "a fault of personfirst" in problem.reason
    assert "damaged" not in problem.reason


@pytest.mark.parametrize(
    ("work", "mend"),
    [
        ("personfirst.formats.change:edited", lambda folder: FixInPlace(unsafe=True)),
        ("personfirst.app.review:_reviewed", lambda folder: ReviewCopies(folder / "out")),
    ],
)
def test_writing_that_takes_too_long_is_stopped_and_the_file_stays(
    work: str,
    mend: Callable[[Path], Mend],
    folder: Path,
    house: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stumbling(folder, monkeypatch, work, "time.sleep(60)")
    data = word_file("The clinic serves frequent flyers in our county.")
    (folder / "a.docx").write_bytes(data)
    checked = check_paths(["a.docx"], house._replace(timeout=8), mend=mend(folder))
    (problem,) = checked.failing()
    assert problem.reason.startswith(
        "was left as it is, for changing it took longer than 8 seconds"
    )
    assert len(checked.report.unmuted) == 1
    assert (folder / "a.docx").read_bytes() == data
    assert not (folder / "out").exists()


def test_a_process_that_uses_too_much_ends_where_the_system_sets_no_bound(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As on macOS: the process looks itself how much it uses, also while a reader is at work."""
    (tmp_path / "greedy.py").write_text(
        "import runpy, time\n"
        "from personfirst.app import guard\n"
        "from personfirst.formats import registry\n"
        "used, whole = [0], registry.read\n"
        "def read(data, path):\n"
        "    used[0] = 2_000_000_000 if path == 'large.docx' else 0\n"
        "    time.sleep(30 if path == 'large.docx' else 0)\n"
        "    return whole(data, path)\n"
        "registry.read = read\n"
        "guard._watch_memory(lambda: used[0])\n"
        "runpy.run_module('personfirst.app.guard', run_name='__main__')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(guard, "COMMAND", (sys.executable, str(tmp_path / "greedy.py")))
    with Guard(20) as reader:
        assert reader.read(word_file("One"), "a.docx").blocks
        started = monotonic()
        with pytest.raises(UnreadableDocumentError, match="too large"):
            reader.read(word_file("Two"), "large.docx")
        assert monotonic() - started < 15
        assert reader.read(word_file("Three"), "b.docx").blocks
