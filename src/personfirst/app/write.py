"""Writing a changed file back: the whole new file or the old one, never anything between.

A file that has several names (hard links) cannot be replaced in one step, for they would part: it
is written in place, and until that is done its old bytes stand beside it.

The bytes outside the change are the ones that were read; where that cannot be promised, because
the file is damaged or another program wrote to it meanwhile, it is left alone.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from personfirst.formats.encoding import Decoded, encode
from personfirst.model.errors import UnwritableDocumentError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_CHANGED = "changed while it was checked; run again"
_AGAIN = "save it as UTF-8 and run again"


def encoded(text: str, stored: Decoded, data: bytes) -> bytes:
    """A changed text as the bytes of its file, stored as `data` was.

    Raises `UnwritableDocumentError` where the file's encoding is damaged or lacks a character.
    """
    if not stored.lossless or encode(stored.text, stored) != data:
        reason = f"its encoding ({stored.encoding}) is damaged, so it was not changed; {_AGAIN}"
        raise UnwritableDocumentError(reason)
    try:
        return encode(text, stored)
    except ValueError as error:
        missing = sorted(one for one in set(text) if not _holds(stored, one))
        reason = f"its encoding ({stored.encoding}) has no {' '.join(missing)}; {_AGAIN}"
        raise UnwritableDocumentError(reason) from error


def _holds(stored: Decoded, character: str) -> bool:
    try:
        encode(character, stored)
    except ValueError:
        return False
    return True


def refuse_read_only(path: Path) -> None:
    """Raise `UnwritableDocumentError` for a file that its owner may not write, and `OSError`."""
    if not path.stat().st_mode & stat.S_IWUSR:
        raise UnwritableDocumentError("is read-only, so it was not changed")


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes in the place of a file's old ones, in one step; a link stays a link, and so do
    all names of a file that has several.

    Mode and, where allowed, owner and extended attributes stay. Raises `UnwritableDocumentError`
    for a file that is read-only or no longer holds `before`, and `OSError`; the old file then
    stands.
    """
    real = path.resolve(strict=True)
    refuse_read_only(real)
    status = real.stat()
    if status.st_nlink > 1:
        _write_in_place(real, before, after)
        return
    with _in_place_of(real, after, 0o600) as temporary:
        _dress(temporary, status)
        _label(temporary, real)
        if real.read_bytes() != before:
            raise UnwritableDocumentError(_CHANGED)


def create_file(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a new file, with the folders above it, in one step.

    Raises `UnwritableDocumentError` where one stands there already, unless it may be overwritten,
    and `OSError`.
    """
    if path.exists() and not overwrite:
        raise UnwritableDocumentError(
            f"its copy {path} exists already; use --overwrite, or another folder"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with _in_place_of(path, data, 0o666):
        pass


@contextmanager
def _in_place_of(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A file with new bytes beside a path, which takes its place once the block has ended well."""
    temporary = _beside(path)
    try:
        _create(temporary, data, mode)
        yield temporary
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):  # nobody knows the other file's name
            error.filename, error.filename2 = str(path), None
        raise
    _settle(path.parent)


def _write_in_place(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes into a file that has other names, too; where that fails, the old ones again."""
    kept = _beside(path)
    try:
        _create(kept, before, 0o600)
        with path.open("r+b") as file:
            if file.read() != before:
                raise UnwritableDocumentError(_CHANGED)
            _exchange(file, before, after, kept)
        kept.unlink()
    except BaseException:
        with suppress(OSError):
            kept.unlink()
        raise


def _exchange(file: BinaryIO, before: bytes, after: bytes, kept: Path) -> None:
    """Put new bytes into an open file, or else the old ones back; if those cannot be, the ones that
    were kept stay, under a name that is told.
    """
    try:
        _overwrite(file, after)
    except BaseException:
        try:
            _overwrite(file, before)
        except OSError as error:
            saved = kept.replace(kept.with_suffix(".old"))
            reason = f"could not be written whole; what it held before stands in {saved}"
            raise UnwritableDocumentError(reason) from error
        raise


def _beside(path: Path) -> Path:
    """A new name in a file's folder."""
    return path.with_name(f".{path.name[:60]}.{secrets.token_hex(8)}.tmp")


def _create(path: Path, data: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, _NEW, mode), "wb") as file:
        _overwrite(file, data)


def _overwrite(file: BinaryIO, data: bytes) -> None:
    """Make a file hold these bytes, on its disk."""
    file.seek(0)
    file.write(data)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())


def _label(file: Path, like: Path) -> None:
    """Give a file the extended attributes of another, such as access lists, where allowed."""
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(like):
                with suppress(OSError):
                    os.setxattr(file, name, os.getxattr(like, name))


def _dress(file: Path, like: os.stat_result) -> None:
    """Give a file the owner, group and mode of another; those that may not be given stay ours, and
    then it does not run as its owner or group.
    """
    mode = stat.S_IMODE(like.st_mode)
    if hasattr(os, "chown"):
        for owner in (like.st_uid, -1):
            with suppress(OSError):
                os.chown(file, owner, like.st_gid)
                break
        given = file.stat()
        if (given.st_uid, given.st_gid) != (like.st_uid, like.st_gid):
            mode &= ~(stat.S_ISUID | stat.S_ISGID)
    file.chmod(mode)


def _settle(folder: Path) -> None:
    """See to it that a file's new name outlives a power cut, where the system lets us."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
