"""Writing a file back: in one step, dressed as before, or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from personfirst.app import write as module
from personfirst.app.write import encoded, replace_file
from personfirst.formats.encoding import Decoded, decode
from personfirst.model.errors import UnwritableDocumentError

OLD, NEW = b"Two addicts waited.\r\n", b"Two people who use drugs waited.\r\n"

KILLED = """
import os, sys
from pathlib import Path
from personfirst.app import write

left = int(sys.argv[2])

def trace(frame, event, argument):
    global left
    if frame.f_code.co_filename != write.__file__:
        return None
    left -= event == "line"
    if left < 0:
        os._exit(9)
    return trace

sys.settrace(trace)
write.replace_file(Path(sys.argv[1]), *map(os.fsencode, sys.argv[3:]))
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    file = tmp_path / "minutes.md"
    file.write_bytes(OLD)
    return file


def alone(file: Path) -> bool:
    """Whether nothing else was left in a file's folder."""
    return list(file.parent.iterdir()) == [file]


def test_the_new_bytes_stand_there_and_nothing_else(minutes: Path) -> None:
    replace_file(minutes, OLD, NEW)
    assert minutes.read_bytes() == NEW
    assert alone(minutes)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o4755])
def test_the_mode_stays(minutes: Path, mode: int) -> None:
    minutes.chmod(mode)
    owner = minutes.stat().st_uid, minutes.stat().st_gid
    replace_file(minutes, OLD, NEW)
    assert stat.S_IMODE(minutes.stat().st_mode) == mode
    assert (minutes.stat().st_uid, minutes.stat().st_gid) == owner


