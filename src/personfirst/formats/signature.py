"""What kind of file some bytes are, by how they begin: names are wrong now and then.

A "Word file" out of an old program is often RTF or a web page, and a download may have any name.
"""

from __future__ import annotations

import codecs
import io
import re

_PARTS = (
    ("word", "word/document.xml"),
    ("powerpoint", "ppt/presentation.xml"),
    ("excel", "xl/workbook.xml"),
    ("epub", "META-INF/container.xml"),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_SHEET = f"{_OPEN_DOCUMENT}spreadsheet"
_MIMETYPE = b"mimetype"
_NAME_LENGTH = slice(26, 28)
_EXTRA_LENGTH = slice(28, 30)
_HEADER = 30
_LONGEST = 100
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)
_TOLD_BY = 4096
"""How many bytes tell text from other files."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)


def format_name(data: bytes) -> str | None:
    """The name of the format that a file is in by its content; None where that does not tell, as
    for most text.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:1024]):
        return "html"
    return None


def content_name(data: bytes) -> str | None:
    """What a file is, in the words of a message, that has a name of another kind: "a PNG picture",
    "plain text"; None for anything else.
    """
    for signature, name in _PICTURES:
        if data.startswith(signature):
            return name
    head = data[:_TOLD_BY]
    if data.startswith(b"PK") or _CONTROLS.search(head):
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return None
    return "plain text"


def _package(data: bytes) -> str | None:
    """The format of a package: by the type that it begins with, or by the parts in it."""
    mimetype = _first_member(data)
    if mimetype.startswith(_OPEN_DOCUMENT):
        return "opendocument sheet" if mimetype.startswith(_SHEET) else "opendocument"
    if mimetype == "application/epub+zip":
        return "epub"
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    return next((name for name, part in _PARTS if part in names), None)


def _first_member(data: bytes) -> str:
    """What the stored member `mimetype` holds, if the package begins with it, or nothing."""
    length = int.from_bytes(data[_NAME_LENGTH], "little")
    start = _HEADER + length
    if data[_HEADER:start] != _MIMETYPE:
        return ""
    start += int.from_bytes(data[_EXTRA_LENGTH], "little")
    return data[start : start + _LONGEST].split(b"PK", 1)[0].decode("ascii", "replace").strip()
