"""Writing a changed file back: the whole new file or the old one, never anything between.

The bytes outside the change are the ones that were read; where that cannot be promised, because
the file is damaged or another program wrote to it meanwhile, it is left alone.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from personfirst.formats.encoding import Decoded, encode
from personfirst.model.errors import UnwritableDocumentError

_NEW_AND_PRIVATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
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
    """Put new bytes in the place of a file's old ones, in one step; a link stays a link.

    Mode and, where allowed, owner stay. Raises `UnwritableDocumentError` for a file that is
    read-only or no longer holds `before`, and `OSError`; the old file then stands.
    """
    real = path.resolve(strict=True)
    refuse_read_only(real)
    status = real.stat()
    temporary = real.with_name(f".{real.name[:60]}.{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(temporary, _NEW_AND_PRIVATE, 0o600), "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _dress(temporary, status)
        if real.read_bytes() != before:
            raise UnwritableDocumentError("changed while it was checked; run again")
        temporary.replace(real)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _settle(real.parent)


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