@pytest.mark.skipif(sys.platform == "win32", reason="owners are of POSIX")
def test_an_owner_that_may_not_be_given_costs_only_itself(
    minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def chown(path: Path, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError

    minutes.chmod(0o6755)
    status = minutes.stat()
    stranger = os.stat_result((status.st_mode, *status[1:4], status.st_uid + 1, *status[5:]))
    monkeypatch.setattr(os, "chown", chown)
    module._dress(minutes, stranger)
    assert asked == [(status.st_uid + 1, status.st_gid), (-1, status.st_gid)]
    assert stat.S_IMODE(minutes.stat().st_mode) == 0o755


def test_a_link_stays_a_link(minutes: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    link = tmp_path / "site" / "minutes.md"
    try:
        link.symlink_to(Path("..") / "minutes.md")
    except OSError:
        pytest.skip("no links here")
    replace_file(link, OLD, NEW)
    assert link.is_symlink()
    assert minutes.read_bytes() == NEW
    assert alone(link)


@pytest.fixture
def other(minutes: Path) -> Path:
    """Another name of the same file, in a folder of its own."""
    (minutes.parent / "site").mkdir()
    link = minutes.parent / "site" / "minutes.md"
    try:
        link.hardlink_to(minutes)
    except OSError:
        pytest.skip("no hard links here")
    return link


def test_all_names_of_a_file_stay_its_names(minutes: Path, other: Path) -> None:
    for new in (NEW, b"", NEW, b"short"):
        replace_file(other, minutes.read_bytes(), new)
        assert minutes.read_bytes() == new
    assert minutes.samefile(other)
    assert alone(other)


def test_a_file_with_several_names_that_changed_meanwhile_is_left_alone(
    minutes: Path, other: Path
) -> None:
    with pytest.raises(UnwritableDocumentError, match="changed while it was checked"):
        replace_file(other, OLD + b"More.", NEW)
    assert minutes.read_bytes() == OLD
    assert alone(other)


def test_an_interrupt_leaves_a_file_with_several_names_whole(minutes: Path, other: Path) -> None:
    for step in count():
        minutes.write_bytes(OLD)
        try:
            _interrupted(other, step)
        except KeyboardInterrupt:
            assert minutes.read_bytes() in (OLD, NEW)
            assert alone(other)
        else:
            break
    assert step > 15
    assert minutes.samefile(other)


def test_what_a_file_held_is_kept_where_it_can_neither_be_written_nor_restored(
    minutes: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = count()

    def full(handle: int) -> None:
        if next(synced):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableDocumentError, match="what it held before stands in"):
        replace_file(other, OLD, NEW)
    [kept] = other.parent.glob(".minutes.md.*.old")
    assert kept.read_bytes() == OLD


@pytest.mark.skipif(not hasattr(os, "listxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(minutes: Path) -> None:
    try:
        os.setxattr(minutes, "user.tag", b"blue")
    except OSError:
        pytest.skip("no extended attributes on this disk")
    replace_file(minutes, OLD, NEW)
    assert os.getxattr(minutes, "user.tag") == b"blue"


def test_a_file_that_is_read_only_is_left_alone(minutes: Path) -> None:
    minutes.chmod(0o444)
    with pytest.raises(UnwritableDocumentError, match="read-only"):
        replace_file(minutes, OLD, NEW)
    assert minutes.read_bytes() == OLD
    assert alone(minutes)
    minutes.chmod(0o644)


def test_a_file_that_changed_meanwhile_is_left_alone(minutes: Path) -> None:
    minutes.write_bytes(OLD + b"More.")
    with pytest.raises(UnwritableDocumentError, match="changed while it was checked"):
        replace_file(minutes, OLD, NEW)
    assert minutes.read_bytes() == OLD + b"More."
    assert alone(minutes)


def test_a_fault_leaves_the_old_file(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(minutes, OLD, NEW)
    assert minutes.read_bytes() == OLD
    assert alone(minutes)


def test_an_interrupt_at_any_line_leaves_the_old_file_or_the_new(minutes: Path) -> None:
    for step in count():
        minutes.write_bytes(OLD)
        try:
            _interrupted(minutes, step)
        except KeyboardInterrupt:
            assert minutes.read_bytes() in (OLD, NEW)
            assert alone(minutes)
        else:
            break
    assert step > 10


def _interrupted(file: Path, step: int) -> None:
    """Replace a file, with an interrupt before the given line of the way."""
    left = step

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename != module.__file__:
            return None
        left -= event == "line"
        if left < 0:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        replace_file(file, OLD, NEW)
    finally:
        sys.settrace(before)


def test_a_process_that_is_killed_at_any_line_leaves_the_old_file_or_the_new(
    minutes: Path,
) -> None:
    for step in count():
        minutes.write_bytes(OLD)
        run = [sys.executable, "-c", KILLED, str(minutes), str(step)]
        ran = subprocess.run([*run, os.fsdecode(OLD), os.fsdecode(NEW)], check=False, timeout=60)
        assert minutes.read_bytes() in (OLD, NEW)
        if ran.returncode != 9:
            break
    assert ran.returncode == 0
    assert minutes.read_bytes() == NEW
    assert step > 10


@pytest.mark.parametrize(
    "data",
    [
        b"plain",
        b"\xef\xbb\xbfwith a mark",
        "café".encode("cp1252"),
        b"\x81\x8d cp1252 with holes \x9d",
        "na\u00efve".encode("utf-16"),
        "\ufeffna\u00efve".encode("utf-16-be"),
        "naïve text".encode("utf-16-le"),
        b"lone\rcr\r\nand\nlf",
        b"",
    ],
)
def test_what_does_not_change_comes_back_byte_for_byte(data: bytes) -> None:
    stored = decode(data)
    assert encoded(stored.text, stored, data) == data


def test_a_damaged_file_is_refused() -> None:
    data = "Café, naïve, Zoë, señor, déjà".encode() + b" \xff"
    stored = decode(data)
    assert not stored.lossless
    with pytest.raises(UnwritableDocumentError, match=r"encoding \(utf-8\) is damaged"):
        encoded(stored.text, stored, data)
    claimed = Decoded("caf?", "utf-8", b"", True)
    with pytest.raises(UnwritableDocumentError, match="damaged"):
        encoded("cafe", claimed, b"caf\xc3\xa9")


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-2", "koi8-r"])
def test_a_character_that_the_encoding_lacks_is_named(encoding: str) -> None:
    stored = Decoded("plain", encoding, b"", True)
    with pytest.raises(UnwritableDocumentError, match="has no 統 語; save it as UTF-8"):
        encoded("plain 語統", stored, b"plain")


def test_an_error_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file" / "a.md", tmp_path / ("long" * 100)):
        with (
            pytest.raises(OSError, match=r"Errno|WinError") as error,
            module._in_place_of(path, b"", 0o600),
        ):
            pass
        assert (error.value.filename, error.value.filename2) == (str(path), None)
